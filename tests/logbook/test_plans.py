"""How the databases look rows up: by the index, and never by reading a whole table."""

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.models import Workout, WorkoutExercise, WorkoutSet
from tests.factories import done, make_workout

DAY = date(2026, 11, 18)
INDEX = "workout_by_user_and_days"
# What pages about workouts read a part of; the catalogue and the goals are read as a whole.
LARGE = {"logbook_workout", "logbook_workoutexercise", "logbook_workoutset", "logbook_band"}


@pytest.fixture
def crowd(alice: User, stranger: User) -> User:
    """Alice among many: PostgreSQL reads a small table as a whole, and rightly so."""
    exercises = [done("clamshells", left=[12, 12, 12], right=[12, 12, 12]), done("hip-bridges", both=[20, 20])]
    for number in range(3):
        make_workout(user=alice, day=DAY - timedelta(days=number), exercises=exercises)
    others = User.objects.bulk_create(User(email=f"person{number}@example.org") for number in range(20))
    workouts = Workout.objects.bulk_create(
        Workout(user=user, performed_on=DAY - timedelta(days=number), timezone="UTC")
        for user in others
        for number in range(50)
    )
    catalogue = list(Exercise.objects.all())
    parts = WorkoutExercise.objects.bulk_create(
        WorkoutExercise(workout=workout, exercise=exercise, exercise_revision=1)
        for workout in workouts
        for exercise in catalogue
    )
    WorkoutSet.objects.bulk_create(WorkoutSet(workout_exercise=part, number=1, side="left", reps=12) for part in parts)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return alice


def steps_of(sql: str) -> list[str]:
    """Return the steps of a query's plan, one line each."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            return [row[3] for row in cursor.fetchall()]
        # Whether an index can be used; tables of a test are small enough to do without.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        found = cursor.fetchone()[0]
    plans = json.loads(found) if isinstance(found, str) else found
    return list(_nodes(plans[0]["Plan"]))


def _nodes(plan: dict[str, object]) -> Iterator[str]:
    yield " ".join(str(plan.get(key, "")) for key in ("Node Type", "Relation Name", "Index Name", "Index Cond"))
    parts = plan.get("Plans", [])
    assert isinstance(parts, list)
    for part in parts:
        yield from _nodes(part)


def is_whole_table(step: str) -> bool:
    """Return whether a step reads one of the large tables from end to end."""
    words = step.split()
    if connection.vendor == "sqlite":
        return words[0] == "SCAN" and words[1] in LARGE
    return step.startswith("Seq Scan") and words[2] in LARGE


@pytest.mark.parametrize(
    ("url", "reads"),
    [
        ("/", 5),
        ("/history/", 2),
        ("/history/2026-11-09/", 2),
        ("/history/weeks/52/", 2),
        ("/history/months/2026-11/", 2),
        ("/history/exercises/clamshells/", 3),
        ("/data/report/?weeks=4", 5),
    ],
)
def test_history_is_looked_up_by_person_and_day(client: Client, crowd: User, url: str, reads: int) -> None:
    client.force_login(crowd)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    about_workouts = [query["sql"] for query in queries if '"logbook_workout"' in query["sql"]]

    plans = [steps_of(sql) for sql in about_workouts]

    assert len(plans) == reads
    assert [step for plan in plans for step in plan if is_whole_table(step)] == []
    assert [plan for plan in plans if not any(INDEX in step for step in plan)] == []


def test_active_weeks_are_read_from_the_index_alone(client: Client, crowd: User) -> None:
    client.force_login(crowd)
    with CaptureQueriesContext(connection) as queries:
        client.get("/history/")
    (days,) = [query["sql"] for query in queries if "has_sets" in query["sql"]]

    plan = " ".join(steps_of(days))

    alone = "USING COVERING INDEX" if connection.vendor == "sqlite" else "Index Only Scan"
    assert f"{alone} {INDEX}" in plan or f"{alone} logbook_workout {INDEX}" in plan


def test_whole_tables_are_noticed(crowd: User) -> None:
    steps = steps_of('SELECT * FROM "logbook_workout" WHERE "note" = \'Rain\'')

    assert [is_whole_table(step) for step in steps] == [True]
