"""What is wrong in a file of ours: each thing is told where it stands, with what was there, and the rest comes in."""

from typing import Any

import pytest

from hipstrength.accounts.models import User
from logbook.models import Workout, WorkoutSet
from tests.logbook.importing.imports import WORKOUT_ID, bring_in, document, planned, problems_of, workout

DAY = "Workout of 3 March 2025"
CLAMSHELLS = f"{DAY}, Clamshells"
SET = f"{CLAMSHELLS}, set 1"
PAIN = "Pain is a whole number from 0 to 10."


def of_workout(**changes: Any) -> bytes:
    return document(workout(**changes))


def of_exercise(**changes: Any) -> bytes:
    return document(workout(exercises=[workout()["exercises"][0] | changes]))


def of_set(**changes: Any) -> bytes:
    return of_exercise(sets=[workout()["exercises"][0]["sets"][0] | changes])


IN_JSON = {
    "no group": (document(7), "Workout 1 in the file", "This is no workout: “7”."),
    "no day": (
        of_workout(performed_on=None),
        "Workout 1 in the file",
        "A date looks like 2025-03-05, from 2000 to 2100. Here is “nothing”.",
    ),
    "a day that is none": (
        of_workout(performed_on="2025-02-30"),
        "Workout 1 in the file",
        "A date looks like 2025-03-05, from 2000 to 2100. Here is “2025-02-30”.",
    ),
    "a day before 2000": (
        of_workout(performed_on="1999-12-31"),
        "Workout 1 in the file",
        "A date looks like 2025-03-05, from 2000 to 2100. Here is “1999-12-31”.",
    ),
    "a day to come": (
        of_workout(performed_on="2026-11-28"),
        "Workout 1 in the file",
        "The day “2026-11-28” has not come yet.",
    ),
    "no id": (of_workout(id="12"), DAY, "This is no id of a workout: “12”."),
    "an id in braces": (
        of_workout(id=f"{{{WORKOUT_ID[1:-1]}}}"),
        DAY,
        f"This is no id of a workout: “{{{WORKOUT_ID[1:-1]}}}”.",
    ),
    "a start on another day": (
        of_workout(started_at="2025-04-03T18:30:00+02:00"),
        DAY,
        "The start, “2025-04-03T18:30:00+02:00”, is on another day than the workout, 2025-03-03.",
    ),
    "a start that is none": (
        of_workout(started_at="this morning"),
        DAY,
        "A moment looks like 2025-03-05T18:30:00+01:00. Here is “this morning”.",
    ),
    "a start at the end of time": (
        of_workout(started_at="9999-12-31T23:59:59-23:59"),
        DAY,
        "A moment looks like 2025-03-05T18:30:00+01:00. Here is “9999-12-31T23:59:59-23:59”.",
    ),
    "a zone that is none": (
        of_workout(time_zone="../../etc/passwd"),
        DAY,
        "A time zone looks like Europe/Berlin. Here is “../../etc/passwd”.",
    ),
    "pain over 10": (of_workout(pain_before=11), DAY, f"{PAIN} Here is “11”."),
    "pain below 0": (of_workout(pain_next_morning=-1), DAY, f"{PAIN} Here is “-1”."),
    "pain in words": (of_workout(pain_before="much"), DAY, f"{PAIN} Here is “much”."),
    "pain true": (of_workout(pain_before=True), DAY, f"{PAIN} Here is “true”."),
    "pain and a half": (of_workout(pain_before=2.5), DAY, f"{PAIN} Here is “2.5”."),
    "pain beyond numbers": (
        of_workout(pain_before=10**60),
        DAY,
        f"{PAIN} Here is “1{'0' * 39}…”.",
    ),
    "a long note": (
        of_workout(note="x" * 501),
        DAY,
        f"The note of the workout has 501 characters, and 500 fit: “{'x' * 40}…”.",
    ),
    "a note with a null": (
        of_workout(note="a\0b"),
        DAY,
        "The note of the workout has a character that cannot be stored: “a\N{REPLACEMENT CHARACTER}b”.",
    ),
    "a note with half a character": (
        of_workout(note="a\ud800b"),
        DAY,
        "The note of the workout has a character that cannot be stored: “a\N{REPLACEMENT CHARACTER}b”.",
    ),
    "a note that is none": (of_workout(note=["a"]), DAY, "The note of the workout is a text. Here is “a list”."),
    "a sign that is none": (of_workout(warning_signs=["tired"]), DAY, "The warning sign is not known here: “tired”."),
    "a revision of 0": (of_workout(revision=0), DAY, "A revision is a whole number from 1 to 1,000,000. Here is “0”."),
    "exercises that are none": (of_workout(exercises={}), DAY, "“exercises” is a list. Here is “a group of values”."),
    "an exercise that is none": (of_workout(exercises=["clamshells"]), DAY, "This is no exercise: “clamshells”."),
    "an exercise of elsewhere": (of_exercise(exercise="lunges"), DAY, "This site has no exercise called “lunges”."),
    "a long note of an exercise": (
        of_exercise(note="y" * 201),
        CLAMSHELLS,
        f"The note of the exercise has 201 characters, and 200 fit: “{'y' * 40}…”.",
    ),
    "pain during": (of_exercise(pain_during=12), CLAMSHELLS, f"{PAIN} Here is “12”."),
    "a reason with sets": (
        of_exercise(skip_reason="pain"),
        CLAMSHELLS,
        "It has sets, and a reason for leaving it out: “pain”.",
    ),
    "a reason that is none": (
        of_exercise(skip_reason="rain", sets=[]),
        CLAMSHELLS,
        "The reason for leaving the exercise out is not known here: “rain”.",
    ),
    "a set that is none": (of_exercise(sets=[3]), f"{CLAMSHELLS}, entry 1 of its sets", "This is no set: “3”."),
    "number 21": (
        of_set(number=21),
        f"{CLAMSHELLS}, entry 1 of its sets",
        "Sets have numbers from 1 to 20. Here is “21”.",
    ),
    "no reps": (of_set(count=0), SET, "Reps or steps are a whole number from 1 to 100. Here is “0”."),
    "many reps": (of_set(count=101), SET, "Reps or steps are a whole number from 1 to 100. Here is “101”."),
    "a side that it lacks": (
        of_set(side="both"),
        SET,
        "Clamshells has no side called “both”. Its sides: left, right.",
    ),
    "a band and a weight": (
        of_set(band="Light", weight=2, unit="kg"),
        SET,
        "A set has a band or a weight, and here are both: “Light” and 2 kg.",
    ),
    "a place without a band": (
        of_set(band_position="ankles"),
        SET,
        "The place of a band is given, “ankles”, and no band.",
    ),
    "a place that is none": (
        of_set(band="Light", band_position="neck"),
        SET,
        "The place of the band is not known here: “neck”.",
    ),
    "a weight off the grid": (of_set(weight=2.3, unit="kg"), SET, "Use steps of 0.25 kg. Here is 2.3 kg."),
    "a weight out of range": (of_set(weight=221, unit="lb"), SET, "Use a weight from 0.5 to 220 lb. Here is 221 lb."),
    "a weight without a unit": (of_set(weight=2), SET, "The unit of a weight is kg or lb. Here is “”."),
    "a unit without a weight": (of_set(unit="kg"), SET, "A weight is a number such as 2.5. Here is “nothing”."),
    "a weight beyond numbers": (
        document(
            workout(
                exercises=[
                    {
                        "exercise": "hip-bridges",
                        "sets": [{"number": 1, "side": "both", "count": 5, "weight": "W", "unit": "kg"}],
                    }
                ]
            )
        ).replace(b'"W"', b"1e999999"),
        f"{DAY}, Hip bridges, set 1",
        "A weight is a number such as 2.5. Here is “1E+999999”.",
    ),
    "a long name of a band": (
        of_set(band="z" * 41),
        SET,
        f"The name of the band has 41 characters, and 40 fit: “{'z' * 40}…”.",
    ),
}


