"""A mailbox of press releases: by IMAP, or a folder of mails (maildir) on this machine.

    read_imap(feed) -> Summary        imaps://mail.example/INBOX
    read_maildir(feed) -> Summary     the name of a folder below settings.RELEASE_MAILDIRS

Mails are looked at and left as they are: none is marked, moved or deleted. A mail is known by its
Message-ID, so none comes twice, whatever the server counts. Its bytes are kept as they came.
"""

import contextlib
import email
import email.policy
import hashlib
import imaplib
import re
import ssl
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from submissions.releases import extraction, fetching
from submissions.releases.feeds import Summary, note_success
from submissions.releases.fetching import Unreadable
from submissions.releases.models import Release
from submissions.releases.receiving import receive

PORT, PATIENCE = 993, 120
#: A mailbox that is new here is read from this time back.
AT_FIRST = timedelta(days=14)
#: So many mails in one reading; the next takes the rest.
MOST = 100
#: Bytes of a mail with all that hangs on it. Of a larger one, its beginning, where the words are.
LARGEST, OF_A_LARGE_ONE = extraction.LARGEST, 1024 * 1024

_UNSENT = re.compile(
    r"(?:abwesen(?:d|heits?)|automatische? (?:antwort|beantwortung)|out of office|autoreply"
    r"|automatic reply|unzustellbar|undeliver|delivery (?:status|failure)|mail delivery failed"
    r"|(?:un)?gelesen:|read:)",
    re.IGNORECASE,
)
_MACHINES = re.compile(r"\b(?:mailer-daemon|postmaster)@", re.IGNORECASE)


# --- What a mail is -------------------------------------------------------------------------------


def take_in(feed, content, *, is_cut=False):
    """Put a mail (its bytes) into the queue; returns whether it is new there.

    Known ones, spam and answers of machines are passed over. is_cut: the bytes are only the
    beginning of the mail.
    """
    head = _head(content)
    name = name_of(content, head)
    if is_from_a_machine(head) or Release.objects.filter(feed=feed, guid=name).exists():
        return False
    subject = " ".join(_said(head, "Subject").split())
    note = _("[This mail has no text that can be read here. Look into the mailbox.]")
    receive(
        content,
        media_type=extraction.MAIL,
        file_name="part.eml" if is_cut else "mail.eml",
        origin=Release.Origin.MAIL,
        feed=feed,
        guid=name,
        instead=f"{subject[:300]}\n\n{note}".strip(),
    )
    return True


def name_of(content, head=None):
    """The Message-ID of a mail; of one without, what its bytes amount to."""
    said = "".join(_said(head or _head(content), "Message-ID").split())
    if 3 <= len(said) <= 500 and said.isprintable():
        return said
    return "sha256:" + hashlib.sha256(content).hexdigest()


def is_from_a_machine(head):
    """Whether a mail is no release for sure: spam, an absence, a receipt, a mail that came back.

    Lists of press offices are bulk mail, too, so that alone says nothing.
    """
    answers = _said(head, "Auto-Submitted").strip().lower().partition(";")[0]
    if answers.startswith("auto-replied") or _said(head, "X-Autoreply"):
        return True
    spam = _said(head, "X-Spam-Flag") or _said(head, "X-Spam-Status") or _said(head, "X-Spam")
    if spam.strip().lower().startswith("yes") or _said(head, "Precedence").lower() == "junk":
        return True
    if head.get_content_type() in ("multipart/report", "message/delivery-status"):
        return True
    if _MACHINES.search(_said(head, "From")):
        return True
    return bool(_UNSENT.match(_said(head, "Subject").strip()))


def _head(content):
    """The headers of a mail alone."""
    end = re.search(rb"\r?\n\r?\n", content[:262144])
    head = content[: end.end() if end else 262144]
    return email.message_from_bytes(head, policy=email.policy.default)


def _said(head, name):
    """A header as text, "" where there is none or none that makes sense."""
    try:
        return str(head.get(name, ""))
    except (ValueError, TypeError, LookupError, AttributeError):
        return ""


# --- IMAP -----------------------------------------------------------------------------------------


