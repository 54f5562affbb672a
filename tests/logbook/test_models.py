from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint, F, ProtectedError, RestrictedError
from django.test import Client
from django.utils import timezone

from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.models import (
    Activity,
    ActivityRating,
    Band,
    ClinicScore,
    ImportFile,
    ImportMatch,
    ReportLink,
    WeekGoal,
    WeekReason,
    Workout,
    WorkoutExercise,
    WorkoutSet,
    set_week_goal,
    set_week_reason,
)
from logbook.weeks import MONDAY, SUNDAY, Week
from tests.factories import PASSWORD, band, done, make_user, make_workout
from tests.stored import OWNERS, rows_of

DAY = date(2026, 11, 18)
USUAL_BANDS = [("Light", "yellow", 1, None), ("Medium", "green", 2, None), ("Heavy", "blue", 3, None)]

BARE: dict[str, Any] = {"band": None, "band_position": ""}

NONSENSE = [
    (Workout, "workout_day_in_range", {"performed_on": date(1999, 12, 31)}),
    (Workout, "workout_day_in_range", {"performed_on": date(2101, 1, 1)}),
    (Workout, "workout_day_in_range", {"performed_on": date(1, 1, 1)}),
    (Workout, "workout_day_in_range", {"performed_on": date(9999, 12, 31)}),
    (Workout, "workout_pain_before_to_10", {"pain_before": 11}),
    (Workout, "workout_pain_next_morning_to_10", {"pain_next_morning": 11}),
    (WorkoutExercise, "workout_exercise_pain_to_10", {"pain_during": 11}),
    (WorkoutExercise, "workout_exercise_known_skip_reason", {"skip_reason": "boring"}),
    (WorkoutSet, "set_number_to_20", {"number": 0}),
    (WorkoutSet, "set_number_to_20", {"number": 21}),
    (WorkoutSet, "set_reps_to_100", {"reps": 0}),
    (WorkoutSet, "set_reps_to_100", {"reps": 101}),
    (WorkoutSet, "set_known_side", {"side": "top"}),
    (WorkoutSet, "set_known_side", {"side": ""}),
    (WorkoutSet, "set_band_or_weight", {"weight_value": Decimal(5), "weight_unit": "kg"}),
    (WorkoutSet, "set_band_position_needs_band", {"band_position": "wrists"}),
    (WorkoutSet, "set_band_position_needs_band", {"band": None, "band_position": "ankles"}),
    (WorkoutSet, "set_weight_in_range_of_unit", {**BARE, "weight_value": Decimal(5)}),
    (WorkoutSet, "set_weight_in_range_of_unit", {**BARE, "weight_unit": "kg"}),
    (WorkoutSet, "set_weight_in_range_of_unit", {**BARE, "weight_value": Decimal(5), "weight_unit": "st"}),
    (WorkoutSet, "set_weight_in_range_of_unit", {**BARE, "weight_value": Decimal("0.2"), "weight_unit": "kg"}),
    (WorkoutSet, "set_weight_in_range_of_unit", {**BARE, "weight_value": Decimal(101), "weight_unit": "kg"}),
    (WorkoutSet, "set_weight_in_range_of_unit", {**BARE, "weight_value": Decimal("0.4"), "weight_unit": "lb"}),
    (WorkoutSet, "set_weight_in_range_of_unit", {**BARE, "weight_value": Decimal(221), "weight_unit": "lb"}),
    (WeekGoal, "week_goal_1_to_7", {"days": 0}),
    (WeekGoal, "week_goal_1_to_7", {"days": 8}),
    (ActivityRating, "activity_rating_to_10", {"score": 11}),
    (ActivityRating, "activity_rating_day_in_range", {"rated_on": date(1999, 12, 31)}),
    (ActivityRating, "activity_rating_day_in_range", {"rated_on": date(2101, 1, 1)}),
    (ClinicScore, "clinic_score_0_to_1000", {"value": Decimal("-0.01")}),
    (ClinicScore, "clinic_score_0_to_1000", {"value": Decimal("1000.01")}),
    (ClinicScore, "clinic_score_day_in_range", {"scored_on": date(1999, 12, 31)}),
    (ClinicScore, "clinic_score_day_in_range", {"scored_on": date(2101, 1, 1)}),
    (WeekReason, "week_reason_known", {"reason": "boring"}),
    (WeekReason, "week_reason_known", {"reason": ""}),
    (ImportFile, "import_file_known_kind", {"kind": "zip"}),
    (ImportMatch, "import_match_known_app", {"app": "other"}),
    (ImportMatch, "import_match_known_side", {"side": "both"}),
    (ReportLink, "report_link_known_period", {"weeks": 5}),
    (ReportLink, "report_link_ends_after_it_began", {"expires_at": F("created_at")}),
]


