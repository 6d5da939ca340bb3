"""Two people's changes to one article become one Draft; nothing that either wrote is lost."""

import itertools
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import drafts, prose, three_way
from articles.drafts import Draft, Prose, Statement, replace

UIDS = [UUID(int=number) for number in range(1, 9)]
IMAGES = [UUID(int=number) for number in range(100, 103)]
WORDS = ["Rhein", "Neckar", "Brücke", "Fähre", "Deich"]


def text(*paragraphs):
    return "".join(f"<p>{each}</p>" for each in paragraphs)


def article(*paragraphs, **fields):
    return Draft(
        headline="Die Brücke", blocks=[Prose(uid=UIDS[0], html=text(*paragraphs))], **fields
    )


# --- By hand ------------------------------------------------------------------------------------


def test_changes_in_different_fields_are_both_taken():
    base = article("a", lead="Alt")
    merged = three_way.merge(base, replace(base, lead="Neu"), replace(base, headline="Anders"))
    assert (merged.draft.lead, merged.draft.headline) == ("Neu", "Anders")
    assert merged.conflicts == ()


def test_changes_in_different_paragraphs_are_both_taken():
    base = article("a", "b", "c", "d")
    mine, theirs = article("a!", "b", "c", "d"), article("a", "b!", "c", "neu", "d")
    merged = three_way.merge(base, mine, theirs)
    assert merged.draft.blocks[0].html == text("a!", "b!", "c", "neu", "d")
    assert merged.conflicts == ()


def test_one_paragraph_changed_by_both_is_a_conflict_that_shows_both():
    base = article("a", "b")
    merged = three_way.merge(base, article("a", "b von mir"), article("a!", "b von Anna"))
    (conflict,) = merged.conflicts
    assert (conflict.uid, conflict.field) == (UIDS[0], "html")
    assert (conflict.mine, conflict.theirs) == (text("b von mir"), text("b von Anna"))
    assert merged.undecided == (conflict,)
    assert merged.draft.blocks[0].html == text("a!", "b von mir")


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ("mine", ["a!", "b von mir"]),
        ("theirs", ["a!", "b von Anna"]),
        ("both", ["a!", "b von mir", "b von Anna"]),
    ],
)
def test_a_choice_decides_a_conflict(choice, said):
    sides = article("a", "b"), article("a", "b von mir"), article("a!", "b von Anna")
    key = three_way.merge(*sides).conflicts[0].key
    merged = three_way.merge(*sides, {key: choice})
    assert merged.undecided == ()
    assert merged.draft.blocks[0].html == text(*said)


def test_a_choice_outlives_a_third_save_and_decides_nothing_new():
    base, mine = article("a", "b", lead="x"), article("a", "b1", lead="meins")
    key = three_way.merge(base, mine, article("a", "b2", lead="x")).conflicts[0].key
    merged = three_way.merge(base, mine, article("a", "b2", lead="ihres"), {key: "theirs"})
    assert {each.field: each.choice for each in merged.conflicts} == {
        "lead": None,
        "html": "theirs",
    }
    changed = three_way.merge(base, mine, article("a", "b3", lead="x"), {key: "theirs"})
    assert len(changed.undecided) == 1


def test_what_was_deleted_here_and_changed_there_is_a_conflict():
    base = article("a")
    without = replace(base, blocks=())
    for mine, theirs in [(without, article("b")), (article("b"), without)]:
        merged = three_way.merge(base, mine, theirs)
        (conflict,) = merged.conflicts
        assert conflict.field == "block"
        assert {getattr(each, "html", None) for each in (conflict.mine, conflict.theirs)} == {
            None,
            text("b"),
        }
        kept = {conflict.key: "theirs" if mine is without else "mine"}
        assert three_way.merge(base, mine, theirs, kept).draft.blocks[0].html == text("b")


def test_blocks_are_added_deleted_and_moved_on_both_sides():
    one, two, three, four, five = (Prose(uid=UIDS[n], html=text(str(n))) for n in range(5))
    base = Draft(headline="x", blocks=[one, two, three])
    mine = replace(base, blocks=[three, one, two, four])
    theirs = replace(base, blocks=[one, five, three])
    merged = three_way.merge(base, mine, theirs)
    assert merged.conflicts == ()
    assert [block.uid for block in merged.draft.blocks] == [
        each.uid for each in (three, one, five, four)
    ]


def test_two_different_orders_are_a_conflict():
    one, two, three = (Prose(uid=UIDS[n], html=text(str(n))) for n in range(3))
    base = Draft(headline="x", blocks=[one, two, three])
    sides = base, replace(base, blocks=[two, one, three]), replace(base, blocks=[one, three, two])
    (conflict,) = three_way.merge(*sides).conflicts
    assert conflict.field == "order"
    theirs = three_way.merge(*sides, {conflict.key: "theirs"})
    assert theirs.draft.blocks == (one, three, two)


