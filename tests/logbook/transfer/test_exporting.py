"""What is in an export of what is in the database."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from exercises.models import TEXT_FIELDS, Exercise
from exercises.versions import store
from hipstrength.accounts.models import User
from logbook.models import Workout, WorkoutExercise, create_default_bands
from logbook.transfer import gathering
from logbook.transfer.exporting import export_csv, export_json
from logbook.transfer.names import CSV_COLUMNS, as_written, plain_breaks
from tests.factories import make_user, make_workout
from tests.logbook.transfer.exports import (
    DAY,
    JSON_KEYS,
    NOW,
    ODD_NAME,
    ODD_NOTE,
    csv_of,
    fill_everything,
    fresh,
    json_of,
    rows_of,
)

JSON_QUERIES, CSV_QUERIES = 11, 4


def test_export_of_a_new_person_has_their_settings_and_bands(alice: User) -> None:
    assert json_of(alice) == {
        "format": "hipstrength",
        "version": 1,
        "exported_at": "2026-11-26T10:00:00+00:00",
        "profile": {
            "email": "alice@example.org",
            "time_zone": "Europe/Berlin",
            "week_start": "monday",
            "weight_unit": "kg",
            "knee": "",
            "rest_seconds": 60,
            "rest_sound": False,
            "rest_vibration": True,
            "wants_advice": True,
            "target_sets": 2,
            "pain_limit": 2,
            "weights": "",
            "weight_step": 0.5,
            "steps": [],
        },
        "bands": [
            {"name": "Light", "colour": "yellow", "order": 1, "retired_at": None},
            {"name": "Medium", "colour": "green", "order": 2, "retired_at": None},
            {"name": "Heavy", "colour": "blue", "order": 3, "retired_at": None},
        ],
        **{name: [] for name in JSON_KEYS[5:]},
    }


def test_export_has_its_keys_in_order(alice: User) -> None:
    fill_everything(alice)

    assert tuple(json_of(alice)) == JSON_KEYS


def test_export_tells_settings_with_the_steps_of_bands_that_are_there(alice: User) -> None:
    fill_everything(alice)

    profile = json_of(alice)["profile"]

    assert [profile[name] for name in ("week_start", "weight_unit", "knee", "rest_seconds", "rest_sound")] == [
        *("sunday", "lb", "both", 0, True)
    ]
    assert (profile["weights"], profile["weight_step"]) == ("0.5 kg, 1 lb", 0.25)
    heavy, odd = {"band": "Heavy", "band_position": "ankles"}, {"band": ODD_NAME, "band_position": "above_knees"}
    weight, light = {"weight": 1.5, "unit": "kg"}, {"band": "Light", "band_position": ""}
    assert profile["steps"] == [
        {"exercise": "banded-crab-walks", "order": [heavy, odd], "hidden": []},
        {"exercise": "hip-bridges", "order": [{}, light, weight], "hidden": [weight]},
    ]


def test_export_tells_what_is_said_about_the_knee(alice: User) -> None:
    fill_everything(alice)

    read = json_of(alice)

    # Weeks begin on Sundays here.
    assert read["week_reasons"] == [
        {"week": "2026-10-25", "reason": "skipped"},
        {"week": "2026-11-22", "reason": "not_helping"},
    ]
    assert read["activities"] == [
        {
            "name": "Treppe, abwärts",
            "retired_at": None,
            "ratings": [{"week": "2026-11-22", "rated_on": "2026-11-17", "score": 7}],
        },
        {
            "name": "=Laufen",
            "retired_at": "2026-11-26T10:00:00+00:00",
            "ratings": [
                {"week": "2026-10-18", "rated_on": "2026-10-27", "score": 2},
                {"week": "2026-11-01", "rated_on": "2026-10-27", "score": 4},
            ],
        },
    ]
    assert read["clinic_scores"] == [
        {"name": "KOOS-PF", "value": 64, "scored_on": "2026-02-01"},
        {"name": "AKPS", "value": 72.25, "scored_on": "2026-11-17"},
    ]
    assert read["goals"] == [{"set_on": "2026-01-05", "days": 2}, {"set_on": "2026-11-17", "days": 4}]
    assert read["import_matches"] == [
        {"app": "hevy", "name": "Bench press", "exercise": None, "side": "left"},
        {"app": "strong", "name": "Clamshell", "exercise": "clamshells", "side": "each"},
    ]
    assert [(one["name"], one["retired_at"]) for one in read["bands"]] == [
        ("Light", None),
        (ODD_NAME, "2026-11-26T10:00:00.123456+00:00"),
        ("Heavy", None),
    ]


def test_export_tells_whole_workouts_oldest_first(alice: User) -> None:
    fill_everything(alice)
    corrected, plain, whole = (alice.workouts.get(performed_on=f"2026-{day}") for day in ("11-02", "11-17", "10-25"))

    workouts = json_of(alice)["workouts"]

    assert [one["performed_on"] for one in workouts] == ["2026-01-06", "2026-10-25", "2026-11-02", "2026-11-17"]
    assert [one["id"] for one in workouts[1:]] == [str(one.public_id) for one in (whole, corrected, plain)]
    assert (workouts[0]["exercises"], workouts[0]["note"]) == ([], "Only a note")
    assert {name: value for name, value in workouts[1].items() if name not in ("id", "exercises")} == {
        "performed_on": "2026-10-25",
        # The second time that the clocks showed half past two.
        "started_at": "2026-10-25T02:30:00.000001+01:00",
        "time_zone": "Europe/Berlin",
        "revision": 1,
        "pain_before": 0,
        "pain_next_morning": 10,
        "warning_signs": ["locked", "swelling"],
        "note": ODD_NOTE,
    }
    assert [workouts[2][name] for name in ("started_at", "revision", "note")] == [None, 2, "+ moved"]


def test_export_tells_exercises_in_the_order_of_the_catalogue_and_sets_in_theirs(alice: User) -> None:
    fill_everything(alice)

    whole, corrected = json_of(alice)["workouts"][1:3]

    nothing = {"band": None, "band_position": "", "weight": None, "unit": ""}
    light = {**nothing, "band": "Light"}
    assert whole["exercises"] == [
        {
            "exercise": "clamshells",
            "revision": 2,
            "pain_during": 0,
            "skip_reason": "",
            "note": ODD_NOTE,
            "sets": [
                {"number": 1, "side": "left", "count": 12, **light},
                {"number": 1, "side": "right", "count": 10, **light},
                {"number": 2, "side": "left", "count": 100, **light},
            ],
        },
        {
            "exercise": "side-lying-hip-abduction",
            "revision": 1,
            "pain_during": 10,
            "skip_reason": "no_band",
            "note": "",
            "sets": [],
        },
        {
            "exercise": "hip-bridges",
            "revision": 1,
            "pain_during": None,
            "skip_reason": "",
            "note": "",
            "sets": [{"number": 1, "side": "both", "count": 15, **nothing, "weight": 220, "unit": "lb"}],
        },
    ]
    assert [one["exercise"] for one in corrected["exercises"]] == ["hip-bridges", "banded-crab-walks"]
    assert corrected["exercises"][1]["sets"][0] == {
        **nothing,
        "number": 1,
        "side": "left",
        "count": 20,
        "band": "Heavy",
        "band_position": "ankles",
    }


def test_export_has_each_text_that_a_workout_names(alice: User) -> None:
    before = Exercise.objects.get(slug="clamshells").summary
    fill_everything(alice)

    texts = json_of(alice)["exercises"]

    assert [(one["slug"], one["revision"]) for one in texts] == [
        ("banded-crab-walks", 1),
        ("clamshells", 1),
        ("clamshells", 2),
        ("hip-bridges", 1),
        ("side-lying-hip-abduction", 1),
    ]
    assert [one["summary"] for one in texts[1:3]] == [before, "Another text."]
    stored = Exercise.objects.get(slug="hip-bridges")
    assert {name: texts[3][name] for name in TEXT_FIELDS} == {name: getattr(stored, name) for name in TEXT_FIELDS}


def test_export_leaves_out_a_text_that_is_kept_nowhere(alice: User) -> None:
    make_workout(user=alice, day=DAY)
    WorkoutExercise.objects.update(exercise_revision=99)

    read = json_of(alice)

    assert (read["workouts"][0]["exercises"][0]["revision"], read["exercises"]) == (99, [])


def test_export_has_a_text_that_an_admin_changed_twice_as_it_was_then(alice: User) -> None:
    make_workout(user=alice, day=DAY)
    before = Exercise.objects.get(slug="clamshells").steps
    for steps in ("One.", "Two."):
        exercise = Exercise.objects.get(slug="clamshells")
        exercise.steps = steps
        store(exercise, by=None)

    (text,) = json_of(alice)["exercises"]

    assert (text["revision"], text["steps"]) == (1, before)


def test_export_has_nothing_of_others(alice: User, stranger: User) -> None:
    empty = json_of(alice), csv_of(alice)
    fill_everything(stranger)

    assert (json_of(alice), csv_of(alice)) == empty


def test_csv_has_every_set_with_its_workout(alice: User) -> None:
    fill_everything(alice)
    whole = alice.workouts.get(performed_on=date(2026, 10, 25))

    rows = rows_of(alice)

    assert [(row["date"], row["exercise"], row["set"], row["side"], row["count"]) for row in rows] == [
        ("2026-10-25", "clamshells", "1", "left", "12"),
        ("2026-10-25", "clamshells", "1", "right", "10"),
        ("2026-10-25", "clamshells", "2", "left", "100"),
        ("2026-10-25", "hip-bridges", "1", "both", "15"),
        ("2026-11-02", "hip-bridges", "1", "both", "12"),
        ("2026-11-02", "banded-crab-walks", "1", "left", "20"),
        ("2026-11-02", "banded-crab-walks", "1", "right", "20"),
        ("2026-11-02", "banded-crab-walks", "2", "left", "18"),
        ("2026-11-17", "clamshells", "1", "left", "1"),
    ]
    assert {name: as_written(value) for name, value in rows[0].items()} == {
        "date": "2026-10-25",
        "started_at": "2026-10-25T02:30:00.000001+01:00",
        "exercise": "clamshells",
        "revision": "2",
        "set": "1",
        "side": "left",
        "count": "12",
        "count_unit": "reps",
        "band": "Light",
        "band_position": "",
        "weight_value": "",
        "weight_unit": "",
        "pain_before": "0",
        "pain_during": "0",
        "pain_next_morning": "10",
        "note": plain_breaks(ODD_NOTE),
        "exercise_note": plain_breaks(ODD_NOTE),
        "time_zone": "Europe/Berlin",
        "workout": str(whole.public_id),
    }
    assert [(row["started_at"], row["weight_value"], row["weight_unit"]) for row in rows[3:5]] == [
        ("2026-10-25T02:30:00.000001+01:00", "220", "lb"),
        ("", "2.5", "kg"),
    ]
    assert {row["count_unit"] for row in rows if row["exercise"] == "banded-crab-walks"} == {"steps"}


def test_csv_of_a_new_person_has_its_head_alone(alice: User) -> None:
    assert csv_of(alice) == "\ufeff" + ",".join(CSV_COLUMNS) + "\r\n"


@pytest.mark.parametrize(
    ("zone", "moment", "told"),
    [
        ("Europe/Berlin", datetime(2026, 7, 1, 12, tzinfo=UTC), "2026-07-01T14:00:00+02:00"),
        ("Asia/Kathmandu", datetime(2026, 7, 1, 12, tzinfo=UTC), "2026-07-01T17:45:00+05:45"),
        ("Pacific/Kiritimati", datetime(2026, 7, 1, 12, tzinfo=UTC), "2026-07-02T02:00:00+14:00"),
        ("No/Where", datetime(2026, 7, 1, 12, tzinfo=UTC), "2026-07-01T12:00:00+00:00"),
        ("", datetime(2026, 7, 1, 12, tzinfo=UTC), "2026-07-01T12:00:00+00:00"),
        # Until 1972 its clocks were 44 minutes and 30 seconds behind.
        ("Africa/Monrovia", datetime(1970, 7, 1, 12, tzinfo=UTC), "1970-07-01T12:00:00+00:00"),
    ],
)
def test_start_of_a_workout_is_told_by_its_own_clocks(alice: User, zone: str, moment: datetime, told: str) -> None:
    make_workout(user=alice, day=DAY)
    Workout.objects.update(started_at=moment, timezone=zone)

    (workout,) = json_of(alice)["workouts"]

    assert (workout["started_at"], workout["time_zone"]) == (told, zone)


@pytest.mark.parametrize("count", [1, gathering.AT_ONCE])
def test_export_asks_the_same_of_a_long_log(
    alice: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    fill_in_bulk(alice, count)
    user = fresh(alice)

    with django_assert_num_queries(JSON_QUERIES):
        export_json(user, NOW)
    with django_assert_num_queries(CSV_QUERIES):
        export_csv(user)


def test_export_asks_once_more_for_each_hundred_workouts(
    alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill_in_bulk(alice, 2 * gathering.AT_ONCE + 1)
    user = fresh(alice)

    with django_assert_num_queries(JSON_QUERIES + 2):
        export_json(user, NOW)
    with django_assert_num_queries(CSV_QUERIES + 2):
        export_csv(user)
    assert len(json_of(alice)["workouts"]) == 2 * gathering.AT_ONCE + 1


def fill_in_bulk(user: User, count: int) -> None:
    """Log many workouts at once, on days that come again."""
    rows = Workout.objects.bulk_create(
        Workout(user=user, performed_on=date(2026, 1 + number % 12, 1), timezone="UTC") for number in range(count)
    )
    exercise = Exercise.objects.get(slug="clamshells")
    entries = WorkoutExercise.objects.bulk_create(
        WorkoutExercise(workout=row, exercise=exercise, exercise_revision=1) for row in rows
    )
    for entry in entries[:2]:
        entry.sets.create(number=1, side="left", reps=12, weight_value=Decimal("1.5"), weight_unit="kg")
    user.activities.create(name="Run").ratings.create(week=1404, rated_on=DAY, score=1)


def test_same_data_is_the_same_file(alice: User) -> None:
    fill_everything(alice)

    first, second = (b"".join(export_json(fresh(alice), NOW)) for _time in range(2))

    assert first == second
    assert first.decode() == first.decode().strip() + "\n"
    assert json.loads(first)["workouts"][0]["note"] == "Only a note"


def test_person_without_bands_or_choices_can_be_told(catalogue: None) -> None:
    user = make_user(ladders={"gone-exercise": {}, "clamshells": {"order": ["nonsense", "none"], "hidden": []}})
    user.bands.all().delete()

    read = json_of(user)

    assert read["bands"] == []
    assert read["profile"]["steps"] == [
        {"exercise": "clamshells", "order": [{}], "hidden": []},
        {"exercise": "gone-exercise", "order": [], "hidden": []},
    ]
    create_default_bands(user=user)
    assert len(json_of(user)["bands"]) == 3
