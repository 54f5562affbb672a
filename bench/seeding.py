"""Filling the database of the product with the logs of many people.

Every constraint and index of the real schema stays in place. SQLite gets its rows by
executemany, PostgreSQL by COPY, both in transactions of some hundred thousand rows,
so that memory does not grow with the number of people.
"""

import time
from collections.abc import Sequence
from datetime import date

from django.apps import apps
from django.core.management.color import no_style
from django.db import IntegrityError, connection, transaction
from django.db.models import Max, Model

from bench.errors import BenchError
from bench.people import Offered, measured, others
from bench.progress import Progress
from bench.rows import FIELDS, SETS, Row, Writer
from exercises.models import Exercise

# Sets in one transaction: about 50 MB of rows in memory.
CHUNK = 100_000


class Seeder:
    """Fills the database, in several goes if need be. The same day makes the same rows.

    `sets` and `seconds` are what it has stored so far, and how long that took.
    """

    def __init__(self, today: date) -> None:
        """Begin behind the rows that are there."""
        self.columns = {table: columns_of(table) for table in FIELDS}
        self.today = today
        self.others = others(today)
        self.writer = Writer(
            last={table: _highest_id(table) for table in FIELDS},
            exercises=[Offered(one.pk, one.slug, one.revision, one.sides) for one in Exercise.objects.published()],
            today=today,
        )
        self.sets = 0
        self.seconds = 0.0

    def add_measured(self) -> dict[str, int]:
        """Store the people whose pages are measured; return their ids by the names in `bench.people`."""
        begin = time.monotonic()
        ids = {name: self.writer.write(habit) for name, habit in measured(self.today).items()}
        self._store()
        self._finish()
        self.seconds += time.monotonic() - begin
        return ids

    def grow(self, sets: int, progress: Progress | None = None) -> None:
        """Store others with this many more sets, or a few more than that."""
        begin = time.monotonic()
        first = self.writer.last[SETS]
        while (written := self.writer.last[SETS] - first) < sets:
            self.writer.write(next(self.others))
            if len(self.writer.rows[SETS]) >= CHUNK:
                self._store()
                if progress:
                    progress.show(written)
        self._store()
        self._finish()
        self.seconds += time.monotonic() - begin
        if progress:
            progress.end(written)

    def _store(self) -> None:
        insert = _copy if connection.vendor == "postgresql" else _insert
        self.sets += len(self.writer.rows[SETS])
        with transaction.atomic():
            for table, rows in self.writer.take().items():
                if rows:
                    insert(_model(table)._meta.db_table, self.columns[table], rows)

    def _finish(self) -> None:
        """Let the ids that the database gives out itself go on behind ours."""
        models = [_model(table) for table in FIELDS]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)


def columns_of(table: str) -> list[str]:
    """Return the columns that are filled. Raises BenchError when another one needs a value, and would get none."""
    meta = _model(table)._meta
    named = FIELDS[table]
    forgotten = [
        one.name for one in meta.concrete_fields if one.name not in named and not one.null and not one.has_db_default()
    ]
    if forgotten:
        raise BenchError(f"bench/rows.py must fill {', '.join(forgotten)} of {table}, which has no default.")
    column_of = {one.name: str(one.column) for one in meta.concrete_fields}
    return [column_of[name] for name in named]


def check_foreign_keys() -> float:
    """Look for rows that point nowhere and return the seconds that it took. Raises BenchError when there are some.

    PostgreSQL has checked each row while it was stored.
    """
    begin = time.monotonic()
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise BenchError(f"A foreign key points nowhere: {error}") from error
    return time.monotonic() - begin


def tidy() -> float:
    """Do what PostgreSQL's own autovacuum would have done by the next day; return the seconds that it took.

    SQLite has no such thing, and gets none.
    """
    begin = time.monotonic()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")
    return time.monotonic() - begin


def _model(table: str) -> type[Model]:
    return apps.get_model(table)


def _highest_id(table: str) -> int:
    return _model(table)._default_manager.aggregate(highest=Max("pk"))["highest"] or 0


def _quoted(table: str, columns: Sequence[str]) -> str:
    quote = connection.ops.quote_name
    return f"{quote(table)} ({', '.join(map(quote, columns))})"


def _insert(table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {_quoted(table, columns)} VALUES ({places})", rows)  # noqa: S608 — names of our own tables


def _copy(table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    statement = f"COPY {_quoted(table, columns)} FROM STDIN"
    # What goes wrong while rows are copied is told by psycopg at the end, where Django does not look.
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
