"""The secret link of a sender: 128 bits that are derived, never stored.

The mail is a job that may run later and twice, and a job's arguments lie in a table. So the secret
follows from the form's nonce and the site's key; the database holds its SHA-256 only.
"""

import base64
import hashlib

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

SALT = "submissions.link"


def secret_of(nonce, key=None):
    """The secret of the submission with this nonce: 22 letters that fit an address.

    key: one of the site's keys; None: the one it uses now.
    """
    digest = salted_hmac(SALT, nonce, secret=key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()


def digest_of(secret):
    """What the database keeps of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def path(submission):
    """The address of the status page on this site, the same also after the site's key changed."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        secret = secret_of(submission.nonce, key)
        if digest_of(secret) == submission.link_digest:
            break
    else:
        secret = secret_of(submission.nonce)
    return reverse("submission_status", args=[secret])


def address(submission):
    """The whole address for a mail; no request's Host has a say in it."""
    return settings.PAPER.base_url + path(submission)
