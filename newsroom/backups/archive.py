"""An archive: a folder with the dump, the files, and a manifest that knows every sum.

    database.dump              pg_dump's custom format
    media/… private/…          files as they lay in MEDIA_ROOT and PRIVATE_ROOT
    erasures.jsonl             who was erased until then (numbers, no names)
    manifest.json              sizes and SHA-256 of all of these, rows and sums of all tables
    manifest.sha256            the sum of the manifest; `sha256sum -c manifest.sha256` reads it

It is written below another name and renamed when it is whole. Files that have not changed since
the archive before are hard links: each archive is complete alone, and deleting one harms no other.
"""

import contextlib
import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from newsroom.backups import Failed

FORMAT = 1
MANIFEST, MANIFEST_SUM = "manifest.json", "manifest.sha256"
DUMP, LEDGER = "database.dump", "erasures.jsonl"
TREES = ("media", "private")
UNFINISHED = ".unfinished-"
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Archive:
    """A folder and what its manifest says."""

    path: Path
    manifest: dict

    @property
    def dump(self):
        return self.path / DUMP

    @property
    def files(self):
        """{path inside the archive: {"size", "sha256", "changed" (ns)}}"""
        return self.manifest["files"]


# --- Reading ------------------------------------------------------------------------------------


def read(path):
    """The archive in a folder, its manifest proved but nothing else; raises Failed."""
    path = Path(path)
    try:
        raw = (path / MANIFEST).read_bytes()
        said = (path / MANIFEST_SUM).read_text("ascii").split()
    except (OSError, UnicodeDecodeError):
        raise Failed(
            f"{path} is no archive: manifest.json or manifest.sha256 is missing."
        ) from None
    if said[:1] != [hashlib.sha256(raw).hexdigest()]:
        raise Failed(f"{path} is damaged: manifest.json is not what was written.")
    try:
        manifest = json.loads(raw)
        version = manifest["format"]
        if version == FORMAT and not _is_whole(manifest):
            raise ValueError
    except (ValueError, KeyError, TypeError):
        raise Failed(f"{path} is damaged: manifest.json cannot be read.") from None
    if version != FORMAT:
        raise Failed(f"{path} has format {version}; this version reads format {FORMAT}.")
    return Archive(path, manifest)


def _is_whole(manifest):
    """Whether a manifest has what reading it needs; whoever made it may be anybody."""
    files, known = manifest["files"], ("size", "sha256", "changed")
    return (
        isinstance(files, dict)
        and all(isinstance(said, dict) and all(key in said for key in known)
                and isinstance(said["size"], int) for said in files.values())
        and isinstance(manifest["database"], dict)
        and isinstance(manifest["migrations"], list)
        and {"tools", "version", "verified_at"} <= manifest.keys()
        and isinstance(manifest["made_at"], str)
    )  # fmt: skip


def check(path):
    """The archive in a folder with every file compared; raises Failed, naming the first fault."""
    archive = read(path)
    for fault in faults(archive):
        raise Failed(f"{archive.path} is damaged: {fault}.")
    return archive


def faults(archive):
    """What is wrong with the files of an archive, one sentence each."""
    there = {name for name, _status in walk(archive.path)} - {MANIFEST, MANIFEST_SUM}
    if missing := sorted(archive.files.keys() - there):
        yield f"{missing[0]} is missing" + _further(missing)
    if strange := sorted(there - archive.files.keys()):
        yield f"{strange[0]} does not belong to it" + _further(strange)
    for name in sorted(there & archive.files.keys()):
        if fault := fault_of(archive, name):
            yield fault


def fault_of(archive, name):
    """What is wrong with one file of an archive, or an empty text."""
    said, path = archive.files[name], archive.path / name
    try:
        if (size := path.stat().st_size) != said["size"]:
            return f"{name} has {size} bytes in place of {said['size']}"
        if sum_of(path) != said["sha256"]:
            return f"{name} is not what was written"
    except OSError as error:
        return f"{name} cannot be read ({error.strerror})"
    return ""


def _further(names):
    return f" (and {len(names) - 1} more)" if len(names) > 1 else ""