class _Imap(imaplib.IMAP4_SSL):
    """IMAP over TLS with a certificate that is valid, at an address that was looked at."""

    def __init__(self, host, port, deadline):
        self.deadline = deadline
        self._guard = contextlib.ExitStack()
        super().__init__(host, port, ssl_context=ssl.create_default_context(), timeout=20)

    def _create_socket(self, timeout):
        plain = fetching.connect(self.host, self.port, self.deadline)
        self._guard.enter_context(self.deadline.over(plain))
        plain.settimeout(timeout)
        try:
            return self.ssl_context.wrap_socket(plain, server_hostname=self.host)
        except OSError:
            plain.close()
            self._guard.close()
            raise

    def read(self, size):
        """Nobody tells us to take in more than was asked for."""
        if size > LARGEST + 65536:
            raise self.abort("too large")
        return super().read(size)

    def shutdown(self):
        try:
            super().shutdown()
        finally:
            self._guard.close()


def read_imap(feed):
    """Take in what is new in a mailbox. Raises Unreadable; what was taken in before is kept.

    How far it was read is kept as "<validity>:<last number>", as the server counts.
    """
    with _folder_of(feed) as server:
        return _read_folder(feed, server)


def count_imap(feed):
    """How many mails lie in the mailbox; nothing is read. Raises Unreadable."""
    with _folder_of(feed) as server:
        return _number(server.response("EXISTS")[1]) or 0


@contextlib.contextmanager
def _folder_of(feed):
    """A connection with the feed's folder open, to be looked at only. Raises Unreadable."""
    host, port, folder = imap_address(feed.address)
    password = fetching.secret_of(feed.secret_name)
    deadline, server = fetching.Deadline(PATIENCE), None
    try:
        server = _Imap(host, port, deadline)
        _log_in(server, feed.user_name, password)
        quoted = '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
        if server.select(quoted, readonly=True)[0] != "OK":
            raise Unreadable(gettext_noop("There is no such folder in the mailbox."))
        yield server
    except (imaplib.IMAP4.error, OSError, UnicodeError) as error:
        deadline.left()
        if isinstance(error, OSError):
            raise fetching.network_fault(error) from None
        # Without the other side's words, which may hold anything.
        raise Unreadable(gettext_noop("The mail server does not answer as one.")) from None
    finally:
        if server is not None:
            for end in (server.logout, server.shutdown):
                with contextlib.suppress(OSError, imaplib.IMAP4.error, ValueError, Unreadable):
                    end()


