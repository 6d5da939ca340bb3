"""Every address x role x state: what answers whom. An address without a row fails the build."""

from datetime import timedelta
from uuid import UUID

import pytest
from axes.models import AccessAttempt
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import conversion, documents, drafts
from articles.models import (
    Article,
    ArticleTemplate,
    AuditEntry,
    Author,
    BreakingNews,
    NavigationEntry,
    Source,
    StaticPage,
    Story,
    Topic,
)
from newsroom import accounts
from submissions.models import AnswerTemplate
from submissions.releases.models import ReleaseFeed
from tests.builders import make_article, make_image, make_region, make_speaker, make_user
from tests.partners.booked import make_booking, make_partner, make_position
from tests.submissions.releases.texts import make_release
from tests.submissions.sent import make_submission, paths_of

pytestmark = pytest.mark.django_db

ROLES = (
    "anonymous",
    "author",
    "editor",
    "desk_head",
    "partner_manager",
    "privacy_officer",
    "superuser",
)

#: Whoever may do everything is asked one by one only in soak.
ONE_BY_ONE = [*ROLES[1:-1], pytest.param("superuser", marks=pytest.mark.soak)]

# --- The table ----------------------------------------------------------------------------------
# Numbers are answers to GET. "login": sent to the login page.

#: Reader pages: the same answer for everybody, and no cookie.
READER_PAGES = {
    "front_page": 200, "archive": 200, "authors": 200, "top_stories": 200, "videos": 200,
    "events": 200, "corrections": 200, "search": 200, "imprint": 200, "privacy": 301,
    "feed": 200, "top_feed": 200, "videos_feed": 200, "events_feed": 200, "corrections_feed": 200,
    "sitemap": 200, "sitemap_pages": 200, "sitemap_news": 200, "robots": 200,
    "place": 200, "topic": 200, "story": 200, "speaker": 200, "author": 200, "static_page": 200,
    "place_feed": 200, "topic_feed": 200, "story_feed": 200, "speaker_feed": 200,
    "author_feed": 200, "sitemap_month": 200, "article": 200, "media": 200,
    "partner_click": 302, "article_preview_link": 404,
    "submit": 200, "submit_news": 200, "submit_event": 200, "submit_picture": 404,
    "events_ics": 200, "event_ics": 404, "article_ics": 404,
    "submission_sent": 200, "submission_status": 200, "submission_change": 200,
    "submission_withdraw": 405,
    "health_live": 200, "health_ready": 503,  # No worker runs in a test.
}  # fmt: skip

#: An article's page for readers, by state: whoever asks.
ARTICLE_FOR_READERS = {
    "draft": 404, "in_review": 404, "scheduled": 404, "embargoed": 404, "public": 200,
    "expired": 410, "withdrawn": 410,
}  # fmt: skip

DESK = """
                         anonymous author editor desk_head partner_manager privacy_officer superuser
admin:index                   login     200    200    200       200             200             200
admin:login                   200       302    302    302       302             302             302
admin:logout                  302       405    405    405       405             405             405
admin:password_change         login     200    200    200       200             200             200
admin:password_change_done    login     200    200    200       200             200             200
admin:jsi18n                  login     200    200    200       200             200             200
admin:autocomplete            login     403    403    403       403             403             403
admin:article_links           login     200    200    200       403             403             200
admin:find                    login     200    200    200       200             200             200
admin:handover                login     302    302    302       403             403             302
admin:retry_job               login     403    403    404       403             403             404
admin:operation               login     403    403    200       403             403             200
admin:privacy                 login     403    403    403       403             200             200
admin:article_undo            login     405    405    405       403             403             405
admin:article_views           login     405    405    405       403             403             405
admin:article_working_copies  login     200    200    200       403             403             200
admin:article_working_copy    login     200    200    200       403             403             200
admin:article_working_copy_discard login 404   404    404       404             404             404
admin:article_working_copy_bring_back login 404 404   404       404             404             404
admin:article_working_copy_take login   404    404    404       404             404             404
admin:article_preview         login     404    404    404       404             404             404
admin:article_check           login     404    404    404       404             404             404
admin:article_language        login     404    404    404       404             404             404
admin:article_calendar        login     200    200    200       403             200             200
admin:article_start_from      login     405    405    405       405             405             405
admin:front_desk              login     403    403    200       403             403             200
admin:front_desk_preview      login     404    404    404       404             404             404
admin:front_desk_search       login     403    403    200       403             403             200
admin:breaking_end            login     404    404    404       404             404             404
admin:free_positions          login     403    403    200       200             403             200
admin:partner_report          login     403    403    404       404             404             404
admin:app_list                login     200    200    200       200             200             200
admin:view_on_site            login     404    404    404       404             404             404
admin:picture_desk            login     200    200    200       403             200             200
admin:picture_upload          login     405    405    405       405             405             405
admin:picture_waiting         login     404    404    404       404             404             404
admin:picture_original        login     404    404    404       404             404             404
admin:picture_replace         login     404    404    404       404             404             404
admin:submission_picture      login     403    404    404       403             404             404
admin:release_source          login     404    404    404       403             404             404
admin:release_original        login     404    404    404       403             404             404
admin:release_check           login     404    404    404       404             404             404
admin_password_reset          200       200    200    200       200             200             200
password_reset_done           200       200    200    200       200             200             200
password_reset_complete       200       200    200    200       200             200             200
password_reset_confirm        200       200    200    200       200             200             200
"""

