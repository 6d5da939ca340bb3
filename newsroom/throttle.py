"""Logins are throttled by user and by address, before any password is hashed.

A password costs half a second to check, so the count is asked first (django-axes); both limits
stand in the settings. A lock ends by itself, or by a new password chosen through the mail link.
"""

import ipaddress

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.shortcuts import render


class Throttle(AxesDatabaseHandler):
    """Counts failures of a user name and of an address, each against its own limit."""

    def get_failures(self, request, credentials=None):
        """The failures counted towards `AXES_FAILURE_LIMIT`.

        Behind one address sits a whole office, so an address may fail more often than a user.
        """
        by_user, by_address = (
            sum(attempts.values_list("failures_since_start", flat=True))
            for attempts in self.get_user_attempts(request, credentials)
        )
        return max(
            by_user,
            by_address * settings.AXES_FAILURE_LIMIT // settings.FAILURE_LIMIT_OF_AN_ADDRESS,
        )


def client_address(request):
    """The address the request came from, as text; None if the server does not say.

    Each of the `PROXY_COUNT` trusted proxies appends the address it saw to X-Forwarded-For;
    what stands further left was sent by the client and proves nothing. Of IPv6 the first half
    counts (/64): everybody has the second half to choose from.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    seen = [*(part.strip() for part in forwarded if part.strip()), request.META.get("REMOTE_ADDR")]
    try:
        address = ipaddress.ip_address(seen[-1 - settings.PROXY_COUNT :][0])
    except ValueError:
        return None
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False).network_address)


def shortened(address):
    """The network of an address, /24 or /48: enough for the audit log, too little for a person."""
    if address is None:
        return ""
    length = 24 if ipaddress.ip_address(address).version == 4 else 48
    return str(ipaddress.ip_network((address, length), strict=False))


def locked_out(request, response, credentials):
    """The answer to an attempt over the limit: 429, and when to come back."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    page = render(request, "registration/locked_out.html", {"minutes": minutes}, status=429)
    page.headers["Retry-After"] = str(minutes * 60)
    return page


def forgive(user):
    """Forget the failures against this user's name; those of an address stay."""
    AccessAttempt.objects.filter(username=user.get_username()).delete()
