"""Lines into the paper and out of it."""

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from articles import conversion, documents, drafts, interchange, transfer
from articles.models import (
    Article,
    Author,
    Document,
    Image,
    Prose,
    Source,
    Speaker,
    Story,
    Topic,
)
from tests.builders import make_article, make_image, make_place, make_region, picture_bytes

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nFahrplan"
PARAGRAPH = {"type": "prose", "html": "<p>Text</p>"}


def line_of(ref="test:1", **keys):
    return json.dumps({"ref": ref, "headline": "Titel", "blocks": [PARAGRAPH], **keys})


def take(folder, *lines):
    """Import lines (text or bytes): the summary, and what was skipped as (number, reason)."""
    raw = b"".join(line if isinstance(line, bytes) else f"{line}\n".encode() for line in lines)
    skipped = []
    summary = transfer.import_articles(
        io.BytesIO(raw), folder, on_skip=lambda number, reason: skipped.append((number, reason))
    )
    return summary, skipped


def counts(summary):
    return summary.created, summary.updated, summary.unchanged, summary.skipped


def give(folder):
    """Export: the lines, and the problems named."""
    problems = []
    lines = transfer.export_articles(folder, on_problem=lambda *problem: problems.append(problem))
    return list(lines), problems


def forget_everything():
    """An empty database but for its places, and an empty store."""
    for model in (Article, Document, Speaker, Author, Image, Topic, Source, Story):
        model.objects.all().delete()


def full_article():
    """An article that uses every field and every block."""
    make_region()
    lead, inside = make_image(caption="Am Fluss", focal_x=0.25), make_image(licence="frei")
    timetable = documents.store(PDF, "fahrplan.pdf", title="Fahrplan")
    now = timezone.now()
    return make_article(
        "Acht Ämter unterschreiben",
        kind="event",
        publish_at=now,
        embargo_until=now - timedelta(hours=1),
        embargo_source="Stadt",
        embargo_reason="Bis zur Unterschrift",
        expires_at=now + timedelta(days=9),
        updated_at=now,
        lead="Gemeinsam beraten.",
        seo_title="Acht Ämter",
        share_title="Acht Ämter!",
        slug="acht-aemter",
        places=("07338001", "07314000"),
        topics=("Bildung", "Arbeit & Soziales"),
        source="Stadt Ludwigshafen",
        credit="red",
        initials="ak",
        authors=(Author.objects.create(name="Anna Kern", slug="anna").slug, "Bo Öst"),
        chapter=drafts.Chapter(story="beratung", title="Beratung für alle", stage="update"),
        top_from=now,
        top_until=now + timedelta(days=1),
        top_rank=2,
        lead_picture=drafts.LeadPicture(image=lead.pk, caption="Hier", alt="Das Amt"),
        events=[
            drafts.EventDate(starts_at=now, ends_at=now, venue="Rathaus", status="moved"),
            drafts.EventDate(starts_at=now + timedelta(days=2)),
        ],
        corrections=[
            drafts.Correction(at=now, wrong="Sieben", right="Acht"),
            drafts.Correction(at=now, wrong="Neun", right="Acht", withdrawn=True),
        ],
        former_paths=["/alt/acht/", "/?p=8"],
        blocks=[
            drafts.Prose(html="<h2>Eins &amp; zwei</h2><p>Text</p>"),
            drafts.Picture(image=inside.pk, caption="Da", alt="Dort"),
            drafts.Gallery(
                title="Bilder",
                pictures=[
                    drafts.GalleryPicture(image=inside.pk, caption="Eins"),
                    drafts.GalleryPicture(image=lead.pk, alt="Anders"),
                ],
            ),
            drafts.Statement(
                text="Das ist gut.",
                speaker="Dr. Eva Beispiel",
                role="Leiterin",
                organisation="Amt",
                said_on=now.date(),
            ),
            drafts.Video(
                url="https://video.example/1",
                title="Film",
                poster=lead.pk,
                duration=61,
                transcript="Guten Tag",
            ),
            drafts.InfoBox(title="Kurz", html="<p>Drei Punkte</p>"),
            drafts.Table(caption="Zahlen", rows=[["", "b"], ["1", "2"]], has_header=False),
            drafts.File(document=timetable.pk, title="Plan"),
            drafts.Embed(url="https://social.example/1", provider="Social", title="Beitrag"),
        ],
    )


