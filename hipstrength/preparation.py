"""Bringing the database to where the code expects it."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


def prepare(*, deploy: bool) -> None:
    """Open, check and migrate the database, and close it.

    Raises ImproperlyConfigured when it does not open, and SystemCheckError, whose
    text lists what is wrong with the settings or the database.
    """
    with _one_connection():
        _open()
        run_checks(deploy=deploy)
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
        connection.ensure_connection()
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        raise ImproperlyConfigured(
            f"The database {connection.settings_dict['NAME']} cannot be opened: {reason.rstrip('.?')}. "
            "DATABASE_URL names it, or else it is in the folder DATA_DIR."
        ) from error
    finally:
        os.umask(usual)


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
        print("Bringing the database up to date ...", flush=True)
    # Even with nothing left to do: it makes the permissions last, where an interruption may have hit.
    call_command("migrate", interactive=False, verbosity=0)
    call_command("catalogue", "load", verbosity=0)
    _make_editors()
    _purge()


def _make_editors() -> None:
    from exercises.editors import make_editors  # noqa: PLC0415 — models can be imported once Django is set up

    make_editors()


def _purge() -> None:
    from hipstrength.accounts.purging import purge_expired  # noqa: PLC0415 — likewise

    purge_expired()


def _is_behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
