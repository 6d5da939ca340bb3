"""Who may do what: role x state x verb, in one table.

    allows(user, verb, thing=None) -> bool      one question about one article, row or model
    reach(user, verb) -> Q                      the same as a filter: which articles, one query
    objections(user, article, before, after)    which changes of a save the user may not make

Django's admin asks `user.has_perm("articles.change_article", article)`; `RoleBackend` answers
from this table too, so no view needs a rule of its own. What the table does not name is refused.
"""

from datetime import datetime

from django.apps import apps
from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import drafts
from articles.models import Article, ArticleVersion, Byline

# --- Articles: role x state x verb --------------------------------------------------------------

STATES = ("draft", "in_review", "scheduled", "public", "withdrawn", "binned")
ROLES = ("author", "editor", "desk_head", "partner_manager", "privacy_officer")

#: A star means: one's own only. "scheduled" is ready and not yet out (an embargo too); "public"
#: is out now, or was until it expired. "delete" puts a draft into the bin ("binned"); there, and
#: for what was withdrawn, it is for good. "restore" takes out of the bin. "lift" ends an embargo
#: early, "override" publishes without a second pair of eyes: both only with a written reason.
ARTICLES = {
    "author": {
        "draft": "view* change* submit* delete*",
        "in_review": "view*",
        "scheduled": "view*",
        "public": "view",
        "withdrawn": "view*",
        "binned": "view* restore*",
    },
    "editor": {
        "draft": "view change submit publish",
        "in_review": "view change submit publish",
        "scheduled": "view change publish",
        "public": "view change publish",
        "withdrawn": "view",
        "binned": "view restore",
    },
    "desk_head": {
        "draft": "view change submit publish pin delete lift override",
        "in_review": "view change submit publish pin delete lift override",
        "scheduled": "view change publish pin withdraw lift override",
        "public": "view change publish pin withdraw override",
        "withdrawn": "view change publish lift override",
        "binned": "view restore delete",
    },
    "partner_manager": {},
    "privacy_officer": {
        "draft": "view",
        "in_review": "view",
        "scheduled": "view withdraw",
        "public": "view withdraw",
        "withdrawn": "view delete",
        "binned": "view delete",
    },
}
MAY_BEGIN_ARTICLES = {"author", "editor", "desk_head"}

# --- Everything else: role x verb ---------------------------------------------------------------

NO = ""
SEE = "view"
SEND = "view add"
WRITE = "view add change"
ALL = "view add change delete"
UNLOCK = "view delete"
TREAT = "view change"  # What readers send in: nobody adds any at the desk.
CLEAR = "view change delete"
ERASE = "view erase"  # What is kept of a person: found, given to them, erased.
RETRY = "retry"  # Only from the start page: the list itself is the machine room.

#: One column for each of ROLES.
OTHERS = {
    #                             author editor desk_head partner_manager privacy_officer
    "articles.image":            (SEND,  WRITE, ALL,      NO,             ALL),
    "articles.document":         (SEND,  WRITE, ALL,      NO,             ALL),
    "articles.speaker":          (SEE,   WRITE, ALL,      NO,             ALL),
    "articles.author":           (SEE,   WRITE, ALL,      NO,             WRITE),
    "articles.source":           (SEE,   WRITE, ALL,      NO,             SEE),
    "articles.story":            (SEE,   WRITE, ALL,      NO,             SEE),
    "articles.topic":            (SEE,   WRITE, ALL,      SEE,            SEE),
    "articles.place":            (SEE,   SEE,   WRITE,    SEE,            SEE),
    "articles.staticpage":       (NO,    SEE,   ALL,      NO,             SEE),
    "articles.navigationentry":  (NO,    SEE,   ALL,      NO,             SEE),
    "articles.auditentry":       (NO,    NO,    SEE,      NO,             SEE),
    "articles.articletemplate":  (SEE,   SEE,   ALL,      NO,             NO),
    "articles.breakingnews":     (NO,    SEE,   ALL,      NO,             SEE),
    "articles.handovernote":     (SEND,  SEND,  SEND,     NO,             NO),
    "articles.savedview":        (ALL,   ALL,   ALL,      NO,             NO),
    "partners.partner":          (NO,    NO,    SEE,      ALL,            SEE),
    "partners.position":         (NO,    NO,    SEE,      ALL,            NO),
    "partners.booking":          (NO,    NO,    SEE,      ALL,            NO),
    "submissions.submission":    (NO,    TREAT, CLEAR,    NO,             UNLOCK),
    "submissions.answertemplate": (NO,   SEE,   ALL,      NO,             SEE),
    "submissions.release":       (WRITE, WRITE, ALL,      NO,             UNLOCK),
    "submissions.releasefeed":   (SEE,   SEE,   ALL,      NO,             SEE),
    "newsroom.user":             (NO,    NO,    WRITE,    NO,             SEE),
    "newsroom.retentionrun":     (NO,    NO,    NO,       NO,             ERASE),
    "axes.accessattempt":        (NO,    NO,    UNLOCK,   NO,             SEE),
    "procrastinate.procrastinatejob": (NO, NO,  RETRY,    NO,             NO),
}  # fmt: skip

