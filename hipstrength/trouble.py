"""When the database is away, full, locked or read-only: a page that says to wait, and one line for the operator.

Django answers whatever goes wrong anywhere, in views as in middleware, by its handler of
errors, so that is where trouble is told from mistakes in the program. Those stay errors 500.
"""

import logging
import os
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator
from enum import Enum
from http import HTTPStatus
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from psycopg_pool import PoolClosed, PoolTimeout, TooManyRequests

from hipstrength import errors

logger = logging.getLogger(__name__)
# Seconds after which a browser or a program may try again.
RETRY_AFTER = 30
# Seconds between two lines on the same cause: an hour without a database must not fill the disk with its log.
TOLD_EVERY = 30


class Cause(Enum):
    """Why the database cannot be used, in words for the operator, and what to do."""

    FULL = "The disk of the database is full. Make room; the site goes on by itself."
    READ_ONLY = "The database cannot be written: its folder or disk is read-only. Let this user write there."
    LOCKED = "Another program has held the database for too long. Look for a backup or a shell that is still open."
    AWAY = "The database does not answer. Start it; the site goes on by itself."
    CROWDED = "The database has no room for another connection or for its work. Give it more, or stop what takes it."
    UNREADABLE = "The database file cannot be opened or read. Look at its folder, its owner and its disk."
    DAMAGED = "The database is damaged. Stop the site and restore a backup."


OF_SQLITE = {
    sqlite3.SQLITE_FULL: Cause.FULL,
    sqlite3.SQLITE_READONLY: Cause.READ_ONLY,
    sqlite3.SQLITE_BUSY: Cause.LOCKED,
    sqlite3.SQLITE_LOCKED: Cause.LOCKED,
    sqlite3.SQLITE_PROTOCOL: Cause.LOCKED,
    sqlite3.SQLITE_NOMEM: Cause.CROWDED,
    sqlite3.SQLITE_CANTOPEN: Cause.UNREADABLE,
    sqlite3.SQLITE_IOERR: Cause.UNREADABLE,
    sqlite3.SQLITE_CORRUPT: Cause.DAMAGED,
    sqlite3.SQLITE_NOTADB: Cause.DAMAGED,
}
# By the beginning of PostgreSQL's codes (postgresql.org/docs/current/errcodes-appendix.html), the longest first.
OF_POSTGRESQL = {
    "53100": Cause.FULL,
    "25006": Cause.READ_ONLY,
    "55P03": Cause.LOCKED,
    "57014": Cause.LOCKED,
    "40P01": Cause.LOCKED,
    "57P": Cause.AWAY,
    "08": Cause.AWAY,
    "53": Cause.CROWDED,
    "58": Cause.UNREADABLE,
    "XX001": Cause.DAMAGED,
    "XX002": Cause.DAMAGED,
}
# The kinds of complaint without a code that come from a connection and not from a mistake in its use.
WITHOUT_CODE = (PoolClosed, PoolTimeout, TooManyRequests, psycopg.OperationalError)


def cause_of(error: BaseException | None) -> Cause | None:
    """Return why the database could not be used; None where something else is wrong, such as a statement of ours."""
    for one in _chain(error):
        if isinstance(one, sqlite3.Error):
            return _look_at_disk(OF_SQLITE.get(getattr(one, "sqlite_errorcode", 0) & 0xFF))
        if isinstance(one, psycopg.Error):
            return _of_postgresql(one)
    return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield what the database's own library said, as long as Django says that it was the database."""
    while isinstance(error, DatabaseError | InterfaceError | psycopg.Error | sqlite3.Error):
        yield error
        error = error.__cause__


def _of_postgresql(error: psycopg.Error) -> Cause | None:
    if error.sqlstate:
        return next((cause for code, cause in OF_POSTGRESQL.items() if error.sqlstate.startswith(code)), None)
    lost = isinstance(error, psycopg.InterfaceError) and "connection" in str(error)
    return Cause.AWAY if lost or isinstance(error, WITHOUT_CODE) else None


def _look_at_disk(cause: Cause | None) -> Cause | None:
    """Tell a full or read-only disk from others on which the file cannot be opened: SQLite does not."""
    if cause is not Cause.UNREADABLE:
        return cause
    try:
        disk = os.statvfs(Path(str(settings.DATABASES["default"]["NAME"])).parent)
    except OSError:
        return cause
    if disk.f_flag & os.ST_RDONLY:
        return Cause.READ_ONLY
    return Cause.FULL if disk.f_bavail == 0 else cause


class Teller:
    """Tells the log of each cause, every so many seconds at most, and how many requests met it meanwhile."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.lock = threading.Lock()
        self.told_at: dict[Cause, float] = {}
        self.untold: dict[Cause, int] = {}

    def tell(self, cause: Cause, error: BaseException) -> None:
        """Write a line, or count that there was none."""
        with self.lock:
            now, since = self.clock(), self.untold.get(cause, 0)
            if now - self.told_at.get(cause, -TOLD_EVERY) < TOLD_EVERY:
                self.untold[cause] = since + 1
                return
            self.told_at[cause], self.untold[cause] = now, 0
        reason = " ".join(str(error).split())
        more = f" {since} more requests met this since the last such line." if since else ""
        # The cause stands in the message itself: what is mailed is that, without what was put into it.
        logger.error(f"{cause.value} (%s)%s", reason, more)  # noqa: G004 — one of seven texts


teller = Teller()


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer what went wrong: 503 where the database cannot be used for now, else the page for our own mistakes."""
    error = sys.exception()
    cause = cause_of(error)
    if cause is None or error is None:
        return errors.server_error(request)
    teller.tell(cause, error)
    # Without the request: nothing on the page may ask who this is.
    page = loader.get_template("503.html").render({"is_form": request.method == "POST"})
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    return HttpResponse(page, status=503, headers=headers)


class NoTrouble(logging.Filter):
    """Keeps answers of 503 out of the log: `server_error` has told the cause, and a proxy asks /readyz each second."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Drop what is told already."""
        is_trouble = bool(record.exc_info and cause_of(record.exc_info[1]))
        return not is_trouble and getattr(record, "status_code", 0) != HTTPStatus.SERVICE_UNAVAILABLE
