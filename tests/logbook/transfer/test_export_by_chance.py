"""Exports of logs that chance made up: as the schema says, and the same in both formats."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.entries import MOST_REPS, SIDES, SKIP_REASONS, WARNING_SIGNS, ExerciseEntry, SetEntry, WorkoutEntry
from logbook.recording import record_workout
from logbook.resistance import NO_RESISTANCE, POSITIONS, Resistance
from tests.factories import kg
from tests.logbook.random_logs import make_people
from tests.logbook.transfer.exports import json_of, rows_of


def test_csv_and_json_tell_the_same_sets(catalogue: None) -> None:
    for person in make_people(40, seed=3):
        workouts = json_of(person.user)["workouts"]
        told = [
            (one["id"], done["exercise"], bout["number"], bout["side"], bout["count"], bout["band"] or "")
            for one in workouts
            for done in one["exercises"]
            for bout in done["sets"]
        ]

        rows = [
            (row["workout"], row["exercise"], int(row["set"]), row["side"], int(row["count"]), row["band"])
            for row in rows_of(person.user)
        ]

        assert rows == told
        assert len(workouts) == len(person.entries)


# Notes of any letters that both databases keep, and of what CSV and JSON have their trouble with.
TEXTS = st.text(st.sampled_from("=+-@'\"\\,;\t\r\n ü") | st.characters(codec="utf-8", exclude_characters="\0"))
PAINS = st.none() | st.integers(0, 10)


@st.composite
def workout_entries(draw: Any, user: User, exercises: dict[str, Exercise]) -> WorkoutEntry:
    bands = [Resistance(one.pk, one.name, one.order) for one in user.bands.all()]
    chosen = draw(st.lists(st.sampled_from(sorted(exercises)), unique=True))
    resistances = st.sampled_from([NO_RESISTANCE, kg("0.25"), kg("12.75"), *bands]) | st.builds(
        lambda one, place: Resistance(one.band_id, one.band_name, one.band_order, place),
        st.sampled_from(bands),
        st.sampled_from(POSITIONS),
    )
    done = []
    for slug in chosen:
        sides = SIDES[exercises[slug].sides]
        places = st.tuples(st.integers(1, 20), st.sampled_from(sides))
        sets = [
            SetEntry(number, side, draw(st.integers(1, MOST_REPS)), draw(resistances))
            for number, side in draw(st.lists(places, unique=True, max_size=4))
        ]
        reason = "" if sets else draw(st.sampled_from(["", *SKIP_REASONS]))
        done.append(ExerciseEntry(slug, tuple(sets), draw(PAINS), draw(TEXTS.map(lambda text: text[:200])), reason))
    signs = draw(st.lists(st.sampled_from(WARNING_SIGNS), unique=True))
    day = draw(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
    note = draw(TEXTS.map(lambda text: text[:500]))
    return WorkoutEntry(day, tuple(done), draw(PAINS), draw(PAINS), note, tuple(signs))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_export_of_any_log_is_as_the_schema_says(alice: User, data: st.DataObject) -> None:
    exercises = {one.slug: one for one in Exercise.objects.all()}
    with transaction.atomic():
        entries = data.draw(st.lists(workout_entries(alice, exercises), max_size=3))
        for entry in entries:
            started_at = data.draw(st.datetimes(datetime(2000, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 — the zone is beside it
            record_workout(user=alice, public_id=uuid.uuid4(), entry=entry, exercises=exercises, started_at=started_at)

        read, rows = json_of(alice), rows_of(alice)

        notes = sorted(one["note"] for one in read["workouts"])
        assert notes == sorted(entry.note for entry in entries)
        assert len(rows) == sum(len(done.sets) for entry in entries for done in entry.exercises)
        transaction.set_rollback(True)
