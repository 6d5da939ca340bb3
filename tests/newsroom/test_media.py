"""Pictures and files for readers."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles import renditions
from tests.builders import make_image

pytestmark = pytest.mark.django_db


def fetch(client, path):
    """The answer, read to its end and closed as a web server does."""
    response = client.get(path)
    response.getvalue()
    response.close()
    return response


def test_a_rendition_may_be_kept_for_ever_and_can_run_nothing(client):
    image = make_image()
    renditions.make_renditions(uid=str(image.uid))
    image.refresh_from_db()
    response = fetch(client, image.rendition_url("card", 320, "avif"))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/avif"
    assert "immutable" in response["Cache-Control"]
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_document_is_a_download(client):
    default_storage.save("files/plan.pdf", ContentFile(b"%PDF-1.4"))
    response = fetch(client, "/media/files/plan.pdf")
    assert response["Content-Disposition"] == "attachment"


@pytest.mark.parametrize(
    "path",
    [
        "secret.txt",
        "../settings.py",
        "files/../../x",
        "pictures/none.jpg",
        f"pictures/{'ä' * 300}.jpg",
        f"pictures/{'a/' * 3000}",
    ],
    ids=["beside", "above", "above again", "unknown", "long name", "long path"],
)
def test_nothing_else_is_given_out(client, path):
    default_storage.save("secret.txt", ContentFile(b"geheim"))
    assert fetch(client, f"/media/{path}").status_code == 404
