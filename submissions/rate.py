"""How often one network may use the form in a day, without keeping who it was."""

from axes.helpers import get_client_ip_address
from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from submissions.models import Knocks

#: A whole office or school may sit behind one address.
POSTS, SENT = 400, 40


def knock(request):
    """Count a post and say whether it is one too many.

    The address is the one that logins are counted by (AXES_CLIENT_IP_CALLABLE). Only a salted
    hash of address and day is kept.
    """
    digest = _digest(request)
    if digest is None:
        return False
    posts, sent = _count(digest, posts=1)
    return posts > POSTS or sent >= SENT


def count_sent(request):
    """Count a submission that was new."""
    if digest := _digest(request):
        _count(digest, sent=1)


def _digest(request):
    address = get_client_ip_address(request)
    if not address:
        return None
    text = f"{timezone.localdate()}|{address}"
    return salted_hmac("submissions.rate", text, algorithm="sha256").hexdigest()[:32]


def _count(digest, posts=0, sent=0):
    """Add to today's counts of this digest, in one statement; returns both."""
    today = timezone.localdate()
    table = connection.ops.quote_name(Knocks._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS known (day, digest, posts, sent) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (day, digest) DO UPDATE SET posts = known.posts + excluded.posts, "
            "sent = known.sent + excluded.sent RETURNING posts, sent",
            [today, digest, posts, sent],
        )
        counts = cursor.fetchone()
    if counts == (1, 0):
        Knocks.objects.filter(day__lt=today).delete()
    return counts
