"""Days and times as newspapers write them: "22. November 2026, 10.40 Uhr"."""

from datetime import timedelta

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()

# How German and British papers write days; Django's own formats know neither.
_DAYS = {
    "de": {"day": "j. F Y", "short": "j. F", "weekday": "l, j. F Y", "figures": "j.n."},
    "en": {"day": "j F Y", "short": "j F", "weekday": "l, j F Y", "figures": "j M"},
}
#: A reader notices an update only if it came later than the usual second look.
UPDATE_AFTER = timedelta(minutes=5)


def _speaks_german():
    return (get_language() or "de").startswith("de")


def _write(value, form):
    return formats.date_format(value, _DAYS["de" if _speaks_german() else "en"][form])


def _local(moment):
    return timezone.localtime(moment)


@register.filter
def clock(moment):
    """The time of day of an aware moment: "10.40 Uhr", in English "10.40am"."""
    then = _local(moment)
    if _speaks_german():
        return f"{then.hour}.{then.minute:02d} Uhr"
    return f"{then.hour % 12 or 12}.{then.minute:02d}{'am' if then.hour < 12 else 'pm'}"


@register.filter
def day(value):
    """A date, or the date of an aware moment in the paper's time zone: "22. November 2026"."""
    return _write(_local(value) if hasattr(value, "tzinfo") else value, "day")


@register.filter
def weekday(value):
    """As `day`, with its weekday: "Sonntag, 22. November 2026"."""
    return _write(_local(value) if hasattr(value, "tzinfo") else value, "weekday")


@register.filter
def figures(value):
    """The day of an aware moment, as short as can be and without its year: "22.11."."""
    return _write(_local(value), "figures")


@register.filter
def local_date(moment):
    """The calendar day of an aware moment in the paper's time zone."""
    return _local(moment).date()


def _time(moment, text):
    return format_html(
        '<time datetime="{}">{}</time>', _local(moment).isoformat("T", "seconds"), text
    )


@register.simple_tag
def moment(value):
    """Day and time of day as a <time> element."""
    return _time(value, f"{day(value)}, {clock(value)}")


@register.simple_tag
def day_of(article):
    """The day a report appeared, as a <time> element."""
    return _time(article.publish_at, day(article.publish_at))


@register.simple_tag
def today():
    """The day of this rendering with its weekday, as a <time> element."""
    now = timezone.localdate()
    return format_html('<time datetime="{}">{}</time>', now.isoformat(), _write(now, "weekday"))


def _brief(value):
    # Today's reports show the time, older ones the day; the year only where it is another one.
    now, then = timezone.localtime(), _local(value)
    if then.date() == now.date():
        return clock(value)
    if then.year == now.year or abs(now - then) < timedelta(days=120):
        return _write(then, "short")
    return _write(then, "day")


@register.simple_tag
def card_time(article):
    """When a report appeared, as short as it stays clear: "10.40 Uhr", "21. November"."""
    return _time(article.publish_at, _brief(article.publish_at))


@register.simple_tag
def ticker_time(article):
    """As `card_time`, but days in figures, so that a line of the ticker starts short."""
    then = _local(article.publish_at)
    today = then.date() == timezone.localdate()
    return _time(then, clock(then) if today else _write(then, "figures"))


@register.simple_tag
def clock_time(article):
    """The time of day a report appeared, for lists that name the day themselves."""
    return _time(article.publish_at, clock(article.publish_at))


@register.simple_tag
def updated_time(article):
    """When the article last changed: the time alone if that was on the day it appeared."""
    changed = article.updated_at
    same_day = local_date(changed) == local_date(article.publish_at)
    return _time(changed, clock(changed) if same_day else f"{day(changed)}, {clock(changed)}")


@register.filter
def was_updated(article):
    """Whether the article changed noticeably after it appeared."""
    changed = article.updated_at
    return bool(changed and changed - article.publish_at > UPDATE_AFTER)


# --- Events and offices ---------------------------------------------------------------------


