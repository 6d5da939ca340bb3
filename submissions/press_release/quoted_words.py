"""Whether words between quotation marks are said by somebody, or a name, a title or irony. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from submissions.press_release.word_lists import listed

_LETTERS = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
#: Words of sentences, which names and titles seldom hold.
_OF_SPEECH = listed("""
    ich wir uns mir mich unser unsere unseren unserer unserem mein meine meiner ihr euch du dich
    sie er nicht ist sind war waren sei hat haben hatte habe wird werden wurde kann können muss
    müssen soll sollen will wollen wollte darf dürfen gibt geht steht bleibt kein keine keinen man
    dass weil wenn ob sehr noch nur auch schon immer aber doch so jetzt mehr alle alles etwas
    nichts damit dafür davon bin seid bist lässt macht braucht gemacht worden gewesen geworden
    leider völlig
    """)
_INFLECTED = ("e", "en", "er", "em", "es")
_ARTICLES = listed("der die das den dem des ein eine einen einem einer")
#: What introduces names, titles and terms.
_NAMING_WORDS = r"""
    sogenannt(?:e[nrsm]?)? namens genannt Namen Titel Titeln Motto Mottos Slogan Thema Stichwort
    Begriff Wort Kürzel Spitznamen Beinamen Künstlernamen Codenamen Decknamen Rubrik Kategorie
    spielte[n]? spielt spielen zeigte[n]? zeigt zeigen präsentier\w+ veröffentlich\w+ inszenier\w+
    drehte verfilmte Reihe Serie Sendung
    Überschrift kurz engl\. englisch deutsch etwa bzw\. heißt heißen hieß
    [Ll]aut lautet Aktion Projekt Kampagne Schlagwort Prädikat Typs? Programm Band Lied Song Album
    Film
    """
_NAMING = re.compile(rf"(?:\b(?:{'|'.join(_NAMING_WORDS.split())})|[(\[/=&])\s*:?\s*$")
#: Behind these a title stands, even a whole sentence.
_TITLE_BEFORE = re.compile(
    r"\b(?:Mottos?|Titeln?|Thema|Themen|Slogan|Namen|Reihe|Sendung|Film|Ausstellung|Projekt|Kampagne"
    r"|Programm|Buch|Lied|Stück|Album)\s*$"
)
#: "Das Gesetz heißt vollständig „…“", "ab Juli heißt es wieder „…“": how a thing is called.
_CALLED = re.compile(
    r"\b(?:heiß(?:t|en)|hieß(?:en)?)(?:\ses)?(?:\s(?!wörtlich|dort|darin|dazu|weiter)[a-zäöüß]+){1,2}\s*$"
)
#: "Titel der Schau: „…“": the head of what stands before the colon is a word for names.
_TITLED_COLON = re.compile(
    r"^(?:(?:D(?:er|ie|as)|Ihr|Sein|Unser)\s)?(?:[\w-]*(?:titel|[Tt]hema|motto)|Titel|Thema|Motto|Name|Slogan)"
    r"\b[^:.,!?]{0,70}:\s*$"
)
#: "als „extrem“ bezeichnet", "für „unbedenklich“ erklärt": verdicts, whoever gives them.
_VERDICT_BEFORE = re.compile(r"\b(?:[Aa]ls|[Ff]ür)\s*$")
_VERDICT_AFTER = re.compile(
    r"\s*(?:bezeichnet|erklärt|beschrieben|eingestuft|bewertet|gewertet|befunden|kritisiert|gelobt"
    r"|beurteilt|verurteilt|abgelehnt|zurückgewiesen|gerügt|empfunden|eingeschätzt)\b"
)
#: "Vorträge wie „Was bleibt?“": an example of what the noun names.
_EXAMPLE_BEFORE = re.compile(r"(?<!\w)[A-ZÄÖÜ][\wäöüß-]+\swie(?:\setwa)?\s*$")
#: "der als „Lola“ bezeichneten Statuetten": an attribute, which nobody says here.
_ATTRIBUTE_BEFORE = re.compile(r"\b(?i:d(?:er|ie|as|en|em|es)|eine[nmrs]?|ihr\w*|sein\w*)\sals\s*$")
_ATTRIBUTE_AFTER = re.compile(
    r"\s*(?:bezeichnet|genannt|bekannt|betitelt|getauft|gefeiert|geschmäht)e[nmrs]?\s+(?:[a-zäöüß]+e[nmrs]?\s+)?[A-ZÄÖÜ]"
)
#: "als „Diktatorenjäger“ bekannt geworden".
_KNOWN_AS = re.compile(r"\s*(?:(?:weithin|weltweit|auch)\s)?(?:bekannt|berühmt|berüchtigt)\b")
#: "was als „Pharming“ bezeichnet wird": a single noun, and nobody who says it.
_CALLED_BY_NOBODY = re.compile(r"\s*(?:bezeichnet|betitelt)\s+(?:wird|werden|wurden?|worden)\b")
_AGENT = re.compile(r"\b(?:von|vom|durch)\s[^,;:]*$")
#: "Seinen ersten Spielfilm, „…“, drehte er": the title beside its work.
_WORK_BEFORE = re.compile(
    r"(?i:\b\w*(?:film|roman|album|buch|lied|song|single|stück|serie|oper|musical|drama|debüt|werk"
    r"|gedicht|gemälde|sendung|ausstellung|platte|trilogie|komödie|schrift|spiel))e?s?,\s*$"
)
#: "die Homepage von „…“", "Sprecherin der „…“": whose it is bears a name.
_OFFICE_BEFORE = re.compile(
    r"\b(?i:\w*(?:homepage|seite|website|sprecher|sprecherin|chef|chefin|vorsitzende[rn]?|leiter|leiterin"
    r"|mitglied|mitglieder|vertreter|vertreterin|redaktion|geschäftsführer|geschäftsführerin))"
    r"\s(?:von|vom|der|des|bei|beim)\s*$"
)
#: "in einem Gastbeitrag für „El País“": a medium, whose name stands behind a preposition.
_PUBLISHED_BEFORE = re.compile(
    r"\b(?i:\w*(?:beitrag|artikel|interview|gespräch|kommentar|kolumne|bericht|text|brief))\s"
    r"(?:für|in|im|mit|mit der|mit dem|bei|an)\s*$"
)
_GOES_ON = re.compile(r"\s+[a-zäöüß]")
_NAMED_AFTER = re.compile(
    r"\s*(?:genannt\w*|heiß(?:t|en)|hieß(?:en)?|getauft\w*|betitelt\w*|benannt\w*|lautet)\b|\s?[)\]]"
)
#: What bears a name between marks, even one in small letters.
_MEDIUM_BEFORE = re.compile(
    r"(?i:magazine?s?|zeitung|zeitschrift|blatts?|blattes|senders?|portals?|agentur|dienste?s?|films?"
    r"|gruppe|partei|romans?|buche?s?|vereins?|stiftung|initiative|bündnis(?:ses)?|organisation"
    r"|bewegung|firma|marke|schiffe?s?|yacht|webseite|website|homepage|seite|bereich|vertrag|gesetze?s?)\s*$"
)
#: Nouns that quote what follows them.
_SAYING_NOUN = re.compile(
    r"\b(?:Aufschrift(?:en)?|Parolen?|Rufe?n?|Zwischenrufe?n?|Sprechchöre?n?|Worten?|Sätzen?|Satz"
    r"|Behauptung|Frage|Antwort|Aussagen?|Vorwurf|Bemerkung|Begründung|Äußerung|Hinweis|Zitat"
    r"|Feststellung|Formulierung|Sprüchen?|Ergänzung|Zusatz|Appell|Forderung|Schlagzeilen?|Ausrufe?|Kommentar)(?:\swie)?,?\s*$"
)
#: "mit den Worten „Pfui“": here even a single word is said.
_WORDS_BEFORE = re.compile(
    r"\b(?:Worten|Aufschrift|Schlagzeile|Zwischenruf|Ausruf|Ruf|Kommentar)\s*$"
)
_ARTICLE_BEFORE = re.compile(
    r"(?:^|\s)(?i:d(?:er|ie|as|em|en|es)|eine?[nmrs]?|im|am|vom|zum|zur|beim)\s*$"
)
_NOUN_BEFORE = re.compile(r"(?:^|\s|[-(])(?P<word>[A-ZÄÖÜ][\wäöüß’'-]*)\s*$")


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentence tells about a quotation in it.

    beside: a verb of saying belongs to it alone ("…“, sagte X"). colon: ": „". says: a verb of
    saying with its subject governs the sentence; judges: one that calls names ("nannte").
    source: "laut X". subjunctive: the sentence reports speech by its mood.
    continues: somebody spoke in the sentence before. coined: "„…“, wie X es nannte".
    listed: one of several in a row of which nobody says any.
    """

    before: str
    after: str
    beside: bool = False
    colon: bool = False
    says: bool = False
    judges: bool = False
    source: bool = False
    subjunctive: bool = False
    mood_beside: bool = False
    continues: bool = False
    coined: bool = False
    listed: bool = False