#: Pages of a model at the desk: l(ist), a(dd), v(iew one), c(hange it), d(elete it), h(istory).
#: What is not named is refused with 403; anonymous callers are sent to the login.
MODELS = """
                               author editor desk_head partner_manager privacy_officer superuser
articles_image                 lavh   lavch  lavcdh    .               lavcdh          lavcdh
articles_document              lavh   lavch  lavcdh    .               lavcdh          lavcdh
articles_speaker               lvh    lavch  lavcdh    .               lavcdh          lavcdh
articles_author                lvh    lavch  lavcdh    .               lavch           lavcdh
articles_source                lvh    lavch  lavcdh    .               lvh             lavcdh
articles_story                 lvh    lavch  lavcdh    .               lvh             lavcdh
articles_topic                 lvh    lavch  lavcdh    lvh             lvh             lavcdh
articles_place                 lvh    lvh    lavch     lvh             lvh             lavcdh
articles_staticpage            .      lvh    lavcdh    .               lvh             lavcdh
articles_navigationentry       .      lvh    lavcdh    .               lvh             lavcdh
articles_articletemplate       lvh    lvh    lvcdh     .               .               lvcdh
articles_breakingnews          .      lvh    lavcdh    .               lvh             lavcdh
articles_auditentry            .      .      lvh       .               lvh             lvh
partners_partner               .      .      lvh       lavcdh          lvh             lavcdh
partners_position              .      .      lvh       lavcdh          .               lavcdh
partners_booking               .      .      lvh       lavcdh          .               lavcdh
submissions_submission         .      lvch   lvcdh     .               lvdh            lvcdh
submissions_releasefeed        lvh    lvh    lavcdh    .               lvh             lavcdh
submissions_answertemplate     .      lvh    lavcdh    .               lvh             lavcdh
submissions_release            lavch  lavch  lavcdh    .               lvdh            lavcdh
newsroom_user                  .      .      lavch     .               lvh             lavch
axes_accessattempt             .      .      lvdh      .               lvh             lvcdh
procrastinate_procrastinatejob .      .      .         .               .               lvh
"""

#: An article at the desk, by state: v(iew), c(hange), d(elete), V(ersions), C(ompare two),
#: R(estore one), T(emplate of it), p(review), (chec)k, L(inks for outsiders). "own" is an
#: author's own piece. Whoever may not even view it is told that there is none, as of any number.
ARTICLES = """
           own       author editor   desk_head  partner_manager privacy_officer superuser
draft      vcdVCRpkL .      vcVCRpkL vcdVCRTpkL .               vVC             vcdVCRTpkL
in_review  vVC       .      vcVCRpkL vcdVCRTpkL .               vVC             vcdVCRTpkL
scheduled  vVC       .      vcVCRpkL vcVCRTpkL  .               vVC             vcdVCRTpkL
embargoed  vVC       .      vcVCRpkL vcVCRTpkL  .               vVC             vcdVCRTpkL
public     vVC       vVC    vcVCRpkL vcVCRTpkL  .               vVC             vcdVCRTpkL
expired    vVC       vVC    vcVCRpkL vcVCRTpkL  .               vVC             vcdVCRTpkL
withdrawn  vVC       .      vVC      vcVCRTpkL  .               vdVC            vcdVCRTpkL
binned     vVC       .      vVC      vdVC       .               vdVC            vcdVCR
"""
#: Addresses of one article that are posted to; `test_bin` and `test_templates` say by whom.
ARTICLE_STEPS = ("move", "unbin", "duplicate")
ARTICLE_LIST = {"author": "la", "editor": "la", "desk_head": "la", "partner_manager": "",
                "privacy_officer": "l", "superuser": "la"}  # fmt: skip

