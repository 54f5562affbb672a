"""The product's settings with what makes tests quick and independent of this machine."""

import os
import secrets

from hipstrength.environment import BASE_DIR, SQLITE

os.environ["SECRET_KEY"] = secrets.token_urlsafe(64)
for name in (
    "BACKUP_DIR",
    "BACKUP_KEEP",
    "DEBUG",
    "EMAIL_URL",
    "ERROR_MAIL_TO",
    "HOST",
    "HSTS_PRELOAD",
    "HSTS_SUBDOMAINS",
    "LOG_FORMAT",
    "LOG_REQUESTS",
    "METRICS_TOKEN",
    "METRICS_TOKEN_FILE",
    "PORT",
    "EMAIL_URL_FILE",
    "SECRET_KEY_FILE",
    "SENTRY_DSN",
    "SENTRY_DSN_FILE",
    "SITE_TIME_ZONE",
    "SITE_URL",
):
    os.environ.pop(name, None)

from hipstrength.settings import *  # noqa: E402, F403 — the product's settings, read after the environment is set
from hipstrength.settings import DATABASES  # noqa: E402 — named, because this file changes it

# Runs at the same time keep apart.
TEST_DIR = BASE_DIR / "build" / "test" / os.environ.get("TEST_LANE", "")
TEST_DIR.mkdir(parents=True, exist_ok=True)
if DATABASES["default"]["ENGINE"] == SQLITE:
    # A file, as in production: an SQLite in memory has neither WAL nor a second connection.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DIR / "test.sqlite3")}
else:
    # A pool would hold connections open while the test database is dropped.
    DATABASES["default"]["OPTIONS"].pop("pool")

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Empty: the live server of the browser tests takes static files from where they are written.
STATIC_ROOT = TEST_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
# Browser tests speak plain http and log in many times a minute.
ACCOUNT_RATE_LIMITS = False  # type: ignore[assignment]  # the library's way to say "none"
SHARED_REPORT_LIMIT = 0
