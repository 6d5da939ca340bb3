"""The forms for readers: few questions, plain words, every error said at its field.

Only three things must be there: what, where, and how to reach the sender.
"""

from datetime import date, datetime, time

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.utils import from_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.models import Submission

DAYS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d. %m. %Y"]
TIMES = ["%H:%M", "%H:%M:%S", "%H.%M", "%H"]


def one_line(label, most, **options):
    return forms.CharField(label=label, max_length=most, **options)


def many_lines(label, **options):
    widget = forms.Textarea(attrs={"rows": 9})
    return forms.CharField(label=label, max_length=10_000, widget=widget, **options)


def day(label, **options):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    near = [MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2199, 12, 31))]
    return forms.DateField(
        label=label, input_formats=DAYS, widget=widget, validators=near, **options
    )


def clock(label, **options):
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, input_formats=TIMES, widget=widget, **options)


class Asking(forms.Form):
    """What all pages share: the server alone judges, so that every reader gets the same words."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            # A browser that cuts silently would lose what was typed.
            field.widget.attrs.pop("maxlength", None)
            if field.required:
                field.error_messages["required"] = self.missing.get(name, _("Fill this in."))

    missing = {}


class What(Asking):
    """The content of a submission, also of one that is changed later."""

    def content(self):
        """Values of the Submission's own fields, from valid answers."""
        names = {field.name for field in Submission._meta.fields}
        return {name: value for name, value in self.cleaned_data.items() if name in names}


class NewsForm(What):
    text = many_lines(
        gettext_lazy("What happened?"),
        help_text=gettext_lazy("Who, what, when, how, and how you know. A few sentences will do."),
    )
    place = one_line(
        gettext_lazy("Where?"), 200, help_text=gettext_lazy("Town, quarter, street, or a building.")
    )
    happened_on = day(gettext_lazy("When was it?"), required=False)
    headline = one_line(gettext_lazy("A headline"), 200, required=False)

    missing = {
        "text": gettext_lazy("Write what happened."),
        "place": gettext_lazy("Write where it happened."),
    }


class EventForm(What):
    headline = one_line(gettext_lazy("What is it called?"), 200)
    begins_on = day(gettext_lazy("Day"))
    ends_on = day(gettext_lazy("Last day, if it lasts several"), required=False)
    all_day = forms.BooleanField(label=gettext_lazy("All day, without hours"), required=False)
    #: Asked for unless it lasts all day.
    begins = clock(gettext_lazy("Begin"), required=False)
    ends = clock(gettext_lazy("End"), required=False)
    place = one_line(
        gettext_lazy("Where?"), 200, help_text=gettext_lazy("House or square, street and town.")
    )
    text = many_lines(gettext_lazy("What is there to see, hear or do?"), required=False)
    price = one_line(gettext_lazy("Price, or “free”"), 100, required=False)
    organiser = one_line(gettext_lazy("Who invites?"), 150, required=False)

    missing = {
        "headline": gettext_lazy("Write what the event is called."),
        "begins_on": gettext_lazy("Write the day of the event."),
        "place": gettext_lazy("Write where the event takes place."),
    }

    def clean(self):
        answers = super().clean()
        first, last = answers.get("begins_on"), answers.get("ends_on")
        if answers["all_day"]:
            # What was typed as hours stays in the form and counts for nothing.
            for name in ("begins", "ends"):
                self.errors.pop(name, None)
            begin, end = time.min, time(23, 59)
        else:
            begin, end = answers.get("begins"), answers.get("ends")
            if begin is None and "begins" not in self.errors:
                self.add_error("begins", _("Write when the event begins, or tick “All day”."))
        if first is None or begin is None:
            return answers
        answers["starts_at"] = self._moment("begins", first, begin)
        answers["ends_at"] = None
        if end is not None or last is not None:
            field = "ends_on" if last else "ends"
            until = self._moment(field, last or first, end or time(23, 59))
            if until and answers["starts_at"] and until <= answers["starts_at"]:
                self.add_error(field, _("The end must lie after the begin."))
            answers["ends_at"] = until
        return answers

    def _moment(self, field, on, at):
        """The moment in the paper's time zone; one that the clocks leave out is an error."""
        try:
            return from_current_timezone(datetime.combine(on, at))
        except forms.ValidationError:
            self.add_error(field, _("The clocks are changed in this hour: choose another one."))
        return None


class Who(Asking):
    """Who sends it: one way to be reached, and the agreement."""

    name = one_line(
        gettext_lazy("Your name"),
        100,
        required=False,
        help_text=gettext_lazy("Is not published without asking you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        max_length=254,  # As many as the column holds.
        help_text=gettext_lazy(
            "We send a link by which you see what becomes of it, change it or take it back."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    phone = one_line(
        gettext_lazy("Telephone"),
        50,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    consent = forms.BooleanField(
        error_messages={"required": gettext_lazy("Tick the box if you agree.")}
    )
    #: People do not see it; programs fill it in.
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    missing = {"consent": gettext_lazy("Tick the box if you agree.")}

    def clean(self):
        answers = super().clean()
        if not ({"email", "phone"} & self.errors.keys() or answers["email"] or answers["phone"]):
            self.add_error("email", _("Write an e-mail address or a telephone number."))
        return answers

    def content(self):
        return {name: self.cleaned_data[name] for name in ("name", "email", "phone")}


CONTENT = {Submission.Kind.NEWS: NewsForm, Submission.Kind.EVENT: EventForm}
