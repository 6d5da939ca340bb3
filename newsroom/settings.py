"""Settings: one file, the environment read once, production fails loudly."""

import logging
import os
import sys
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from newsroom import database, logs, mail, paper

BASE_DIR = Path(__file__).resolve().parent.parent


def flag(name):
    return os.environ.get(name, "").lower() in ("1", "true", "yes", "on")


# --- Which of the four lives this process leads -------------------------------------------
DEMO = flag("NEWSROOM_DEMO")
TESTING = "pytest" in sys.modules
DEBUG = flag("NEWSROOM_DEBUG")
PRODUCTION = not (DEMO or TESTING or DEBUG)

# --- The paper ----------------------------------------------------------------------------
PAPER = paper.read(
    Path(os.environ.get("NEWSROOM_PAPER", BASE_DIR / "newsroom" / "paper.toml")),
    base_url=os.environ.get("NEWSROOM_BASE_URL", ""),
)
LANGUAGE_CODE = PAPER.language
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = PAPER.time_zone
USE_TZ = True
FORMAT_MODULE_PATH = ["newsroom.formats"]

# --- Secrets ------------------------------------------------------------------------------
SECRET_KEY = os.environ.get("SECRET_KEY", "")
SECRET_KEY_FALLBACKS = os.environ.get("SECRET_KEY_FALLBACKS", "").split()
if not SECRET_KEY:
    if PRODUCTION:
        raise ImproperlyConfigured("SECRET_KEY is not set.")
    SECRET_KEY = database.own_secret(BASE_DIR)

#: Whoever sends it as X-Health-Token is told what is wrong (newsroom/health.py).
HEALTH_TOKEN = os.environ.get("NEWSROOM_HEALTH_TOKEN", "")

# --- Hosts --------------------------------------------------------------------------------
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", PAPER.host).split(",")
if DEBUG or DEMO or TESTING:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]", "testserver"]
HTTPS = PAPER.base_url.startswith("https://")
PROXY_COUNT = int(os.environ.get("PROXY_COUNT", "0"))  # Trusted proxies in front of this server.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None
SECURE_SSL_REDIRECT = HTTPS and PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^health/"]  # Asked on the machine itself, without a certificate.
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS and PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = bool(SECURE_HSTS_SECONDS)
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Only the desk's preview may stand in a frame, of the desk itself.
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # It asks for DENY.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_AGE = 7 * 24 * 3600

#: Reader pages are cached, so they carry no nonce: no inline script, no inline style.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    # Only the players of films, and only after a click (static/newsroom/js/player.js).
    "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
    "frame-ancestors": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}

# --- Applications -------------------------------------------------------------------------
INSTALLED_APPS = [
    "newsroom",
    "articles",
    "partners",
    "submissions",
    "newsroom.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "content_editor",
    "django_prose_editor",
    "js_asset",
    "taggit",
    "django_filters",
    "newsroom.apps.AttemptsConfig",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "newsroom.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "newsroom.middleware.NoDevices",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "articles.caching.PrivateByDefault",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "newsroom.middleware.DeskLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
FORM_RENDERER = "newsroom.form_renderer.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.context.paper",
            ],
        },
    }
]

# --- Database, tasks ----------------------------------------------------------------------
DATABASES = {
    "default": database.configuration(
        os.environ, embedded_allowed=not PRODUCTION, base_dir=BASE_DIR
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_IMPORT_PATHS = [
    "articles.bin",
    "articles.caching",
    "articles.renditions",
    "articles.replacing",
    "articles.working_copies",
    "newsroom.stored_files",
    "newsroom.upkeep",
    "newsroom.accounts",
    "newsroom.retention",
    "newsroom.erasures",
    "submissions.mail",
    "submissions.releases.schedule",
]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

#: Base addresses of the caches in front (Varnish with xkey); none: purging does nothing.
CACHE_PURGE_URLS = os.environ.get("CACHE_PURGE_URLS", "").split()

#: Kinds of article beside which nobody advertises: someone is missed, or it is an advert itself.
KINDS_WITHOUT_PARTNERS = ("appeal", "advertorial")

# --- People -------------------------------------------------------------------------------
AUTH_USER_MODEL = "newsroom.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "articles.access.RoleBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"
PASSWORD_RESET_TIMEOUT = 24 * 3600  # Of invitations too; whoever comes late asks for a new link.
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Half a second each.

# Logins are throttled by user and by address before a password is hashed: newsroom/throttle.py.
FAILURE_LIMIT_OF_AN_ADDRESS = 40
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
# Else strangers could keep a login locked for good.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_HANDLER = "newsroom.throttle.Throttle"
AXES_CLIENT_IP_CALLABLE = "newsroom.throttle.client_address"
AXES_LOCKOUT_CALLABLE = "newsroom.throttle.locked_out"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True  # The audit log knows who logged in.

# --- Files --------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(os.environ.get("NEWSROOM_MEDIA", BASE_DIR / "var" / "media"))
# What only the desk may see: uploads as they came, pictures that wait for their words. Beside the
# media folder, so that no web server hands it out.
PRIVATE_ROOT = Path(
    os.environ.get("NEWSROOM_PRIVATE", MEDIA_ROOT.with_name(f"{MEDIA_ROOT.name}-private"))
)
STORAGES = {
    "default": {"BACKEND": "newsroom.media.WholeFiles"},
    "private": {"BACKEND": "newsroom.media.PrivateStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if not (DEBUG or TESTING)
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG or TESTING
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # A long article has nine fields a block.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o644

# --- Mail ---------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = SERVER_EMAIL = PAPER.contact.editors
MAILERS = {"default": mail.configuration(os.environ.get("MAIL_URL", ""), shown=DEMO or DEBUG)}

# --- Releases that come by themselves -----------------------------------------------------
#: Networks inside the house that feeds and mailboxes may be read from, as "192.0.2.0/24": none.
RELEASE_NETWORKS = os.environ.get("NEWSROOM_RELEASE_NETWORKS", "").split()
#: The folder whose folders are mail folders (maildir).
RELEASE_MAILDIRS = os.environ.get("NEWSROOM_MAILDIRS", "")

# --- Tags ---------------------------------------------------------------------------------
TAGGIT_CASE_INSENSITIVE = True

# --- Logs ---------------------------------------------------------------------------------
LOGGING = logs.configuration(production=PRODUCTION, level=os.environ.get("LOG_LEVEL", "WARNING"))
if PRODUCTION:
    logging.captureWarnings(True)  # Else they are no JSON.
