"""The files beside a JSON Lines file: pictures and documents, in its folder and nowhere else."""

import hashlib
import os
import tempfile
from pathlib import Path, PurePosixPath

from django.core.exceptions import ValidationError

from articles import documents, pictures, renditions
from articles.interchange import Use, identity
from articles.models import Document, Image


class FileRefused(Exception):
    """A file that a line names and import does not take; the message says which and why."""


def read_beside(folder, path, limit):
    """The bytes of a file inside the folder, at most `limit` of them.

    Raises FileRefused for a path that leads out of the folder (absolute, "..", by a symbolic
    link), for what is no file, and for what cannot be read.
    """
    parts = PurePosixPath(path).parts
    if "\\" in path or "\0" in path or ".." in parts or path.startswith("/"):
        raise FileRefused(f"{path!r} leads out of the folder of the lines")
    try:
        home = Path(folder).resolve(strict=True)
        found = home.joinpath(*parts).resolve(strict=True)
        if not found.is_relative_to(home):
            raise FileRefused(f"{path!r} leads out of the folder of the lines")
        if not found.is_file():
            raise FileRefused(f"{path!r} is no file")
        if found.stat().st_size > limit:
            raise FileRefused(f"{path!r} has more than {limit // 1024 // 1024} megabytes")
        return found.read_bytes()
    except OSError as error:
        raise FileRefused(f"{path!r} cannot be read: {error.strerror or error}") from error


def take_picture(record, folder, written):
    """The picture a line names, as its Use in the article, and whether its record changed.

    A record the line names by uid is made to say what the line says. Without a uid the file's
    content and the rights decide: the same photograph by the same photographer is one record,
    and another caption is the article's own. Names of files that were stored go into `written`.
    Raises FileRefused.
    """
    original = read_beside(folder, record.path, pictures.MAX_BYTES)
    digest = hashlib.sha256(original).hexdigest()
    try:
        if record.uid is not None:
            image = Image.objects.filter(pk=record.uid).first()
            if image is None or digest not in (image.digest, _digest_of(image.file)):
                image = pictures.store(original, image, uid=record.uid, **record.values)
                written.append(image.file)
                return Use(image.pk), True
            return Use(image.pk), _revise(image, record.values)
        image = _known_picture(digest, record)
        if image is None:
            uid = _uid_by_content(digest, record)
            image = pictures.store(original, uid=uid, **record.values)
            written.append(image.file)
    except ValidationError as error:
        raise FileRefused(f"picture {record.path!r}: {in_one_line(error)}") from error
    here = {
        name: record.values[name]
        for name in ("caption", "alt")
        if record.values.get(name, "") not in ("", getattr(image, name))
    }
    return Use(image.pk, **here), False


def take_document(record, folder, written):
    """The file a line names, as its uid, and whether its record changed. Raises FileRefused."""
    original = read_beside(folder, record.path, documents.MAX_BYTES)
    digest = hashlib.sha256(original).hexdigest()
    values = {"title": PurePosixPath(record.path).stem[:200], **record.values}
    uid = record.uid or identity(f"{digest} {values['title']}", "document content")
    try:
        document = Document.objects.filter(pk=uid).first()
        if document is None or document.digest != digest:
            document = documents.store(original, record.path, document, uid=uid, **values)
            written.append(document.file)
            return document.pk, True
        return document.pk, _revise(document, record.values)
    except ValidationError as error:
        raise FileRefused(f"file {record.path!r}: {in_one_line(error)}") from error


def _known_picture(digest, record):
    """The record made from this very file with these rights, or one that says the same."""
    made = Image.objects.filter(pk=_uid_by_content(digest, record)).first()
    if made is not None:
        return made
    rights = {name: record.values[name] for name in _RIGHTS if name in record.values}
    return Image.objects.filter(digest=digest, **rights).order_by("created_at", "uid").first()


_RIGHTS = ("credit", "licence", "rights_until")


def _uid_by_content(digest, record):
    rights = [str(record.values.get(name) or "") for name in _RIGHTS]
    return identity("\n".join([digest, *rights]), "picture content")


def _digest_of(file):
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def _revise(row, values):
    """Make the record say what the line says of it; whether that was something new."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if not changed:
        return False
    for name in changed:
        setattr(row, name, values[name])
    row.clean_fields(exclude=["file"])
    row.save(update_fields=changed)
    if isinstance(row, Image):
        renditions.defer(row)
    return True


def in_one_line(error):
    """The messages of a ValidationError in one line, each with its field."""
    if hasattr(error, "error_dict"):
        pairs = error.message_dict.items()
        return "; ".join(f"{name}: {' '.join(messages)}" for name, messages in pairs)
    return " ".join(error.messages)


def write_beside(folder, path, file):
    """Copy a stored file into the folder, whole or not at all. Raises OSError."""
    target = Path(folder, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    with file.open("rb") as stream:
        content = stream.read()
    if target.is_file() and target.read_bytes() == content:
        return
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
