"""Workouts of other apps: lines in, workouts of this log out, once somebody said which exercise a name means. Pure."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from logbook.entries import BOTH, MOST_SETS, SIDES
from logbook.importing import checks
from logbook.importing.assembling import LONGEST_EXERCISE_NOTE, LONGEST_NOTE, NO_WEIGHT, made_id
from logbook.importing.found import (
    EXERCISE_NOTE,
    NO_SETS,
    NOTE,
    WEIGHT,
    Found,
    FoundExercise,
    FoundMatch,
    FoundSet,
    FoundWorkout,
    KnownExercise,
    Problem,
    Site,
)
from logbook.importing.lifted import TURNED_BACK, lifted
from logbook.resistance import KG, LB

EACH = "each"
UNITS = {"kg": KG, "kgs": KG, "lb": LB, "lbs": LB}
NOTHING = re.compile(r"0*(?:[.,]0*)?", re.ASCII)
# A set with a band, by its name in the app or by the slug here.
BANDED = re.compile(r"\bband(s|ed)?\b", re.ASCII | re.IGNORECASE)

# What lines of other apps have that this log does not keep.
WARM_UPS = gettext_lazy("Warm-up sets come in as sets like all others")
RPES = gettext_lazy("Sets come in without their RPE, which this log does not have")
SUPERSETS = gettext_lazy("Sets of supersets come in one exercise after the other")
NOTES_LEFT_OUT = gettext_lazy("Notes of the workouts and exercises that you left out are not in it")


@dataclass(frozen=True)
class Line:
    """One set of another app; `start` is what clocks showed, or an aware moment, or a day alone.

    `note` is about the workout and `exercise_note` about the exercise. Where `is_note`, it has no set. Numbers
    are texts still; `unit` is kg, lb or "" where the file does not say it. `remarks` say what else it had.
    """

    number: int
    start: datetime | date
    title: str
    note: str
    exercise: str
    exercise_note: str
    reps: str
    weight: str
    unit: str
    is_note: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether it says anything about its exercise: a set, or a note."""
        return not self.is_note or bool(self.exercise_note)

    @property
    def has_weight(self) -> bool:
        """Whether there is a weight that is not 0."""
        return not NOTHING.fullmatch(self.weight)


@dataclass
class Sheet:
    """What was read of an app's file, before anybody said which exercise a name means."""

    app: str
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def names(self) -> dict[str, int]:
        """The names of exercises with the number of their sets, 0 where there are only notes; in alphabetical order."""
        counted = Counter(line.exercise for line in self.lines if not line.is_note)
        return {name: counted[name] for name in sorted({line.exercise for line in self.lines if line.says_something})}

    @property
    def needs_unit(self) -> bool:
        """Whether there are weights whose unit the file does not say."""
        return any(line.has_weight and not line.unit for line in self.lines)


