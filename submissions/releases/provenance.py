"""Where an article comes from: the release it was made of, how much of it stands there word for
word, and whether its quotations still say what the release says.

    of(article)                 the tie to the text, or None
    was_edited(use, texts)      whether the desk has written in it
    changed(draft)              hints before publication (articles.findings.FURTHER)
"""

import re
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles import findings, readiness
from submissions.press_release.wording import Passage, changed_quotations
from submissions.releases.models import ReleaseUse

CODE = "quotation_is_not_as_in_the_release"
#: Of the letters of an article that was only taken over, so many stand in the release; a heading
#: that the desk has written, a figure or name put right does not make a text its own.
VERBATIM = 0.95
#: So many words in a row are somebody's words.
_IN_A_ROW = 3
#: So many words are told before those that are not the same any more.
_BEFORE = 4
_SENTENCE = re.compile(r"(?<=[.!?:])[”“\"»«]?\s+|\n+")
_MARK = re.compile('["„“”»«]')
#: The text of the release that a form on the desk is about, which no article is tied to yet.
_open_text = ContextVar("open_text", default=None)


def of(article):
    """The ReleaseUse of an article with its text, or None; one query."""
    if article.pk is None:
        return None
    uses = ReleaseUse.objects.filter(article=article).select_related("text")
    return uses.only("start", "end", "article", "text__release", "text__text").first()


def was_edited(use, texts):
    """Whether less than VERBATIM of these texts (strings) stands in the release word for word."""
    source = _letters(use.text.text)
    whole = there = 0
    for text in texts:
        for sentence in _SENTENCE.split(text):
            letters = _letters(sentence)
            whole += len(letters)
            there += len(letters) if letters in source else _taken_over(sentence, source)
    return there < VERBATIM * whole


def _taken_over(sentence, source):
    """How many letters of a sentence with words of its own stand in rows of the release's words."""
    words = [letters for word in sentence.split() if (letters := _letters(word))]
    known = set()
    for first in range(len(words) - _IN_A_ROW + 1):
        row = range(first, first + _IN_A_ROW)
        if "".join(words[number] for number in row) in source:
            known.update(row)
    return sum(len(words[number]) for number in known)


def _letters(text):
    """What counts of a text: neither marks nor spaces nor print hyphens, which the desk mends."""
    return "".join(letter for letter in text if letter.isalnum())


@contextmanager
def read_from(text):
    """While this runs, Drafts without an article are held against this text of a release."""
    token = _open_text.set(text)
    try:
        yield
    finally:
        _open_text.reset(token)


def changed(draft):
    """A hint for each quotation of the Draft that its release does not say so; one query at most,
    none for a text without quotations."""
    texts = [each for each in readiness.texts(draft) if each[0] in ("lead", "html", "text")]
    if not any(field == "text" or _MARK.search(text) for field, _uid, text in texts):
        return
    source = _open_text.get()
    if source is None and draft.ref:
        uses = ReleaseUse.objects.filter(article__ref=draft.ref)
        source = uses.values_list("text__text", flat=True).first()
    if source is None:
        return
    passages = [Passage(text, is_statement=field == "text") for field, _uid, text in texts]
    for found in changed_quotations(passages, source):
        field, uid, _text = texts[found.passage]
        yield readiness.Finding(CODE, field, uid, quote=found.text, told=found.nearest or "")


def in_words(finding):
    """What the editor is told: both wordings, from shortly before they part."""
    quote, source = _from_where_they_part(finding.quote, finding.told)
    words = {"quote": Truncator(quote).chars(90), "source": Truncator(source).chars(90)}
    if finding.told:
        return _("“%(quote)s”: the release says “%(source)s”.") % words
    return _("“%(quote)s” does not stand in the release.") % words


def _from_where_they_part(quote, source):
    """Both without the words they begin with alike, but for the last ones."""
    said, told = quote.split(), source.split()
    same = 0
    while same < min(len(said), len(told)) and _letters(said[same]) == _letters(told[same]):
        same += 1
    if not source or len(quote) <= 90 or same <= _BEFORE:
        return quote, source
    first = same - _BEFORE
    return "… " + " ".join(said[first:]), "… " + " ".join(told[first:])


findings.FURTHER[CODE] = (changed, in_words)
