"""The reader loses nothing: every character of any text is in a field, a block or left over."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from submissions.press_release import TextTooLong
from tests.submissions.press_release.releases import (
    FRAGMENTS,
    faithful,
    lossless,
    police,
    read,
)

FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@FEW
@given(st.text(max_size=400))
def test_any_text_comes_back_whole(text):
    assert lossless(text, read(text))


@FEW
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join))
def test_any_heap_of_parts_of_releases_comes_back_whole(text):
    assert lossless(text, read(text))


@FEW
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
def test_each_block_is_what_stands_at_its_span_after_its_repairs(text):
    assert faithful(text, read(text))


@FEW
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
def test_every_span_lies_in_the_text(text):
    proposal = read(text)
    for name in ("fields", "blocks", "quotes", "items", "dates", "repairs", "hints", "leftovers"):
        for each in getattr(proposal, name):
            assert 0 <= each.start <= each.end <= len(text), name


@pytest.mark.parametrize(
    "endless",
    [
        '"',
        "„",
        "„a b c d ",
        "Mannheim-",
        "Mannheim/",
        "a: ",
        "<div>",
        "<a b=",
        "(",
        "1.1.",
        " ",
        "\n",
    ],
)
def test_endless_signs_take_no_more_than_their_share_of_time(endless):
    text = endless * (8_000 // len(endless))
    read(text[:100])
    began = time.process_time()
    proposal = read(text)
    assert time.process_time() - began < 1
    assert lossless(text, proposal)


def test_a_release_is_read_in_a_moment_and_a_long_one_in_no_more_than_its_length():
    def seconds(text):
        began = time.process_time()
        read(text)
        return time.process_time() - began

    paragraph = (
        "Am Freitag gegen 17 Uhr kam es in Mannheim-Käfertal zu einem Unfall. „Wir sind froh, dass "
        "niemand verletzt wurde“, sagte Dr. Eva Beispiel von der Stadt Heidelberg. "
    )
    short = police(paragraph * 20)[:5_000]
    assert min(seconds(short) for _ in range(3)) < 0.05
    assert seconds((paragraph + "\n") * 400) < 2


def test_a_text_longer_than_any_release_is_refused_in_words():
    with pytest.raises(TextTooLong, match="10000000 characters"):
        read("a" * 10_000_000)
    assert read(" " * 10_000).blocks == ()
