"""What is told about an error outside of the log: where it happened, and nothing that somebody typed.

The words of an exception may quote a form or a row; they stay in the log, where the number of
the request leads to them.
"""

import logging
import traceback
from dataclasses import dataclass
from typing import Any

from hipstrength import request_id
from hipstrength.routes import UNKNOWN, route_of

logger = logging.getLogger(__name__)
# Refused requests are logged as errors, too. Anybody can send them.
REFUSALS = "django.security"


@dataclass(frozen=True)
class Report:
    """An error: what it is, in which page, during which request ("" outside of one), and where in the code."""

    title: str
    route: str
    number: str
    trace: str


def is_ours(record: logging.LogRecord) -> bool:
    """Whether a record is about an error of the site, and not about a request that was refused."""
    return record.levelno >= logging.ERROR and not record.name.startswith(REFUSALS)


class Telling(logging.Handler):
    """Tells somebody of the errors of the site, and never makes one itself."""

    def emit(self, record: logging.LogRecord) -> None:
        """Tell of the record if it is an error of ours."""
        if not is_ours(record):
            return
        try:
            self.tell(record)
        except Exception as error:  # noqa: BLE001 — the request that is being answered must not fail of it
            logger.warning("An error could not be told by %s (%s).", type(self).__module__, name_of(error))

    def tell(self, record: logging.LogRecord) -> None:
        """Tell of an error of ours."""
        raise NotImplementedError


def report_of(record: logging.LogRecord) -> Report:
    """Return what is told about a record."""
    error = record.exc_info[1] if record.exc_info else None
    # Without its arguments, which may be anything.
    title = name_of(error) if error else " ".join(f"{record.name}: {record.msg}".split())
    request: Any = getattr(record, "request", None)
    route = route_of(request) if hasattr(request, "resolver_match") else UNKNOWN
    return Report(title, route, request_id.current(), "\n".join(_traces(error)) if error else "")


def name_of(error: BaseException) -> str:
    """Return the kind of an exception, as "django.db.utils.DataError"."""
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def chain(error: BaseException) -> list[BaseException]:
    """Return an exception and those that led to it, the first one first."""
    found: list[BaseException] = []
    following: BaseException | None = error
    while following is not None and following not in found:
        found.append(following)
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)
    return found[::-1]


def _traces(error: BaseException) -> list[str]:
    return [f"{''.join(traceback.format_tb(each.__traceback__))}{name_of(each)}\n" for each in chain(error)]
