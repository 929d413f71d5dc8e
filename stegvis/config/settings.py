"""The one settings file. Safe by default: demo mode is the exception and must be asked for.

Every value an installation may set is an environment variable whose name begins with STEGVIS_,
besides DATABASE_URL and PORT; docs/operations.md lists them.
"""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from stegvis.config.mode import demo_refusal, switched_on, weakness, whole_number
from stegvis.config.outside import channel_refusal, database_refusal, mail_server, plain_refusal, scanner_at
from stegvis.config.throttles import read_limits

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("STEGVIS_VAR", ROOT / "var"))

# --- Mode and secrets -------------------------------------------------------------------------
STEGVIS_DEMO = os.environ.get("STEGVIS_DEMO") == "1"
if STEGVIS_DEMO:
    refusal = demo_refusal(os.environ)
    if refusal:
        raise ImproperlyConfigured(refusal)
    # Public on purpose: the demo holds only made-up people and refuses to start beside real secrets.
    SECRET_KEY = "demo-only-" + "not-a-secret-" * 4
    STEGVIS_KEYS = "demo=ZGVtb2RlbW9kZW1vZGVtb2RlbW9kZW1vZGVtb2RlbW8="
    STEGVIS_HASH_KEY = "ZGVtb2hhc2hkZW1vaGFzaGRlbW9oYXNoZGVtb2hhc2g="
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
else:
    try:
        SECRET_KEY = os.environ["STEGVIS_SECRET_KEY"]
        STEGVIS_KEYS = os.environ["STEGVIS_KEYS"]
        STEGVIS_HASH_KEY = os.environ["STEGVIS_HASH_KEY"]
        ALLOWED_HOSTS = os.environ["STEGVIS_HOSTS"].split(",")
    except KeyError as missing:
        raise ImproperlyConfigured(
            f"{missing.args[0]} is not set. docs/operations.md says how; for a demo, use `make run`."
        ) from None
    refusal = weakness(SECRET_KEY, ALLOWED_HOSTS)
    if refusal:
        raise ImproperlyConfigured(refusal)
DEBUG = False
STEGVIS_BASE_URL = os.environ.get("STEGVIS_BASE_URL", f"http://localhost:{os.environ.get('PORT', '8000')}")

# --- Rooms --------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "stegvis.ui",
    "stegvis.audit",
    "stegvis.access",
    "stegvis.questionnaires",
    "stegvis.notifications",
    "stegvis.catalogue",
    "stegvis.law",
    "stegvis.course",
    "stegvis.care",
    "stegvis.messaging",
    "stegvis.authoring",
    "stegvis.governance",
    "stegvis.support",
    "stegvis.records",
    "stegvis.web",
    "stegvis.config",
    *(["stegvis.demo"] if STEGVIS_DEMO else []),
    "wagtailmedia",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "stegvis.config.middleware.PolicyHeadersMiddleware",
    "stegvis.config.plainly.SafeWayMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "stegvis.config.middleware.OwnWordsMiddleware",
    "stegvis.config.middleware.ReadOnlyGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "stegvis.config.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "stegvis.config.middleware.NoNulMiddleware",
    "stegvis.config.middleware.GateMiddleware",
    "stegvis.config.throttling.ThrottleMiddleware",
    "stegvis.config.scanning.ScanMiddleware",
]

ROOT_URLCONF = "stegvis.config.urls"
WSGI_APPLICATION = "stegvis.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "stegvis.ui.backend.Templates",
        "NAME": "django",
        "OPTIONS": {
            "loaders": [("stegvis.ui.loader.Loader", ["django.template.loaders.app_directories.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "stegvis.web.shell.shell",
            ],
        },
    }
]

# --- Database -----------------------------------------------------------------------------------
refusal = database_refusal(os.environ.get("DATABASE_URL", ""))
if refusal:
    raise ImproperlyConfigured(refusal)
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", f"sqlite:///{VAR / 'stegvis.sqlite3'}"), conn_max_age=600
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # A write lock taken at BEGIN waits its turn; one taken later fails at once when two meet.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: what was said to be saved is on the disk, also when the power goes (safety rule 15).
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Accounts and sessions ----------------------------------------------------------------------
AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["stegvis.access.sessions.SessionBackend"]
LOGIN_URL = "/"
SESSION_ENGINE = "stegvis.access.sessionstore"
# In the session, not in a cookie of their own: a message may name a resident, and must not outlive the session.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Before anybody has signed in. From then on the limits below hold.
SESSION_COOKIE_AGE = 60 * 60 * 8
# Minutes without anything being done, and hours in all.
STEGVIS_SESSIONS = {
    "resident": (
        whole_number(os.environ, "STEGVIS_RESIDENT_IDLE_MINUTES", 30, most=24 * 60),
        whole_number(os.environ, "STEGVIS_RESIDENT_LONGEST_HOURS", 8, most=24),
    ),
    "staff": (
        whole_number(os.environ, "STEGVIS_STAFF_IDLE_MINUTES", 60, most=24 * 60),
        whole_number(os.environ, "STEGVIS_STAFF_LONGEST_HOURS", 12, most=24),
    ),
}
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not STEGVIS_DEMO
SESSION_COOKIE_NAME = "stegvis-demo" if STEGVIS_DEMO else "__Host-stegvis"
CSRF_COOKIE_NAME = "stegvis-demo-csrf" if STEGVIS_DEMO else "__Host-stegvis-csrf"
# No script of ours reads it: each form has its own token.
CSRF_COOKIE_HTTPONLY = True
# Whose own device this is, as keyed hashes of accounts; said by residents.
OWN_DEVICE_COOKIE_NAME = "stegvis-demo-own" if STEGVIS_DEMO else "__Host-stegvis-own"
CSRF_FAILURE_VIEW = "stegvis.web.entrance.errors.csrf_failure"
STEGVIS_PERSON_REGISTRY = os.environ.get("STEGVIS_PERSON_REGISTRY", "stegvis.access.registry.local.LocalRegistry")
STEGVIS_PERSON_REGISTRY_URL = os.environ.get("STEGVIS_PERSON_REGISTRY_URL", "")
STEGVIS_PERSON_REGISTRY_TOKEN = os.environ.get("STEGVIS_PERSON_REGISTRY_TOKEN", "")
# A settings file, or a folder of them: who may vouch for residents and staff (docs/sign-in.md).
STEGVIS_SIGN_IN = os.environ.get("STEGVIS_SIGN_IN", "")
# Whom one can be on the sign-in page of a demo; asked for in demo mode only.
STEGVIS_DEMO_CAST = "stegvis.demo.cast.cast"

