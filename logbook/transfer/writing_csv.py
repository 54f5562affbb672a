"""Writing sets as CSV (RFC 4180), one row for each side of a set. Pure."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from logbook.transfer.names import BYTE_ORDER_MARK, CSV_COLUMNS, harmless, plain_breaks
from logbook.transfer.told import Row, Told


def csv_texts(workouts: Iterable[Told], counts: Mapping[str, str]) -> Iterator[str]:
    """Yield the text of the file: its head, then that of each workout (`told.workouts_told`).

    `counts` says what the exercises are counted in, "reps" or "steps", by slug.
    """
    yield BYTE_ORDER_MARK + _text([CSV_COLUMNS])
    for workout in workouts:
        yield _text(_rows(workout, counts))


def _rows(workout: Told, counts: Mapping[str, str]) -> Iterator[Row]:
    """Yield the cells of each set, in the order of CSV_COLUMNS."""
    head = (workout["performed_on"], workout["started_at"])
    note, zone = harmless(plain_breaks(workout["note"])), harmless(workout["time_zone"])
    for done in workout["exercises"]:
        exercise = (harmless(done["exercise"]), done["revision"])
        pains = (workout["pain_before"], done["pain_during"], workout["pain_next_morning"])
        tail = (*pains, note, harmless(plain_breaks(done["note"])), zone, workout["id"])
        for bout in done["sets"]:
            counted = (bout["number"], bout["side"], bout["count"], counts[done["exercise"]])
            band = (bout["band"] and harmless(bout["band"]), bout["band_position"])
            yield (*head, *exercise, *counted, *band, bout["weight"], bout["unit"], *tail)


def _text(rows: Iterable[Row]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue()
