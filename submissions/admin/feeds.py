"""Feeds and mailboxes that releases come from by themselves."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Script

from articles.models import AuditEntry
from submissions.releases import reading
from submissions.releases.fetching import Unreadable
from submissions.releases.models import ReleaseFeed

#: What a change of means that nothing is known any more of what the server said.
WHERE = {"kind", "address"}


class Pick(forms.Select):
    """A select that desk/pick.js turns into a search field; its one option is what is chosen."""

    def __init__(self, field_name, attrs=None):
        super().__init__(attrs)
        self.field_name = field_name

    def build_attrs(self, base_attrs, extra_attrs=None):
        question = {
            "app_label": "submissions",
            "model_name": "releasefeed",
            "field_name": self.field_name,
        }
        address = f"{reverse('admin:autocomplete')}?{urlencode(question)}"
        return super().build_attrs(base_attrs, extra_attrs) | {"data-pick": address}

    def optgroups(self, name, value, attrs=None):
        options = [self.create_option(name, "", "", not any(value), 0)]
        rows = self.choices.queryset.filter(pk__in=[each for each in value if each.isdigit()])
        options += [self.create_option(name, row.pk, str(row), True, 1) for row in rows]
        return [(None, options, 0)]


class FeedForm(forms.ModelForm):
    class Meta:
        model = ReleaseFeed
        fields = (
            *("name", "kind", "address", "is_on", "source", "credit", "place"),
            *("user_name", "secret_name"),
        )
        widgets = {"source": Pick("source"), "place": Pick("place")}
        help_texts = {
            "name": gettext_lazy("As the desk calls it: “City of Schifferstadt”."),
            "address": gettext_lazy(
                "Of a feed: https://… Of a mailbox: imaps://mail.example/INBOX. Of a mail folder:"
                " its name."
            ),
            "source": gettext_lazy("Stands in every article that is made of its releases."),
            "credit": gettext_lazy("The short form, such as “ots”. Else that of the source."),
            "place": gettext_lazy("If the text names none."),
            "is_on": gettext_lazy("Every ten minutes. What comes waits for the desk."),
            "secret_name": gettext_lazy(
                "The password itself stands on the server only, in a variable whose name begins"
                " with RELEASES_."
            ),
        }

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        # Feeds of files, which the command line enters, have an address nobody types.
        if self.instance.pk is None or WHERE & set(self.changed_data) or cleaned["is_on"]:
            try:
                reading.check_address(ReleaseFeed(**cleaned))
            except Unreadable as error:
                raise ValidationError({"address": str(error)}) from None
        return cleaned


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("status")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("failing", _("cannot be read")), ("off", _("switched off"))]

    def queryset(self, request, queryset):
        match self.value():
            case "failing":
                return queryset.filter(failures__gt=0, is_on=True)
            case "off":
                return queryset.filter(is_on=False)
        return queryset


@admin.register(ReleaseFeed)
class ReleaseFeedAdmin(admin.ModelAdmin):
    form = FeedForm
    change_form_template = "admin/submissions/feed_form.html"
    list_display = ["name", "kind", "state", "read", "items"]
    list_filter = [StateFilter, "kind"]
    search_fields = ["name", "address"]
    search_help_text = gettext_lazy("A name or a part of the address.")
    readonly_fields = ["state", "read", "next_time"]
    list_per_page = 50
    show_full_result_count = False
    actions = None
    fieldsets = [
        (None, {"fields": ["name", "kind", "address", "is_on"]}),
        (gettext_lazy("What its releases get"), {"fields": ["source", "credit", "place"]}),
        (gettext_lazy("Password, if it asks for one"), {"fields": ["user_name", "secret_name"]}),
    ]
    known = (gettext_lazy("How it is doing"), {"fields": [("state", "read", "next_time")]})

    class Media:
        css = {"all": ["submissions/desk.css", "submissions/feeds.css"]}
        js = [Script("desk/pick.js", type="module")]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Choose a source and a place only: both have pages of their own."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        for verb in ("add", "change", "delete", "view"):
            if hasattr(field.widget, f"can_{verb}_related"):
                setattr(field.widget, f"can_{verb}_related", False)
        return field

    def get_fieldsets(self, request, obj=None):
        return [self.known, *self.fieldsets] if obj else self.fieldsets

    def get_readonly_fields(self, request, obj=None):
        return self.readonly_fields if obj else []

    @admin.display(description=gettext_lazy("status"))
    def state(self, feed):
        """In order, off, or what is wrong with it and how often in a row."""
        if feed.failures:
            return format_html(
                '<span class="feed-failure">{}</span> {}',
                feed.failure_in_words,
                _("(%(count)d × in a row)") % {"count": feed.failures},
            )
        if not feed.is_on:
            return _("switched off")
        return _("in order") if feed.read_at else _("not read yet")

    @admin.display(description=gettext_lazy("last read"), ordering="read_at")
    def read(self, feed):
        return _moment(feed.read_at) if feed.read_at else "–"

    @admin.display(description=gettext_lazy("next time"))
    def next_time(self, feed):
        when = reading.due_at(feed)
        if not feed.is_on:
            return "–"
        return _moment(when) if when and when > timezone.now() else _("within ten minutes")

    def save_model(self, request, obj, form, change):
        """What the old address said means nothing for the new one."""
        if change and WHERE & set(form.changed_data):
            obj.etag = obj.last_modified = obj.failure = ""
            obj.tried_at, obj.failures, obj.items = None, 0, 0
        super().save_model(request, obj, form, change)
        if not change or form.changed_data:
            verb = "edit" if change else "create"
            AuditEntry.keep(verb, obj, by=request.user, fields=sorted(form.changed_data))

    def delete_model(self, request, obj):
        AuditEntry.keep("delete", obj, by=request.user)
        super().delete_model(request, obj)

    # --- Reading by hand ----------------------------------------------------------------------

    def response_add(self, request, obj, post_url_continue=None):
        return self._asked(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._asked(request, obj) or super().response_change(request, obj)

    def _asked(self, request, feed):
        """What the buttons beside "Save" ask for; it is saved by then, whatever the server says."""
        # The saving is a transaction of its own; in it nobody should wait for a foreign server.
        if "_try" not in request.POST and "_read" not in request.POST:
            return None
        request.feed_to_ask = feed
        return redirect("admin:submissions_releasefeed_change", feed.pk)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        response = super().changeform_view(request, object_id, form_url, extra_context)
        feed = getattr(request, "feed_to_ask", None)
        if feed is not None:
            try:
                if "_try" in request.POST:
                    messages.success(request, _("Saved. ") + reading.try_out(feed))
                else:
                    messages.success(request, _("Saved. ") + _in_words(reading.read(feed)))
            except Unreadable as error:
                messages.error(request, _("Saved, but it cannot be read. ") + str(error))
        return response


def _moment(moment):
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")


def _in_words(summary):
    return _("Read: %(created)d new, %(updated)d changed, %(marked)d taken back.") % {
        "created": summary.created,
        "updated": summary.updated,
        "marked": summary.marked,
    }
