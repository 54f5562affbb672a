"""SQLite files: copying one that is in use, looking it through, and putting one in the place of another."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from hipstrength.environment import SQLITE_OPTIONS
from hipstrength.keeping.contents import MIGRATIONS, Contents, Migration
from hipstrength.keeping.errors import KeepingError, reason_of

PATIENCE = int(SQLITE_OPTIONS["timeout"])
# Few enough that the first step is never the last one, before which the watch is asked.
PAGES_IN_STEP = 16
SQLITE_OK = 0


class ChangedMeanwhileError(Exception):
    """Somebody saved something between the look at a database and its replacement."""


def open_file(path: Path, *, mode: str = "rw") -> sqlite3.Connection:
    """Open a file that is there ("rw", "ro"), or make it ("rwc"); every statement is a transaction of its own."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)


@contextmanager
def told(what: str) -> Iterator[None]:
    """Turn SQLite's complaints into a KeepingError that begins with `what`."""
    try:
        yield
    except sqlite3.Error as error:
        raise KeepingError(f"{what}: {reason_of(error)}.") from error


def copy_to(source: Path, draft: Path, *, page_size: int | None = None) -> None:
    """Copy a database, which others may be writing to, into an empty file: all of it as it is at one moment.

    VACUUM INTO reads within one transaction, which ends however much is written meanwhile; SQLite's
    backup begins anew at every write. Raises KeepingError.
    """
    with told(f"The database {source} cannot be copied"), closing(open_file(source)) as connection:
        if page_size:
            connection.execute(f"PRAGMA page_size = {page_size:d}")
        connection.execute("VACUUM INTO ?", [str(draft)])


def check(path: Path) -> None:
    """Look whether a file is whole, and every row points somewhere. Raises KeepingError."""
    with told(f"{path} is damaged, or no SQLite database"), closing(open_file(path, mode="ro")) as connection:
        first = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if first != "ok":
            raise KeepingError(f"{path} is damaged: {' '.join(first.split())}.")
        lost = connection.execute("PRAGMA foreign_key_check").fetchone()
        if lost:
            raise KeepingError(f"{path} is damaged: a row of {lost[0]} points to one of {lost[2]} that is not there.")


def contents_of(path: Path) -> Contents:
    """Count the rows of all tables at one moment. Raises KeepingError."""
    with told(f"{path} cannot be read"), closing(open_file(path, mode="ro")) as connection:
        connection.execute("BEGIN")
        found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        tables = [str(name) for (name,) in found if not name.startswith("sqlite_")]
        return Contents({table: _rows(connection, table) for table in tables})


def _rows(connection: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    return int(connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])  # noqa: S608 — a table's own name


def migrations_of(path: Path) -> set[Migration]:
    """Return the migrations that a database has had. Raises KeepingError."""
    with told(f"{path} cannot be read"), closing(open_file(path, mode="ro")) as connection:
        return set(connection.execute(f"SELECT app, name FROM {MIGRATIONS}"))  # noqa: S608 — a constant


def make(path: Path) -> None:
    """Make an empty database for its owner only, unless there is one. Raises KeepingError."""
    usual = os.umask(0o077)
    try:
        with told(f"The database {path} cannot be opened"), closing(open_file(path, mode="rwc")) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
    finally:
        os.umask(usual)


def page_size_of(path: Path) -> int:
    """Return the bytes of a page. Raises KeepingError."""
    with told(f"The database {path} cannot be read"), closing(open_file(path)) as connection:
        return int(connection.execute("PRAGMA page_size").fetchone()[0])


@contextmanager
def watching(path: Path) -> Iterator[Callable[[], bool]]:
    """Yield a question: has anybody else changed the database since it was first asked here?"""
    with told(f"The database {path} cannot be read"), closing(open_file(path)) as connection:

        def version() -> int:
            return int(connection.execute("PRAGMA data_version").fetchone()[0])

        first = version()
        yield lambda: version() != first


def replace_content(source: Path, live: Path, *, is_changed: Callable[[], bool]) -> None:
    """Put the content of `source` into the database `live`, in one transaction.

    Whoever has it open sees the old content until the end, and the new one from then on; a kill or a power
    cut leaves the old one. Raises ChangedMeanwhileError when `is_changed` says so while the write lock is
    held, and KeepingError.
    """
    limit = time.monotonic() + PATIENCE

    def step(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            if time.monotonic() > limit:
                raise KeepingError(f"{live} is being written to all the time. Stop the site, then restore again.")
        # Afterwards the change is our own.
        elif status == SQLITE_OK and is_changed():
            raise ChangedMeanwhileError

    with (
        told(f"The content of the database {live} cannot be replaced, and stays as it was"),
        closing(open_file(source)) as new,
        closing(open_file(live)) as old,
    ):
        old.executescript(SQLITE_OPTIONS["init_command"])
        new.backup(old, pages=PAGES_IN_STEP, progress=step)