#: Routes of Django's admin without a name: the change page's short form, and what is left over.
UNNAMED = (
    "/<path:object_id>/",
    "admin/(?P<url>.*)$",
    "admin/r/<content_type_id>/<path:object_id>/",
)


def rows_of(table):
    """{row: {column: cell}} of a table written as text."""
    head, *rows = table.strip("\n").splitlines()
    columns = head.split()
    cells = (row.split() for row in rows)
    return {name: dict(zip(columns, values, strict=True)) for name, *values in cells}


DESK, MODELS, ARTICLES = rows_of(DESK), rows_of(MODELS), rows_of(ARTICLES)
#: One state of each row; states with the same rights are asked one by one in soak.
UNLIKE = {tuple(row.values()): state for state, row in reversed(ARTICLES.items())}.values()

# --- What the addresses lead to -----------------------------------------------------------------


def article_in(state, **fields):
    """An article in this state of its life."""
    now = timezone.now()
    match state:
        case "draft" | "in_review":
            fields["status"] = state
        case "binned":
            fields["status"] = "draft"
        case "scheduled":
            fields["publish_at"] = now + timedelta(hours=1)
        case "embargoed":
            fields["publish_at"] = fields["embargo_until"] = now + timedelta(hours=1)
        case "expired":
            fields |= {"publish_at": now - timedelta(days=2), "expires_at": now - timedelta(days=1)}
    article = make_article(f"Brücke {state}", **fields)
    if state == "withdrawn":
        conversion.withdraw(Article.objects.filter(pk=article.pk))
    if state == "binned":
        conversion.bin_article(article)
    return Article.objects.get(pk=article.pk)


def client_of(role):
    """A browser in which someone with this role has logged in, and who that is."""
    client = Client()
    if role == "anonymous":
        return client, None
    user = make_user(is_superuser=True) if role == "superuser" else make_user(role)
    client.force_login(user, backend="articles.access.RoleBackend")
    return client, user


@pytest.fixture
def things():
    """One row of each model at the desk, with a published article that refers to most of them."""
    place = make_region()["Altrip"]
    speaker = make_speaker("Eva Beispiel", is_public_figure=True)
    article = make_article(
        "Öffentlich",
        places=[place.key],
        topics=["Verkehr"],
        authors=["Anna Kern"],
        source="Stadt Altrip",
        chapter=drafts.Chapter(story="bruecke", title="Die Brücke", stage="update"),
        blocks=[
            drafts.Statement(text="Sie hält.", speaker="Eva Beispiel", speaker_key=speaker.slug)
        ],
    )
    page = StaticPage.objects.create(title="Datenschutz", html="<p>Wir fragen nichts.</p>")
    partner, position = make_partner(), make_position()
    return {
        "articles_article": article,
        "articles_image": make_image(),
        "articles_document": documents.store(b"BEGIN:VCALENDAR", "termine.ics", title="Termine"),
        "articles_speaker": speaker,
        "articles_author": Author.objects.get(),
        "articles_source": Source.objects.get(),
        "articles_story": Story.objects.get(),
        "articles_topic": Topic.objects.get(),
        "articles_place": place,
        "articles_staticpage": page,
        "articles_navigationentry": NavigationEntry.objects.create(page=page),
        "articles_breakingnews": BreakingNews.objects.create(
            text="Brücke gesperrt",
            from_at=timezone.now(),
            until_at=timezone.now() + timedelta(hours=2),
        ),
        "articles_articletemplate": ArticleTemplate.objects.create(
            name="Meldung", draft=drafts.as_json(drafts.Draft(headline="Muster"))
        ),
        "articles_auditentry": AuditEntry.objects.first(),
        "partners_partner": partner,
        "partners_position": position,
        "partners_booking": make_booking(position, partner),
        "submissions_submission": make_submission(),
        "submissions_answertemplate": AnswerTemplate.objects.create(name="Kurz", text="Danke!"),
        "submissions_release": make_release(),
        "submissions_releasefeed": ReleaseFeed.objects.create(
            name="Rathaus", address="https://rathaus.example/feed"
        ),
        "newsroom_user": make_user("author"),
        "axes_accessattempt": AccessAttempt.objects.create(
            username="x", ip_address="192.0.2.1", failures_since_start=1
        ),
        "procrastinate_procrastinatejob": a_job(),
    }