#: Roles that a role may give to others. The privacy officer watches the desk, so nobody at the
#: desk makes one.
GRANTS = {"desk_head": {"author", "editor", "desk_head", "partner_manager"}}

#: Rows that are part of another row: their rights are its rights.
PARTS = {
    "articles.prose": "parent",
    "articles.picture": "parent",
    "articles.gallery": "parent",
    "articles.gallerypicture": "gallery",
    "articles.statement": "parent",
    "articles.video": "parent",
    "articles.infobox": "parent",
    "articles.table": "parent",
    "articles.file": "parent",
    "articles.embed": "parent",
    "articles.articleplace": "content_object",
    "articles.articletopic": "content_object",
    "articles.byline": "article",
    "articles.eventdate": "article",
    "articles.removeddate": "article",
    "articles.correction": "article",
    "articles.articleversion": "article",
    "articles.formeraddress": "article",
    "articles.relatedarticle": "article",
    "articles.dismissal": "article",
    "articles.previewlink": "article",
    "partners.dailycount": "booking",
    "submissions.attachment": "submission",
    "submissions.releasetext": "release",
    "submissions.releaseuse": "text",
    "articles.placealias": "place",
    "articles.topicsynonym": "topic",
    "articles.speakerrole": "speaker",
    "articles.speakerspelling": "speaker",
    "articles.formerplacekey": "place",
    "articles.formerspeakerkey": "speaker",
}


# --- The questions ------------------------------------------------------------------------------


def allows(user, verb, thing=None):
    """Whether `user` may do `verb` with `thing`: a row, a model, or None for articles as such.

    About a model (or None) the answer is whether there can be any row to which it applies.
    Verbs of articles: view, add, change, submit, publish, pin, withdraw, delete, restore, lift,
    override; of all other models: view, add, change, delete. A superuser may do everything.
    """
    if not user.is_active:  # Nobody who is anonymous is active.
        return False
    if user.is_superuser:
        return True
    thing = Article if thing is None else thing
    label = thing._meta.label_lower
    if attribute := PARTS.get(label):
        return _allows_part(user, verb, thing, attribute)
    if label == "articles.article":
        return _allows_article(user, verb, thing)
    if verb not in _verbs(user, label):
        return False
    if label == "newsroom.user" and verb != "view" and not isinstance(thing, type):
        return may_manage(user, thing)
    return True


def reach(user, verb, *, in_the_bin=False):
    """The filter for the articles with which `user` may do `verb`; costs no further query.

    Of the articles in the bin or, as every list wants it, of all others. It agrees with `allows`
    for every state and verb except "delete", where `allows` also asks for the article's past.
    """
    if user.is_active and user.is_superuser:
        return Q(binned_at__isnull=not in_the_bin)
    wanted = Q(pk__in=[])
    if not user.is_active:
        return wanted
    own_ones = own(user)
    for state, condition in _state_conditions().items():
        if (state == "binned") != in_the_bin:
            continue
        match _scope(user, verb, state):
            case "all":
                wanted |= condition
            case "own":
                wanted |= condition & own_ones
    return wanted


def state_of(article):
    """Which column of the table an article stands in."""
    if article.binned_at is not None:
        return "binned"
    if article.status != Article.Status.READY:
        return article.status
    out = article.publish_at is not None and article.publish_at <= timezone.now()
    return "public" if out else "scheduled"  # Without a time: an unsaved form, not yet refused.


