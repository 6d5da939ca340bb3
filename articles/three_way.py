"""What two people made of one article becomes one Draft again; where they disagree, both are kept.

Pure. `merge(base, mine, theirs)` compares two Drafts with the one they grew from: field by field,
lists by element, blocks by uid, prose by paragraph. What only one side touched is taken over;
what both touched alike stands once; anything else is a `Conflict` that holds both texts.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from difflib import SequenceMatcher
from typing import Any, Literal
from uuid import UUID

from articles import drafts
from articles.drafts import Draft, replace

Choice = Literal["mine", "theirs", "both"]
#: Short texts of a Draft or a block; both of them can stand one behind the other.
SHORT = {
    *("headline", "seo_title", "share_title", "embargo_source", "embargo_reason", "title"),
    *(
        "caption",
        "alt",
        "lead_caption",
        "lead_alt",
        "role",
        "organisation",
        "venue",
        "wrong",
        "right",
    ),
}
#: Long plain texts, merged by paragraph.
LONG = {"lead", "text", "transcript"}
#: Lists of things that are named once each.
LISTS = {"places", "topics", "authors", "related", "former_paths"}
#: Longer texts are compared as a whole: comparing takes the square of the number of parts.
MAX_PARTS = 2_000

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_ELEMENTS = {"p", "h2", "h3", "ul", "ol", "blockquote"}
_VOID = {"br"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """One disagreement: what it is about, what stood there, and both texts.

    `uid` is the block's, or None for a field of the article. `field` names the field, or is
    "block" (one side deleted it or made another of it) or "order". None as a value: deleted.
    `key` stays the same while both texts do, so a choice outlives a further save by others.
    """

    key: str
    field: str
    base: Any
    mine: Any
    theirs: Any
    uid: UUID | None = None
    can_be_both: bool = False
    choice: Choice | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged Draft; it holds `mine` wherever a conflict is not decided yet."""

    draft: Draft
    conflicts: tuple[Conflict, ...] = ()

    @property
    def undecided(self) -> tuple[Conflict, ...]:
        return tuple(conflict for conflict in self.conflicts if conflict.choice is None)


def merge(
    base: Draft, mine: Draft, theirs: Draft, choices: Mapping[str, str] | None = None
) -> Merged:
    """Both sides' changes to `base` in one Draft.

    choices: by the key of a conflict, "mine", "theirs" or "both" (mine, then theirs; only where
    `can_be_both`). Unknown keys and values are no choice.
    """
    merging = _Merging(choices or {})
    draft = replace(merging.draft(base, mine, theirs), based_on=theirs.based_on)
    return Merged(draft, tuple(merging.conflicts))


