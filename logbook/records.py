"""Steps of resistance and best sets of one exercise over time. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from logbook.entries import SetEntry
from logbook.resistance import Resistance, highest, level, step_between


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

    `step` is which way resistance went since the time before (`step_between`);
    `bests` are the resistances with which more was done than ever before, and never since.
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
    records = list(records)
    reached = {record.resistance: record.most_before for record in records}
    most = {record.resistance: record.most for record in records}
    previous = highest(bout.resistance for bout in before)
    found = []
    for bouts in workouts:
        now = highest(bout.resistance for bout in bouts)
        bests = []
        for resistance, reps in most_reps(bouts).items():
            ever = reached.get(resistance)
            if ever is not None and reps > ever and reps == most.get(resistance):
                bests.append(resistance)
            reached[resistance] = max(reps, ever or 0)
        found.append(Occasion(now, previous, step_between(previous, now), tuple(bests)))
        previous = now
    return found


def most_reps(bouts: Iterable[SetEntry]) -> dict[Resistance, int]:
    """Return the most reps or steps of one side in a set, for each resistance."""
    most: dict[Resistance, int] = {}
    for bout in bouts:
        most[bout.resistance] = max(bout.reps, most.get(bout.resistance, 0))
    return most
