"""What parts of German words look like on either side of a hyphen. Pure data."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COLOUR = re.compile(
    r"(?:weiß|rot|grün|blau|schwarz|gelb|grau|braun|lila|rosa|orange|gold|bunt)(?:e|en|er|es|em)?\Z"
)
#: Behind these a hyphen makes the sense plain; both spellings are right.
CLEARING = _words("nicht nichts")
#: Arabic and Romance names: al-Assad and el-arabi keep their hyphen in every spelling.
OF_NAMES = _words("al el la le bin ben ibn abu ad de vis à st sankt saint ex")


JOINERS = _words(
    "und oder bzw beziehungsweise sowie bis als wie statt noch aber sondern u o resp & plus"
)
#: Words that stand by themselves behind a hyphen that was meant as a dash, or in a chain.
FUNCTION_WORDS = JOINERS | _words(
    "der die das den dem des ein eine einen einem einer eines am an auf aus bei beim durch für "
    "gegen hinter im in ins mit nach ob ohne über um unter vom von vor wegen während zu zum zur "
    "zwischen er sie es wir ich ihr so da dann dort hier nicht nur auch ist war wird hat sich wo "
    "wenn weil dass was wer doch ja nein and of the to for at on off up down out by"
)
#: English second parts of words that German keeps with a hyphen.
ENGLISH = _words(
    "in up out off on by to down over how away back air end day hand line made time max hop hour "
    "top cost carb free office only life art in-one age fi fit sized house home go no one you me "
    "and fly ride check stop tech step size case world live play chef deck end ends ups ins outs "
    "offs and-go fiction food book dog style ender call rate shot side trap date"
)
#: First parts that are no words of their own: whatever follows in small letters belongs to them.
PREFIXES = _words(
    "ver ent zer be ge er emp miss un ab an auf aus bei ein vor zu um mit nach her hin los weg "
    "durch über unter wieder zurück zusammen voran voraus vorbei heraus hinaus herein hinein "
    "herunter hinunter herauf hinauf heran hervor hinzu daran darauf daraus dabei dafür davon dazu "
    "teil fort empor entgegen gegenüber bevor ander allge vorge einver unver zuver anver"
)
BOUND_LEFT = re.compile(r"[^\W\d_]{2,}(?:ions|ungs|heits|keits|schafts|täts|tums|lings|ments)\Z")
#: What no German word of its own begins with, or consists of.
BOUND_RIGHT = re.compile(
    r"""(?:
      (?:lich|isch|ung|heit|keit|igkeit|lichkeit|schaft|tion|ation|sion|tät|ität|nis|chen|lein|ling|tum
        |barkeit|samkeit|haftigkeit|losigkeit|igung|ierung|ieren|ierte?n?|iert|ig|sam|bar|haft|los)
      (?:e|en|er|es|em|s|se|ses|sen|n|keit|keiten)?
    | [bcdfghjklmnpqrstvwxzß]{0,3}(?:e|en|er|es|em|el|et|ern|eln|est|end|ende|enden|elt|ert|ens|ers
        |eren|erte?|erten|te|ten|tes|ter|tem|ste|sten|ster|stes|ene|enen|ener|enes|erin|erinnen|ler
        |lern|lerin|lerinnen|erungen|erung|elung|elungen|nungen|nung|dung|dungen|tung|tungen|gung
        |gungen|rung|rungen|lung|lungen|sung|sungen|bung|bungen|chung|zung|zungen|tionen
        |sionen|ationen|heiten|keiten|schaften|lichen|licher|liches|lichem|liche|lichkeiten
        |ischen|ischer|ische)
    | (?:ß|ck|tz|ng|nk|nt|nd|rt|rd|rb|rg|rk|rm|rn|lt|ld|lk|lf|lm|mm|nn|ll|rr|ss|ff|bb|gg|pp|tt|dd
        |chs|cht)
      [^\W\d_]*
    )\Z""",
    re.VERBOSE,
)
#: Words behind a real hyphen may be written small if they are adjectives or participles.
ADJECTIVE = re.compile(
    r"""(?:
      [^\W\d_]{2,}(?:isch|lich|ig|bar|sam|los|haft|voll|frei|weit|nah|fähig|mäßig|arm|reich|neutral
        |al|iv|ell|ant|ent|är|ös|abel|ibel|orm|förmig|artig|ähnlich|eigen|fern|fest|sicher|treu|end
        |iert|istisch|alt|jährig|tägig|stündig|köpfig|stöckig|malig|fach|spurig|teilig|seitig)
    | (?:ge|be|ver|er|ent|zer|über|unter|ab|an|auf|aus|ein|vor|zu|miss)[^\W\d_]{2,}(?:t|en)
    | weiß|rot|grün|blau|schwarz|gelb|grau|braun|lila|rosa|orange|gold|golden|silbern|bunt|violett
    | deutsch|groß|klein|alt|neu|jung|hoch|tief|lang|kurz|warm|kalt|süß|sauer|herb|bitter|nass
    | trocken|schnell|langsam|stark|schwach|krank|tot|treu|eigen|nah|fern|weit|frei|positiv|negativ
    | (?:jährig|tägig|stündig|minütig|köpfig|stöckig|malig|mal|fach|teilig|seitig|spurig|förmig
        |prozentig|zeilig|gradig|weise|wöchig|monatig|semestrig|bändig|stimmig|strophig|ig|tel|er
        |ern|te|ten|ste|sten)
    )(?:e|en|er|es|em|s)?\Z""",
    re.VERBOSE,
)
ADJECTIVE_BEFORE = re.compile(
    r"(?:[^\W\d_]{2,}(?:isch|lich|al|iv|ell|är|ant|o|weiß)"
    r"|rot|grün|blau|schwarz|gelb|grau|braun|rosa|weiß|deutsch|süß|nass|kalt|warm|alt|neu|hell"
    r"|dunkel|links|rechts|nord|süd|ost|west|pro|anti|pseudo|quasi|ex|non|semi|möchte|halb"
    r"|ultra|hyper|post|prä|inter|super|ad|de|vis|à|la|le|el|al|bin|ben|abu|sankt|saint|alpha|beta"
    r"|gamma|omega|open|fifty|low|high|self|second|stand|check|pop|know|make|all|follow|take|drive"
    r"|face|come|plug|log|sign|add|trade|play|hip|tik|wi|sci|hi|start|kick|push|pull|walk|turn"
    r"|knock|break|cut|warm|show|burn|hang|black|big|happy|hot|fast|public|full|part|prime"
    r"|science|crystal|comic|hand)\Z"
)
