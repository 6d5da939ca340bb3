"""The way from a logo to its partner."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from partners import counting
from partners.models import Booking

#: Copies of pages and open tabs still lead to the partner for so long after the last day.
AFTERWARDS = timedelta(days=2)


@require_safe
def click(request, booking):
    """Count the click and lead to where the database says; nothing in the address decides it."""
    found = get_object_or_404(Booking.objects.select_related("partner"), pk=booking)
    today = timezone.localdate()
    target = found.partner.link
    lately = found.is_running(today) or (
        found.period.lower <= today and today < found.period.upper + AFTERWARDS
    )
    if not lately or urlsplit(target).scheme not in ("http", "https"):
        raise Http404("no partner stands here")
    if request.method == "GET" and found.is_running(today):
        counting.count_click(found, request.headers, today)
    response = HttpResponseRedirect(target)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
