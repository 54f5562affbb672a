"""Made-up logs in the real schema, on whichever database the tests run."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from bench import rows
from bench.errors import BenchError
from bench.people import ONE_WEEK, TEN_YEARS
from bench.seeding import Seeder, check_foreign_keys, columns_of
from bench.visitor import STORED, whole_workout
from hipstrength.accounts.models import User
from logbook.models import Band, WeekGoal, Workout, WorkoutExercise, WorkoutSet
from tests.factories import make_workout
from tests.stored import all_rows

TODAY = date(2026, 11, 18)


@pytest.fixture
def seeded(catalogue: None) -> Seeder:
    """Some two thousand sets of some people."""
    seeder = Seeder(TODAY)
    seeder.grow(2_000)
    return seeder


def test_sets_are_counted(seeded: Seeder) -> None:
    assert WorkoutSet.objects.count() == seeded.sets >= 2_000


def test_every_row_is_as_the_models_want_it(seeded: Seeder) -> None:
    for model in (User, Band, WeekGoal, Workout, WorkoutExercise, WorkoutSet):
        # Whether a row points somewhere is asked below, for all at once.
        pointers = [field.name for field in model._meta.concrete_fields if field.is_relation]
        for row in model._default_manager.all():
            row.clean_fields(exclude=pointers)


def test_no_row_points_nowhere(seeded: Seeder) -> None:
    assert check_foreign_keys() < 60


def test_row_that_points_nowhere_is_found(seeded: Seeder) -> None:
    # Within a savepoint: the row must be gone when the database looks for itself.
    with transaction.atomic():
        Workout.objects.filter(pk=Workout.objects.all()[0].pk).update(user_id=999_999)
        with pytest.raises(BenchError, match="points nowhere"):
            check_foreign_keys()
        transaction.set_rollback(True)


def test_workouts_can_be_read(seeded: Seeder) -> None:
    entries = [workout.entry for workout in Workout.objects.with_sets()]

    assert {len(entry.exercises) for entry in entries} == {4}
    assert {exercise.slug for entry in entries for exercise in entry.exercises} == {
        "clamshells",
        "side-lying-hip-abduction",
        "hip-bridges",
        "banded-crab-walks",
    }
    sets = [exercise for entry in entries for exercise in entry.exercises if not exercise.skip_reason]
    assert {len(exercise.sets) for exercise in sets} == {2, 3, 4, 6}


def test_everybody_has_the_usual_bands_and_a_goal(seeded: Seeder) -> None:
    user = User.objects.order_by("pk")[0]

    assert list(user.bands.values_list("name", "colour")) == [
        ("Light", "yellow"),
        ("Medium", "green"),
        ("Heavy", "blue"),
    ]
    assert user.week_goals.get().days == 3


def test_all_that_people_log_occurs(seeded: Seeder) -> None:
    sets = WorkoutSet.objects.all()

    assert sets.filter(band__isnull=False, band_position="").exists()
    assert set(sets.values_list("band_position", flat=True)) == {"", "above_knees", "ankles"}
    assert sets.filter(weight_value__isnull=False).exists()
    assert sets.filter(band__isnull=True, weight_value__isnull=True).exists()
    assert Workout.objects.exclude(note="").exists()
    assert Workout.objects.filter(pain_before__isnull=True).exists()


@pytest.mark.django_db(transaction=True)
def test_same_day_makes_the_same_rows(catalogue: None) -> None:
    def stored() -> Any:
        with transaction.atomic():
            Seeder(TODAY).grow(500)
            found = all_rows()
            transaction.set_rollback(True)
        return found

    assert stored() == stored()


def test_rows_of_before_stay(alice: User) -> None:
    workout = make_workout(user=alice, day=TODAY)

    Seeder(TODAY).grow(100)

    assert alice.workouts.get().pk == workout.pk


def test_site_goes_on_behind_the_rows(seeded: Seeder) -> None:
    last = Workout.objects.order_by("-pk")[0]

    workout = make_workout(user=User.objects.all()[0], day=TODAY)

    # Not always the very next: SQLite remembers ids that other tests have used.
    assert workout.pk > last.pk


def test_constraints_are_in_place(seeded: Seeder) -> None:
    seeded.writer.write(next(seeded.others))
    seeded.writer.rows[rows.SETS].append((seeded.writer.last[rows.SETS] + 1, 1, 21, "left", 10, None, "", None, ""))

    with pytest.raises(IntegrityError), transaction.atomic():
        seeded._store()


def test_forgotten_column_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    fields = rows.FIELDS["logbook.Workout"]
    monkeypatch.setitem(rows.FIELDS, "logbook.Workout", tuple(name for name in fields if name != "timezone"))

    with pytest.raises(BenchError, match=r"must fill timezone of logbook\.Workout"):
        columns_of("logbook.Workout")


def test_measured_people_are_stored_with_the_same_week(catalogue: None) -> None:
    ids = Seeder(TODAY).add_measured()

    week, decade = (User.objects.get(pk=ids[name]) for name in (ONE_WEEK, TEN_YEARS))
    newest = decade.workouts.all()[:3]

    assert [workout.performed_on for workout in week.workouts.all()] == [workout.performed_on for workout in newest]
    assert decade.workouts.count() == 521 * 3


def test_form_that_is_saved_has_24_sets(alices_client: Client, alice: User) -> None:
    band = alice.bands.order_by("order")[0].pk
    today = date.today()  # noqa: DTZ011 — any day that is not in the future

    response = alices_client.post("/workouts/new/", whole_workout(str(uuid.uuid4()), band, today))

    assert response.status_code == 302
    workout = alice.workouts.with_sets().get()
    assert workout.entry.set_count == 24
    assert {name: count for name, count in workout.delete()[1].items() if count} == STORED
