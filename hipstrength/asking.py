"""Asking the database a question that must be answered soon, whatever state the database is in."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

Answer = TypeVar("Answer")
Question = Callable[[BaseDatabaseWrapper], Answer]
# Seconds that somebody waits for an answer; health checks give up after two.
LIMIT = 1.5
# A connection of its own: that of the pool waits longer, and may be one of many that hang. When the network swallows
# everything, the system gives it up by itself after a few seconds, so that none is left behind.
IMPATIENT = {
    "connect_timeout": 2,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 2,
    "tcp_user_timeout": 3000,
}
# At most one question is with the database: a hanging one takes one thread, and not one more with each health check.
_one_at_a_time = threading.Lock()


def ask(question: Question[Answer]) -> Answer:
    """Return what `question` finds out by the connection that it is given.

    Raises DatabaseError, after 1.5 seconds at the latest, when the database does not answer.
    """
    return _ask_file(question) if connection.vendor == "sqlite" else _ask_server(question)


def _ask_file(question: Question[Answer]) -> Answer:
    # A file answers at once, or somebody else is writing.
    with connection.cursor() as cursor:
        (usual,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {int(LIMIT * 1000)}")
        try:
            return question(connection)
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")


def _ask_server(question: Question[Answer]) -> Answer:
    end = time.monotonic() + LIMIT
    apart = _connection_apart()
    if not _one_at_a_time.acquire(timeout=LIMIT):
        raise OperationalError("the last question has no answer yet")
    answer: Future[Answer] = Future()

    def ask_apart() -> None:
        try:
            answer.set_result(question(apart))
        except Exception as error:  # noqa: BLE001 — it is raised again where somebody waits
            answer.set_exception(error)
        finally:
            try:
                apart.close()
            finally:
                _one_at_a_time.release()

    try:
        threading.Thread(target=ask_apart, daemon=True).start()
    except RuntimeError as error:
        _one_at_a_time.release()
        raise OperationalError("there is no thread to ask with") from error
    try:
        return answer.result(timeout=max(0.0, end - time.monotonic()))
    except TimeoutError as error:
        raise OperationalError("no answer in time") from error


def _connection_apart() -> BaseDatabaseWrapper:
    apart = connection.copy()
    options = {name: value for name, value in apart.settings_dict["OPTIONS"].items() if name != "pool"}
    apart.settings_dict["OPTIONS"] = {**options, **IMPATIENT}
    # It is made here, and used and closed by the thread that asks.
    apart.inc_thread_sharing()
    return apart
