"""Django's settings. Everything a region sets is an environment variable named here.

SAMSPEL_DATA        the data folder (`.samspel`)
SAMSPEL_DATABASE    postgresql://user:password@host:port/name; without it SQLite in the folder
SAMSPEL_HOSTS       the names the service answers to, with commas (`localhost,127.0.0.1,[::1]`)
SAMSPEL_ADDRESS     the address in mailed links, e.g. https://samspel.example.se; https turns on
                    what only https can have
SAMSPEL_MAIL        smtp://user:password@host:port; without it letters are files in the folder
SAMSPEL_MAIL_FROM   who letters are from
SAMSPEL_DEBUG       1 for a developer's machine; nothing but 0, 1 or nothing is accepted
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from samspel.server import data_folder

PACKAGE = Path(__file__).resolve().parents[1]
DATA = data_folder.find()
SECRET_KEY = data_folder.secret_key(DATA)


def _flag(name: str) -> bool:
    value = os.environ.get(name, "0") or "0"
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} is {value!r}: set it to 1 or 0, or leave it out")
    return value == "1"


DEBUG = _flag("SAMSPEL_DEBUG")
ADDRESS = os.environ.get("SAMSPEL_ADDRESS", "").rstrip("/")
SECURE = ADDRESS.startswith("https://")
ALLOWED_HOSTS = [
    host.strip()
    for host in os.environ.get("SAMSPEL_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
    if host.strip()
]
if ADDRESS and (urlsplit(ADDRESS).hostname or "") not in ALLOWED_HOSTS:
    ALLOWED_HOSTS.append(urlsplit(ADDRESS).hostname or "")

# The subjects of records, lowest first; a label is the subject's name.
SUBJECTS = (
    "audit",
    "files",
    "jobs",
    "register",
    "beginning",
    "contacts",
    "accounts",
    "messages",
    "interplay",
    "notes",
    "surveys",
    "gaps",
    "bridges",
    "programmes",
    "agreements",
    "evaluations",
    "memos",
    "shares",
    "directory",
)
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "django_tasks",
    "django_tasks_db",
    *(f"samspel.records.{subject}" for subject in SUBJECTS),
    "samspel.server.apps.Server",  # what is looked at before the service opens
    "samspel.pages",
]
# `django.contrib.messages` works by its middleware alone; its label is our subject's.

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "samspel.server.urls"
WSGI_APPLICATION = "samspel.server.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "pages" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    },
]

# ---------------------------------------------------------------------------------- database


def _sqlite() -> dict[str, Any]:
    # IMMEDIATE: a transaction that will write waits its turn at its start, where waiting is
    # safe, and not in its middle, where SQLite would refuse. FULL: told saved is saved. The file
    # is read where the system keeps it, and a thread keeps its connection: a page would else read
    # every table's form anew, and what it reads a second time from the disk's cache.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "database.sqlite3",
        "OPTIONS": {
            "timeout": 30,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
            "PRAGMA mmap_size=1073741824;PRAGMA cache_size=-16000;PRAGMA temp_store=MEMORY;",
        },
        "CONN_MAX_AGE": 60,
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or len(parts.path) < 2:
        raise ImproperlyConfigured(
            "SAMSPEL_DATABASE must be postgresql://user:password@host:port/name; "
            "leave it out to keep everything in SQLite in the data folder"
        )
    options = dict(parse_qsl(parts.query))
    # A page asks what takes milliseconds. Where PostgreSQL takes it for long it would compile it
    # first, which takes a second; what the address itself asks for comes last, and holds.
    options["options"] = f"-c jit=off {options.get('options', '')}".strip()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


_URL = os.environ.get("SAMSPEL_DATABASE", "")
DATABASES = {"default": _postgresql(_URL) if _URL else _sqlite()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FILES_FOLDER = DATA / "files"
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}

# ------------------------------------------------------------------------- people and words

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["samspel.records.accounts.sessions.SessionBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

# ---------------------------------------------------------------------------------- the wire

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
# Hashed names when they have been collected; a test or a first look needs no collecting.
_COLLECTED = (STATIC_ROOT / "staticfiles.json").exists() or _flag("SAMSPEL_COLLECT")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not _COLLECTED
WHITENOISE_AUTOREFRESH = DEBUG

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
CSRF_TRUSTED_ORIGINS = [ADDRESS] if ADDRESS else []
CSRF_FAILURE_VIEW = "samspel.pages.shell.errors.csrf_failed"
# A register of 100,000 acts as a workbook is about 10 MB; a zip bomb is stopped at reading.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A pasted list of 2,000 lines has three answers a line; the grid's page sends one a cell.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_LIMIT = 100 * 1024 * 1024

# ---------------------------------------------------------------------------------- letters


def _mail(url: str) -> dict[str, Any]:
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": DATA / "letters",
        }
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"}:
        raise ImproperlyConfigured("SAMSPEL_MAIL must be smtp://user:password@host:port")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
        "EMAIL_TIMEOUT": 30,
    }


globals().update(_mail(os.environ.get("SAMSPEL_MAIL", "")))
DEFAULT_FROM_EMAIL = os.environ.get("SAMSPEL_MAIL_FROM", "samspel@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # A personal link is never written whole, whatever goes wrong behind it.
    "filters": {"links": {"()": "samspel.server.unlogged.MaskLinks"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["links"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