# --- There and back ------------------------------------------------------------------------------


def test_an_export_makes_the_same_export_of_an_empty_database(tmp_path):
    full_article()
    make_article("Zweite", ref="wordpress:2", status="draft", topics=["Bildung"])
    first, problems = give(tmp_path)
    assert not problems
    files = {path: path.read_bytes() for path in tmp_path.rglob("*.*")}
    forget_everything()
    assert take(tmp_path, *first)[1] == []
    assert give(tmp_path / "again") == (first, [])
    again = {tmp_path / path.relative_to(tmp_path / "again"): path.read_bytes()
             for path in (tmp_path / "again").rglob("*.*")}  # fmt: skip
    assert again == {path: files[path] for path in again}
    assert len(again) == 3


def test_importing_twice_is_importing_once(tmp_path):
    full_article()
    lines, _ = give(tmp_path)
    assert counts(take(tmp_path, *lines)[0]) == (0, 0, 1, 0)
    forget_everything()
    assert counts(take(tmp_path, *lines)[0]) == (1, 0, 0, 0)
    assert counts(take(tmp_path, *lines)[0]) == (0, 0, 1, 0)
    assert Article.objects.get().version == 1


def test_lines_of_another_house_are_taken_once_too(tmp_path):
    make_region()
    (tmp_path / "foto.jpg").write_bytes(picture_bytes())
    keys = {
        "published_at": "2026-06-30T18:00:00+02:00",
        "places": ["Ludwigshafen", "07338001"],
        "authors": ["Anna Kern"],
        "credit": "red/ak",
        "lead_picture": {"file": "foto.jpg", "alt": "Brücke", "credit": "Kern"},
        "events": [{"starts_at": "2026-07-30T18:00:00+02:00"}],
        "corrections": [{"at": "2026-07-01T18:00:00+02:00", "wrong": "3", "right": "4"}],
        "blocks": [
            PARAGRAPH,
            {"type": "statement", "text": "Ja.", "speaker": "Eva Beispiel", "role": "Leiterin"},
            {"type": "picture", "file": "foto.jpg", "alt": "Fluss", "credit": "Kern"},
        ],
    }
    assert counts(take(tmp_path, line_of(**keys))[0]) == (1, 0, 0, 0)
    before, _ = give(tmp_path)
    assert counts(take(tmp_path, line_of(**keys))[0]) == (0, 0, 1, 0)
    assert give(tmp_path)[0] == before
    assert Image.objects.count() == Speaker.objects.count() == Author.objects.count() == 1
    said = json.loads(before[0])
    assert said["places"] == ["07314000", "07338001"]
    assert said["blocks"][2]["alt"] == "Brücke"
    assert said["blocks"][2]["alt_here"] == "Fluss"


def test_a_known_ref_updates_its_article(tmp_path):
    article = make_article(ref="test:1", slug="bleibt")
    summary, _ = take(tmp_path, line_of(headline="Neu", published_at="2026-06-30T18:00:00Z"))
    assert counts(summary) == (0, 1, 0, 0)
    draft = conversion.draft_of(Article.objects.get())
    assert (draft.headline, draft.slug, draft.ref) == ("Neu", "bleibt", article.ref)


# --- Broken lines ------------------------------------------------------------------------------


def test_a_broken_line_is_named_and_the_others_are_taken(tmp_path):
    summary, skipped = take(
        tmp_path,
        line_of("test:1"),
        "kein JSON",
        b'{"ref": "\xff"}\n',
        "",
        line_of("test:2", colour="red"),
        line_of("test:3", status="ready"),
        line_of("test:4", lead="x" * 10 * 1024 * 1024),
        line_of("test:5", blocks=[{"type": "video", "url": "nirgends"}]),
        line_of("test:6", places=["Nirgendheim"]),
        line_of("test:7"),
    )
    assert counts(summary) == (2, 0, 0, 7)
    assert [number for number, _ in skipped] == [2, 3, 5, 6, 7, 8, 9]
    reasons = dict(skipped)
    assert reasons[3] == "is no UTF-8 at byte 10"
    assert reasons[5] == "'colour': is an unknown key"
    assert reasons[7] == "is longer than 5 megabytes"
    assert reasons[8].startswith("blocks[0].url: ")
    assert reasons[9] == "places: no place is called 'Nirgendheim'"


