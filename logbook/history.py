"""Summaries of logged workouts. Pure: rows in, frozen values out; the rules are those of DOMAIN.md section 7."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, groupby

from django.utils.translation import gettext_lazy, ngettext

from logbook.entries import BOTH, LEFT, RIGHT, SetEntry, WorkoutEntry, count_sets, group_sets, side_reps
from logbook.goals import GoalProgress, Goals
from logbook.resistance import Resistance, highest, level
from logbook.weeks import DAYS_IN_WEEK, Week

SIDE_WORDS = {
    LEFT: gettext_lazy("left %(reps)s"),
    RIGHT: gettext_lazy("right %(reps)s"),
    BOTH: gettext_lazy("%(reps)s"),
}


@dataclass(frozen=True)
class ExerciseTotal:
    """What one exercise adds up to: its sets, and reps or steps per side; `done` has each set's bouts."""

    slug: str
    left: int
    right: int
    both: int
    done: Sequence[tuple[SetEntry, ...]]

    @property
    def sets(self) -> int:
        """The number of sets."""
        return len(self.done)

    @property
    def all_sides(self) -> int:
        """Reps or steps of all sides together."""
        return self.left + self.right + self.both

    @cached_property
    def best(self) -> tuple[SetEntry, ...]:
        """The set with the most reps or steps of all its sides; of equal ones the first with the most resistance."""
        reps = [sum(bout.reps for bout in bouts) for bouts in self.done]
        most = max(reps)
        largest = [bouts for bouts, count in zip(self.done, reps, strict=True) if count == most]
        return max(largest, key=lambda bouts: max(level(bout.resistance) for bout in bouts))

    @cached_property
    def highest(self) -> tuple[Resistance, ...]:
        """The hardest band and the heaviest weight, or no resistance where there was neither."""
        return highest(dict.fromkeys(bout.resistance for bouts in self.done for bout in bouts))


@dataclass(frozen=True)
class PainSummary:
    """Pain scores 0–10 together: how many were given, their sum, and the highest of them."""

    count: int
    total: int
    highest: int

    @cached_property
    def mean(self) -> str:
        """The mean with one decimal, rounded half up: "1.8"."""
        tenths = (20 * self.total + self.count) // (2 * self.count)
        return f"{tenths // 10}.{tenths % 10}"


def summarise_pain(scores: Iterable[int | None]) -> PainSummary | None:
    """Put pain scores together; what was not answered does not count, and without any answer there is nothing."""
    given = [score for score in scores if score is not None]
    return PainSummary(len(given), sum(given), max(given)) if given else None


def active_days(entries: Iterable[WorkoutEntry]) -> frozenset[date]:
    """Return the distinct local dates that have at least one set."""
    return frozenset(entry.performed_on for entry in entries if entry.set_count)


def exercise_totals(entries: Iterable[WorkoutEntry]) -> dict[str, ExerciseTotal]:
    """Add up each exercise on its own, by slug; exercises without a set are left out."""
    sets: dict[str, list[tuple[SetEntry, ...]]] = defaultdict(list)
    for entry in entries:
        for exercise in entry.exercises:
            sets[exercise.slug] += group_sets(exercise.sets)
    return {slug: ExerciseTotal(slug, **side_reps(chain(*done)), done=done) for slug, done in sets.items() if done}


def worst_during(entry: WorkoutEntry) -> int | None:
    """Return the highest pain 0–10 during a workout's exercises; None when none was answered."""
    return max((done.pain_during for done in entry.exercises if done.pain_during is not None), default=None)


@dataclass(frozen=True)
class WorkoutDay:
    """What a series of weeks needs of one workout: its day, whether it has sets, its pain scores 0–10, and its sums.

    `sides` has the reps or steps of each side that was done, by the exercise's slug and the side.
    """

    day: date
    has_sets: bool
    pain_before: int | None
    pain_during: int | None
    pain_next_morning: int | None
    sides: Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class WeekSums:
    """One week among many: its progress, reps or steps by exercise and side, and pain at the three moments."""

    week: Week
    progress: GoalProgress
    sides: Mapping[tuple[str, str], int]
    pain_before: PainSummary | None
    pain_during: PainSummary | None
    pain_next_morning: PainSummary | None

    @property
    def has_pain(self) -> bool:
        """Whether any pain score was given."""
        return any((self.pain_before, self.pain_during, self.pain_next_morning))

    def reps(self, slug: str) -> int:
        """Return the reps or steps of all sides of an exercise; 0 where it was not done."""
        return sum(self.sides.get((slug, side), 0) for side in (LEFT, RIGHT, BOTH))


