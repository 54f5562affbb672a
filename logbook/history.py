"""Summaries of logged workouts. Pure: rows in, frozen values out; the rules are those of DOMAIN.md section 7."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from logbook.entries import BOTH, LEFT, RIGHT, SetEntry, WorkoutEntry, count_sets, group_sets
from logbook.resistance import Resistance

DEFAULT_GOAL = 3
# From here on an exercise is too much for the day (DOMAIN.md section 5).
TOO_MUCH_PAIN = 6


@dataclass(frozen=True)
class GoalProgress:
    """Active days of a week against its goal, both in days (goal 1–7, active 0–7)."""

    active: int
    goal: int

    @property
    def is_met(self) -> bool:
        """Whether the goal is reached."""
        return self.active >= self.goal

    @property
    def percent(self) -> int:
        """Share of the goal, 0–100, rounded half up; more days than the goal are still 100."""
        return (200 * min(self.active, self.goal) + self.goal) // (2 * self.goal)

    @property
    def label(self) -> str:
        """The progress in words: "2 of 3 days", or "5 days, goal 3" beyond it."""
        if self.active > self.goal:
            return _("%(active)s days, goal %(goal)s") % {"active": self.active, "goal": self.goal}
        return ngettext("%(active)s of %(goal)s day", "%(active)s of %(goal)s days", self.goal) % {
            "active": self.active,
            "goal": self.goal,
        }


@dataclass(frozen=True)
class ExerciseTotal:
    """What one exercise adds up to: sets, and reps or steps per side."""

    slug: str
    sets: int
    left: int
    right: int
    both: int

    @property
    def all_sides(self) -> int:
        """Reps or steps of all sides together."""
        return self.left + self.right + self.both


def active_days(entries: Iterable[WorkoutEntry]) -> frozenset[date]:
    """Return the distinct local dates that have at least one set."""
    return frozenset(entry.performed_on for entry in entries if entry.set_count)


def exercise_totals(entries: Iterable[WorkoutEntry]) -> dict[str, ExerciseTotal]:
    """Add up each exercise on its own, by slug; exercises without a set are left out."""
    reps: dict[str, dict[str, int]] = defaultdict(lambda: {LEFT: 0, RIGHT: 0, BOTH: 0})
    sets: dict[str, int] = defaultdict(int)
    for entry in entries:
        for exercise in entry.exercises:
            sets[exercise.slug] += count_sets(exercise.sets)
            for bout in exercise.sets:
                reps[exercise.slug][bout.side] += bout.reps
    return {slug: ExerciseTotal(slug=slug, sets=sets[slug], **sides) for slug, sides in reps.items()}


def highest_pain(entry: WorkoutEntry) -> int:
    """Return the highest knee pain 0–10 before or during a workout; 0 when none was answered."""
    during = [exercise.pain_during or 0 for exercise in entry.exercises]
    return max([entry.pain_before or 0, *during])


def describe_sets(bouts: Sequence[SetEntry]) -> list[str]:
    """Tell bouts in words, one line for each resistance in the order of use.

    "2 sets: left 12, 12 · right 12, 10 · Light band".
    """
    groups: dict[Resistance, list[SetEntry]] = defaultdict(list)
    for bout in sorted(bouts, key=lambda bout: bout.number):
        groups[bout.resistance].append(bout)
    return [_describe_group(group) for group in groups.values()]


def brief_sets(bouts: Sequence[SetEntry]) -> list[str]:
    """Tell bouts as briefly as can be, left before right: ["15/15, 15/12 Light band", "12/12 Medium band"].

    Sets one after the other with the same resistance stand together.
    """
    together = groupby(group_sets(tuple(bouts)), key=lambda one: one[0].resistance)
    return [f"{', '.join(map(_brief_set, sets))} {resistance.label}" for resistance, sets in together]


def _brief_set(bouts: Sequence[SetEntry]) -> str:
    reps = {bout.side: str(bout.reps) for bout in bouts}
    return reps[BOTH] if BOTH in reps else f"{reps.get(LEFT, '–')}/{reps.get(RIGHT, '–')}"


def _describe_group(bouts: list[SetEntry]) -> str:
    count = count_sets(tuple(bouts))
    parts = [ngettext("%(count)s set", "%(count)s sets", count) % {"count": count} + ": " + _describe_sides(bouts)]
    parts.append(bouts[0].resistance.label)
    return " · ".join(parts)


def _describe_sides(bouts: list[SetEntry]) -> str:
    words = {LEFT: _("left %(reps)s"), RIGHT: _("right %(reps)s"), BOTH: "%(reps)s"}
    reps = {(bout.side, bout.number): str(bout.reps) for bout in bouts}
    numbers = sorted({bout.number for bout in bouts})
    sides = [side for side in (LEFT, RIGHT, BOTH) if any(bout.side == side for bout in bouts)]
    # A side that was left out keeps its place, so that what stands below each other belongs together.
    lists = {side: ", ".join(reps.get((side, number), "–") for number in numbers) for side in sides}
    return " · ".join(words[side] % {"reps": lists[side]} for side in sides)
