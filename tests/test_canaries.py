"""Nothing unpublished reaches a reader: a random word stands in every text field of articles in
every unpublished state, and no answer to a reader holds one of them, nor counts them."""

import random
import re
import string
from datetime import timedelta
from html import unescape
from urllib.parse import unquote, urlsplit

import pytest
from django.core.cache import cache
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import conversion, documents, drafts, pictures, renditions
from articles.models import (
    BLOCKS,
    Article,
    Author,
    Correction,
    Document,
    EventDate,
    FormerAddress,
    GalleryPicture,
    Image,
    Place,
    Source,
    Speaker,
    Story,
    Topic,
)
from tests.builders import make_article, make_region, make_speaker, picture_bytes
from tests.test_every_address import READER_PAGES, routes

pytestmark = pytest.mark.django_db

UNPUBLISHED = ("draft", "in_review", "scheduled", "embargoed", "expired", "withdrawn", "binned")

#: Text fields that hold no words of an article, and why.
NO_CANARY = {
    "ref": "a key of ours, never shown",
    "region": "always the body",
    "digest": "a sum of the file",
    "licence": "kept for the desk",
    "key": "made of the title",
    "website": "kept for the desk",
    "email": "of the author, who is public or not by the byline alone",
    "folded": "made of the name",
    "file": "named by a random uid",
    "credit:Source": "a default for the desk",
    "about:Speaker": "of a public figure, not of an article",
    "about:Author": "of the author, not of an article",
    "intro:Topic": "of the topic, which others share",
    "initials:Author": "of the author, not of an article",
    "job:Author": "of the author, not of an article",
    "honorific": "a title such as Dr.",
}
#: Planted words of a published article that stand on no page: notes for the desk, keys of ours,
#: and other names that only lead somewhere.
NEVER_SHOWN = {
    "original",
    "embargo_source",
    "embargo_reason",
    "story_key",
    "topic_synonym",
    "former_path",
    "former_key",
}


def word():
    """A random word that no text contains and no stemmer shortens."""
    return "q" + "".join(random.choices(string.ascii_lowercase.replace("e", ""), k=8)) + "x"


class Canaries(dict):
    """Name of the field -> its word; `canaries["lead"]` makes the word at the first asking."""

    def __missing__(self, name):
        self[name] = word()
        return self[name]


# --- Planting -------------------------------------------------------------------------------------


def planted(state):
    """An article in this state with a canary in every text field, and its canaries."""
    c, now = Canaries(), timezone.now().replace(microsecond=0)
    lead, other = (
        pictures.store(
            picture_bytes(160, 100, colour),
            alt=c[f"{name}_alt"],
            credit=c[f"{name}_credit"],
            caption=c[f"{name}_own"],
        )
        for name, colour in (("lead_image", "#1f7a6c"), ("image", "#d9673d"))
    )
    for image in (lead, other):
        renditions.make_renditions(str(image.pk))
        Image.objects.filter(pk=image.pk).update(original=f"originals/{c['original']}.jpg")
    speaker = make_speaker(c["speaker_name"], slug=c["speaker_slug"], is_public_figure=True)
    speaker.former_keys.create(slug=c["former_key"])
    Author.objects.create(name=c["author_name"], slug=c["author_slug"])
    topic = Topic.objects.create(name=c["topic_name"], slug=c["topic_slug"])
    topic.synonyms.create(name=c["topic_synonym"])
    Source.objects.create(name=c["source_name"], slug=c["source_slug"])
    story = Story.objects.create(
        key=c["story_key"], title=c["story_title"], slug=c["story_slug"], intro=c["story_intro"]
    )
    paper = documents.store(b"BEGIN:VCALENDAR", "plan.ics", title=c["document_own"])
    draft = drafts.Draft(
        headline=c["headline"],
        slug=c["slug"],
        lead=c["lead"],
        seo_title=c["seo_title"],
        share_title=c["share_title"],
        embargo_source=c["embargo_source"],
        embargo_reason=c["embargo_reason"],
        credit=c["credit"],
        initials=c["initials"],
        kind="event",
        places=("07338001", "07314000"),
        topics=(c["topic_name"], "Verkehr"),
        authors=(c["author_slug"], "anna-kern"),
        source=c["source_name"],
        chapter=drafts.Chapter(story=story.key, title=story.title, stage="update"),
        lead_picture=drafts.LeadPicture(
            image=lead.pk, caption=c["lead_caption"], alt=c["lead_alt"]
        ),
        top_rank=1,
        top_until=now + timedelta(days=3),
        events=[
            drafts.EventDate(starts_at=now + timedelta(days=days), venue=c["venue"])
            for days in (1, 8)
        ],
        corrections=[drafts.Correction(at=now, wrong=c["wrong"], right=c["right"])],
        # What has an old address was public, and goes into no bin.
        former_paths=[f"/alt/{c['former_path']}/"] if state != "binned" else [],
        blocks=[
            drafts.Prose(html=f"<h2>{c['prose_heading']}</h2><p>{c['prose']}</p>"),
            drafts.Picture(image=other.pk, caption=c["picture_caption"], alt=c["picture_alt"]),
            drafts.Picture(image=other.pk),
            drafts.Gallery(
                title=c["gallery_title"],
                pictures=[
                    drafts.GalleryPicture(
                        image=other.pk, caption=c["gallery_caption"], alt=c["gallery_alt"]
                    ),
                    drafts.GalleryPicture(image=lead.pk),
                ],
            ),
            drafts.Statement(
                text=c["statement"],
                speaker=c["speaker_name"],
                speaker_key=speaker.slug,
                role=c["role"],
                organisation=c["organisation"],
                said_on=now.date(),
            ),
            drafts.Statement(
                text=c["statement_of_known"],
                speaker="Eva Beispiel",
                speaker_key="eva-beispiel",
                role=c["role_of_known"],
                organisation=c["organisation_of_known"],
            ),
            drafts.Video(
                url=f"https://video.example/{c['video_path']}",
                title=c["video_title"],
                transcript=c["transcript"],
                poster=other.pk,
            ),
            drafts.InfoBox(title=c["box_title"], html=f"<p>{c['box']}</p>"),
            drafts.Table(caption=c["table_caption"], rows=[[c["table_head"]], [c["table_cell"]]]),
            drafts.File(document=paper.pk, title=c["file_title"]),
            drafts.File(document=paper.pk),
            drafts.Embed(
                url=f"https://social.example/{c['embed_path']}",
                provider=c["provider"],
                title=c["embed_title"],
            ),
        ],
        **in_state(state, now),
    )
    article = conversion.create_article(draft)
    if state == "withdrawn":
        conversion.withdraw(Article.objects.filter(pk=article.pk))
    if state == "binned":
        conversion.bin_article(article)
    return Article.objects.get(pk=article.pk), c


