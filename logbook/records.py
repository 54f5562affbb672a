"""Steps of resistance and best sets of one exercise over time. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from logbook.entries import SetEntry
from logbook.resistance import Resistance, highest, is_step_up, level

UP, DOWN, OTHER = "up", "down", "other"


@dataclass(frozen=True)
class Record:
    """What somebody reached with one resistance: the most reps or steps of one side in a set.

    `most_before` is what it was before the days that are looked at, None when it was
    not used before; `times` counts workouts, from the day `since` to `until`.
    """

    resistance: Resistance
    most: int
    most_before: int | None
    times: int
    since: date
    until: date


@dataclass(frozen=True)
class Occasion:
    """What the sets of one workout were, held against all before.

    `step` is up, down or other, or "" where the resistance is that of the time before;
    `bests` are the resistances with which more was done than ever before.
    """

    highest: tuple[Resistance, ...]
    before: tuple[Resistance, ...]
    step: str
    bests: tuple[Resistance, ...]


def ordered(records: Iterable[Record]) -> list[Record]:
    """Return records from no resistance to the hardest; bands before weights."""
    return sorted(records, key=lambda record: level(record.resistance))


def occasions(
    workouts: Iterable[tuple[SetEntry, ...]], records: Iterable[Record], before: tuple[SetEntry, ...] = ()
) -> list[Occasion]:
    """Hold each workout's sets, oldest first, against those before; `before` are the sets of the workout before all."""
    reached = {record.resistance: record.most_before for record in records}
    previous = highest(bout.resistance for bout in before)
    found = []
    for bouts in workouts:
        now = highest(bout.resistance for bout in bouts)
        bests = []
        for resistance, reps in most_reps(bouts).items():
            ever = reached.get(resistance)
            if ever is not None and reps > ever:
                bests.append(resistance)
            reached[resistance] = max(reps, ever or 0)
        found.append(Occasion(now, previous, _step(previous, now), tuple(bests)))
        previous = now
    return found


def most_reps(bouts: Iterable[SetEntry]) -> dict[Resistance, int]:
    """Return the most reps or steps of one side in a set, for each resistance."""
    most: dict[Resistance, int] = {}
    for bout in bouts:
        most[bout.resistance] = max(bout.reps, most.get(bout.resistance, 0))
    return most


def _step(before: tuple[Resistance, ...], now: tuple[Resistance, ...]) -> str:
    if not before or before == now:
        return ""
    if is_step_up(before, now):
        return UP
    return DOWN if is_step_up(now, before) else OTHER
