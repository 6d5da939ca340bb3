"""Fixtures: files in a folder of their own, logins, the browser."""

import pytest


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Uploads of a test go to its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
