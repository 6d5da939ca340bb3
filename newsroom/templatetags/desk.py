"""Moments and spans as the desk reads them at a glance."""

from datetime import timedelta

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from articles.templatetags import moments

register = template.Library()


@register.simple_tag
def short_moment(value):
    """An aware moment as a <time> element: "14.30 Uhr", "tomorrow, 6.00 Uhr", "12. März, 6.00 Uhr".

    Without a moment: nothing.
    """
    if value is None:
        return ""
    then, today = timezone.localtime(value), timezone.localdate()
    text = moments.clock(value)
    if then.date() == today + timedelta(days=1):
        text = _("tomorrow, %(clock)s") % {"clock": text}
    elif then.date() == today - timedelta(days=1):
        text = _("yesterday, %(clock)s") % {"clock": text}
    elif then.date() != today:
        form = "short" if then.year == today.year else "day"
        text = f"{moments._write(value, form)}, {text}"
    return format_html('<time datetime="{}">{}</time>', then.isoformat("T", "seconds"), text)


@register.simple_tag
def waiting(value):
    """How long ago an aware moment was, in its greatest unit: "2 hours"."""
    if value is None:
        return ""
    then = timezone.localtime(value)
    soon = timezone.now() - value < timedelta(minutes=1)
    text = _("just now") if soon else timesince(value, depth=1)
    return format_html('<time datetime="{}">{}</time>', then.isoformat("T", "seconds"), text)


@register.simple_tag
def at_work_of(at_work, article):
    """Who has the article open, and who has begun changes to it: small marks behind a title."""
    who = (at_work or {}).get(article)
    if not who:
        return ""
    marks = [(_("%(names)s has it open"), "mark-here", who["here"])]
    left = [name for name in who["open"] if name not in who["here"]]
    marks.append((_("begun by %(names)s"), "mark-open", left))
    return format_html_join(
        "",
        ' <span class="mark {}">{}</span>',
        (
            (css, text % {"names": ", ".join(dict.fromkeys(names))})
            for text, css, names in marks
            if names
        ),
    )


@register.filter
def name_of(user):
    """Who somebody is in words: the full name, else the login."""
    return user.get_full_name() or user.get_username() if user else ""
