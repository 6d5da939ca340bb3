"""Which files the database names, and which go because nobody owns them."""

import os
import time
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as site
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.db.models import FileField

from newsroom import stored_files
from submissions import uploads
from submissions.models import Attachment
from tests.builders import make_image
from tests.submissions.sent import make_submission


def test_every_file_field_is_among_the_columns_that_name_files():
    found = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, FileField)
    }
    assert found <= {each for columns in stored_files.COLUMNS.values() for each in columns}


def make_old(path):
    long_ago = time.time() - stored_files.YOUNG - 60
    os.utime(path, (long_ago, long_ago))


@pytest.mark.django_db
def test_files_that_nobody_owns_go_after_a_day_and_no_other(tmp_path):
    image = make_image()
    attachment = uploads.store(b"sent")
    Attachment.objects.create(
        submission=make_submission(), position=0, file=attachment, rights_text="Meins."
    )
    orphan, young = uploads.store(b"left by a killed process"), uploads.store(b"just coming in")
    cut = default_storage.save(
        "renditions/aa/aaaaaaaa-0000-4000-8000-000000000000/1-wide-400.jpg", ContentFile(b"x")
    )
    for root in (site.MEDIA_ROOT, site.PRIVATE_ROOT):
        for path in Path(root).rglob("*.jpg"):
            if path.name not in young:
                make_old(path)
    assert stored_files.remove_orphans() == 2
    private = storages["private"]
    assert not private.exists(orphan)
    assert not default_storage.exists(cut)
    assert all(private.exists(name) for name in (attachment, young))
    assert default_storage.exists(image.file.name)
    assert stored_files.remove_orphans() == 0
