"""What an article page fetches beside the article."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles import drafts, reading
from articles.models import Article, Document, blocks_of
from tests.builders import make_article, make_image, make_place, make_speaker

pytestmark = pytest.mark.django_db


def whole_article(**fields):
    """An article with every kind of block."""
    image = make_image()
    document = Document.objects.create(file="files/plan.pdf", title="Plan")
    blocks = [
        drafts.Prose(html="<p>Eins.</p>"),
        drafts.Picture(image=image.uid, caption="Die Brücke"),
        drafts.Statement(
            text="Gut so.", speaker="Dr. Ute Berg", role="Wirtin", said_on=date(2026, 11, 2)
        ),
        drafts.Gallery(title="Bilder", pictures=(drafts.GalleryPicture(image=image.uid),)),
        drafts.Video(url="https://video.example.org/1", title="Film", poster=image.uid),
        drafts.InfoBox(title="Kurz", html="<p>Zwei.</p>"),
        drafts.Table(rows=(("Tag", "Zeit"), ("Montag", "8.00"))),
        drafts.File(document=document.uid),
        drafts.Embed(url="https://social.example.org/1", provider="Social"),
    ]
    return make_article(blocks=blocks, **fields)


def everything_about(thing):
    values = {field.attname: getattr(thing, field.attname) for field in thing._meta.concrete_fields}
    return {name: str(value) for name, value in values.items()}


def test_one_query_brings_the_blocks_as_the_models_bring_them(django_assert_num_queries):
    article = Article.objects.get(pk=whole_article().pk)
    with django_assert_num_queries(1):
        found = reading.belongings_of(article, timezone.now())["blocks"]
        gallery = next(block for block in found if block.draft_type == "gallery")
        assert [picture.image.credit for picture in gallery.pictures.all()] == [
            "Illustration: Zweistrom"
        ]
        related = {
            block.draft_type: getattr(block, name)
            for block in found
            for name in ("image", "poster", "document", "speaker")
            if hasattr(block, name)
        }
    expected = list(blocks_of(article))
    assert [type(block) for block in found] == [type(block) for block in expected]
    assert list(map(everything_about, found)) == list(map(everything_about, expected))
    assert [found[i].uid == expected[i].uid for i in range(9)] == [True] * 9
    assert related["statement"].honorific == "Dr."
    assert related["picture"].width == expected[1].image.width
    assert related["picture"].renditions == expected[1].image.renditions
    assert related["file"].title == "Plan"


def test_a_video_without_still_and_a_speaker_without_portrait_have_none():
    speaker = make_speaker("Ute Berg")
    article = make_article(
        blocks=[
            drafts.Video(url="https://video.example.org/1"),
            drafts.Statement(text="Ja.", speaker="Ute Berg", speaker_key=speaker.slug),
        ]
    )
    video, statement = reading.belongings_of(article, timezone.now())["blocks"]
    assert video.poster is None
    assert statement.speaker.portrait is None


def test_places_topics_authors_dates_and_corrections_come_in_their_order():
    now = timezone.now()
    places = [make_place("Speyer"), make_place("Altrip")]
    article = make_article(
        places=[place.key for place in places],
        topics=["Verkehr", "Sport"],
        events=[
            drafts.EventDate(starts_at=now + timedelta(days=2), venue="Halle"),
            drafts.EventDate(starts_at=now + timedelta(days=1)),
        ],
        corrections=[
            drafts.Correction(at=now - timedelta(hours=3), wrong="A", right="B"),
            drafts.Correction(at=now - timedelta(hours=2), wrong="C", right="D"),
            drafts.Correction(at=now - timedelta(hours=1), wrong="E", right="F", withdrawn=True),
            drafts.Correction(at=now + timedelta(hours=1), wrong="G", right="H"),
        ],
    )
    found = reading.belongings_of(article, now)
    assert [place.name for place in found["places"]] == ["Speyer", "Altrip"]
    assert [topic.name for topic in found["topics"]] == ["Verkehr", "Sport"]
    assert [event.venue for event in found["events"]] == ["", "Halle"]
    assert [correction.wrong for correction in found["corrections"]] == ["C", "A"]
    assert found["events"][0].starts_at.utcoffset() is not None


def test_a_chain_shows_published_chapters_only():
    chapter = drafts.Chapter(story="bruecke", title="Die Brücke")
    article = make_article("Erstens", chapter=chapter)
    make_article("Zweitens", chapter=chapter, status="in_review")
    chapters = reading.chapters_of(article, timezone.now())
    assert [other.headline for other in chapters] == ["Erstens"]
