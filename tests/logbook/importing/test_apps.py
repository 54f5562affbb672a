"""Files of Strong and Hevy, in the forms in which they come."""

from datetime import UTC, date, datetime

import pytest

from hipstrength.accounts.models import User
from logbook.importing.found import FoundMatch
from logbook.importing.matching import keep_matches
from logbook.importing.stored import site_of
from logbook.importing.suggesting import likely_exercise, likely_side
from logbook.importing.uploads import NotMatchedError
from logbook.models import ImportMatch, Workout, WorkoutSet
from tests.logbook.importing.imports import bring_in, planned, table
from tests.logbook.transfer.exports import NOW

COMMAS = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"
SEMICOLONS = (
    "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;"
    "Workout Notes;Workout Duration"
)
QUOTED = (
    '"Workout #";"Date";"Workout Name";"Duration (sec)";"Exercise Name";"Set Order";"Weight (kg)";"Reps";"RPE";"Notes"'
)
HEVY = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index",'
    '"set_type","weight_kg","reps","distance_km","duration_seconds","rpe"'
)
CHANGE = "To bring it in, first change the number in the file, then send the file again."
NAMES = {
    "Clamshell": ("clamshells", "each"),
    "Left Clam": ("clamshells", "left"),
    "Glute Bridge": ("hip-bridges", "each"),
    "Monster Walk": ("banded-crab-walks", "each"),
    "Clam Shell (Band)": ("clamshells", "each"),
    "Leg Raise": ("side-lying-hip-abduction", "each"),
    "Squat": (None, "each"),
    "Plank": (None, "each"),
}


@pytest.fixture(autouse=True)
def matched(alice: User) -> None:
    """Alice said what the names mean."""
    for app in ImportMatch.App.values:
        keep_matches(user=alice, matches=[FoundMatch(app, name, *meant) for name, meant in NAMES.items()])


def told(user: User) -> list[tuple[str, int, str, int, str]]:
    """Return the stored sets in short."""
    rows = WorkoutSet.objects.filter(workout_exercise__workout__user=user).order_by("id")
    return [
        (row.workout_exercise.exercise.slug, row.number, row.side, row.reps, row.resistance.label)
        for row in rows.select_related("workout_exercise__exercise")
    ]


