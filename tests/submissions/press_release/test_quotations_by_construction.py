"""German constructions around quotations: who speaks there, and what is only named."""

import pytest

from submissions.press_release.quotations import find_quotations, read_quotations

SAID = "Wir haben lange auf diesen Tag gewartet"


def quoted(text):
    return [(each.text, each.speaker) for each in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        # The verb stands at the end of its clause, all the rest between it and the subject.
        ("Während die Stadt von einem „kleinen Problem“ spricht, warten alle.", 0, "Stadt"),
        ("Dort ist der Bau, den Leiterin Eva Kern als „zu teuer“ beschrieb.", 0, "Eva Kern"),
        ("Dagegen ist Trainer Jan Kern, der das als „reine Kosmetik“ ansieht.", 0, "Jan Kern"),
        ("Alle waren dafür, obwohl Jan Kern den Plan „albern“ genannt hatte.", 0, "Jan Kern"),
        ("Die Stadt, deren Leiterin Eva Kern von einer „Chance“ sprach, wartet.", 0, "Eva Kern"),
        ("Sie ging, um – wie Eva Kern, eine von ihnen, leise sagte – „es zu tun“.", 0, "Eva Kern"),
        # By whom something is done.
        ("Der Plan wurde von der Opposition als „zu teuer“ kritisiert.", 0, "Opposition"),
        ("Kern wurde von einem Anwohner mit den Worten „Pfui“ empfangen.", 0, "Anwohner"),
        # Reported speech goes on; its subject is not who speaks.
        ("Kern sprach. Die Polizei sei angewiesen, „mit Geduld“ vorzugehen.", 0, "Kern"),
        ("Kern wies das ab. Es werde ein „Popanz“ aufgebaut.", 0, "Kern"),
        ("Intern hieß es, die Halle sei „so nicht zu halten“.", 0, None),
        ("In der Begründung heißt es, die Abgabe sei „kein Mittel“.", 0, "Begründung"),
        ("Kritischer äußerte sich Leiterin Eva Kern: Das sei „zu wenig“.", 0, "Eva Kern"),
        ("Man habe, so Anwalt Jan Kern, die Kammer „sofort und oft“ gebeten.", 0, "Jan Kern"),
        # Somebody's own utterance.
        ("Eva Kern klagt. „Erst reden, dann bauen“, lautet ihre Forderung.", 0, "Eva Kern"),
        (f"Jan Kern kam. „{SAID}“, so seine Antwort.", 0, "Jan Kern"),
        (f"„{SAID}“, war sich Jan Kern sicher.", 0, "Jan Kern"),
        (f"„{SAID}“, war von Jan Kern zu hören.", 0, "Jan Kern"),
        (f"„{SAID}“ hatte sich Jan Kern dem Rat vorgestellt.", 0, "Jan Kern"),
        (f"„{SAID}“ – mit diesen Worten verabschiedete sich Jan Kern.", 0, "Jan Kern"),
        # Who is in front of a colon or a verb that names somebody.
        (f"Der Rat streitet – Leiterin Eva Kern: „{SAID}“.", 0, "Eva Kern"),
        ("Jan Kern kam. Der 1955 geborene Kern nannte Muster ein „Relikt“.", 0, "Jan Kern"),
        (f"Anders sieht das Leiterin Eva Kern: „{SAID}.“", 0, "Eva Kern"),
        (f"„{SAID}“, kommentierte der „Stadtbote“.", 0, "„Stadtbote“"),
        # What bears the words.
        (f"„{SAID}“, war auf einem Transparent zu lesen.", 0, "Transparent"),
        (f"Auf der Fassade stand in roten Buchstaben: „{SAID}“.", 0, "Fassade"),
        (f"Am Tor hing ein Banner mit der Aufschrift „{SAID}“.", 0, "Banner"),
        (f"„{SAID}“, heißt es in dem auf Deutsch und Polnisch verlesenen Brief.", 0, "Brief"),
        # Names in all their forms.
        (f"„{SAID}“, klagte eine von ihnen, die 32-jährige Eva Kern aus Worms.", 0, "Eva Kern"),
        (f"„{SAID}“, sagte Generalsekretär Jan al-Kern am Abend.", 0, "Jan al-Kern"),
        ("Der Hauswart (Verwalter) Jan Kern nannte sie „zu klein“.", 0, "Jan Kern"),
        (f"Deren Sprecherin Eva Kern sagte: „{SAID}.“", 0, "Eva Kern"),
        (f"Von der Opposition kam Kritik. „{SAID}.“", 0, None),
        # However few, they are somebody's words.
        ("Er will eine „Atempause“, wie Rektorin Eva Kern es nannte.", 0, "Eva Kern"),
        ("Von einer „Schande“ sprach auch der Historiker Jan Kern.", 0, "Jan Kern"),
        ("Kern nannte ihn „faul“ und „dumm“.", 1, "Kern"),
        # Behind brackets, and before a pronoun.
        (f"„{SAID}“ (auf Deutsch: nein) riefen sie.", 0, None),
        (f"„{SAID}“, beschied sie dem Rat.", 0, None),
    ],
)
def test_who_speaks_in_each_construction(text, said, speaker):
    assert quoted(text)[said][1] == speaker


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        (f"„{SAID}“, beschied sie dem Rat.", "sie"),
        (f"Am Abend trat sie vor die Presse: „{SAID}.“", "sie"),
        (f"In einem Brief würdigte er Kerns Werk: „{SAID}.“", "er"),
    ],
)
def test_a_pronoun_behind_its_verb_is_pointed_at(text, pronoun):
    [found] = find_quotations(text)
    assert text[found.speaker_start : found.speaker_end] == pronoun