def a_job():
    accounts.mail_invitation.defer(user=0)
    return ProcrastinateJob.objects.get(task_name=accounts.mail_invitation.name)


def reader_path(name, things):
    """The path of a reader page, for a thing that has one."""
    article = things["articles_article"]
    if name == "article":
        return article.get_absolute_url()
    if name == "article_ics":  # It has no dates.
        return f"{article.get_absolute_url()}termine.ics"
    if name == "event_ics":
        return reverse(name, args=[NOBODY])
    if name == "article_preview_link":
        return reverse(name, args=["forged"])
    if name == "partner_click":
        return reverse(name, args=[things["partners_booking"].pk])
    if name.startswith("subm"):
        return paths_of(things["submissions_submission"])[name]
    if name == "media":
        return things["articles_image"].file.url
    if name == "sitemap_month":
        day = timezone.localtime(article.publish_at)
        return reverse(name, args=[f"{day:%Y}", f"{day:%m}"])
    model = {"place": "articles_place", "topic": "articles_topic", "story": "articles_story",
             "speaker": "articles_speaker", "author": "articles_author",
             "static_page": "articles_staticpage"}.get(name.removesuffix("_feed"))  # fmt: skip
    return reverse(name, args=[things[model].slug] if model else [])


NOBODY = UUID(int=0)


def desk_path(name):
    arguments = {
        "admin:article_preview": [],
        "admin:article_check": [],
        "admin:article_language": [],
        "admin:article_working_copy": [NOBODY],
        "admin:article_working_copy_discard": [NOBODY],
        "admin:article_working_copy_bring_back": [NOBODY],
        "admin:article_working_copy_take": [NOBODY],
        "admin:article_start_from": ["0"],
        "admin:breaking_end": ["0"],
        "admin:app_list": ["articles"],
        "admin:retry_job": ["0"],
        "admin:view_on_site": ["0", "0"],
        "admin:partner_report": ["0"],
        "admin:submission_picture": ["0"],
        "admin:release_source": ["0"],
        "admin:release_original": ["0"],
        "admin:release_check": ["0"],
        "admin:picture_waiting": ["forged"],
        "admin:picture_original": [NOBODY],
        "admin:picture_replace": [NOBODY],
        "password_reset_confirm": ["MQ", "set-password"],
    }
    return reverse(name, args=arguments.get(name, []))


#: Pages of one article beside Django's own -> what their addresses name besides it.
ARTICLE_PAGES = {
    "versions": [],
    "compare": [],
    "restore": [1],
    "save_as_template": [],
    "preview": [],
    "check": [],
    "findings": [],
    "preview_links": [],
}


def article_page(name, pk):
    return reverse(f"admin:article_{name}", args=[pk, *ARTICLE_PAGES.get(name, [])])


def desk_pages(things):
    """Every address of the desk that shows a model or a row."""
    for model, thing in things.items():
        yield reverse(f"admin:{model}_changelist")
        yield reverse(f"admin:{model}_add")
        for page in ("change", "delete", "history"):
            yield reverse(f"admin:{model}_{page}", args=[thing.pk])
    for page in (*ARTICLE_PAGES, *ARTICLE_STEPS):
        yield article_page(page, things["articles_article"].pk)


def put_down(response):
    """Read an answer that is a file to its end, which closes the file."""
    if response.streaming:
        response.getvalue()


def seen(response):
    """The answer in the table's words."""
    if response.status_code == 302 and response["Location"].startswith("/admin/login/"):
        return "login"
    return str(response.status_code)


# --- The walk -----------------------------------------------------------------------------------


