"""Moving a site to another database: every row of every table that has a model, in one transaction."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import AutoField, BooleanField, CharField, Field, ForeignKey, IntegerField, Model, TextField

from hipstrength import environment
from hipstrength.keeping import identities, releases
from hipstrength.keeping.contents import ACCOUNTS
from hipstrength.keeping.errors import KeepingError, reason_of

SOURCE = "source"
LOCK_SECONDS = 10
# Rows in memory at a time.
CHUNK = 2_000
Row = list[Any]
# Their values are the database's own. To ask each field about each of them took half of the time.
PLAIN = (AutoField, BooleanField, CharField, ForeignKey, IntegerField, TextField)


@dataclass(frozen=True)
class Copied:
    """A table, and how many rows were copied."""

    table: str
    rows: int


def copy_from(url: str, say: Callable[[str], None]) -> list[Copied]:
    """Copy the database at an address into the one of the site; `say` hears of each table when it is done.

    The source is read as it is at one moment, whoever writes to it meanwhile. Raises KeepingError, and leaves
    the site's database as it was then.
    """
    with _told(), _source_at(url) as source, transaction.atomic(using=SOURCE):
        _read_one_moment(source)
        with transaction.atomic():
            _lock_target()
            _require_same_release(source)
            models = in_order()
            _empty(models)
            copied = [_copied(source, model, say) for model in models]
            identities.go_on(source, connection, models)
            if connection.vendor == "postgresql":
                _analyze()
    ContentType.objects.clear_cache()
    return copied


def in_order() -> list[type[Model]]:
    """Return all models that have a table, each behind those that its rows point to."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    order = TopologicalSorter({model: _pointed_to(model) for model in models})
    return [model for model in order.static_order() if model in models]


def _pointed_to(model: type[Model]) -> set[type[Model]]:
    related = {field.related_model for field in model._meta.local_concrete_fields if field.is_relation}
    return {one for one in related if isinstance(one, type) and one is not model}


@contextmanager
def _told() -> Iterator[None]:
    name = connection.settings_dict["NAME"]
    try:
        yield
    except DatabaseError as error:
        if isinstance(error.__cause__, psycopg.errors.LockNotAvailable | psycopg.errors.DeadlockDetected):
            raise KeepingError(
                f"Other sessions use the database {name}, so nothing was copied. Stop the site, then copy again."
            ) from error
        raise KeepingError(f"Nothing was copied into the database {name}: {reason_of(error)}.") from error


@contextmanager
def _source_at(url: str) -> Iterator[BaseDatabaseWrapper]:
    """Let Django reach the source. Raises KeepingError when there is none, or it is the site's own."""
    try:
        config = environment.database_at(url)
    except ImproperlyConfigured as error:
        raise KeepingError(str(error).replace("DATABASE_URL", "The source")) from error
    _require_another(config)
    config["OPTIONS"].pop("pool", None)
    if config["ENGINE"] == environment.SQLITE:
        # It is only read: nothing is made, and no lock is taken that a running site would wait for.
        config["NAME"] = f"{Path(config['NAME']).absolute().as_uri()}?mode=rw"
        config["OPTIONS"] = {"transaction_mode": "DEFERRED", "timeout": config["OPTIONS"]["timeout"]}
    connections.databases[SOURCE] = connections.configure_settings({"default": {}, SOURCE: config})[SOURCE]
    try:
        try:
            connections[SOURCE].ensure_connection()
        except DatabaseError as error:
            raise KeepingError(f"The source cannot be opened: {reason_of(error)}.") from error
        yield connections[SOURCE]
    finally:
        connections[SOURCE].close()
        del connections[SOURCE]
        del connections.databases[SOURCE]


def _require_another(config: dict[str, Any]) -> None:
    target = connection.settings_dict
    if [str(config.get(key) or "") for key in IDENTITY] == [str(target.get(key) or "") for key in IDENTITY]:
        raise KeepingError("The source is the site's own database. DATABASE_URL must name the new one.")


IDENTITY = ("ENGINE", "HOST", "PORT", "NAME")