def _log_in(server, user, password):
    try:
        if "AUTH=PLAIN" in server.capabilities:
            server.authenticate("PLAIN", lambda _asked: f"\0{user}\0{password}".encode())
        else:
            server.login(user, password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        raise Unreadable(gettext_noop("The mailbox refuses user name or password.")) from None


def imap_address(address):
    """(host, port, folder) of imaps://host[:port][/folder]. Raises Unreadable."""
    try:
        parts = urlsplit(address)
        port = parts.port or PORT
        folder = unquote(parts.path).strip("/") or "INBOX"
        if parts.scheme != "imaps" or not parts.hostname or parts.username or parts.password:
            raise ValueError
        parts.hostname.encode("idna")
        folder.encode("ascii")
    except ValueError:
        message = gettext_noop(
            "A mailbox is written imaps://mail.example/INBOX, without user and password."
        )
        raise Unreadable(message) from None
    if not folder.isprintable():
        raise Unreadable(gettext_noop("There is no such folder in the mailbox."))
    return parts.hostname, port, folder


def _read_folder(feed, server):
    validity = _number(server.response("UIDVALIDITY")[1])
    known, _colon, last = feed.etag.partition(":")
    summary = Summary()
    if known == str(validity) and last.isdecimal():
        # "n:*" names the last mail even if its number is smaller.
        numbers = [uid for uid in _search(server, f"UID {int(last) + 1}:*") if uid > int(last)]
    else:
        last = "0"
        since = imaplib.Time2Internaldate(timezone.now() - AT_FIRST).strip('"').split(" ")[0]
        numbers = _search(server, f"SINCE {since}")
    for uid in numbers[:MOST]:
        content, is_cut = _mail(server, uid)
        with transaction.atomic():
            if content is not None:
                is_new = take_in(feed, content, is_cut=is_cut)
                summary.created += is_new
                summary.unchanged += not is_new
            last = str(uid)
            feed.etag = f"{validity}:{last}"
            feed.save(update_fields=["etag"])
    feed.etag = f"{validity}:{last}"
    feed.items = summary.created + summary.unchanged
    feed.save(update_fields=["etag"])
    note_success(feed, timezone.now())
    return summary


def _search(server, question):
    status, found = server.uid("SEARCH", None, question)
    if status != "OK":
        raise server.error("search")
    return sorted(int(number) for number in (found[0] or b"").split())


def _mail(server, uid):
    """(bytes or None if it is gone, whether they are only its beginning)."""
    size = _number(server.uid("FETCH", str(uid), "(RFC822.SIZE)")[1], rb"RFC822\.SIZE (\d+)")
    if size is None:
        return None, False
    is_cut = size > LARGEST
    wanted = f"(BODY.PEEK[]<0.{OF_A_LARGE_ONE}>)" if is_cut else "(BODY.PEEK[])"
    status, answer = server.uid("FETCH", str(uid), wanted)
    if status != "OK":
        raise server.error("fetch")
    parts = [each[1] for each in answer if isinstance(each, tuple)]
    return (parts[0] if parts else None), is_cut


def _number(answer, pattern=rb"(\d+)"):
    """The number in an answer of the server, or None."""
    for each in answer or ():
        text = each if isinstance(each, bytes) else b"".join(each or ())[:1000]
        if found := re.search(pattern, text):
            return int(found[1])
    return None


# --- Maildir --------------------------------------------------------------------------------------


def read_maildir(feed):
    """Take in what is new in a folder of mails on this machine. Raises Unreadable.

    Whoever delivers writes into `new` and other programs move mails to `cur`: both are read.
    What came before the last reading, with a day to spare, is not opened.
    """
    since = (feed.read_at or timezone.now() - AT_FIRST + timedelta(days=1)) - timedelta(days=1)
    summary = Summary()
    fresh = [path for moment, path in _files(feed) if moment >= since.timestamp()]
    for path in fresh:
        try:
            is_cut = path.stat().st_size > LARGEST
            with path.open("rb") as file:
                content = file.read(OF_A_LARGE_ONE if is_cut else LARGEST)
        except OSError:  # Moved meanwhile: the next reading finds it.
            continue
        is_new = take_in(feed, content, is_cut=is_cut)
        summary.created += is_new
        summary.unchanged += not is_new
        if summary.created >= MOST:
            return summary
    feed.items = len(fresh)
    note_success(feed, timezone.now())
    return summary


def count_maildir(feed):
    """How many mails lie in the folder. Raises Unreadable."""
    return len(_files(feed))


def _files(feed):
    """[(moment it came into its folder, path)], the oldest first. Raises Unreadable."""
    folder = maildir(feed.address)
    try:
        return sorted(
            (entry.stat().st_ctime, entry)
            for part in ("new", "cur")
            for entry in (folder / part).iterdir()
            if entry.is_file() and not entry.is_symlink() and not entry.name.startswith(".")
        )
    except OSError:
        raise Unreadable(gettext_noop("The folder of mails cannot be read.")) from None


def maildir(name):
    """The folder of this name below settings.RELEASE_MAILDIRS. Raises Unreadable."""
    root = settings.RELEASE_MAILDIRS
    if not root:
        raise Unreadable(
            gettext_noop("No mail folders are set up on the server (NEWSROOM_MAILDIRS).")
        )
    if not re.fullmatch(r"[\w-]{1,60}(\.[\w-]{1,60})*", name):
        raise Unreadable(gettext_noop("A mail folder is named without slashes."))
    folder = Path(root) / name
    if folder.is_symlink() or not (folder / "new").is_dir() or not (folder / "cur").is_dir():
        raise Unreadable(gettext_noop("There is no mail folder of this name."))
    return folder
