"""The picture desk: many files at once, each with its words, through the admin's own addresses."""

import io
import json
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image as PillowImage

from articles import drafts
from articles.models import AuditEntry, Image
from newsroom.paper import Pictures
from tests.articles.hostile_pictures import (
    SECRET,
    drawn,
    encoded,
    files,
    iptc,
    shapes,
    talkative_jpeg,
    with_segments,
    xmp,
)
from tests.builders import make_article, make_image, make_user, picture_bytes

pytestmark = pytest.mark.django_db

DESK, UPLOAD = "/admin/articles/image/desk/", "/admin/articles/image/upload/"


def client_of(*roles):
    client = Client()
    client.force_login(make_user(*roles))
    return client


@pytest.fixture
def desk():
    return client_of("editor")


def file_of(content, name="bild.jpg"):
    return SimpleUploadedFile(name, content)


def sent(client, content, name="bild.jpg"):
    """The answer to one file, as a dict, and its status."""
    response = client.post(UPLOAD, {"file": file_of(content, name)})
    return response.json(), response.status_code


def save(client, *cards, shared=None, **headers):
    """Post cards ({field: value}, each with its token) as the page does."""
    fields = {"card-TOTAL_FORMS": len(cards), "card-INITIAL_FORMS": 0, "_save": "x"}
    fields |= {f"shared-{name}": value for name, value in (shared or {}).items()}
    for number, card in enumerate(cards):
        fields |= {f"card-{number}-{name}": value for name, value in card.items()}
    return client.post(DESK, fields, headers=headers)


def keep_originals(settings):
    object.__setattr__(settings.PAPER, "pictures", Pictures(keep_originals=True))


@pytest.fixture
def originals_kept():
    before = django_settings.PAPER.pictures
    keep_originals(django_settings)
    yield
    object.__setattr__(django_settings.PAPER, "pictures", before)


# --- What comes in --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(files()))
def test_a_hostile_file_is_kept_clean_or_refused_with_a_reason(
    desk, name, settings, django_capture_on_commit_callbacks
):
    content, is_kept = files()[name]
    answer, status = sent(desk, content, name)
    if not is_kept:
        assert status == 422
        assert answer["error"]
        assert not Image.objects.exists()
        return
    assert status == 200
    with django_capture_on_commit_callbacks(execute=True):
        saved = save(desk, {"token": answer["token"], "credit": "Foto: Kern"})
    assert saved.status_code == 302
    image = Image.objects.get()
    with image.file.open() as stream:
        kept = stream.read()
    assert SECRET not in kept
    with PillowImage.open(io.BytesIO(kept)) as picture:
        assert (picture.format, max(picture.size) <= 1600) == ("JPEG", True)
        assert not picture.getexif()
    # Neither the media folder nor the private one holds anything else.
    left = [path for root in (settings.MEDIA_ROOT, settings.PRIVATE_ROOT)
            for path in root.rglob("*") if path.is_file()]  # fmt: skip
    assert [path.read_bytes() for path in left] == [kept]


