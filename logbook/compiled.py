"""Queries that Django writes once for each thread and kind of database; afterwards only their values change.

For a page's largest queries: writing one takes longer than the database needs to answer it.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from threading import local
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Row = tuple[Any, ...]
Value = int | str | date
# Values that stand for the real ones while a query is written; the number of the value is added, so that none is twice.
NUMBER, DAY = 1_000_000_000, date(2001, 1, 1)


@dataclass(frozen=True)
class Place:
    """A place in the SQL: for the value with a number, or -1 for a constant."""

    at: int = -1
    constant: Any = None

    def filled(self, values: Sequence[Value]) -> Any:
        """Return what stands there, as the database takes it."""
        return self.constant if self.at < 0 else _adapted(values[self.at])


@dataclass(frozen=True)
class Compiled:
    """The SQL, which value is to stand at each of its places, and how its columns are read."""

    sql: str
    places: tuple[Place, ...]
    converters: list[tuple[int, list[Any], Any]]


class CompiledQuery:
    """The rows of a `values_list`, for any values of its conditions.

    `build` makes the query from one value of each of the `kinds`: int, str or date. Each
    value must stand in the query just once; what stands in it besides, the same for
    everybody, are the `constants`. `around` makes SQL that reads from the query as
    from a table, from the kind of database and that table; then its rows are returned, as
    the database gives them.
    """

    def __init__(
        self,
        build: Callable[..., "QuerySet[Any, Any]"],
        *kinds: type[Value],
        constants: Collection[Value] = (),
        around: Callable[[str, str], str] | None = None,
    ) -> None:
        self._build = build
        self._kinds = kinds
        self._constants = constants
        self._around = around
        # For each thread its own: columns are read in the way of a connection, and each thread has another one.
        self._compiled = local()

    def rows(self, *values: Value) -> Iterator[Row]:
        """Return the rows for these values. Raises TypeError for others than the kinds that were named."""
        if [*map(type, values)] != [*self._kinds]:
            raise TypeError(f"{self._kinds} wanted, not {values}")
        if getattr(self._compiled, "by_vendor", None) is None:
            self._compiled.by_vendor = {}
        if connection.vendor not in self._compiled.by_vendor:
            self._compiled.by_vendor[connection.vendor] = self._compile()
        compiled: Compiled = self._compiled.by_vendor[connection.vendor]
        with connection.cursor() as cursor:
            cursor.execute(compiled.sql, [place.filled(values) for place in compiled.places])
            found: list[Row] = cursor.fetchall()
        return _read(found, compiled.converters) if compiled.converters else iter(found)

    def _compile(self) -> Compiled:
        marks = [_mark(kind, number) for number, kind in enumerate(self._kinds)]
        compiler = self._build(*marks).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        # Which comes first is Django's affair: told apart by what they are, no value can take another's place.
        adapted = [_adapted(mark) for mark in marks]
        places = tuple(Place(adapted.index(one)) if one in adapted else self._constant(one) for one in params)
        if sorted(one.at for one in places if one.at >= 0) != [*range(len(marks))]:
            raise ValueError(f"each value once, not {places}: {sql}")
        if self._around:
            return Compiled(self._around(connection.vendor, f"({sql}) AS within"), places, [])
        columns = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        converters = [(place, functions, column) for place, (functions, column) in columns.items()]
        return Compiled(sql, places, converters)

    def _constant(self, param: Any) -> Place:
        # Whatever was not named may be somebody's own, and would be kept for everybody.
        if param not in self._constants:
            raise ValueError(f"nobody gives {param!r}")
        return Place(constant=param)


def _mark(kind: type[Value], number: int) -> Value:
    if kind is date:
        return DAY + timedelta(days=number)
    return kind(NUMBER + number)  # type: ignore[call-arg]  # an int or a str


def _adapted(value: Value) -> Any:
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _read(rows: list[Row], converters: list[tuple[int, list[Any], Any]]) -> Iterator[Row]:
    """Yield the rows as the fields read them; a value that comes again, as those of a workout do, is read once."""
    steps: list[tuple[int, dict[Any, Any], list[Any], Any]] = [(place, {}, *how) for place, *how in converters]
    for row in rows:
        read = list(row)
        for place, known, functions, column in steps:
            value = row[place]
            if value not in known:
                known[value] = value
                for function in functions:
                    known[value] = function(known[value], column, connection)
            read[place] = known[value]
        yield tuple(read)