@pytest.mark.parametrize("name", IN_JSON)
def test_wrong_value_in_json_is_told(alice: User, name: str) -> None:
    data, place, words = IN_JSON[name]

    assert problems_of(alice, data) == [(place, words)]


@pytest.mark.parametrize("name", IN_JSON)
def test_nothing_of_a_workout_that_is_wrong_as_a_whole_comes_in(alice: User, name: str) -> None:
    bring_in(alice, IN_JSON[name][0])

    assert Workout.objects.count() == 0


def test_set_that_is_there_twice_is_told(alice: User) -> None:
    bout = workout()["exercises"][0]["sets"][0]

    found = problems_of(alice, of_exercise(sets=[bout, bout | {"count": 13}]))

    assert found == [(SET, "Set 1, left, of this exercise is there twice.")]


def test_workout_that_is_there_twice_is_told(alice: User) -> None:
    found = problems_of(alice, document(workout(), workout(note="again")))

    assert found == [(DAY, f"The file has this workout twice: its id {WORKOUT_ID} was there before.")]


def test_wrong_set_does_not_stop_the_others(alice: User) -> None:
    bouts = workout()["exercises"][0]["sets"]

    plan = bring_in(alice, of_exercise(sets=[*bouts, bouts[0] | {"number": 2, "count": 0}]))

    assert len(plan.problems) == 1
    assert WorkoutSet.objects.count() == 2