def test_lists_are_merged_by_element():
    base = Draft(headline="x", topics=["Verkehr", "Rhein"])
    mine = replace(base, topics=["Verkehr", "Brücken"])
    theirs = replace(base, topics=["Sperrung", "Verkehr", "Rhein"])
    merged = three_way.merge(base, mine, theirs)
    assert merged.draft.topics == ("Sperrung", "Verkehr", "Brücken")
    assert merged.conflicts == ()


def test_who_speaks_is_decided_as_one():
    def by(name, key, **fields):
        said = Statement(uid=UIDS[0], text="Gut.", speaker=name, speaker_key=key, **fields)
        return Draft(headline="x", blocks=[said])

    sides = by("Eva", "eva"), by("Otto", "otto"), by("Anna", "anna", role="Leiterin")
    (conflict,) = three_way.merge(*sides).conflicts
    decided = three_way.merge(*sides, {conflict.key: "theirs"}).draft.blocks[0]
    assert (decided.speaker, decided.speaker_key, decided.role) == ("Anna", "anna", "Leiterin")


def test_a_caption_never_lands_on_another_picture():
    def showing(image, caption):
        return Draft(
            headline="x", blocks=[drafts.Picture(uid=UIDS[0], image=image, caption=caption)]
        )

    sides = showing(IMAGES[0], "alt"), showing(IMAGES[1], "alt"), showing(IMAGES[0], "neu")
    (conflict,) = three_way.merge(*sides).conflicts
    assert conflict.field == "block"


def test_rows_of_a_table_are_merged_while_the_columns_stay():
    def table(*rows):
        return Draft(headline="x", blocks=[drafts.Table(uid=UIDS[0], rows=rows)])

    base = table(("Ort", "Uhr"), ("Altrip", "9"))
    mine = table(("Ort", "Uhr"), ("Altrip", "10"))
    theirs = table(("Ort", "Uhr"), ("Altrip", "9"), ("Speyer", "11"))
    merged = three_way.merge(base, mine, theirs)
    assert merged.draft.blocks[0].rows == (("Ort", "Uhr"), ("Altrip", "10"), ("Speyer", "11"))
    wider = table(("Ort", "Uhr", "Preis"), ("Altrip", "9", "2"))
    assert [each.field for each in three_way.merge(base, mine, wider).conflicts] == ["rows"]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>a</p>",
        "<p>a</p>\n<h2>b <em>c</em></h2><ul><li><p>d</p></li></ul> ",
        "lose <strong>Worte</strong><p>a</p>und mehr",
        '<p><a href="https://x.example/?a=1&amp;b=>">a</a><br>b</p><blockquote><p>c</p></blockquote>',
        "<p>offen",
        "</p><p>verkehrt",
    ],
)
def test_cutting_prose_into_parts_loses_nothing(html):
    assert "".join(three_way.split_prose(html)) == html


def test_two_texts_without_an_element_do_not_run_together():
    assert three_way.join_prose(["eins", "<p>zwei</p>", " drei "]) == text("eins", "zwei", "drei")


# --- For any three Drafts -------------------------------------------------------------------------

paragraphs = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
htmls = st.lists(
    st.one_of(
        paragraphs.map(text),
        paragraphs.map(lambda words: f"<h2>{words}</h2>"),
        st.lists(paragraphs, min_size=1, max_size=2).map(
            lambda items: "<ul>" + "".join(f"<li><p>{item}</p></li>" for item in items) + "</ul>"
        ),
    ),
    max_size=5,
).map("".join)
pictures = st.lists(
    st.builds(drafts.GalleryPicture, image=st.sampled_from(IMAGES), caption=paragraphs),
    max_size=3,
    unique_by=lambda picture: picture.image,
)
blocks = st.lists(
    st.sampled_from(UIDS).flatmap(
        lambda uid: st.one_of(
            st.builds(Prose, uid=st.just(uid), html=htmls),
            st.builds(
                Statement,
                uid=st.just(uid),
                text=st.lists(paragraphs, max_size=3).map("\n".join),
                speaker=st.sampled_from(["Eva", "Otto"]),
            ),
            st.builds(drafts.Gallery, uid=st.just(uid), title=paragraphs, pictures=pictures),
        )
    ),
    max_size=6,
    unique_by=lambda block: block.uid,
)
any_draft = st.builds(
    Draft,
    headline=paragraphs,
    lead=st.lists(paragraphs, max_size=3).map("\n".join),
    status=st.sampled_from(["draft", "in_review"]),
    topics=st.lists(st.sampled_from(WORDS), max_size=4),
    lead_picture=st.none()
    | st.builds(drafts.LeadPicture, image=st.sampled_from(IMAGES), caption=paragraphs),
    blocks=blocks,
)
widely = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@widely
@given(any_draft, any_draft)
def test_where_only_one_side_wrote_it_is_right(base, other):
    for merged in (
        three_way.merge(base, base, other),
        three_way.merge(base, other, base),
        three_way.merge(base, other, other),
    ):
        assert merged.draft == other
        assert merged.conflicts == ()


