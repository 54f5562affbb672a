"""How the log is written: as text for people or as JSON for programs, with the number of the request.

Neither has the path of a request, which may be a secret link or name somebody's workout, nor an
e-mail address, nor what the database adds about the values of a row.
"""

import json
import logging
import logging.config
import re
import sys
import threading
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from hipstrength import environment

FORMATS = ("text", "json")
EMAIL_ADDRESS = re.compile(r"[^\s@<>()\[\]{}'\",;:=/]{1,64}@[^\s@<>()\[\]{}'\",;:=/]{1,255}")
QUERY_STRING = re.compile(r"\?[^\s'\"=?]+=[^\s'\"]*")
# PostgreSQL's complaints end with what they quote of rows and statements, which may have many lines.
QUOTED_VALUES = re.compile(
    r"(?ms)^[ \t|+]*(?:DETAIL|CONTEXT|STATEMENT|LINE \d+): .*?(?=^(?:The above|During handling|Traceback) |\Z)"
)


def log_format() -> str:
    """Return LOG_FORMAT, "text" or "json". Raises ImproperlyConfigured when it is anything else."""
    return environment.choice("LOG_FORMAT", FORMATS)


def scrubbed(text: str) -> str:
    """Return a text without e-mail addresses, query strings, and the values that PostgreSQL quotes."""
    text = QUERY_STRING.sub("?…", QUOTED_VALUES.sub("(values left out)\n", text).rstrip("\n"))
    return EMAIL_ADDRESS.sub("(address)", text) if "@" in text else text


def message_of(record: logging.LogRecord) -> str:
    """Return what a record says, with the name of the page where Django writes its path."""
    request: Any = getattr(record, "request", None)
    arguments = record.args
    if hasattr(request, "resolver_match") and isinstance(arguments, tuple):
        from hipstrength.routes import route_of  # noqa: PLC0415 — it needs the settings, which need this module

        # How Django writes it.
        path = request.path.encode("unicode_escape").decode("ascii")
        arguments = tuple(route_of(request) if argument == path else argument for argument in arguments)
        return scrubbed(str(record.msg) % arguments if arguments else str(record.msg))
    return scrubbed(record.getMessage())


def request_number() -> str:
    """Return the number of the request that is being answered; "" outside of one."""
    from hipstrength.request_id import current  # noqa: PLC0415 — it needs the settings, which need this module

    return current()


class TextFormatter(logging.Formatter):
    """Writes a record for people: a line, and below it the trace of an error."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines."""
        moment = datetime.fromtimestamp(record.created, tz=UTC).isoformat(sep=" ", timespec="milliseconds")
        number = request_number()
        head = f"{moment} {record.levelname} {record.name}" + (f" [{number}]" if number else "")
        trace = self.trace_of(record)
        return f"{head} {message_of(record)}" + (f"\n{trace}" if trace else "")

    def trace_of(self, record: logging.LogRecord) -> str:
        """Return the trace of the record's exception; "" without one."""
        trace = self.formatException(record.exc_info) if record.exc_info else record.exc_text or ""
        stack = self.formatStack(record.stack_info) if record.stack_info else ""
        return scrubbed("\n".join(part for part in (trace, stack) if part))


class JsonFormatter(TextFormatter):
    """Writes a record for programs: one line of JSON, the trace of an error in one field."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {**_head(record), "logger": record.name, "message": message_of(record), "request_id": request_number()}
        trace = self.trace_of(record)
        if trace:
            line["exception"] = trace
        return _json({**line, **getattr(record, "facts", {})})


class EventFormatter(logging.Formatter):
    """Writes an event as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {**_head(record), "event": record.getMessage(), "request_id": request_number()}
        return _json({**line, **getattr(record, "facts", {})})


def _head(record: logging.LogRecord) -> dict[str, Any]:
    moment = datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds")
    return {"time": moment, "level": record.levelname}


def _json(line: dict[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=True, default=str)


def formatter(kind: str) -> logging.Formatter:
    """Return what writes lines of the format "text" or "json"."""
    return JsonFormatter() if kind == "json" else TextFormatter()


def config(kind: str, *, mails_errors: bool, sends_errors: bool) -> dict[str, Any]:
    """Return Django's LOGGING for a format; errors are also mailed to ADMINS, or sent to SENTRY_DSN, if asked for."""
    reports = {"mail": "error_mail"} if mails_errors else {}
    reports |= {"sentry": "error_reports"} if sends_errors else {}
    handlers = ["console", *reports]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"()": "hipstrength.logs.formatter", "kind": kind},
            "event": {"()": "hipstrength.logs.EventFormatter"},
        },
        "filters": {"no_trouble": {"()": "hipstrength.trouble.NoTrouble"}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "line"},
            "events": {"class": "logging.StreamHandler", "formatter": "event"},
            **{name: {"class": f"hipstrength.{module}.Handler", "level": "ERROR"} for name, module in reports.items()},
        },
        "root": {"handlers": handlers, "level": "INFO"},
        "loggers": {
            "django": {"handlers": handlers, "level": "INFO", "propagate": False},
            # A mistyped number answers 422, which is no event for the log.
            "django.request": {"level": "ERROR", "filters": ["no_trouble"]},
            # It tells of every connection and every attempt; hipstrength.trouble says when there is none.
            "psycopg.pool": {"level": "ERROR"},
            # Names a setting of Django's; our own page for it names the variable.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            # One line of JSON for each, for programs that watch it.
            "hipstrength.security": {"handlers": ["events"], "level": "INFO", "propagate": False},
            # Mails that nobody sends, where the log is JSON; they are meant to be read.
            "hipstrength.mail": {"handlers": ["events"], "level": "INFO", "propagate": False},
        },
    }


def configure(settings: dict[str, Any]) -> None:
    """Set logging up as Django asks; in JSON, warnings and what ends a thread are lines of it as well."""
    logging.config.dictConfig(settings)
    if log_format() == "json":
        logging.captureWarnings(capture=True)
        threading.excepthook = _log_end_of_thread
        sys.excepthook = _log_end


def _log_end_of_thread(end: threading.ExceptHookArgs) -> None:
    if end.exc_type is not SystemExit:
        error = end.exc_value or end.exc_type()
        logging.getLogger("hipstrength").critical("A thread ended.", exc_info=error)


def _log_end(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
    if not isinstance(error, KeyboardInterrupt):
        logging.getLogger("hipstrength").critical("The process ended.", exc_info=error)


def say(text: str) -> None:
    """Tell the person at the terminal, or in JSON the log, what the product is doing."""
    if log_format() == "text":
        print(text, flush=True)
    else:
        _print_line(logging.INFO, text)


def complain(text: str) -> None:
    """Tell the person at the terminal, or in JSON the log, why the product cannot go on."""
    try:
        kind = log_format()
    except ImproperlyConfigured:
        # That may be what is complained about.
        kind = "text"
    if kind == "text":
        print(text, file=sys.stderr, flush=True)
    else:
        _print_line(logging.ERROR, text)


def _print_line(level: int, text: str) -> None:
    """Print a line of JSON outside of any request, where logging or even the settings may not be there."""
    record = logging.LogRecord("hipstrength", level, "", 0, " ".join(text.split()), None, None)
    line = {**_head(record), "logger": record.name, "message": scrubbed(record.msg), "request_id": ""}
    print(_json(line), file=sys.stderr, flush=True)
