"""Counting what happens, for Prometheus. Imported only where METRICS_TOKEN is set, once the workers have their folder.

Labels come from bounded sets: names of pages, methods, statuses, kinds of events.
"""

import logging
import os
import sys
from functools import lru_cache
from typing import Any

from django.core.signals import got_request_exception
from django.db import DatabaseError, transaction
from django.db.models.signals import post_save
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Gauge, Histogram, values

from hipstrength import worker_numbers
from hipstrength.metrics import FOLDER
from hipstrength.routes import method_of, route_of
from hipstrength.trouble import cause_of
from logbook.models import Workout

if os.environ.get(FOLDER):
    values.ValueClass = values.MultiProcessValue(worker_numbers.own)  # type: ignore[no-untyped-call]  # the library has gaps in its types

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)

REQUESTS = Counter(
    "hipstrength_requests", "Requests answered, by method, page and status.", ["method", "route", "status"]
)
LATENCY = Histogram("hipstrength_request_seconds", "How long a page took, in seconds.", ["route"], buckets=SECONDS)
IN_PROGRESS = Gauge("hipstrength_requests_in_progress", "Requests being answered.", multiprocess_mode="livesum")
# Without labels: it stands at 0 from the start, so that the first error is seen to be one. The requests tell the page.
ERRORS = Counter("hipstrength_unhandled_errors", "Errors of ours, which people saw as an error page.")
DATABASE_ERRORS = Counter("hipstrength_database_errors", "Errors that the database raised, or that it is away.")
WORKOUTS = Counter("hipstrength_workouts_saved", "New workouts saved.")
EVENTS = Counter("hipstrength_security_events", "Events of the security log, such as logged_in.", ["event"])
# Rates need them from the first scrape on.
FROM_THE_START = ("logged_in", "login_failed", "signed_up")


def count(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """Count a request that was answered in so many seconds."""
    route = route_of(request)
    LATENCY.labels(route).observe(seconds)
    REQUESTS.labels(method_of(request), route, response.status_code).inc()


class EventCounter(logging.Handler):
    """Counts what the security log says."""

    def emit(self, record: logging.LogRecord) -> None:
        """Count an event."""
        EVENTS.labels(record.msg).inc()


@lru_cache(maxsize=1)
def connect() -> None:
    """Begin to count what is no request: once, however often the middleware is made."""
    for event in FROM_THE_START:
        EVENTS.labels(event)
    logging.getLogger("hipstrength.security").addHandler(EventCounter())
    got_request_exception.connect(_count_error, dispatch_uid="metrics")
    post_save.connect(_count_workout, sender=Workout, dispatch_uid="metrics")


def _count_error(**_signal: Any) -> None:
    error = sys.exc_info()[1]
    # A database that is away is answered by 503; that is no error of ours.
    if cause_of(error) is None:
        ERRORS.inc()
    if isinstance(error, DatabaseError):
        DATABASE_ERRORS.inc()


def _count_workout(*, created: bool, **_signal: Any) -> None:
    if created:
        transaction.on_commit(WORKOUTS.inc)
