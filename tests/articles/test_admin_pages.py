"""What stands beside the article's form: preview, versions, links, pictures, files, the log."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as PillowImage
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import drafts
from articles.admin.images import DOCUMENT_TYPES
from articles.german.folding import fold
from articles.models import (
    AuditEntry,
    Document,
    Image,
    NavigationEntry,
    StaticPage,
    Topic,
    TopicSynonym,
)
from tests.articles.desk import form_of, save
from tests.builders import (
    make_article,
    make_image,
    make_region,
    make_speaker,
    make_user,
    picture_bytes,
)

pytestmark = pytest.mark.django_db
PREVIEW = "/admin/articles/article/preview/"


@pytest.fixture
def chief(client):
    """The client of a desk head."""
    client.force_login(make_user("desk_head"))
    return client


# --- Links --------------------------------------------------------------------------------------


def test_links_to_own_articles_are_found_by_headline(chief):
    article = make_article("Die Rheinbrücke ist frei")
    make_article("Anderes")
    found = chief.get("/admin/articles/article/links/?term=rheinbr").json()["results"]
    assert [one["path"] for one in found] == [article.get_absolute_url()]


def test_links_never_tell_of_drafts_one_may_not_see(client):
    make_article("Streng geheim", status="draft")
    client.force_login(make_user("author"))
    assert client.get("/admin/articles/article/links/?term=geheim").json()["results"] == []


def test_places_are_found_by_town_and_quarter_and_told_apart(chief):
    make_region()
    question = "app_label=articles&model_name=articleplace&field_name=tag&term=altr"
    (found,) = chief.get(f"/admin/autocomplete/?{question}").json()["results"]
    assert found["text"] == "Altrip"
    assert "Rhein-Pfalz-Kreis" in found["note"]


# --- Pictures and files -------------------------------------------------------------------------


def picture_form(client, **changed):
    fields = form_of(client, "/admin/articles/image/add/?_popup=1")
    fields.pop("_popup", None)
    return fields | changed


def test_a_picture_is_cleaned_and_stored(chief):
    exif = PillowImage.Exif()
    exif[0x010E] = "geheimer Ort"
    upload = SimpleUploadedFile("x.jpg", picture_bytes(exif=exif))
    fields = picture_form(chief, upload=upload, credit="Foto: Kern", alt="Eine Brücke")
    assert save(chief, "/admin/articles/image/add/", fields).status_code == 302
    image = Image.objects.get()
    assert (image.width, image.height) == (1600, 1000)
    with image.file.open() as stream:
        assert b"geheimer Ort" not in stream.read()


def test_a_picture_with_a_forgotten_credit_need_not_be_chosen_again(chief):
    upload = SimpleUploadedFile("x.jpg", picture_bytes())
    fields = picture_form(chief, upload=upload, credit="", alt="Eine Brücke")
    response = save(chief, "/admin/articles/image/add/", fields)
    form = response.context["adminform"].form
    assert set(form.errors) == {"credit"}
    again = picture_form(chief, credit="Foto: Kern", alt="Eine Brücke")
    again["waiting"] = form["waiting"].value()
    assert save(chief, "/admin/articles/image/add/", again).status_code == 302
    assert Image.objects.get().width == 1600


@pytest.mark.parametrize("waiting", ["", "../../etc/passwd", "Immx:abc"], ids=["none", "path", "x"])
def test_a_forged_token_is_no_picture(chief, waiting):
    fields = picture_form(chief, credit="Foto: Kern", waiting=waiting)
    response = save(chief, "/admin/articles/image/add/", fields)
    assert set(response.context["adminform"].form.errors) == {"upload"}


def test_what_is_no_picture_is_refused_at_the_field(chief):
    upload = SimpleUploadedFile("x.jpg", b"<svg onload=alert(1)>")
    fields = picture_form(chief, upload=upload, credit="Foto: Kern")
    response = save(chief, "/admin/articles/image/add/", fields)
    assert set(response.context["adminform"].form.errors) == {"upload"}
    assert not Image.objects.exists()


def test_words_about_a_picture_change_without_a_new_file(chief):
    image = make_image()
    url = f"/admin/articles/image/{image.pk}/change/"
    save(chief, url, form_of(chief, url) | {"alt": ["Zwei Brücken"]})
    image.refresh_from_db()
    assert image.alt == "Zwei Brücken"
    assert image.file.size


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.html", b"<script>"),
        ("x.svg", b"<svg>"),
        ("x.pdf", b"<html>"),
        ("x.pdf.exe", b"MZ"),
        ("x.csv", b"a;b\0c"),
    ],
    ids=["html", "svg", "false-pdf", "exe", "binary-csv"],
)
def test_files_that_could_harm_readers_are_refused(chief, name, content):
    fields = {"title": "Plan", "file": io.BytesIO(content)}
    fields["file"].name = name
    response = save(chief, "/admin/articles/document/add/", fields)
    assert set(response.context["adminform"].form.errors) == {"file"}
    assert not Document.objects.exists()


@pytest.mark.parametrize("suffix", sorted(DOCUMENT_TYPES))
def test_the_usual_files_are_taken(chief, suffix):
    content = DOCUMENT_TYPES[suffix] + b" text"
    fields = {"title": "Plan", "file": SimpleUploadedFile(f"Plan.{suffix.upper()}", content)}
    assert save(chief, "/admin/articles/document/add/", fields).status_code == 302
    document = Document.objects.get()
    assert document.size == len(content)
    assert document.file.name.endswith(f"{document.uid}.{suffix}")


# --- Every admin page opens ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "model",
    [
        "article",
        "auditentry",
        "author",
        "document",
        "image",
        "navigationentry",
        "place",
        "source",
        "speaker",
        "staticpage",
        "story",
        "topic",
    ],
)
def test_lists_and_forms_open(chief, model):
    make_region()
    article = make_article(
        places=["07338001"],
        topics=["Verkehr"],
        authors=["Anna Kern"],
        source="Stadt",
        chapter=drafts.Chapter(story="brand", title="Brand"),
    )
    make_speaker()
    make_image()
    StaticPage.objects.create(title="Datenschutz", html="<p>x</p>")
    NavigationEntry.objects.create(path="/videos/", title="Videos")
    assert AuditEntry.objects.filter(key=str(article.pk)).exists()
    page = chief.get(f"/admin/articles/{model}/?q=a")
    assert page.status_code == 200
    page = chief.get(f"/admin/articles/{model}/")
    rows = page.context["cl"].result_list
    for row in list(rows)[:1]:
        assert chief.get(f"/admin/articles/{model}/{row.pk}/change/").status_code == 200


def test_the_log_can_only_be_read(chief):
    make_article()
    entry = AuditEntry.objects.first()
    url = f"/admin/articles/auditentry/{entry.pk}/"
    assert chief.post(f"{url}change/", {"verb": "nothing"}).status_code == 403
    assert chief.post(f"{url}delete/", {"post": "yes"}).status_code == 403
    assert chief.get("/admin/articles/auditentry/add/").status_code == 403


def test_a_changed_static_page_is_audited_and_purged(chief):
    page = StaticPage.objects.create(title="Datenschutz", html="<p>x</p>")
    url = f"/admin/articles/staticpage/{page.pk}/change/"
    save(chief, url, form_of(chief, url) | {"title": ["Ihre Daten"]})
    page.refresh_from_db()
    assert page.title == "Ihre Daten"
    assert AuditEntry.objects.filter(kind="articles.staticpage", verb="edit").exists()


def test_a_speaker_s_new_name_calls_the_speaker_s_pages_back(chief):
    speaker = make_speaker("Eva Beispiel")
    url = f"/admin/articles/speaker/{speaker.pk}/change/"
    save(chief, url, form_of(chief, url) | {"name": ["Eva Muster"]})
    job = ProcrastinateJob.objects.filter(task_name="purge").first()
    assert job.args["keys"] == [f"speaker-{speaker.pk}"]
    assert AuditEntry.objects.get(kind="articles.speaker").details["fields"] == ["name"]


# --- Names that are taken -------------------------------------------------------------------------

TOPICS = "/admin/articles/topic/"


def topic_with(chief, topic, name, *synonyms):
    """Post the form of a topic (None: a new one) with these new synonyms; the response."""
    url = f"{TOPICS}{topic.pk}/change/" if topic else f"{TOPICS}add/"
    fields = form_of(chief, url) | {"name": [name], "slug": ["eine-adresse"]}
    fields["synonyms-TOTAL_FORMS"] = [str(len(synonyms))]
    for number, synonym in enumerate(synonyms):
        fields[f"synonyms-{number}-name"] = [synonym]
        fields[f"synonyms-{number}-topic"] = [str(topic.pk) if topic else ""]
    return save(chief, url, fields)


@pytest.mark.parametrize("name", ["Verkehr", "VERKEHR", "ver-kehr", "Straßen", "strassen", "?!"])
@pytest.mark.parametrize("is_new", [True, False])
def test_a_topic_does_not_take_the_name_or_synonym_of_another(chief, name, is_new):
    TopicSynonym.objects.create(topic=Topic.objects.create(name="Verkehr"), name="Straßen")
    topic = None if is_new else Topic.objects.create(name="Rhein")
    if name == "ver-kehr":
        assert fold(name) != fold("Verkehr")  # Another word, so another topic.
        assert topic_with(chief, topic, name).status_code == 302
        return
    answer = topic_with(chief, topic, name)
    assert answer.status_code == 200
    [message] = answer.context["adminform"].form.errors["name"]
    assert ("Verkehr" in message) == (name != "?!")
    assert name in answer.content.decode()
    assert Topic.objects.count() == (1 if is_new else 2)


@pytest.mark.parametrize(
    "synonyms", [["Verkehr"], ["Straßen"], ["Fluss", "FLUSS"], ["Strom", "Fluss", "fluss"], ["?"]]
)
def test_a_synonym_stands_at_one_topic_once(chief, synonyms):
    TopicSynonym.objects.create(topic=Topic.objects.create(name="Verkehr"), name="Straßen")
    rhine = Topic.objects.create(name="Rhein")
    answer = topic_with(chief, rhine, "Rhein", *synonyms)
    assert answer.status_code == 200
    [inline] = answer.context["inline_admin_formsets"]
    assert [list(row) for row in inline.formset.errors if row] == [["name"]]
    assert not rhine.synonyms.exists()


def test_a_topic_keeps_its_own_name_and_takes_new_synonyms(chief):
    rhine = Topic.objects.create(name="Rhein")
    assert topic_with(chief, rhine, "RHEIN", "Strom", "Fluss").status_code == 302
    assert {each.name for each in rhine.synonyms.all()} == {"Strom", "Fluss"}
