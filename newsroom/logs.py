"""Log lines: what was asked and what went wrong, and nothing about who it was.

    configuration(production=...)   Django's LOGGING: JSON lines in production, plain text else
    RequestLog                      middleware: a number for each request, and a line about it
    number_of_request()             that number, for the error page
    clean(text), masked(path)       the same without persons and secrets

The number comes from the web server in front (X-Request-ID) or is made here; it goes back to the
browser, stands on the error page and in every line of the request, also beside the jobs it has
deferred. No line holds a query, a posted value, a whole address, an e-mail address, a secret link
or the arguments of a job (GDPR Art. 5 (1) c).
"""

import ipaddress
import json
import logging
import re
import secrets
import time
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path

HEADER = "X-Request-ID"
#: What the server in front may call a request: nginx sends 32 digits, others a UUID.
WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")
BASE = Path(__file__).resolve().parent.parent

_number = ContextVar("number_of_request", default="")
logger = logging.getLogger("newsroom.requests")


def number_of_request():
    """The number of the request this thread is answering; empty outside of one."""
    return _number.get()


# --- Without persons and secrets ------------------------------------------------------------------

#: Parts of an address that open something for whoever knows them, and what stands before them.
#: tests/newsroom/test_logs.py walks all routes: one with a new secret fails there.
_SECRETS = re.compile(
    r"(/einsenden/(?:bild|angekommen|stand)/|/vorschau/|/admin/password/(?=[^/\s]+/[^/\s]))"
    r"[^\s?#'\"<>]+"
)
_MAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)*")
_QUERY = re.compile(r"(/[^\s?'\"<>]*)\?[^\s'\"<>]+")
_IPV4 = re.compile(r"\b(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}\b")
_IPV6 = re.compile(r"(?<![\w:])[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7}(?![\w:])")
#: PostgreSQL repeats the row that it refuses.
_ROW = re.compile(r"^\s*(?:DETAIL|CONTEXT|HINT|LINE \d+)\b.*$", re.M)
_QUOTED = re.compile(r"(['\"„“»])(?!\1)(?P<words>.{1,2000}?)(?:\1|[“”«])", re.S)
_NAME_OF_CODE = re.compile(r"[a-z_][a-z0-9_.]*|NoneType")


def masked(path):
    """The path with its secret, if it has one, cut off: /vorschau/…"""
    return _SECRETS.sub(r"\1…", path)


def clean(text):
    """The text without e-mail addresses, whole addresses, queries and secret links."""
    if "@" in text:
        text = _MAIL.sub("…@…", text)
    if "/" in text:
        text = masked(_QUERY.sub(r"\1", text))
    text = _IPV4.sub(r"\1.0", text)
    return _IPV6.sub(_shortened, text) if ":" in text else text


def _shortened(match):
    try:
        network = ipaddress.ip_network((match[0], 48), strict=False)
    except ValueError:
        return match[0]  # A time of day.
    return str(network.network_address)


def fault(error):
    """An exception as JSON: what it is, what it says without values, where it came from.

    Values in quotation marks are left out, as is the row that a database repeats: both may be
    what somebody has typed. Names of code stay.
    """
    said = _QUOTED.sub(
        lambda found: found[0] if _NAME_OF_CODE.fullmatch(found["words"]) else "'…'",
        _ROW.sub("", str(error)).strip(),
    )
    told = {
        "type": f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins."),
        "message": clean(said)[:500],
        "frames": [
            f"{_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"
            for frame, line in traceback.walk_tb(error.__traceback__)
        ][-25:],
    }
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return told | ({"before": fault(before)} if before is not None else {})


def _short(file):
    """A file as the project or a package names it; the place on this machine says nothing."""
    if "site-packages/" in file:
        return file.rpartition("site-packages/")[2]
    path = Path(file)
    return str(path.relative_to(BASE)) if path.is_relative_to(BASE) else path.name


# --- Lines ----------------------------------------------------------------------------------------


class JsonLines(logging.Formatter):
    """One JSON object a line; `time` is UTC."""

    def format(self, record):
        line = _line(record)
        if record.exc_info and record.exc_info[1] is not None:
            line["fault"] = fault(record.exc_info[1])
        return json.dumps(line, default=str)  # ASCII: no line end of Unicode, no terminal code.


