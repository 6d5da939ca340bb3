"""Structured data: what search engines read, the same as readers see."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from articles import drafts
from articles.models import Author, SpeakerRole
from tests.builders import make_article, make_image, make_place, make_speaker

pytestmark = pytest.mark.django_db
BASE = "http://localhost:8000"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def things_on(client, path):
    """The things of the page's graph by type."""
    response = client.get(path)
    assert response.status_code == 200, path
    [text] = SCRIPT.findall(response.content.decode())
    found = {}
    for thing in json.loads(text)["@graph"]:
        found.setdefault(thing["@type"], []).append(thing)
    return found


def one(client, article, kind="NewsArticle"):
    [thing] = things_on(client, article.get_absolute_url())[kind]
    return thing


def test_an_article_says_who_wrote_what_when_about_where(client):
    place = make_place("Altrip")
    Author.objects.create(name="Jana Wolf")
    moment = datetime(2026, 6, 30, 22, 15, tzinfo=UTC)
    article = make_article(
        "Die Brücke",
        lead="Seit dem Morgen.",
        publish_at=moment,
        updated_at=moment + timedelta(hours=1),
        places=[place.key],
        topics=["Verkehr"],
        authors=["jana-wolf"],
        chapter=drafts.Chapter(story="b", title="Brückenbau"),
        blocks=[drafts.Prose(html="<h2>Eins</h2><p>zwei <strong>drei</strong></p><p>vier</p>")],
    )
    said = one(client, article)
    url = BASE + article.get_absolute_url()
    assert said["headline"] == "Die Brücke"
    assert said["description"] == "Seit dem Morgen."
    assert said["mainEntityOfPage"] == said["url"] == url
    assert said["datePublished"] == "2026-07-01T00:15:00+02:00"
    assert said["dateModified"] == "2026-07-01T01:15:00+02:00"
    assert said["author"] == [
        {"@type": "Person", "name": "Jana Wolf", "url": f"{BASE}/redaktion/jana-wolf/"}
    ]
    assert said["contentLocation"] == [
        {"@type": "Place", "name": "Altrip", "url": f"{BASE}/ort/altrip/"}
    ]
    assert said["isPartOf"]["name"] == "Brückenbau"
    assert said["keywords"] == ["Verkehr"]
    assert (said["wordCount"], said["inLanguage"]) == (4, "de")
    assert said["isAccessibleForFree"] is True
    [publisher] = things_on(client, article.get_absolute_url())["NewsMediaOrganization"]
    assert (publisher["name"], said["publisher"]) == ("Zweistrom", {"@id": publisher["@id"]})


def test_blanks_are_left_out(client):
    said = one(client, make_article())
    assert not {"image", "isPartOf", "correction", "video", "citation", "description"} & said.keys()
    assert None not in said.values()


def test_the_lead_picture_is_named_in_its_crops(client):
    image = make_image()
    image.renditions = {
        "version": "ab12cd34",
        "crops": {
            "wide": {"ratio": [16, 9], "widths": [320, 1280]},
            "square": {"ratio": [1, 1], "widths": [320, 640]},
        },
    }
    image.save()
    article = make_article(lead_picture=drafts.LeadPicture(image=image.uid))
    wide, square = one(client, article)["image"]
    assert wide.startswith(f"{BASE}/media/renditions/")
    assert wide.endswith("ab12cd34-wide-1280.jpg")
    assert square.endswith("ab12cd34-square-640.jpg")


def test_a_picture_without_renditions_is_named_itself(client):
    image = make_image()
    type(image).objects.update(renditions={})
    article = make_article(lead_picture=drafts.LeadPicture(image=image.uid))
    [address] = one(client, article)["image"]
    assert address == BASE + image.file.url


def test_a_correction_moves_the_date_of_change(client):
    moment = timezone.now() - timedelta(hours=1)
    article = make_article(
        publish_at=moment - timedelta(days=1),
        corrections=[drafts.Correction(at=moment, wrong="Es waren drei.", right="Es waren vier.")],
    )
    said = one(client, article)
    [correction] = said["correction"]
    assert correction["@type"] == "CorrectionComment"
    assert correction["text"] == "Es waren drei. Es waren vier."
    assert said["dateModified"] == correction["datePublished"]


