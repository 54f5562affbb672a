"""Exports: everything that somebody has as JSON, or their sets as CSV.

A file is made as a whole before any of it is sent. So trouble with the database is a page
that says so, and never a file that ends too early; its length is known, so that a browser
tells a file of which the rest was lost on its way; and whoever sends it needs no database
any more, however slow the line.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from logbook.people import Person
from logbook.transfer import gathering
from logbook.transfer.names import FORMAT, VERSION
from logbook.transfer.packing import Packed
from logbook.transfer.told import Told, moment_told, profile_told
from logbook.transfer.writing_csv import csv_texts
from logbook.transfer.writing_json import json_texts

# How often somebody would have to take a new band into a correction while the file is made.
ATTEMPTS = 3


def export_json(user: Person, now: datetime, *, year: int | None = None) -> Packed:
    """Return everything that somebody has, as JSON (docs/export.md); `now` is an aware moment.

    With a `year` only the workouts of that year are in it, beside all else.
    """
    return _packed(lambda: json_texts(_members(user, now, year)))


def export_csv(user: Person, *, year: int | None = None) -> Packed:
    """Return the sets that somebody has logged, ever or in a year, as CSV (docs/export.md)."""
    return _packed(lambda: csv_texts(_workouts(user, year), gathering.counts()))


def _packed(write: Callable[[], Iterator[str]]) -> Packed:
    """Make a file; anew where a corrected workout has a band, say, that came after the bands were read."""
    for _attempt in range(ATTEMPTS - 1):
        with suppress(KeyError):
            return Packed(write())
    return Packed(write())


def _workouts(user: Person, year: int | None) -> Iterator[Told]:
    ids = gathering.workout_ids(user, year)
    return gathering.workouts(user, ids, _names(gathering.bands(user)))


def _names(bands: dict[int, Told]) -> dict[int, str]:
    return {pk: band["name"] for pk, band in bands.items()}


def _members(user: Person, now: datetime, year: int | None) -> Iterator[tuple[str, Any]]:
    # The workouts first: a band that one of them has is there by then.
    ids = gathering.workout_ids(user, year)
    bands = gathering.bands(user)
    named: set[tuple[str, int]] = set()
    yield "format", FORMAT
    yield "version", VERSION
    yield "exported_at", moment_told(now.astimezone(UTC).replace(microsecond=0))
    yield "profile", profile_told(user, _names(bands))
    yield "bands", bands.values()
    yield "goals", gathering.goals(user)
    yield "week_reasons", gathering.week_reasons(user)
    yield "activities", gathering.activities(user)
    yield "clinic_scores", gathering.clinic_scores(user)
    yield "import_matches", gathering.import_matches(user)
    yield "workouts", _noting(gathering.workouts(user, ids, _names(bands)), named)
    yield "exercises", gathering.texts(named)


def _noting(workouts: Iterator[Told], named: set[tuple[str, int]]) -> Iterator[Told]:
    """Pass workouts on, and note which texts they name."""
    for workout in workouts:
        named.update(gathering.named_in(workout))
        yield workout
