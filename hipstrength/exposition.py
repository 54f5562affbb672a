"""All numbers in Prometheus' format: what was counted, and what is asked for at the moment. Only with METRICS_TOKEN."""

import os
import platform
from collections.abc import Iterator
from pathlib import Path

import django
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from hipstrength import counting  # noqa: F401 — defines what is counted
from hipstrength.asking import ask
from hipstrength.metrics import FOLDER
from hipstrength.release import RELEASE

CONTENT_TYPE = CONTENT_TYPE_LATEST
BYTES_IN_KIB = 1024


def text() -> bytes:
    """Return the numbers of all workers."""
    registry = CollectorRegistry()
    if os.environ.get(FOLDER):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library has gaps in its types
    else:
        registry.register(REGISTRY)
    registry.register(State())
    return generate_latest(registry)


class State(Collector):
    """What is so at the moment: the database, the processes, the release."""

    def collect(self) -> Iterator[Metric]:
        """Yield it; what the database would say is missing while it does not answer."""
        yield InfoMetricFamily(
            "hipstrength",
            "What runs here.",
            {
                "release": RELEASE,
                "python": platform.python_version(),
                "django": django.get_version(),
                "database": connection.vendor,
            },
        )
        yield from _database()
        yield from _processes()


def _database() -> Iterator[Metric]:
    try:
        size, accounts = ask(_size_and_accounts)
    except (DatabaseError, OSError):
        yield GaugeMetricFamily("hipstrength_database_up", "Whether the database answers.", 0)
        return
    yield GaugeMetricFamily("hipstrength_database_up", "Whether the database answers.", 1)
    yield GaugeMetricFamily("hipstrength_database_bytes", "Size of the database.", size)
    yield GaugeMetricFamily("hipstrength_accounts", "Accounts.", accounts)


def _size_and_accounts(database: BaseDatabaseWrapper) -> tuple[int, int]:
    with database.cursor() as cursor:
        if database.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        size = int(cursor.fetchone()[0])
        cursor.execute(f"SELECT COUNT(*) FROM {get_user_model()._meta.db_table}")  # noqa: S608 — a name of ours
        return size, int(cursor.fetchone()[0])


def _processes() -> Iterator[Metric]:
    """Yield how many workers there are and what they hold; nothing where the system does not tell."""
    parent = os.getppid()
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
        held = [_kib(Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")) for pid in [parent, *children]]
    except OSError:
        return
    yield GaugeMetricFamily("hipstrength_workers", "Worker processes.", len(children))
    yield GaugeMetricFamily(
        "hipstrength_memory_bytes", "Memory of all processes, shared parts once.", sum(held) * BYTES_IN_KIB
    )


def _kib(rollup: str) -> int:
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