def test_a_colon_announces_what_the_next_paragraph_quotes():
    text = f"Eva Kern erklärte dazu:\n„{SAID}.“\nDann gingen alle heim.\n„{SAID}.“"
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append((start, start + len(line)))
        start += len(line) + 1
    assert [each.speaker for each in read_quotations(text, lines)] == ["Eva Kern", None]


@pytest.mark.parametrize(
    "text",
    [
        # How something is called.
        "Die Verordnung heißt offiziell „Satzung über die Nutzung der Grünflächen“.",
        "Ab Juli heißt es wieder „leid tun“ statt „Leid tun“.",
        "Im Volksmund spricht man vom „Langen Eugen“.",
        "Viele nennen den Turm liebevoll „unseren Dicken“.",
        "Titel der Schau: „Wer hat hier gebaut?“",
        "Motto des Abends: „Alle an einen Tisch!“",
        "Jan Kern, als „Brückenkönig“ bekannt geworden, nannte keine Namen.",
        "Die Stadt verlieh drei der als „Rheinbecher“ bezeichneten Preise.",
        # What exists already.
        "Der Sprecher verwies auf die „Richtlinie“ des Landes.",
        "Die Leiterin erinnerte an den „Heumarkt“ von früher.",
        # No predicate.
        "Für Mannheim ist im „Kampf um den Pokal“ noch alles drin.",
        # Media, bodies, works.
        "Kern nannte die Halle im „Stadtboten“ teuer.",
        "In einem Gastbeitrag für „Die Brücke“ rief Kern zum Sparen auf.",
        "Die Initiative „Kein Platz für Lärm“ fordert ein Tempolimit.",
        "Das Programm bietet Filme wie „Was bleibt uns?“ und „Stille am Fluss“.",
        "Nominiert sind „Der letzte Zug“, „Wer hat Angst vor dem Fluss?“ und „Stille“.",
        "Die Band spielte „Ich will nicht werden wie die anderen“.",
        "„Gemeinsam. Vielfältig. Bunt.“ – der Verein lädt zum Sommerfest ein.",
        "Die Nummer wird dabei gefälscht, was als „Pharming“ bezeichnet wird.",
        "Seinen ersten Spielfilm, „Das Wehr am Neckar“, drehte er im Jahr 1963.",
    ],
)
def test_what_the_words_around_name_is_no_quotation(text):
    assert quoted(text) == []


@pytest.mark.parametrize("marked", ["›{}‹", "‚{}‘", "''{}''", "''„{}“''"])
def test_marks_of_inner_quotations_are_read_where_they_stand_alone(marked):
    assert quoted(f"{marked.format(SAID)}, sagte Eva Kern.") == [(SAID, "Eva Kern")]


def test_an_apostrophe_and_a_slip_close_and_open_nothing():
    assert quoted(f"„Hans’ Auto, ‚na klar, ist da“, sagte Kern. „{SAID}“, sagte Eva Muster.") == [
        ("Hans’ Auto, ‚na klar, ist da", "Kern"),
        (SAID, "Eva Muster"),
    ]


def test_a_verb_inside_what_is_said_does_not_end_it_where_the_mark_was_forgotten():
    text = "„Bleiben Sie im Haus und glauben Sie keinem Gerücht, sagte Eva Kern am Abend."
    assert quoted(text) == [("Bleiben Sie im Haus und glauben Sie keinem Gerücht", "Eva Kern")]
