"""Links for outsiders: the article as saved, for some days, for one person, and nothing else."""

import re
from datetime import timedelta

import pytest
from django.core.signing import Signer
from django.urls import reverse
from django.utils import timezone

from articles import conversion, drafts, preview_links
from articles.models import Article, AuditEntry, PreviewLink
from tests.builders import make_article, make_image, make_user, ready_fields

pytestmark = pytest.mark.django_db


def unpublished(**fields):
    image = make_image()
    return make_article(
        "Noch geheim",
        **ready_fields(
            status="draft",
            lead_picture=drafts.LeadPicture(image=image.pk),
            blocks=[drafts.Prose(html="<p>Der erste Absatz.</p>")],
            **fields,
        ),
    )


def a_link(article, days=3):
    return preview_links.make(article, label="Eva Beispiel", days=days, by=make_user("editor"))


def path_of(link):
    return reverse("article_preview_link", args=[preview_links.SIGNER.sign(link.pk.hex)])


def test_the_address_shows_the_article_as_it_was_last_saved(client):
    article = unpublished()
    path = path_of(a_link(article))
    page = client.get(path).content.decode()
    assert "Noch geheim" in page
    assert "Der erste Absatz." in page
    changed = drafts.replace(conversion.draft_of(article), headline="Anders gesagt")
    conversion.apply_draft(article, changed)
    assert "Anders gesagt" in client.get(path).content.decode()


def test_it_is_the_page_readers_will_see_but_for_its_head_and_a_bar(client):
    article = unpublished()
    shown = client.get(path_of(a_link(article))).content.decode()
    now = timezone.now()
    draft = drafts.replace(conversion.draft_of(article), status="ready", publish_at=now)
    article = conversion.apply_draft(article, draft)
    public = client.get(article.get_absolute_url()).content.decode()

    def body(page):
        found = re.search(r'<article class="report">.*</article>', page, re.DOTALL)
        # The moment of publication is not the same one.
        return re.sub(r"<time.*?</time>", "", found[0])

    assert body(shown) == body(public)
    assert "not-published" in shown
    assert "not-published" not in public


def test_it_is_private_and_tells_nobody_where_it_is(client):
    response = client.get(path_of(a_link(unpublished())))
    page = response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex, nofollow" in response["X-Robots-Tag"]
    assert not {"xkey", "ETag", "Last-Modified", "Set-Cookie"} & set(response.headers)
    assert "noindex, nofollow" in page
    for trace in ("og:image", "og:title", "application/ld+json", "canonical"):
        assert trace not in page


def test_an_embargo_is_told(client):
    until = timezone.now() + timedelta(days=2)
    page = client.get(path_of(a_link(unpublished(embargo_until=until)))).content.decode()
    assert f"{timezone.localtime(until):%H:%M}" in page


def dead_links():
    """{what: path} of links that lead nowhere, each for its own reason."""
    now = timezone.now()
    expired, revoked, deleted, binned, withdrawn, over = (a_link(unpublished()) for _n in range(6))
    PreviewLink.objects.filter(pk=expired.pk).update(expires_at=now - timedelta(seconds=1))
    preview_links.revoke(revoked.article, str(revoked.pk), by=make_user("editor"))
    paths = {"expired": path_of(expired), "revoked": path_of(revoked)}
    paths["deleted"] = path_of(deleted)
    conversion.delete_article(deleted.article)
    conversion.bin_article(binned.article)
    paths["binned"] = path_of(binned)
    conversion.withdraw(Article.objects.filter(pk=withdrawn.article.pk))
    paths["withdrawn"] = path_of(withdrawn)
    gone = drafts.replace(
        conversion.draft_of(over.article),
        status="ready",
        publish_at=now - timedelta(days=2),
        expires_at=now - timedelta(days=1),
    )
    conversion.apply_draft(over.article, gone)
    paths["expired article"] = path_of(over)
    good = preview_links.SIGNER.sign(a_link(unpublished()).pk.hex)
    paths["tampered"] = f"/vorschau/{good[:-1]}{'A' if good[-1] != 'A' else 'B'}/"
    paths["unsigned"] = f"/vorschau/{good.partition('.')[0]}/"
    other_salt = Signer(salt="something else", sep=".").sign(good.partition(".")[0])
    paths["signed for another purpose"] = f"/vorschau/{other_salt}/"
    paths["no uid"] = f"/vorschau/{preview_links.SIGNER.sign('1')}/"
    return paths


def test_every_dead_link_answers_the_same_bytes(client):
    answers = {
        what: (response.status_code, response.content, response["Cache-Control"])
        for what, path in dead_links().items()
        for response in [client.get(path)]
    }
    assert len(answers) == 10
    assert len(set(answers.values())) == 1
    assert answers["revoked"][0] == 404


def test_once_it_is_out_the_link_leads_to_it(client):
    article = unpublished()
    path = path_of(a_link(article))
    draft = drafts.replace(conversion.draft_of(article), status="ready", publish_at=timezone.now())
    article = conversion.apply_draft(article, draft)
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (302, article.get_absolute_url())
    assert response["Cache-Control"] == "private, no-store"


def test_looking_changes_nothing_and_asks_a_few_queries(client, django_assert_max_num_queries):
    path = path_of(a_link(unpublished()))
    client.get(path)
    with django_assert_max_num_queries(10):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("days", preview_links.DAYS)
def test_a_link_is_made_listed_and_ended_at_the_desk(client, days):
    editor = make_user("editor")
    client.force_login(editor)
    article = unpublished()
    url = reverse("admin:article_preview_links", args=[article.pk])
    assert client.post(url, {"make": "1", "label": "Anwältin", "days": days}).status_code == 302
    link = PreviewLink.objects.get()
    assert (link.label, link.by) == ("Anwältin", editor)
    assert (link.expires_at - link.created_at).days in (days, days - 1)
    page = client.get(url).content.decode()
    address = preview_links.address(link)
    assert address.startswith("http://localhost:8000/vorschau/")
    assert address in page
    assert client.get(path_of(link)).status_code == 200
    client.post(url, {"revoke": str(link.pk)})
    assert client.get(path_of(link)).status_code == 404
    assert address not in client.get(url).content.decode()
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == ["share_preview", "revoke_preview"]


@pytest.mark.parametrize("fields", [{"label": "", "days": 3}, {"label": "X", "days": 400}, {}])
def test_a_link_needs_a_name_and_one_of_the_terms(client, fields):
    client.force_login(make_user("editor"))
    url = reverse("admin:article_preview_links", args=[unpublished().pk])
    assert client.post(url, fields | {"make": "1"}).status_code == 200
    assert not PreviewLink.objects.exists()


def test_nobody_ends_a_link_of_another_article(client):
    client.force_login(make_user("editor"))
    link, other = a_link(unpublished()), unpublished()
    url = reverse("admin:article_preview_links", args=[other.pk])
    client.post(url, {"revoke": str(link.pk)})
    client.post(url, {"revoke": "nonsense"})
    assert client.get(path_of(link)).status_code == 200


def test_what_is_out_or_withdrawn_gets_no_link(client):
    client.force_login(make_user("desk_head"))
    article = make_article(**ready_fields())
    url = reverse("admin:article_preview_links", args=[article.pk])
    client.post(url, {"make": "1", "label": "X", "days": 3})
    conversion.withdraw(Article.objects.all())
    client.post(url, {"make": "1", "label": "X", "days": 3})
    assert not PreviewLink.objects.exists()