def tidy(text: str) -> str:
    """Return somebody's words with plain line breaks and nothing around them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def unit_of(text: str) -> str:
    """Return kg or lb for what an app calls a unit; "" for anything else."""
    return UNITS.get(text.strip().strip("()").lower(), "")


def find(sheet: Sheet, site: Site, matches: Mapping[str, FoundMatch], unit: str) -> Found:
    """Return the workouts of a file; names without a match are left out. `unit` is of weights without one.

    An exercise of which there is only a note comes in without sets, as in the log. Notes that are left out are told.
    """
    found = Found(says=frozenset({NOTE, EXERCISE_NOTE, NO_SETS, WEIGHT}), problems=list(sheet.problems))
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in sheet.lines:
        groups.setdefault((line.start.isoformat(), line.title), []).append(line)
    told: Counter[str] = Counter()
    for (start, title), lines in groups.items():
        wanted = [line for line in lines if line.says_something and _is_wanted(line, matches)]
        if wanted:
            _Workout(sheet.app, site, matches, found, told, unit).add(start, title, lines, wanted)
        else:
            told[_("Workouts without any of the exercises that you chose are left out")] += 1
        lost = {(line.exercise, line.exercise_note) for line in lines if not _is_wanted(line, matches)}
        lost |= {("", line.note) for line in lines if not wanted}
        told.update(str(NOTES_LEFT_OUT) for _name, note in lost if note)
    found.remarks += [f"{words}: {count}." for words, count in told.items()]
    found.workouts.sort(key=lambda one: (one.performed_on, one.started_at is not None, one.started_at))
    return found


@dataclass
class _Workout:
    """Makes one workout of the lines of one start."""

    app: str
    site: Site
    matches: Mapping[str, FoundMatch]
    found: Found
    told: Counter[str]
    unit: str

    def add(self, start: str, title: str, lines: Sequence[Line], wanted: Sequence[Line]) -> None:
        first = wanted[0]
        try:
            day, started_at = self._when(first.start)
            note = checks.text(
                _joined([title, *(line.note for line in lines)]), LONGEST_NOTE, _("The note of the workout")
            )
        except ValueError as error:
            self.found.complain(first.number, error)
            return
        exercises = tuple(self._exercises(wanted))
        others = sum(not line.is_note for line in lines) - sum(not line.is_note for line in wanted)
        if others:
            self.told[_("Sets of the exercises that you left out are not in it")] += others
        if any(done.sets for done in exercises) or (exercises and all(line.is_note for line in wanted)):
            self.found.workouts.append(
                FoundWorkout(
                    made_id(self.app, start, title),
                    has_id=False,
                    performed_on=day,
                    started_at=started_at,
                    time_zone=self.site.time_zone,
                    exercises=exercises,
                    note=note,
                )
            )
            return
        # Left out as a whole, so that it comes in once its sets are right; words alone would stand in their way.
        lost = _joined([*(line.note for line in lines), *(done.note for done in exercises)])
        if lost:
            words = _("No set of this workout can come in, so its notes are left out, too: %(value)s.")
            self.found.complain(first.number, words % {"value": checks.shown(lost)})

    def _when(self, start: datetime | date) -> tuple[date, datetime | None]:
        if not isinstance(start, datetime):
            return checks.past_day(start.isoformat(), self.site.today), None
        aware = start if start.tzinfo else start.replace(tzinfo=self.site.zone)
        try:
            moment = checks.moment(aware.isoformat())
        except (ValueError, OverflowError) as error:
            raise ValueError(
                _("A date is from 2000 to 2100. Here is %(value)s.") % {"value": checks.shown(str(start))}
            ) from error
        # What the person's clock showed, unless the file knows the moment itself.
        local = aware.astimezone(self.site.zone) if start.tzinfo else start
        return checks.past_day(local.date().isoformat(), self.site.today), moment

    def _exercises(self, wanted: Sequence[Line]) -> list[FoundExercise]:
        by_slug: dict[str, list[Line]] = {}
        for line in wanted:
            by_slug.setdefault(str(self.matches[line.exercise].exercise), []).append(line)
        ordered = sorted(by_slug, key=list(self.site.exercises).index)
        done = [self._exercise(self.site.exercises[slug], by_slug[slug]) for slug in ordered]
        return [one for one in done if one is not None]

    def _exercise(self, known: KnownExercise, lines: Sequence[Line]) -> FoundExercise | None:
        try:
            words = _joined([line.exercise_note for line in lines])
            note = checks.text(words, LONGEST_EXERCISE_NOTE, _("The note of %(exercise)s") % {"exercise": known.name})
        except ValueError as error:
            self.found.complain(lines[0].number, error)
            return None
        numbers: Counter[str] = Counter()
        sets: list[FoundSet] = []
        for line in lines:
            if not line.is_note:
                sets += self._bouts(line, known, numbers)
        if not sets and not note:
            return None
        return FoundExercise(known.slug, tuple(sorted(sets, key=lambda one: (one.number, one.side))), note=note)

    def _bouts(self, line: Line, known: KnownExercise, numbers: Counter[str]) -> list[FoundSet]:
        remarks, together, sides = [*line.remarks], checks.Together(), self._sides(line, known)
        count = together.check(0, _count, line.reps)
        weight, unit = together.check(NO_WEIGHT, self._weight, line, known, remarks)
        try:
            together.done()
            if max(numbers[side] for side in sides) >= MOST_SETS:
                raise ValueError(_("At most 20 sets of one exercise fit into a workout."))
        except ValueError as error:
            self.found.complain(line.number, error)
            return []
        numbers.update(sides)
        self.told.update(remarks)
        return [FoundSet(numbers[side], side, count, None, "", weight, unit) for side in sides]

    def _weight(self, line: Line, known: KnownExercise, remarks: list[str]) -> tuple[Decimal | None, str]:
        """Return the weight of a set; say in `remarks` where that is not all that the file has."""
        if line.has_weight and known.weight_place:
            unit = line.unit or self.unit
            weight = lifted(re.sub(r"[.,]0+$", "", line.weight), unit)
            remarks += [str(TURNED_BACK[unit])] * (weight[1] != unit)
            return weight
        if line.has_weight:
            words = _("Sets of %(exercise)s come in without their weight, because it takes none here")
            remarks.append(words % {"exercise": known.name})
        if BANDED.search(f"{known.slug} {line.exercise}"):
            words = _("Sets of %(exercise)s come in with no resistance, because the file does not say which band")
            remarks.append(words % {"exercise": known.name})
        return NO_WEIGHT

    def _sides(self, line: Line, known: KnownExercise) -> tuple[str, ...]:
        side = self.matches[line.exercise].side
        sides = SIDES[known.sides]
        return sides if sides == (BOTH,) or side == EACH else (side,)


def _is_wanted(line: Line, matches: Mapping[str, FoundMatch]) -> bool:
    return line.exercise in matches and matches[line.exercise].exercise is not None


def _count(reps: str) -> int:
    if NOTHING.fullmatch(reps):
        raise ValueError(_("This set has no reps, and this log has no sets by time or distance."))
    return checks.count(reps)


def _joined(texts: Sequence[str]) -> str:
    """Return different texts, each once, in lines of their own."""
    return "\n".join(dict.fromkeys(text for text in texts if text))