def state_names():
    """{state of access.state_of: its name in the user's language}."""
    return {
        "draft": _("draft"),
        "in_review": _("in review"),
        "scheduled": _("scheduled"),
        "public": _("on the site"),
        "withdrawn": _("withdrawn"),
        "binned": _("in the bin"),
    }


def is_own(user, article):
    """Whether the user signs the article or has begun it; two short queries at most."""
    return _bylines(user, article.pk).exists() or _begun(user, article.pk).exists()


def was_handed_in(article):
    """Whether the article ever was more than its author's own draft."""
    later = ("in_review", "ready", "withdrawn")
    return article.versions.filter(draft__status__in=later).exists()


def own(user):
    """The filter for the articles the user signs or has begun."""
    return Q(Exists(_bylines(user, OuterRef("pk")))) | Q(Exists(_begun(user, OuterRef("pk"))))


def verbs_in(user, state):
    """What the user may do with articles in this state, be it with own ones only: a set."""
    if user.is_active and user.is_superuser:
        return {verb for cells in ARTICLES.values() for verb in cells.get(state, "").split()}
    cells = (ARTICLES.get(role, {}).get(state, "") for role in user.roles)
    return {verb.rstrip("*") for cell in cells for verb in cell.split()}


def was_ever_public(article):
    """Whether readers may have seen it: an old address, or a version that was out for a while."""
    if article.former_addresses.exists():
        return True
    saved = list(
        article.versions.order_by("number").values_list("at", "draft__status", "draft__publish_at")
    )
    until = [at for at, _status, _publish_at in saved[1:]] + [timezone.now()]
    return any(
        status == Article.Status.READY and datetime.fromisoformat(publish_at) <= end
        for (_at, status, publish_at), end in zip(saved, until, strict=True)
    )


def grantable_roles(user):
    """The roles that `user` may give to and take from others."""
    if user.is_superuser:
        return set(ROLES)
    return set().union(*(GRANTS.get(role, ()) for role in user.roles))


def may_manage(user, other):
    """Whether `user` may change the login of `other`: never of someone with more rights.

    Who changes an e-mail address can have a new password sent there, so this is the line
    against taking over an account.
    """
    if user.is_superuser:
        return True
    return not other.is_superuser and set(other.roles) <= grantable_roles(user)


# --- What a save amounts to ---------------------------------------------------------------------


#: Fields of a Draft by which an article goes out or comes in, and those of the top window.
TIMING = {"status", "publish_at", "embargo_until", "expires_at"}
PINNING = {"top_from", "top_until", "top_rank"}


def objections(user, article, before, after):
    """What a save would do without the right to: a list of (verb, field), empty if all is well.

    `before` and `after` are Drafts; `article` is the row as it is, or None with `before=None`
    for a new one. A posted field counts only if it changes something.
    """
    needed = _verbs_between(before, after)
    if user.is_active and user.is_superuser:
        return []
    if article is None:
        refused = set() if allows(user, "add") else {"add"}
        refused |= {verb for verb in needed - {"change"} if not _scope(user, verb, "draft")}
    else:
        refused = {verb for verb in needed if not allows(user, verb, article)}
    fields = {
        "lift": "embargo_until",
        "pin": "top_rank",
        "submit": "status",
        "publish": "status",
        "withdraw": "status",
    }
    return [(verb, fields.get(verb, "")) for verb in sorted(refused)]


def _verbs_between(before, after):
    before = before or drafts.Draft(headline="")
    changed = {change.field for change in drafts.differences(before, after)}
    verbs = set()
    if changed & PINNING:
        verbs.add("pin")
    if lifts_embargo(before, after):
        verbs.add("lift")
    if changed & TIMING:
        verbs.add(_verb_of_timing(before, after))
    if changed - PINNING - TIMING:
        verbs.add("change")
    return verbs


def lifts_embargo(before, after):
    """Whether a save ends or shortens an embargo that still runs; `before` may be None."""
    until = before.embargo_until if before else None
    if until is None or until <= timezone.now():
        return False
    return after.embargo_until is None or after.embargo_until < until


