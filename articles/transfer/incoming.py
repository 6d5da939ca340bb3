"""JSON lines into articles, through the one door, each line in a transaction of its own."""

from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import Q

from articles import conversion, drafts, interchange, references
from articles.german.folding import fold
from articles.german.names import split_honorific
from articles.models import Article, Author, Place, Speaker
from articles.transfer import files

#: Where errors of the door stand in a line.
KEYS = {
    **interchange.KEYS,
    "initials": "credit",
    "stage": "story.stage",
    "lead_caption": "lead_picture.caption_here",
    "lead_alt": "lead_picture.alt_here",
    "__all__": "",
}
KNOWN_PLACES = 20_000


class Skipped(Exception):
    """A line that is not taken; the message names the field and the reason."""


@dataclass(slots=True)
class Summary:
    """How many lines an import has read, and what became of them."""

    lines: int = 0
    bytes: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0


def import_articles(stream, folder, *, on_skip, on_line=lambda summary: None, reason=""):
    """Take every line of a binary stream into the paper; returns the Summary.

    folder: where the files lie that the lines name. on_skip(number, reason) is called for a line
    that is not taken, on_line(summary) after each. `reason` is kept with the versions. A line
    is taken whole or not at all. Raises OSError if the stream cannot be read.
    """
    summary = Summary()
    place_keys = lru_cache(KNOWN_PLACES)(_place_key)
    for number, raw in _lines(stream):
        summary.lines = number
        summary.bytes += len(raw or b"")
        try:
            if raw is None:
                megabytes = interchange.MAX_BYTES // 1024 // 1024
                raise Skipped(f"is longer than {megabytes} megabytes")
            if raw.strip():
                outcome = _take_line(raw, number, folder, place_keys, reason)
                setattr(summary, outcome, getattr(summary, outcome) + 1)
        except Skipped as skipped:
            summary.skipped += 1
            on_skip(number, str(skipped))
        on_line(summary)
    return summary


def _lines(stream):
    """Number and bytes of each line; None in place of one that is too long to be read."""
    limit, number = interchange.MAX_BYTES, 0
    while raw := stream.readline(limit + 2):
        number += 1
        if len(raw) <= limit + 1 and (raw.endswith(b"\n") or len(raw) <= limit):
            yield number, raw
            continue
        while raw and not raw.endswith(b"\n"):
            raw = stream.readline(1 << 16)
        yield number, None


def _take_line(raw, number, folder, place_keys, reason):
    if number == 1:
        raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        line = interchange.read(raw.decode())
    except UnicodeDecodeError as error:
        raise Skipped(f"is no UTF-8 at byte {error.start + 1}") from None
    except interchange.Broken as error:
        raise Skipped(str(error)) from None
    written = []
    try:
        with transaction.atomic():
            return _take(line, folder, place_keys, written, reason)
    except BaseException as error:
        # The rows are rolled back; files know no transaction.
        for file in written:
            file.storage.delete(file.name)
        match error:
            case files.FileRefused():
                raise Skipped(str(error)) from None
            case conversion.Refused():
                raise Skipped(_fault(error, line.draft)) from None
            case DatabaseError() if connection.is_usable():
                raise Skipped(f"the database refuses it: {str(error).splitlines()[0]}") from None
            case _:
                raise


def _take(line, folder, place_keys, written, reason):
    changed = False
    pictures, documents = {}, {}
    for key, record in line.pictures.items():
        pictures[key], revised = files.take_picture(record, folder, written)
        changed |= revised
    for key, record in line.documents.items():
        documents[key], revised = files.take_document(record, folder, written)
        changed |= revised
    draft = interchange.settled(
        line.draft,
        places=map(place_keys, line.draft.places),
        authors=map(_author_address, line.draft.authors),
        pictures=pictures,
        documents=documents,
    )
    _check_speakers(draft)
    article = Article.objects.filter(ref=draft.ref).first()
    if article is None:
        conversion.create_article(draft, reason=reason)
        return "created"
    # An address that the line leaves open stays as it is.
    draft = drafts.replace(draft, slug=draft.slug or article.slug)
    saved = conversion.apply_draft(article, draft, reason=reason)
    return "updated" if changed or saved.version != article.version else "unchanged"


# --- Names that must mean somebody or something --------------------------------------------------


def _place_key(text):
    """The key of the one place the text means. Raises Skipped for none and for several."""
    found = Place.objects.filter(key=text).first()
    candidates = [found] if found else Place.objects.resolve(text)
    if not candidates:
        raise Skipped(f"places: no place is called {text!r}")
    if len(candidates) > 1:
        named = [f"{place.key} {place.official_name or place.name}" for place in candidates[:4]]
        more = " …" if len(candidates) > 4 else ""
        raise Skipped(f"places: {text!r} may mean {', '.join(named)}{more}")
    return candidates[0].key


def _author_address(text):
    """The address of the author a line names, made if new. Raises Skipped if it is ambiguous."""
    name, address = interchange.author_named(text)
    if address:
        author = Author.objects.filter(slug=address).first()
        if author is None:
            return _new_author(name=name, slug=address).slug
        if fold(author.name) != fold(name):
            raise Skipped(f"authors: {address!r} is the address of {author.name!r}")
        return address
    namesakes = list(Author.objects.filter(name=name).order_by("pk"))
    chosen = [author for author in namesakes if interchange.author_text(name, author.slug) == name]
    if not namesakes:
        chosen = list(Author.objects.filter(slug=name)) or [_new_author(name=name)]
    elif not chosen:
        chosen = namesakes
    if len(chosen) > 1:
        listed = ", ".join(interchange.author_text(name, author.slug) for author in chosen)
        raise Skipped(f"authors: {name!r} may mean {listed}")
    return chosen[0].slug


def _new_author(**values):
    try:
        return references.make(Author, **values)
    except ValidationError as error:
        raise Skipped(f"authors: {' '.join(error.messages)}") from None


def _check_speakers(draft):
    """Raises Skipped if a speaker_key is somebody else's: nobody's words go to another."""
    said = {
        block.speaker_key: block.speaker
        for block in draft.blocks
        if isinstance(block, drafts.Statement) and block.speaker_key
    }
    if not said:
        return
    rows = Speaker.objects.filter(Q(slug__in=said) | Q(former_keys__slug__in=said)).distinct()
    for speaker in rows.prefetch_related("spellings", "former_keys"):
        names = {
            speaker.folded,
            fold(str(speaker)),
            *(row.folded for row in speaker.spellings.all()),
        }
        keys = {speaker.slug, *(row.slug for row in speaker.former_keys.all())}
        for key in keys & said.keys():
            called = {fold(said[key]), fold(split_honorific(said[key])[1])}
            if not names & called:
                raise Skipped(f"speaker_key: {key!r} is {str(speaker)!r}, not {said[key]!r}")


def _fault(error, draft):
    """What the door refused, each fault with its field as the line has it."""
    faults = []
    for place, block in enumerate(draft.blocks):
        for name, errors in error.block_errors.get(block.uid, {}).items():
            field = "" if name == "__all__" else f".{name}"
            faults += [
                f"blocks[{place}]{field}: {message}"
                for fault in errors
                for message in fault.messages
            ]
    for name, messages in error.message_dict.items():
        if name == "blocks" and faults:
            continue
        field = KEYS.get(name, name)
        faults += [f"{field}: {message}" if field else message for message in messages]
    return "; ".join(faults)
