"""The slot of a page: the one place where pages and partners meet."""

from django import template
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import get_language

from partners.slots import standing, stands_alone

register = template.Library()

#: Slots of about 1 KB that each process keeps under exactly what they show; then it begins anew.
KEPT = 500
_kept = {}


@register.simple_tag
def partner_slot(page, address, *, places=(), place=None, beside=None):
    """The region "Anzeige" of a page, or nothing.

    page: what kind of page it is (Position.Page). address: its path as readers know it, so that
    the desk's preview shows the same. places, place: what it is about. beside: the article; some
    kinds (settings.KINDS_WITHOUT_PARTNERS) and single articles stand alone.
    """
    if beside is not None and stands_alone(beside):
        return ""
    about = [each.pk for each in (*places, place) if each is not None]
    slot = standing(page, address, timezone.localdate(), about)
    if slot is None:
        return ""
    key = (slot, get_language())
    html = _kept.get(key)
    if html is None:
        if len(_kept) >= KEPT:
            _kept.clear()
        html = get_template("partners/_slot.html").render({"slot": slot})
        _kept[key] = html
    return html
