"""A thousand people's logs, made up at random and stored in bulk, with what is in them as plain values."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.entries import SIDES, SKIP_REASONS, ExerciseEntry, SetEntry, WorkoutEntry
from logbook.models import Band, WeekGoal, Workout, WorkoutExercise, WorkoutSet
from logbook.resistance import NO_RESISTANCE, Resistance
from logbook.weeks import MONDAY, SUNDAY

# Around the turn of a year with a week 53, so that weeks, months and years end in between.
FIRST, DAYS = date(2026, 10, 26), 100
WEIGHTS = [
    Resistance(weight=Decimal(value), unit=unit) for value, unit in (("1", "kg"), ("2.5", "lb"), ("12.25", "kg"))
]


@dataclass
class Person:
    """One person, what they logged in the order in which they did, and their goals as (day, days a week)."""

    user: User
    entries: list[WorkoutEntry]
    goals: list[tuple[date, int]]


def make_people(count: int, seed: int) -> list[Person]:
    """Store random logs of `count` people; the same seed makes the same ones."""
    chance = random.Random(seed)
    exercises = list(Exercise.objects.all())
    users = User.objects.bulk_create(
        User(email=f"random{number}@example.org", week_start=chance.choice([MONDAY, SUNDAY])) for number in range(count)
    )
    bands = Band.objects.bulk_create(
        Band(user=user, order=order, name=f"Band {order}") for user in users for order in (1, 2)
    )
    people = []
    for number, user in enumerate(users):
        own = [Resistance(band.pk, band.name, band.order) for band in bands[2 * number : 2 * number + 2]]
        entries = [_workout(chance, exercises, own) for _workout_number in range(chance.choice([0, 1, 3, 8, 12]))]
        days = {FIRST + timedelta(days=chance.randrange(DAYS)) for _goal in range(chance.choice([0, 0, 1, 3]))}
        people.append(Person(user, entries, [(day, chance.randint(1, 4)) for day in sorted(days)]))
    _store(people, {exercise.slug: exercise for exercise in exercises})
    return people


def _workout(chance: random.Random, exercises: Sequence[Exercise], bands: list[Resistance]) -> WorkoutEntry:
    chosen = chance.sample(exercises, chance.randint(0, len(exercises)))
    # As they are told: in the order of the catalogue.
    done = [_exercise(chance, exercise, bands) for exercise in sorted(chosen, key=lambda one: (one.order, one.slug))]
    return WorkoutEntry(
        FIRST + timedelta(days=chance.randrange(DAYS)),
        tuple(done),
        _pain(chance),
        _pain(chance),
        chance.choice(["", "A"]),
    )


def _exercise(chance: random.Random, exercise: Exercise, bands: list[Resistance]) -> ExerciseEntry:
    if chance.random() < 0.2:
        return ExerciseEntry(exercise.slug, (), _pain(chance), "", chance.choice(["", *SKIP_REASONS]))
    sets = tuple(
        SetEntry(number, side, chance.randint(1, 100), chance.choice([NO_RESISTANCE, *bands, *WEIGHTS]))
        for number in range(1, chance.randint(1, 3) + 1)
        for side in SIDES[exercise.sides]
        if chance.random() < 0.9
    )
    return ExerciseEntry(exercise.slug, sets, _pain(chance), chance.choice(["", "B"]))


def _pain(chance: random.Random) -> int | None:
    return chance.choice([None, 0, 1, 2, 5, 10])


def _store(people: list[Person], exercises: dict[str, Exercise]) -> None:
    WeekGoal.objects.bulk_create(
        WeekGoal(user=person.user, set_on=day, days=days) for person in people for day, days in person.goals
    )
    entries = [(person.user, entry) for person in people for entry in person.entries]
    workouts = Workout.objects.bulk_create(
        Workout(
            user=user,
            performed_on=entry.performed_on,
            timezone="UTC",
            pain_before=entry.pain_before,
            pain_next_morning=entry.pain_next_morning,
            note=entry.note,
            has_sets=entry.set_count > 0,
        )
        for user, entry in entries
    )
    done = [
        (workout, one) for workout, (_user, entry) in zip(workouts, entries, strict=True) for one in entry.exercises
    ]
    rows = WorkoutExercise.objects.bulk_create(
        WorkoutExercise(
            workout=workout,
            exercise=exercises[one.slug],
            exercise_revision=1,
            pain_during=one.pain_during,
            note=one.note,
            skip_reason=one.skip_reason,
            **{
                f"{side}_reps": sum(bout.reps for bout in one.sets if bout.side == side)
                for side in ("left", "right", "both")
            },
        )
        for workout, one in done
    )
    WorkoutSet.objects.bulk_create(
        WorkoutSet(
            workout_exercise=row,
            number=bout.number,
            side=bout.side,
            reps=bout.reps,
            band_id=bout.resistance.band_id,
            weight_value=bout.resistance.weight,
            weight_unit=bout.resistance.unit,
        )
        for row, (_workout, one) in zip(rows, done, strict=True)
        for bout in one.sets
    )