@pytest.mark.parametrize(
    "data",
    [
        table("2024-01-05 18:30:00,Hips,20m,Glute Bridge,1,10,15,0,0,,,", header=COMMAS),
        table("2024-01-05 18:30:00;Hips;Glute Bridge;1;10;kg;15;;;;0;;;20m", header=SEMICOLONS),
        table('"1";"2024-01-05 18:30:00";"Hips";"82";"Glute Bridge";"1";"10.0";"15";"";""', header=QUOTED),
        table(
            "2024-01-05 18:30:00;Hips;Glute Bridge;1;10;15;;0;;",
            header="Date;Workout Name;Exercise Name;Set Order;kg;Reps;mi.;Seconds;Notes;Workout Notes",
        ),
    ],
    ids=["commas", "semicolons", "quoted", "oldest"],
)
def test_strong_is_read_in_each_of_its_forms(alice: User, data: bytes) -> None:
    bring_in(alice, data, unit="kg")

    assert told(alice) == [("hip-bridges", 1, "both", 15, "10 kg")]
    # Six in the evening in Berlin.
    assert Workout.objects.get().started_at == datetime(2024, 1, 5, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "start",
    [
        "22 Nov 2024, 18:30",
        "22 Nov 2024 18:30",
        "2024-11-22 18:30:00",
        "2024-11-22T17:30:00Z",
        "2024-11-22T18:30:00+01:00",
    ],
)
def test_hevy_writes_its_starts_in_several_ways(alice: User, start: str) -> None:
    bring_in(alice, table(f'Hips,"{start}",,,Clamshell,,,0,normal,,12,,,', header=HEVY))

    workout = Workout.objects.get()
    assert (workout.performed_on, workout.started_at) == (
        date(2024, 11, 22),
        datetime(2024, 11, 22, 17, 30, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    "start", ["32 Oct 2026, 18:30", "22 10 2024, 18:30", "22 Nov 2024, 24:30", "22 Nov 0000, 18:30"]
)
def test_wrong_start_of_hevy_is_told_in_its_own_form(alice: User, start: str) -> None:
    plan = planned(alice, table(f'Hips,"{start}",,,Clamshell,,,0,normal,,12,,,', header=HEVY))

    words = f"A start looks like 22 Nov 2024, 18:30. Here is “{start}”."
    assert [(one.place, one.text) for one in plan.problems] == [("Line 2", words)]


def test_wrong_lines_of_an_app_are_told_in_their_order(alice: User) -> None:
    good = 'Hips,"22 Nov 2024, 18:30",,,Clamshell,,,0,normal,,12,,,'
    data = table(
        good, good.replace(",12,", ",101,"), good.replace("22 Nov", "31 Nov"), good.replace(",12,", ",,"), header=HEVY
    )

    assert [one.place for one in planned(alice, data).problems] == ["Line 3", "Line 4", "Line 5"]


@pytest.mark.parametrize(("column", "label"), [("weight_kg", "10 kg"), ("weight_lbs", "10 lb")])
def test_hevy_says_the_unit_in_its_header(alice: User, column: str, label: str) -> None:
    header = HEVY.replace("weight_kg", column)

    bring_in(alice, table('Hips,"22 Nov 2024, 18:30",,,Glute Bridge,,,0,normal,10,15,,,', header=header))

    assert told(alice) == [("hip-bridges", 1, "both", 15, label)]


@pytest.mark.parametrize(
    ("unit", "number", "label"),
    [
        ("kg", "22.68", "50 lb"),
        ("kg", "22.679618", "50 lb"),
        ("kg", "2.27", "5 lb"),
        ("kg", "0.23", "0.5 lb"),
        ("kg", "99.79", "220 lb"),
        ("lbs", "22.05", "10 kg"),
        ("lbs", "5.51", "2.5 kg"),
        ("lbs", "0.55", "0.25 kg"),
    ],
)
def test_weight_that_an_app_turned_is_the_one_that_was_lifted(alice: User, unit: str, number: str, label: str) -> None:
    line = 'Hips,"22 Nov 2024, 18:30",,,Glute Bridge,,,0,normal,{},15,,,'
    data = table(line.format(number), line.format("10"), header=HEVY.replace("weight_kg", f"weight_{unit}"))

    plan = bring_in(alice, data)

    assert [shown for *_set, shown in told(alice)] == [label, f"10 {unit.rstrip('s')}"]
    (remark,) = plan.found.remarks
    assert remark.endswith(f"come in as {label.split()[1]}: 1.")
    assert bring_in(alice, data).adds == 0


@pytest.mark.parametrize("number", ["22.69", "22.67", "2.3", "100.25", "0.05", "102.06"])
def test_weight_that_is_none_in_either_unit_is_told(alice: User, number: str) -> None:
    plan = planned(alice, table(f"2024-01-05 18:30:00,,,Glute Bridge,1,{number},8,0,0,,,", header=COMMAS), unit="kg")

    (problem,) = plan.problems
    assert f"Here is {number} kg. {CHANGE}" in problem.text
    assert plan.found.remarks == []


def test_sets_with_a_band_are_said_to_come_in_without_it(alice: User) -> None:
    start = "2024-01-05 18:30:00,Hips,20m"
    data = table(
        f"{start},Monster Walk,1,0,12,0,0,,,",
        f"{start},Monster Walk,2,0,12,0,0,,,",
        f"{start},Clam Shell (Band),1,0,12,0,0,,,",
        f"{start},Clamshell,2,0,12,0,0,,,",
        f"{start},Monster Walk,3,0,101,0,0,,,",
        header=COMMAS,
    )

    assert bring_in(alice, data).found.remarks == [
        "Sets of Clamshells come in with no resistance, because the file does not say which band: 1.",
        "Sets of Banded crab walks come in with no resistance, because the file does not say which band: 2.",
    ]
    assert {label for *_set, label in told(alice)} == {"No resistance"}


def test_reps_of_each_side_are_two_bouts_and_of_one_side_one(alice: User) -> None:
    data = table(
        "2024-01-05 18:30:00,Hips,20m,Clamshell,1,0,12,0,0,,,",
        "2024-01-05 18:30:00,Hips,20m,Left Clam,1,0,9,0,0,,,",
        header=COMMAS,
    )

    bring_in(alice, data)

    assert told(alice) == [
        ("clamshells", 1, "left", 12, "No resistance"),
        ("clamshells", 1, "right", 12, "No resistance"),
        ("clamshells", 2, "left", 9, "No resistance"),
    ]


def test_notes_are_kept_and_rests_are_no_sets(alice: User) -> None:
    start = "2024-01-05 18:30:00,Hip day,20m,Clamshell"
    data = table(
        f'{start},W,0,10,0,0,slowly,"Felt ""good""",',
        f"{start},Rest Timer,0,0,0,120,,,",
        f'{start},1,0,12,0,0,slowly,"Felt ""good""",8',
        f"{start},Note,,,,,mind the hip,,",
        header=COMMAS,
    )

    plan = bring_in(alice, data)

    workout = Workout.objects.get()
    assert workout.note == 'Hip day\nFelt "good"'
    assert workout.exercises.get().note == "slowly\nmind the hip"
    assert len(told(alice)) == 4
    assert plan.found.remarks == [
        "Warm-up sets come in as sets like all others: 1.",
        "Sets come in without their RPE, which this log does not have: 1.",
    ]


def test_weight_that_an_exercise_does_not_take_is_said(alice: User) -> None:
    plan = bring_in(alice, table("2024-01-05 18:30:00,,20m,Clamshell,1,5,12,0,0,,,", header=COMMAS), unit="kg")

    assert [label for *_set, label in told(alice)] == ["No resistance"] * 2
    assert plan.found.remarks == ["Sets of Clamshells come in without their weight, because it takes none here: 1."]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "2024-01-05 18:30:00,,,Clamshell,1,0,101,0,0,,,",
            "Reps or steps are a whole number from 1 to 100. Here is “101”.",
        ),
        (
            "2024-01-05 18:30:00,,,Clamshell,1,0,0,0,60,,,",
            "This set has no reps, and this log has no sets by time or distance.",
        ),
        (
            "2024-01-05 18:30:00,,,Glute Bridge,1,4.6,8,0,0,,,",
            f"Use steps of 0.25 kg. Here is 4.6 kg. {CHANGE}",
        ),
        (
            "2024-01-05 18:30:00,,,Glute Bridge,1,heavy,8,0,0,,,",
            f"A weight is a number such as 2.5. Here is “heavy”. {CHANGE}",
        ),
        (
            "2024-01-05 18:30:00,,,Glute Bridge,1,102.06,101,0,0,,,",
            "Reps or steps are a whole number from 1 to 100. Here is “101”. "
            f"Use a weight from 0.25 to 100 kg. Here is 102.06 kg. {CHANGE}",
        ),
        ("5.1.2024,,,Clamshell,1,0,12,0,0,,,", "A start looks like 2024-01-05 18:30:00. Here is “5.1.2024”."),
        ("2030-01-05 18:30:00,,,Clamshell,1,0,12,0,0,,,", "The day “2030-01-05” has not come yet."),
        (
            "0001-01-01 00:00:00,,,Clamshell,1,0,12,0,0,,,",
            "A date is from 2000 to 2100. Here is “0001-01-01 00:00:00”.",
        ),
        (
            f"2024-01-05 18:30:00,,,Clamshell,1,0,12,0,0,,{'n' * 501},",
            f"The note of the workout has 501 characters, and 500 fit: “{'n' * 40}…”.",
        ),
        (
            f"2024-01-05 18:30:00,,,Clamshell,1,0,12,0,0,{'n' * 201},,",
            f"The note of Clamshells has 201 characters, and 200 fit: “{'n' * 40}…”.",
        ),
    ],
)
def test_wrong_line_of_an_app_is_told_and_the_rest_comes_in(alice: User, line: str, words: str) -> None:
    data = table("2024-01-04 18:30:00,,,Clamshell,1,0,12,0,0,,,", line, header=COMMAS)

    plan = bring_in(alice, data, unit="kg")

    assert [(one.place, one.text) for one in plan.problems] == [("Line 3", words)]
    assert [workout.performed_on for workout in Workout.objects.all()] == [date(2024, 1, 4)]


