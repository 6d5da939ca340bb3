"""Pictures and files for readers, where no web server in front gives them out itself."""

import contextlib
import errno
import os

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.http import Http404
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe
from django.views.static import serve

#: Folders readers may fetch from, and for how long a copy is good (seconds).
FOLDERS = {
    "renditions": 31_536_000,  # Names carry a version.
    "pictures": 3600,
    "files": 3600,
    "logos": 31_536_000,  # Names carry a digest.
}


class WholeFiles(FileSystemStorage):
    """Files are there whole or not at all: a full disk leaves no half of one."""

    def _save(self, name, content):
        if self.exists(name):
            return super()._save(name, content)  # It finds another name.
        try:
            return super()._save(name, content)
        except OSError:
            with contextlib.suppress(OSError):
                if self.size(name) < content.size:
                    self.delete(name)
            raise


class PrivateStorage(WholeFiles):
    """Files only the desk may see; they have no address. Each view that gives one out asks who."""

    @property
    def base_location(self):
        return settings.PRIVATE_ROOT

    @property
    def location(self):
        return os.path.abspath(settings.PRIVATE_ROOT)

    def url(self, name):
        raise ValueError("A private file has no address.")


@require_safe
@csp_override({"default-src": [CSP.NONE], "sandbox": True})
def media(request, path):
    """One file of the media folder; it can run nothing, and documents are downloads."""
    folder = path.partition("/")[0]
    if folder not in FOLDERS or ".." in path:
        raise Http404
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise Http404 from error
        raise
    immutable = ", immutable" if folder == "renditions" else ""
    response.headers["Cache-Control"] = f"public, max-age={FOLDERS[folder]}{immutable}"
    if folder == "files":
        response.headers["Content-Disposition"] = "attachment"
    return response