# --- What the installation has switched off (safety rule 9) ---------------------------------------
STEGVIS_SCORES = switched_on(os.environ, "STEGVIS_SCORES")
STEGVIS_ALERTS = switched_on(os.environ, "STEGVIS_ALERTS")

# --- Channels out of the service; none is used unless it is named here ---------------------------
STEGVIS_SMS_URL = os.environ.get("STEGVIS_SMS_URL", "")
STEGVIS_SMS_TOKEN = os.environ.get("STEGVIS_SMS_TOKEN", "")
STEGVIS_EMAIL = mail_server(os.environ.get("STEGVIS_EMAIL_URL", ""), os.environ.get("STEGVIS_EMAIL_FROM", ""))
STEGVIS_PUSH = switched_on(os.environ, "STEGVIS_PUSH", unless_said="off")
STEGVIS_PUSH_KEY = os.environ.get("STEGVIS_PUSH_KEY", "")
STEGVIS_PUSH_CONTACT = os.environ.get("STEGVIS_PUSH_CONTACT", "")
refusal = channel_refusal(STEGVIS_SMS_URL, push=STEGVIS_PUSH, key=STEGVIS_PUSH_KEY, contact=STEGVIS_PUSH_CONTACT)
if refusal:
    raise ImproperlyConfigured(refusal)

# --- The access log outside the database: heads of its chains in a file, entries to a log service -----
STEGVIS_LOG_HEADS = os.environ.get("STEGVIS_LOG_HEADS", "")
STEGVIS_LOG_URL = os.environ.get("STEGVIS_LOG_URL", "")
STEGVIS_LOG_TOKEN = os.environ.get("STEGVIS_LOG_TOKEN", "")
refusal = plain_refusal("STEGVIS_LOG_URL", STEGVIS_LOG_URL) or plain_refusal(
    "STEGVIS_PERSON_REGISTRY_URL", STEGVIS_PERSON_REGISTRY_URL
)
if refusal:
    raise ImproperlyConfigured(refusal)

# --- Security headers ---------------------------------------------------------------------------
# Ours is a kind of the middleware that the check looks for by name.
SILENCED_SYSTEM_CHECKS = ["security.W001"]
SECURE_SSL_REDIRECT = not STEGVIS_DEMO
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("STEGVIS_BEHIND_PROXY") == "1" else None
# How many proxies stand before us: so many of the last addresses in X-Forwarded-For were written by them.
STEGVIS_PROXIES = whole_number(os.environ, "STEGVIS_PROXIES", 1, most=9) if SECURE_PROXY_SSL_HEADER else 0
# How fast one visitor may ask for what is dear or dangerous (config/throttles.py says what that is).
STEGVIS_LIMITS = read_limits(os.environ, demo=STEGVIS_DEMO)
SECURE_HSTS_SECONDS = 0 if STEGVIS_DEMO else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not STEGVIS_DEMO
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "frame-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

# --- Language, time -----------------------------------------------------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parent / "locale"]
LANGUAGE_COOKIE_NAME = "stegvis-language" if STEGVIS_DEMO else "__Host-stegvis-language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = not STEGVIS_DEMO
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = "stegvis.config.formats"
TIME_ZONE = "Europe/Stockholm"

# --- Files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "media"
# Library files are private: they are served by our own view, never from a public address.
MEDIA_URL = "/redigera/filer/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "frozen": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "frozen", "base_url": "/media/"},
    },
    # Papers of the process: only our own view serves them, so they have no address.
    "attached": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "attached"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
# Who looks through what is sent for malware; without one nobody does, and `check --deploy` says so.
STEGVIS_SCANNER = scanner_at(os.environ.get("STEGVIS_SCANNER", ""))
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
# The largest questionnaire there may be, with several fields to a question: a form too large to post is an answer lost.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Background work ----------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Authoring (Wagtail) ------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Stegvis"
WAGTAILADMIN_BASE_URL = STEGVIS_BASE_URL
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("sv", "Svenska"), ("en", "English")]
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILIMAGES_EXTENSIONS = ["png", "jpg", "jpeg", "webp"]
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_IMAGE_MODEL = "authoring.AuthoredImage"
WAGTAILDOCS_DOCUMENT_MODEL = "authoring.AuthoredDocument"
# Library files have no public address: the editor's own door serves them.
WAGTAILDOCS_SERVE_METHOD = "direct"
WAGTAILMEDIA = {
    "MEDIA_MODEL": "authoring.AuthoredMedia",
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
    "AUDIO_EXTENSIONS": ["mp3", "m4a", "ogg", "webm"],
}

# --- Logging ------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "stegvis.config.lines.Line", "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
