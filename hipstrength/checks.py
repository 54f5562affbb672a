"""System checks of the database: options that went astray are silently ignored, so they are read back.

Importing this module registers them.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Info, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from hipstrength import environment

# sqlite.org/wal.html, "WAL-reset bug".
FIRST_SAFE_SQLITE = (3, 51, 3)
OPTIONS_HINT = "DATABASES['default']['OPTIONS'] must be hipstrength.environment.SQLITE_OPTIONS."


@register(Tags.database)
def check_sqlite(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Check the library and the live connection of each SQLite database."""
    sqlite = [connections[alias] for alias in databases or [] if connections[alias].vendor == "sqlite"]
    if not sqlite:
        return []
    version = version_messages(sqlite[0].get_database_version(), debug=settings.DEBUG)
    return [*version, *(message for connection in sqlite for message in option_errors(connection))]


def option_errors(connection: BaseDatabaseWrapper) -> Iterator[Error]:
    """Yield an error for each option that the connection does not have."""
    connection.ensure_connection()
    mode = getattr(connection, "transaction_mode", None)
    if mode != "IMMEDIATE":
        yield _error(f"Write transactions begin as {mode}, not IMMEDIATE: they fail when two meet.", "E001")
    for pragma, wanted, reason, code in (
        ("journal_mode", "wal", "readers and writers would wait for each other", "E002"),
        ("synchronous", 2, "a power cut would lose saved workouts", "E003"),
        ("journal_size_limit", 64 * 1024 * 1024, "the journal would never shrink", "E004"),
        ("busy_timeout", 20_000, "a busy moment would show an error page", "E005"),
    ):
        found = _pragma(connection, pragma)
        if found != wanted:
            yield _error(f"SQLite's {pragma} is {found}, not {wanted}: {reason}.", code)


def _pragma(connection: BaseDatabaseWrapper, name: str) -> object:
    with connection.cursor() as cursor:
        row: tuple[object] = cursor.execute(f"PRAGMA {name}").fetchone()
    return row[0]


def _error(message: str, code: str) -> Error:
    return Error(message, hint=OPTIONS_HINT, id=f"hipstrength.{code}")


def version_messages(version: tuple[int, ...], *, debug: bool) -> list[CheckMessage]:
    """Speak up when this SQLite can corrupt its file: an error in production, unless the risk is accepted."""
    if version >= FIRST_SAFE_SQLITE:
        return []
    kind: Callable[..., CheckMessage] = checks.Warning if debug else Error
    if environment.flag("ALLOW_OLD_SQLITE"):
        kind = Info
    return [
        kind(
            f"SQLite {'.'.join(map(str, version))} can corrupt the database when two writes meet (its WAL-reset bug).",
            hint=(
                f"Use PostgreSQL by DATABASE_URL, or SQLite {'.'.join(map(str, FIRST_SAFE_SQLITE))} or newer. "
                "ALLOW_OLD_SQLITE=1 accepts the risk: then make backups often."
            ),
            id="hipstrength.E006",
        )
    ]
