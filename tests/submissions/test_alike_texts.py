"""The desk sees at a submission which articles of ours share its text."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import drafts
from tests.builders import make_article, make_user
from tests.submissions.sent import make_submission

pytestmark = pytest.mark.django_db

TEXT = (
    "Der Chor der Auengemeinde singt am dritten Advent in der Pauluskirche. Auf dem Programm sind "
    "alte und neue Lieder aus sieben Ländern, der Eintritt ist frei, um eine Spende für die neue "
    "Orgel wird gebeten."
)


def test_an_article_with_the_same_text_is_named_with_its_share(client):
    published = timezone.now() - timedelta(days=20)
    blocks = [drafts.Prose(html=f"<p>{TEXT} Danach gibt es Tee.</p>")]
    article = make_article("Adventskonzert", blocks=blocks, publish_at=published)
    submission = make_submission(text=f"Liebe Redaktion! {TEXT}")
    client.force_login(make_user("editor"))
    url = reverse("admin:submissions_submission_change", args=[submission.pk])
    page = client.get(url).content.decode()
    assert reverse("admin:articles_article_change", args=[article.pk]) in page
    assert "Adventskonzert (" in page