def walk(folder):
    """(path inside the folder with slashes, its status) of all plain files; links are left out."""
    folders = [Path(folder)]
    while folders:
        try:
            entries = sorted(os.scandir(folders.pop()), key=lambda each: each.name)
        except FileNotFoundError:
            continue
        for entry in entries:
            with contextlib.suppress(FileNotFoundError):
                if entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry.path))
                elif entry.is_file(follow_symlinks=False):
                    name = Path(entry.path).relative_to(folder).as_posix()
                    yield name, entry.stat(follow_symlinks=False)


def sum_of(path):
    """The SHA-256 of a file, in hexadecimal."""
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


# --- Writing ------------------------------------------------------------------------------------


def copy(source, target):
    """Copy a file with its time and mode down to the disk; returns size, sum and time of change.

    Raises FileNotFoundError if the source is gone."""
    digest, size = hashlib.sha256(), 0
    with open(source, "rb") as stream:
        status = os.fstat(stream.fileno())
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(target, "wb") as written:
            while piece := stream.read(PIECE):
                digest.update(piece)
                size += written.write(piece)
            written.flush()
            os.fsync(written.fileno())
    os.chmod(target, status.st_mode & 0o777)
    os.utime(target, ns=(status.st_mtime_ns, status.st_mtime_ns))
    return {"size": size, "sha256": digest.hexdigest(), "changed": status.st_mtime_ns}


def add(path, name):
    """What the manifest says about a file that has just been written into the archive."""
    target = path / name
    with open(target, "rb+") as stream:
        os.fsync(stream.fileno())
    return {"size": target.stat().st_size, "sha256": sum_of(target), "changed": 0}


def write_manifest(path, manifest):
    """Write the manifest and its sum; returns the archive."""
    raw = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False).encode()
    digest = hashlib.sha256(raw).hexdigest()
    for name, content in ((MANIFEST, raw), (MANIFEST_SUM, f"{digest}  {MANIFEST}\n".encode())):
        with open(path / name, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    return Archive(path, manifest)


def finish(path, name):
    """Give a whole archive its name, for good also after a power cut; returns its new path."""
    for folder, _folders, _files in os.walk(path):
        flush_folder(folder)
    final, number = path.with_name(name), 1
    while final.exists():
        number += 1
        final = path.with_name(f"{name}-{number}")
    path.rename(final)
    flush_folder(final.parent)
    return final


def flush_folder(folder):
    """Write the names in a folder down to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


# --- The folder of archives ---------------------------------------------------------------------


def all_in(folder):
    """The archives in a folder whose manifests are whole, the newest first."""
    found = []
    for entry in Path(folder).iterdir() if Path(folder).is_dir() else ():
        if entry.is_dir() and not entry.name.startswith("."):
            with contextlib.suppress(Failed):
                found.append(read(entry))
    return sorted(found, key=lambda each: (each.manifest["made_at"], each.path.name), reverse=True)


def remove(path):
    """Delete an archive: first its name, so that no half of one is ever taken for whole."""
    doomed = path.with_name(f"{UNFINISHED}{path.name}")
    path.rename(doomed)
    shutil.rmtree(doomed)


def rotate(folder, keep):
    """Delete all but the newest `keep` archives; the newest verified one stays in any case."""
    archives = all_in(folder)
    proved = next((each for each in archives if each.manifest["verified_at"]), None)
    gone = [each for each in archives[keep:] if each is not proved]
    for each in gone:
        remove(each.path)
    return gone


def unite_ledgers(target, *sources):
    """Append to a ledger the lines of others that it lacks; nothing in it is ever changed."""
    known = _lines(target)
    new = [line for source in sources for line in _lines(source)]
    new = [line for line in dict.fromkeys(new) if line not in set(known)]
    if not new:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with open(target, "ab") as stream:
        # A line that was cut off by a crash must not swallow the next one.
        if known and not target.read_bytes().endswith(b"\n"):
            stream.write(b"\n")
        stream.writelines(line + b"\n" for line in new)
        stream.flush()
        os.fsync(stream.fileno())


def _lines(path):
    try:
        return [line for line in path.read_bytes().splitlines() if line.strip()]
    except FileNotFoundError:
        return []
