"""Quotations in prose: which words are said, and by whom."""

import time

import pytest

from submissions.press_release.quotations import find_quotations
from submissions.press_release.quote_marks import find_quoted
from tests.submissions.press_release.releases import read

SAID = "Wir haben lange auf diesen Tag gewartet"


def quoted(text):
    return [(each.text, each.speaker) for each in find_quotations(text)]


def speakers(text):
    return [each.speaker for each in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"„{SAID}“, sagte Eva Beispiel.", "Eva Beispiel"),
        (f"„{SAID}“, sagte am Freitag die Leiterin der Halle, Eva Beispiel.", "Eva Beispiel"),
        (f"„{SAID}“, so Bürgermeisterin Dr. Eva Beispiel (SPD).", "Dr. Eva Beispiel"),
        (f"„{SAID}“, fügte Jan von der Au hinzu.", "Jan von der Au"),
        (f"„{SAID}“, heißt es in einer Erklärung der Stadt.", "Erklärung der Stadt"),
        (f"„{SAID}“, freut sich Trainer Jan Muster über den Neubau.", "Jan Muster"),
        (f"Eva Beispiel, Leiterin der Halle, sagte: „{SAID}.“", "Eva Beispiel"),
        (f"Der Landrat Jan Muster hat dazu erklärt: „{SAID}.“", "Jan Muster"),
        (f"Eva Beispiel wörtlich: „{SAID}.“", "Eva Beispiel"),
        (f"Auf der Sitzung teilte Eva Beispiel mit: „{SAID}.“", "Eva Beispiel"),
        (f"Die Polizei bekräftigt: „{SAID}.“", "Polizei"),
        (f"„{SAID}“. Das sagte Eva Beispiel am Abend.", "Eva Beispiel"),
        ("Nach Angaben von Jan Muster ist die Halle „schon jetzt viel zu klein“.", "Jan Muster"),
        ("Laut Eva Beispiel ist die Halle „schon jetzt viel zu klein“.", "Eva Beispiel"),
        ("Für Eva Beispiel ist die Halle „schon jetzt viel zu klein“.", "Eva Beispiel"),
        ("Trainer Jan Muster zufolge ist sie „schon jetzt viel zu klein“.", "Jan Muster"),
        ("Eva Beispiel nannte die Halle „viel zu klein“.", "Eva Beispiel"),
        ("Jan Muster erklärte, die Halle sei „schon jetzt viel zu klein“.", "Jan Muster"),
        ("Wie Jan Muster ausführte, sei sie „schon jetzt viel zu klein“.", "Jan Muster"),
        (f"„{SAID}“, kündigte der Sprecher von ver.di, Jan Muster, an.", "Jan Muster"),
        (
            f"„{SAID}“, sagte ein Sprecher der Stadt der Nachrichtenagentur dpa.",
            "Sprecher der Stadt",
        ),
        (f"„{SAID}“, wird Ministerin Eva Beispiel zitiert.", "Eva Beispiel"),
        (f"„{SAID}“, betonen Eva Beispiel und Jan Muster.", "Eva Beispiel und Jan Muster"),
        (f"Mit den Worten „{SAID}“ eröffnete Eva Beispiel die Halle.", "Eva Beispiel"),
        (f"„{SAID}.“ Mit diesem Satz beendete Jan Muster den Abend.", "Jan Muster"),
        (f"Dazu Eva Beispiel: „{SAID}.“", "Eva Beispiel"),
        (f"In dem Antrag heißt es: „{SAID}.“", "Antrag"),
        (f"Auf einem Plakat stand: „{SAID}“.", "Plakat"),
        (f"„{SAID}“, hieß es in Mannheim.", None),
        ("Die Pläne bezeichnete Kern als „viel zu teuer“.", "Kern"),
        ("Den Plan, den alle loben, hält die Polizei für „viel zu teuer“.", "Polizei"),
        (f"Auch Debatten nannte er: „{SAID}.“", None),
        (f"„{SAID}“, sagte der 35 Jahre alte Trainer Jan Muster.", "Jan Muster"),
        (f"„{SAID}“, sagte der 48-Jährige.", "48-Jährige"),
        (f"„{SAID}“, erklärte der für Bauten zuständige Amtsleiter Jan Muster.", "Jan Muster"),
        (f"„{SAID}“, sagte der Sport-, Bau- und Schuldezernent Jan Muster.", "Jan Muster"),
        (f"„{SAID}“, meint Mediziner und Biologe Jan Muster.", "Jan Muster"),
        (f"„{SAID}“, meint \N{SOFT HYPHEN}Jan Muster.", "Jan Muster"),
        (f"Alle sind still, als die Leiterin Eva Beispiel fragt: „{SAID}?“", "Eva Beispiel"),
        (f"Neu ist, wie Präsidentin Eva Beispiel den Plan lobt: „{SAID}.“", "Eva Beispiel"),
        (f"Zu Beginn gibt Präsidentin Eva Beispiel den Ton vor: „{SAID}.“", "Eva Beispiel"),
        (f"Trainer Jan Muster ist ebenfalls begeistert: „{SAID}.“", "Jan Muster"),
        (f"Eva Beispiel kam. Beispiel weiß: „{SAID}.“", "Eva Beispiel"),
        (f"Eva Beispiel kam. „{SAID}“, sagte Beispiel dieser Zeitung.", "Eva Beispiel"),
        ("Die Halle wurde als „viel zu klein“ bezeichnet.", None),
        (f"Das Fazit zur Halle: „{SAID}.“", None),
    ],
)
def test_the_speaker_is_told_by_the_words_around(text, speaker):
    assert speakers(text) == [speaker]


