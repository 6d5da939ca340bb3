"""Mailboxes: looked at and left as they are; each mail once; no spam, no absences."""

from email.message import EmailMessage

import pytest
from django.utils import translation

from submissions.releases import mailbox, reading
from submissions.releases.fetching import Unreadable
from submissions.releases.models import Release, ReleaseFeed, ReleaseText
from tests.submissions.releases.servers import CERTIFICATE, mailbox_server

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def trusted(settings, monkeypatch):
    """This machine is read from, and its certificate trusted: in tests only."""
    settings.RELEASE_NETWORKS = ["127.0.0.0/8"]
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE / "authority.pem"))
    monkeypatch.setenv("RELEASES_PASSWORD", "geheim ä")


def mail(number=1, text="Die Brücke ist ab Montag gesperrt.", **headers):
    """The bytes of a mail; headers by their names with _ for -."""
    message = EmailMessage()
    headers = {
        "From": "presse@altrip.example",
        "Subject": f"Brücke gesperrt {number}",
        "Message_ID": f"<{number}@altrip.example>",
        **headers,
    }
    for name, value in headers.items():
        if value:
            message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes().replace(b"\n", b"\r\n")


def imap(server, **fields):
    return ReleaseFeed.objects.create(
        **{
            "name": "Presse",
            "kind": "imap",
            "address": server.address,
            "user_name": "presse",
            "secret_name": "RELEASES_PASSWORD",
            **fields,
        }
    )


def read(feed):
    return reading.read(ReleaseFeed.objects.get(pk=feed.pk)).created


def test_mails_become_releases_and_stay_as_they_are_in_the_mailbox():
    content = mail(1)
    with mailbox_server({4: content}) as server:
        feed = imap(server)
        assert read(feed) == 1
        assert read(feed) == 0
        server.mails[9] = mail(2)
        assert read(feed) == 1
    assert bytes(ReleaseText.objects.get(release__guid="<1@altrip.example>").content) == content
    release = Release.objects.get(guid="<2@altrip.example>")
    assert (release.origin, release.status, release.title) == (
        "mail",
        "received",
        "Brücke gesperrt 2",
    )
    # The folder is opened to be looked at, each text fetched once and without a mark.
    fetched = [said for said in server.said if "BODY" in said]
    assert fetched == ["UID FETCH 4 (BODY.PEEK[])", "UID FETCH 9 (BODY.PEEK[])"]
    verbs = {said.replace("UID ", "").split()[0] for said in server.said}
    assert verbs == {"CAPABILITY", "AUTHENTICATE", "EXAMINE", "SEARCH", "FETCH", "LOGOUT"}


def test_a_mail_that_was_delivered_twice_or_counted_anew_is_one_release():
    with mailbox_server({1: mail(1), 2: b"Received: from elsewhere\r\n" + mail(1)}) as server:
        feed = imap(server)
        assert read(feed) == 1
        server.validity, server.mails = 8, {1: mail(3), 2: mail(1)}
        assert read(feed) == 1
    assert Release.objects.count() == ReleaseText.objects.count() == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"X_Spam_Flag": "YES"},
        {"X_Spam_Status": "Yes, score=9"},
        {"Precedence": "junk"},
        {"Subject": "Abwesenheitsnotiz: Brücke"},
        {"Subject": "Automatische Antwort: Ihre Frage"},
        {"From": "MAILER-DAEMON@altrip.example"},
    ],
)
def test_spam_and_answers_of_machines_are_no_releases(headers):
    assert mailbox.take_in(None, mail(**headers)) is False


def test_lists_of_press_offices_and_their_machines_are_read():
    feed = ReleaseFeed.objects.create(name="x", kind="maildir", address="x")
    headers = {"Precedence": "bulk", "Auto_Submitted": "auto-generated", "X_Spam_Status": "No"}
    assert mailbox.take_in(feed, mail(**headers)) is True


