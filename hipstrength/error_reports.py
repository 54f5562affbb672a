"""Errors of the site, sent to a server that speaks Sentry's protocol. Imported only where SENTRY_DSN is set."""

import logging
from typing import Any

import sentry_sdk
from django.conf import settings
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.types import Event, Hint
from sentry_sdk.utils import event_from_exception

from hipstrength.error_report import Telling, report_of
from hipstrength.release import RELEASE

# What leaves the site. The library adds more by itself, such as the name of the machine.
SENT = (
    "event_id",
    "timestamp",
    "platform",
    "level",
    "logger",
    "message",
    "exception",
    "transaction",
    "tags",
    "release",
)


class Handler(Telling):
    """Sends an error from the log: what it is, where in the code and in which page."""

    def __init__(self) -> None:
        super().__init__()
        sentry_sdk.init(
            dsn=settings.SENTRY_DSN,
            release=f"hipstrength@{RELEASE}",
            # None but the one that sends what is left at the end: others listen in on queries, requests and files.
            default_integrations=False,
            auto_enabling_integrations=False,
            integrations=[AtexitIntegration(callback=lambda _pending, _timeout: None)],
            send_default_pii=False,
            include_local_variables=False,
            max_request_body_size="never",
            max_breadcrumbs=0,
            before_send=only_what_is_sent,
        )

    def tell(self, record: logging.LogRecord) -> None:
        """Send the record; the library does it in a thread of its own."""
        sentry_sdk.capture_event(event_of(record))


def event_of(record: logging.LogRecord) -> Event:
    """Return what is sent about a record."""
    report = report_of(record)
    event: Event = {"message": report.title}
    if record.exc_info and record.exc_info[1]:
        options = sentry_sdk.get_client().options
        event, _hint = event_from_exception(record.exc_info, client_options=options)
        for value in event["exception"]["values"]:
            # The words of an exception may quote a form.
            value["value"] = ""
    tags = {"request_id": report.number, "route": report.route}
    event.update({"level": "error", "logger": record.name, "transaction": report.route, "tags": tags})
    return event


def only_what_is_sent(event: Event, _hint: Hint) -> Event:
    """Drop what the library has added."""
    kept: Any = {name: value for name, value in event.items() if name in SENT}
    sent: Event = kept
    return sent