def test_a_family_name_stands_for_the_full_name_that_the_text_has():
    text = f"Eva Beispiel leitet die Halle. „{SAID}“, sagte Beispiel."
    assert speakers(text) == ["Eva Beispiel"]
    two = f"Eva Beispiel und Jan Beispiel leiten die Halle. „{SAID}“, sagte Beispiel."
    assert speakers(two) == ["Beispiel"]
    known = find_quotations(f"„{SAID}“, sagte Kern.", known_people=["Dr. Ute Kern", "Jan Muster"])
    assert [each.speaker for each in known] == ["Dr. Ute Kern"]


def test_a_pronoun_stays_open_and_is_pointed_at():
    text = f"„{SAID}“, sagte sie."
    [found] = find_quotations(text, offset=10)
    assert found.speaker is None
    assert (found.start, found.end, found.cue) == (10, 10 + text.index(","), "sagte")
    assert (found.speaker_start, found.speaker_end) == (10 + text.index("sie"), 10 + len(text) - 1)


def test_who_spoke_goes_on_speaking_until_somebody_else_is_named():
    text = (
        f"„{SAID}“, sagte Eva Beispiel. „Es war nicht immer leicht.“ Dann kam der Regen über "
        "den Platz und alle gingen heim. Die Feier war vorbei. „Nun ist aber gut mit der Musik.“"
    )
    assert speakers(text) == ["Eva Beispiel", "Eva Beispiel", None]


@pytest.mark.parametrize(
    "text",
    [
        "Das Schiff „Stadt Speyer“ legt um zehn Uhr in Mannheim ab.",
        "Der Film „Der Himmel über Berlin“ läuft am Abend im Kino.",
        "Unter dem Motto „Zusammen sind wir stark“ laufen alle um den See.",
        "Der Chor „Die Spätlese“ sagte den Auftritt ab.",
        "Die sogenannte „kalte Jahreszeit“ beginnt im November.",
        "Er fuhr mit dem „Rheinpfeil“ (auch „Blauer Blitz“ genannt) nach Speyer.",
        "Vorträge gibt es zu „Die Brücken der Stadt zwischen 1900 und 1950 in alten Bildern“.",
        "Ein Vertreter der „Musterbank“ sagte ab.",
        "Ein Vertreter der „musterbank ag“ bezeichnet den Kauf als gut.",
        "„Sommer am Fluss“ begeistert mit viel Musik.",
        "„Wie wollen wir leben?“ zu Gast in der Schule am See.",
        "Unter dem Motto „Darf ich Ihnen etwas anbieten?“ kocht der Verein.",
        "Neues Stück gegen das Vergessen: „Die Kinder der alten Stadt“ im Theater am Markt.",
        "Der Bericht nennt „Beispielwort“ in zwei Fällen.",
    ],
)
def test_names_titles_and_mottos_are_no_quotations(text):
    assert quoted(text) == []


def test_a_part_of_a_sentence_is_one_where_somebody_is_reported():
    assert quoted("Kern warnte vor einem „populistischen Wahlkampf“.") == [
        ("populistischen Wahlkampf", "Kern")
    ]
    assert quoted("Die Halle sei zu klein, sie solle bald umgebaut werden, sagte Kern.") == []


@pytest.mark.parametrize(
    "marked", ["„{}“", "„{}”", '"{}"', "“{}”", "»{}«", "«{}»", '„{}"', ",,{}''", "„{}„"]
)
def test_every_style_of_marks_is_read(marked):
    assert quoted(f"{marked.format(SAID)}, sagte Eva Beispiel.") == [(SAID, "Eva Beispiel")]


def test_marks_inside_marks_belong_to_what_is_said():
    inside = "Das „Haus am Markt“ bleibt, und „Zur Rose“ auch"
    assert quoted(f"„{inside}“, sagte Eva Beispiel.") == [(inside, "Eva Beispiel")]


@pytest.mark.parametrize(
    "text",
    [
        f"„{SAID}, sagte Eva Beispiel am Abend.",
        f"„{SAID}, sagte Eva Beispiel. „Nun ist er da“, ergänzte Jan Muster.",
    ],
)
def test_a_forgotten_mark_ends_where_the_verb_of_saying_begins(text):
    assert quoted(text)[0] == (SAID, "Eva Beispiel")


def test_a_quotation_runs_through_paragraphs_until_its_mark_comes():
    text = "„Erst kam der Regen.\nDann kam die Sonne“, sagte sie.\n„Noch eins."
    lines = [(0, 20), (21, 55), (56, len(text))]
    assert [(each.start, each.end) for each in find_quoted(text, lines)] == [(0, 40)]


def test_a_release_gives_quotations_with_the_places_of_their_speakers():
    body = f"In Mannheim öffnet die Halle. „{SAID}“, sagte Leiterin Eva Beispiel am Freitag."
    [found] = read(f"Halle öffnet\n\n{body}").quotes
    text = f"Halle öffnet\n\n{body}"
    assert text[found.start : found.end] == f"„{SAID}“"
    assert text[found.speaker_start : found.speaker_end] == "Eva Beispiel"


@pytest.mark.parametrize(
    "endless", ["„", '"', "„a“ ", "„a b, sagte ", "Kern sagte: „a“ ", "»«", "«"]
)
def test_endless_marks_take_time_in_line_with_their_length(endless):
    def seconds(length):
        text = "„a b c d e“ " + endless * (length // len(endless))
        began = time.process_time()
        find_quotations(text)
        return time.process_time() - began

    seconds(1_000)
    assert seconds(15_000) < 0.6