def is_said(inner: str, context: Context) -> bool:
    """Whether the words are a direct quotation, or a part of one."""
    words = _LETTERS.findall(inner)
    if not words:
        return False
    count = len(inner.split())
    small = words[0][0].islower()
    ends = inner.rstrip()[-1:] in tuple(".!?…")
    speech = sum(word.lower() in _OF_SPEECH for word in words)
    capitals = sum(word[0].isupper() for word in words)
    named = bool(_NAMING.search(context.before) or _NAMED_AFTER.match(context.after))
    shouted = bool(_SAYING_NOUN.search(context.before))
    # "der Partei „schweren Schaden“ zugefügt" is no name in small letters.
    described = small and len(words) > 1 and words[1][0].isupper() and words[0].endswith(_INFLECTED)
    nameable = not small or (not described and bool(_MEDIUM_BEFORE.search(context.before)))
    titled = nameable and not shouted and not context.colon and _is_noun_before(context.before)
    in_name = not small and not speech and bool(_ARTICLE_BEFORE.search(context.before))
    in_name = in_name and capitals * 2 >= count and words[-1][0].isupper()
    if context.coined:
        return True
    if context.beside and named and not speech and count < 4:
        return False
    if _is_called(inner, context, count, bool(speech), ends):
        return False
    signed = context.after.lstrip()[:1] in (",", "–", "-", "—")
    in_phrase = not signed and bool(_ARTICLE_BEFORE.search(context.before))
    if context.beside and in_phrase and not speech and count < 5:
        return False  # "Ein Vertreter der „musterbank ag“ sagte".
    if context.beside and titled and not signed and not ends:
        return False  # "Die Initiative „Kein Lärm!“ fordert": it is the noun's name.
    if context.beside:
        in_capitals = not speech and not ends and capitals * 2 >= count
        return not (titled and (count < 4 or in_capitals)) and not (
            in_name and not ends and count < 8
        )
    goes_on = bool(_GOES_ON.match(context.after))
    if _TITLE_BEFORE.search(context.before) or (titled and goes_on):
        return False
    if small and _VERDICT_BEFORE.search(context.before) and _VERDICT_AFTER.match(context.after):
        return True
    if named and count < 10 and not (ends and speech) and not (context.judges and small):
        return False
    reported = context.says or context.source or context.judges
    if goes_on and not small and not reported and _is_title(context, bool(speech), ends):
        return False
    if context.colon:
        return count >= 4 or ends or bool(speech)
    if titled and not (ends and speech and count > 5):
        return False
    if ends and count >= 3:
        return True
    told = context.says or context.source or context.subjunctive or context.continues
    if count >= 8 and not (told or small or speech or ends):
        return False  # A title.
    if count >= 8:
        return bool(capitals * 2 < len(words) + 4)
    if _characterises(context, words, count) and not ends:
        return True
    if in_name and not ends:
        return context.judges or (context.mood_beside and context.says)
    if shouted and (count >= 2 or _WORDS_BEFORE.search(context.before)):
        return True
    if not small and not speech and capitals * 3 >= len(words) * 2 and count > 1:
        return context.judges
    if context.judges:
        return True
    if context.says:
        return count >= 3 or (count == 2 and (small or context.mood_beside)) or context.mood_beside
    if context.source:
        return count >= 3 or (count == 2 and small)
    if context.subjunctive and small and not (count == 2 and words[0] in _ARTICLES):
        alone = context.continues and context.after.lstrip()[:1] in (",", ".")
        return count >= 2 or alone
    if context.subjunctive and context.continues:
        return count >= 2 and context.mood_beside
    return small and count >= 4


