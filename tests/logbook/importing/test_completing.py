"""Exercises of another app that were left out at first, and come into the workouts that are there."""

import pytest
from django.test import Client

from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.importing.found import FoundMatch
from logbook.importing.matching import keep_matches
from logbook.models import Workout, WorkoutExercise
from logbook.seals import seal_version
from tests.logbook.importing.imports import bring_in, document, planned, table, workout
from tests.logbook.importing.test_apps import COMMAS, told
from tests.logbook.importing.test_import_pages import form_of, messages_of, send
from tests.rendered import parse

STRONG = table(
    "2024-01-05 18:30:00,Hips,20m,Clamshell,1,0,12,0,0,Felt good,,",
    "2024-01-05 18:30:00,Hips,20m,Hip Bridge,1,10,15,0,0,,,",
    "2024-01-07 18:30:00,Hips,20m,Clamshell,1,0,11,0,0,,,",
    header=COMMAS.replace("Weight", "Weight (kg)"),
)


def match(user: User, **names: str | None) -> None:
    said = [FoundMatch("strong", name.replace("_", " "), slug, "each") for name, slug in names.items()]
    keep_matches(user=user, matches=said)


@pytest.fixture
def halved(alice: User) -> User:
    """Somebody who left hip bridges out when they imported a file, and says now what they are."""
    match(alice, Clamshell="clamshells", Hip_Bridge=None)
    bring_in(alice, STRONG)
    match(alice, Hip_Bridge="hip-bridges")
    return alice


def test_exercise_that_is_matched_later_comes_into_its_workout(halved: User) -> None:
    plan = bring_in(halved, STRONG)

    assert (len(plan.workouts), len(plan.completed), plan.differing, plan.adds) == (0, 1, [], 1)
    assert told(halved) == [
        ("clamshells", 1, "left", 12, "No resistance"),
        ("clamshells", 1, "right", 12, "No resistance"),
        ("clamshells", 1, "left", 11, "No resistance"),
        ("clamshells", 1, "right", 11, "No resistance"),
        ("hip-bridges", 1, "both", 15, "10 kg"),
    ]
    first, second = Workout.objects.order_by("performed_on")
    assert (first.revision, second.revision) == (2, 1)
    assert WorkoutExercise.objects.get(exercise__slug="hip-bridges").both_reps == 15
    assert WorkoutExercise.objects.get(workout=first, exercise__slug="clamshells").note == "Felt good"


def test_third_time_adds_nothing(halved: User) -> None:
    bring_in(halved, STRONG)

    plan = bring_in(halved, STRONG)

    assert (plan.adds, plan.differing) == (0, [])


def test_workout_that_was_changed_otherwise_stays(halved: User) -> None:
    workout = Workout.objects.earliest("performed_on")
    WorkoutExercise.objects.filter(workout=workout).update(note="Changed here")

    plan = planned(halved, STRONG)

    assert (plan.completed, len(plan.differing)) == ([], 1)


def test_exercise_that_was_left_out_here_for_a_reason_stays_so(halved: User) -> None:
    WorkoutExercise.objects.create(
        workout=Workout.objects.earliest("performed_on"),
        exercise=Exercise.objects.get(slug="hip-bridges"),
        exercise_revision=1,
        skip_reason="pain",
    )

    plan = planned(halved, STRONG)

    assert (plan.completed, len(plan.differing)) == ([], 1)


def test_own_file_takes_nothing_out_of_a_correction(alice: User) -> None:
    sides = {"clamshells": "left", "hip-bridges": "both"}
    both = [{"exercise": slug, "sets": [{"number": 1, "side": side, "count": 9}]} for slug, side in sides.items()]
    bring_in(alice, document(workout(exercises=both)))
    WorkoutExercise.objects.filter(exercise__slug="hip-bridges").delete()

    plan = planned(alice, document(workout(exercises=both)))

    assert (plan.completed, len(plan.differing)) == ([], 1)


def test_page_says_what_comes_into_which_workout(alices_client: Client, halved: User) -> None:
    url = send(alices_client, STRONG)
    page = parse(alices_client.get(url))

    section = page.one("section", **{"aria-labelledby": "completed"})
    assert section.one("tbody").text == "5 January 2024Hip bridges: 1 set"
    address = section.one("a").attributes["href"]
    assert "Exercises for workouts that are here 1 0 0" in page.text
    assert "Add what is new" in [button.text for button in page.all("button")]

    alices_client.post(url, form_of(page))

    assert messages_of(alices_client) == ["Exercises were added to 1 workout. See the first week of them"]
    assert "Hip bridges" in parse(alices_client.get(address)).text


def test_form_of_the_workout_that_was_open_meanwhile_is_told(alices_client: Client, halved: User) -> None:
    workout = Workout.objects.earliest("performed_on")
    old = seal_version(halved, workout)

    bring_in(halved, STRONG)

    assert seal_version(halved, Workout.objects.get(pk=workout.pk)) != old
