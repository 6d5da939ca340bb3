"""Two texts, or two bodies of blocks, held against each other. Pure: values in, values out.

words(before, after)     pieces (kind, text): what was kept, dropped, added
size(before, after)      how many words were added and dropped
folded(pieces)           the same with long kept passages cut in three
body(before, after)      the blocks of two Drafts in one column: what became of each
text_of(html)            prose as it is read
"""

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import ClassVar
from uuid import UUID

from articles import drafts

#: A word or a sign with the space behind it; together the tokens are the whole text.
TOKEN = re.compile(r"\w+(?:[.,:’'-]\w+)*\s*|[^\w\s]\s*|\s+")
WORD = re.compile(r"\w+")
#: Comparing takes the square of the length, so what is longer counts as written anew.
MOST_TOKENS = 6_000
#: A kept passage of more words is folded; of it so many stay at each end.
FOLD_FROM, SHOWN = 60, 20

Piece = tuple[str, str]


# --- Words --------------------------------------------------------------------------------------


def words(before: str, after: str) -> list[Piece]:
    """Pieces ("kept" | "dropped" | "added", text), in reading order.

    Kept and dropped pieces together are `before`, kept and added ones `after`, to the letter.
    Paragraphs are matched first, then the words of those that differ.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for verb, i, j, k, m in _opcodes(old, new):
        was, now = "".join(old[i:j]), "".join(new[k:m])
        if verb == "replace":
            pieces += _words_of_passage(was, now)
        else:
            pieces += [("kept" if verb == "equal" else "dropped", was)]
            pieces += [("added", now)] if verb == "insert" else []
    return _tidy(pieces)


def _words_of_passage(before: str, after: str) -> list[Piece]:
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if len(old) + len(new) > MOST_TOKENS:
        return [("dropped", before), ("added", after)]
    # Space behind a word is no difference of the word.
    bare = [[token.rstrip() for token in tokens] for tokens in (old, new)]
    pieces: list[Piece] = []
    for verb, i, j, k, m in _opcodes(*bare):
        if verb == "equal":
            for was, now in zip(old[i:j], new[k:m], strict=True):
                if was == now:
                    pieces.append(("kept", was))
                else:
                    word = was.rstrip()
                    pieces.append(("kept", word))
                    pieces.append(("dropped", was[len(word) :]))
                    pieces.append(("added", now[len(word) :]))
        else:
            pieces.append(("dropped", "".join(old[i:j])))
            pieces.append(("added", "".join(new[k:m])))
    return pieces


def _opcodes(old: list[str], new: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _tidy(pieces: list[Piece]) -> list[Piece]:
    """Runs of change and of kept text in turn; a lone kept word between two changes joins them."""
    runs: list[dict[str, str]] = []
    for kind, text in pieces:
        if not text:
            continue
        if not runs or (kind == "kept") != ("kept" in runs[-1]):
            runs.append({})
        runs[-1][kind] = runs[-1].get(kind, "") + text
    joined: list[dict[str, str]] = []
    for number, run in enumerate(runs):
        if "kept" in run and 0 < number < len(runs) - 1 and _is_slight(run["kept"], joined[-1]):
            run = {"dropped": run["kept"], "added": run["kept"]}
        if joined and "kept" not in run and "kept" not in joined[-1]:
            for kind, text in run.items():
                joined[-1][kind] = joined[-1].get(kind, "") + text
        else:
            joined.append(run)
    shown: list[Piece] = []
    behind = ""  # Space behind both belongs to neither.
    for run in joined:
        if "kept" in run:
            shown.append(("kept", behind + run["kept"]))
            behind = ""
        elif run.keys() == {"dropped", "added"}:
            spaces = {_space_behind(text) for text in run.values()}
            behind = spaces.pop() if len(spaces) == 1 else ""
            shown += [(kind, run[kind].removesuffix(behind)) for kind in ("dropped", "added")]
        else:
            shown += run.items()
    shown.append(("kept", behind))
    return [piece for piece in shown if piece[1]]


def _space_behind(text: str) -> str:
    return text[len(text.rstrip()) :]


def _is_slight(kept: str, before: dict[str, str]) -> bool:
    """Whether so little stayed between two changes that it only makes them harder to read."""
    if "\n" in kept:
        return False
    count = len(WORD.findall(kept))
    changed = max(len(WORD.findall(text)) for text in before.values())
    return count == 0 or (count == 1 and changed >= 2)


def size(before: str, after: str) -> tuple[int, int]:
    """How many words were added and dropped, wherever they stand; linear in the length."""
    old, new = Counter(WORD.findall(before)), Counter(WORD.findall(after))
    return (new - old).total(), (old - new).total()


def folded(pieces: list[Piece]) -> list[tuple[str, str, int]]:
    """The pieces as (kind, text, words); the middle of a long kept one has the kind "folded"."""
    shown: list[tuple[str, str, int]] = []
    for number, (kind, text) in enumerate(pieces):
        found = list(WORD.finditer(text))
        if kind != "kept" or len(found) < FOLD_FROM:
            shown.append((kind, text, len(found)))
            continue
        # Before the first change only the end matters, behind the last one only the beginning.
        head = found[SHOWN].start() if number else 0
        tail = found[-SHOWN].start() if number < len(pieces) - 1 else len(text)
        for part, kind in (
            (text[:head], "kept"),
            (text[head:tail], "folded"),
            (text[tail:], "kept"),
        ):
            if part:
                shown.append((kind, part, len(WORD.findall(part))))
    return shown


# --- Blocks -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one block: kept, changed, added or removed, and whether it moved."""

    uid: UUID
    before: drafts.AnyBlock | None
    after: drafts.AnyBlock | None
    moved: bool = False

    @property
    def verb(self) -> str:
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        if self.before != self.after:
            return "changed"
        return "moved" if self.moved else "kept"


