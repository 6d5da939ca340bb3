"""Who may do what. The expected answers stand here once more, by hand: two tables that agree."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.utils import timezone

from articles import access, conversion, drafts
from articles.models import Article, AuditEntry, Author, Byline, Image, Place, Prose, Statement
from newsroom.models import User
from tests.builders import make_article, make_draft, make_speaker, make_user

pytestmark = pytest.mark.django_db

VERBS = ("view", "add", "change", "submit", "publish", "pin", "withdraw", "delete", "restore",
         "lift", "override")  # fmt: skip

#: Letters: view, change, submit, publish, top (pin), withdraw, delete, restore from the bin, lift
#: an embargo, override the four eyes; capitals: one's own only.
EXPECTED = {
    #                   draft     in_review  scheduled  public  expired  withdrawn  binned
    "author":          ("VCSD",   "V",       "V",       "v",    "v",     "V",       "VR"),
    "editor":          ("vcsp",   "vcsp",    "vcp",     "vcp",  "vcp",   "v",       "vr"),
    "desk_head":       ("vcsptdlo", "vcsptdlo", "vcptwlo", "vcptwo", "vcptwo", "vcplo", "vrd"),
    "partner_manager": ("",       "",        "",        "",     "",      "",        ""),
    "privacy_officer": ("v",      "v",       "vw",      "vw",   "vw",    "vd",      "vd"),
}  # fmt: skip
LETTERS = {
    "view": "v", "change": "c", "submit": "s", "publish": "p", "pin": "t", "withdraw": "w",
    "delete": "d", "restore": "r", "lift": "l", "override": "o",
}  # fmt: skip
STATES = ("draft", "in_review", "scheduled", "public", "expired", "withdrawn", "binned")


def article_in(state, **fields):
    """An article that has come into this state the usual way."""
    now = timezone.now()
    match state:
        case "draft" | "in_review":
            return make_article(status=state, **fields)
        case "scheduled":
            return make_article(publish_at=now + timedelta(hours=1), **fields)
        case "embargoed":
            return make_article(status="draft", embargo_until=LATER, **fields)
        case "expired":
            return make_article(
                publish_at=now - timedelta(days=2), expires_at=now - timedelta(days=1), **fields
            )
        case "withdrawn":
            article = make_article(**fields)
            conversion.withdraw(Article.objects.filter(pk=article.pk))
            return Article.objects.get(pk=article.pk)
        case "binned":
            return conversion.bin_article(make_article(status="draft", **fields))
    return make_article(**fields)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", EXPECTED)
def test_each_role_may_do_in_each_state_what_the_table_says(role, state):
    user = make_user(role)
    others, own = article_in(state), article_in(state, by=user)
    column = EXPECTED[role][STATES.index(state)]
    for verb, letter in LETTERS.items():
        assert access.allows(user, verb, others) == (letter in column), (verb, "of others")
        assert access.allows(user, verb, own) == (letter in column.lower()), (verb, "own")


@pytest.mark.parametrize("role", EXPECTED)
def test_the_filter_gives_the_articles_that_the_question_allows(role):
    user = make_user(role)
    everything = [article_in(state, by=by) for state in STATES for by in (None, user)]
    for verb in LETTERS:
        reached = set(Article.objects.filter(access.reach(user, verb)))
        assert not any(article.binned_at for article in reached)
        reached |= set(Article.objects.filter(access.reach(user, verb, in_the_bin=True)))
        assert reached == {article for article in everything if access.allows(user, verb, article)}


def test_the_filter_costs_one_query_however_many_articles(django_assert_num_queries):
    user = make_user("author")
    for _number in range(12):
        make_article(status="draft", by=user)
    with django_assert_num_queries(1):
        assert len(Article.objects.filter(access.reach(user, "change"))) == 12


def test_an_article_is_ones_own_by_signing_or_by_having_begun_it():
    user, colleague = make_user("author"), make_user("author")
    Author.objects.create(name="Anna Kern", user=user)
    signed = make_article(status="draft", authors=["Anna Kern"], by=colleague)
    assert access.allows(user, "change", signed)
    assert access.allows(colleague, "change", signed)
    assert not access.allows(make_user("author"), "change", signed)


def test_who_edited_later_does_not_own_the_article():
    article = make_article(status="draft")
    author = make_user("author")
    draft = drafts.replace(conversion.draft_of(article), headline="Anders")
    article = conversion.apply_draft(article, draft, by=author)
    assert not access.allows(author, "change", article)


def test_two_roles_add_up():
    user = make_user("author", "partner_manager", "privacy_officer")
    article = article_in("public")
    assert access.allows(user, "withdraw", article)
    assert access.allows(user, "add")
    assert not access.allows(user, "publish", article)


def test_a_draft_that_was_public_once_is_not_deleted():
    head = make_user("desk_head")
    article = make_article()
    draft = drafts.replace(conversion.draft_of(article), status="draft", publish_at=None)
    article = conversion.apply_draft(article, draft)
    assert not access.allows(head, "delete", article)


def test_a_draft_that_was_public_and_expired_is_not_deleted():
    head = make_user("desk_head")
    article = article_in("expired")
    article.former_addresses.all().delete()
    draft = drafts.replace(
        conversion.draft_of(article), status="draft", publish_at=None, expires_at=None
    )
    article = conversion.apply_draft(article, draft)
    article.former_addresses.all().delete()
    assert not access.allows(head, "delete", article)


def test_a_draft_that_was_only_ever_scheduled_may_be_deleted():
    article = article_in("scheduled")
    draft = drafts.replace(conversion.draft_of(article), status="draft", publish_at=None)
    assert access.allows(make_user("desk_head"), "delete", conversion.apply_draft(article, draft))


def test_an_author_s_own_draft_cannot_be_put_away_once_it_was_handed_in():
    author = make_user("author")
    article = make_article(status="draft", by=author)
    assert access.allows(author, "delete", article)
    for status in ("in_review", "draft"):
        draft = drafts.replace(conversion.draft_of(article), status=status)
        article = conversion.apply_draft(article, draft, by=author)
    assert access.allows(author, "change", article)
    assert not access.allows(author, "delete", article)


def test_nobody_without_a_role_or_an_active_login_may_do_anything():
    article = make_article()
    gone = make_user("desk_head", is_active=False)
    gone_admin = make_user(is_active=False, is_superuser=True)
    for user in (AnonymousUser(), make_user(), gone, gone_admin):
        assert not any(access.allows(user, verb, article) for verb in VERBS)
        assert not Article.objects.filter(access.reach(user, "view")).exists()
        assert not user.has_perm("articles.view_article")
        assert not user.has_module_perms("articles")


def test_an_unknown_role_gives_nothing():
    assert not access.allows(make_user("owner"), "view", make_article())


def test_a_superuser_may_do_everything():
    user = make_user(is_superuser=True)
    assert all(access.allows(user, verb, article_in("withdrawn")) for verb in VERBS)
    assert Article.objects.filter(access.reach(user, "delete")).count() == len(VERBS)


#: v(iew), a(dd), c(hange), d(elete) of everything that is no article.
OTHERS = {
    #                            author  editor  desk_head  partner_manager  privacy_officer
    "articles.image":           ("va",   "vac",  "vacd",    "",              "vacd"),
    "articles.document":        ("va",   "vac",  "vacd",    "",              "vacd"),
    "articles.speaker":         ("v",    "vac",  "vacd",    "",              "vacd"),
    "articles.author":          ("v",    "vac",  "vacd",    "",              "vac"),
    "articles.source":          ("v",    "vac",  "vacd",    "",              "v"),
    "articles.story":           ("v",    "vac",  "vacd",    "",              "v"),
    "articles.topic":           ("v",    "vac",  "vacd",    "v",             "v"),
    "articles.place":           ("v",    "v",    "vac",     "v",             "v"),
    "articles.staticpage":      ("",     "v",    "vacd",    "",              "v"),
    "articles.navigationentry": ("",     "v",    "vacd",    "",              "v"),
    "articles.auditentry":      ("",     "",     "v",       "",              "v"),
    "articles.articletemplate": ("v",    "v",    "vacd",    "",              ""),
    "articles.breakingnews":    ("",     "v",    "vacd",    "",              "v"),
    "articles.handovernote":    ("va",   "va",   "va",      "",              ""),
    "articles.savedview":       ("vacd", "vacd", "vacd",    "",              ""),
    "partners.partner":         ("",     "",     "v",       "vacd",          "v"),
    "partners.position":        ("",     "",     "v",       "vacd",          ""),
    "partners.booking":         ("",     "",     "v",       "vacd",          ""),
    "submissions.submission":   ("",     "vc",   "vcd",     "",              "vd"),
    "submissions.answertemplate": ("",   "v",    "vacd",    "",              "v"),
    "submissions.release":      ("vac",  "vac",  "vacd",    "",              "vd"),
    "submissions.releasefeed":  ("v",    "v",    "vacd",    "",              "v"),
    "newsroom.user":            ("",     "",     "vac",     "",              "v"),
    # "erase" is for its own page.
    "newsroom.retentionrun":    ("",     "",     "",        "",              "v"),
    "axes.accessattempt":       ("",     "",     "vd",      "",              "v"),
    # "retry" is for the start page; the list itself stays closed.
    "procrastinate.procrastinatejob": ("", "",   "",        "",              ""),
}  # fmt: skip


@pytest.mark.parametrize("label", OTHERS)
def test_django_is_told_what_the_table_says(label):
    app_label, name = label.split(".")
    for role, letters in zip(access.ROLES, OTHERS[label], strict=True):
        user = make_user(role)
        for verb in ("view", "add", "change", "delete"):
            perm = f"{app_label}.{verb}_{name}"
            assert user.has_perm(perm) == (verb[0] in letters), (role, perm)
            assert (perm in user.get_all_permissions()) == (verb[0] in letters)


def test_the_tables_name_all_roles_and_models():
    assert set(access.ARTICLES) == set(access.ROLES) == set(User.Role.values)
    assert set(access.OTHERS) == set(OTHERS)
    for label in [*access.OTHERS, *access.PARTS]:
        apps.get_model(label)


def test_every_model_at_the_desk_stands_in_the_table():
    known = {"articles.article", *access.OTHERS, *access.PARTS}
    shown = {model._meta.label_lower for model in admin.site._registry}
    only_superusers = {label for label in shown if label.startswith("procrastinate.")}
    assert shown <= known | only_superusers


def test_blocks_obey_the_rule_of_their_article():
    article = make_article(blocks=[drafts.Prose(html="<p>Eins</p>")])
    block = Prose.objects.get()
    author, editor, partner = make_user("author"), make_user("editor"), make_user("partner_manager")
    assert editor.has_perm("articles.delete_prose", block)
    assert author.has_perm("articles.view_prose", block)
    assert not author.has_perm("articles.change_prose", block)
    assert author.has_perm("articles.add_prose")
    assert not partner.has_perm("articles.view_prose")
    assert author.has_perm("articles.view_article", article)


def test_parts_of_parts_obey_the_rule_of_the_whole():
    gallery = Article.gallery_blocks.rel.related_model(parent=article_in("draft"))
    picture = gallery.pictures.model(gallery=gallery, image=Image())
    assert make_user("editor").has_perm("articles.change_gallerypicture", picture)
    assert not make_user("author").has_perm("articles.change_gallerypicture", picture)


def test_groups_and_single_permissions_give_nothing():
    user = make_user()
    permission = Permission.objects.get(codename="change_article")
    user.user_permissions.add(permission)
    group = Group.objects.create(name="alle")
    group.permissions.add(permission)
    user.groups.add(group)
    assert not user.has_perm("articles.change_article")
    assert not user.get_all_permissions()


def test_unknown_permissions_are_refused():
    user = make_user("desk_head")
    for perm in ("articles.change_nothing", "articles", "", "articles.article", "nowhere.view_x"):
        assert not user.has_perm(perm)


def test_a_login_is_managed_only_by_someone_with_more_rights():
    head = make_user("desk_head")
    for roles in ([], ["author"], ["editor", "desk_head"], ["partner_manager"]):
        assert access.allows(head, "change", make_user(*roles))
    for other in (make_user("privacy_officer"), make_user(is_superuser=True)):
        assert access.allows(head, "view", other)
        assert not access.allows(head, "change", other)
    assert not access.allows(make_user("editor"), "change", make_user("author"))


# --- Saves ----------------------------------------------------------------------------------------

NOW = timezone.now()
LATER = NOW + timedelta(days=1)
SAVES = {
    # what is saved               from state   fields                      who may (others' pieces)
    "another headline":          ("draft",     {"headline": "Neu"},        "editor desk_head"),
    "handed in":                 ("draft",     {"status": "in_review"},    "editor desk_head"),
    "handed back":               ("in_review", {"status": "draft"},        "editor desk_head"),
    "published":                 ("in_review", {"status": "ready", "publish_at": NOW},
                                                                           "editor desk_head"),
    "published later":           ("scheduled", {"publish_at": LATER},      "editor desk_head"),
    "called back before":        ("scheduled", {"status": "draft"},        "editor desk_head"),
    "pinned":                    ("public",    {"top_rank": 1, "top_until": LATER}, "desk_head"),
    "withdrawn":                 ("public",    {"status": "withdrawn"},
                                                                  "desk_head privacy_officer"),
    "withdrawn by another word": ("public",    {"status": "draft"},
                                                                  "desk_head privacy_officer"),
    "withdrawn by moving it":    ("public",    {"publish_at": LATER},
                                                                  "desk_head privacy_officer"),
    "withdrawn by expiry":       ("public",    {"expires_at": NOW},
                                                                  "desk_head privacy_officer"),
    "brought back":              ("withdrawn", {"status": "ready"},        "desk_head"),
    "under an embargo":          ("draft",     {"embargo_until": LATER},   "editor desk_head"),
    "freed of its embargo":      ("embargoed", {"embargo_until": None},    "desk_head"),
    "out sooner than agreed":    ("embargoed", {"embargo_until": LATER - timedelta(hours=1)},
                                                                           "desk_head"),
    "out later than agreed":     ("embargoed", {"embargo_until": LATER + timedelta(hours=1)},
                                                                           "editor desk_head"),
}  # fmt: skip


@pytest.mark.parametrize("save", SAVES)
def test_a_save_is_judged_by_what_it_changes(save):
    state, fields, allowed = SAVES[save]
    article = article_in(state)
    before = conversion.draft_of(article)
    after = drafts.replace(before, **fields)
    may = {
        role
        for role in access.ROLES
        if not access.objections(make_user(role), article, before, after)
    }
    assert may == set(allowed.split())
    assert not access.objections(make_user(is_superuser=True), article, before, after)


@pytest.mark.parametrize(
    ("role", "fields", "refused"),
    [
        ("author", {"status": "draft"}, []),
        ("author", {"status": "in_review"}, []),
        ("author", {"status": "ready", "publish_at": NOW}, [("publish", "status")]),
        ("author", {"status": "draft", "top_rank": 1, "top_until": LATER}, [("pin", "top_rank")]),
        ("editor", {"status": "ready", "publish_at": NOW}, []),
        ("partner_manager", {"status": "draft"}, [("add", "")]),
        ("privacy_officer", {"status": "draft"}, [("add", "")]),
    ],
)
def test_a_new_article_is_judged_too(role, fields, refused):
    assert access.objections(make_user(role), None, None, make_draft(**fields)) == refused


def test_an_author_hands_in_only_his_own_draft():
    author = make_user("author")
    for by, refused in ((author, []), (None, [("submit", "status")])):
        article = make_article(status="draft", by=by)
        before = conversion.draft_of(article)
        after = drafts.replace(before, status="in_review")
        assert access.objections(author, article, before, after) == refused


def test_saving_nothing_new_needs_no_right():
    article = make_article()
    draft = conversion.draft_of(article)
    assert access.objections(make_user("author"), article, draft, draft) == []


def test_models_as_such_are_answered_without_a_query(django_assert_num_queries):
    user = make_user("author")
    with django_assert_num_queries(0):
        assert access.allows(user, "change", Article)
        assert not access.allows(user, "publish", Article)
        assert access.allows(user, "view", Place)
        assert not access.allows(user, "view", AuditEntry)
        assert access.allows(user, "view", Statement)
        assert access.allows(user, "add", Byline)
    assert not access.allows(user, "change", make_speaker())
