"""Drafts: values that lose nothing and compare by what they say."""

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import drafts

moments = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=2))]))
words = st.text(max_size=30)
blocks = st.one_of(
    st.builds(drafts.Prose, html=words),
    st.builds(drafts.Picture, image=st.uuids(), caption=words),
    st.builds(
        drafts.Gallery,
        pictures=st.lists(st.builds(drafts.GalleryPicture, image=st.uuids()), max_size=3),
    ),
    st.builds(
        drafts.Statement, text=words, speaker=words, said_on=st.one_of(st.none(), st.dates())
    ),
    st.builds(drafts.Video, url=words, poster=st.one_of(st.none(), st.uuids())),
    st.builds(drafts.InfoBox, html=words),
    st.builds(drafts.Table, rows=st.lists(st.lists(words, min_size=1, max_size=3), max_size=3)),
    st.builds(drafts.File, document=st.uuids()),
    st.builds(drafts.Embed, url=words),
)
any_draft = st.builds(
    drafts.Draft,
    headline=words,
    lead=words,
    publish_at=st.one_of(st.none(), moments),
    places=st.lists(words, max_size=3),
    chapter=st.one_of(st.none(), st.builds(drafts.Chapter, story=words, stage=words)),
    events=st.lists(st.builds(drafts.EventDate, starts_at=moments), max_size=2),
    corrections=st.lists(
        st.builds(drafts.Correction, at=moments, wrong=words, right=words), max_size=2
    ),
    blocks=st.lists(blocks, max_size=4),
)


@given(any_draft)
def test_a_draft_survives_its_stored_form(draft):
    assert drafts.from_json(drafts.as_json(draft)) == draft


@given(any_draft)
def test_a_draft_does_not_differ_from_itself(draft):
    assert list(drafts.differences(draft, drafts.from_json(drafts.as_json(draft)))) == []


@given(words)
def test_cleaning_text_twice_is_cleaning_it_once(text):
    assert drafts.clean_text(drafts.clean_text(text)) == drafts.clean_text(text)


def test_equal_moments_in_two_zones_are_one_value():
    here = datetime(2026, 11, 22, 12, 0, 0, 99, tzinfo=timezone(timedelta(hours=1)))
    there = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
    assert drafts.Draft(headline="", publish_at=here) == drafts.Draft(headline="", publish_at=there)


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        drafts.Draft(headline="", publish_at=datetime(2026, 11, 22))


@pytest.mark.parametrize(
    "stored",
    [
        {"headline": "x", "colour": "red"},
        {"headline": 3},
        {"headline": "x", "blocks": [{"type": "poem", "text": "y"}]},
        {"headline": "x", "blocks": [{"type": "prose", "uid": "no", "html": ""}]},
    ],
)
def test_a_stored_form_that_is_none_of_ours_is_an_error(stored):
    with pytest.raises(ValueError, match=r"unknown|not of type|badly formed"):
        drafts.from_json(stored)


def test_differences_name_fields_and_blocks_and_their_order():
    one, two, three = (drafts.Prose(html=f"<p>{number}</p>") for number in range(3))
    before = drafts.Draft(headline="Alt", blocks=[one, two])
    after = drafts.Draft(headline="Neu", blocks=[three, drafts.replace(two, html="<p>9</p>"), one])
    assert [(change.field, change.verb) for change in drafts.differences(before, after)] == [
        ("headline", "changed"),
        ("block", "added"),
        ("block", "changed"),
        ("order", "moved"),
    ]


def test_a_removed_block_is_a_difference():
    block = drafts.Statement(text="Ja.", speaker="Eva", said_on=date(2026, 1, 2), uid=uuid4())
    (change,) = drafts.differences(
        drafts.Draft(headline="x", blocks=[block]), drafts.Draft(headline="x")
    )
    assert (change.verb, change.uid, change.before) == ("removed", block.uid, block)


def test_what_an_editor_saw_does_not_make_two_drafts_different():
    assert drafts.Draft(headline="x", based_on=1) == drafts.Draft(headline="x", based_on=2)
