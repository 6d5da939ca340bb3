"""Prose of which nothing is left when it is sanitised."""

import pytest

from articles import conversion, drafts
from articles.models import Article
from tests.builders import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("block", [drafts.Prose, drafts.InfoBox])
@pytest.mark.parametrize("html", ["<script>alert(1)</script>", "<!-- nichts -->", ""])
def test_what_is_empty_once_sanitised_is_refused_as_what_was_empty_at_once(block, html):
    with pytest.raises(conversion.Refused):
        make_article(blocks=[block(html=html)], status="draft")
    assert not Article.objects.exists()


def test_what_the_door_has_let_in_can_be_saved_again():
    article = make_article(blocks=[drafts.Prose(html="<script>alert(1)</script><p>Text</p>")])
    again = drafts.replace(conversion.draft_of(article), headline="Anders")
    assert conversion.apply_draft(article, again).headline == "Anders"
