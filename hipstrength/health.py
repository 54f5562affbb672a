"""Whether the process lives, and whether it can do its work."""

import shutil
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hipstrength.asking import ask

# Bytes. SQLite's journal alone takes 64 MB.
LEAST_FREE = 100_000_000
PROBE = ("readyz", "probe")


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — a view takes a request
    """Answer as long as the process lives; asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — a view takes a request
    """Answer 200 when the database takes a write and has all migrations and room to grow, else 503 with the reason.

    Within two seconds, whatever state the database is in.
    """
    problem = _problem()
    if problem:
        return HttpResponse(f"not ready: {problem}\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")


def _problem() -> str:
    if connection.vendor == "sqlite" and not has_room(Path(str(connection.settings_dict["NAME"])).parent):
        return "less than 100 MB of the disk are free"
    try:
        missing = ask(migrations_are_missing)
    except (DatabaseError, OSError):
        return "the database does not answer, or takes no writes"
    return "migrations are missing" if missing else ""


def has_room(folder: Path) -> bool:
    """Whether what the database still needs fits on the disk of its folder; a folder that is gone is not its fault."""
    try:
        return shutil.disk_usage(folder).free >= LEAST_FREE
    except OSError:
        return True


def migrations_are_missing(database: BaseDatabaseWrapper) -> bool:
    """Whether the database lacks a migration of this code. Raises DatabaseError when it takes no writes."""
    with database.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        missing = migrations_of_the_code() - set(cursor.fetchall())
    _write_and_take_back(database)
    return bool(missing)


@lru_cache(maxsize=1)
def migrations_of_the_code() -> frozenset[tuple[str, str]]:
    """Return the app and name of every migration: they change with the code only, and reading them takes long."""
    return frozenset(MigrationLoader(None).graph.nodes)


def _write_and_take_back(database: BaseDatabaseWrapper) -> None:
    # A full or read-only disk still answers reads.
    insert = "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)"
    values: list[str | datetime] = [*PROBE, timezone.now()]
    if database is connection:
        with transaction.atomic(), database.cursor() as cursor:
            cursor.execute(insert, values)
            transaction.set_rollback(True)
        return
    # A connection apart is in nobody's transaction, and Django's tools do not know it.
    database.set_autocommit(False)
    try:
        with database.cursor() as cursor:
            cursor.execute(insert, values)
    finally:
        database.rollback()