def test_what_has_no_text_or_no_number_is_not_lost():
    feed = ReleaseFeed.objects.create(name="x", kind="maildir", address="x")
    assert mailbox.take_in(feed, mail(1, text="", Subject="Nur ein Bild")) is True
    assert ReleaseText.objects.get().text.startswith("Nur ein Bild\n\n[")
    nameless = mail(2, Message_ID="")
    assert mailbox.take_in(feed, nameless) is True
    assert mailbox.take_in(feed, nameless) is False
    broken = (
        b"Subject: \xff\xfe\0 =?x?y?=\r\nMessage-ID: <\r\n\xe4>\r\nContent-Type: ;;\r\n\r\n\0\x01"
    )
    assert mailbox.take_in(feed, broken) is True


def test_of_a_very_large_mail_the_beginning_is_read():
    with mailbox_server({1: mail(1, text="Die Brücke ist gesperrt.\n" * 9)}) as server:
        server.sizes[1] = mailbox.LARGEST + 1
        assert read(imap(server)) == 1
    assert "UID FETCH 1 (BODY.PEEK[]<0.1048576>)" in server.said
    assert ReleaseText.objects.get().file_name == "part.eml"


@pytest.mark.parametrize(
    ("what", "said", "fields"),
    [
        ("login", "user name or password", {"user_name": "andere"}),
        ("variable", "is not set", {"secret_name": "RELEASES_UNKNOWN"}),
        ("secret of the paper", "must begin with", {"secret_name": "SECRET_KEY"}),
        ("folder", "no such folder", {"address": "{}/Nirgends"}),
        ("certificate", "certificate", {}),
        ("network", "inside the house", {}),
        ("plain", "imaps://", {"address": "imap://127.0.0.1/INBOX"}),
        ("no server", "connection", {"address": "imaps://127.0.0.1:1/INBOX"}),
    ],
)
def test_whatever_is_wrong_stands_at_the_mailbox(what, said, fields, settings, monkeypatch):
    if what == "certificate":
        monkeypatch.delenv("SSL_CERT_FILE")
    if what == "network":
        settings.RELEASE_NETWORKS = []
    with mailbox_server({1: mail()}) as server:
        if "address" in fields:
            fields["address"] = fields["address"].format(server.address.removesuffix("/INBOX"))
        feed = imap(server, **fields)
        with translation.override("en"), pytest.raises(Unreadable, match=said):
            read(feed)
    feed.refresh_from_db()
    assert (feed.failures, bool(feed.failure)) == (1, True)
    assert "geheim" not in feed.failure
    assert not Release.objects.exists()


# --- Maildir --------------------------------------------------------------------------------------


@pytest.fixture
def folder(settings, tmp_path):
    settings.RELEASE_MAILDIRS = str(tmp_path)
    for part in ("new", "cur", "tmp"):
        (tmp_path / "presse" / part).mkdir(parents=True)
    return tmp_path / "presse"


def test_a_folder_of_mails_is_read_and_left_as_it_is(folder):
    feed = ReleaseFeed.objects.create(name="Presse", kind="maildir", address="presse")
    (folder / "new" / "1.eml").write_bytes(mail(1))
    (folder / "cur" / "2:2,S").write_bytes(mail(2))
    (folder / "tmp" / "3").write_bytes(mail(3))
    (folder / "new" / "link").symlink_to(CERTIFICATE / "server.pem")
    assert read(feed) == 2
    assert read(feed) == 0
    (folder / "new" / "1.eml").rename(folder / "cur" / "1:2,S")
    assert read(feed) == 0
    assert len(list((folder / "cur").iterdir())) == 2
    assert Release.objects.count() == ReleaseText.objects.count() == 2


@pytest.mark.parametrize("name", ["../presse", "/etc", "presse/new", "", ".", "andere", "x\0"])
def test_only_folders_below_the_one_that_was_set_up_are_read(folder, name):
    with pytest.raises(Unreadable):
        mailbox.maildir(name)


def test_no_folder_is_read_unless_one_was_set_up(settings):
    settings.RELEASE_MAILDIRS = ""
    with pytest.raises(Unreadable):
        mailbox.maildir("presse")
