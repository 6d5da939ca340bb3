"""The reader loses nothing: every character of any text is in a field, a block or left over."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from submissions.press_release import LONGEST, TextTooLong
from tests.submissions.press_release.releases import lossless, police, read

FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

#: What releases are made of, and what mails, pages and programs make of them.
FRAGMENTS = st.sampled_from(
    [
        *(
            "POL-MA: ",
            "Mannheim",
            " (ots)",
            " - ",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "Heidelberg-Rohrbach: ",
        ),
        *(
            "Unfall mit Folgen",
            "Am Freitag brannte es in Sinsheim. ",
            "„Wir sind froh“",
            '"so',
            "»da«",
        ),
        *(" – Dr. Eva Beispiel, Leiterin", ", sagte Jan Muster. ", "UPDATE ", "04.05.2026 – 17:20"),
        *(
            "Rückfragen bitte an:",
            "Telefon: 0621 0",
            "a@b.example",
            "http://a.example/",
            "* * *",
            "- ",
        ),
        *(
            "Original-Content von: Stadt Mannheim",
            "Sperrfrist: 1.2.2026, 9 Uhr",
            "Zusam-\nmen",
            "\N{SOFT HYPHEN}",
        ),
        *(
            "=C3=BC=\n",
            "&nbsp;",
            "<p>",
            "</p>",
            "<li>",
            "<br>",
            "&uuml;",
            "<o:p>",
            "[caption id=1]",
            "INSERAT",
            "\t",
            "\N{NO-BREAK SPACE}",
        ),
        *("Ã¼", "\ufffd", "\x00", "\x85", "\u2028", "\ufeff", "\u200b", "😀", "e\u0301", "\ud800"),
        *(
            "1. ",
            "(mr)",
            "++++ 123",
            "Stadt Weinheim",
            "Weinheim, 3. März 2026",
            "Wie bereits berichtet ",
        ),
    ]
)


@FEW
@given(st.text(max_size=400))
def test_any_text_comes_back_whole(text):
    assert lossless(text, read(text))


@FEW
@given(st.lists(FRAGMENTS, max_size=60).map("".join))
def test_any_heap_of_parts_of_releases_comes_back_whole(text):
    assert lossless(text, read(text))


@FEW
@given(st.lists(FRAGMENTS, max_size=30).map("".join))
def test_each_block_is_what_stands_at_its_span_after_its_repairs(text):
    proposal = read(text)
    for block in proposal.blocks:
        part = text[block.start : block.end]
        for repair in reversed(proposal.repairs):
            if block.start <= repair.start and repair.end <= block.end:
                start, end = repair.start - block.start, repair.end - block.start
                assert text[repair.start : repair.end] == repair.before
                part = part[:start] + repair.after + part[end:]
        marks = ' „“”"«»'
        assert " ".join(part.split()).strip(marks) == " ".join(block.text.split()).strip(marks)


@FEW
@given(st.lists(FRAGMENTS, max_size=30).map("".join))
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
    text = endless * (20_000 // len(endless))
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
    assert seconds((paragraph + "\n") * 600) < 2


def test_a_text_longer_than_any_release_is_refused_in_words():
    with pytest.raises(TextTooLong, match="10000000 characters"):
        read("a" * 10_000_000)
    assert read(" " * LONGEST).blocks == ()