@dataclass
class _Merging:
    choices: Mapping[str, str]
    conflicts: list[Conflict] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    # --- One article -----------------------------------------------------------------------

    def draft(self, base: Draft, mine: Draft, theirs: Draft) -> Draft:
        said: dict[str, Any] = {}
        for name in (slot.name for slot in fields(Draft)):
            here = (getattr(base, name), getattr(mine, name), getattr(theirs, name))
            if name == "based_on":
                continue
            if name == "blocks":
                said[name] = self.keyed(name, *here, key="uid", one=self.block)
            elif name in ("events", "corrections"):
                said[name] = self.keyed(name, *here, key="uid", one=self.by_field, ordered=False)
            elif name == "lead_picture":
                said[name] = self.either(*here, otherwise=self.lead_picture)
            else:
                said[name] = self.value(name, None, *here)
        return replace(mine, **said)

    def value(self, name: str, uid: UUID | None, base: Any, mine: Any, theirs: Any) -> Any:
        """A field: lists by element, long texts by paragraph, all else as a whole."""

        def differ(base: Any, mine: Any, theirs: Any) -> Any:
            if name in LISTS:
                return self.listed(name, uid, base, mine, theirs)
            if name == "html":
                return self.text(name, uid, (base, mine, theirs), split_prose, join_prose)
            if name in LONG:
                return self.text(name, uid, (base, mine, theirs), _lines, "\n".join)
            join = " ".join if name in SHORT and mine and theirs else None
            return self.decide(name, uid, base, mine, theirs, join=join)

        return self.either(base, mine, theirs, otherwise=differ)

    def either(
        self, base: Any, mine: Any, theirs: Any, *, otherwise: Callable[[Any, Any, Any], Any]
    ) -> Any:
        if mine == theirs or theirs == base:
            return mine
        return theirs if mine == base else otherwise(base, mine, theirs)

    # --- Disagreement ----------------------------------------------------------------------

    def decide(
        self,
        name: str,
        uid: UUID | None,
        base: Any,
        mine: Any,
        theirs: Any,
        *,
        join: Callable[[list[Any]], Any] | None = None,
    ) -> Any:
        """Note the conflict; the value that was chosen, mine while nothing is."""
        texts = hashlib.sha256(repr((mine, theirs)).encode()).hexdigest()[:12]
        key = f"{uid or 'article'}.{name}.{texts}"
        self.seen[key] += 1
        if self.seen[key] > 1:
            key = f"{key}.{self.seen[key]}"
        choice: Choice | None = None
        match self.choices.get(key):
            case "mine":
                choice = "mine"
            case "theirs":
                choice = "theirs"
            case "both" if join is not None:
                choice = "both"
        self.conflicts.append(
            Conflict(key, name, base, mine, theirs, uid, join is not None, choice)
        )
        if choice == "both" and join is not None:
            return join([mine, theirs])
        return theirs if choice == "theirs" else mine

    # --- Lists -----------------------------------------------------------------------------

    def listed(
        self,
        name: str,
        uid: UUID | None,
        base: tuple[Any, ...],
        mine: tuple[Any, ...],
        theirs: tuple[Any, ...],
    ) -> tuple[Any, ...]:
        if any(len(set(each)) < len(each) for each in (base, mine, theirs)):
            return tuple(self.decide(name, uid, base, mine, theirs))
        gone = (set(base) - set(mine)) | (set(base) - set(theirs))
        return tuple(self.ordered(name, uid, base, mine, theirs, ({*mine, *theirs}) - gone))

    def ordered(
        self,
        name: str,
        uid: UUID | None,
        base: Sequence[Any],
        mine: Sequence[Any],
        theirs: Sequence[Any],
        wanted: set[Any],
    ) -> list[Any]:
        """The wanted things in the order of the side that moved some; both: a conflict."""
        common = set(base) & set(mine) & set(theirs)
        before, here, there = ([x for x in each if x in common] for each in (base, mine, theirs))
        if here in (before, there):
            return _arranged(wanted, theirs, mine)
        if there == before:
            return _arranged(wanted, mine, theirs)
        mine, theirs = _arranged(wanted, mine, theirs), _arranged(wanted, theirs, mine)
        return list(self.decide(name, uid, tuple(before), tuple(mine), tuple(theirs)))

    def keyed(
        self,
        name: str,
        base: tuple[Any, ...],
        mine: tuple[Any, ...],
        theirs: tuple[Any, ...],
        *,
        key: str,
        one: Callable[[Any, Any, Any], Any],
        ordered: bool = True,
    ) -> tuple[Any, ...]:
        """Things that have an identity: those of both sides, each merged by itself."""
        if mine == theirs or theirs == base:
            return mine
        if mine == base:
            return theirs
        was, here, there = ({getattr(x, key): x for x in each} for each in (base, mine, theirs))
        found: dict[Any, Any] = {}
        for identity in dict.fromkeys([*here, *there]):
            sides = was.get(identity), here.get(identity), there.get(identity)
            kept = self.either(*sides, otherwise=one)
            if kept is not None:
                found[identity] = kept
        if ordered:
            order = self.ordered("order", None, [*was], [*here], [*there], set(found))
        else:
            order = _arranged(set(found), [*there], [*here])
        return tuple(found[identity] for identity in order)

    # --- Blocks ----------------------------------------------------------------------------

    def block(self, base: Any, mine: Any, theirs: Any) -> Any:
        sides = (base, mine, theirs)
        if None in sides or len({type(each) for each in sides}) > 1:
            kept = next(each for each in (mine, theirs, base) if each is not None)
            return self.decide("block", kept.uid, *sides)
        match mine:
            case drafts.Picture() if len({each.image for each in sides}) > 1:
                # Caption and alternative text speak of one picture, not of another.
                return self.decide("block", mine.uid, *sides)
            case drafts.Gallery():
                return self.gallery(base, mine, theirs)
            case drafts.Table():
                return self.table(base, mine, theirs)
            case _:
                return self.by_field(base, mine, theirs)

    def by_field(self, base: Any, mine: Any, theirs: Any, *, but: Sequence[str] = ()) -> Any:
        """Each field by itself; who speaks is one thing, name and key."""
        if None in (base, mine, theirs):
            kept = next(each for each in (mine, theirs, base) if each is not None)
            return self.decide("block", getattr(kept, "uid", None), base, mine, theirs)
        uid = getattr(mine, "uid", None)
        said: dict[str, Any] = {}
        for name in (slot.name for slot in fields(mine)):
            if name in ("uid", "speaker", "speaker_key", *but):
                continue
            here = (getattr(base, name), getattr(mine, name), getattr(theirs, name))
            said[name] = self.value(name, uid, *here)
        if isinstance(mine, drafts.Statement):
            pairs = [(each.speaker, each.speaker_key) for each in (base, mine, theirs)]
            chosen = self.either(
                *pairs, otherwise=lambda *sides: self.decide("speaker", uid, *sides)
            )
            said["speaker"], said["speaker_key"] = chosen
        return replace(mine, **said)

    def gallery(self, base: drafts.Gallery, mine: drafts.Gallery, theirs: drafts.Gallery) -> Any:
        def one(*sides: Any) -> Any:
            if None in sides:
                return self.decide("pictures", mine.uid, *sides)
            names = ("caption", "alt")
            values = [[getattr(each, name) for each in sides] for name in names]
            said = [
                self.value(name, mine.uid, *value)
                for name, value in zip(names, values, strict=True)
            ]
            return replace(sides[1], **dict(zip(names, said, strict=True)))

        pictures = self.keyed(
            "pictures", base.pictures, mine.pictures, theirs.pictures, key="image", one=one
        )
        kept = self.by_field(base, mine, theirs, but=("pictures",))
        return replace(kept, pictures=pictures)

    def table(self, base: drafts.Table, mine: drafts.Table, theirs: drafts.Table) -> Any:
        """Row by row while all three have the same number of columns."""
        widths = {len(row) for each in (base, mine, theirs) for row in each.rows}
        kept = self.by_field(base, mine, theirs, but=("rows",))
        if len(widths) > 1:
            rows = self.either(
                base.rows,
                mine.rows,
                theirs.rows,
                otherwise=lambda *sides: self.decide("rows", mine.uid, *sides),
            )
            return replace(kept, rows=rows)
        rows = self.parts("rows", mine.uid, base.rows, mine.rows, theirs.rows, tuple)
        return replace(kept, rows=tuple(rows))

    def lead_picture(self, base: Any, mine: Any, theirs: Any) -> Any:
        sides = (base, mine, theirs)
        if None in sides or len({each.image for each in sides}) > 1:
            return self.decide("lead_picture", None, *sides)
        said = {}
        for name in ("caption", "alt"):
            values = [getattr(each, name) for each in sides]
            said[name] = self.value(f"lead_{name}", None, values[0], values[1], values[2])
        return replace(mine, **said)

    # --- Text ------------------------------------------------------------------------------

    def text(
        self,
        name: str,
        uid: UUID | None,
        sides: tuple[str, str, str],
        split: Callable[[str], list[str]],
        join: Callable[[list[str]], str],
    ) -> str:
        base, mine, theirs = map(split, sides)
        if max(len(base), len(mine), len(theirs)) > MAX_PARTS:
            return str(self.decide(name, uid, *sides, join=join))
        return join(self.parts(name, uid, base, mine, theirs, join))

    def parts(
        self,
        name: str,
        uid: UUID | None,
        base: Sequence[Any],
        mine: Sequence[Any],
        theirs: Sequence[Any],
        shown: Callable[[list[Any]], Any],
    ) -> list[Any]:
        """Paragraphs, lines or rows; `shown` makes the texts of a conflict of some of them."""
        result: list[Any] = []
        for was, here, there in regions(base, mine, theirs):
            one, two, three = ([*map(_said, each)] for each in (was, here, there))
            if two == three or three == one:
                result += here
            elif two == one:
                result += there
            elif not was:
                # Both put something into the same gap: what was saved first stands first.
                result += [*there, *(part for part in here if _said(part) not in three)]
            else:
                sides = (shown([*was]), shown([*here]), shown([*there]))
                self.decide(name, uid, *sides, join=list if here and there else None)
                match self.conflicts[-1].choice:
                    case "theirs":
                        result += there
                    case "both":
                        result += [*here, *there]
                    case _:
                        result += here
        return result