def _read_one_moment(source: BaseDatabaseWrapper) -> None:
    with source.cursor() as cursor:
        if source.vendor == "postgresql":
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        # The first read decides which moment it is.
        if ACCOUNTS not in source.introspection.table_names(cursor):
            raise KeepingError("The source is no database of HipStrength: its tables are missing.")


def _lock_target() -> None:
    """Keep everybody else out. Raises KeepingError when the target is not ready, or somebody has an account there."""
    name = connection.settings_dict["NAME"]
    hint = f"The database {name} has yet to get its tables: make them by `python -m hipstrength.serve --prepare-only`."
    with connection.cursor() as cursor:
        if ACCOUNTS not in connection.introspection.table_names(cursor) or releases.missing():
            raise KeepingError(hint)
        if connection.vendor == "postgresql":
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
            cursor.execute(f"LOCK TABLE {ACCOUNTS} IN ACCESS EXCLUSIVE MODE")
        cursor.execute(f"SELECT count(*) FROM {ACCOUNTS}")  # noqa: S608 — a constant
        (accounts,) = cursor.fetchone()
    if accounts:
        raise KeepingError(f"The database {name} holds accounts already ({accounts}), so nothing was copied.")


def _require_same_release(source: BaseDatabaseWrapper) -> None:
    there = set(MigrationRecorder(source).applied_migrations())
    here = set(MigrationRecorder(connection).applied_migrations())
    if there != here:
        raise KeepingError(
            f"The source is of another release: they differ in {releases.names(there ^ here)}. Start this release on "
            "the source first, then copy."
        )


def _empty(models: Sequence[type[Model]]) -> None:
    """Remove what `migrate` and the start have put there: it comes along with its keys from the source."""
    tables = [connection.ops.quote_name(model._meta.db_table) for model in models]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(tables)}")
            # Each row is checked with its table: checks that wait for the end would pile up in the server's memory.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        else:
            for table in reversed(tables):
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608 — names of our own tables


def _analyze() -> None:
    """Let PostgreSQL know what it holds, for the first pages that are asked for."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copied(source: BaseDatabaseWrapper, model: type[Model], say: Callable[[str], None]) -> Copied:
    """Copy one table and count it on both sides. Raises KeepingError when they differ."""
    fields = model._meta.local_concrete_fields
    table = model._meta.db_table
    try:
        _insert(table, fields, _rows(source, model, fields))
    except (DatabaseError, psycopg.Error, ValueError) as error:
        raise KeepingError(f"The table {table} cannot be copied, and so nothing was: {reason_of(error)}.") from error
    counts = [model._base_manager.using(alias).count() for alias in (source.alias, connection.alias)]
    if counts[0] != counts[1]:
        raise KeepingError(f"Of {counts[0]} rows of {table} {counts[1]} arrived, so nothing was copied.")
    say(f"{table:<36}{counts[1]:>12,}")
    return Copied(table, counts[1])


def _rows(source: BaseDatabaseWrapper, model: type[Model], fields: Sequence[Field[Any, Any]]) -> Iterator[Row]:
    """Yield the rows as the target takes them; neither defaults nor the clock touch a value."""
    found = model._base_manager.using(source.alias).order_by("pk").values_list(*(field.attname for field in fields))
    special = [(place, field.get_db_prep_save) for place, field in enumerate(fields) if not isinstance(field, PLAIN)]
    for row in found.iterator(chunk_size=CHUNK):
        values = list(row)
        for place, prepared in special:
            values[place] = prepared(values[place], connection)
        yield values


def _insert(table: str, fields: Sequence[Field[Any, Any]], rows: Iterator[Row]) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    into = f"{quote(table)} ({columns})"
    # What goes wrong while rows are copied is told by psycopg at the end, where Django does not look.
    with connection.wrap_database_errors, connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(fields))
            statement = f"INSERT INTO {into} VALUES ({places})"  # noqa: S608 — names of our own tables
            while chunk := list(islice(rows, CHUNK)):
                cursor.executemany(statement, chunk)
