"""The desk speaks the language of whoever sits there, in its scripts too."""

import pytest

from tests.articles.desk import change_url
from tests.builders import make_article, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MENU = """() => [...document.querySelectorAll(".prose-menubar__button:not(.hidden)")].map(
  (item) => item.getAttribute("aria-label"))"""
CHOICES = """() => [...document.querySelectorAll(".prose-menubar__option")].map(
  (option) => option.textContent)"""


@pytest.mark.parametrize(
    ("language", "names", "choices", "insert"),
    [
        (
            "de",
            ["Absatz", "Aufzählung", "Nummerierte Liste", "Eingerücktes Zitat", "Fett", "Kursiv"],
            ["Zwischentitel", "Kleiner Zwischentitel", "Absatz"],
            "Hier einen Block einfügen",
        ),
        (
            "en",
            ["Paragraph", "List", "Numbered list", "Indented quotation", "Bold", "Italic"],
            ["Subheading", "Smaller subheading", "Paragraph"],
            "Insert a block here",
        ),
    ],
)
def test_the_text_editor_names_its_marks(visit, language, names, choices, insert):
    user = make_user("editor", language=language)
    page = visit(f"/admin/login/?next={change_url(make_article(status='draft', by=user))}")
    page.fill("#id_username", user.username)
    page.fill("#id_password", "lang-genug-4711")
    page.press("#id_password", "Enter")
    page.wait_for_selector(".prose-menubar .own-link", state="attached")
    assert page.evaluate(MENU)[: len(names)] == names
    assert page.evaluate(CHOICES) == choices
    assert page.locator(f'[aria-label="{insert}"]').count()