def _is_called(inner: str, context: Context, count: int, speech: bool, ends: bool) -> bool:
    """Whether the words around tell a name, whatever it is made of."""
    if _ATTRIBUTE_BEFORE.search(context.before) and _ATTRIBUTE_AFTER.match(context.after):
        return True
    if context.before.rstrip().endswith((" als", "Als")) and _KNOWN_AS.match(context.after):
        return True
    if _WORK_BEFORE.search(context.before) and not (speech and count > 3):
        return True
    one_noun = count == 1 and inner[:1].isupper() and context.before.rstrip().endswith(" als")
    if one_noun and _CALLED_BY_NOBODY.match(context.after) and not _AGENT.search(context.before):
        return True
    if context.listed and not context.colon:
        return True
    if not (speech and count > 3) and _CALLED.search(context.before):
        return inner[:1].isupper() or count < 4
    if _TITLED_COLON.search(context.before):
        return True
    if _EXAMPLE_BEFORE.search(context.before) and not _SAYING_NOUN.search(context.before):
        return not (context.beside or context.says)
    if (
        not speech
        and count < 4
        and inner[:1].isupper()
        and _PUBLISHED_BEFORE.search(context.before)
    ):
        return True
    if not speech and count < 5 and _OFFICE_BEFORE.search(context.before):
        return True
    # "„Eure Stimme. Eure Zukunft.“ – die Stadt lädt alle ein": a motto in front of a sentence.
    alone = not context.before.strip() and not context.beside and not speech
    return alone and re.match(r"\s[-–—]\s", context.after) is not None