@register.simple_tag
def event_day(event):
    """The date block of an event: weekday, day and month."""
    starts = _local(event.starts_at)
    return format_html(
        '<time datetime="{}">{} <b>{}</b> {}</time>',
        starts.date().isoformat(),
        formats.date_format(starts, "D"),
        starts.day,
        formats.date_format(starts, "M"),
    )


@register.simple_tag
def event_time(event):
    """When an event begins and, where known, ends: "19.30 bis 22.00 Uhr", "ganztägig"."""
    starts, ends = event.starts_at, event.ends_at
    if event.all_day:
        if local_date(ends or starts) == local_date(starts):
            return format_html("<span>{}</span>", _("all day"))
        return format_html(_("<span>until {}</span>"), _day(ends))
    if not ends or ends == starts:
        return format_html("<span>{}</span>", _time(starts, clock(starts)))
    if local_date(ends) == local_date(starts):
        begin, end = clock(starts).removesuffix(" Uhr"), clock(ends)
    else:
        same_year = _local(starts).year == _local(ends).year
        last = _write(_local(ends), "short" if same_year else "day")
        begin, end = clock(starts), f"{last}, {clock(ends)}"
    both = format_html(_("{} to {}"), _time(starts, begin), _time(ends, end))
    return format_html("<span>{}</span>", both)


@register.simple_tag
def event_until(event):
    """Until when an event lasts that has begun before: "bis 6. Dezember"."""
    return format_html(_("<span>until {}</span>"), _day(event.ends_at))


def _day(moment):
    """A day as a <time> element; its year only where it is another one."""
    then = _local(moment)
    form = "short" if then.year == timezone.localdate().year else "day"
    return format_html('<time datetime="{}">{}</time>', then.date().isoformat(), _write(then, form))


@register.simple_tag
def event_state(event, full=False):
    """A line for an event that does not take place as announced, with the date it had and, if
    `full`, the one it has now."""
    if event.status == "cancelled":
        words = _("Cancelled")
    elif event.status != "moved":
        return ""
    elif event.is_put_off:
        words = _("Postponed, a new date is not known yet")
    elif event.moved_from is None:
        words = _("Moved to a new date")
    else:
        words = format_html(_("Moved from {}"), _announced(event))
        if full:
            moved = (_announced(event), _in_words(event, event.starts_at))
            words = format_html(_("Moved from {} to {}"), *moved)
    return format_html('<p class="label urgent">{}</p>', words)


def _announced(event):
    """The date that no longer holds, as it was announced, struck through."""
    return format_html("<s>{}</s>", _in_words(event, event.moved_from))


def _in_words(event, moment):
    """Day and hour of a date that moved: what both dates share is left out."""
    then = _local(moment)
    parts = []
    if local_date(event.moved_from) != local_date(event.starts_at):
        parts.append(f"{formats.date_format(then, 'l')}, {_write(then, 'short')}")
    if not event.all_day:
        parts.append(clock(then))
    return _time(then, ", ".join(parts))


@register.filter
def day_heading(value):
    """A day in a list of days: "Sonntag, 22. November", with its year where it is another one."""
    if value.year != timezone.localdate().year:
        return _write(value, "weekday")
    return f"{formats.date_format(value, 'l')}, {_write(value, 'short')}"


@register.filter
def is_over(event):
    """Whether the event has ended by the full hour; one without an end lasts two hours."""
    return (event.ends_at or event.starts_at + timedelta(hours=2)) <= timezone.now().replace(
        minute=0, second=0, microsecond=0
    )


@register.simple_tag
def role_period(role):
    """From when to when an office was held, in years: "2019 bis 2024", "seit 2024"."""
    first = role.from_on and role.from_on.year
    # `to_on` is the first day without the office.
    last = role.to_on and (role.to_on - timedelta(days=1)).year
    if first and last:
        return (
            str(first)
            if first == last
            else _("%(first)d to %(last)d") % {"first": first, "last": last}
        )
    if first:
        return _("since %d") % first
    return _("until %d") % last if last else _("Office")