@widely
@given(any_draft, any_draft, any_draft)
def test_it_does_not_matter_who_saved_first(base, mine, theirs):
    def shown(conflicts, *, swapped):
        sides = ("theirs", "mine") if swapped else ("mine", "theirs")
        return sorted(repr([each.uid, *(getattr(each, side) for side in sides)])
                      for each in conflicts if each.field not in ("order", "topics"))  # fmt: skip

    one, other = three_way.merge(base, mine, theirs), three_way.merge(base, theirs, mine)
    assert shown(one.conflicts, swapped=False) == shown(other.conflicts, swapped=True)
    assert {block.uid for block in one.draft.blocks} - _contested(one) == {
        block.uid for block in other.draft.blocks
    } - _contested(other)


def _contested(merged):
    return {each.uid for each in merged.conflicts if each.field == "block"}


@widely
@given(any_draft, any_draft, any_draft, st.sampled_from(["mine", "theirs", "both"]))
def test_every_result_is_prose_as_the_door_takes_it(base, mine, theirs, choice):
    merged = three_way.merge(base, mine, theirs)
    choices = {each.key: choice for each in merged.conflicts}
    for draft in (merged.draft, three_way.merge(base, mine, theirs, choices).draft):
        for block in draft.blocks:
            if block.type == "prose":
                assert prose.sanitise(block.html) == block.html


@st.composite
def one_base_with_two_writers(draw):
    """A Draft and two others that grew from it by inserting words nobody else has."""
    base = draw(any_draft)
    numbers = itertools.count()
    written = {"mine": [], "theirs": []}

    def grown(side):
        def word():
            written[side].append(f"{side}{next(numbers)}x")
            return written[side][-1]

        draft = base
        for _step in range(draw(st.integers(1, 4))):
            what = draw(st.sampled_from(["headline", "lead", "topic", "text", "new"]))
            if what == "headline":
                draft = replace(draft, headline=f"{draft.headline} {word()}")
            elif what == "lead":
                draft = replace(draft, lead=_into_a_line(draw, draft.lead, word()))
            elif what == "topic":
                draft = replace(draft, topics=[*draft.topics, word()])
            elif what == "new":
                place = draw(st.integers(0, len(draft.blocks)))
                block = Prose(html=text(word()))
                draft = replace(draft, blocks=[*draft.blocks[:place], block, *draft.blocks[place:]])
            elif prosaic := [block for block in draft.blocks if block.type == "prose"]:
                block = draw(st.sampled_from(prosaic))
                new = replace(block, html=_into_a_paragraph(draw, block.html, word()))
                draft = replace(
                    draft, blocks=[new if each == block else each for each in draft.blocks]
                )
        return draft

    return base, grown("mine"), grown("theirs"), written["mine"] + written["theirs"]


def _into_a_line(draw, lines, word):
    lines = lines.split("\n")
    place = draw(st.integers(0, len(lines)))
    if place < len(lines) and draw(st.booleans()):
        lines[place] += f" {word}"
    else:
        lines.insert(place, word)
    return "\n".join(lines)


def _into_a_paragraph(draw, html, word):
    parts = three_way.split_prose(html)
    place = draw(st.integers(0, len(parts)))
    if place < len(parts) and "</p>" in parts[place] and draw(st.booleans()):
        parts[place] = parts[place].replace("</p>", f" {word}</p>", 1)
    else:
        parts.insert(place, text(word))
    return "".join(parts)


@widely
@given(one_base_with_two_writers())
def test_every_word_is_in_the_result_or_in_a_conflict_that_shows_it(sides):
    base, mine, theirs, words = sides
    merged = three_way.merge(base, mine, theirs)
    conflicts = " ".join(repr((each.mine, each.theirs)) for each in merged.conflicts)
    missing = [word for word in words if word not in repr(merged.draft) + conflicts]
    assert missing == []
    for conflict in merged.conflicts:
        assert conflict.mine != conflict.theirs


@widely
@given(one_base_with_two_writers())
def test_who_takes_both_loses_no_word_of_a_text(sides):
    base, mine, theirs, words = sides
    conflicts = three_way.merge(base, mine, theirs).conflicts
    both = {each.key: "both" for each in conflicts if each.can_be_both}
    merged = three_way.merge(base, mine, theirs, both)
    undecided = " ".join(repr((each.mine, each.theirs)) for each in merged.undecided)
    assert [word for word in words if word not in repr(merged.draft) + undecided] == []
