"""The partners' desk: who they are, what they have booked, what is free, what they got for it."""

from datetime import date

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, IntegerField, OuterRef, Prefetch, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from js_asset import Script

from articles.models import AuditEntry
from partners import occupancy, reports
from partners.forms import BookingForm, PartnerForm, PositionForm
from partners.models import Booking, DailyCount, Partner, Position, day_in_words
from partners.purging import purge_pages

PICK = [Script("desk/pick.js", type="module")]


class PartnersDesk(admin.ModelAdmin):
    """Changes are audited, and kept pages called back, in the same transaction."""

    show_full_result_count = False

    class Media:
        css = {"all": ["partners/desk.css"]}

    def shows(self, thing):
        """Whether readers see the thing on pages of today."""
        return True

    def save_model(self, request, obj, form, change):
        shown = change and self.shows(type(obj).objects.get(pk=obj.pk))
        super().save_model(request, obj, form, change)
        fields = sorted(set(form.changed_data) - {"waiting"})
        verb = "edit" if change else "create"
        AuditEntry.keep(verb, obj, by=request.user, fields=fields, name=str(obj))
        if shown or self.shows(obj):
            purge_pages()

    def delete_model(self, request, obj):
        AuditEntry.keep("delete", obj, by=request.user, name=str(obj))
        if self.shows(obj):
            purge_pages()
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for obj in queryset:
            self.delete_model(request, obj)


def logo(partner):
    """The logo on its plate, as readers see it."""
    return format_html(
        '<span class="logo-plate"><img src="{}" width="{}" height="{}" alt="{}"></span>',
        partner.logo.url,
        partner.width,
        partner.height,
        partner.alternative,
    )


# --- Partners -------------------------------------------------------------------------------------


