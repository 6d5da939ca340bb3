"""Prose: the only HTML an article holds, limited in size and nesting, then sanitised.

Pure. The limits come first because the sanitiser's time is quadratic in nesting depth.
"""

import html
import re
from html.parser import HTMLParser

import nh3

MAX_CHARACTERS = 200_000
MAX_DEPTH = 60
ROUNDS = 4

#: What the editor offers; `tests/articles/test_prose.py` holds it against the allow-list below.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "History": True,
    "HTML": False,
}
TAGS = {"p", "br", "strong", "em", "h2", "h3", "ul", "ol", "li", "blockquote", "a"}
_VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "col", "area", "source", "track"}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_BLANK = re.compile(r"^(?:<p>(?:\s|<br>)*</p>|\s)*$")
_BLOCKS = {"p", "h2", "h3", "li", "br", "blockquote", "ul", "ol", "div"}


class TooLarge(ValueError):
    """The prose has more characters than an article can hold."""


class TooDeep(ValueError):
    """The prose nests elements deeper than any text needs."""


def check_limits(text: str) -> None:
    """Raises TooLarge or TooDeep; linear in the length of the text."""
    if len(text) > MAX_CHARACTERS:
        raise TooLarge
    depth = 0
    for closing, name in _TAG.findall(text):
        if name.lower() in _VOID:
            continue
        # Paragraphs and list items may be left open; they close each other and nest nothing.
        if name.lower() in ("p", "li"):
            continue
        depth = max(depth - 1, 0) if closing else depth + 1
        if depth > MAX_DEPTH:
            raise TooDeep


def _own_or_safe_address(element: str, attribute: str, value: str) -> str | None:
    # Control letters hide "javascript:" from us and stand in no honest address.
    if attribute == "href" and re.search(r"[\x00-\x1f\x7f]", value.strip()):
        return None
    # A leading // or \ names another host without a scheme; browsers drop tabs and line ends.
    if attribute == "href" and re.match(r"[\s\x00-\x1f]*[/\\][\s\x00-\x1f]*[/\\]", value):
        return None
    return value


_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    attribute_filter=_own_or_safe_address,
)


def sanitise(text: str) -> str:
    """The prose with nothing in it but the allowed elements; idempotent; "" if it says nothing.

    Raises TooLarge or TooDeep before any work is done.
    """
    check_limits(text)
    cleaned = _cleaner.clean(text)
    for _round in range(ROUNDS):
        # Elements in a wrong place are read anew from what was written, until that is stable.
        again = _cleaner.clean(cleaned)
        if again == cleaned:
            break
        cleaned = again
    else:
        cleaned = from_paragraphs(text_of(cleaned))
    cleaned = cleaned.replace("\N{SOFT HYPHEN}", "").strip()
    return "" if _BLANK.match(cleaned) else cleaned


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def text_of(prose: str) -> str:
    """The words of sanitised prose, one line a paragraph, heading or list item."""
    parser = _Text()
    parser.feed(prose)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def from_paragraphs(text: str) -> str:
    """Plain text as prose: blank lines part paragraphs, single line ends become spaces."""
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in paragraphs if part)
