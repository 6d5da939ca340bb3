"""“Check the language” in a real browser, by keyboard: taken, skipped, taken back, saved."""

from html import unescape

import pytest

from articles import conversion, drafts
from articles.models import Article, WorkingCopy
from tests.browser.test_review import findings_of_axe
from tests.browser.writing import PROSE, log_in, press
from tests.builders import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HTML = (
    '<p>Die <a href="https://zweistrom.example/a-b">Fähren-gäste "jubeln"</a>, '
    "<strong>3 km</strong> weit.</p><p>Am Mittwoch, 5. März 2026.</p>"
)


def test_proposals_are_walked_taken_skipped_and_taken_back_without_a_mouse(visit):
    """F7 reads; Enter takes the headline's marks and a print hyphen; Ctrl+Z twice; A takes all
    marks, Enter the hyphen, A all spaces, Tab Enter the other day; Esc, Ctrl+S. The link stays as
    long as it was."""
    blocks = [drafts.Prose(html=HTML)]
    article = make_article('Alle "jubeln"', blocks=blocks, lead="Die Fährengäste kommen.")
    page = log_in(visit, f"/admin/articles/article/{article.pk}/change/", "editor")
    page.wait_for_selector(".own-link", state="attached")
    here = ".language-list .is-current"
    press(page, "F7")
    page.wait_for_selector(f"{here} .accept:focus")
    assert page.locator(".language-list li").count() == 6
    press(page, "Enter")
    assert page.input_value("#id_headline") == "Alle „jubeln“"
    press(page, "Enter")
    prose = page.locator(PROSE).first
    assert "Fährengäste" in prose.inner_text()
    press(page, "Control+z")
    assert "Fähren-gäste" in prose.inner_text()
    press(page, "Control+z")
    assert page.input_value("#id_headline") == 'Alle "jubeln"'
    press(page, "a", "Enter")
    assert page.input_value("#id_headline") == "Alle „jubeln“"
    assert findings_of_axe(page) == []
    press(page, "a")
    assert page.locator(f"{here} .accept").count() == 2
    press(page, "Tab", "Enter")
    assert page.locator(".language-sum").inner_text()
    page.wait_for_selector("#working-state[data-now=saved]")
    assert WorkingCopy.objects.get().form["headline"] == ["Alle „jubeln“"]
    press(page, "Escape", "Control+s")
    page.wait_for_selector(".messagelist")
    [block] = conversion.draft_of(Article.objects.get()).blocks
    assert unescape(block.html) == (
        '<p>Die <a href="https://zweistrom.example/a-b">Fährengäste „jubeln“</a>, '
        "<strong>3\N{NO-BREAK SPACE}km</strong> weit.</p>"
        "<p>Am Mittwoch, 4.\N{NO-BREAK SPACE}März 2026.</p>"
    )
    assert page.complaints == []
