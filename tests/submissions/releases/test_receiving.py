import email.policy
import hashlib
from email.message import EmailMessage

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from submissions.releases import extraction
from submissions.releases.models import Release, ReleaseFeed, ReleaseText
from submissions.releases.receiving import receive
from tests.submissions.releases.files import packed, pdf_file, word_file

TEXT = "Sinsheim: Brücke gesperrt\n\nDie Brücke über die Elsenz ist ab Montag gesperrt.\n"
PASTED = TEXT.encode()


def take(content=PASTED, media_type="text/plain", **more):
    return receive(content, media_type=media_type, origin=more.pop("origin", "pasted"), **more)


def text_of(release):
    return release.texts.last().text


def a_mail(*, plain="", page="", subject="WG: Brücke gesperrt", **enclosed):
    mail = EmailMessage(policy=email.policy.SMTP)
    mail["Subject"], mail["From"] = subject, "presse@sinsheim.example"
    mail["Date"] = "Thu, 19 Nov 2026 08:15:00 +0100"
    mail.set_content(plain, cte="quoted-printable")
    if page:
        mail.add_alternative(page, subtype="html", cte="base64")
    for name, content in enclosed.items():
        mail.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name.replace("_", ".")
        )
    return mail.as_bytes()


@pytest.mark.django_db
def test_a_pasted_release_is_kept_byte_for_byte():
    content = TEXT.replace("\n", "\r\n").encode("cp1252")
    release = take(content)
    (kept,) = release.texts.all()
    assert bytes(kept.content) == content
    assert kept.digest == hashlib.sha256(content).hexdigest()
    assert kept.text == TEXT
    assert (release.title, release.status, release.arrival) == (
        "Sinsheim: Brücke gesperrt",
        "received",
        "new",
    )


@pytest.mark.django_db
def test_the_same_paste_twice_is_one_release():
    first, again = take(), take()
    assert again == first
    assert again.arrival == "same"
    assert ReleaseText.objects.count() == 1


@pytest.mark.django_db
def test_an_item_of_a_feed_that_changes_is_the_same_release_with_a_further_text():
    feed = ReleaseFeed.objects.create(name="Rathaus", address="https://rathaus.example/feed")
    values = {"feed": feed, "guid": "item-7", "origin": "feed"}
    first = take(b"Am Montag ist das Bad zu.", title="Bad geschlossen", **values)
    same = take(b"Am Montag ist das Bad zu.", title="Bad geschlossen", **values)
    changed = take(b"Am Dienstag ist das Bad zu.", title="Bad geschlossen", **values)
    assert first == same == changed
    assert (first.arrival, same.arrival, changed.arrival) == ("new", "same", "changed")
    assert [text.number for text in changed.texts.all()] == [1, 2]
    assert text_of(changed) == "Bad geschlossen\n\nAm Dienstag ist das Bad zu."
    assert changed.changed_at is not None


@pytest.mark.django_db
def test_a_text_that_was_kept_is_never_rewritten():
    take()
    with pytest.raises(DatabaseError), transaction.atomic():
        ReleaseText.objects.update(text="Anders")


@pytest.mark.django_db
def test_a_mail_gives_its_text_its_subject_and_its_day():
    content = a_mail(plain="Die Brücke über die Elsenz ist gesperrt, länger als geplant. " * 3)
    release = take(content, "", file_name="brief.eml", origin="uploaded")
    assert text_of(release).startswith("Brücke gesperrt\n\nDie Brücke über die Elsenz")
    assert "=C3" not in text_of(release)
    assert release.title == "Brücke gesperrt"
    sent_on = timezone.localdate(release.texts.get().received_at)
    assert sent_on.isoformat() == "2026-11-19" or sent_on == timezone.localdate()


@pytest.mark.django_db
def test_a_release_that_hangs_on_a_mail_is_read_too():
    enclosed = word_file("Neue Leiterin im Stadtarchiv", "Archivarin Ute Beispiel folgt nach. " * 9)
    content = a_mail(plain="Guten Tag, anbei unsere Mitteilung.", mitteilung_docx=enclosed)
    text = text_of(take(content, "message/rfc822"))
    assert "Neue Leiterin im Stadtarchiv\n\nArchivarin Ute Beispiel" in text


def test_a_page_becomes_paragraphs_and_lists():
    page = (
        "<html><head><title>x</title><style>p{}</style></head><body><h1>Fest &amp; Markt</h1>"
        "<p>Am <b>Sonntag</b>\n ist Markt.</p><ul><li>Kuchen</li><li>Musik</li></ul>"
        "<script>evil()</script>Ende<br>Schluss</body></html>"
    )
    found = extraction.read(page.encode(), media_type="text/html")
    assert found.text == (
        "Fest & Markt\n\nAm Sonntag ist Markt.\n\n- Kuchen\n- Musik\n\nEnde\nSchluss"
    )


def test_word_and_pdf_files_give_their_text():
    word = word_file("Überschrift", "Erster Absatz.", items=["Eins", "Zwei"])
    assert extraction.read(word, file_name="x.docx").text == (
        "Überschrift\n\nErster Absatz.\n- Eins\n- Zwei"
    )
    pdf = pdf_file("Feuerwehr löscht Brand", "Die Feuerwehr war schnell da.")
    assert "Feuerwehr löscht Brand\nDie Feuerwehr" in extraction.read(pdf).text


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b" \n\t\n ", "", "empty"),
        (b"\0" * 50, "", "kind"),
        (b"\xd0\xcf\x11\xe0alt", "brief.doc", "kind"),
        (b"{\\rtf1 alt}", "", "kind"),
        (packed({"tabelle.csv": "1;2"}), "", "kind"),
        (b"%PDF-1.4 und dann nichts", "", "broken"),
        (pdf_file("Seite", pages=61), "", "pages"),
        (b"kein Word", "brief.docx", "broken"),
        (
            packed({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "",
            "broken",
        ),
        (packed({"word/document.xml": " " * 17_000_000}), "", "large"),
        (b"a " * 300_000, "", "too_long"),
        (b"x" * (10 * 1024 * 1024 + 1), "", "too_large"),
        (b"<p>" * 100_000, "tief.html", "empty"),
    ],
)
def test_what_is_no_release_is_refused_with_a_reason(content, name, code):
    with pytest.raises(ValidationError) as refused:
        extraction.read(content, file_name=name)
    assert refused.value.code == code


@pytest.mark.django_db
def test_a_refused_file_leaves_nothing_behind():
    with pytest.raises(ValidationError):
        take(b"%PDF-1.4 und dann nichts")
    assert Release.objects.count() == 0


def test_characters_that_no_database_holds_are_left_out():
    assert extraction.read(b"Das\0 Bad\x0bbleibt zu.").text == "Das Bad\nbleibt zu."
