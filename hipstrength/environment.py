"""Reading the configuration from the environment, loudly when it is wrong."""

import os
import re
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import EmailValidator

BASE_DIR = Path(__file__).resolve().parent.parent
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
USUAL_PORTS = {"http": 80, "https": 443}
HIGHEST_PORT = 65535
SHORTEST_KEY = 50
SHORTEST_CODE = 8
SHORTEST_TOKEN = 16
USUAL_BACKUPS = 14
# The first parts of other addresses: an admin there would never be reached, or hide a page.
TAKEN_PATHS = (
    "accounts",
    "data",
    "exercises",
    "healthz",
    "history",
    "knee",
    "metrics",
    "privacy",
    "readyz",
    "safety",
    "settings",
    "shared",
    "static",
    "why",
    "workouts",
)
# Keys that stand in tutorials and generated projects are public knowledge.
SAMPLE_KEYS = ("django-insecure-", "changeme", "change-me", "secret")


@dataclass(frozen=True)
class SiteUrl:
    """The one public address of the site, as ``scheme://host[:port]``."""

    scheme: str
    host: str
    port: int | None

    @property
    def origin(self) -> str:
        """The address without a path, as browsers send it in ``Origin``: without the scheme's usual port."""
        unusual = self.port if self.port != USUAL_PORTS[self.scheme] else None
        return f"{self.scheme}://{self.host}" + (f":{unusual}" if unusual else "")

    @property
    def is_https(self) -> bool:
        """Whether people reach the site over TLS."""
        return self.scheme == "https"

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the site."""
        return self.host in LOOPBACK


def flag(name: str, *, default: bool = False) -> bool:
    """Return a yes/no variable; absent means `default`.

    Raises ImproperlyConfigured when it is neither 0 nor 1, because a typo in a
    security switch must not silently mean "off".
    """
    value = text(name).lower()
    if not value:
        return default
    if value in ("0", "false", "no"):
        return False
    if value in ("1", "true", "yes"):
        return True
    raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}.")


def choice(name: str, values: tuple[str, ...]) -> str:
    """Return a variable that must be one of `values`; absent means the first. Raises ImproperlyConfigured otherwise."""
    value = text(name).lower() or values[0]
    if value not in values:
        raise ImproperlyConfigured(f"{name} must be {' or '.join(values)}, not {value!r}.")
    return value


def text(name: str) -> str:
    """Return a variable without blanks around it; "" when it is absent."""
    return os.environ.get(name, "").strip()


def secret(name: str) -> str:
    """Return the content of the file that the variable NAME_FILE names, else the variable NAME; "" without both.

    Raises ImproperlyConfigured when the file cannot be read or is empty: a secret that is
    not there must not silently mean "none".
    """
    named = text(f"{name}_FILE")
    if not named:
        return text(name)
    try:
        value = Path(named).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{name}_FILE cannot be read from {named}.") from error
    if not value:
        raise ImproperlyConfigured(f"{name}_FILE names an empty file: {named}.")
    return value


def port() -> int:
    """Return the TCP port to serve on: PORT, else the one in a plain http SITE_URL, else 8000."""
    value = text("PORT")
    if not value:
        url = text("SITE_URL")
        asked = parse_site_url(url) if url else None
        return asked.port if asked and asked.port and not asked.is_https else 8000
    if not re.fullmatch(r"[0-9]{1,5}", value) or not 1 <= int(value) <= HIGHEST_PORT:
        raise ImproperlyConfigured(f"PORT must be a number from 1 to {HIGHEST_PORT}, not {value!r}.")
    return int(value)


def parse_site_url(value: str) -> SiteUrl:
    """Read an address such as ``https://hips.example.org``; raise ImproperlyConfigured if it is none."""
    hint = f"SITE_URL must look like https://hips.example.org or http://192.168.1.5:8000, not {value!r}."
    try:
        parts = urlsplit(value)
        number = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(hint) from error
    host = parts.hostname or ""
    known_shape = number != 0 and re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:]+", host)
    if parts.scheme not in USUAL_PORTS or not known_shape or "@" in parts.netloc or parts.query or parts.fragment:
        raise ImproperlyConfigured(hint)
    if parts.path not in ("", "/"):
        raise ImproperlyConfigured(f"SITE_URL must have no path, because the site lives at its root: {value!r}.")
    return SiteUrl(parts.scheme, f"[{host}]" if ":" in host else host, number)


def site_url() -> SiteUrl:
    """Return SITE_URL, by default this machine only."""
    return parse_site_url(text("SITE_URL") or f"http://127.0.0.1:{port()}")


def bind_host(site: SiteUrl) -> str:
    """Return the network address to listen on.

    HOST decides. Otherwise every interface when people are to reach a plain http
    address on the network, and this machine only in all other cases: a proxy that
    ends TLS stands in front of an https address.
    """
    asked = text("HOST")
    if asked:
        return asked
    if site.is_loopback:
        return "[::1]" if site.host == "[::1]" else "127.0.0.1"
    return "127.0.0.1" if site.is_https else "0.0.0.0"  # noqa: S104 — asked for by SITE_URL


