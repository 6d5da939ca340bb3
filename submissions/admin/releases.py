"""The queue of press releases: read in, worked off, put aside; each text can be seen for good."""

from datetime import timedelta

from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from js_asset import Script

from articles.models import Article
from articles.working_copies import name_of
from submissions.admin.filters import OwnerFilter
from submissions.admin.release_form import ReleaseDesk, address_of
from submissions.alike import alike, words_of
from submissions.releases import desk
from submissions.releases.forms import ReadInForm
from submissions.releases.models import Release, ReleaseText, ReleaseUse

#: So much of the text is looked at for the hints in the list.
BEGINNING = 1500


class WaitingFilter(admin.SimpleListFilter):
    """The queue shows what waits unless asked for something else."""

    title = gettext_lazy("status")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("all", _("all")), *Release.Status.choices, ("withdrawn", _("taken back"))]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [first | {"display": _("waiting")}, *others]

    def queryset(self, request, queryset):
        match self.value():
            case "all":
                return queryset
            case "withdrawn":
                return queryset.exclude(withdrawn_at=None)
        if self.value() in Release.Status.values:
            return queryset.filter(status=self.value())
        return queryset.filter(status__in=Release.OPEN)


class Rows(ChangeList):
    """A page of the queue that knows which of its releases tell the same."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        # By their titles: what offices write below every text would make them all alike.
        words = {each.pk: words_of(each.title) for each in self.result_list}
        names = {each.pk: each.title for each in self.result_list}
        for each in self.result_list:
            others = {pk: known for pk, known in words.items() if pk != each.pk}
            each.like = [(pk, names[pk]) for pk in alike(words[each.pk], others)[:2]]


@admin.register(Release)
class ReleaseAdmin(admin.ModelAdmin):
    change_list_template = "admin/submissions/release/change_list.html"
    list_display = ["name", "came", "age"]
    list_display_links = None
    list_filter = [WaitingFilter, "origin", "feed", OwnerFilter]
    list_select_related = ["owner", "feed"]
    search_fields = ["title", "texts__text", "note"]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ["take_up", "put_aside"]

    class Media:
        css = {"all": ["submissions/desk.css", "submissions/admin/release.css"]}
        js = [Script("submissions/admin/releases.js", type="module")]

    # --- The queue --------------------------------------------------------------------------------

    def get_queryset(self, request):
        newest = ReleaseText.objects.filter(release=OuterRef("pk")).order_by("-number")
        return (
            super()
            .get_queryset(request)
            .annotate(
                beginning=Subquery(newest.values("text")[:1]),
                sent=Subquery(newest.values("number")[:1]),
            )
        )

    def get_changelist(self, request, **kwargs):
        return Rows

    def changelist_view(self, request, extra_context=None):
        context = {"title": _("Press releases"), "queue_words": _words(), "may_add": True}
        context["may_add"] = self.has_add_permission(request)
        return super().changelist_view(request, context | (extra_context or {}))

    @admin.display(description=gettext_lazy("release"), ordering="title")
    def name(self, release):
        hints = [(_("like"), Truncator(name).chars(70)) for _pk, name in release.like]
        if release.withdrawn_at:
            hints.insert(0, (_("taken back by the sender"), ""))
        elif release.changed_at:
            hints.insert(0, (_("changed by the sender"), ""))
        body = " ".join((release.beginning or "")[:BEGINNING].split())
        headline = release.title.rpartition(": ")[2]
        body = (body.partition(headline)[2] or body).strip(" –-:.")
        return format_html(
            '<a href="{}">{}</a>{}<span class="submission-line">{}</span>{}',
            address_of(release),
            release.title or _("without a title"),
            _state(release),
            Truncator(body).chars(140),
            format_html_join("", '<span class="submission-hint">{} {}</span>', hints),
        )

    @admin.display(description=gettext_lazy("came as"))
    def came(self, release):
        return release.feed.name if release.feed else release.get_origin_display()

    @admin.display(description=gettext_lazy("waits since"), ordering="received_at")
    def age(self, release):
        return _since(release.received_at)

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        actions = super().get_actions(request, action_location)
        actions.pop("delete_selected", None)
        return actions

    @admin.action(description=gettext_lazy("I see to it"), permissions=["change"])
    def take_up(self, request, queryset):
        done = _each(queryset, lambda each: desk.take_up(each, by=request.user))
        told = ngettext("%d release taken on.", "%d releases taken on.", done)
        messages.success(request, told % done)

    @admin.action(description=gettext_lazy("Put aside as not used"), permissions=["change"])
    def put_aside(self, request, queryset):
        done = _each(queryset, lambda each: desk.put_aside(each, by=request.user))
        told = ngettext("%d put aside as not used.", "%d put aside as not used.", done)
        messages.success(request, told % done)

    # --- Reading in -------------------------------------------------------------------------------

    def add_view(self, request, form_url="", extra_context=None):
        """Paste a text or choose a file; then the desk opens, or it is put into the queue."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ReadInForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            if "_keep" in request.POST:
                link = format_html(
                    '<a href="{}">{}</a>', address_of(form.release), form.release.title
                )
                messages.success(request, format_html(_("In the list: {}"), link))
                return redirect(request.path)
            return redirect(address_of(form.release, then="paste"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Read in a press release"),
            "opts": self.opts,
            "form": form,
            "media": self.media,
            "waiting": Release.objects.waiting()[:8],
            "waiting_count": Release.objects.waiting().count(),
            "queue_words": _words(),
        }
        return TemplateResponse(request, "admin/submissions/release/read_in.html", context)

    # --- One release ------------------------------------------------------------------------------

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The desk for a release that waits, its text for every other one."""
        release = self._seen(request, object_id)
        if request.method == "POST" and {"_not_used", "_take_up", "_reopen"} & set(request.POST):
            return self._decide(request, release)
        may_write = self.has_change_permission(request, release)
        table = self.admin_site.get_model_admin(Article)
        if release.is_open and may_write and table.has_add_permission(request):
            return ReleaseDesk(release, request, self.admin_site).changeform_view(request)
        if request.method == "POST":
            # Decided meanwhile: what was typed goes on being kept, and the form says why.
            return self._typed_too_late(request, release, table)
        return self.source(request, release.pk)

    def _typed_too_late(self, request, release, table):
        if not table.has_add_permission(request):
            raise PermissionDenied
        return ReleaseDesk(release, request, self.admin_site).changeform_view(request)

    def _seen(self, request, pk):
        if not str(pk).isdecimal():
            raise Http404
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(Release.objects.select_related("feed", "owner"), pk=pk)

    def _decide(self, request, release):
        if not self.has_change_permission(request, release):
            raise PermissionDenied
        try:
            if "_take_up" in request.POST:
                desk.take_up(release, by=request.user)
                return redirect(request.get_full_path())
            if "_reopen" in request.POST:
                desk.reopen(release, by=request.user)
                return redirect(address_of(release))
            desk.put_aside(release, by=request.user)
        except desk.Decided:
            messages.error(request, _("Somebody has decided about this release meanwhile."))
            return redirect("admin:release_source", release.pk)
        messages.success(request, _("Put aside as not used: %(title)s") % {"title": release.title})
        following = None if request.GET.get("then") == "paste" else desk.following(release)
        if request.GET.get("then") == "paste":
            return redirect("admin:submissions_release_add")
        if following:
            return redirect(address_of(following))
        return redirect("admin:submissions_release_changelist")

    # --- The source, for good ---------------------------------------------------------------------

    def get_urls(self):
        def page(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=name)

        return [
            page("<int:pk>/source/", self.source, "release_source"),
            page("text/<int:pk>/check/", self.check_form, "release_check"),
            page("text/<int:pk>/original/", self.original, "release_original"),
            *super().get_urls(),
        ]

    def source(self, request, pk):
        """All texts of the release as they came, and what was made of them."""
        release = self._seen(request, pk)
        uses = ReleaseUse.objects.filter(text__release=release).select_related("article")
        above, below = desk.neighbours(release)
        context = {
            **self.admin_site.each_context(request),
            "title": Truncator(release.title or _("Press release")).chars(80),
            "opts": self.opts,
            "release": release,
            "texts": release.texts.defer("content").order_by("-number"),
            "uses": uses,
            "may_change": self.has_change_permission(request, release),
            "media": self.media,
            "queue_words": _words()
            | {
                "before": above and address_of(above),
                "after": below and address_of(below),
                "queue": reverse("admin:submissions_release_changelist"),
            },
        }
        return TemplateResponse(request, "admin/submissions/release/source.html", context)

    def check_form(self, request, pk):
        """The findings of the form on the desk as it stands; writes nothing."""
        if request.method != "POST":
            raise Http404
        text = get_object_or_404(ReleaseText.objects.select_related("release"), pk=pk)
        release = self._seen(request, text.release_id)
        return ReleaseDesk(release, request, self.admin_site).check_posted(request)

    def original(self, request, pk):
        """The bytes as they came, to be kept as a file; never shown as a page of ours."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        text = get_object_or_404(ReleaseText, pk=pk)
        name = text.file_name or f"release-{text.release_id}-{text.number}"
        response = HttpResponse(bytes(text.content), content_type="application/octet-stream")
        ascii_name = "".join(
            letter if (letter.isalnum() and letter.isascii()) or letter in ".-_" else "_"
            for letter in name
        )
        response.headers["Content-Disposition"] = f'attachment; filename="{ascii_name}"'
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def log_change(self, request, obj, message):
        """The audit log has it."""


def _state(release):
    """What somebody does with it, or has done; nothing of what most of them do, which is wait."""
    if release.status == Release.Status.RECEIVED and not release.owner:
        return ""
    return format_html(
        ' <span class="state submission-{}">{}</span> <span class="quiet">{}</span>',
        release.status,
        release.get_status_display(),
        name_of(release.owner),
    )


def _since(moment):
    """An aware moment as one says it behind "since": "14.30 Uhr", "gestern, 9.05 Uhr", a day."""
    then, today = timezone.localtime(moment), timezone.localdate()
    clock = date_format(then, "TIME_FORMAT")
    if then.date() == today:
        return clock
    if then.date() == today - timedelta(days=1):
        return _("yesterday, %(clock)s") % {"clock": clock}
    return date_format(then, "SHORT_DATE_FORMAT")


def _each(queryset, step):
    done = 0
    for release in queryset.order_by("pk"):
        try:
            step(release)
        except desk.Decided:
            continue
        done += 1
    return done


def _words():
    return {
        "next": _("Next release"),
        "previous": _("Previous release"),
        "open": _("Open the release"),
        "select": _("Select the row"),
        "up": _("Back to the list"),
        "paste": _("Read in a press release"),
        "aside": _("Put the selected ones aside"),
        "keep": _("Put it into the list and paste the next one"),
        "read": _("Read it in and open it"),
    }
