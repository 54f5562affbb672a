"""Where the keys that a database gives out itself go on after rows were copied with theirs.

Behind the highest that was ever given out, not the highest that is there: the key of a
deleted account is in the security log, and must not become somebody else's.
"""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, Max, Model


def go_on(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper, models: Sequence[type[Model]]) -> None:
    """Let the target give out the keys that the source would have given out next."""
    for model in models:
        if isinstance(model._meta.pk, AutoField):
            highest = model._base_manager.using(target.alias).aggregate(highest=Max("pk"))["highest"] or 0
            _set_last(target, model, max(highest, _last(source, model)))


def _last(database: BaseDatabaseWrapper, model: type[Model]) -> int:
    """Return the last key that was given out for a table; 0 for none."""
    with database.cursor() as cursor:
        if database.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        else:
            cursor.execute(
                "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass)", _table_and_key(model)
            )
        row = cursor.fetchone()
    return int(row[0] or 0) if row else 0


def _set_last(database: BaseDatabaseWrapper, model: type[Model], last: int) -> None:
    with database.cursor() as cursor:
        if database.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [model._meta.db_table, last])
        else:
            # A sequence begins at 1; that it has given out none yet is the third value.
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s, %s)",
                [*_table_and_key(model), max(last, 1), last > 0],
            )


def _table_and_key(model: type[Model]) -> list[str]:
    key = model._meta.pk
    return [f'"{model._meta.db_table}"', str(key.column) if key else ""]
