"""Migrations that change rows, there and back."""

from datetime import date

import pytest
from django.core.management import call_command

from logbook.models import Workout
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
