"""Moments in forms: to the second, in the paper's time zone, right in the nights the clocks change.

In spring an hour is left out (29 March 2026, 02:30 does not exist), in autumn one comes twice
(25 October 2026, 02:30). What is stored is UTC, so it is one moment; what is shown says which.
"""

from datetime import UTC, datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

#: The night in which an hour comes twice: which of the two, posted beside the moment.
FIRST, SECOND = "first", "second"
#: Parts the moment from the hour in what the widget reads and shows.
HOUR = "#"
#: A paper prints and plans in these years; far outside, local times cannot even be reckoned.
FIRST_YEAR, LAST_YEAR = 1700, 2200


class MomentInput(forms.DateTimeInput):
    """The browser's own field; where the clocks go back, with a choice between the two hours.

    The choice is a plain select, so it works without a script: it appears once such a moment
    was posted or is what the article says.
    """

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")

    def format_value(self, value):
        return written(value).partition(HOUR)[0] if value else value

    def value_from_datadict(self, data, files, name):
        value, hour = data.get(name), data.get(f"{name}-hour")
        return f"{value}{HOUR}{hour}" if value and hour in (FIRST, SECOND) else value

    def render(self, name, value, attrs=None, renderer=None):
        html = super().render(name, value, attrs, renderer)
        text, _mark, hour = written(value).partition(HOUR) if value else ("", "", "")
        if not comes_twice(_parsed(text)):
            return html
        choice = forms.Select(
            choices=[
                ("", _("Which of the two hours?")),
                (FIRST, _("first hour, summer time")),
                (SECOND, _("second hour, winter time")),
            ]
        )
        label = {"id": f"{(attrs or {}).get('id', name)}-hour", "aria-label": _("Which hour")}
        select = choice.render(f"{name}-hour", hour, label)
        return format_html('<span class="moment-twice">{}{}</span>', html, select)


class MomentField(forms.DateTimeField):
    """A moment to the minute, or the second if one is written, in the paper's time zone.

    What was not touched stays exactly what it was. A time that the night of the clock change
    leaves out is an error that names its neighbours; one that comes twice wants a choice.
    """

    widget = MomentInput

    def __init__(self, *, label=None, **options):
        super().__init__(label=label and capfirst(label), **options)

    def get_bound_field(self, form, field_name):
        self.before = form.get_initial_for_field(self, field_name)
        return super().get_bound_field(form, field_name)

    def to_python(self, value):
        if not isinstance(value, str):
            return super().to_python(value)
        before = getattr(self, "before", None)
        if isinstance(before, datetime) and _is_untouched(before, value):
            return before
        text, _mark, hour = value.partition(HOUR)
        naive = _parsed(text)
        if naive is not None and not in_our_times(naive):
            message = _("Choose a year from %(first)d to %(last)d.")
            years = {"first": FIRST_YEAR, "last": LAST_YEAR}
            raise ValidationError(message, code="no_such_year", params=years)
        if naive is None or naive.tzinfo is not None:
            return super().to_python(text)
        return _moment(naive, hour)

    def has_changed(self, initial, posted):
        if not initial or not posted:
            return bool(initial) != bool(posted)
        return not _is_untouched(initial, posted)


# --- Local times and moments ---------------------------------------------------------------------


def written(moment):
    """A moment as the field writes it: local time, its seconds if it has any, and which of two
    hours it means. Text is taken as it was typed."""
    if isinstance(moment, str):
        return moment
    if moment.tzinfo is not None:
        moment = timezone.localtime(moment)
    text = f"{moment:%Y-%m-%dT%H:%M:%S}".removesuffix(":00")
    if not comes_twice(moment.replace(tzinfo=None)):
        return text
    return f"{text}{HOUR}{SECOND if moment.fold else FIRST}"


def in_our_times(moment):
    """Whether a moment or local time lies in years that a paper has to do with."""
    return FIRST_YEAR <= moment.year <= LAST_YEAR


def comes_twice(naive):
    """Whether a local time (or None) is one that a night has twice."""
    if naive is None:
        return False
    first, second = _both(naive)
    return first.utcoffset() > second.utcoffset()


def _both(naive):
    zone = timezone.get_current_timezone()
    return naive.replace(tzinfo=zone, fold=0), naive.replace(tzinfo=zone, fold=1)


def _exists(naive):
    first, second = _both(naive)
    return first.utcoffset() >= second.utcoffset()


def _moment(naive, hour=""):
    """The moment (UTC) of a local time; raises ValidationError where there is none, or two."""
    if not _exists(naive):
        minute, step = naive.replace(second=0, microsecond=0), timedelta(minutes=1)
        before = after = minute
        while not _exists(before):
            before -= step
        while not _exists(after):
            after += step
        message = _(
            "The clocks change in this night: this time does not exist. "
            "Choose %(before)s or %(after)s."
        )
        times = {"before": f"{before:%H:%M}", "after": f"{after:%H:%M}"}
        raise ValidationError(message, code="no_such_time", params=times)
    if comes_twice(naive) and hour not in (FIRST, SECOND):
        message = _(
            "The clocks change in this night: this time comes twice. Choose which you mean."
        )
        raise ValidationError(message, code="which_hour")
    return _both(naive)[hour == SECOND].astimezone(UTC)


def _parsed(text):
    """The local time (naive) that a text of the browser's field says, or None."""
    try:
        return parse_datetime(text.strip())
    except ValueError:
        return None


def _is_untouched(before, posted):
    """Whether a posted text is what the field showed; browsers may leave out the seconds."""
    shown, _mark, hour = written(before).partition(HOUR)
    text, _mark, posted_hour = posted.partition(HOUR)
    minute = shown[: len("2026-10-25T02:30")]
    same = text in (shown, minute, f"{minute}:00" if shown == minute else shown)
    return same and posted_hour in ("", hour)
