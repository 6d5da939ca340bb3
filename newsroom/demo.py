"""The demo paper: who may log in, and how its content comes into an empty database.

Texts stand in `demo_stories`, drawings in `demo_scenes`; here they become rows, articles through
the one door. Loading again adds what is missing and leaves alone what an editor has changed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from articles import conversion, copying, pictures, workflow
from articles.models import (
    Article,
    ArticleTemplate,
    Author,
    BreakingNews,
    HandoverNote,
    Image,
    NavigationEntry,
    Place,
    Source,
    Speaker,
    SpeakerRole,
    SpeakerSpelling,
    StaticPage,
    Story,
    Topic,
    TopicSynonym,
)
from newsroom import demo_partners, demo_pictures, demo_releases, demo_submissions
from newsroom.demo_stories import pages, people, stories
from newsroom.demo_stories.templates import templates
from newsroom.models import User

#: User name, password, what it may do. Known to everybody: never for a paper with readers.
LOGINS = (
    ("redaktion", "Rheinkilometer-428", "desk head"),
    ("autorin", "Neckarwiese-1907", "author"),
    ("redakteur", "Haardtrand-1673", "editor"),
    ("partner", "Markttafel-6000", "partner manager"),
    ("datenschutz", "Sandsteinbogen-9", "privacy officer"),
)
#: User name -> role and the byline that belongs to it.
ROLES = {
    "redaktion": (User.Role.DESK_HEAD, "anna-kestel"),
    "autorin": (User.Role.AUTHOR, "mira-solbach"),
    "redakteur": (User.Role.EDITOR, "lukas-thiem"),
    "partner": (User.Role.PARTNER_MANAGER, ""),
    "datenschutz": (User.Role.PRIVACY_OFFICER, ""),
}
#: Longer than a line of the paper: somebody who tries the demo should meet it.
BREAKING_NEWS_RUNS = timedelta(hours=6)


@dataclass(slots=True)
class Loaded:
    """How many articles and pictures a loading made, changed and left as they were."""

    created: int = 0
    updated: int = 0
    kept: int = 0
    pictures: int = 0


def load(
    now: datetime | None = None,
    *,
    refresh: bool = False,
    progress: Callable[[str, int, int], None] = lambda what, done, total: None,
) -> Loaded:
    """Load the demo with dates that follow `now` (aware; default: this moment in the paper's zone).

    Articles that are there stay as they are, unless `refresh` writes the texts and dates anew.
    Raises Refused if an article is not valid, which is a defect of its text.
    """
    now = timezone.localtime(now)
    loaded = Loaded()
    with transaction.atomic():
        _logins_and_bylines()
        _voices(now.year)
        _sources_and_topics()
        _pages()
    _pictures(now, loaded, progress)
    _articles(now, loaded, refresh, progress)
    with transaction.atomic():
        _navigation()
        _templates()
        _breaking_news(now, refresh)
        _handover()
        demo_partners.load(now.date())
        demo_submissions.load(now)
        demo_releases.load(now)
    if loaded.created:
        with connection.cursor() as cursor:  # A whole paper has come at once; plans must know it.
            cursor.execute("ANALYZE")
    return loaded


def _logins_and_bylines():
    for slug, writer in people.AUTHORS.items():
        Author.objects.get_or_create(
            slug=slug,
            defaults={
                "name": writer.name,
                "initials": writer.initials,
                "job": writer.desk,
                "about": writer.about,
                "email": f"{slug}@zweistrom.example",
            },
        )
    for name, password, _what in LOGINS:
        if User.objects.filter(username=name).exists():
            continue
        role, slug = ROLES[name]
        author = Author.objects.filter(slug=slug).first()
        first, _space, last = author.name.partition(" ") if author else ("", "", "")
        user = User.objects.create_user(
            name,
            f"{name}@zweistrom.example",
            password,
            is_staff=True,
            roles=[role],
            first_name=first,
            last_name=last,
        )
        if author and author.user_id is None:
            author.user = user
            author.save()


def _voices(year):
    for key, voice in people.SPEAKERS.items():
        speaker, new = Speaker.objects.get_or_create(
            slug=key,
            defaults={
                "name": voice.name,
                "honorific": voice.honorific,
                "is_public_figure": voice.public_figure,
                "about": voice.about,
            },
        )
        if not new:
            continue
        for spelling in voice.spellings:
            SpeakerSpelling.objects.create(speaker=speaker, name=spelling)
        for office in voice.offices:
            SpeakerRole.objects.create(
                speaker=speaker,
                role=office.role,
                organisation=office.organisation,
                from_on=date(year + office.since, 1, 1),
                to_on=None if office.until is None else date(year + office.until, 1, 1),
            )


def _sources_and_topics():
    for name, (kind, credit) in people.SOURCES.items():
        Source.objects.get_or_create(name=name, defaults={"kind": kind, "credit": credit})
    for name in people.TOPICS:
        topic, new = Topic.objects.get_or_create(
            name=name, defaults={"intro": pages.TOPIC_INTROS.get(name, "")}
        )
        for synonym in pages.TOPIC_SYNONYMS.get(name, ()) if new else ():
            TopicSynonym.objects.create(topic=topic, name=synonym)
    for key, intro in pages.PLACE_INTROS.items():
        Place.objects.filter(key=key, intro="").update(intro=intro)


def _pages():
    for slug, (title, html) in pages.PAGES.items():
        page = StaticPage(slug=slug, title=title, html=html)
        if not StaticPage.objects.filter(slug=slug).exists():
            page.full_clean()
            page.save()


def _pictures(now, loaded, progress):
    wanted = demo_pictures.pictures()
    there = set(Image.objects.values_list("pk", flat=True))
    missing = [uid for uid in _newest_first(now, wanted) if uid not in there]
    for uid in missing:
        scene = wanted[uid]
        progress("pictures", loaded.pictures, len(missing))
        pictures.store(
            demo_pictures.draw(scene.name),
            Image(uid=uid),
            alt=scene.alt,
            caption=scene.caption,
            credit=demo_pictures.CREDIT,
            licence=demo_pictures.LICENCE,
            focal_x=scene.focus[0],
            focal_y=scene.focus[1],
        )
        loaded.pictures += 1


def _newest_first(now, wanted):
    """Uids of the pictures, those of the newest articles first: the worker cuts them in turn."""
    leads = [
        draft.lead_picture.image
        for draft in reversed(list(stories(now)))
        if draft.lead_picture and draft.publish_at and draft.publish_at <= now
    ]
    return dict.fromkeys([*leads, *wanted])


def _articles(now, loaded, refresh, progress):
    wanted = list(stories(now))
    there = Article.objects.in_bulk([draft.ref for draft in wanted], field_name="ref")
    for number, draft in enumerate(wanted):
        progress("articles", number, len(wanted))
        article = there.get(draft.ref)
        if article is None:
            _create(draft)
            if draft.ref == pages.SENT_BACK[0]:
                _send_back()
            loaded.created += 1
        elif refresh and conversion.apply_draft(article, draft).version != article.version:
            loaded.updated += 1
        else:
            loaded.kept += 1
    for key, intro in pages.STORY_INTROS.items():
        Story.objects.filter(key=key, intro="").update(intro=intro)


@transaction.atomic
def _create(draft):
    """A withdrawn article was public once: only so does its address answer "gone"."""
    if draft.status != Article.Status.WITHDRAWN:
        conversion.create_article(draft, reason="demo")
        return
    article = conversion.create_article(replace(draft, status="ready"), reason="demo")
    conversion.apply_draft(article, draft, reason="demo")


@transaction.atomic
def _send_back():
    """An author has handed in a draft; an editor has asked for more."""
    ref, author, editor, note = pages.SENT_BACK
    article = Article.objects.get(ref=ref)
    for name, status, reason in ((author, "in_review", ""), (editor, "draft", note)):
        draft = replace(conversion.draft_of(article), status=status)
        user = User.objects.get(username=name)
        article = workflow.save(article, draft, by=user, reason=reason)


def _handover():
    """The note of the last shift, unless somebody has written one."""
    if not HandoverNote.objects.exists():
        name, text = pages.HANDOVER
        HandoverNote.objects.create(text=text, by=User.objects.get(username=name))


def _templates():
    """What the desk starts from; a template of the same name is left alone."""
    there = set(ArticleTemplate.objects.values_list("name", flat=True))
    for name, draft in templates().items():
        if name not in there:
            copying.keep_template(name, draft)


def _navigation():
    """Head and foot of every page; an edited navigation is left alone."""
    if NavigationEntry.objects.exists():
        return
    places = Place.objects.in_bulk(pages.HEADER_PLACES, field_name="key")
    footer = StaticPage.objects.in_bulk(pages.FOOTER_PAGES, field_name="slug")
    entries = [
        *(NavigationEntry(place=places[key]) for key in pages.HEADER_PLACES if key in places),
        *(NavigationEntry(topic=Topic.objects.named(name)) for name in pages.HEADER_TOPICS),
        *(
            NavigationEntry(where=NavigationEntry.Where.FOOTER, page=footer[slug])
            for slug in pages.FOOTER_PAGES
        ),
    ]
    for position, entry in enumerate(entries):
        entry.position = position
        entry.full_clean()
        entry.save()


def _breaking_news(now, refresh):
    """A line that runs at the moment of loading; one that somebody has written stays alone."""
    lines = BreakingNews.objects.all()
    if refresh:
        lines.filter(text=pages.BREAKING_NEWS[0], by=None).delete()
    if not lines.exists():
        text, ref = pages.BREAKING_NEWS
        BreakingNews.objects.create(
            text=text,
            article=Article.objects.filter(ref=ref).first(),
            from_at=now - timedelta(minutes=10),
            until_at=now + BREAKING_NEWS_RUNS,
        )
