"""What a report adds up: rows of weeks, exercises then and now, what was left out, and what is missing. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from logbook.entries import SetEntry, WorkoutEntry
from logbook.history import PainSummary, WeekSums
from logbook.mornings import has_come
from logbook.reasons import had_time
from logbook.weeks import Week

# How many weeks one row of the table has: so it has 13 rows at most.
WEEKS_PER_ROW = {4: 1, 8: 1, 12: 1, 26: 2, 52: 4}


@dataclass(frozen=True)
class Block:
    """One row of the table: a week, or two or four of them added up.

    `goal` is in days, of all its weeks together; weeks before the log began have none.
    Pains are None without a score.
    """

    first: date
    last: date
    active: int
    goal: int
    pain_before: PainSummary | None
    pain_during: PainSummary | None
    pain_next_morning: PainSummary | None


def add_up(weeks: Sequence[WeekSums], started: date | None, size: int) -> list[Block]:
    """Put `size` weeks into each row, oldest first, without those that are over before the log began on `started`."""
    rows = [weeks[place : place + size] for place in range(0, len(weeks), size)]
    return [_block(row, started) for row in rows if started is None or row[-1].week.last >= started]


def _block(weeks: Sequence[WeekSums], started: date | None) -> Block:
    return Block(
        first=weeks[0].week.first,
        last=weeks[-1].week.last,
        active=sum(one.progress.active for one in weeks),
        goal=sum(one.progress.goal for one in weeks if started and started <= one.week.last),
        pain_before=_together(one.pain_before for one in weeks),
        pain_during=_together(one.pain_during for one in weeks),
        pain_next_morning=_together(one.pain_next_morning for one in weeks),
    )


def _together(pains: Iterable[PainSummary | None]) -> PainSummary | None:
    given = [one for one in pains if one]
    if not given:
        return None
    return PainSummary(
        sum(one.count for one in given), sum(one.total for one in given), max(one.highest for one in given)
    )


@dataclass(frozen=True)
class Judged:
    """The finished weeks that could meet their goal: how many did, and the others, oldest first."""

    met: int
    below: list[Week]

    @property
    def count(self) -> int:
        """How many weeks there are."""
        return self.met + len(self.below)


def judge(weeks: Iterable[WeekSums], started: date | None, today: date) -> Judged:
    """Hold finished weeks against the goal that they had.

    Weeks before the log began on `started` are left out, and so is its first week where too few
    days were left for the goal.
    """
    finished = [
        one for one in weeks if started and one.week.last < today and had_time(one.week, started, one.progress.goal)
    ]
    below = [one.week for one in finished if not one.progress.is_met]
    return Judged(len(finished) - len(below), below)


@dataclass(frozen=True)
class ExerciseSpan:
    """One exercise over the period: how many workouts had sets of it, and the sets of the first and the last one."""

    slug: str
    count: int
    first: date
    first_sets: tuple[SetEntry, ...]
    last: date
    last_sets: tuple[SetEntry, ...]


def exercise_spans(entries: Iterable[WorkoutEntry]) -> dict[str, ExerciseSpan]:
    """Return the first and the last sets of each exercise, by its slug; `entries` are oldest first."""
    done: dict[str, list[tuple[date, tuple[SetEntry, ...]]]] = defaultdict(list)
    for entry in entries:
        for exercise in entry.exercises:
            if exercise.sets:
                done[exercise.slug].append((entry.performed_on, exercise.sets))
    return {slug: ExerciseSpan(slug, len(sets), *sets[0], *sets[-1]) for slug, sets in done.items()}


def skips(entries: Iterable[WorkoutEntry]) -> dict[str, Counter[str]]:
    """Count how often each exercise was left out, by its slug and by the reason."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for exercise in entry.exercises:
            if exercise.skip_reason:
                found[exercise.slug][exercise.skip_reason] += 1
    return dict(found)


def stopped(entries: Iterable[WorkoutEntry]) -> dict[str, Counter[int]]:
    """Count how often an exercise hurt and has no set and no reason, by its slug and by the pain 0–10."""
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for entry in entries:
        for exercise in entry.exercises:
            if exercise.pain_during is not None and not exercise.sets and not exercise.skip_reason:
                found[exercise.slug][exercise.pain_during] += 1
    return dict(found)


def days_of_signs(entries: Iterable[WorkoutEntry]) -> dict[str, list[date]]:
    """Return the days on which each warning sign was ticked; `entries` are oldest first."""
    found: dict[str, list[date]] = defaultdict(list)
    for entry in entries:
        for sign in entry.warning_signs:
            if entry.performed_on not in found[sign]:
                found[sign].append(entry.performed_on)
    return dict(found)


@dataclass(frozen=True)
class Gaps:
    """What was not answered: of so many workouts the score before, of mornings theirs, of exercises the one during.

    Only mornings that have come are counted, and only exercises with sets: one that was left out has no pain during it.
    """

    workouts: int
    before: int
    mornings: int
    next_morning: int
    exercises: int
    during: int


def gaps(entries: Sequence[WorkoutEntry], today: date) -> Gaps:
    """Count missing answers; `today` is the person's local date."""
    mornings = [entry.pain_next_morning for entry in entries if has_come(entry.performed_on, today)]
    done = [exercise for entry in entries for exercise in entry.exercises if exercise.sets]
    return Gaps(
        workouts=len(entries),
        before=sum(entry.pain_before is None for entry in entries),
        mornings=len(mornings),
        next_morning=mornings.count(None),
        exercises=len(done),
        during=sum(exercise.pain_during is None for exercise in done),
    )


@dataclass(frozen=True)
class Note:
    """What was written on a day: about one exercise, or about the whole workout where `slug` is ""."""

    day: date
    slug: str
    text: str


def notes(entries: Sequence[WorkoutEntry]) -> list[Note]:
    """Return all notes, latest first; that of a workout stands before those of its exercises."""
    found = []
    for entry in reversed(entries):
        told = [("", entry.note), *((exercise.slug, exercise.note) for exercise in entry.exercises)]
        found += [Note(entry.performed_on, slug, text.strip()) for slug, text in told if text.strip()]
    return found


def tally(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return counts with the largest first; equal ones keep their order."""
    return sorted(counts.items(), key=lambda one: -one[1])