class PlainLines(logging.Formatter):
    """For the person at the keyboard of a workshop: the same facts, and a whole traceback."""

    def format(self, record):
        line = _line(record)
        facts = [f"{key}={value}" for key, value in line.items() if key not in _HEAD]
        text = " ".join([line["level"], line["logger"], line["message"], *facts])
        return f"{text}\n{self.formatException(record.exc_info)}" if record.exc_info else text


_HEAD = ("time", "level", "logger", "message")


def _line(record):
    moment = datetime.fromtimestamp(record.created, UTC)
    line = {
        "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "level": record.levelname,
        "logger": record.name,
    }
    if facts := getattr(record, "facts", None):
        return line | {"message": record.getMessage(), **facts}
    message = record.getMessage()
    if number := _number.get():
        line["request_id"] = number
    if job := getattr(record, "job", None):
        # The text of the worker repeats the arguments.
        message = message.replace(job["call_string"], job["task_name"])
        line["job"], line["task"] = job["id"], job["task_name"]
    elif jobs := getattr(record, "jobs", None):
        line["jobs"] = [job["id"] for job in jobs if isinstance(job, dict)]
        line["tasks"] = sorted({job["task_name"] for job in jobs if isinstance(job, dict)})
    line["message"] = clean(message)
    return line


class EndedJobs(logging.Filter):
    """Of a job that went well one line is enough: that it ended; of the clockwork's none."""

    CLOCKWORK = ("rescue",)

    def filter(self, record):
        if record.levelno > logging.INFO:
            return True
        job = getattr(record, "job", None)
        ended = getattr(record, "action", "") != "start_job"
        return ended and (job is None or job["task_name"] not in self.CLOCKWORK)


def configuration(*, production, level="WARNING"):
    """Django's LOGGING. Everything goes to standard error; journald or a terminal keeps it.

    production: JSON lines and a line for each request and each job; else plain text and only
    what is wrong. `level` is for everything else (LOG_LEVEL).
    """
    told = "INFO" if production else level
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "newsroom.logs.JsonLines"},
            "plain": {"()": "newsroom.logs.PlainLines"},
        },
        "filters": {"ended": {"()": "newsroom.logs.EndedJobs"}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "json" if production else "plain",
                "filters": ["ended"],
            }
        },
        "loggers": {
            # Django's own handlers, one of which mails whole requests to administrators.
            "django": {"handlers": [], "propagate": True},
            # Answers of 400 to 499 stand in the line of their request.
            "django.request": {"level": "ERROR"},
            "newsroom.requests": {"level": told},
            "procrastinate.jobs": {"level": told},  # Which request has deferred which job.
            "procrastinate.worker": {"level": told},
        },
        "root": {"handlers": ["stderr"], "level": level},
    }


def of_the_server(logging_settings):
    """The same for the web server's own messages (Granian's log_dictconfig)."""
    shared = {key: logging_settings[key] for key in ("formatters", "filters", "handlers")}
    quiet = {"handlers": ["stderr"], "propagate": False}
    return shared | {"loggers": {"_granian": dict(quiet), "granian.access": dict(quiet)}}


# --- Requests -------------------------------------------------------------------------------------


class RequestLog:
    """Middleware, the first of all: numbers the request and writes a line when it is answered."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        began = time.perf_counter()
        number = request.META.get("HTTP_X_REQUEST_ID", "")
        if not WELL_FORMED.fullmatch(number):
            number = secrets.token_hex(16)
        request.number = number  # The error page shows it.
        token = _number.set(number)
        try:
            response = self.get_response(request)
            response.headers[HEADER] = number
            if logger.isEnabledFor(logging.INFO):
                path = clean(request.path)
                facts = {
                    "request_id": number,
                    "method": request.method,
                    "path": path,
                    "status": response.status_code,
                    "ms": round((time.perf_counter() - began) * 1000, 1),
                }
                logger.info("request", extra={"facts": facts})
            return response
        finally:
            _number.reset(token)
