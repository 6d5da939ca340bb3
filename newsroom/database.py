"""Which PostgreSQL the project uses: the one in DATABASE_URL, else the embedded one."""

import contextlib
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from newsroom import embedded_postgres


class DatabaseUnavailable(ImproperlyConfigured):
    """No usable database; the message is one line for the person at the keyboard."""


def configuration(environ, *, embedded_allowed, base_dir, testing=None):
    """Django's settings for the default database; connects to nothing and starts nothing.

    environ: DATABASE_URL, NEWSROOM_DATABASE (a database on the embedded server, created when
    missing), NEWSROOM_TEST_DATABASE, and NEWSROOM_VAR (the folder of the server's data, var/).
    `testing` takes the embedded server of the tests, which has its own folder and trades
    durability for speed; by default pytest is recognised by the variable it sets, also in the
    processes that a test starts.
    Raises ImproperlyConfigured if DATABASE_URL is malformed, or missing where it must not be: an
    empty new database in place of the paper's would be worse than an error."""
    testing = "PYTEST_VERSION" in environ if testing is None else testing
    settings = {
        "ENGINE": "newsroom.postgresql",
        # Kept open between requests of one thread; "pool" in OPTIONS would exclude both.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": environ.get("NEWSROOM_TEST_DATABASE", "test_newsroom")},
    }
    if url := environ.get("DATABASE_URL", "").strip():
        return settings | _from_url(url)
    if not embedded_allowed:
        raise ImproperlyConfigured(
            "DATABASE_URL is missing: set postgresql://user:password@host/name."
        )
    return settings | _embedded(
        environ, Path(environ.get("NEWSROOM_VAR") or Path(base_dir) / "var"), testing
    )


def _from_url(url):
    """The parts of a PostgreSQL URL (libpq's own rules: percent-decoding, sockets, options)."""
    scheme, colon, _ = url.partition("://")
    if scheme not in ("postgresql", "postgres") or not colon:
        found = f", not with {scheme}://" if colon and scheme.isalnum() else ""
        raise ImproperlyConfigured(
            f"DATABASE_URL must begin with postgresql:// or postgres://{found}."
        )
    try:
        parts = {key: str(value) for key, value in conninfo_to_dict(url).items()}
    except ProgrammingError as error:
        # libpq may quote the whole address with its password: only harmless texts are passed on.
        reason = str(error).strip()
        harmless = "invalid URI query parameter" in reason
        raise ImproperlyConfigured(
            f"DATABASE_URL cannot be read: {reason if harmless else 'not a valid PostgreSQL URL'}."
        ) from None
    if not parts.get("dbname") and "service" not in parts:
        raise ImproperlyConfigured("DATABASE_URL names no database: …/name is missing at its end.")
    if not parts.get("port", "").replace(",", "").isdecimal() and parts.get("port"):
        raise ImproperlyConfigured("DATABASE_URL cannot be read: the port is not a number.")
    return {
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts,
    }


def _embedded(environ, folder, testing):
    try:
        version = embedded_postgres.major()
    except embedded_postgres.Unavailable as error:
        raise DatabaseUnavailable(str(error)) from error
    data = folder / (f"postgresql-{version}-test" if testing else f"postgresql-{version}")
    name = environ.get("NEWSROOM_DATABASE", "newsroom")
    return {
        "NAME": name,
        "USER": embedded_postgres.USER,
        "PASSWORD": "",
        "HOST": str(embedded_postgres.socket_folder(data)),
        "PORT": embedded_postgres.PORT,
        "OPTIONS": {},
        "EMBEDDED": {"folder": str(data), "volatile": testing, "database": name},
    }


def own_secret(base_dir):
    """The secret key of a demo or a developer's checkout: made once, readable by its owner only."""
    path = Path(base_dir) / "var" / "secret-key"
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        draft = path.with_name(f"secret-key.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)  # The first of several processes wins, with the whole key.
        draft.unlink()
    return path.read_text()
