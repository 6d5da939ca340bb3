"""Showing where a result holds the words: marked headlines, and a passage of the text.

Unescaped HTML is put together from escaped parts only (`format_html`).
"""

import re

from django.utils.html import escape, format_html

from articles.german import words
from articles.search import asking
from articles.search.terms import analysed

#: Characters of a passage, and how far before its first hit it may begin.
PASSAGE, BEFORE = 240, 70

# What stands before a word's place if a longer one goes on there.
_JOINED = re.compile(r"[^\W_][-\u2010\u2011]?\Z")
_SENTENCE = re.compile(r"[.!?:…“]\s+(?=[„»A-ZÄÖÜ0-9])|\n")


class Marker:
    """Marks the words of a Reading in any text."""

    def __init__(self, reading):
        self._groups = [group.terms | set(group.parts) for group in reading.groups]
        for group, terms in zip(reading.groups, self._groups, strict=True):
            if isinstance(group.wanted, asking.Word):
                terms |= {row[0] for row in analysed(group.wanted.written)[0]}
        self._terms = frozenset().union(*self._groups)
        self._seen, self._held_by = {}, {}

    def spans(self, text):
        """Where words stand that were asked for: (begin, end, their terms), in order."""
        found = self._seen.get(text)
        if found is None:
            found = self._seen[text] = self._spans(text)
        return found

    def _spans(self, text):
        units, held_by = set(words.UNIT.findall(text)), self._held_by
        for unit in units.difference(held_by):
            held_by[unit] = [row for row in analysed(unit)[0] if row[0] in self._terms]
        found = []
        # Few words of a text were asked for: only they are looked for again.
        for unit in filter(held_by.__getitem__, units):
            for begin in _standing(unit, text):
                pieces = list(words.PART.finditer(text, begin, begin + len(unit)))
                for term, _known, first, count in held_by[unit]:
                    found.append((pieces[first].start(), pieces[first + count - 1].end(), {term}))
        return _apart(sorted(found, key=lambda span: (span[0], -span[1])))

    def mark(self, text, shown=str):
        """The text as HTML, its words that were asked for in <mark>; `shown` spells each piece."""
        return self._marked(text, 0, len(text), self.spans(text), shown)

    def missing(self, *texts):
        """Whether some wanted word stands in none of the texts."""
        held = set().union(*(terms for text in texts for _b, _e, terms in self.spans(text)))
        return any(not terms & held for terms in self._groups)

    def passage(self, text):
        """The place of the text that holds the most of the words, as HTML; empty without any."""
        spans = self.spans(text)
        if not spans:
            return ""
        first = max(range(len(spans)), key=lambda place: (self._held(spans, place), -place))
        hit = spans[first][0]
        begin = _begin(text, hit)
        end = _end(text, max(begin + PASSAGE, spans[first][1]))
        inside = [span for span in spans if span[0] >= begin and span[1] <= end]
        return format_html(
            "{}{}{}",
            "" if begin == 0 or text[begin - 1] == "\n" else "… ",
            self._marked(text, begin, end, inside, str),
            "" if end >= len(text) or text[end] == "\n" else " …",
        )

    def _held(self, spans, place):
        """How many of the wanted words stand within a passage from this hit on."""
        last = spans[place][0] + PASSAGE - BEFORE
        near = set()
        for begin, _end, terms in spans[place : place + 40]:
            if begin > last:
                break
            near |= terms
        return sum(bool(terms & near) for terms in self._groups)

    @staticmethod
    def _marked(text, begin, end, spans, shown):
        # What is safe on both sides of a plus is safe.
        html, at = escape(""), begin
        for first, last, _terms in spans:
            html += escape(shown(text[at:first]))
            html += format_html("<mark>{}</mark>", shown(text[first:last]))
            at = last
        return html + escape(shown(text[at:end]))


def _standing(unit, text):
    """Where the unit begins in the text, not as a part of a longer one."""
    at = text.find(unit)
    while at >= 0:
        longest = words.UNIT.match(text, at)
        before = text[max(at - 2, 0) : at]
        if longest[0] == unit and not _JOINED.search(before):
            yield at
        at = text.find(unit, at + 1)


def _apart(spans):
    """The spans without those inside another, whose terms join the outer one's."""
    kept = []
    for begin, end, terms in spans:
        if kept and begin < kept[-1][1]:
            kept[-1][2].update(terms)
        else:
            kept.append((begin, end, set(terms)))
    return kept


def _begin(text, hit):
    if hit <= BEFORE:
        line = text.rfind("\n", 0, hit)
        return line + 1
    sentence = [found.end() for found in _SENTENCE.finditer(text, hit - BEFORE, hit)]
    if sentence:
        return sentence[-1]
    space = text.find(" ", hit - BEFORE, hit)
    return space + 1 if space >= 0 else hit


def _end(text, end):
    line = text.find("\n", max(end - PASSAGE // 2, 0), end)
    if line >= 0:
        return line
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", max(end - 40, 0), end)
    return space if space >= 0 else end
