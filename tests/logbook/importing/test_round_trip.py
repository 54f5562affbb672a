"""Export, lose everything, import: the export is the same, byte for byte, however odd the log."""

import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.ladders import key_of
from logbook.models import Band, ImportMatch, WeekReason, Workout
from logbook.recording import record_workout
from logbook.resistance import NO_RESISTANCE
from tests.factories import band, kg
from tests.logbook.importing.imports import LATE, bring_in, exported_csv, exported_json, lose_everything, planned
from tests.logbook.random_logs import make_people
from tests.logbook.transfer.exports import fill_everything
from tests.logbook.transfer.test_export_by_chance import workout_entries
from tests.stored import all_rows

UTC_MOMENTS = st.datetimes(datetime(2000, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 — the zone is beside it
# Names as the forms make them.
NAMES = st.text(
    st.sampled_from("=+-@'\",; abAB\N{HEBREW LETTER ALEF}\N{LEG}\N{LATIN SMALL LETTER U WITH DIAERESIS}"), max_size=40
).map(lambda text: " ".join(text.split()))
DAYS = st.dates(date(2000, 1, 2), date(2100, 12, 31))


def assert_round_trips(user: User) -> User:
    as_json, as_csv = exported_json(user), exported_csv(user)

    again = lose_everything(user)
    plan = bring_in(again, as_json, now=LATE)
    assert plan.problems == []
    assert exported_json(again) == as_json
    assert exported_csv(again) == as_csv

    plan = planned(again, as_json, now=LATE)
    assert (plan.adds, plan.differing, plan.kept) == (0, [], [])
    assert (plan.changed_settings, plan.changes_steps, plan.problems) == ([], False, [])
    plan = planned(again, as_csv, now=LATE)
    assert (plan.adds, plan.differing, plan.problems) == (0, [], [])
    rows = all_rows()
    del rows["ImportFile"]
    assert bring_in(again, as_json, now=LATE).adds == 0
    assert bring_in(again, as_csv, now=LATE, takes_settings=False).adds == 0
    assert all_rows() == rows | {"ImportFile": []}

    anew = lose_everything(again)
    assert bring_in(anew, as_csv, now=LATE).problems == []
    assert exported_csv(anew) == as_csv
    assert bring_in(anew, as_csv, now=LATE).adds == 0
    return anew


def test_everything_round_trips(alice: User) -> None:
    fill_everything(alice)

    assert_round_trips(alice)


def test_empty_account_round_trips(alice: User) -> None:
    as_json = exported_json(alice)

    again = lose_everything(alice)
    assert bring_in(again, as_json).adds == 0

    assert exported_json(again) == as_json


def test_random_logs_round_trip(catalogue: None) -> None:
    for person in make_people(8, seed=5):
        assert_round_trips(person.user)


@st.composite
def about(draw: Any, user: User) -> None:
    """Fill in what somebody has beside workouts."""
    names = draw(st.lists(NAMES.filter(bool), unique_by=str.casefold, max_size=4))
    user.bands.all().delete()
    colours, moments = st.sampled_from(Band.Colour.values), st.none() | UTC_MOMENTS
    for order, name in enumerate([*names, "Light", "Heavy"], start=1):
        user.bands.create(
            name=name, order=order + draw(st.integers(0, 2)), colour=draw(colours), retired_at=draw(moments)
        )
    for day in draw(st.lists(DAYS, unique=True, max_size=3)):
        user.week_goals.create(set_on=day, days=draw(st.integers(1, 7)))
    for week in draw(st.lists(st.integers(1, 5000), unique=True, max_size=3)):
        user.week_reasons.create(week=week, reason=draw(st.sampled_from(WeekReason.Reason.values)))
    for place, name in enumerate(draw(st.lists(NAMES.filter(bool), unique_by=str.casefold, max_size=5))):
        one = user.activities.create(name=name, retired_at=draw(UTC_MOMENTS if place > 2 else moments))
        for week in draw(st.lists(st.integers(1, 5000), unique=True, max_size=3)):
            one.ratings.create(week=week, rated_on=draw(DAYS), score=draw(st.integers(0, 10)))
    for name in draw(st.lists(NAMES.filter(bool), unique_by=str.casefold, max_size=3)):
        value = Decimal(draw(st.integers(0, 100_000))) / 100
        user.clinic_scores.create(name=name, value=value, scored_on=draw(DAYS))
    for name in draw(st.lists(NAMES, unique=True, max_size=3)):
        app, side = draw(st.sampled_from(ImportMatch.App.values)), draw(st.sampled_from(ImportMatch.Side.values))
        exercise = draw(st.sampled_from([None, *Exercise.objects.all()]))
        user.import_matches.create(app=app, name=name, exercise=exercise, side=side)
    keys = [key_of(NO_RESISTANCE), key_of(band(user)), key_of(band(user, "Heavy", "feet")), key_of(kg("0.25"))]
    user.ladders = {
        slug: {"order": draw(st.permutations(keys)), "hidden": draw(st.lists(st.sampled_from(keys), unique=True))}
        for slug in draw(st.lists(st.sampled_from(["clamshells", "hip-bridges"]), unique=True))
    }
    user.week_start = draw(st.sampled_from([0, 6]))
    user.knee = draw(st.sampled_from(["", "left", "right", "both"]))
    user.rest_sound, user.wants_advice = draw(st.booleans()), draw(st.booleans())
    user.weight_step = draw(st.sampled_from([Decimal("0.25"), Decimal("2.5"), Decimal(5)]))
    user.save()


@pytest.mark.timeout(300)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_log_round_trips(alice: User, data: st.DataObject) -> None:
    exercises = {one.slug: one for one in Exercise.objects.all()}
    with transaction.atomic():
        data.draw(about(alice))
        for entry in data.draw(st.lists(workout_entries(alice, exercises), max_size=4)):
            started_at = data.draw(UTC_MOMENTS)
            workout, _is_new = record_workout(
                user=alice, public_id=uuid.uuid4(), entry=entry, exercises=exercises, started_at=started_at
            )
            if data.draw(st.booleans()):
                # In the middle of the day as clocks in Berlin show it.
                day = entry.performed_on
                noon = datetime(day.year, day.month, day.day, 11, 0, 0, 7, tzinfo=UTC) + timedelta(minutes=1)
                Workout.objects.filter(pk=workout.pk).update(started_at=noon, revision=data.draw(st.integers(1, 9)))

        assert_round_trips(alice)

        transaction.set_rollback(True)