def data_dir() -> Path:
    """Return the folder that holds the database and the secret key."""
    value = text("DATA_DIR")
    return Path(value).resolve() if value else BASE_DIR / "var"


def backup_dir() -> Path:
    """Return BACKUP_DIR, the folder that backups are written to; by default "backups" in the data folder."""
    value = text("BACKUP_DIR")
    return Path(value).resolve() if value else data_dir() / "backups"


def backup_keep() -> int:
    """Return BACKUP_KEEP, how many backups are kept; by default 14."""
    value = text("BACKUP_KEEP") or str(USUAL_BACKUPS)
    if not re.fullmatch(r"[0-9]{1,6}", value) or int(value) < 1:
        raise ImproperlyConfigured(f"BACKUP_KEEP must be a whole number from 1 on, not {value!r}.")
    return int(value)


class NoKeyError(ImproperlyConfigured):
    """Nobody has named a secret key, and the start command has not made one yet."""


def secret_key() -> str:
    """Return SECRET_KEY_FILE's content, else SECRET_KEY, else the key that the start command made.

    Never makes one: two processes would make two. Raises NoKeyError when there is none,
    and ImproperlyConfigured when it cannot be read, is shorter than 50 characters, or a sample.
    """
    key = secret("SECRET_KEY")
    if not key:
        key_file = data_dir() / "secret_key"
        try:
            key = key_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise (NoKeyError if isinstance(error, FileNotFoundError) else ImproperlyConfigured)(
                f"The secret key cannot be read from {key_file}. `make run` makes one; or set SECRET_KEY."
            ) from error
    if len(key) < SHORTEST_KEY or key.lower().startswith(SAMPLE_KEYS):
        raise ImproperlyConfigured(f"The secret key must be {SHORTEST_KEY} random characters or more, and no sample.")
    return key


def site_time_zone() -> str:
    """Return SITE_TIME_ZONE, the zone for people whose browser does not say theirs; by default UTC."""
    name = text("SITE_TIME_ZONE") or "UTC"
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ImproperlyConfigured(f"SITE_TIME_ZONE must be a name such as Europe/Berlin, not {name!r}.") from error
    return name


def admin_path() -> str:
    """Return ADMIN_PATH, where the admin is, without slashes around it; by default "admin"."""
    value = text("ADMIN_PATH").strip("/") or "admin"
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", value) or value in TAKEN_PATHS:
        raise ImproperlyConfigured(
            f"ADMIN_PATH must be letters, digits, - and _, and no other page's address, not {value!r}."
        )
    return value


def signup_code() -> str:
    """Return SIGNUP_CODE, which people need to sign up; "" where nobody does.

    Raises ImproperlyConfigured when it is so short that it can be guessed.
    """
    value = secret("SIGNUP_CODE")
    if value and len(value) < SHORTEST_CODE:
        raise ImproperlyConfigured(f"SIGNUP_CODE must have {SHORTEST_CODE} characters or more, or it could be guessed.")
    return value


def error_mail_to() -> list[str]:
    """Return the addresses of ERROR_MAIL_TO, which are told of errors; none by default.

    Raises ImproperlyConfigured when one is none, and when no mail can be sent.
    """
    value = text("ERROR_MAIL_TO")
    addresses = [part.strip() for part in value.split(",") if part.strip()]
    try:
        for address in addresses:
            EmailValidator()(address)
    except ValidationError as error:
        raise ImproperlyConfigured(
            f"ERROR_MAIL_TO must be addresses such as me@example.org, with commas, not {value!r}."
        ) from error
    if addresses and not mail_is_sent():
        raise ImproperlyConfigured("ERROR_MAIL_TO needs a mail server: set EMAIL_URL, too.")
    return addresses


def sentry_dsn() -> str:
    """Return SENTRY_DSN, where errors are sent; "" where they are not. Raises ImproperlyConfigured when it is none."""
    value = secret("SENTRY_DSN")
    if value:
        from sentry_sdk.utils import BadDsn, Dsn  # noqa: PLC0415 — costs time and memory: only where it is asked for

        try:
            Dsn(value)
        except BadDsn as error:
            raise ImproperlyConfigured("SENTRY_DSN must look like https://key@sentry.example.org/1.") from error
    return value


def metrics_token() -> str:
    """Return METRICS_TOKEN, with which the metrics are read; "" where nobody reads them.

    Raises ImproperlyConfigured when it is so short that it can be guessed.
    """
    value = secret("METRICS_TOKEN")
    if value and len(value) < SHORTEST_TOKEN:
        raise ImproperlyConfigured(
            f"METRICS_TOKEN must have {SHORTEST_TOKEN} characters or more, or it could be guessed."
        )
    return value


