"""Notes in files of Strong and Hevy: each comes in, or is told."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hipstrength.accounts.models import User
from logbook.importing.uploads import NotMatchedError
from logbook.models import Workout, WorkoutExercise
from tests.logbook.importing.imports import (
    bring_in,
    exported_json,
    lose_everything,
    match_names,
    noted,
    planned,
    table,
    told_problems,
)
from tests.logbook.importing.test_apps import COMMAS
from tests.rendered import parse

START = "2024-01-05 18:30:00,Hips,20m"


@pytest.fixture(autouse=True)
def matched(alice: User) -> None:
    """Alice said what the names mean."""
    match_names(alice)


def test_note_of_an_exercise_without_sets_is_kept(alice: User) -> None:
    data = table(
        f"{START},Clamshell,Note,0,0,0,0,knee hurt a lot,,",
        f"{START},Glute Bridge,1,0,12,0,0,,,",
        header=COMMAS,
    )

    plan = bring_in(alice, data)

    assert told_problems(plan) == []
    assert noted(alice) == [("clamshells", "knee hurt a lot", 0), ("hip-bridges", "", 1)]
    assert (bring_in(alice, data).adds, planned(alice, data).differing) == (0, [])


def test_note_without_sets_survives_export_and_import(alice: User) -> None:
    bring_in(alice, table(f"{START},Clamshell,Note,0,0,0,0,knee hurt a lot,,", header=COMMAS))
    before = exported_json(alice)

    again = lose_everything(alice)
    bring_in(again, before)

    assert noted(again) == [("clamshells", "knee hurt a lot", 0)]
    assert exported_json(again) == before


def test_note_that_the_log_lacks_comes_into_its_workout(alice: User) -> None:
    sets = f"{START},Glute Bridge,Note,0,0,0,0,not today,,"
    bring_in(alice, table(sets, header=COMMAS))

    bring_in(alice, table(sets, f"{START},Clamshell,Note,0,0,0,0,knee hurt a lot,,", header=COMMAS))

    rows = WorkoutExercise.objects.order_by("id")
    assert [(row.exercise.slug, row.note) for row in rows] == [
        ("hip-bridges", "not today"),
        ("clamshells", "knee hurt a lot"),
    ]
    assert not Workout.objects.get().has_sets


def test_exercise_that_was_left_out_here_makes_no_difference(alice: User) -> None:
    data = table(f"{START},Glute Bridge,1,0,12,0,0,,,", header=COMMAS)
    bring_in(alice, data)
    exercise = WorkoutExercise.objects.get()
    clamshells = type(exercise.exercise).objects.get(slug="clamshells")
    WorkoutExercise.objects.create(
        workout=exercise.workout, exercise=clamshells, exercise_revision=1, skip_reason="tired", note="too tired"
    )

    assert planned(alice, data).differing == []


def test_notes_of_a_rest_are_kept(alice: User) -> None:
    data = table(
        f"{START},Clamshell,1,0,12,0,0,,,",
        f"{START},Clamshell,Rest Timer,0,0,0,90,breathe,good day,",
        header=COMMAS,
    )

    bring_in(alice, data)

    assert (noted(alice), Workout.objects.get().note) == ([("clamshells", "breathe", 2)], "Hips\ngood day")


def test_note_is_kept_where_every_set_of_its_exercise_is_refused(alice: User) -> None:
    data = table(
        f"{START},Clamshell,1,0,101,0,0,knee hurt a lot,,",
        f"{START},Glute Bridge,1,0,12,0,0,,,",
        header=COMMAS,
    )

    plan = bring_in(alice, data)

    assert told_problems(plan) == [("Line 2", "Reps or steps are a whole number from 1 to 100. Here is “101”.")]
    assert noted(alice) == [("clamshells", "knee hurt a lot", 0), ("hip-bridges", "", 1)]


def test_notes_are_said_to_be_left_out_where_every_set_of_a_workout_is_refused(alice: User) -> None:
    wrong = f"{START},Clamshell,1,0,101,0,0,knee hurt a lot,bad day,"
    bridge = f"{START},Glute Bridge,Note,0,0,0,0,no band,bad day,"

    plan = bring_in(alice, table(wrong, bridge, header=COMMAS))

    assert told_problems(plan) == [
        ("Line 2", "Reps or steps are a whole number from 1 to 100. Here is “101”."),
        (
            "Line 2",
            "No set of this workout can come in, so its notes are left out, too: “bad day\nknee hurt a lot\nno band”.",
        ),
    ]
    assert not Workout.objects.exists()
    # Corrected and sent again, all of it comes in.
    bring_in(alice, table(wrong.replace("101", "100"), bridge, header=COMMAS))
    assert noted(alice) == [("clamshells", "knee hurt a lot", 2), ("hip-bridges", "no band", 0)]


def test_workout_with_no_right_set_and_no_notes_is_told_once(alice: User) -> None:
    plan = planned(alice, table(f"{START},Clamshell,1,0,101,0,0,,,", header=COMMAS))

    assert [place for place, _words in told_problems(plan)] == ["Line 2"]


def test_notes_of_what_was_left_out_are_said(alice: User) -> None:
    data = table(
        f"{START},Clamshell,1,0,12,0,0,,good day,",
        f"{START},Squat,1,0,12,0,0,deep,good day,",
        f"{START},Squat,2,0,12,0,0,deep,good day,",
        "2024-01-06 18:30:00,Legs,20m,Squat,1,0,12,0,0,deep,long day,",
        "2024-01-07 18:30:00,Legs,20m,Squat,1,0,12,0,0,,,",
        header=COMMAS,
    )

    assert planned(alice, data).found.remarks == [
        "Sets of the exercises that you left out are not in it: 2.",
        "Notes of the workouts and exercises that you left out are not in it: 3.",
        "Workouts without any of the exercises that you chose are left out: 2.",
    ]


def test_name_with_notes_alone_is_asked_about(alices_client: Client, alice: User) -> None:
    data = table(
        f"{START},Donkey Kick,Note,0,0,0,0,knee hurt a lot,,",
        f"{START},Plank,Note,0,0,0,0,,,",
        f"{START},Glute Bridge,1,0,12,0,0,,,",
        header=COMMAS,
    )
    file = SimpleUploadedFile("strong.csv", data)

    page = parse(alices_client.post("/data/import/", {"file": file}, follow=True))

    legends = sorted(legend.text for legend in page.all("legend"))
    assert legends == ["Donkey Kick only notes", "Glute Bridge 1 set"]
    with pytest.raises(NotMatchedError):
        planned(alice, data)
