"""The text of a web page or of what was copied from one. Pure."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_HIDDEN = {"script", "style", "title", "head", "template", "noscript", "svg", "select"}
_APART = {
    *(
        "p",
        "div",
        "ul",
        "ol",
        "dl",
        "table",
        "section",
        "article",
        "blockquote",
        "header",
        "footer",
    ),
    *("h1", "h2", "h3", "h4", "h5", "h6", "main", "aside", "nav", "form", "pre", "figure"),
}
_LINE = {"br", "tr", "hr", "dt", "dd", "figcaption", "option", "li"}
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_BLANKS = re.compile(r"[ \t]*\n[ \t]*")
_ITEM = re.compile(r"\n- ?\n+(?=\S)")
_MANY = re.compile(r"\n{3,}")


class _Reader(HTMLParser):
    """Collects text; walks tag by tag, so that no depth of nesting harms it."""

    def __init__(self, point: str) -> None:
        super().__init__(convert_charrefs=True)
        self.point = point
        self.parts: list[str] = []
        self._hidden: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden is None and tag in _HIDDEN:
            self._hidden = tag
        self.parts.append(f"\n{self.point}" if tag == "li" else self._gap(tag))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(self._gap(tag))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden or (self._hidden == "head" and tag == "html"):
            self._hidden = None
        self.parts.append("" if tag == "li" else self._gap(tag))

    def handle_data(self, data: str) -> None:
        if self._hidden is None:
            self.parts.append(_SPACE.sub(" ", data))

    def _gap(self, tag: str) -> str:
        if tag == "body":
            self._hidden = None
        if tag in _APART:
            return "\n\n"
        if tag in ("td", "th"):
            return " "
        return "\n" if tag in _LINE else ""


def text_of_page(page: str, point: str = "- ") -> str:
    """Its text: paragraphs parted by an empty line, items of lists begin with a dash (`point`)."""
    reader = _Reader(point)
    reader.feed(page)
    reader.close()
    text = _BLANKS.sub("\n", "".join(reader.parts))
    text = _ITEM.sub("\n- ", text)
    return _MANY.sub("\n\n", text).strip()
