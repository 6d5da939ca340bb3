"""The one door."""

import json
import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import conversion, drafts
from articles.models import (
    Article,
    ArticleVersion,
    AuditEntry,
    FormerAddress,
    Place,
    PlaceListing,
    Prose,
    Speaker,
    Statement,
    Topic,
)
from tests.builders import (
    make_article,
    make_draft,
    make_image,
    make_place,
    make_region,
    make_speaker,
    make_user,
)

pytestmark = pytest.mark.django_db


def full_draft():
    """A Draft that uses every field and every block."""
    make_region()
    lead, inside = make_image(), make_image()
    now = timezone.now()
    return drafts.Draft(
        ref="test:1",
        headline="Acht Ämter unterschreiben",
        kind="event",
        status="ready",
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
        topics=("Bildung", "Arbeit"),
        source="Stadt Ludwigshafen",
        credit="red",
        initials="ak",
        authors=("Anna Kern",),
        chapter=drafts.Chapter(story="beratung", title="Beratung", stage="update"),
        top_from=now,
        top_until=now + timedelta(days=1),
        top_rank=2,
        lead_picture=drafts.LeadPicture(image=lead.pk, caption="Hier"),
        events=[drafts.EventDate(starts_at=now, ends_at=now + timedelta(hours=2), venue="Rathaus")],
        corrections=[drafts.Correction(at=now, wrong="Sieben", right="Acht")],
        former_paths=["/alt/acht/"],
        blocks=[
            drafts.Prose(html="<h2>Eins</h2><p>Text</p>"),
            drafts.Picture(image=inside.pk, caption="Da"),
            drafts.Gallery(
                title="Bilder",
                pictures=[
                    drafts.GalleryPicture(image=inside.pk),
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
            drafts.Video(url="https://video.example/1", title="Film", poster=lead.pk, duration=61),
            drafts.InfoBox(title="Kurz", html="<p>Drei Punkte</p>"),
            drafts.Table(caption="Zahlen", rows=[["", "b"], ["1", "2"]]),
            drafts.Embed(url="https://social.example/1", provider="Social", title="Beitrag"),
        ],
    )


def test_an_article_says_what_its_draft_said():
    draft = full_draft()
    article = conversion.create_article(draft)
    said = conversion.draft_of(Article.objects.get(pk=article.pk))
    assert said == drafts.replace(
        draft,
        authors=("anna-kern",),
        blocks=[
            drafts.replace(block, speaker_key="eva-beispiel")
            if block.type == "statement"
            else block
            for block in draft.blocks
        ],
    )


def test_a_version_is_the_draft_as_json():
    article = conversion.create_article(full_draft())
    version = ArticleVersion.objects.get(article=article)
    assert version.number == 1
    assert version.as_draft() == conversion.draft_of(article)
    assert drafts.from_json(json.loads(json.dumps(version.draft))) == version.as_draft()


def test_the_same_draft_again_changes_nothing():
    article = conversion.create_article(full_draft())
    jobs = ProcrastinateJob.objects.count()
    conversion.apply_draft(article, conversion.draft_of(article))
    article.refresh_from_db()
    assert article.version == 1
    assert ArticleVersion.objects.count() == AuditEntry.objects.count() == 1
    assert ProcrastinateJob.objects.count() == jobs


def test_only_blocks_that_differ_are_written(django_assert_max_num_queries):
    blocks = [drafts.Prose(html=f"<p>Absatz {number}</p>") for number in range(40)]
    article = make_article(blocks=blocks)
    draft = conversion.draft_of(article)
    changed = drafts.replace(blocks[20], html="<p>Anders</p>")
    with django_assert_max_num_queries(30):
        conversion.apply_draft(
            article, drafts.replace(draft, blocks=[*blocks[:20], changed, *blocks[21:]])
        )
    assert Prose.objects.get(pk=changed.uid).html == "<p>Anders</p>"
    assert Prose.objects.count() == 40


def test_blocks_keep_their_uid_when_they_move():
    article = make_article(blocks=[drafts.Prose(html=f"<p>{n}</p>") for n in range(3)])
    draft = conversion.draft_of(article)
    conversion.apply_draft(article, drafts.replace(draft, blocks=draft.blocks[::-1]))
    assert conversion.draft_of(article).blocks == draft.blocks[::-1]


def test_prose_is_sanitised_at_the_door():
    article = make_article(
        blocks=[drafts.Prose(html='<p onclick="x()">Gut<script>alert(1)</script></p>')]
    )
    assert Prose.objects.get(parent=article).html == "<p>Gut</p>"


def test_a_correction_without_its_right_words_is_refused_in_words():
    wrong = drafts.Correction(at=timezone.now(), wrong="Montag", right="")
    with pytest.raises(conversion.Refused) as refused:
        make_article(corrections=[wrong])
    assert refused.value.message_dict["corrections"]


@pytest.mark.parametrize(
    "html", ["<b>" * 5000 + "x", "<p>" + "x" * 200_001 + "</p>"], ids=["deep", "long"]
)
def test_prose_past_the_limits_is_refused_at_its_block(html):
    block = drafts.Prose(html=html)
    with pytest.raises(conversion.Refused) as refused:
        make_article(blocks=[block])
    assert "html" in refused.value.block_errors[block.uid]
    assert not Article.objects.exists()


def test_an_older_version_is_told_so_and_nothing_is_lost():
    article = make_article("Erste Fassung")
    mine = drafts.replace(conversion.draft_of(article), headline="Meine Fassung")
    yours = drafts.replace(conversion.draft_of(article), headline="Ihre Fassung")
    conversion.apply_draft(article, mine)
    with pytest.raises(conversion.StaleDraft) as stale:
        conversion.apply_draft(article, yours)
    assert stale.value.current.headline == "Meine Fassung"


def test_a_refused_draft_writes_nothing_at_all():
    with pytest.raises(ValidationError) as refused:
        make_article("Ohne Zeit", status="ready", publish_at=None, topics=["Neu"])
    assert "publication time" in str(refused.value) or "Veröffentlichung" in str(refused.value)
    assert not Article.objects.exists()
    assert not Topic.objects.exists()


def test_an_unknown_place_is_reported_not_guessed():
    with pytest.raises(ValidationError) as refused:
        make_article(places=["00000000"])
    assert "places" in refused.value.error_dict


def test_embargo_forbids_an_earlier_publication():
    now = timezone.now()
    with pytest.raises(ValidationError):
        make_article(publish_at=now, embargo_until=now + timedelta(hours=1))


def test_a_place_lists_what_happens_in_its_parts():
    places = make_region()
    article = make_article(places=["07338001", "07314000"])
    listed = PlaceListing.objects.filter(article=article).values_list("place__name", flat=True)
    assert sorted(listed) == [
        "Altrip",
        "Ludwigshafen",
        "Metropolregion Rhein-Neckar",
        "Rhein-Pfalz-Kreis",
    ]
    assert list(Article.objects.about(places["Rhein-Pfalz-Kreis"])) == [article]


def test_listings_follow_the_article_in_time_and_out_of_the_paper():
    make_region()
    article = make_article(places=["07338001"], topics=["Verkehr"], authors=["Anna Kern"])
    later = timezone.now().replace(microsecond=0) - timedelta(days=3)
    conversion.apply_draft(article, drafts.replace(conversion.draft_of(article), publish_at=later))
    assert set(PlaceListing.objects.values_list("listed_at", flat=True)) == {later}
    assert article.topic_rows.get().listed_at == article.bylines.get().listed_at == later
    conversion.withdraw(Article.objects.all())
    assert not PlaceListing.objects.exists()
    assert article.topic_rows.get().listed_at is None


def test_a_place_that_moves_takes_its_articles_along():
    places = make_region()
    article = make_article(places=["07338001"])
    town = places["Altrip"]
    town.parent = places["Metropolregion Rhein-Neckar"]
    town.save()
    assert not PlaceListing.objects.filter(article=article, place=places["Rhein-Pfalz-Kreis"])
    assert PlaceListing.objects.filter(article=article).count() == 2


def test_a_district_that_moves_takes_its_towns_and_their_articles_along():
    places = make_region()
    article = make_article(places=["07338001"])
    elsewhere = make_place("Pfalz", key="pfalz", kind=Place.Kind.REGION)
    district = places["Rhein-Pfalz-Kreis"]
    district.parent = elsewhere
    district.save()
    assert Place.objects.get(key="07338001").path == "pfalz.07338.07338001."
    assert list(Article.objects.about(elsewhere)) == [article]
    assert not Article.objects.about(places["Metropolregion Rhein-Neckar"]).exists()


def test_an_address_that_was_public_keeps_leading_here():
    article = make_article(slug="alte-adresse")
    old_path = article.get_absolute_url()
    article = conversion.apply_draft(
        article, drafts.replace(conversion.draft_of(article), slug="neue-adresse")
    )
    assert FormerAddress.objects.get(path=old_path).article == article
    with pytest.raises(ValidationError):
        make_article("Andere", slug="alte-adresse", publish_at=article.publish_at)


def test_an_expired_article_keeps_its_old_address_too():
    now = timezone.now()
    article = make_article(publish_at=now - timedelta(days=3), expires_at=now - timedelta(days=1))
    old_path = article.get_absolute_url()
    conversion.apply_draft(article, drafts.replace(conversion.draft_of(article), slug="anders"))
    assert FormerAddress.objects.get().path == old_path


def test_a_top_story_needs_an_end():
    with pytest.raises(ValidationError) as refused:
        make_article(top_rank=1, top_from=timezone.now())
    assert refused.value.messages


def test_an_imported_path_may_share_its_slug_with_another_article_of_another_day():
    other = make_article(slug="bruecke")
    article = make_article(former_paths=["/2012/08/21/bruecke/"])
    assert article.former_addresses.get().path == "/2012/08/21/bruecke/"
    with pytest.raises(ValidationError):
        make_article(former_paths=[other.get_absolute_url()])


def test_an_address_that_never_was_public_is_forgotten():
    article = make_article(slug="alte-adresse", status="draft")
    conversion.apply_draft(
        article, drafts.replace(conversion.draft_of(article), slug="neue-adresse")
    )
    assert not FormerAddress.objects.exists()


def test_two_headlines_alike_get_two_addresses():
    assert {make_article("Müßig").slug, make_article("Müßig").slug} == {"muessig", "muessig-2"}


def test_speakers_are_not_merged_by_name_alone():
    for role in ("Bäckerin", "Polizistin"):
        make_article(blocks=[drafts.Statement(text="Ja.", speaker="Eva Beispiel", role=role)])
    assert Speaker.objects.filter(name="Eva Beispiel").count() == 2


def test_a_speaker_in_the_same_office_is_the_same_person():
    for _ in range(2):
        make_article(
            blocks=[
                drafts.Statement(text="Ja.", speaker="Eva Beispiel", role="OB", organisation="X")
            ]
        )
    assert Speaker.objects.count() == 1


def test_one_name_twice_in_one_text_is_one_person():
    make_article(
        blocks=[
            drafts.Statement(text=text, speaker="Dr. Eva Beispiel") for text in ("Ja.", "Nein.")
        ]
    )
    speaker = Speaker.objects.get()
    assert (speaker.honorific, speaker.name) == ("Dr.", "Eva Beispiel")


def test_a_former_key_still_finds_the_speaker():
    kept = make_speaker("Eva Beispiel")
    kept.former_keys.create(slug="eva-alt")
    make_article(blocks=[drafts.Statement(text="Ja.", speaker="E. Alt", speaker_key="eva-alt")])
    assert Statement.objects.get().speaker == kept


def test_a_block_of_another_article_cannot_be_taken():
    block = drafts.Prose(html="<p>Meins</p>")
    make_article(blocks=[block])
    with pytest.raises(ValidationError):
        make_article("Zweite", blocks=[block])


def test_corrections_are_never_deleted():
    correction = drafts.Correction(at=timezone.now(), wrong="Drei", right="Vier")
    article = make_article(corrections=[correction])
    article = conversion.apply_draft(
        article, drafts.replace(conversion.draft_of(article), corrections=(), headline="Neu")
    )
    assert article.corrections.count() == 1


def test_a_changed_date_raises_its_sequence():
    event = drafts.EventDate(starts_at=timezone.now())
    article = make_article(kind="event", events=[event])
    moved = drafts.replace(event, venue="Anderswo")
    conversion.apply_draft(article, drafts.replace(conversion.draft_of(article), events=[moved]))
    assert article.events.get().sequence == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE articles_auditentry SET verb = 'x'",
        "DELETE FROM articles_auditentry",
        "TRUNCATE articles_auditentry",
    ],
)
def test_the_audit_log_is_append_only(statement):
    make_article(by=make_user("editor"))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEntry.objects.get().verb == "create"