def routes(resolver=None, namespace="", prefix=""):
    """(name, route) of every address of the site."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern, inner, route)
        else:
            yield (namespace + pattern.name if pattern.name else ""), route


def test_every_address_stands_in_a_table():
    pages = ("changelist", "add", "history", "delete", "change")
    known = {*READER_PAGES, *DESK}
    known |= {f"admin:article_{page}" for page in (*ARTICLE_PAGES, *ARTICLE_STEPS)}
    known |= {f"admin:{model}_{page}" for model in [*MODELS, "articles_article"] for page in pages}
    found = {name for name, _route in routes() if name}
    assert found - known == set(), "addresses without a row in the table"
    assert known - found == set(), "rows without an address"
    unnamed = {route for name, route in routes() if not name}
    assert {route for route in unnamed if not route.endswith(UNNAMED)} == set()


@pytest.mark.parametrize("role", ROLES)
def test_reader_pages_answer_everybody_alike(role, things):
    client, _user = client_of(role)
    answers = {}
    for name in READER_PAGES:
        response = client.get(reader_path(name, things))
        put_down(response)
        answers[name] = response.status_code
        assert not response.cookies, name
    assert answers == READER_PAGES


@pytest.mark.parametrize("role", ROLES)
def test_the_desk_answers_each_role_as_the_table_says(role):
    client, _user = client_of(role)
    answers = {name: seen(client.get(desk_path(name))) for name in DESK if "logout" not in name}
    answers["admin:logout"] = seen(client.get(desk_path("admin:logout")))
    assert answers == {name: row[role] for name, row in DESK.items()}


def pages_open_to(client, model, thing):
    """Which pages of a model open: the letters of the table; a refusal must be 403."""
    one = [thing.pk]
    asked = {
        "l": client.get(reverse(f"admin:{model}_changelist")),
        "a": client.get(reverse(f"admin:{model}_add")),
        "v": client.get(reverse(f"admin:{model}_change", args=one)),
        # An incomplete form: refused, or shown again with its errors.
        "c": client.post(reverse(f"admin:{model}_change", args=one), {"email": "-", "path": "x"}),
        "d": client.get(reverse(f"admin:{model}_delete", args=one)),
        "h": client.get(reverse(f"admin:{model}_history", args=one)),
    }
    wrong = {letter: answer.status_code for letter, answer in asked.items()
             if answer.status_code not in (200, 302, 403)}  # fmt: skip
    assert wrong == {}, model
    return "".join(letter for letter, answer in asked.items() if answer.status_code != 403)


@pytest.mark.parametrize("role", ONE_BY_ONE)
def test_each_role_opens_the_pages_of_each_model_that_the_table_names(role, things):
    client, _user = client_of(role)
    opened = {model: pages_open_to(client, model, things[model]) or "." for model in MODELS}
    assert opened == {model: row[role] for model, row in MODELS.items()}


def test_without_a_login_every_page_of_the_desk_leads_to_the_login(things, client):
    paths = [*desk_pages(things), "/admin/articles/image/1/", "/admin/gibt/es/nicht/"]
    answers = {path: {seen(client.get(path)), seen(client.post(path))} for path in paths}
    assert {path: said for path, said in answers.items() if said != {"login"}} == {}


def article_pages_open_to(client, article, unknown):
    """The letters of what opens; "." if it answers as `unknown`, an article that does not exist."""
    asked = answers_about(client, article.pk)
    if asked["v"].status_code != 200:
        for letter, answer in asked.items():
            assert like(answer, article.pk) == like(unknown[letter], UNKNOWN), letter
    return "".join(letter for letter, answer in asked.items() if answer.status_code == 200) or "."


UNKNOWN = 987_654_321


def answers_about(client, pk):
    """What each page of the article with this number answers."""
    path = reverse("admin:articles_article_change", args=[pk])
    return {
        "v": client.get(path),
        "c": client.post(path, {}),
        "d": client.get(reverse("admin:articles_article_delete", args=[pk])),
        "V": client.get(article_page("versions", pk)),
        "C": client.get(article_page("compare", pk)),
        "R": client.get(article_page("restore", pk)),
        "T": client.get(article_page("save_as_template", pk)),
        "p": client.post(article_page("preview", pk), {}),
        "k": client.post(article_page("check", pk), {}),
        "L": client.get(article_page("preview_links", pk)),
    }


def like(answer, pk):
    """An answer without the number that was asked for."""
    return answer.status_code, answer.get("Location", "").replace(str(pk), "")


@pytest.mark.parametrize(
    "states", [pytest.param(ARTICLES, marks=pytest.mark.soak), UNLIKE], ids=["all", "unlike"]
)
@pytest.mark.parametrize("role", ["own", *ONE_BY_ONE])
def test_each_role_opens_the_articles_of_each_state_that_the_table_names(role, states):
    client, user = client_of("author" if role == "own" else role)
    by = user if role == "own" else None
    unknown = answers_about(client, UNKNOWN)
    opened = {
        state: article_pages_open_to(client, article_in(state, by=by), unknown) for state in states
    }
    assert opened == {state: ARTICLES[state][role] for state in states}


@pytest.mark.parametrize("role", ARTICLE_LIST)
def test_the_list_of_articles_shows_each_role_only_what_it_may_view(role):
    for state in ARTICLES:
        article_in(state)
    client, _user = client_of(role)
    listing = client.get(reverse("admin:articles_article_changelist"))
    adding = client.get(reverse("admin:articles_article_add"))
    opened = "l" * (listing.status_code == 200) + "a" * (adding.status_code == 200)
    assert opened == ARTICLE_LIST[role]
    for state, row in ARTICLES.items():
        shown = f"Brücke {state}" in listing.content.decode()
        assert shown == ("v" in row[role] and state != "binned"), (role, state)


@pytest.mark.parametrize("role", ROLES)
def test_an_articles_page_answers_by_its_state_whoever_asks(role):
    client, user = client_of(role)
    answers = {
        state: client.get(article_in(state, by=user).get_absolute_url()).status_code
        for state in ARTICLE_FOR_READERS
    }
    assert answers == ARTICLE_FOR_READERS


def test_the_way_to_a_page_is_shown_only_to_whoever_may_see_the_row(things):
    kind = reverse("admin:view_on_site", args=[content_type(Article), article_in("draft").pk])
    editor, author = client_of("editor")[0], client_of("author")[0]
    assert editor.get(kind).status_code == 302
    assert author.get(kind).status_code == 404
    assert author.get(kind).content == author.get(kind.rstrip("/") + "999/").content


def content_type(model):
    return ContentType.objects.get_for_model(model).pk


# --- Nothing changes by looking, nothing without a token ----------------------------------------


class Writes:
    """An execute_wrapper that notes every statement that changes rows."""

    def __init__(self):
        self.noted = []

    def __call__(self, execute, sql, params, many, context):
        verb = sql.lstrip().split(maxsplit=1)[0].upper()
        if verb in ("INSERT", "UPDATE", "DELETE", "TRUNCATE"):
            self.noted.append(sql[:120])
        return execute(sql, params, many, context)


def all_paths(things):
    """Every address of the site with something to show."""
    yield from (reader_path(name, things) for name in READER_PAGES)
    yield from (desk_path(name) for name in DESK)
    yield from desk_pages(things)


@pytest.mark.parametrize("method", ["get", pytest.param("head", marks=pytest.mark.soak)])
def test_looking_changes_nothing(method, things):
    client, _user = client_of("superuser")
    writes = Writes()
    with connection.execute_wrapper(writes):
        for path in all_paths(things):
            put_down(getattr(client, method)(path))
    assert writes.noted == []


def test_nothing_is_changed_without_a_token(things):
    _client, user = client_of("superuser")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user, backend="articles.access.RoleBackend")
    writes = Writes()
    with connection.execute_wrapper(writes):
        answers = {
            path: strict.post(path, {"post": "yes"}).status_code for path in all_paths(things)
        }
    assert {path: code for path, code in answers.items() if code not in (403, 405)} == {}
    assert writes.noted == []


SPELLINGS = (
    "/admin/articles/article/{pk}/change",
    "//admin/articles/article/{pk}/change/",
    "/admin//articles/article/{pk}/change/",
    "/ADMIN/articles/article/{pk}/change/",
    "/admin/articles/article/{pk}/change/;a.css",
    "/admin/articles/article/{pk}/change/x.css",
    "/admin/articles/article/{pk}/change/%2e%2e/change/",
    "/admin/articles/article/{pk}/change/%00",
    "/admin/articles/article/{pk}/",
    "/admin/articles/article/{pk}_2F/change/",
    "/%61dmin/articles/article/{pk}/change/",
    "/admin/articles/article/%20{pk}/change/",
)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_an_address_opens_more(spelling):
    article = article_in("draft", lead="Geheimnis")
    for role in ("anonymous", "author", "partner_manager"):
        client, _user = client_of(role)
        response = client.get(spelling.format(pk=article.pk), follow=True)
        assert "Geheimnis" not in response.content.decode()
        assert "public" not in response.get("Cache-Control", "")


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"])
def test_no_header_changes_the_method(header, things):
    client, _user = client_of("superuser")
    path = reverse("admin:articles_topic_delete", args=[things["articles_topic"].pk])
    client.get(path, headers={header: "POST"})
    assert Topic.objects.exists()
