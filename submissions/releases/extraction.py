"""From the bytes of a release to its text: plain text, a page, a mail, a PDF, a Word file.

    read(content, media_type=…, file_name=…) -> Extracted

The bytes decide what a file is, then what it is called. PDF and Word files are opened in a
process of their own (`documents`); the rest is read in time that grows with its length.
"""

import email
import email.policy
import email.utils
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from submissions.press_release import LONGEST
from submissions.releases.pages import text_of_page

#: Bytes of a release with everything that hangs on it.
LARGEST = 10 * 1024 * 1024
#: Seconds by the clock for one PDF or Word file.
PATIENCE = 20
MOST_PARTS = 50
TEXT, PAGE, MAIL, PDF = "text/plain", "text/html", "message/rfc822", "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BY_NAME = {
    "txt": TEXT,
    "text": TEXT,
    "html": PAGE,
    "htm": PAGE,
    "eml": MAIL,
    "pdf": PDF,
    "docx": WORD,
}
#: What a file dialog offers.
ACCEPTED = ",".join(f".{ending}" for ending in _BY_NAME)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\u200b]")
_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)


@dataclass(frozen=True)
class Extracted:
    """What a file says: its text (LF line ends), the subject of a mail, and when it was sent."""

    text: str
    media_type: str
    title: str = ""
    sent_at: datetime | None = None


def read(content, *, media_type="", file_name=""):
    """The text in the bytes. Raises ValidationError, in the editor's language, for what is none:
    too large, of a kind nobody reads here, locked, broken or without any text."""
    if len(content) > LARGEST:
        raise ValidationError(
            _("The file has more than %(megabytes)d megabytes.")
            % {"megabytes": LARGEST // 1024**2},
            code="too_large",
        )
    kind = _kind(content, media_type, file_name)
    title, sent_at = "", None
    match kind:
        case "application/pdf":
            text = _from_document("pdf", content)
        case "message/rfc822":
            title, text, sent_at = _from_mail(content)
        case "text/html":
            text = text_of_page(_decoded(content, _said_charset(content)))
        case "text/plain":
            text = _decoded(content)
        case _:
            text = _from_document("word", content)
    text = _tidy(text)
    if not text.strip():
        message = _("There is no text in it.")
        if kind == PDF:
            message = _("There is no text in the PDF, only pictures of it. Copy the text by hand.")
        raise ValidationError(message, code="empty")
    refuse_what_is_too_long(text)
    return Extracted(text, kind, _tidy(title).strip()[:300], sent_at)


def refuse_what_is_too_long(text):
    """Raise ValidationError for more characters than the reader takes."""
    if len(text) > LONGEST:
        message = _("The text has more than %(most)d characters. Take the part that you need.")
        raise ValidationError(message % {"most": LONGEST}, code="too_long")


def _kind(content, media_type, file_name):
    """The media type of what this is. Raises ValidationError for what is not read here."""
    head = content[:1024].lstrip()
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"PK\x03\x04"):
        if b"word/" in content[:65536] or b"word/document.xml" in content[-65536:]:
            return WORD
        raise ValidationError(_("Packed files are not read. Unpack it first."), code="kind")
    if head.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        message = _("Old Word files are not read. Save it as .docx, or copy its text.")
        raise ValidationError(message, code="kind")
    known = _BY_NAME.get(file_name.rpartition(".")[2].lower()) if "." in file_name else None
    said = media_type.partition(";")[0].strip().lower()
    if known in (PDF, WORD) or said in (PDF, WORD):
        raise _broken()
    if known or said in (TEXT, PAGE, MAIL):
        return known or said
    if said.startswith(("image/", "audio/", "video/")) or _is_binary(content):
        message = _("Releases are read from text, web pages, mails, PDF and Word files (.docx).")
        raise ValidationError(message, code="kind")
    return TEXT


def _is_binary(content):
    sample = content[:4096]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return sum(byte < 9 or 13 < byte < 32 for byte in sample) > max(8, len(sample) // 20)


def _broken():
    message = _("The file cannot be opened: it is broken or not what its name says.")
    return ValidationError(message, code="broken")


# --- Letters --------------------------------------------------------------------------------------


def _said_charset(content):
    found = _META.search(content[:4096])
    return found[1].decode("ascii") if found else ""


def _decoded(content, charset=""):
    """Bytes as text: by their mark, UTF-8, what they say of themselves, or as Windows writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    for name in ("utf-8-sig", charset):
        try:
            if name:
                return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", "replace")


def _tidy(text):
    """LF line ends; no characters that neither print nor part anything."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    text = _CONTROLS.sub("", text.replace("\x0c", "\n\n"))
    return text.encode("utf-8", "replace").decode("utf-8")


# --- Mails ----------------------------------------------------------------------------------------


def _from_mail(content):
    """(subject, text, moment of sending) of a mail."""
    mail = email.message_from_bytes(content, policy=email.policy.default)
    texts, pages, enclosed = [], [], []
    for number, part in enumerate(mail.walk()):
        if number > MOST_PARTS:
            break
        if part.is_multipart():
            continue
        kind, name = part.get_content_type(), _header(part.get_filename)
        octets = _header(lambda part=part: part.get_payload(decode=True)) or b""
        if name or part.get_content_disposition() == "attachment":
            enclosed.append((octets, kind, name))
        elif kind == TEXT:
            texts.append(_decoded(octets, str(part.get_content_charset() or "")))
        elif kind == PAGE:
            charset = str(part.get_content_charset() or "") or _said_charset(octets)
            pages.append(text_of_page(_decoded(octets, charset)))
    text = "\n\n".join(text for text in texts or pages if text.strip())
    for attached in _texts_of(enclosed):
        # The covering letter of a release that hangs on it; or the same release once more.
        if len(attached) > 2 * len(text):
            text = f"{text}\n\n{attached}"
    return _header(lambda: mail["subject"]), text, _moment(_header(lambda: mail["date"]))


def _header(ask):
    """What a header says; nothing where it is nonsense, on which the library stumbles."""
    try:
        said = ask()
    except (ValueError, TypeError, LookupError, AttributeError):
        return ""
    return said if isinstance(said, bytes) else str(said or "")


def _texts_of(enclosed):
    """The texts of those attachments that have one."""
    for octets, kind, name in enclosed[:5]:
        if name.lower().endswith((".pdf", ".docx", ".txt")):
            try:
                yield read(octets, media_type=kind, file_name=name).text
            except ValidationError:
                continue


def _moment(said):
    try:
        sent_at = email.utils.parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return sent_at if sent_at.tzinfo else sent_at.replace(tzinfo=UTC)


# --- PDF and Word ---------------------------------------------------------------------------------


def _from_document(kind, content):
    """The text of a file that is opened in a process of its own."""
    try:
        answer = subprocess.run(
            [sys.executable, "-E", "-s", "-m", "submissions.releases.documents", kind],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
            env={},
            timeout=PATIENCE,
        )
        said = json.loads(answer.stdout)
    except subprocess.TimeoutExpired:
        said = {"refused": "slow"}
    except ValueError:
        said = {"refused": "large"}
    match said.get("refused"):
        case None:
            return said["text"]
        case "locked":
            message = _("The file is locked with a password.")
        case "pages":
            message = _("The PDF has too many pages for a release. Copy the part that you need.")
        case "large" | "slow":
            message = _("The file is too large to be read. Copy the part that you need.")
        case _:
            raise _broken()
    raise ValidationError(message, code=said["refused"])