@pytest.fixture
def workout(alice: User) -> Workout:
    """One set of crab walks with a band at the ankles, and one of everything else that a person can have."""
    set_week_goal(user=alice, days=4, today=DAY)
    set_week_reason(user=alice, week=Week.containing(DAY), reason="ill")
    alice.clinic_scores.create(name="Knee score", value=72, scored_on=DAY)
    alice.activities.create(name="stairs").ratings.create(week=1404, rated_on=DAY, score=7)
    ImportFile.objects.create(user=alice, name="file", kind="csv", content=b"")
    alice.import_matches.create(app="hevy", name="Crab")
    alice.report_links.create(label="Physio", token_hash="0", expires_at=timezone.now() + timedelta(days=7))
    crab_walk = done("banded-crab-walks", left=[10], resistance=band(alice, position="ankles"))
    return make_workout(user=alice, day=DAY, exercises=[crab_walk])


@pytest.mark.parametrize(("model", "name", "fields"), NONSENSE)
def test_database_refuses_nonsense(workout: Workout, model: type[Any], name: str, fields: dict[str, Any]) -> None:
    rows = model.objects.all()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        rows.update(**fields)


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (Workout, "pain_before"),
        (Workout, "pain_next_morning"),
        (Workout, "revision"),
        (WorkoutExercise, "pain_during"),
        (WorkoutExercise, "exercise_revision"),
        (Band, "order"),
        (ActivityRating, "score"),
        (ActivityRating, "week"),
        (WeekReason, "week"),
    ],
)
def test_database_refuses_numbers_below_nothing(workout: Workout, model: type[Any], field: str) -> None:
    rows = model.objects.all()

    with pytest.raises(IntegrityError, match=field), transaction.atomic():
        rows.update(**{field: -1})


def test_every_named_check_of_the_logbook_is_tried() -> None:
    names = {check.name for model in OWNERS for check in model._meta.constraints if isinstance(check, CheckConstraint)}

    assert {name for _model, name, _fields in NONSENSE} == names


def add_band(workout: Workout) -> None:
    Band.objects.create(user=workout.user, name="Light", order=9)


def add_goal(workout: Workout) -> None:
    WeekGoal.objects.create(user=workout.user, set_on=DAY, days=5)


def add_workout(workout: Workout) -> None:
    Workout.objects.create(user=workout.user, public_id=workout.public_id, performed_on=DAY, timezone="UTC")


def add_exercise(workout: Workout) -> None:
    exercise = Exercise.objects.get(slug="banded-crab-walks")
    WorkoutExercise.objects.create(workout=workout, exercise=exercise, exercise_revision=1)


def add_set(workout: Workout) -> None:
    WorkoutSet.objects.create(workout_exercise=workout.exercises.get(), number=1, side="left", reps=5)


def add_activity(workout: Workout) -> None:
    Activity.objects.create(user=workout.user, name="STAIRS")


def add_rating(workout: Workout) -> None:
    workout.user.activities.get().ratings.create(week=1404, rated_on=DAY, score=1)


def add_score(workout: Workout) -> None:
    workout.user.clinic_scores.create(name="knee SCORE", value=1, scored_on=DAY)


def add_file(workout: Workout) -> None:
    ImportFile.objects.create(user=workout.user, name="another", kind="json", content=b"")


def add_match(workout: Workout) -> None:
    workout.user.import_matches.create(app="hevy", name="Crab")


def add_link(workout: Workout) -> None:
    ends = timezone.now() + timedelta(days=7)
    workout.user.report_links.create(label="Another", token_hash="0", expires_at=ends)


def add_reason(workout: Workout) -> None:
    workout.user.week_reasons.create(week=Week.containing(DAY).number, reason="tired")


ADD_AGAIN = [
    add_band,
    add_goal,
    add_workout,
    add_exercise,
    add_set,
    add_activity,
    add_rating,
    add_score,
    add_reason,
    add_file,
    add_match,
    add_link,
]


@pytest.mark.parametrize("add_again", ADD_AGAIN)
def test_database_refuses_the_same_again(workout: Workout, add_again: Callable[[Workout], None]) -> None:
    before = rows_of(workout.user)

    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        add_again(workout)

    assert rows_of(workout.user) == before


def test_exercise_with_logged_sets_cannot_be_deleted(workout: Workout) -> None:
    exercise = Exercise.objects.get(slug="banded-crab-walks")
    before = rows_of(workout.user)

    with pytest.raises(ProtectedError):
        exercise.delete()

    assert Exercise.objects.filter(slug="banded-crab-walks").exists()
    assert rows_of(workout.user) == before


