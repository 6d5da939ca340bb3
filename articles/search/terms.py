"""The words of an article: stems with weights and places, for the index.

Pure. Words are folded and stemmed here, in Python, because PostgreSQL 15 and 18 stem German
differently; the database only compares the stems.
"""

from dataclasses import dataclass
from functools import lru_cache

from articles import drafts, prose
from articles.german import words
from articles.german.stems import stem

#: By which rules terms are made. Raise it when they change: `reindex` then knows what is old.
FORM = 2
# PostgreSQL's own limits of a tsvector.
MAX_POSITION = 16_383
MAX_PLACES_OF_A_WORD = 255
MAX_BYTES = 700_000  # Of words and places; the words past it are not found.
#: No phrase reaches from one field or block into the next.
GAP = 8
MAX_TEXT = 100_000  # Characters that a result's passage may come from.


@dataclass(frozen=True, slots=True)
class Terms:
    """What the index keeps of an article.

    `vector` is written as PostgreSQL writes a tsvector; `known` are the folded words of letters,
    each with its stem and one spelling; `text` is the body as plain text.
    """

    vector: str
    known: dict[str, tuple[str, str]]
    text: str


def terms_of(draft, place_names=()):
    """The Terms of what a Draft says and the names of its places."""
    bodies, titles = [], []
    for block in draft.blocks:
        title, body = _words_of(block)
        titles.append(title)
        bodies.append(body)
    speakers = [block.speaker for block in draft.blocks if isinstance(block, drafts.Statement)]
    fields = (
        ("A", [draft.headline]),
        ("B", [draft.lead, *place_names, *draft.topics, *dict.fromkeys(speakers)]),
        ("C", titles),
        ("D", bodies),
    )
    found, known, position, size = {}, {}, 0, 0
    for weight, texts in fields:
        for text in texts:
            for unit in words.units(words.visible(text)):
                if size > MAX_BYTES:
                    break
                read, width = analysed(unit)
                for term, known_word, offset, _parts in read:
                    if known_word:
                        known.setdefault(known_word[0], (term, known_word[1]))
                    place = f"{min(position + offset + 1, MAX_POSITION)}{weight}"
                    places = found.get(term)
                    if places is None:
                        found[term] = [place]
                        size += 8 + len(term)
                    elif len(places) < MAX_PLACES_OF_A_WORD and places[-1] != place:
                        places.append(place)
                        size += 4
                position += width
            position += GAP
    vector = " ".join([f"'{term}':{','.join(places)}" for term, places in found.items()])
    return Terms(vector, known, "\n".join(filter(None, bodies))[:MAX_TEXT])


@lru_cache(maxsize=50_000)
def analysed(unit):
    """What stands between two spaces, as terms: ((stem, known word, offset, parts), …), and its
    width in parts.

    The known word is folded word and spelling, or None for what is no word of letters. A unit
    with hyphens counts as its parts and as one word, as any two neighbours in it do; small words
    take their place and are no terms.
    """
    parts = words.parts(unit)
    folded = [words.fold_word(part) for part in parts]
    read = [
        (stem(word), _known(word, part), offset, 1)
        for offset, (word, part) in enumerate(zip(folded, parts, strict=True))
        if word and word not in words.STOP_WORDS
    ]
    if len(parts) > 1 and read:
        joined = {(0, len(parts))} | {(first, first + 2) for first in range(len(parts) - 1)}
        for first, end in sorted(joined):
            whole = words.fold_word("".join(parts[first:end]))
            known = _known(whole, "-".join(parts[first:end]))
            read.append((stem(whole), known, first, end - first))
    return tuple(read), len(parts)


def _known(folded, spelling):
    is_word = 3 <= len(spelling) <= words.LONGEST and spelling.replace("-", "").isalpha()
    return (folded, spelling) if is_word else None


def _words_of(block):
    """Titles and body of a block as plain text."""
    match block:
        case drafts.Prose():
            return "", prose.text_of(block.html)
        case drafts.InfoBox():
            return block.title, prose.text_of(block.html)
        case drafts.Statement():
            said = ", ".join(filter(None, [block.role, block.organisation]))
            return "", f"„{block.text}“ {block.speaker}{f' ({said})' if said else ''}"
        case drafts.Table():
            return block.caption, "\n".join(" ".join(row) for row in block.rows)
        case drafts.Video():
            return block.title, block.transcript
        case drafts.Picture():
            return block.caption, ""
        case drafts.Gallery():
            return "\n".join([block.title, *(picture.caption for picture in block.pictures)]), ""
    return block.title, ""
