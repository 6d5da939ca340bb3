"""The desk's menu in the newsroom's order, and the ways through it by search and by keys."""

from django.apps import apps as installed
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import access
from newsroom.finding import Found

#: Group of the menu -> the models it holds, in this order. What is named nowhere comes last.
GROUPS = (
    (
        gettext_lazy("Writing"),
        ("Article", "Release", "Story", "Topic", "ArticleTemplate", "Source", "ReleaseFeed"),
    ),
    (gettext_lazy("Front page"), ("BreakingNews",)),
    (gettext_lazy("Pictures and files"), ("Image", "Document")),
    (gettext_lazy("People and places"), ("Speaker", "Author", "Place")),
    (gettext_lazy("The paper"), ("StaticPage", "NavigationEntry")),
    (gettext_lazy("From readers"), ("Submission", "AnswerTemplate")),
    (gettext_lazy("Partners"), ("Booking", "Partner", "Position")),
)
REST = gettext_lazy("Administration")

#: Pages of the desk that are no list: address name, title, further words, the verb it takes (with
#: articles, or with the model that is named).
WAYS = (
    ("admin:index", gettext_lazy("Desk"), gettext_lazy("start page"), ""),
    ("admin:article_calendar", gettext_lazy("Calendar"), gettext_lazy("schedule planning"), "view"),
    ("admin:front_desk", gettext_lazy("Front page"), gettext_lazy("top stories breaking"), "pin"),
    (
        "admin:article_working_copies",
        gettext_lazy("Open texts"),
        gettext_lazy("drafts autosave"),
        "add",
    ),
    (
        "admin:free_positions",
        gettext_lazy("Free positions"),
        gettext_lazy("adverts partners bookings"),
        "add partners.booking",
    ),
    # Only desk heads may override; the page itself asks who may try a task again.
    (
        "admin:operation",
        gettext_lazy("Operation"),
        gettext_lazy("server tasks backup disk"),
        "override",
    ),
    (
        "admin:privacy",
        gettext_lazy("Privacy"),
        gettext_lazy("retention erase export person"),
        "erase newsroom.retentionrun",
    ),
)

#: Keys that lead somewhere: pressed one after the other.
JUMPS = (
    ("g d", "admin:index", gettext_lazy("Desk")),
    ("g a", "admin:articles_article_changelist", gettext_lazy("Articles")),
    ("g p", "admin:articles_image_changelist", gettext_lazy("Pictures")),
    ("g c", "admin:article_calendar", gettext_lazy("Calendar")),
    ("g f", "admin:front_desk", gettext_lazy("Front page")),
    ("g s", "admin:articles_speaker_changelist", gettext_lazy("Speakers")),
    ("g t", "admin:articles_topic_changelist", gettext_lazy("Topics")),
    ("g r", "admin:submissions_release_changelist", gettext_lazy("Press releases")),
    ("g e", "admin:submissions_submission_changelist", gettext_lazy("From readers")),
    ("n", "admin:articles_article_add", gettext_lazy("Write an article")),
    ("e", "admin:submissions_release_add", gettext_lazy("Read in a press release")),
)


def grouped(apps):
    """Django's list of apps as groups of the newsroom; the same models, none twice."""
    models = {model["object_name"]: model for app in apps for model in app["models"]}
    groups = [
        _group(title, [models.pop(name) for name in names if name in models])
        for title, names in GROUPS
    ]
    groups.append(_group(REST, list(models.values())))
    return [group for group in groups if group["models"]]


def _group(name, models):
    return {
        "name": name,
        "app_label": models[0]["model"]._meta.app_label if models else "",
        "app_url": "",
        "has_module_perms": True,
        "models": models,
    }


def pages(request, site):
    """The desk's pages that whoever asks may open, for the search: Found rows."""
    user = request.user
    if access.allows(user, "add"):
        address = reverse("admin:articles_article_add")
        yield Found(_("Write an article"), address, note=_("new begin"))
    yield from ways(user)
    yield Found(_("Change password"), reverse("admin:password_change"))
    for group in site.get_app_list(request):
        for model in group["models"]:
            name = str(capfirst(model["name"]))
            if model["admin_url"]:
                yield Found(name, model["admin_url"], note=group["name"])
            if model["add_url"] and model["object_name"] != "Article":
                yield Found(_("Add: %(name)s") % {"name": name}, model["add_url"])


def ways(user):
    """The pages that are no list and open for the user: Found rows."""
    return [
        Found(title, way(name), note=further)
        for name, title, further, verb in WAYS
        if way(name) and _opens(user, verb)
    ]


def _opens(user, needed):
    verb, _space, label = needed.partition(" ")
    return not verb or access.allows(user, verb, installed.get_model(label) if label else None)


def way(name):
    """The address of a page, or nothing where there is no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def words_for_keys(site_name):
    """What the scripts of every page must know: where keys lead, and how things are called."""
    jumps = [
        {"keys": keys, "url": way(name), "what": title} for keys, name, title in JUMPS if way(name)
    ]
    return {
        "jumps": jumps,
        "find": reverse(f"{site_name}:find"),
        "keys": _("Keys"),
        "everywhere": _("Everywhere"),
        "here": _("On this page"),
        "search": _("Search everything"),
        "help": _("Show the keys"),
        "close": _("Close"),
        "letters": _("Letters alone are keys, too"),
        "leave": _("Leave the field, close what is open"),
        "all": _("All results for “%s”"),
        "nothing": _("Nothing found"),
        "found": _("%d found"),
    }