def _characterises(context: Context, words: list[str], count: int) -> bool:
    """Whether reported speech characterises something: "es werde eine „Zensur“ geschaffen".

    What follows an indefinite article is no name, and one word of it is enough.
    """
    if count > 2 or not context.subjunctive or words[-1][0].islower():
        return False
    if not (context.continues or context.says) or not _INDEFINITE_BEFORE.search(context.before):
        return False
    return re.match(r"\s*[,.]|\s+(?!namens|genannt)[a-zäöüß]", context.after) is not None


_INDEFINITE_BEFORE = re.compile(
    r"(?<!\bso)\s(?:k?eine?[nmrs]?)(?:\s(?!sogenannt|so)[a-zäöüß]+e[nmrs]?)?\s*$"
)


def _is_title(context: Context, speech: bool, ends: bool) -> bool:
    """Whether a sentence goes on behind a title: "„Sommer am Fluss!“ lädt ein", "„Wie wollen wir
    leben?“ zu Gast in Speyer", "Neues Stück: „Die alte Stadt“ im Theater"."""
    opens = not context.before.strip()
    return (opens and (ends or not speech)) or (context.colon and not speech and not ends)


def _is_noun_before(before: str) -> bool:
    """Whether a noun stands right before the mark, which then opens its name."""
    found = _NOUN_BEFORE.search(before)
    return found is not None and found.start() > 0