def trusted_proxies(site: SiteUrl) -> list[IPv4Network | IPv6Network]:
    """Return the networks of FORWARDED_ALLOW_IPS: whose word on https and on people's addresses is believed.

    By default this machine itself where the site is https, because something must end TLS
    in front of it; else nobody.
    """
    value = text("FORWARDED_ALLOW_IPS") or ("127.0.0.1,::1" if site.is_https else "")
    try:
        return [ip_network(part.strip()) for part in value.split(",") if part.strip()]
    except ValueError as error:
        raise ImproperlyConfigured(
            f"FORWARDED_ALLOW_IPS must be addresses such as 172.18.0.2, with commas, not {value!r}."
        ) from error


def database() -> dict[str, Any]:
    """Return Django's settings of the database named by DATABASE_URL, by default an SQLite file in the data folder.

    Raises ImproperlyConfigured when the address names neither a PostgreSQL
    database nor an SQLite file.
    """
    return database_at(secret("DATABASE_URL"))


def database_at(url: str) -> dict[str, Any]:
    """Return Django's settings of the database at an address, as `database` does; "" is the SQLite file."""
    # The default is no address: a folder's name may hold signs that mean something in one.
    default: dict[str, Any] = {"ENGINE": SQLITE, "NAME": str(data_dir() / "hipstrength.sqlite3")}
    config = _parsed_database(url) if url else default
    if config["ENGINE"] == SQLITE:
        config["OPTIONS"] = dict(SQLITE_OPTIONS)
    else:
        # A connection from the pool costs 0.4 ms a request, a new one 5 ms. The health check replaces those that a
        # restart of the database server has cut. Nobody waits for one for long, and the pool, whose own attempts
        # would come less and less often, gives up at once: the gate of our backend finds out when the server is back.
        pool = {"min_size": 1, "max_size": 8, "timeout": 2, "reconnect_timeout": 0}
        # PostgreSQL takes a look-up by index for four times as slow as it is on a disk without moving parts, and
        # would rather read the log of everybody.
        usual: dict[str, Any] = {"connect_timeout": 3, **LOST_CONNECTION}
        if "options" not in parse_qs(urlsplit(url).query, keep_blank_values=True):
            usual["options"] = "-c random_page_cost=1.1"
        config["OPTIONS"] = {**usual, **config.get("OPTIONS", {}), "pool": pool}
        config["CONN_HEALTH_CHECKS"] = True
    return {**config, "CONN_MAX_AGE": 0, "ATOMIC_REQUESTS": False}


def database_wait() -> int:
    """Return DATABASE_WAIT, how many seconds a start waits for PostgreSQL to answer; by default 60."""
    value = text("DATABASE_WAIT") or "60"
    if not re.fullmatch(r"[0-9]{1,4}", value):
        raise ImproperlyConfigured(f"DATABASE_WAIT must be a number of seconds from 0 to 9999, not {value!r}.")
    return int(value)


def _parsed_database(url: str) -> dict[str, Any]:
    scheme = url.partition(":")[0].lower()
    engine = {"postgres": POSTGRESQL, "postgresql": POSTGRESQL, "sqlite": SQLITE}.get(scheme)
    if engine is None:
        raise ImproperlyConfigured("DATABASE_URL must name PostgreSQL (postgres://…) or SQLite (sqlite:///…).")
    hint = "DATABASE_URL must look like postgres://user:password@host:5432/name or sqlite:////folder/file."
    try:
        config: dict[str, Any] = dict(environ.Env.db_url_config(url, engine=engine))
    except Exception as error:  # the library raises many kinds for a malformed address
        raise ImproperlyConfigured(hint) from error
    if config["NAME"] in ("", ":memory:"):
        raise ImproperlyConfigured(hint)
    return config


SQLITE = "hipstrength.sqlite"
POSTGRESQL = "hipstrength.postgresql"
# A server that vanished without a word, as by a cut cable, is noticed after this many seconds and milliseconds.
LOST_CONNECTION = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3, "tcp_user_timeout": 10_000}
# Write transactions take their lock at once and wait for it, so none fails half
# way with "database is locked"; FULL keeps acknowledged rows through a power cut.
# `hipstrength.checks` reads these back from a live connection.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864;",
}


def email() -> dict[str, Any]:
    """Return Django's mail settings from EMAIL_URL; without it mails go to the log."""
    url = secret("EMAIL_URL") or "consolemail://"
    try:
        config = dict(environ.Env.email_url_config(url))
    except Exception as error:  # the library raises many kinds for a malformed address
        raise ImproperlyConfigured("EMAIL_URL must look like smtp+tls://user:password@host:587.") from error
    # Without a limit, a mail server that does not answer would hold a worker's thread for minutes.
    return {"EMAIL_TIMEOUT": 10, **config}


def mail_is_sent() -> bool:
    """Whether mails reach people; otherwise they go to the log."""
    return str(email()["EMAIL_BACKEND"]) != "django.core.mail.backends.console.EmailBackend"
