"""Exports while something else is saved: never a file that contradicts itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import connection

from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.entries import WorkoutEntry
from logbook.models import Workout
from logbook.recording import correct_workout
from tests.factories import band, done, make_workout
from tests.logbook.transfer.exports import DAY, json_of, rows_of


@contextmanager
def meanwhile(change: Callable[[], object], times: int = 1) -> Iterator[list[int]]:
    """Let something happen each time that sets are about to be read, as by a request at the same time."""
    happened: list[int] = []

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        if "logbook_workoutset" in sql and sql.startswith("SELECT") and len(happened) < times and not busy:
            busy.append(1)
            happened.append(1)
            change()
            busy.clear()
        return execute(sql, *rest)

    busy: list[int] = []
    with connection.execute_wrapper(watch):
        yield happened


def with_new_band(user: User, workout: Workout) -> Callable[[], object]:
    """Return what corrects a workout so that it has a band which was not there before."""

    def correct() -> None:
        user.bands.create(name=f"New {user.bands.count()}", order=8)
        resistance = band(user, user.bands.latest("pk").name)
        now = Workout.objects.with_sets().get(pk=workout.pk)
        entry = WorkoutEntry(DAY, (done("clamshells", left=[5], resistance=resistance),))
        exercises = {one.slug: one for one in Exercise.objects.all()}
        assert correct_workout(workout=now, entry=entry, exercises=exercises, seen=now.revision)

    return correct


@pytest.mark.parametrize("times", [1, 2])
def test_band_that_is_made_and_used_meanwhile_is_in_the_file(alice: User, times: int) -> None:
    workout = make_workout(user=alice, day=DAY)

    with meanwhile(with_new_band(alice, workout), times) as happened:
        read = json_of(alice)

    assert len(happened) == times
    used = read["workouts"][0]["exercises"][0]["sets"][0]["band"]
    assert used == f"New {2 + times}"
    assert used in [one["name"] for one in read["bands"]]


def test_band_that_is_made_and_used_meanwhile_is_in_the_table(alice: User) -> None:
    workout = make_workout(user=alice, day=DAY)

    with meanwhile(with_new_band(alice, workout)):
        rows = rows_of(alice)

    assert [row["band"] for row in rows] == ["New 3"]


def test_band_that_is_renamed_meanwhile_has_one_name_in_the_file(alice: User) -> None:
    make_workout(user=alice, day=DAY, exercises=[done("clamshells", left=[5], resistance=band(alice))])

    with meanwhile(lambda: alice.bands.filter(name="Light").update(name="Very light")):
        read = json_of(alice)

    assert read["workouts"][0]["exercises"][0]["sets"][0]["band"] == read["bands"][0]["name"] == "Light"


def test_workout_that_is_saved_meanwhile_comes_with_the_next_export(alice: User) -> None:
    make_workout(user=alice, day=DAY)

    with meanwhile(lambda: make_workout(user=alice, day=date(2026, 1, 1))):
        read = json_of(alice)

    assert [one["performed_on"] for one in read["workouts"]] == ["2026-11-17"]


def test_workout_that_is_deleted_or_moved_meanwhile_is_there_once_or_not_at_all(alice: User) -> None:
    gone, moved = make_workout(user=alice, day=DAY), make_workout(user=alice, day=DAY)

    def change() -> None:
        gone.delete()
        Workout.objects.filter(pk=moved.pk).update(performed_on=date(2026, 11, 30))

    with meanwhile(change):
        read = json_of(alice)

    assert [one["id"] for one in read["workouts"]] == [str(moved.public_id)]
    assert [one["slug"] for one in read["exercises"]] == ["clamshells"]