def in_state(state, now):
    """The fields that put an article into this state."""
    hour = timedelta(hours=1)
    match state:
        case "draft" | "in_review":
            return {"status": state}
        case "binned":
            return {"status": "draft"}
        case "scheduled":
            return {"status": "ready", "publish_at": now + hour}
        case "embargoed":
            return {"status": "ready", "publish_at": now + hour, "embargo_until": now + hour}
        case "expired":
            return {
                "status": "ready",
                "publish_at": now - timedelta(days=2),
                "expires_at": now - hour,
            }
    return {"status": "ready", "publish_at": now - hour}


def texts_of(article):
    """(name of the field, text) of every text column of the article and of what belongs to it."""
    parts = [article, article.source, article.story, article.lead_picture]
    parts += [row.tag for row in article.topic_rows.select_related("tag")]
    parts += [row.author for row in article.bylines.select_related("author")]
    for model in (*BLOCKS, EventDate, Correction, FormerAddress):
        owner = "parent" if model in BLOCKS else "article"
        parts += model.objects.filter(**{owner: article})
    for part in list(parts):
        parts += list(part.pictures.all()) if hasattr(part, "pictures") else []
    parts += [part.image for part in parts if hasattr(part, "image_id")]
    parts += [part.speaker for part in parts if hasattr(part, "speaker_id")]
    parts += [part.document for part in parts if hasattr(part, "document_id")]
    for part in parts:
        for field in part._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField) and not field.choices:
                yield part, field.name, getattr(part, field.name)


def is_exempt(part, name):
    return name in NO_CANARY or f"{name}:{type(part).__name__}" in NO_CANARY


def test_every_text_field_of_an_article_holds_a_canary():
    make_world()
    article, canaries = planted("draft")
    planted_words, holds = set(canaries.values()), {}
    for part, name, text in texts_of(article):
        if not is_exempt(part, name):
            known = any(secret in text for secret in planted_words)
            field = f"{type(part).__name__}.{name}"
            holds[field] = holds.get(field, False) or known
    assert {field for field, known in holds.items() if not known} == set()
    models_seen = {field.partition(".")[0] for field in holds}
    wanted = {Article, Author, Correction, Document, EventDate, FormerAddress, GalleryPicture}
    wanted |= {Image, Source, Speaker, Story, Topic, *BLOCKS}
    assert models_seen == {model.__name__ for model in wanted}