@admin.register(Partner)
class PartnerAdmin(PartnersDesk):
    form = PartnerForm
    change_form_template = "admin/partners/partner_form.html"
    list_display = ["shown_logo", "name", "kind", "running", "report_link"]
    list_display_links = ["shown_logo", "name"]
    list_filter = ["kind"]
    search_fields = ["name", "link"]
    readonly_fields = ["shown_logo"]

    def get_fieldsets(self, request, obj=None):
        look = ["upload", "alt"]
        if obj:
            may = self.has_change_permission(request, obj)
            look = ["shown_logo", *(look if may else ["alt"])]
        return [
            (None, {"fields": ["name", ("kind", "link")]}),
            (_("Logo"), {"fields": look}),
            (
                _("Contact, for the desk only"),
                {"fields": ["contact_name", ("contact_email", "contact_phone"), "note"]},
            ),
        ]

    def get_queryset(self, request):
        partners = super().get_queryset(request)
        today = timezone.localdate()
        return partners.annotate(
            running=Count("bookings", filter=Q(bookings__period__contains=today))
        )

    def shows(self, partner):
        return partner.bookings.running().exists()

    def render_change_form(self, request, context, **kwargs):
        form = context["adminform"].form
        if form.is_bound and not form.is_valid():
            form.keep_waiting()
        partner = context["original"]
        if partner:
            bookings = partner.bookings.select_related("position__place")
            context["bookings"] = bookings.order_by("-period")[:50]
        return super().render_change_form(request, context, **kwargs)

    @admin.display(description=gettext_lazy("logo"))
    def shown_logo(self, partner):
        return logo(partner)

    @admin.display(description=gettext_lazy("running bookings"), ordering="running")
    def running(self, partner):
        return partner.running

    @admin.display(description=gettext_lazy("report"))
    def report_link(self, partner):
        address = reverse("admin:partner_report", args=[partner.pk])
        return format_html('<a href="{}">{}</a>', address, _("Views and clicks"))

    # --- The report --------------------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view(self.report)
        return [path("<int:pk>/report/", view, name="partner_report"), *super().get_urls()]

    def report(self, request, pk):
        """Views and clicks of a partner from day to day, as a page or as CSV."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        partner = Partner.objects.filter(pk=pk).first()
        if partner is None:
            raise Http404
        first, last = reports.last_month()
        problem = ""
        try:
            first = date.fromisoformat(request.GET.get("from", "") or first.isoformat())
            last = date.fromisoformat(request.GET.get("to", "") or last.isoformat())
        except ValueError:
            problem = _("Write both days as a date.")
        if not problem and last < first:
            problem = _("The last day lies before the first one.")
        if problem:
            first, last = reports.last_month()
        report = reports.of_partner(partner, first, last)
        if "csv" in request.GET and not problem:
            response = HttpResponse(reports.as_csv(report), content_type="text/csv; charset=utf-8")
            name = f"partner-{partner.pk}-{first}-{last}.csv"
            response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
            return response
        context = self.admin_site.each_context(request) | {
            "title": _("Views and clicks: %(partner)s") % {"partner": partner},
            "opts": self.opts,
            "report": report,
            "problem": problem,
            "media": self.media,
        }
        status = 400 if problem else 200
        return TemplateResponse(request, "admin/partners/report.html", context, status=status)


# --- Positions ------------------------------------------------------------------------------------


@admin.register(Position)
class PositionAdmin(PartnersDesk):
    form = PositionForm
    list_display = ["name", "who", "in_use", "note"]
    list_filter = ["page", "in_use"]
    list_select_related = ["place"]
    search_fields = ["place__name", "note"]
    fields = [("page", "place", "number"), "in_use", "note"]
    ordering = ["page", "place", "number"]

    class Media:
        js = PICK

    def get_queryset(self, request):
        now = Booking.objects.running().select_related("partner")
        return super().get_queryset(request).prefetch_related(Prefetch("bookings", now, "now"))

    def shows(self, position):
        """A free one, too, makes the house advert appear."""
        return True

    @admin.display(description=pgettext_lazy("beside pages", "position"))
    def name(self, position):
        return str(position)

    @admin.display(description=gettext_lazy("today"))
    def who(self, position):
        for booking in position.now:
            last = booking.last_day
            until = _("until %(day)s") % {"day": day_in_words(last)} if last else ""
            return f"{booking.partner} {until}".strip()
        return _("free")


# --- Bookings -------------------------------------------------------------------------------------


class TimeFilter(admin.SimpleListFilter):
    title = gettext_lazy("when")
    parameter_name = "when"

    def lookups(self, request, model_admin):
        return [
            ("running", _("running")),
            ("coming", _("coming")),
            ("over", _("over")),
        ]

    def queryset(self, request, queryset):
        if self.value() in ("running", "coming", "over"):
            return getattr(queryset, self.value())()
        return queryset


class KindFilter(admin.SimpleListFilter):
    """The kind of page, and those that have no position of their own."""

    title = gettext_lazy("stands on")
    parameter_name = "page"

    def lookups(self, request, model_admin):
        return [*Position.Page.choices, ("fills", _("free positions"))]

    def queryset(self, request, queryset):
        if self.value() == "fills":
            return queryset.fillers()
        return queryset.filter(position__page=self.value()) if self.value() else queryset


def counted(column):
    """How much a booking has counted in all, asked for the shown rows only."""
    rows = DailyCount.objects.filter(booking=OuterRef("pk")).order_by().values("booking")
    number = rows.annotate(number=Sum(column)).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


@admin.register(Booking)
class BookingAdmin(PartnersDesk):
    form = BookingForm
    change_form_template = "admin/partners/booking_form.html"
    change_list_template = "admin/partners/booking_list.html"
    list_display = ["partner", "when_and_where", "views", "clicks"]
    list_filter = [TimeFilter, KindFilter, "partner__kind"]
    list_select_related = ["partner", "position__place"]
    search_fields = ["partner__name", "note"]
    fields = ["partner", "position", "fills", ("first_day", "last_day"), "note"]
    ordering = ["-period", "-pk"]

    def get_queryset(self, request):
        bookings = super().get_queryset(request)
        if request.resolver_match.url_name == "partners_booking_changelist":
            bookings = bookings.annotate(views=counted("views"), clicks=counted("clicks"))
        return bookings

    def shows(self, booking):
        return booking.is_running()

    def render_change_form(self, request, context, **kwargs):
        context["occupancy"] = occupancy.overview()
        return super().render_change_form(request, context, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        return () if self.has_change_permission(request, obj) else ("where", "days")

    def get_fields(self, request, obj=None):
        if obj and not self.has_change_permission(request, obj):
            return ["partner", "where", "days", "note"]
        return self.fields

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Choose only: partners and positions have pages of their own."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        for verb in ("add", "change", "delete", "view"):
            setattr(field.widget, f"can_{verb}_related", False)
        return field

    @admin.display(description=pgettext_lazy("beside pages", "position"))
    def where(self, booking):
        return booking.standing

    @admin.display(description=gettext_lazy("period"))
    def days(self, booking):
        return booking.words

    @admin.display(description=gettext_lazy("position and period"), ordering="period")
    def when_and_where(self, booking):
        """In one cell, so that a phone shows all of it."""
        today = timezone.localdate()
        if booking.is_running(today):
            state, word = "state-public", _("running")
        elif booking.period.lower > today:
            state, word = "state-scheduled", _("coming")
        else:
            state, word = "", _("over")
        return format_html(
            '{} <span class="state {}">{}</span><br><span class="booking-days">{}</span>',
            booking.standing,
            state,
            word,
            booking.words,
        )

    @admin.display(description=gettext_lazy("page views"), ordering="views")
    def views(self, booking):
        return number_format(booking.views, force_grouping=True)

    @admin.display(description=gettext_lazy("clicks"), ordering="clicks")
    def clicks(self, booking):
        return number_format(booking.clicks, force_grouping=True)

    # --- What is free ------------------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view(self.free_positions)
        return [path("free/", view, name="free_positions"), *super().get_urls()]

    def free_positions(self, request):
        """A year of all positions: taken by whom, free when."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "title": _("Free positions"),
            "opts": self.opts,
            "occupancy": occupancy.overview(),
            "may_book": self.has_add_permission(request),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/partners/free_positions.html", context)