def test_a_skipped_line_leaves_nothing_behind(tmp_path, settings):
    (tmp_path / "foto.jpg").write_bytes(picture_bytes())
    keys = {"topics": ["Neu"], "authors": ["Anna"], "lead": "x" * 1001}
    keys["lead_picture"] = {"file": "foto.jpg", "credit": "Kern"}
    summary, skipped = take(tmp_path, line_of(**keys))
    assert summary.skipped == 1
    assert skipped[0][1].startswith("lead: ")
    for model in (Article, Topic, Author, Image, Speaker):
        assert not model.objects.exists()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.parametrize("length", [interchange.MAX_BYTES - 1, interchange.MAX_BYTES])
def test_the_longest_line_is_read_whole(tmp_path, length):
    line = line_of().encode()
    line += b" " * (length - len(line))
    assert counts(take(tmp_path, line + b"\n", line_of("test:2"))[0]) == (2, 0, 0, 0)
    assert counts(take(tmp_path, line)[0]) == (0, 0, 1, 0)


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_a_line_one_byte_longer_is_not(tmp_path, end):
    line = line_of().encode()
    line += b" " * (interchange.MAX_BYTES + 1 - len(line)) + end
    assert counts(take(tmp_path, line)[0]) == (0, 0, 0, 1)


def test_a_byte_order_mark_is_no_fault(tmp_path):
    assert counts(take(tmp_path, b"\xef\xbb\xbf" + line_of().encode())[0]) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    "block",
    [
        {"type": "statement", "text": "Ja.", "speaker": "x" * 101},
        {"type": "statement", "text": "Ja.", "speaker": " "},
        {"type": "statement", "text": "Ja.", "speaker": "Eva", "speaker_key": "Eva & Co"},
        {"type": "statement", "text": "", "speaker": "Eva"},
        {"type": "table", "rows": []},
        {"type": "prose", "html": "<b>" * 100},
    ],
)
def test_what_the_door_refuses_is_named_by_its_block(tmp_path, block):
    _, skipped = take(tmp_path, line_of(blocks=[PARAGRAPH, block]))
    assert skipped[0][1].startswith("blocks[1].") or skipped[0][1].startswith("blocks[1]: ")
    assert not Speaker.objects.exists()


@pytest.mark.parametrize(
    "keys",
    [
        {"topics": ["x" * 101]},
        {"source": "x" * 151},
        {"authors": ["x" * 101]},
        {"story": {"ref": "x" * 121}},
    ],
)
def test_a_name_that_is_too_long_skips_its_line(tmp_path, keys):
    _, skipped = take(tmp_path, line_of(**keys))
    (name,) = keys
    assert skipped[0][1].startswith(f"{name}: ")


# --- Names ----------------------------------------------------------------------------------


def test_an_ambiguous_place_is_reported_with_what_it_may_mean(tmp_path):
    make_place("Neustadt", key="07316000", in_area=False)
    make_place("Neustadt", key="06440018", slug="neustadt-2", in_area=False)
    _, skipped = take(tmp_path, line_of(places=["Neustadt"]))
    assert skipped == [(1, "places: 'Neustadt' may mean 06440018 Neustadt, 07316000 Neustadt")]


def test_a_key_is_a_place_even_where_it_could_be_read_otherwise(tmp_path):
    make_place("Kreis", key="07316", kind="district")
    make_place("Stadt", key="07316000")
    assert take(tmp_path, line_of(places=["07316"]))[1] == []
    assert conversion.draft_of(Article.objects.get()).places == ("07316",)