def test_band_with_logged_sets_cannot_be_deleted(workout: Workout) -> None:
    used = workout.user.bands.get(name="Light")

    with pytest.raises(RestrictedError):
        used.delete()

    assert [row.name for row in workout.user.bands.all()] == ["Light", "Medium", "Heavy"]


def test_unused_band_can_be_deleted(workout: Workout) -> None:
    workout.user.bands.get(name="Heavy").delete()

    assert [row.name for row in workout.user.bands.all()] == ["Light", "Medium"]


def test_deleting_a_person_removes_everything_of_theirs_and_nothing_else(workout: Workout, stranger: User) -> None:
    set_week_goal(user=stranger, days=2, today=DAY)
    make_workout(user=stranger, day=DAY, exercises=[done("clamshells", left=[9], resistance=band(stranger))])
    before, key = rows_of(stranger), workout.user.pk

    workout.user.delete()

    assert {model.__name__: model._default_manager.filter(**{way: key}).count() for model, way in OWNERS.items()} == {
        "Activity": 0,
        "ActivityRating": 0,
        "Band": 0,
        "ClinicScore": 0,
        "ImportFile": 0,
        "ImportMatch": 0,
        "ReportLink": 0,
        "WeekGoal": 0,
        "WeekReason": 0,
        "Workout": 0,
        "WorkoutExercise": 0,
        "WorkoutSet": 0,
    }
    assert rows_of(stranger) == before
    assert WorkoutSet.objects.count() == 1


def bands_of(email: str) -> list[tuple[str, str, int, Any]]:
    bands = User.objects.get(email=email).bands
    return list(bands.values_list("name", "colour", "order", "retired_at"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make",
    [
        lambda: User.objects.create_user("new@example.org", PASSWORD),
        lambda: User.objects.create_superuser("new@example.org", PASSWORD),
        lambda: User.objects.create(email="new@example.org"),
        lambda: call_command("createsuperuser", email="new@example.org", interactive=False, verbosity=0),
    ],
    ids=["user", "superuser", "row", "command"],
)
def test_new_person_owns_the_usual_bands(make: Callable[[], object]) -> None:
    make()

    assert bands_of("new@example.org") == USUAL_BANDS


@pytest.mark.django_db
def test_person_added_in_the_admin_owns_the_usual_bands(client: Client) -> None:
    client.force_login(make_user(is_staff=True, is_superuser=True))

    client.post("/admin/accounts/user/add/", {"email": "new@example.org", "password": PASSWORD})

    assert bands_of("new@example.org") == USUAL_BANDS


def test_saving_a_person_again_adds_no_bands(alice: User) -> None:
    alice.bands.get(name="Heavy").delete()

    alice.save()

    assert [row.name for row in alice.bands.all()] == ["Light", "Medium"]


def test_goal_is_three_days_before_any_is_set(alice: User) -> None:
    assert alice.week_goals.days_for(Week(date(2026, 11, 16))) == 3


@pytest.mark.parametrize(
    ("first", "days"),
    [
        (date(2026, 11, 2), 3),
        (date(2026, 11, 9), 5),
        (date(2026, 11, 16), 5),
        (date(2026, 11, 23), 2),
        (date(2036, 11, 24), 2),
    ],
)
def test_old_weeks_keep_their_goal(alice: User, first: date, days: int) -> None:
    set_week_goal(user=alice, days=5, today=date(2026, 11, 12))
    set_week_goal(user=alice, days=4, today=date(2026, 11, 24))
    set_week_goal(user=alice, days=2, today=date(2026, 11, 26))

    assert alice.week_goals.days_for(Week(first)) == days


@pytest.mark.parametrize(("starts_on", "goals"), [(MONDAY, [3, 5, 5]), (SUNDAY, [3, 3, 5])])
def test_goal_holds_for_the_week_of_its_day_whatever_day_weeks_start_on(
    alice: User, starts_on: int, goals: list[int]
) -> None:
    sunday = date(2026, 11, 15)
    days = [date(2026, 11, 7), date(2026, 11, 14), sunday]

    set_week_goal(user=alice, days=5, today=sunday)

    assert [alice.week_goals.days_for(Week.containing(day, starts_on)) for day in days] == goals


def test_goal_changed_twice_a_day_is_one_row(alice: User) -> None:
    set_week_goal(user=alice, days=5, today=DAY)

    set_week_goal(user=alice, days=1, today=DAY)

    assert list(alice.week_goals.values_list("set_on", "days")) == [(DAY, 1)]


def test_goal_is_each_persons_own(alice: User, stranger: User) -> None:
    set_week_goal(user=stranger, days=7, today=DAY)

    assert alice.week_goals.days_for(Week.containing(DAY)) == 3