ABOUT: dict[str, tuple[dict[str, Any], str, str]] = {
    "goal": (
        {"goals": [{"set_on": "2025-01-01", "days": 8}]},
        "Goal 1",
        "A goal is a whole number of days from 1 to 7. Here is “8”.",
    ),
    "goals": (
        {"goals": [{"set_on": "2025-01-01", "days": 3}] * 2},
        "Goal 2",
        "The file has two goals of the same day: “2025-01-01”.",
    ),
    "reason": (
        {"week_reasons": [{"week": "2025-03-03", "reason": "rain"}]},
        "Reason for a week, 1",
        "The reason is not known here: “rain”.",
    ),
    "week": (
        {"week_reasons": [{"week": "soon", "reason": "ill"}]},
        "Reason for a week, 1",
        "A week is its first day, as in 2025-03-03. Here is “soon”.",
    ),
    "band": ({"bands": [{"name": " ", "colour": "red"}]}, "Band 1", "The name of the band: Type a name. Here is “ ”."),
    "colour": (
        {"bands": [{"name": "A", "colour": "mauve", "order": 1}]},
        "Band 1",
        "The colour “mauve” is not known here; the band becomes grey.",
    ),
    "bands": (
        {"bands": [{"name": "A", "colour": "red"}, {"name": "a", "colour": "red"}]},
        "Band 2",
        "The file has a band of this name twice: “a”.",
    ),
    "activity": (
        {"activities": [{"name": "x" * 61}]},
        "Activity 1",
        f"The name of the activity has 61 characters, and 60 fit: “{'x' * 40}…”.",
    ),
    "rating": (
        {
            "activities": [
                {"name": "Stairs", "ratings": [{"week": "2025-03-03", "rated_on": "2025-03-03", "score": 11}]}
            ]
        },
        "Activity 1, rating 1",
        "A rating is a whole number from 0 to 10. Here is “11”.",
    ),
    "score": (
        {"clinic_scores": [{"name": "KOOS", "value": 1001, "scored_on": "2025-03-03"}]},
        "Clinic score 1",
        "Use a number from 0 to 1000. Here is “1001”.",
    ),
    "match": (
        {"import_matches": [{"app": "strong", "name": "Clam", "exercise": "lunges", "side": "each"}]},
        "Exercise of another app, 1",
        "The exercise is not known here: “lunges”.",
    ),
    "no group": ({"goals": [3]}, "Goal 1", "Here is no group of values, but “3”."),
    "zone": (
        {"profile": {"time_zone": "Mars/Base"}},
        "Your settings, time zone",
        "This setting cannot be “Mars/Base”.",
    ),
    "week start": (
        {"profile": {"week_start": "friday"}},
        "Your settings, week starts on",
        "This setting cannot be “friday”.",
    ),
    "rest": ({"profile": {"rest_seconds": True}}, "Your settings, rest between sets", "This setting cannot be “true”."),
    "weights": (
        {"profile": {"weights": "many"}},
        "Your settings, weights that you own",
        "Type the weights with spaces between them, such as 0.5 1 1.5 kg.",
    ),
    "profile": ({"profile": 3}, "Your settings", "Here is no group of values, but “3”."),
    "steps": (
        {"profile": {"steps": [{"exercise": "lunges", "order": [], "hidden": []}]}},
        "Your steps of resistance",
        "The exercise is not known here: “lunges”.",
    ),
}


@pytest.mark.parametrize("name", ABOUT)
def test_wrong_value_beside_the_workouts_is_told(alice: User, name: str) -> None:
    sections, place, words = ABOUT[name]

    assert problems_of(alice, document(workout(), **sections)) == [(place, words)]
    assert len(planned(alice, document(workout(), **sections)).workouts) == 1


def test_line_in_json_is_just_a_name(alice: User) -> None:
    done = workout()["exercises"][0]
    bout = done["sets"][0] | {"count": 0, "line": {}}

    found = problems_of(alice, document(workout(line=[7], exercises=[done | {"line": 3, "sets": [bout]}])))

    assert [place for place, _words in found] == [SET]
