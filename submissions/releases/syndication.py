"""Feeds as text: RSS 2.0 and its elders, RSS 1.0, Atom.

    parse(content, charset=…) -> Feed       charset: what the server said

Read with expat, one element after the other: no entity of the feed's own is ever opened, nothing
is fetched, and time grows with the length. What is broken is refused as a whole, never half read.
"""

import codecs
import email.utils
import hashlib
import html
import re
import xml.parsers.expat
from dataclasses import dataclass, field
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext_noop as _

from submissions.releases.fetching import Unreadable
from submissions.releases.pages import text_of_page

MOST_ITEMS, DEEPEST = 5000, 100

ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
RSS = ("", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/")
CONTENT, DUBLIN_CORE = (
    "http://purl.org/rss/1.0/modules/content/",
    "http://purl.org/dc/elements/1.1/",
)
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#: What is read of an item, by its name with the address of its namespace.
FIELDS = {
    **{
        f"{space} {name}".strip(): name
        for space in RSS
        for name in ("title", "link", "description", "guid", "pubDate")
    },
    **{
        f"{space} {name}": role
        for space in ATOM
        for name, role in {
            "title": "title",
            "id": "guid",
            "summary": "description",
            "content": "content",
            "published": "pubDate",
            "issued": "pubDate",
            "updated": "updated",
            "modified": "updated",
        }.items()
    },
    f"{CONTENT} encoded": "content",
    f"{DUBLIN_CORE} date": "date",
}
ITEMS = {f"{space} item".strip() for space in RSS} | {f"{space} entry" for space in ATOM}
ROOTS = {"rss", f"{RDF} RDF", *(f"{space} feed" for space in ATOM)}
TITLES = {name for name, role in FIELDS.items() if role == "title"}
ATOM_LINKS = {f"{space} link" for space in ATOM}

_CHARSETS = re.compile(r"utf-8(-sig)?|utf-16(-[lb]e)?|ascii|iso8859-\d{1,2}|cp125\d|cp437|cp850")
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_TAG = re.compile(r"<[a-z!/]", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:p|br|div|li|h\d|tr)\b", re.IGNORECASE)
#: A beginning of the text that says itself that it goes on.
_GOES_ON = re.compile(
    r" ?(?:\[?(?:…|\.\.\.)\]?|\[weiter\w*\]|(?:weiter|mehr) ?lesen\W*)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item as its sender has it. content: bytes (UTF-8) of `media_type`; may be empty."""

    guid: str
    title: str
    content: bytes
    media_type: str
    url: str
    sent_at: datetime | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its own title and its items in its order; each guid once, the last one counts."""

    title: str
    items: tuple[Item, ...]


def parse(content, charset=""):
    """The Feed in the bytes. Raises Unreadable for what is none, or broken anywhere."""
    reader = _Reader()
    text = _DECLARATION.sub("", _decoded(content, charset).lstrip("\ufeff"), count=1)
    try:
        reader.read(text)
    except xml.parsers.expat.ExpatError as error:
        message = _("This is no well-formed XML (line %(line)d): %(fault)s.")
        fault = xml.parsers.expat.ErrorString(error.code)
        raise Unreadable(message, line=error.lineno, fault=fault) from None
    items = {}
    for found in reader.items:
        item = _item(found)
        items.pop(item.guid, None)
        items[item.guid] = item
    return Feed(" ".join(html.unescape(reader.title).split())[:150], tuple(items.values()))


def _decoded(content, charset):
    """The text, by its mark, by what it says of itself, by what the server said."""
    declared = _DECLARED.match(content[:512])
    named = declared[1].decode("ascii") if declared else charset or "utf-8"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        named = "utf-16"
    elif content.startswith(codecs.BOM_UTF8):
        named = "utf-8-sig"
    try:
        codec = codecs.lookup(named).name
        if not _CHARSETS.fullmatch(codec):
            raise LookupError
        # What calls itself Latin-1 is written on Windows: the same letters, and quotation marks.
        return content.decode("cp1252" if codec == "iso8859-1" else codec)
    except UnicodeDecodeError:
        message = _("The letters are not in %(charset)s, as it says.")
    except LookupError:
        message = _("Its charset %(charset)s is not known.")
    raise Unreadable(message, charset=named[:40])


def as_page(content):
    """Plain text (UTF-8) as paragraphs of HTML."""
    paragraphs = re.split(r"\n\s*\n", content.decode())
    return "".join(f"<p>{escape(part)}</p>" for part in paragraphs if part.strip())


# --- The elements ---------------------------------------------------------------------------------


@dataclass(slots=True)
class _Value:
    """What stands in one field, with the tags in it."""

    kind: str = ""
    parts: list = field(default_factory=list)  # (is a tag, text)

    @property
    def has_tags(self):
        return any(is_tag for is_tag, _text in self.parts)

    @property
    def text(self):
        """As it was meant by whoever wrote the XML: markup only where there are tags."""
        if not self.has_tags:
            return "".join(text for _is_tag, text in self.parts)
        return "".join(text if is_tag else escape(text) for is_tag, text in self.parts)


class _Reader:
    """Collects the fields of items; walks flat, so that no depth harms it."""

    def __init__(self):
        self.title, self.items = "", []
        self._path, self._item, self._value, self._value_depth = [], None, None, 0

    def read(self, text):
        parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        # Letters named as in HTML (&nbsp;) have no meaning here unless somebody tells it.
        parser.UseForeignDTD(True)
        parser.SkippedEntityHandler = self._named_letter
        parser.EntityDeclHandler = _refuse_entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.Parse(text, True)

    def _start(self, name, attributes):
        self._path.append(name)
        if len(self._path) > DEEPEST:
            raise Unreadable(_("Its elements stand too deep in each other."))
        if len(self._path) == 1 and name not in ROOTS:
            raise Unreadable(_("This is neither RSS nor Atom."))
        if self._value is not None:
            self._markup(name, attributes)
        elif self._item is not None:
            if len(self._path) == self._value_depth:
                self._field(name, attributes)
        elif name in ITEMS and len(self._path) in (2, 3):
            if len(self.items) >= MOST_ITEMS:
                raise Unreadable(_("It has more than %(most)d items."), most=MOST_ITEMS)
            self._item = {"about": attributes.get(f"{RDF} about", "")}
            self._value_depth = len(self._path) + 1
            self.items.append(self._item)
        elif name in TITLES and len(self._path) in (2, 3) and not self.title:
            self._value, self._value_depth = _Value(), len(self._path)

    def _field(self, name, attributes):
        if name in ATOM_LINKS:
            relation = attributes.get("rel", "alternate")
            if relation == "alternate" and "link" not in self._item:
                self._item["link"] = _plain(attributes.get("href", ""))
        elif (role := FIELDS.get(name)) and role not in self._item:
            self._value = _Value(attributes.get("type", "") if name.startswith(ATOM) else "")
            self._item[role] = self._value

    def _end(self, name):
        depth = len(self._path)
        self._path.pop()
        if self._value is not None:
            if depth == self._value_depth:
                if self._item is None:
                    self.title = self._value.text
                self._value = None
            else:
                self._value.parts.append((True, f"</{name.rpartition(' ')[2]}>"))
        elif self._item is not None and depth < self._value_depth:
            self._item = None

    def _markup(self, name, attributes):
        told = "".join(
            f" {key}={quoteattr(value)}" for key, value in attributes.items() if " " not in key
        )
        self._value.parts.append((True, f"<{name.rpartition(' ')[2]}{told}>"))

    def _data(self, text):
        if self._value is not None:
            self._value.parts.append((False, text))

    def _named_letter(self, name, is_parameter_entity):
        if self._value is not None and not is_parameter_entity:
            self._value.parts.append((False, html.unescape(f"&{name};")))


def _refuse_entity(*_declared):
    raise Unreadable(_("It declares entities of its own; such feeds are not read."))


# --- Items ----------------------------------------------------------------------------------------


def _plain(text):
    value = _Value()
    value.parts.append((False, text))
    return value


def _item(found):
    said = {role: found[role].text.strip() for role in found if role != "about"}
    title, link = _title(found.get("title")), said.get("link", "")
    content, media_type = _body(found.get("content"), found.get("description"))
    dates = [said.get(role, "") for role in ("pubDate", "date", "updated")]
    guid = said.get("guid") or found["about"] or link
    guid = guid or "sha256:" + _digest(title, content.decode())
    if len(guid) > 500:
        guid = f"{guid[:400]}#{_digest(guid)}"
    return Item(
        guid=guid.replace("\0", ""),
        title=title,
        content=content,
        media_type=media_type,
        url=link if link.startswith(("http://", "https://")) else "",
        sent_at=next(filter(None, map(_moment, dates)), None),
        fingerprint=_digest(
            *(said.get(role, "") for role in ("title", "description", "content")), link, *dates
        ),
    )


def _title(value):
    """A title in plain letters: without tags, `&amp;quot;` as what it was meant to be."""
    if value is None:
        return ""
    text = value.text
    if value.has_tags or (value.kind in ("html", "text/html") and _TAG.search(text)):
        text = text_of_page(text)
    return " ".join(html.unescape(text).split())


def _body(content, description):
    """(bytes, media type) of the text; what is only the beginning of it is not told twice."""
    pages = [_page(value) for value in (description, content) if value is not None]
    told = [(page, is_page) for page, is_page in pages if page.strip()]
    if len(told) == 2:
        beginning, whole = (_flat(*each) for each in told)
        if beginning[:-40] + _GOES_ON.sub("", beginning[-40:]) in whole:
            told = told[1:]
    if not told:
        return b"", "text/plain"
    if len(told) == 1 and not told[0][1]:
        return told[0][0].encode(), "text/plain"
    whole = "\n".join(page if is_page else as_page(page.encode()) for page, is_page in told)
    return whole.encode(), "text/html"


def _page(value):
    """(text, whether it is HTML) of a field."""
    text = value.text.strip()
    if value.has_tags:
        return text, True
    if value.kind in ("text", "text/plain"):
        return text, False
    if _TAG.search(text):
        # Paragraphs by lines, with a tag in them here and there.
        return (text if _BLOCK.search(text) else re.sub(r"\n", "<br>\n", text)), True
    return html.unescape(text), False


def _flat(text, is_page):
    return " ".join((text_of_page(text) if is_page else text).split())


def _moment(said):
    """A date of either kind as a moment; None for nonsense."""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        try:
            moment = email.utils.parsedate_to_datetime(said)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment if 1990 < moment.year < 2200 else None


def _digest(*parts):
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