def _said(part: Any) -> Any:
    return part.strip() if isinstance(part, str) else part


def _lines(text: str) -> list[str]:
    return text.split("\n")


def _arranged(wanted: set[Any], first: Sequence[Any], other: Sequence[Any]) -> list[Any]:
    """The wanted things of `first` in its order, those of `other` behind their predecessors."""
    result = [each for each in first if each in wanted]
    placed, previous = set(result), None
    for each in other:
        if each not in wanted:
            continue
        if each not in placed:
            result.insert(result.index(previous) + 1 if previous is not None else 0, each)
            placed.add(each)
        previous = each
    return result


# --- Comparing three sequences ------------------------------------------------------------------


def regions(
    base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]
) -> Iterator[tuple[Sequence[Any], Sequence[Any], Sequence[Any]]]:
    """The three sequences cut into stretches that belong together, in order and without a gap.

    Changes of both sides share a stretch only where they touch the same elements of `base`.
    """
    sides = [_edits(base, mine), _edits(base, theirs)]
    edits = sorted((*edit, side) for side in (0, 1) for edit in sides[side])
    at, ends = 0, [0, 0]
    index = 0
    while index < len(edits):
        low, high = edits[index][0], edits[index][1]
        group: list[tuple[int, int, int, int, int]] = []
        while index < len(edits) and (
            not group or edits[index][0] < high or edits[index][:2] == (low, low) == (high, high)
        ):
            group.append(edits[index])
            high = max(high, edits[index][1])
            index += 1
        if at < low:
            step = low - at
            starts, ends = ends, [end + step for end in ends]
            yield base[at:low], mine[starts[0] : ends[0]], theirs[starts[1] : ends[1]]
        starts, ends = (
            ends,
            [
                end
                + (high - low)
                + sum((e[3] - e[2]) - (e[1] - e[0]) for e in group if e[4] == side)
                for side, end in enumerate(ends)
            ],
        )
        yield base[low:high], mine[starts[0] : ends[0]], theirs[starts[1] : ends[1]]
        at = high
    if at < len(base):
        yield base[at:], mine[ends[0] :], theirs[ends[1] :]


