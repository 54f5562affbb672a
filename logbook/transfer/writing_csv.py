"""Writing sets as CSV (RFC 4180), one row for each side of a set. Pure."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from logbook.transfer.names import BYTE_ORDER_MARK, CSV_COLUMNS, harmless
from logbook.transfer.told import Told


def csv_texts(workouts: Iterable[Told], counts: Mapping[str, str]) -> Iterator[str]:
    """Yield the text of the file: its head, then that of each workout (`told.workouts_told`).

    `counts` says what the exercises are counted in, "reps" or "steps", by slug.
    """
    yield BYTE_ORDER_MARK + _text([CSV_COLUMNS])
    for workout in workouts:
        yield _text(_rows(workout, counts))


def _rows(workout: Told, counts: Mapping[str, str]) -> Iterator[tuple[Any, ...]]:
    for done in workout["exercises"]:
        for bout in done["sets"]:
            told = {
                "date": workout["performed_on"],
                "started_at": workout["started_at"],
                "exercise": done["exercise"],
                "revision": done["revision"],
                "set": bout["number"],
                "side": bout["side"],
                "count": bout["count"],
                "count_unit": counts[done["exercise"]],
                "band": bout["band"],
                "band_position": bout["band_position"],
                "weight_value": bout["weight"],
                "weight_unit": bout["unit"],
                "pain_before": workout["pain_before"],
                "pain_during": done["pain_during"],
                "pain_next_morning": workout["pain_next_morning"],
                "note": workout["note"],
                "exercise_note": done["note"],
                "time_zone": workout["time_zone"],
                "workout": workout["id"],
            }
            yield tuple(told[name] for name in CSV_COLUMNS)


def _text(rows: Iterable[Iterable[Any]]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([_cell(value) for value in row] for row in rows)
    return file.getvalue()


def _cell(value: Any) -> Any:
    return harmless(value) if isinstance(value, str) else value
