"""The rows of people's logs, as the database takes them. Pure: the same seed, the same rows.

Numbers, texts and None only, in a form that SQLite and PostgreSQL both read: days as
2026-11-16, moments as 2026-11-16 18:30:00 in UTC, yes and no as 1 and 0.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bench.people import SEED, Habit, Offered, training_days
from logbook.entries import BOTH, LEFT, RIGHT

Row = tuple[int | str | None, ...]
# A band, where it is, a weight, and its unit: the last columns of a set.
Resistance = tuple[int | None, str, str | None, str]
NOTHING: Resistance = (None, "", None, "")
# The tables in the order in which they can be filled, and the fields of a row. Columns that are
# not named here have a default in the database, or are empty.
FIELDS: dict[str, tuple[str, ...]] = {
    "accounts.User": (
        *("id", "email", "password", "time_zone", "week_start", "weight_unit"),
        *("is_superuser", "is_staff", "is_active", "date_joined"),
        *("privacy_version", "privacy_agreed_at"),
    ),
    "logbook.Band": ("id", "user", "order", "name", "colour"),
    "logbook.WeekGoal": ("id", "user", "set_on", "days"),
    "logbook.Workout": (
        *("id", "user", "public_id", "performed_on", "started_at", "timezone"),
        *("pain_before", "pain_next_morning", "note", "revision"),
    ),
    "logbook.WorkoutExercise": (
        *("id", "workout", "exercise", "exercise_revision", "pain_during", "note", "skip_reason"),
        *("left_reps", "right_reps", "both_reps"),
    ),
    "logbook.WorkoutSet": (
        *("id", "workout_exercise", "number", "side", "reps"),
        *("band", "band_position", "weight_value", "weight_unit"),
    ),
}
USERS, BANDS, GOALS, WORKOUTS, EXERCISES, SETS = FIELDS
BAND_NAMES = (("Light", "yellow"), ("Medium", "green"), ("Heavy", "blue"))
# Nobody can log in with this.
NO_PASSWORD = "!"  # noqa: S105 — no password at all
FIRST_REPS, STEP_UP_AT = 10, 20
NOTE_EVERY = 5
NOTES = ("Slept badly, took it easy.", "Stairs feel better.", "Back after a cold.", "Short run before, knee quiet.")
EXERCISE_NOTES = ("Left hip tired first.", "Slow on the way down.", "Last set was hard.")
SKIP_REASONS = ("pain", "no_time", "no_band", "tired", "other")


@dataclass
class Level:
    """Where somebody is with one exercise: the step of resistance, and the reps of a first set."""

    ladder: Sequence[Resistance]
    step: int = 0
    reps: int = FIRST_REPS

    def grow(self, chance: random.Random) -> None:
        """Do a little more next time, until the next step of resistance is due."""
        self.reps += chance.choice((0, 0, 1, 1, 2))
        if self.reps > STEP_UP_AT:
            is_last = self.step + 1 == len(self.ladder)
            self.step += not is_last
            self.reps = STEP_UP_AT if is_last else FIRST_REPS + 1


@dataclass
class Writer:
    """Turns habits into rows.

    `last` has the highest id of each table so far, by the names in FIELDS; `rows` are
    the ones not fetched by `take` yet.
    """

    last: dict[str, int]
    exercises: Sequence[Offered]
    today: date
    seed: int = SEED
    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in FIELDS})

    def take(self) -> dict[str, list[Row]]:
        """Return the rows written since the last time."""
        rows, self.rows = self.rows, {table: [] for table in FIELDS}
        return rows

    def write(self, habit: Habit) -> int:
        """Write down one person with everything that they have logged; return the user's id."""
        chance = random.Random(f"{self.seed} {habit.email}")  # noqa: S311 — believable data, no secret
        user = self._write_person(habit)
        bands = [self._write_band(user, order) for order in range(1, len(BAND_NAMES) + 1)]
        levels = [(offered, Level(ladder(offered.slug, bands, habit.unit))) for offered in self.exercises]
        for number, day in enumerate(training_days(habit, self.today, chance)):
            self._write_workout(user, habit, number, day, levels, chance)
        return user

    def _next(self, table: str) -> int:
        self.last[table] += 1
        return self.last[table]

    def _write_person(self, habit: Habit) -> int:
        user = self._next(USERS)
        preferences = (habit.time_zone, habit.week_start, habit.unit)
        joined = f"{habit.first} 08:00:00"
        self.rows[USERS].append((user, habit.email, NO_PASSWORD, *preferences, 0, 0, 1, joined, 1, joined))
        self.rows[GOALS].append((self._next(GOALS), user, f"{habit.first}", 3))
        return user

    def _write_band(self, user: int, order: int) -> int:
        band = self._next(BANDS)
        self.rows[BANDS].append((band, user, order, *BAND_NAMES[order - 1]))
        return band

    def _write_workout(
        self,
        user: int,
        habit: Habit,
        number: int,
        day: date,
        levels: Sequence[tuple[Offered, Level]],
        chance: random.Random,
    ) -> None:
        workout = self._next(WORKOUTS)
        # Pain goes down over the first months, unevenly.
        pain = max(0, 5 - number // 12 + chance.choice((-1, 0, 0, 1)))
        has_note = number % NOTE_EVERY == 0 if habit.is_steady else chance.random() < 1 / 12
        started = f"{day} {chance.randrange(6, 21):02}:{chance.randrange(60):02}:{chance.randrange(60):02}"
        self.rows[WORKOUTS].append(
            (
                *(workout, user, f"{chance.getrandbits(128):032x}", f"{day}", started, habit.time_zone),
                pain if habit.is_steady or chance.random() < 0.9 else None,  # noqa: PLR2004 — a share of answers
                max(0, pain - 1) if day < self.today and chance.random() < 0.7 else None,  # noqa: PLR2004 — likewise
                *(NOTES[number // NOTE_EVERY % len(NOTES)] if has_note else "", 1),
            )
        )
        skipped = -1 if habit.is_steady or chance.random() > 0.06 else chance.randrange(len(levels))  # noqa: PLR2004 — likewise
        sets = 3 if habit.is_steady or chance.random() < 0.6 else 2  # noqa: PLR2004 — likewise
        for place, (offered, level) in enumerate(levels):
            self._write_exercise(workout, offered, level, pain, chance, sets=0 if place == skipped else sets)

    def _write_exercise(
        self, workout: int, offered: Offered, level: Level, pain: int, chance: random.Random, *, sets: int
    ) -> None:
        row = self._next(EXERCISES)
        note = chance.choice(EXERCISE_NOTES) if chance.random() < 1 / 20 else ""
        answers = (pain + chance.choice((0, 0, 1)), note, "") if sets else (None, "", chance.choice(SKIP_REASONS))
        lag = chance.choice((0, 1, 1, 2))
        sums = self._write_sets(row, offered.sides_in_order, level, sets, lag=lag)
        self.rows[EXERCISES].append((row, workout, offered.pk, offered.revision, *answers, *sums.values()))
        level.grow(chance)

    def _write_sets(self, row: int, sides: Sequence[str], level: Level, sets: int, *, lag: int) -> dict[str, int]:
        """Write the bouts of one exercise and return their reps; the left, sore, side is `lag` behind the other."""
        resistance = level.ladder[level.step]
        add, bout = self.rows[SETS].append, self.last[SETS]
        sums = {LEFT: 0, RIGHT: 0, BOTH: 0}
        for number in range(1, sets + 1):
            reps = level.reps + 1 - number
            for side in sides:
                bout += 1
                done = reps - lag if side == LEFT else reps
                sums[side] += done
                add((bout, row, number, side, done, *resistance))
        self.last[SETS] = bout
        return sums


def ladder(slug: str, bands: Sequence[int], unit: str) -> tuple[Resistance, ...]:
    """Return what somebody does an exercise against, from easy to hard; nothing where the exercise is not known."""
    light, medium, heavy = ((band, "", None, "") for band in bands)
    return {
        "clamshells": (NOTHING, light, medium, heavy),
        "side-lying-hip-abduction": (NOTHING, *((None, "", weight, unit) for weight in ("1", "1.5", "2"))),
        "hip-bridges": (NOTHING, medium, (None, "", "7.5", unit), (None, "", "10", unit)),
        "banded-crab-walks": tuple((*band[:1], place, None, "") for band in (light, medium) for place in PLACES),
    }.get(slug, (NOTHING,))


PLACES = ("above_knees", "ankles")
