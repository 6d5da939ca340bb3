"""The archive's words as evidence for print hyphens."""

import pytest

from articles import drafts
from articles.german.print_hyphens import find_print_hyphens, words_to_know
from articles.german.repairs import apply
from articles.known_words import known_among
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def test_a_print_hyphen_is_proved_by_the_archive_in_one_query(django_assert_num_queries):
    text = "Um die Zwerbel-hüte ging es beim Check-in der Straßen-feger."
    make_article(blocks=[drafts.Prose(html="<p>Zwerbelhüte! Der Check-in. Die Straßenfeger.</p>")])
    with django_assert_num_queries(1):
        known = known_among(words_to_know(text))
    mended = apply(text, find_print_hyphens(text, known))
    assert mended == "Um die Zwerbelhüte ging es beim Check-in der Straßenfeger."


def test_no_word_asks_nothing():
    assert known_among([]) == frozenset()