def test_set_21_is_told(alice: User) -> None:
    lines = [f"2024-01-05 18:30:00,,,Glute Bridge,{number},0,12,0,0,,," for number in range(1, 22)]

    plan = bring_in(alice, table(*lines, header=COMMAS))

    assert [(one.place, one.text) for one in plan.problems] == [
        ("Line 22", "At most 20 sets of one exercise fit into a workout.")
    ]
    assert len(told(alice)) == 20


def test_left_out_exercises_are_said(alice: User) -> None:
    data = table(
        "2024-01-05 18:30:00,,,Squat,1,0,12,0,0,,,",
        "2024-01-06 18:30:00,,,Squat,1,0,12,0,0,,,",
        "2024-01-06 18:30:00,,,Clamshell,1,0,12,0,0,,,",
        header=COMMAS,
    )

    assert planned(alice, data).found.remarks == [
        "Workouts without any of the exercises that you chose are left out: 1.",
        "Sets of the exercises that you left out are not in it: 1.",
    ]


def test_second_import_adds_nothing(alice: User) -> None:
    data = table("2024-01-05 18:30:00,Hips,20m,Clamshell,1,0,12,0,0,,,", header=COMMAS)

    assert bring_in(alice, data).adds == 1
    # Pain and a better note are the person's own, later.
    Workout.objects.update(pain_before=3)
    assert bring_in(alice, data).adds == 0
    Workout.objects.update(note="Better words")
    plan = planned(alice, data)
    assert (plan.adds, plan.parts["workouts"].differing) == (0, 1)


