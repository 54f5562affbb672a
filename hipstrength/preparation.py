"""Bringing the database to where the code expects it."""

import io
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from hipstrength import environment, logs
from hipstrength.keeping.errors import reason_of
from hipstrength.trouble import Cause, cause_of
from hipstrength.turns import turn_to_prepare

# Seconds.
BETWEEN_TRIES = 0.5
MAKING_THE_FILE = 10


def prepare(*, deploy: bool) -> None:
    """Open, check and migrate the database, and close it.

    Raises ImproperlyConfigured when it does not open, and SystemCheckError, whose
    text lists what is wrong with the settings or the database.
    """
    with _one_connection():
        _open()
        run_checks(deploy=deploy)
        with turn_to_prepare():
            migrate()


@contextmanager
def _one_connection() -> Iterator[None]:
    """Do without the pool: its threads do not survive the fork to come, and it hides reasons behind a time-out."""
    options = connection.settings_dict["OPTIONS"]
    pool = options.pop("pool", None)
    try:
        yield
    finally:
        connection.close()
        if pool:
            options["pool"] = pool


def _open() -> None:
    # Where there is no SQLite file yet, this makes it: for its owner only.
    usual = os.umask(0o077)
    try:
        _connect()
    except DatabaseError as error:
        raise ImproperlyConfigured(
            f"The database {connection.settings_dict['NAME']} cannot be opened: {reason_of(error)}. "
            "DATABASE_URL names it, or else it is in the folder DATA_DIR."
        ) from error
    finally:
        os.umask(usual)


def _connect() -> None:
    """Connect; a database server may be on its way up, as this site is, and another start may be making the file."""
    is_server = connection.vendor == "postgresql"
    seconds = environment.database_wait() if is_server else MAKING_THE_FILE
    limit = time.monotonic() + seconds
    is_told = False
    while True:
        try:
            connection.ensure_connection()
        except DatabaseError as error:
            # Without asking its time-out, SQLite turns away whoever comes while a new file gets its journal.
            passes = is_server or cause_of(error) is Cause.LOCKED
            if not passes or time.monotonic() >= limit:
                raise
            if is_server and not is_told:
                logs.say(f"Waiting up to {seconds} s for the database: {reason_of(error)}")
                is_told = True
            time.sleep(BETWEEN_TRIES)
        else:
            return


def run_checks(*, deploy: bool) -> None:
    """Run Django's and our own system checks, for a deployment or for development. Raises SystemCheckError."""
    call_command(
        "check",
        deploy=deploy,
        fail_level="WARNING" if deploy else "ERROR",
        databases=["default"],
        stdout=io.StringIO(),  # "no issues" is no news
    )


def migrate() -> None:
    """Make the tables that the code expects, the exercises that are missing, and the group that may edit them."""
    call_command("createcachetable", verbosity=0)
    if _is_behind():
        _keep_what_was_there()
        logs.say("Bringing the database up to date ...")
    # Even with nothing left to do: it makes the permissions last, where an interruption may have hit.
    call_command("migrate", interactive=False, verbosity=0)
    call_command("catalogue", "load", verbosity=0)
    _make_editors()
    _purge()


def _keep_what_was_there() -> None:
    """Make a backup before an SQLite file is changed, which takes seconds; PostgreSQL has its own ways and sizes."""
    from hipstrength.keeping.backups import make_backup  # noqa: PLC0415 — it looks at models

    is_new = "django_migrations" not in connection.introspection.table_names()
    if connection.vendor == "sqlite" and not is_new:
        logs.say(f"Backup before the upgrade: {make_backup(settings.BACKUP_DIR, keep=settings.BACKUP_KEEP)}.")


def _make_editors() -> None:
    from exercises.editors import make_editors  # noqa: PLC0415 — models can be imported once Django is set up

    make_editors()


def _purge() -> None:
    from hipstrength.accounts.purging import purge_expired  # noqa: PLC0415 — likewise

    purge_expired()


def _is_behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
