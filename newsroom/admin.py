"""The desk: the start page of the admin, across all apps, and the policy of its pages."""

from dataclasses import asdict
from functools import wraps

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import JsonResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override

from articles.form_fields import picture_address
from articles.moment_fields import FIRST_YEAR, LAST_YEAR
from articles.numbers import number_in
from newsroom import desk, finding, menu, privacy_desk
from newsroom import operation as operation_page

#: The two editors put one style element each into the page; `tests/articles/test_admin_csp.py`
#: makes these sums anew from the installed packages (the block editor's differs by language).
EDITOR_STYLES = {
    "prose": "PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA=",
    "blocks de": "+p3AikYTg/XtkO7SyVhOqNLUpVPefKegNERENC77G2U=",
    "blocks en": "iQkg4CW9pkVM9zuO+Zu+xOrTcRsfEQ3Ic342wxe/yik=",
}
POLICY = settings.SECURE_CSP | {
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE, *(f"'sha256-{sum_}'" for sum_ in EDITOR_STYLES.values())],
    "frame-src": [CSP.SELF],
}
#: A page of the site in the desk's preview: as for readers, but in a frame of this site.
PREVIEW_POLICY = settings.SECURE_CSP | {"frame-ancestors": [CSP.SELF]}


def sane(query):
    """What an address asks for (QueryDict), without what no database can be asked for: NUL in a
    text, and years beyond the calendar, with which Django's lists fail."""
    asked = QueryDict(mutable=True)
    for name, values in query.lists():
        values = [value.replace("\0", "") for value in values]
        if name.endswith("__year"):
            values = [year for year in values if FIRST_YEAR <= (number_in(year) or 0) <= LAST_YEAR]
        if values and "\0" not in name:
            asked.setlist(name, values)
    asked._mutable = False
    return asked


class Autocomplete(AutocompleteJsonView):
    """Search fields also show who or what it is, and pictures themselves."""

    def serialize_result(self, obj, to_field_name):
        found = super().serialize_result(obj, to_field_name)
        if note := getattr(self.model_admin, "pick_note", None):
            found["note"] = note(obj)
        if more := getattr(self.model_admin, "pick_more", None):
            found |= more(obj)
        if address := picture_address(obj):
            found["picture"] = address
        return found


class Desk(AdminSite):
    """Django's admin as the newsroom's desk."""

    index_template = "admin/desk.html"
    site_title = settings.PAPER.name
    enable_nav_sidebar = True
    empty_value_display = ""

    @property
    def site_header(self):
        return settings.PAPER.name

    @property
    def index_title(self):
        return _("Desk")

    def each_context(self, request):
        words = {
            "remove": _("Remove"),
            "earlier": _("Move forward"),
            "later": _("Move back"),
            "up": _("Move up"),
            "down": _("Move down"),
            "insert": _("Insert a block here"),
            "nothing": _("Nothing found"),
            "make": _("New: “%s”"),
            "addPicture": _("Upload a new picture …"),
            "found": _("%d found"),
            "text": _("Text of the block"),
            "link": _("Link to an article of ours"),
            "caption": _("caption here"),
            "alt": _("alternative text here"),
            "close": _("Close"),
            "pictures": _("New pictures"),
            "newPicture": _("New picture"),
            "focal": _("Focal point: %x % from the left, %y % from the top"),
            "menu": {
                "paragraph": _("Paragraph"),
                "heading 2": _("Subheading"),
                "heading 3": _("Smaller subheading"),
                "unordered list": _("List"),
                "ordered list": _("Numbered list"),
                "blockquote": _("Indented quotation"),
                "bold": _("Bold"),
                "italic": _("Italic"),
                "insert link": _("Insert a link"),
                "remove link": _("Remove the link"),
                "undo": _("Undo"),
                "redo": _("Redo"),
            },
            "links": reverse(f"{self.name}:article_links"),
            "desk": menu.words_for_keys(self.name),
        }
        context = super().each_context(request) | {"desk_words": words}
        if context["has_permission"]:
            context["ways"] = menu.ways(request.user)
            # Such a page may stand below a list's address and is not that list.
            context["on_a_way"] = any(way.url == request.path for way in context["ways"])
        return context

    def admin_view(self, view, cacheable=False):
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def wrapped(request, *args, **kwargs):
            request.GET = sane(request.GET)
            return inner(request, *args, **kwargs)

        if getattr(view, "__name__", "") == "preview":
            return xframe_options_sameorigin(csp_override(PREVIEW_POLICY)(wrapped))
        return csp_override(POLICY)(wrapped)

    @method_decorator(csp_override(POLICY))
    def login(self, request, extra_context=None):
        return super().login(request, extra_context)

    def autocomplete_view(self, request):
        return Autocomplete.as_view(admin_site=self)(request)

    def index(self, request, extra_context=None):
        """What needs attention, for whoever has just sat down (see newsroom/attention.py)."""
        return super().index(request, desk.start(request.user) | (extra_context or {}))

    # --- Pages of the desk itself --------------------------------------------------------------

    def get_urls(self):
        def page(route, view, name):
            @wraps(view)
            def shown(request, **arguments):
                return view(request, self, **arguments)

            return path(route, self.admin_view(shown), name=name)

        return [
            page("find/", self.find, "find"),
            page("handover/", desk.hand_over, "handover"),
            page("jobs/<int:pk>/retry/", desk.retry_job, "retry_job"),
            page("operation/", operation_page.operation, "operation"),
            page("privacy/", privacy_desk.privacy, "privacy"),
            *super().get_urls(),
        ]

    @staticmethod
    def find(request, site):
        """Everything at the desk by words: a page, or JSON for the field in the head."""
        words = request.GET.get("q", "")
        quick = request.GET.get("format") == "json"
        groups = finding.find(
            request.user,
            words,
            menu.pages(request, site),
            finding.FEW if quick else finding.MANY,
        )
        if quick:
            return JsonResponse({"groups": [asdict(group) for group in groups]})
        context = site.each_context(request) | {
            "title": _("Search"),
            "words": words,
            "groups": groups,
        }
        return TemplateResponse(request, "admin/find.html", context)

    def get_app_list(self, request, app_label=None):
        """The menu in the newsroom's order; a single app as Django shows it."""
        apps = super().get_app_list(request, app_label)
        return apps if app_label else menu.grouped(apps)