def test_two_authors_of_one_name_are_told_apart_by_their_address(tmp_path):
    for slug in ("anna-k", "anna-kern-2"):
        Author.objects.create(name="Anna Kern", slug=slug)
    _, skipped = take(tmp_path, line_of(authors=["Anna Kern"]))
    assert "may mean Anna Kern <anna-k>, Anna Kern <anna-kern-2>" in skipped[0][1]
    assert take(tmp_path, line_of(authors=["Anna Kern <anna-kern-2>"]))[1] == []
    assert conversion.draft_of(Article.objects.get()).authors == ("anna-kern-2",)


def test_an_address_of_another_author_is_not_theirs(tmp_path):
    Author.objects.create(name="Bo Öst", slug="anna-kern-2")
    _, skipped = take(tmp_path, line_of(authors=["Anna Kern <anna-kern-2>"]))
    assert skipped == [(1, "authors: 'anna-kern-2' is the address of 'Bo Öst'")]


def test_names_that_make_the_same_address_get_two(tmp_path):
    take(tmp_path, line_of(authors=["Anna Kern", "Anna-Kern"], source="A B"))
    take(tmp_path, line_of("test:2", source="A-B"))
    assert [author.slug for author in Author.objects.order_by("pk")] == ["anna-kern", "anna-kern-2"]
    lines, _ = give(tmp_path)
    assert json.loads(lines[0])["authors"] == ["Anna Kern", "Anna-Kern <anna-kern-2>"]
    assert Source.objects.count() == 2


def test_words_never_go_to_somebody_else_by_a_key(tmp_path):
    Speaker.objects.create(name="Hans Muster", slug="eva-beispiel")
    block = {"type": "statement", "text": "Ja.", "speaker": "Eva Beispiel"}
    _, skipped = take(tmp_path, line_of(blocks=[{**block, "speaker_key": "eva-beispiel"}]))
    assert skipped == [(1, "speaker_key: 'eva-beispiel' is 'Hans Muster', not 'Eva Beispiel'")]


def test_a_former_name_is_still_the_same_speaker(tmp_path):
    speaker = Speaker.objects.create(name="Eva Neu", slug="eva-neu")
    speaker.spellings.create(name="Eva Beispiel")
    block = {"type": "statement", "text": "Ja.", "speaker": "Dr. Eva Beispiel"}
    take(tmp_path, line_of(blocks=[{**block, "speaker_key": "eva-neu"}]))
    assert Speaker.objects.get().statements.count() == 1


# --- Pictures and files ----------------------------------------------------------------------


def with_picture(file, **keys):
    return line_of(lead_picture={"file": file, "credit": "Kern", **keys})


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("../foto.jpg", "leads out of the folder"),
        ("lines/../../foto.jpg", "leads out of the folder"),
        ("link.jpg", "leads out of the folder"),
        ("ordner/foto.jpg", "leads out of the folder"),
        ("..\\foto.jpg", "leads out of the folder"),
        ("fehlt.jpg", "cannot be read: No such file or directory"),
        (".", "is no file"),
        ("x" * 300, "cannot be read: File name too long"),
        ("kaputt.jpg", "This file is no picture"),
    ],
)
def test_a_picture_lies_in_the_folder_and_is_one(tmp_path, path, reason):
    outside, folder = tmp_path / "foto.jpg", tmp_path / "lines"
    outside.write_bytes(picture_bytes())
    folder.mkdir()
    (folder / "link.jpg").symlink_to(outside)
    (folder / "ordner").symlink_to(tmp_path)
    (folder / "kaputt.jpg").write_bytes(b"kein Bild")
    absolute = take(folder, with_picture(str(outside)))[1]
    assert "leads out of the folder" in absolute[0][1]
    summary, skipped = take(folder, with_picture(path))
    assert summary.skipped == 1
    assert reason in skipped[0][1] or "kein Bild" in skipped[0][1]
    assert not Article.objects.exists()
    assert not Image.objects.exists()


def test_a_picture_without_a_credit_is_refused_by_name(tmp_path):
    (tmp_path / "foto.jpg").write_bytes(picture_bytes())
    _, skipped = take(tmp_path, with_picture("foto.jpg", credit=""))
    assert skipped[0][1].startswith("picture 'foto.jpg': credit: ")