def _edits(before: Sequence[Any], after: Sequence[Any]) -> list[tuple[int, int, int, int]]:
    """What became what, as ranges; as many changed elements as before are taken one by one."""
    old, new = [*map(_said, before)], [*map(_said, after)]
    found = []
    for verb, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "replace" and j - i == m - k:
            found += [(i + step, i + step + 1, k + step, k + step + 1) for step in range(j - i)]
        elif verb != "equal":
            found.append((i, j, k, m))
    return found


# --- Prose as a sequence of elements ------------------------------------------------------------


def split_prose(html: str) -> list[str]:
    """Sanitised prose cut into paragraphs, headings, lists and quotations.

    The parts joined are the prose again. Text outside of any element is a part of its own; HTML
    that is not well-formed stays whole.
    """
    parts: list[str] = []
    start, open_tags = 0, list[str]()
    for tag in _TAG.finditer(html):
        closing, name = tag[1] == "/", tag[2].lower()
        if name in _VOID:
            continue
        if not closing:
            if not open_tags and name in _ELEMENTS and html[start : tag.start()].strip():
                parts.append(html[start : tag.start()])
                start = tag.start()
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return [html]
        elif not open_tags and name in _ELEMENTS:
            parts.append(html[start : tag.end()])
            start = tag.end()
    if open_tags:
        return [html]
    rest = html[start:]
    if rest.strip() or (rest and not parts):
        parts.append(rest)
    elif rest:
        parts[-1] += rest
    return parts


def join_prose(parts: list[str]) -> str:
    """Parts of prose as prose; text without an element gets one, so that no two run together."""
    if len(parts) < 2:
        return "".join(parts)
    return "".join(part if _is_element(part) else f"<p>{part.strip()}</p>" for part in parts)


def _is_element(part: str) -> bool:
    tag = _TAG.match(part.lstrip())
    return tag is not None and tag[2].lower() in _ELEMENTS
