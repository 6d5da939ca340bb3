"""Forms of the partners' desk. What is wrong is said by name; nothing typed is lost."""

import base64
from datetime import timedelta

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners import logos, occupancy
from partners.models import Booking, Partner, Position, day_in_words, period_in_words

WAITING = "waiting logo"


class PartnerForm(forms.ModelForm):
    """A partner and the logo. A good logo that came with another field in error comes back with
    the form, signed, so that nobody has to choose it twice."""

    upload = forms.FileField(
        label=capfirst(gettext_lazy("logo")),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    waiting = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Partner
        fields = (
            "name",
            "kind",
            "link",
            "alt",
            "contact_name",
            "contact_email",
            "contact_phone",
            "note",
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.logo = None
        if "upload" in self.fields:
            help_text = _("PNG, JPEG or WebP; it is cut and made small. It stands on white.")
            self.fields["upload"].help_text = help_text
            if self.instance.pk:
                self.fields["upload"].label = _("New logo")

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload:
            if upload.size > logos.MAX_UPLOAD:
                raise ValidationError(_("The logo has more than 5 megabytes."), code="too_large")
            self.logo = logos.encode(upload.read())
        return upload

    def clean(self):
        cleaned = super().clean()
        if self.logo is None:
            self.logo = self._waiting(cleaned.get("waiting"))
        if self.logo is None and not self.instance.logo and "upload" not in self.errors:
            self.add_error("upload", ValidationError(_("Choose a logo."), code="required"))
        return cleaned

    def _waiting(self, token):
        try:
            content, *size = signing.loads(token, salt=WAITING, max_age=86_400) if token else ("",)
        except signing.BadSignature:
            return None
        return logos.Logo(base64.b64decode(content), *size) if content else None

    def keep_waiting(self):
        """Send a good logo of a form with errors along; call it before the form is shown again."""
        if self.logo is None:
            return
        packed = [base64.b64encode(self.logo.content).decode(), self.logo.width, self.logo.height]
        self.data = self.data.copy()
        self.data["waiting"] = signing.dumps(packed, salt=WAITING)
        self.fields["upload"].help_text = _("The logo is here already; no need to choose again.")

    def _post_clean(self):
        if self.logo is not None and "upload" not in self.errors:
            try:
                logos.keep(self.instance, self.logo)
            except OSError:
                message = _("The server has no room for this file at the moment. Try again later.")
                self.add_error("upload", ValidationError(message, code="no_room"))
        super()._post_clean()


class PickPlace(forms.Select):
    """A select that desk/pick.js turns into a search field; its one option is what is chosen."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        question = {"app_label": "partners", "model_name": "position", "field_name": "place"}
        address = f"{reverse('admin:autocomplete')}?{urlencode(question)}"
        return super().build_attrs(base_attrs, extra_attrs) | {"data-pick": address}

    def optgroups(self, name, value, attrs=None):
        options = [self.create_option(name, "", "", not any(value), 0)]
        places = self.choices.queryset.filter(pk__in=[each for each in value if each.isdigit()])
        options += [self.create_option(name, place.pk, str(place), True, 1) for place in places]
        return [(None, options, 0)]


class PositionForm(forms.ModelForm):
    class Meta:
        model = Position
        fields = ("page", "place", "number", "in_use", "note")
        widgets = {"place": PickPlace}

    def clean_in_use(self):
        in_use = self.cleaned_data["in_use"]
        if not in_use and self.instance.pk:
            booked = Booking.objects.at(self.instance).from_day(timezone.localdate())
            if first := booked.select_related("partner").first():
                message = _("%(partner)s has booked it, %(period)s.")
                raise ValidationError(message, "booked", _named(first))
        return in_use


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class BookingForm(forms.ModelForm):
    """First and last day as people say them; the period is kept half open."""

    fills = forms.BooleanField(
        label=gettext_lazy("Fills free positions"),
        required=False,
        help_text=gettext_lazy("No position of its own: the partner stands where one is free."),
    )
    first_day = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)
    last_day = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy("Empty: until further notice."),
    )

    class Meta:
        model = Booking
        fields = ("partner", "position", "note")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        booking = self.instance
        if booking.pk:
            self.initial |= {
                "first_day": booking.first_day,
                "last_day": booking.last_day,
                "fills": booking.position_id is None,
            }
        if "position" in self.fields:
            self.fields["position"].required = False
            self.fields["position"].queryset = (
                Position.objects.filter(in_use=True)
                | Position.objects.filter(pk=booking.position_id)
            ).select_related("place")

    def clean(self):
        cleaned = super().clean()
        position, fills = cleaned.get("position"), cleaned.get("fills")
        if "position" not in self.errors and bool(position) == bool(fills):
            message = _("Choose a position, or let the partner fill free ones: one of the two.")
            self.add_error("position", ValidationError(message, code="one_of_two"))
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first one."))
        elif first and "last_day" not in self.errors:
            # Four digits of a year are enough for everybody, and a day more must exist.
            if max(first, last or first).year > 9000:
                self.add_error(
                    "first_day" if first.year > 9000 else "last_day", _("That is no day.")
                )
                return cleaned
            self.instance.period = DateRange(first, last and last + timedelta(days=1))
            if position and not self.errors:
                self._look_for_conflicts(position)
        return cleaned

    def _look_for_conflicts(self, position):
        # Two who book at once come here one after the other: the second is told, too.
        Position.objects.select_for_update().get(pk=position.pk)
        period = self.instance.period
        others = occupancy.conflicts_of(position, period, apart_from=self.instance.pk)
        for other in others:
            told = _named(other) | {"position": str(position)}
            message = _("%(position)s is taken by %(partner)s, %(period)s.")
            self.add_error("position", ValidationError(message, "taken", told))
        end = others[-1].period.upper if others else None
        if end and (free := occupancy.next_free_day(position, end)):
            words = _("It is free again from %(day)s on.") % {"day": day_in_words(free)}
            self.add_error("position", ValidationError(words, code="next_free"))


def _named(booking):
    return {"partner": booking.partner.name, "period": period_in_words(booking.period)}
