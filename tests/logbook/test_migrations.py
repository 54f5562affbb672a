"""Migrations that change rows, there and back."""

from datetime import date

import pytest
from django.core.management import call_command

from logbook.models import Workout, WorkoutExercise
from tests.factories import done, make_user, make_workout

DAY = date(2026, 11, 18)


@pytest.mark.django_db(transaction=True)
def test_workouts_without_sets_are_found_by_migration(catalogue: None) -> None:
    user = make_user()
    with_sets = make_workout(user=user, day=DAY, exercises=[done("clamshells", left=[12])])
    without = make_workout(user=user, day=DAY, exercises=[done("clamshells", pain=4)])
    bare = make_workout(user=user, day=DAY, exercises=[])
    call_command("migrate", "logbook", "0003", verbosity=0)

    call_command("migrate", verbosity=0)

    found = dict(Workout.objects.values_list("pk", "has_sets"))
    assert found == {with_sets.pk: True, without.pk: False, bare.pk: False}


@pytest.mark.django_db(transaction=True)
def test_sums_of_sides_are_added_up_by_migration(catalogue: None) -> None:
    user = make_user()
    exercises = [
        done("clamshells", left=[12, 10], right=[11]),
        done("hip-bridges", both=[20]),
        done("banded-crab-walks", pain=2),
    ]
    make_workout(user=user, day=DAY, exercises=exercises)
    sums = ("exercise__slug", "left_reps", "right_reps", "both_reps")
    before = list(WorkoutExercise.objects.order_by("pk").values_list(*sums))
    call_command("migrate", "logbook", "0004", verbosity=0)

    call_command("migrate", verbosity=0)

    assert list(WorkoutExercise.objects.order_by("pk").values_list(*sums)) == before
    assert before == [("clamshells", 22, 11, 0), ("hip-bridges", 0, 0, 20), ("banded-crab-walks", 0, 0, 0)]