def body(before: drafts.Draft, after: drafts.Draft) -> list[Row]:
    """The blocks in their new order; removed ones stand where they stood, behind their like.

    Of blocks whose order changed as few as possible count as moved.
    """
    old = {block.uid: block for block in before.blocks}
    new = {block.uid: block for block in after.blocks}
    common = [uid for uid in new if uid in old]
    place = {uid: number for number, uid in enumerate(old)}
    stay = _longest_rising([place[uid] for uid in common])
    rows = [
        Row(uid, old.get(uid), block, moved=uid in old and place[uid] not in stay)
        for uid, block in new.items()
    ]
    previous: UUID | None = None
    for uid, block in old.items():
        if uid not in new:
            at = next((n for n, row in enumerate(rows) if row.uid == previous), -1)
            rows.insert(at + 1, Row(uid, block, None))
        previous = uid
    return rows


def _longest_rising(numbers: list[int]) -> set[int]:
    """The members of one longest rising subsequence."""
    best: list[list[int]] = []
    for number in numbers:
        tails = [chain[-1] for chain in best]
        at = next((n for n, tail in enumerate(tails) if tail >= number), len(best))
        chain = [*(best[at - 1] if at else []), number]
        best[at : at + 1] = [chain]
    return set(best[-1]) if best else set()


# --- Texts --------------------------------------------------------------------------------------


class _Readable(HTMLParser):
    """Prose as lines: a heading, list item or link can be told from plain text."""

    SIGNS: ClassVar = {"h2": "■ ", "h3": "▪ ", "li": "– ", "blockquote": "» "}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "br", *self.SIGNS):
            if self.lines[-1].strip(" ■▪–»"):
                self.lines.append("")
            self.lines[-1] += self.SIGNS.get(tag, "")
        elif tag == "a":
            self.address = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.address:
            self.lines[-1] += f" [→ {self.address}]"
            self.address = ""

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data


def text_of(html: str) -> str:
    """Prose as it is read, one line a paragraph; headings, items and links carry a sign."""
    reader = _Readable()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in reader.lines)
    return "\n".join(filter(None, lines))
