"""The way out in a real browser, by keyboard: handed in, checked, a hint set aside, published."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles.models import Article, Dismissal
from tests.browser.test_desk import AXE_RULES
from tests.browser.writing import log_in, press
from tests.builders import make_article, ready_fields

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def findings_of_axe(page):
    options = {"runOnly": {"type": "tag", "values": AXE_RULES}}
    return [each["id"] for each in Axe().run(page, options=options).response["violations"]]


@pytest.mark.soak
def test_a_text_goes_out_by_keyboard_after_a_look_at_its_hints(visit):
    """Ctrl+Shift+E checks without saving and goes to the first finding; Enter goes to its field;
    a reason and Enter set a hint aside; Ctrl+Enter and Enter publish."""
    article = make_article("„Offen", **ready_fields(status="in_review"))
    page = log_in(visit, f"/admin/articles/article/{article.pk}/change/", "editor")
    page.wait_for_selector("#review .hint")
    page.fill("#id_lead", "")
    press(page, "Control+Shift+E")
    page.wait_for_selector("#findings .blocking a:focus")
    press(page, "Enter")
    page.wait_for_selector("#id_lead:focus")
    page.keyboard.type("Am Mittwoch, 5. März 2026, ist es so weit.")
    press(page, "Control+Shift+E")
    page.wait_for_selector("#findings .hint a:focus")
    assert page.locator("#findings .blocking").count() == 0
    summary = page.locator("#findings .hint", has_text="„Offen").locator("summary")
    summary.focus()
    press(page, "Enter", "Tab")
    page.keyboard.type("So heißt das Lied.")
    press(page, "Enter")
    page.wait_for_selector("#findings .findings-aside")
    assert Dismissal.objects.get().reason == "So heißt das Lied."
    assert Article.objects.get().version == 1
    assert findings_of_axe(page) == []
    press(page, "Control+Enter")
    page.wait_for_selector("#next-step [data-yes]:focus")
    press(page, "Escape")
    assert Article.objects.get().status == "in_review"
    press(page, "Control+Enter")
    page.wait_for_selector("#next-step [data-yes]:focus")
    press(page, "Enter")
    page.wait_for_selector(".messagelist")
    article = Article.objects.get()
    assert article.is_public()
    page.goto(article.get_absolute_url())
    assert page.locator("h1").inner_text() == "„Offen"
    assert page.complaints == []


def test_the_button_says_schedule_when_the_time_is_to_come(visit):
    article = make_article(**ready_fields(status="draft"))
    page = log_in(visit, f"/admin/articles/article/{article.pk}/change/", "editor")
    page.wait_for_selector("#review")
    button = page.locator("[name=_publish]")
    before = button.input_value()
    page.fill("#id_publish_at", "2040-05-06T07:08:09")
    assert button.input_value() == button.get_attribute("data-later") != before
    page.fill("#id_publish_at", "2020-05-06T07:08")
    assert button.input_value() == before
    page.goto("/admin/articles/article/calendar/")
    press(page, "ArrowRight")
    assert page.evaluate("document.activeElement.closest('.today') !== null")
    press(page, "+")
    page.wait_for_url("**/add/?publish_at=*")
    assert page.complaints == []