def fill_weeks(weeks: Sequence[Week], days: Iterable[WorkoutDay], goals: Goals) -> list[WeekSums]:
    """Put workouts into their weeks, one after the other; one in which nothing was logged is there, too, and empty."""
    by_week: dict[int, list[WorkoutDay]] = defaultdict(list)
    for one in days:
        by_week[(one.day - weeks[0].first).days // DAYS_IN_WEEK].append(one)
    return [_week_sums(week, by_week[place], goals) for place, week in enumerate(weeks)]


def _week_sums(week: Week, days: list[WorkoutDay], goals: Goals) -> WeekSums:
    sides: dict[tuple[str, str], int] = {}
    for one in days:
        for side, reps in one.sides.items():
            sides[side] = sides.get(side, 0) + reps
    return WeekSums(
        week,
        GoalProgress(len({one.day for one in days if one.has_sets}), goals.days_for(week)),
        sides,
        summarise_pain([one.pain_before for one in days]),
        summarise_pain([one.pain_during for one in days]),
        summarise_pain([one.pain_next_morning for one in days]),
    )


def highest_pain(entry: WorkoutEntry) -> int | None:
    """Return the highest knee pain 0–10 before or during a workout; None when none was answered."""
    return max((pain for pain in (entry.pain_before, worst_during(entry)) if pain is not None), default=None)


def describe_sets(bouts: Sequence[SetEntry], words: Mapping[str, object] = SIDE_WORDS) -> list[str]:
    """Tell bouts in words, one line for each resistance in the order of use; `words` say what a side is called.

    "2 sets: left 12, 12 · right 12, 10 · Light band".
    """
    return [_describe_group(group, words) for group in by_resistance(bouts)]


def by_resistance(bouts: Iterable[SetEntry]) -> list[list[SetEntry]]:
    """Put bouts together that were done with the same resistance, in the order of use."""
    groups: dict[Resistance, list[SetEntry]] = defaultdict(list)
    for bout in sorted(bouts, key=lambda bout: bout.number):
        groups[bout.resistance].append(bout)
    return [*groups.values()]


def brief_sets(bouts: Sequence[SetEntry]) -> list[str]:
    """Tell bouts as briefly as can be, left before right: ["15/15, 15/12 Light band", "12/12 Medium band"].

    Sets one after the other with the same resistance stand together.
    """
    together = groupby(group_sets(tuple(bouts)), key=resistance_words)
    return [f"{', '.join(map(brief_set, sets))} {words}" for words, sets in together]


def resistance_words(bouts: Iterable[SetEntry]) -> str:
    """Tell the resistance of a set, or of both sides where they differ: "Light band / No resistance"."""
    return " / ".join(dict.fromkeys(bout.resistance.label for bout in bouts))


def brief_set(bouts: Sequence[SetEntry]) -> str:
    """Tell the bouts of one set without their resistance, left before right: "15/12"."""
    reps = {bout.side: str(bout.reps) for bout in bouts}
    return reps[BOTH] if BOTH in reps else f"{reps.get(LEFT, '–')}/{reps.get(RIGHT, '–')}"


def _describe_group(bouts: list[SetEntry], words: Mapping[str, object]) -> str:
    count = count_sets(tuple(bouts))
    sets = ngettext("%(count)s set", "%(count)s sets", count) % {"count": count}
    return f"{sets}: {describe_sides(bouts, words)} · {bouts[0].resistance.label}"


def describe_sides(bouts: Sequence[SetEntry], words: Mapping[str, object] = SIDE_WORDS) -> str:
    """Tell the reps of each side, set by set: "left –, 12 · right 12, 10"; `words` say what a side is called."""
    reps = {(bout.side, bout.number): str(bout.reps) for bout in bouts}
    numbers = sorted({bout.number for bout in bouts})
    sides = [side for side in (LEFT, RIGHT, BOTH) if any(bout.side == side for bout in bouts)]
    # A side that was left out keeps its place, so that what stands below each other belongs together.
    lists = {side: ", ".join(reps.get((side, number), "–") for number in numbers) for side in sides}
    return " · ".join(str(words[side]) % {"reps": lists[side]} for side in sides)