def test_workout_that_was_typed_in_is_recognised(alice: User) -> None:
    data = table("2024-01-05 18:30:00,Hips,20m,Clamshell,1,0,12,0,0,,,", header=COMMAS)
    bring_in(alice, data)
    Workout.objects.update(public_id="22222222-2222-4222-8222-222222222222")

    assert planned(alice, data).adds == 0
    Workout.objects.update(started_at=None)
    assert planned(alice, data).adds == 0


def test_unit_is_asked_for_where_the_file_does_not_say_it(alice: User) -> None:
    data = table("2024-01-05 18:30:00,Hips,20m,Glute Bridge,1,10,12,0,0,,,", header=COMMAS)

    with pytest.raises(NotMatchedError):
        planned(alice, data)

    assert planned(alice, data, unit="lb").sets == 1


def test_name_that_was_never_asked_about_is_asked_about(alice: User) -> None:
    with pytest.raises(NotMatchedError):
        planned(alice, table("2024-01-05 18:30:00,Hips,20m,Donkey Kick,1,0,12,0,0,,,", header=COMMAS))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Clamshell", "clamshells"),
        ("Clam Shell (Band)", "clamshells"),
        ("Clams", "clamshells"),
        ("Lying Hip Abduction", "side-lying-hip-abduction"),
        ("Side-Lying Leg Raises", "side-lying-hip-abduction"),
        ("Glute Bridge", "hip-bridges"),
        ("Hip Bridges (Bodyweight)", "hip-bridges"),
        ("Lateral Band Walks", "banded-crab-walks"),
        ("Monster walk", "banded-crab-walks"),
        ("Crab Walk", "banded-crab-walks"),
        ("Hip Thrust (Barbell)", ""),
        ("Hip Abduction (Machine)", ""),
        ("Squat (Barbell)", ""),
        ("", ""),
    ],
)
def test_likely_exercise_is_found_by_its_words(alice: User, name: str, slug: str) -> None:
    assert likely_exercise(name, site_of(alice, NOW).exercises) == slug


@pytest.mark.parametrize(
    ("name", "side"), [("Clamshell", "each"), ("Clamshell (Left)", "left"), ("Right clam", "right")]
)
def test_likely_side_is_found_by_its_word(name: str, side: str) -> None:
    assert likely_side(name) == side