def test_audit_and_purge_are_there_if_and_only_if_the_change_is():
    make_region()
    with transaction.atomic():
        make_article(places=["07338001"])
        assert ProcrastinateJob.objects.filter(task_name="purge").count() == 1
        transaction.set_rollback(True)
    assert not AuditEntry.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_withdrawing_purges_hard():
    article = make_article()
    ProcrastinateJob.objects.all().delete()
    conversion.withdraw(Article.objects.filter(pk=article.pk))
    assert [job.args["hard"] for job in ProcrastinateJob.objects.all()] == [True]
    assert not Article.objects.published().exists()
    assert list(Article.objects.gone()) == [article]


def test_a_deleted_article_leaves_its_trace_in_the_audit_log():
    article = make_article("Weg damit", places=[make_region()["Altrip"].key])
    conversion.delete_article(article)
    assert not Article.objects.exists()
    assert AuditEntry.objects.filter(verb="delete").get().details["headline"] == "Weg damit"


@pytest.mark.django_db(transaction=True)
def test_of_many_parallel_saves_one_wins_and_the_others_are_told():
    article = make_article("Anfang")
    draft = conversion.draft_of(article)
    outcomes = []

    def save(number):
        try:
            conversion.apply_draft(article, drafts.replace(draft, headline=f"Fassung {number}"))
            outcomes.append("saved")
        except conversion.StaleDraft:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[number]) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["saved"] + ["told"] * 9
    article.refresh_from_db()
    assert article.version == 2


