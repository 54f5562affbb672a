from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint

from exercises.models import Exercise
from hipstrength.accounts.models import User
from tests.factories import done, make_exercise, make_workout

NONSENSE = [
    ("exercise_target_in_order", {"target_low": 21}),
    ("exercise_target_in_order", {"target_low": 0}),
    ("exercise_target_in_order", {"target_high": 101}),
    ("exercise_band_position_needs_band", {"asks_band_position": True, "allows_band": False}),
    ("exercise_known_sides", {"sides": "top"}),
    ("exercise_known_counts", {"counts": "mins"}),
    ("exercise_known_weight_place", {"weight_place": "neck"}),
]


@pytest.mark.parametrize(("name", "fields"), NONSENSE)
def test_database_refuses_nonsense(catalogue: None, name: str, fields: dict[str, Any]) -> None:
    rows = Exercise.objects.filter(slug="clamshells")

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        rows.update(**fields)


def test_every_named_check_is_tried() -> None:
    names = {check.name for check in Exercise._meta.constraints if isinstance(check, CheckConstraint)}

    assert {name for name, _fields in NONSENSE} == names


@pytest.mark.parametrize("fields", [{"slug": "clamshells"}, {"name": "Clamshells"}])
def test_database_refuses_a_second_of_the_same_name(catalogue: None, fields: dict[str, str]) -> None:
    rows = Exercise.objects.filter(slug="hip-bridges")

    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        rows.update(**fields)


@pytest.mark.parametrize(
    ("counts", "sides", "low", "high", "words"),
    [
        ("reps", "both", 10, 20, "10–20 reps"),
        ("reps", "each_leg", 10, 20, "10–20 reps on each leg"),
        ("reps", "each_direction", 10, 20, "10–20 reps in each direction"),
        ("steps", "both", 10, 20, "10–20 steps"),
        ("steps", "each_leg", 10, 20, "10–20 steps on each leg"),
        ("steps", "each_direction", 10, 20, "10–20 steps in each direction"),
        ("reps", "each_leg", 12, 12, "12 reps on each leg"),
        ("reps", "both", 1, 1, "1 rep"),
        ("steps", "each_direction", 1, 1, "1 step in each direction"),
    ],
)
def test_target_in_words(counts: str, sides: str, low: int, high: int, words: str) -> None:
    exercise = Exercise(counts=counts, sides=sides, target_low=low, target_high=high)

    assert exercise.target == words


@pytest.mark.django_db
def test_saved_lines_are_clean() -> None:
    exercise = make_exercise(slug="wall-sit", steps="\r\n One \r\n\r\nTwo\n", mistakes="  \nNone\r\n")

    exercise.refresh_from_db()

    assert (exercise.steps, exercise.step_list) == ("One\nTwo", ["One", "Two"])
    assert (exercise.mistakes, exercise.mistake_list) == ("None", ["None"])


def test_exercise_is_in_use_once_somebody_logged_it(alice: User, stranger: User) -> None:
    make_workout(user=stranger, day=alice.date_joined.date(), exercises=[done("clamshells", left=[12])])

    in_use = {exercise.slug for exercise in Exercise.objects.all() if exercise.is_in_use()}

    assert in_use == {"clamshells"}