def test_a_statement_is_a_quotation_with_the_role_of_that_time(client):
    public = make_speaker("Ute Berg", honorific="Dr.", is_public_figure=True)
    make_speaker("Eva Still")
    article = make_article(
        blocks=[
            drafts.Statement(
                text="Gut so.",
                speaker="Ute Berg",
                speaker_key=public.slug,
                role="Bürgermeisterin",
                organisation="Altrip",
                said_on=date(2026, 11, 2),
            ),
            drafts.Statement(text="Nein.", speaker="Eva Still", speaker_key="eva-still"),
        ]
    )
    first, second = one(client, article)["citation"]
    assert (first["@type"], first["text"], first["dateCreated"]) == (
        "Quotation",
        "Gut so.",
        "2026-11-02",
    )
    assert first["creator"] == {
        "@type": "Person",
        "name": "Ute Berg",
        "honorificPrefix": "Dr.",
        "jobTitle": "Bürgermeisterin",
        "worksFor": {"@type": "Organization", "name": "Altrip"},
        "url": f"{BASE}/stimme/ute-berg/",
    }
    assert second["creator"] == {"@type": "Person", "name": "Eva Still"}


def test_an_event_has_each_of_its_dates(client):
    article = make_article(
        "Konzert",
        kind="event",
        events=[
            drafts.EventDate(
                starts_at=datetime(2026, 10, 24, 18, tzinfo=UTC),
                ends_at=datetime(2026, 10, 24, 20, tzinfo=UTC),
                venue="Halle",
            ),
            drafts.EventDate(starts_at=datetime(2026, 10, 25, 18, tzinfo=UTC), status="cancelled"),
        ],
    )
    first, second = things_on(client, article.get_absolute_url())["Event"]
    # The clocks change in the night between the two.
    assert first["startDate"] == "2026-10-24T20:00:00+02:00"
    assert second["startDate"] == "2026-10-25T19:00:00+01:00"
    assert (first["name"], first["location"]["name"]) == ("Konzert", "Halle")
    assert second["eventStatus"] == "https://schema.org/EventCancelled"
    assert second["location"]["address"]


def test_a_film_has_what_google_wants(client):
    image = make_image()
    article = make_article(
        "Film ab",
        lead="Ein Film.",
        blocks=[
            drafts.Video(url="https://video.example.org/1", poster=image.uid, duration=83),
            drafts.Video(url="https://video.example.org/2"),
        ],
    )
    [film] = one(client, article)["video"]
    assert (film["@type"], film["name"], film["duration"]) == ("VideoObject", "Film ab", "PT1M23S")
    assert film["thumbnailUrl"]
    assert film["uploadDate"]


def test_an_advertorial_is_no_news(client):
    article = make_article("Bezahlt", kind="advertorial")
    found = things_on(client, article.get_absolute_url())
    assert "NewsArticle" not in found
    assert "author" not in found["AdvertiserContentArticle"][0]


def test_the_way_from_the_front_page_is_told(client):
    place = make_place("Altrip")
    article = make_article("Die Brücke", places=[place.key])
    steps = one(client, article, "BreadcrumbList")["itemListElement"]
    assert [(step["position"], step["name"]) for step in steps] == [
        (1, "Zweistrom"),
        (2, "Altrip"),
        (3, "Die Brücke"),
    ]
    assert steps[1]["item"] == f"{BASE}/ort/altrip/"


def test_speakers_and_authors_are_persons(client):
    speaker = make_speaker("Ute Berg", is_public_figure=True, about="Seit je in Altrip.")
    SpeakerRole.objects.create(speaker=speaker, role="Wirtin", to_on=date(2020, 1, 1))
    SpeakerRole.objects.create(
        speaker=speaker, role="Bürgermeisterin", organisation="Altrip", from_on=date(2020, 1, 1)
    )
    Author.objects.create(name="Jana Wolf", job="Redakteurin")
    make_article(
        authors=["jana-wolf"],
        blocks=[drafts.Statement(text="Ja.", speaker="Ute Berg", speaker_key="ute-berg")],
    )
    [person] = things_on(client, "/stimme/ute-berg/")["Person"]
    assert (person["name"], person["jobTitle"]) == ("Ute Berg", "Bürgermeisterin")
    assert person["worksFor"]["name"] == "Altrip"
    [person] = things_on(client, "/redaktion/jana-wolf/")["Person"]
    assert (person["name"], person["jobTitle"]) == ("Jana Wolf", "Redakteurin")


def test_nothing_in_an_article_ends_the_script_early(client):
    article = make_article("</script><script>alert(1)</script> & <!--")
    assert one(client, article)["headline"] == "</script><script>alert(1)</script> & <!--"
    assert "<script>alert" not in client.get(article.get_absolute_url()).content.decode()


def test_no_soft_hyphen_leaves_the_headings(client):
    article = make_article("Kooperationsvereinbarungen unterzeichnet", lead="Feuerwehrgerätehaus")
    page = client.get(article.get_absolute_url()).content.decode()
    assert "\u00ad" in page.partition("<body")[2]
    assert "\u00ad" not in page.partition("<body")[0]
    assert "\u00ad" not in client.get("/feed/").content.decode()
