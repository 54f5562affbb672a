"""The command that fills an example account."""

from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from hipstrength.accounts.models import User
from logbook.entries import WorkoutEntry
from logbook.example import WEEKS, example_plans, example_weeks
from logbook.resistance import Resistance
from logbook.weeks import Week
from tests.factories import make_user, make_workout
from tests.stored import rows_of

SIDES = {
    "clamshells": "each_leg",
    "side-lying-hip-abduction": "each_leg",
    "hip-bridges": "both",
    "banded-crab-walks": "each_direction",
}
BANDS = [Resistance(1, "Light", 1), Resistance(2, "Medium", 2)]
MONDAY = date(2026, 11, 16)


def entries(today: date) -> list[WorkoutEntry]:
    return list(example_weeks(plans=example_plans(SIDES, BANDS), monday=MONDAY, today=today))


def test_example_spans_twelve_weeks_and_one_of_rest() -> None:
    weeks = {Week.containing(entry.performed_on).first for entry in entries(MONDAY + timedelta(days=6))}

    expected = {MONDAY - timedelta(weeks=number) for number in range(WEEKS)}
    assert (max(weeks), min(weeks), len(expected - weeks)) == (max(expected), min(expected), 1)


def test_example_stays_within_the_targets() -> None:
    bouts = [bout for entry in entries(MONDAY) for exercise in entry.exercises for bout in exercise.sets]

    assert (min(bout.reps for bout in bouts) >= 1, max(bout.reps for bout in bouts)) == (True, 20)


def test_example_has_nothing_after_today() -> None:
    today = MONDAY - timedelta(days=10)

    assert max(entry.performed_on for entry in entries(today)) <= today


def test_example_is_the_same_each_time() -> None:
    assert entries(MONDAY) == entries(MONDAY)


@time_machine.travel("2026-11-18T12:00Z", tick=False)
def test_demo_fills_a_new_account(catalogue: None) -> None:
    output = StringIO()

    call_command("demo", password="correct horse battery", stdout=output)

    demo = User.objects.get(email="demo@example.org")
    days = set(demo.workouts.values_list("performed_on", flat=True))
    assert output.getvalue() == f"{len(days)} workouts for demo@example.org (password: correct horse battery).\n"
    assert (min(days) >= date(2026, 8, 31), max(days) <= date(2026, 11, 18), len(days) >= 25) == (True, True, True)
    assert demo.check_password("correct horse battery")
    assert [(one.name, one.ratings.count()) for one in demo.activities.all()] == [
        ("Stairs down", 11),
        ("Sitting through a film", 10),
    ]


def test_demo_leaves_an_account_with_workouts_alone(catalogue: None) -> None:
    owner = make_user(email="demo@example.org")
    make_workout(user=owner, day=date(2026, 11, 16))
    before = rows_of(owner)

    with pytest.raises(CommandError, match="has workouts already"):
        call_command("demo")

    assert rows_of(owner) == before