def make_world():
    """What readers see: more than a page of articles about shared places, topics and people."""
    make_region()
    make_speaker("Eva Beispiel", slug="eva-beispiel", is_public_figure=True)
    story = drafts.Chapter(story="bruecke", title="Die Brücke", stage="first_report")
    yesterday = timezone.now().replace(microsecond=0) - timedelta(days=1)
    for number in range(34):
        make_article(
            f"Bericht {number}",
            publish_at=yesterday - timedelta(hours=number),
            places=["07338001"],
            topics=["Verkehr"],
            authors=["Anna Kern"],
            source="Stadt Altrip",
            chapter=story if number < 3 else None,
            blocks=[
                drafts.Statement(
                    text="Sie hält.", speaker="Eva Beispiel", speaker_key="eva-beispiel"
                ),
                drafts.Video(url="https://video.example/1", title="Film"),
            ],
        )


# --- Asking ---------------------------------------------------------------------------------------

LINK = re.compile(r'(?:href|src|action)="([^"]+)"|<(?:loc|link|guid[^>]*)>([^<]+)<')
ANSWERED = {200, 301, 304, 404, 410}


def text_of(response):
    """All that a reader's machine gets to see of an answer: headers and body, as plain letters."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    # Each answer has a number of its own, which names nothing.
    told = {name: value for name, value in response.headers.items() if name != "X-Request-ID"}
    headers = "\n".join(f"{name}: {value}" for name, value in told.items())
    text = unquote(unescape(headers + "\n" + body.decode("utf-8", "replace")))
    return text.replace("\N{SOFT HYPHEN}", "").lower()


class Reader:
    """Walks the site like a machine that follows every link and guesses every name."""

    def __init__(self):
        self.client = Client()
        self.said = {}
        self.kinds = set()

    def ask(self, path):
        """Status and text of an answer to GET, asked once; each kind of address gets a HEAD too."""
        if path not in self.said:
            response = self.client.get(path)
            assert response.status_code in ANSWERED, (path, response.status_code)
            text = text_of(response)
            kind = (path.count("/"), path.split("/")[1], response.status_code)
            if kind not in self.kinds:
                self.kinds.add(kind)
                text += text_of(self.client.head(path))
            self.said[path] = (response.status_code, text)
        return self.said[path]

    def walk(self, paths):
        """Ask all the paths and every own address that the answers name."""
        waiting = list(paths)
        while waiting:
            path = waiting.pop()
            if path in self.said:
                continue
            _status, text = self.ask(path)
            for match in LINK.finditer(text):
                goal = urlsplit(match[1] or match[2])
                own = not goal.scheme or goal.netloc == "localhost:8000"
                if (
                    own
                    and goal.path.startswith("/")
                    and not goal.path.startswith(("/static", "/admin"))
                ):
                    waiting.append(goal.path + (f"?{goal.query}" if goal.query else ""))
        return self.said


def plain_lists():
    """Health answers machines: it knows no article, and says 503 where no worker runs."""
    pages = [name for name in READER_PAGES if not name.startswith("health")]
    return [reverse(name) for name in pages if not needs_a_name(name)]


def needs_a_name(name):
    return "<" in dict(routes())[name] or "(" in dict(routes())[name]


def guesses(article, canaries):
    """Addresses that somebody could guess who knows the words of an unpublished article."""
    c, day = canaries, timezone.localtime(article.publish_at or article.created_at)
    yield article.get_absolute_url()
    yield f"/2020/01/01/{c['slug']}/"
    yield f"/alt/{c['former_path']}/"
    for name, slugs in {
        "topic": ("topic_slug", "topic_name", "topic_synonym"),
        "story": ("story_slug", "story_title"),
        "speaker": ("speaker_slug", "speaker_name", "former_key"),
        "author": ("author_slug", "author_name"),
    }.items():
        for slug in slugs:
            yield reverse(name, args=[c[slug]])
            yield reverse(f"{name}_feed", args=[c[slug]])
    for path in (reverse("archive"), "/ort/altrip/", "/thema/verkehr/", "/videos/"):
        yield f"{path}?thema={c['topic_slug']}"
        yield f"{path}?quelle={c['source_slug']}"
    for path in (reverse("events"), reverse("events_ics")):
        yield f"{path}?thema={c['topic_slug']}"
        yield f"{path}?ort=altrip"
    yield f"{article.get_absolute_url()}termine.ics"
    for uid in article.events.values_list("pk", flat=True):
        yield reverse("event_ics", args=[uid])
    yield reverse("sitemap_month", args=[f"{day:%Y}", f"{day:%m}"])


def hits(said, canaries):
    """Where a canary stands in an answer whose question did not hold it."""
    return {
        (path, name)
        for path, (_status, text) in said.items()
        for name, secret in canaries.items()
        if secret in text and secret not in path
    }


# --- The tests ------------------------------------------------------------------------------------


@pytest.fixture
def secrets():
    """{state: (article, canaries)}: an unpublished article in each state beside the public ones."""
    make_world()
    return {state: planted(state) for state in UNPUBLISHED}


def test_no_word_of_an_unpublished_article_reaches_a_reader(secrets):
    reader = Reader()
    paths = [*plain_lists(), "/gibt-es-nicht/"]
    paths += [place.get_absolute_url() for place in Place.objects.all()]
    paths += [
        "/ort/altrip/feed/",
        "/thema/verkehr/",
        "/thema/verkehr/feed/",
        "/geschichte/bruecke/",
    ]
    paths += ["/stimme/eva-beispiel/", "/stimme/eva-beispiel/feed/", "/redaktion/anna-kern/"]
    for article, canaries in secrets.values():
        paths += guesses(article, canaries)
    said = reader.walk(paths)
    assert len(said) > 200
    found = {(state, *hit) for state, (_one, words) in secrets.items() for hit in hits(said, words)}
    assert found == set()


@pytest.mark.soak
def test_a_search_for_a_secret_word_answers_as_for_an_unknown_one(secrets):
    reader = Reader()
    answer_to(reader, word())  # The first of its kind, with the headers of HEAD behind it.
    expected = answer_to(reader, word())
    for state, (_article, canaries) in secrets.items():
        for name, secret in canaries.items():
            assert answer_to(reader, secret) == expected, (state, name)


def answer_to(reader, term):
    """The answer to a search without the term itself and what is made of it."""
    status, text = reader.ask(f"/suche/?q={term}")
    return status, re.sub(r"etag: \S+|content-length: \d+|s-maxage=\d+", "", text.replace(term, ""))


GONE = ("expired", "withdrawn")


def test_a_guessed_address_answers_as_if_there_were_nothing(secrets):
    """Only what was public once says so: its own address is gone (410)."""
    reader, unknown = Reader(), word()
    for state, (article, canaries) in secrets.items():
        for path in guesses(article, canaries):
            other = path
            for secret in canaries.values():
                other = other.replace(secret, unknown)
            own = canaries["slug"] in path or canaries["former_path"] in path
            expected = 410 if state in GONE and own else reader.ask(other)[0]
            assert reader.ask(path)[0] == expected, (state, path)


def test_lists_counts_and_next_links_do_not_know_the_unpublished():
    make_world()
    paths = ["/", "/meldungen/", "/ort/altrip/", "/ort/altrip/feed/", "/thema/verkehr/", "/videos/"]
    paths += ["/redaktion/", "/redaktion/anna-kern/", "/stimme/eva-beispiel/", "/termine/", "/top/"]
    paths += ["/feed/", "/sitemap.xml", "/sitemap-news.xml", "/sitemap-seiten.xml", "/korrekturen/"]
    paths += [
        "/suche/?q=bericht",
        "/suche/?q=verkehr",
        "/meldungen/?video=on",
        "/geschichte/bruecke/",
    ]
    paths += ["/ort/metropolregion-rhein-neckar/", "/meldungen/?thema=verkehr&quelle=stadt-altrip"]
    cache.clear()
    client = Client()
    before = {path: comparable(client.get(path)) for path in paths}
    for state in UNPUBLISHED:
        planted(state)
    cache.clear()
    after = {path: comparable(client.get(path)) for path in paths}
    assert [path for path in paths if after[path] != before[path]] == []


def comparable(response):
    """An answer without what names the moment it was made."""
    text = re.sub(r"<lastbuilddate>[^<]*<", "<", text_of(response))
    return re.sub(r"(etag|cache-control|last-modified): [^\n]*", "", text)


def test_the_walk_finds_the_words_of_a_published_article():
    """The control: a blind walk would find nothing here either."""
    make_world()
    article, canaries = planted("public")
    reader = Reader()
    said = reader.walk([*plain_lists(), *guesses(article, canaries)])
    found = {
        name
        for name, secret in canaries.items()
        if any(secret in text for _s, text in said.values())
    }
    assert set(canaries) - found <= NEVER_SHOWN
    assert {status for status, _text in said.values()} >= {200, 301}
    answer_to(reader, word())
    answers = {
        term: answer_to(reader, canaries[term]) for term in ("headline", "prose", "statement")
    }
    unknown = answer_to(reader, word())
    assert all(answer != unknown for answer in answers.values())


def test_a_planted_leak_is_found():
    make_world()
    article, canaries = planted("draft")
    assert hits({"/": (200, f"… {canaries['lead']} …")}, canaries) == {("/", "lead")}
    Article.objects.filter(pk=article.pk).update(status="ready", publish_at=timezone.now())
    said = Reader().walk(["/"])
    assert {name for _path, name in hits(said, canaries)} >= {"headline", "lead", "prose", "venue"}