def _verb_of_timing(before, after):
    was, now = before.status, after.status
    if (_is_out(before) and not _is_out(after)) or (now == "withdrawn" != was):
        return "withdraw"
    if {was, now} & {"ready", "withdrawn"}:
        return "publish"
    return "submit" if (was, now) == ("draft", "in_review") else "change"


def _is_out(draft):
    now = timezone.now()
    return (
        draft.status == "ready"
        and draft.publish_at is not None
        and draft.publish_at <= now
        and (draft.expires_at is None or draft.expires_at > now)
    )


# --- Reading the table --------------------------------------------------------------------------


def _scope(user, verb, state):
    """With which articles in this state the user's roles may do it: "all", "own" or ""."""
    found = ""
    for role in user.roles:
        cell = ARTICLES.get(role, {}).get(state, "").split()
        if verb in cell:
            return "all"
        if f"{verb}*" in cell:
            found = "own"
    return found


def _allows_article(user, verb, thing):
    if verb == "add":
        return not MAY_BEGIN_ARTICLES.isdisjoint(user.roles)
    if isinstance(thing, type):
        return any(_scope(user, verb, state) for state in STATES)
    state = state_of(thing)
    scope = _scope(user, verb, state)
    if scope == "own" and not is_own(user, thing):
        return False
    if verb == "delete" and scope == "own" and was_handed_in(thing):
        return False
    if verb == "delete" and state in ("draft", "in_review") and was_ever_public(thing):
        return False
    return bool(scope)


def _allows_part(user, verb, thing, attribute):
    if not isinstance(thing, type):
        return allows(user, "view" if verb == "view" else "change", getattr(thing, attribute))
    owner = thing._meta.get_field(attribute).related_model
    if verb == "view":
        return allows(user, "view", owner)
    return allows(user, "change", owner) or allows(user, "add", owner)


def _verbs(user, label):
    cells = OTHERS.get(label, (NO,) * len(ROLES))
    return {
        verb
        for role, cell in zip(ROLES, cells, strict=True)
        if role in user.roles
        for verb in cell.split()
    }


def _state_conditions():
    now = timezone.now()
    kept, ready = Q(binned_at=None), Q(status=Article.Status.READY)  # Nothing binned is ready.
    return {
        "draft": kept & Q(status=Article.Status.DRAFT),
        "in_review": kept & Q(status=Article.Status.IN_REVIEW),
        "scheduled": ready & Q(publish_at__gt=now),
        "public": ready & Q(publish_at__lte=now),
        "withdrawn": kept & Q(status=Article.Status.WITHDRAWN),
        "binned": Q(binned_at__isnull=False),
    }


def _bylines(user, article):
    return Byline.objects.filter(article=article, author__user=user)


def _begun(user, article):
    return ArticleVersion.objects.filter(article=article, number=1, by=user)


# --- Django's own way of asking -----------------------------------------------------------------


class RoleBackend(ModelBackend):
    """Logins by password, rights by role. Groups and single permissions give nothing."""

    def has_perm(self, user_obj, perm, obj=None):
        """Whether the table allows "app.verb_model", of the row `obj` or of the model as such."""
        app_label, _dot, codename = perm.partition(".")
        verb, _line, model_name = codename.partition("_")
        try:
            model = apps.get_model(app_label, model_name)
        except LookupError:
            return False
        return allows(user_obj, verb, model if obj is None else obj)

    def has_module_perms(self, user_obj, app_label):
        """Whether the user may see anything of the app."""
        models = apps.get_app_config(app_label).get_models()
        return any(allows(user_obj, "view", model) for model in models)

    def get_user_permissions(self, user_obj, obj=None):
        return set()

    def get_group_permissions(self, user_obj, obj=None):
        return set()

    def get_all_permissions(self, user_obj, obj=None):
        """Every "app.verb_model" the user has; for templates that ask by `perms`."""
        if obj is not None:
            return set()
        return {
            f"{model._meta.app_label}.{verb}_{model._meta.model_name}"
            for model in apps.get_models()
            for verb in ("view", "add", "change", "delete")
            if allows(user_obj, verb, model)
        }

    def with_perm(self, perm, is_active=True, include_superusers=True, obj=None):
        raise NotImplementedError("Ask articles.access: rights are not kept as permissions.")
