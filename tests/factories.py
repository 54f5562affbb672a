"""Makers of rows that say only what matters to a test."""

import uuid
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

from exercises.models import Exercise
from hipstrength.accounts.consent import PRIVACY_VERSION
from hipstrength.accounts.models import User
from logbook.entries import ExerciseEntry, SetEntry, WorkoutEntry
from logbook.models import Workout
from logbook.recording import record_workout
from logbook.resistance import NO_RESISTANCE, Resistance

PASSWORD = "correct horse battery"
_numbers = count(1)


def make_user(*, email: str = "", time_zone: str = "Europe/Berlin", **fields: object) -> User:
    """Make a person who can log in with PASSWORD, and who agreed to the privacy page."""
    agreed = {"privacy_version": PRIVACY_VERSION, "privacy_agreed_at": datetime(2026, 1, 1, tzinfo=UTC)}
    return User.objects.create_user(
        email or f"person{next(_numbers)}@example.org", PASSWORD, **{"time_zone": time_zone, **agreed, **fields}
    )


def make_exercise(*, slug: str, **fields: object) -> Exercise:
    """Make an exercise beside the delivered ones."""
    defaults: dict[str, object] = {
        "name": slug.replace("-", " ").capitalize(),
        "summary": "One line.",
        "start_position": "Stand.",
        "steps": "Do it.",
        "order": 10,
    }
    exercise: Exercise = Exercise.objects.create(slug=slug, **{**defaults, **fields})
    return exercise


def kg(value: str) -> Resistance:
    """Return a weight in kilograms."""
    return Resistance(weight=Decimal(value), unit="kg")


def lb(value: str) -> Resistance:
    """Return a weight in pounds."""
    return Resistance(weight=Decimal(value), unit="lb")


def band(user: User, name: str = "Light", position: str = "") -> Resistance:
    """Return one of a person's bands."""
    row = user.bands.get(name=name)
    return Resistance(row.pk, row.name, row.order, position)


def done(  # noqa: PLR0913 — each test names only what it is about
    slug: str,
    *,
    left: list[int] | None = None,
    right: list[int] | None = None,
    both: list[int] | None = None,
    resistance: Resistance = NO_RESISTANCE,
    pain: int | None = None,
    note: str = "",
) -> ExerciseEntry:
    """Return one exercise of a workout with these reps per side."""
    bouts = [
        SetEntry(number, side, reps, resistance)
        for side, repetitions in (("left", left), ("right", right), ("both", both))
        for number, reps in enumerate(repetitions or [], start=1)
    ]
    return ExerciseEntry(slug, tuple(sorted(bouts, key=lambda bout: (bout.number, bout.side))), pain, note)


def make_workout(*, user: User, day: date, exercises: list[ExerciseEntry] | None = None, **fields: object) -> Workout:
    """Log a workout; by default two sets of clamshells."""
    entry = WorkoutEntry(
        performed_on=day,
        exercises=tuple(exercises if exercises is not None else [done("clamshells", left=[12, 12], right=[12, 10])]),
        **fields,  # type: ignore[arg-type]  # the fields of WorkoutEntry
    )
    workout, _is_new = record_workout(
        user=user,
        public_id=uuid.uuid4(),
        entry=entry,
        exercises={exercise.slug: exercise for exercise in Exercise.objects.all()},
        started_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
    )
    return workout


def form_data(typed: dict[str, str] | None = None) -> dict[str, str]:
    """Return what a browser without scripts sends for a log form that showed empty boxes, and what was typed there."""
    data = {
        "public_id": str(uuid.uuid4()),
        "started_at": "",
        "performed_on": "2026-11-18",
        "pain_before": "",
        "note": "",
    }
    for slug in ("clamshells", "side-lying-hip-abduction", "hip-bridges", "banded-crab-walks"):
        data |= {f"{slug}.sets-TOTAL_FORMS": "3", f"{slug}.sets-INITIAL_FORMS": "0"}
        data |= {f"{slug}.all-pain_during": "", f"{slug}.all-note": "", f"{slug}.all-skip_reason": ""}
        sides = ("both",) if slug == "hip-bridges" else ("left", "right")
        for row in range(3):
            data |= {f"{slug}.sets-{row}-{side}": "" for side in sides}
            data[f"{slug}.sets-{row}-resistance"] = ""
            if slug in ("side-lying-hip-abduction", "hip-bridges"):
                data |= {f"{slug}.sets-{row}-weight": "", f"{slug}.sets-{row}-unit": "kg"}
    return {**data, **(typed or {})}
