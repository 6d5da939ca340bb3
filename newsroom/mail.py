"""The mail server, from one address."""

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

LOCAL = ("localhost", "127.0.0.1", "::1")


def configuration(url, *, shown=False):
    """Django's mailer for MAIL_URL: smtp://user:password@host:587 or smtps://host:465.

    Mail to another machine is encrypted or not sent (STARTTLS for smtp). Without a URL the
    server's own relay is used, or, with `shown`, the mail is printed. Raises
    ImproperlyConfigured for anything else; the message holds no password.
    """
    if not url and shown:
        return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    try:
        parts = urlsplit(url or "smtp://localhost:25")
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured("MAIL_URL is no address.") from None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ImproperlyConfigured("MAIL_URL must begin with smtp:// or smtps:// and name a host.")
    encrypted = parts.scheme == "smtps"
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": port or (465 if encrypted else 587),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": encrypted,
            "use_tls": not encrypted and parts.hostname not in LOCAL,
            "timeout": 20,
        },
    }
