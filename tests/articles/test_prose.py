"""Prose: sanitised, limited, and as text."""

import time

import nh3
import pytest
from django_prose_editor.config import allowlist_from_extensions, expand_extensions
from hypothesis import example, given
from hypothesis import strategies as st

from articles import prose

fragments = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<b>",
            "<script>",
            "</script>",
            "<a href='//evil.example'>",
            "</a>",
            "x",
            "<svg onload=x>",
            "<a href='javascript:x'>",
            "<h2>",
            "</h2>",
            "&lt;",
            "<!--",
            "-->",
            "<math>",
            "<style>",
            "\N{SOFT HYPHEN}",
            "<li>",
            "<ul>",
            "ä",
            "<p onclick=x>",
            "<img src=x>",
            '"',
        ]
    ),
    max_size=30,
).map("".join)


@given(fragments)
@example("<h2><b><h2>")
@example("<a href='/x'><p><a href='/y'><h2><b><li>")
@example("<h2><p><h3><b></h2><ul><h2>")
def test_sanitising_twice_is_sanitising_once(text):
    once = prose.sanitise(text)
    assert prose.sanitise(once) == once


@given(fragments)
def test_nothing_but_the_allowed_elements_comes_out(text):
    cleaned = prose.sanitise(text)
    rebuilt = nh3.clean(
        cleaned,
        tags=prose.TAGS,
        attributes={"a": {"href"}},
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
    )
    assert rebuilt == cleaned
    assert "<script" not in cleaned
    assert " on" not in cleaned.partition(">")[0]


def test_the_editor_offers_nothing_that_the_sanitiser_drops():
    offered = allowlist_from_extensions(expand_extensions(prose.EXTENSIONS))
    assert offered["tags"] == prose.TAGS


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "//evil.example",
        "/\\evil.example",
        "\t//evil",
        "data:x",
        "ftp://x",
        "\x01java\x03script:alert(1)",
        "java&#1;&#12;script:alert(1)",
    ],
)
def test_foreign_schemes_and_hidden_hosts_are_no_links(address):
    assert "href" not in prose.sanitise(f'<p><a href="{address}">x</a></p>')


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a?b=c", "/2026/11/22/meldung/", "mailto:a@example.org", "tel:+49"],
)
def test_honest_links_stay(address):
    assert f'href="{address}"' in prose.sanitise(f'<p><a href="{address}">x</a></p>')


@pytest.mark.parametrize("text", ["", "<p></p>", "<p> </p><p><br></p>", "\n"])
def test_prose_that_says_nothing_is_empty(text):
    assert prose.sanitise(text) == ""


def test_limits_are_checked_before_any_work_is_done():
    started = time.thread_time()
    with pytest.raises(prose.TooDeep):
        prose.sanitise("<b>" * 60_000)
    with pytest.raises(prose.TooLarge):
        prose.sanitise("<p>" * 200_000)
    assert time.thread_time() - started < 1


def test_an_ordinary_long_article_is_within_the_limits():
    text = "<h2>Titel</h2><ul>" + "<li><p>Satz <strong>wichtig</strong>.</p></li>" * 2000 + "</ul>"
    assert prose.sanitise(text) == text


def test_text_of_keeps_one_line_a_paragraph():
    assert prose.text_of(
        "<h2>Titel</h2><p>Eins &amp; <em>zwei</em><br>drei</p><ul><li>vier</li></ul>"
    ) == ("Titel\nEins & zwei\ndrei\nvier")


def test_plain_text_becomes_paragraphs():
    assert prose.from_paragraphs("Eins\nzwei\n\n  drei < vier ") == (
        "<p>Eins zwei</p><p>drei &lt; vier</p>"
    )