@pytest.mark.parametrize(
    ("kind", "word"), [(b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"), (b"<svg/>", "SVG"), (b"BM", "BMP")]
)
def test_a_foreign_kind_of_file_is_called_by_its_name(desk, kind, word):
    answer, status = sent(desk, kind + b"\0" * 60)
    assert status == 422
    assert word in answer["error"]


def test_what_the_file_says_is_proposed(desk):
    said = xmp('<rdf:Description core:AltTextAccessibility="Ein Schiff am Ufer"/>')
    jpeg = with_segments(
        picture_bytes(),
        said,
        iptc(_120="Die Fähre legt an.", _80="Ada Lenz", _110="Agentur Neckar", _116="© Neckar",
             _55="20260502", _60="140311+0200"),
    )  # fmt: skip
    card = sent(desk, jpeg)[0]["card"]
    for words in ("Die Fähre legt an.", "Ein Schiff am Ufer", "Ada Lenz / Agentur Neckar",
                  "© Neckar", "2026-05-02T14:03"):  # fmt: skip
        assert words in card


def test_hostile_words_in_a_file_are_only_words(desk):
    card = sent(desk, with_segments(picture_bytes(), iptc(_120="</textarea><script>1")))[0]["card"]
    assert "<script>" not in card
    assert "&lt;script&gt;" in card


def test_a_picture_without_a_credit_waits_and_nothing_typed_is_lost(desk):
    token = sent(desk, picture_bytes())[0]["token"]
    page = save(desk, {"token": token, "alt": "Zwei Störche"})
    assert page.status_code == 200
    assert not Image.objects.exists()
    content = page.content.decode()
    assert "Zwei Störche" in content
    assert token in content
    assert "has-errors" in content
    assert save(desk, {"token": token, "alt": "Zwei Störche", "credit": "Kern"}).status_code == 302
    assert Image.objects.get().alt == "Zwei Störche"


def test_one_card_with_an_error_does_not_hold_up_the_others(desk):
    tokens = [sent(desk, picture_bytes(colour=colour))[0]["token"] for colour in ("red", "blue")]
    cards = [{"token": tokens[0], "credit": "Kern"}, {"token": tokens[1]}]
    page = save(desk, *cards)
    assert Image.objects.get().credit == "Kern"
    assert tokens[0] not in page.content.decode().replace("card-0-token", "")
    assert [card["token"].value() for card in page.context["cards"].left()] == [tokens[1]]


def test_shared_words_go_where_a_card_has_none(desk):
    tokens = [sent(desk, picture_bytes(colour=colour))[0]["token"] for colour in ("red", "blue")]
    cards = [{"token": tokens[0], "credit": "Kern"}, {"token": tokens[1]}]
    shared = {"credit": "Foto: Lenz", "licence": "nur online", "rights_until": "2027-01-31T00:00"}
    assert save(desk, *cards, shared=shared).status_code == 302
    assert set(Image.objects.values_list("credit", "licence")) == {
        ("Kern", "nur online"),
        ("Foto: Lenz", "nur online"),
    }
    ends = timezone.localtime(Image.objects.first().rights_until)
    assert (ends.year, ends.month, ends.hour) == (2027, 1, 0)


def test_a_card_that_was_left_out_is_not_kept(desk):
    token = sent(desk, picture_bytes())[0]["token"]
    save(desk, {"token": token, "credit": "Kern", "DELETE": "on"})
    assert not Image.objects.exists()


def test_without_a_script_many_files_become_cards_and_stay_with_those_there(desk):
    first = {"files": [file_of(picture_bytes()), file_of(b"<svg>", "zeichnung.svg")]}
    page = desk.post(DESK, first | {"card-TOTAL_FORMS": 0, "card-INITIAL_FORMS": 0, "_upload": ""})
    assert page.context["failures"][0][0] == "zeichnung.svg"
    (card,) = page.context["cards"].left()
    fields = {"card-TOTAL_FORMS": 1, "card-INITIAL_FORMS": 0, "card-0-token": card["token"].value(),
              "card-0-alt": "Eine Brücke", "_upload": ""}  # fmt: skip
    page = desk.post(DESK, fields | {"files": [file_of(picture_bytes(colour="blue"))]})
    cards = page.context["cards"].left()
    assert [each["alt"].value() for each in cards] == ["Eine Brücke", None]
    assert "has-errors" not in page.content.decode()
    assert not Image.objects.exists()


def test_the_window_over_an_article_is_told_what_was_kept(desk):
    token = sent(desk, picture_bytes())[0]["token"]
    refused = save(desk, {"token": token}, Accept="application/json")
    assert refused.status_code == 422
    assert token in refused.json()["cards"][0]
    kept = save(desk, {"token": token, "credit": "Kern"}, Accept="application/json")
    image = Image.objects.get()
    assert json.loads(kept.content)["saved"][0]["id"] == str(image.pk)


def test_what_was_added_is_audited_with_who_did_it(desk):
    token = sent(desk, picture_bytes())[0]["token"]
    save(desk, {"token": token, "credit": "Kern"})
    image = Image.objects.get()
    assert image.added_by == AuditEntry.objects.get(verb="create", key=str(image.pk)).by


# --- The same picture once more -------------------------------------------------------------------


def test_the_very_same_file_is_offered_from_what_is_there(desk):
    content = encoded(drawn(), "JPEG")
    save(desk, {"token": sent(desk, content)[0]["token"], "credit": "Kern", "caption": "Am Ufer"})
    there = Image.objects.get()
    answer = sent(desk, content)[0]
    assert "Am Ufer" in answer["card"]
    assert save(desk, {"token": answer["token"], "instead": there.pk}).status_code == 302
    assert Image.objects.get() == there


def test_a_smaller_copy_is_shown_beside_the_picture_it_looks_like(desk):
    photograph = shapes("one")
    save(desk, {"token": sent(desk, encoded(photograph, "JPEG"))[0]["token"], "credit": "A"})
    answer = sent(desk, encoded(photograph.resize((320, 240)), "PNG"))[0]
    assert str(Image.objects.get().pk) in answer["card"]
    save(desk, {"token": answer["token"], "credit": "B"})
    assert Image.objects.count() == 2


def test_other_pictures_are_not_taken_for_the_same(desk):
    make_image()
    for name in ("one", "two"):
        answer = sent(desk, encoded(shapes(name), "JPEG"))[0]
        assert "card-twin" not in answer["card"]
        save(desk, {"token": answer["token"], "credit": "A"})


# --- Who sees what --------------------------------------------------------------------------------


def test_a_waiting_picture_is_its_editors_alone(desk):
    token = sent(desk, picture_bytes())[0]["token"]
    address = reverse("admin:picture_waiting", args=[token])
    answer = desk.get(address)
    assert answer["Content-Type"] == "image/jpeg"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert client_of("desk_head").get(address).status_code == 404
    assert Client().get(address).status_code == 302
    stolen = save(client_of("editor"), {"token": token, "credit": "Dieb"})
    assert not Image.objects.exists()
    assert stolen.status_code == 200


def test_nothing_of_an_upload_is_kept_unless_the_paper_wants_it(desk, settings):
    token = sent(desk, talkative_jpeg())[0]["token"]
    save(desk, {"token": token, "credit": "Kern"})
    assert Image.objects.get().original == ""
    everything = [path.read_bytes() for root in (settings.MEDIA_ROOT, settings.PRIVATE_ROOT)
                  for path in root.rglob("*") if path.is_file()]  # fmt: skip
    assert not any(SECRET in content for content in everything)


@pytest.mark.usefixtures("originals_kept")
def test_a_kept_original_is_a_download_for_those_who_may_change_pictures(
    desk, django_capture_on_commit_callbacks
):
    content = talkative_jpeg()
    token = sent(desk, content)[0]["token"]
    with django_capture_on_commit_callbacks(execute=True):
        save(desk, {"token": token, "credit": "Kern", "caption": "Am Ufer"})
    image = Image.objects.get()
    address = reverse("admin:picture_original", args=[image.pk])
    answer = desk.get(address)
    assert b"".join(answer.streaming_content) == content
    assert answer["Content-Disposition"] == 'attachment; filename="am-ufer.jpeg"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert client_of("author").get(address).status_code == 403
    assert client_of("partner_manager").get(address).status_code == 403
    assert Client().get(address).status_code == 302
    assert Client().get(f"/media/{image.original}").status_code == 404
    # Replaced, the old upload goes; and nothing waits any more.
    private = storages["private"]
    assert private.listdir("waiting")[1] == []
    with django_capture_on_commit_callbacks(execute=True):
        change = reverse("admin:articles_image_change", args=[image.pk])
        fields = {"credit": "Kern", "focal_x": 0.5, "focal_y": 0.5}
        response = desk.post(change, fields | {"upload": file_of(picture_bytes())})
    assert response.status_code == 302
    assert not private.exists(image.original)
    image.refresh_from_db()
    assert private.exists(image.original)


def test_a_deleted_picture_leaves_no_file(django_capture_on_commit_callbacks):
    image = make_image()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client_of("desk_head").post(
            reverse("admin:articles_image_delete", args=[image.pk]), {"post": "yes"}
        )
    assert answer.status_code == 302
    assert not default_storage.exists(image.file.name)


# --- The list and the form ------------------------------------------------------------------------


def test_the_list_is_filtered_by_rights_and_use(desk):
    now = timezone.now()
    used = make_image(caption="benutzt", rights_until=now - timedelta(days=1))
    make_image(caption="bald", rights_until=now + timedelta(days=3))
    make_image(caption="offen")
    make_article(lead_picture=drafts.LeadPicture(image=used.pk))

    def shown(query):
        page = desk.get(f"/admin/articles/image/?{query}")
        return {row.caption for row in page.context["cl"].result_list}

    assert shown("rights=ended") == {"benutzt"}
    assert shown("rights=soon") == {"bald"}
    assert shown("use=none") == {"bald", "offen"}
    assert shown("") == {"benutzt", "bald", "offen"}


def test_a_picture_says_where_it_is_used_as_far_as_one_may_know():
    image = make_image()
    make_article("Öffentlich", lead_picture=drafts.LeadPicture(image=image.pk))
    hidden = make_article("Geheimer Entwurf", status="draft",
                          blocks=[drafts.Picture(image=image.pk)])  # fmt: skip
    address = reverse("admin:articles_image_change", args=[image.pk])
    whole = client_of("editor").get(address).content.decode()
    assert "Öffentlich" in whole
    assert reverse("admin:articles_article_change", args=[hidden.pk]) in whole
    part = client_of("author").get(address).content.decode()
    assert "Öffentlich" in part
    assert "Geheimer Entwurf" not in part


def test_the_list_asks_the_same_number_of_questions_for_one_picture_and_for_ten(
    desk, django_assert_max_num_queries
):
    def ask():
        with django_assert_max_num_queries(30) as asked:
            desk.get("/admin/articles/image/")
        return len(asked)

    first = make_image()
    make_article(lead_picture=drafts.LeadPicture(image=first.pk))
    ask()
    one = ask()
    for _number in range(9):
        make_article(lead_picture=drafts.LeadPicture(image=make_image().pk))
    assert ask() == one