def test_what_a_line_says_of_a_known_picture_is_said_of_its_record(tmp_path):
    image = make_image(alt="Alt", focal_x=0.1)
    make_article(ref="test:1", lead_picture=drafts.LeadPicture(image=image.pk))
    (line,), _ = give(tmp_path)
    said = json.loads(line)
    said["lead_picture"] |= {"alt": "Neu", "focal": [0.2, 0.3]}
    assert counts(take(tmp_path, json.dumps(said))[0]) == (0, 1, 0, 0)
    image.refresh_from_db()
    assert (image.alt, image.focal_x, image.focal_y) == ("Neu", 0.2, 0.3)
    assert counts(take(tmp_path, json.dumps(said))[0]) == (0, 0, 1, 0)


def test_another_file_under_a_known_uid_replaces_the_picture(tmp_path):
    image = make_image()
    (tmp_path / "neu.jpg").write_bytes(picture_bytes(800, 600))
    line = with_picture("neu.jpg", image=str(image.pk))
    assert counts(take(tmp_path, line)[0]) == (1, 0, 0, 0)
    image.refresh_from_db()
    assert (image.width, image.height) == (800, 600)
    assert counts(take(tmp_path, line)[0]) == (0, 0, 1, 0)


def test_the_same_photograph_by_another_photographer_is_another_picture(tmp_path):
    (tmp_path / "foto.jpg").write_bytes(picture_bytes())
    take(tmp_path, with_picture("foto.jpg"))
    block = {"type": "picture", "file": "foto.jpg", "credit": "Öst"}
    take(tmp_path, line_of("test:2", blocks=[block]))
    assert sorted(Image.objects.values_list("credit", flat=True)) == ["Kern", "Öst"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.html", b"<script>"), ("a.pdf", b"<html>"), ("a.txt", b"\0"), ("a.pdf", b""), ("a", PDF)],
)
def test_a_file_is_of_a_known_kind_and_what_its_name_says(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    _, skipped = take(tmp_path, line_of(blocks=[{"type": "file", "file": name}]))
    assert skipped[0][1].startswith(f"file '{name}': ")
    assert not Document.objects.exists()


def test_a_missing_file_of_a_picture_is_named_and_the_line_still_written(tmp_path):
    image = make_image()
    make_article(ref="test:1", lead_picture=drafts.LeadPicture(image=image.pk))
    image.file.storage.delete(image.file.name)
    lines, problems = give(tmp_path)
    assert len(lines) == 1
    assert problems == [("test:1", f"pictures/{image.pk}.jpg: the stored file is gone")]


def test_an_article_too_long_for_a_line_is_named(tmp_path):
    make_article(
        ref="test:1", blocks=[drafts.Prose(html=f"<p>{'ü' * 199_000}</p>") for _ in range(14)]
    )
    lines, problems = give(tmp_path)
    assert problems == [("test:1", "the line is longer than import takes")]
    assert len(lines) == 1


# --- Size -------------------------------------------------------------------------------------


def test_an_export_asks_the_same_few_questions_for_many(tmp_path, django_assert_max_num_queries):
    for number in range(30):
        make_article(ref=f"test:{number}", topics=["Bildung"])
    with django_assert_max_num_queries(20):
        lines, _ = give(tmp_path)
    assert [json.loads(line)["ref"] for line in lines] == [f"test:{number}" for number in range(30)]


def test_an_unchanged_line_writes_nothing(tmp_path, django_assert_max_num_queries):
    take(tmp_path, line_of())
    with django_assert_max_num_queries(25):
        take(tmp_path, line_of())
    assert Prose.objects.count() == 1


def test_a_stored_picture_comes_back_byte_for_byte(tmp_path):
    image = make_image()
    stored = image.file.open().read()
    image.file.close()
    make_article(ref="test:1", lead_picture=drafts.LeadPicture(image=image.pk))
    lines, _ = give(tmp_path)
    forget_everything()
    default_storage.delete(image.file.name)
    take(tmp_path, *lines)
    again = Image.objects.get()
    with again.file.open() as stream:
        assert stream.read() == stored
    assert again.file.name == image.file.name