@pytest.mark.soak
def test_an_article_of_endless_different_words_is_kept_and_found_by_its_first():
    blocks = [
        drafts.Prose(html=f"<p>{' '.join(f'w{block}{n * 7919:x}' for n in range(13_000))}</p>")
        for block in range(9)
    ]
    article = make_article("Wörterbuch", blocks=blocks)
    assert article.search_entry.terms


def test_a_gallery_shows_a_picture_once():
    image = drafts.GalleryPicture(image=make_image().pk)
    gallery = drafts.Gallery(pictures=[image, image])
    with pytest.raises(conversion.Refused) as refused:
        make_article(blocks=[gallery])
    assert gallery.uid in refused.value.block_errors


def test_a_name_of_nothing_but_umlauts_fits_where_it_is_folded():
    make_article(topics=["ü" * 100], blocks=[drafts.Statement(text="Ja.", speaker="ß" * 100)])
    assert Speaker.objects.get().folded == "s" * 200


def test_an_unknown_picture_is_refused():
    with pytest.raises(ValidationError):
        make_article(lead_picture=drafts.LeadPicture(image=uuid4()))


def test_a_draft_of_every_moment_is_the_same_for_equal_articles():
    draft = make_draft(headline=" Zwei\r\nZeilen ")
    assert draft.headline == "Zwei\nZeilen"
    assert draft.publish_at.microsecond == 0


def test_a_correction_or_date_that_cannot_be_one_is_refused_in_words():
    now = timezone.now()
    wrong = drafts.Correction(at=now, wrong="Die Brücke", right=" \t")
    with pytest.raises(conversion.Refused) as refused:
        make_article(corrections=[wrong])
    assert list(refused.value.error_dict) == ["corrections"]
    with pytest.raises(conversion.Refused) as refused:
        make_article(kind="event", events=[drafts.EventDate(starts_at=now, venue="x" * 400)])
    assert list(refused.value.error_dict) == ["events"]
