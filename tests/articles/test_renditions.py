"""Renditions of earlier versions go, but not before pages that name them have gone."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import drafts, pictures, renditions
from articles.models import Image
from tests.builders import make_article, make_image, picture_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved():
    """A picture whose focal point was moved after its renditions had been made."""
    image = pictures.store(picture_bytes(160, 100), credit="Kern")
    make_article(lead_picture=drafts.LeadPicture(image=image.pk))
    renditions.make_renditions(uid=str(image.uid))
    Image.objects.filter(pk=image.pk).update(focal_x=0.1)
    renditions.make_renditions(uid=str(image.uid))
    return Image.objects.get(pk=image.pk)


def versions_of(image):
    folder = Image.rendition_name(image.uid, "", "", "", "").rpartition("/")[0]
    return {name.partition("-")[0] for name in default_storage.listdir(folder)[1]}


def test_old_files_are_removed_days_later(moved):
    assert len(versions_of(moved)) == 2
    job = ProcrastinateJob.objects.get(task_name="remove_old_renditions")
    assert job.scheduled_at > timezone.now() + timedelta(days=1)
    for _time in range(2):
        renditions.remove_old_files(uid=str(moved.uid))
    assert versions_of(moved) == {moved.renditions["version"]}


def test_pages_are_called_back_when_the_new_crops_are_there(moved):
    purges = ProcrastinateJob.objects.filter(task_name="purge").order_by("id")
    article = moved.lead_articles.get()
    assert f"article-{article.pk}" in purges.last().args["keys"]


def test_all_files_go_with_the_picture(moved):
    uid, lead = str(moved.uid), moved.lead_articles.get()
    type(lead).objects.filter(pk=lead.pk).update(lead_picture=None)
    moved.delete()
    renditions.remove_old_files(uid=uid)
    assert versions_of(Image(uid=uid)) == set()


def test_a_picture_without_any_file_has_nothing_to_remove():
    renditions.remove_old_files(uid=str(make_image().uid))
