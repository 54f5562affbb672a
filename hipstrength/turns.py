"""Taking turns: what two processes of one site must not do at once."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from hipstrength import logs

# Any number will do, as long as every process uses the same one and nothing else in the database does.
PREPARING = 4_847_150_210


@contextmanager
def turn_to_prepare() -> Iterator[None]:
    """Wait until no other process prepares this database, and keep the others waiting meanwhile.

    On PostgreSQL the lock ends with the connection and on SQLite with the process, so a killed process
    holds nobody up. A pooler that gives a connection to others between transactions breaks the former.
    """
    wait = _turn_on_postgresql if connection.vendor == "postgresql" else _turn_on_sqlite
    with wait():
        yield


@contextmanager
def _turn_on_postgresql() -> Iterator[None]:
    if not _ask(f"SELECT pg_try_advisory_lock({PREPARING})"):
        _say_so()
        _ask(f"SELECT pg_advisory_lock({PREPARING})")
    try:
        yield
    finally:
        _ask(f"SELECT pg_advisory_unlock({PREPARING})")


def _ask(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


@contextmanager
def _turn_on_sqlite() -> Iterator[None]:
    # Beside the database, so that whoever shares that shares this; never removed, or two could hold two of them.
    handle = os.open(f"{connection.settings_dict['NAME']}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say_so()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _say_so() -> None:
    logs.say("Another process prepares the database; waiting for it ...")
