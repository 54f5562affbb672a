"""What editors and spreadsheets make of a CSV of ours: it says the same as before, and nothing of it is doubled."""

from datetime import UTC, date, datetime

import pytest

from hipstrength.accounts.models import User
from logbook.importing.found import BrokenFileError
from logbook.models import Workout, WorkoutSet
from tests.factories import band, done, kg, make_workout
from tests.logbook.importing.imports import (
    WORKOUT_ID,
    bring_in,
    document,
    exported_csv,
    exported_json,
    lose_everything,
    planned,
    problems_of,
    table,
    workout,
)
from tests.logbook.transfer.exports import DAY

LINE_ENDS = {"CR and LF": b"\r\n", "LF": b"\n", "CR": b"\r"}


@pytest.mark.parametrize("ends", LINE_ENDS.values(), ids=LINE_ENDS)
def test_line_ends_of_an_editor_change_no_note(alice: User, ends: bytes) -> None:
    # As long as a note can be; and what looks like a mark of the export at the end of a line.
    notes = ["line one\nline two", ("x" * 49 + "\n") * 10, "'\nfirst\n=second"]
    for note in notes:
        make_workout(user=alice, day=DAY, note=note)
    as_csv = exported_csv(alice)
    edited = as_csv.replace(b"\r\n", b"\n").replace(b"\n", ends)

    plan = planned(alice, edited)
    assert (plan.adds, plan.differing, plan.problems) == (0, [], [])

    again = lose_everything(alice)
    assert bring_in(again, edited).problems == []
    assert [one.note for one in again.workouts.order_by("id")] == notes
    assert exported_csv(again) == as_csv


def test_note_with_line_ends_of_two_characters_is_the_same_in_a_csv(alice: User) -> None:
    """No form keeps such a note; a JSON may bring one in, and gives it back as it is."""
    as_json = document(workout(note="one\r\ntwo\rthree"))
    bring_in(alice, as_json)
    assert Workout.objects.get().note == "one\r\ntwo\rthree"
    assert rb"one\r\ntwo\rthree" in exported_json(alice)
    as_csv = exported_csv(alice)

    plan = planned(alice, as_csv)
    assert (plan.adds, plan.differing) == (0, [])

    again = lose_everything(alice)
    bring_in(again, as_csv)
    assert again.workouts.get().note == "one\ntwo\nthree"
    assert exported_csv(again) == as_csv
    plan = planned(again, as_json)
    assert (plan.adds, plan.differing) == (0, [])


@pytest.mark.parametrize("ends", LINE_ENDS.values(), ids=LINE_ENDS)
def test_lines_are_counted_whatever_they_end_with(alice: User, ends: bytes) -> None:
    rows = [
        b"",
        b"date,exercise,set,side,count,note",
        b'2025-03-03,clamshells,1,left,12,"Two' + ends + b'lines"',
        b"2025-03-05,clamshells,1,left,101,",
    ]

    plan = planned(alice, ends.join(rows))

    assert [(one.place, one.line) for one in plan.problems] == [("Line 5", 5)]
    assert [one.note for one in plan.workouts] == ["Two\nlines"]


def test_csv_without_ids_is_not_doubled_by_another_time_zone(alice: User) -> None:
    header = "date,started_at,exercise,set,side,count"
    starts = ["2024-01-05 18:30", "2024-01-05T19:30:15", "2024-01-05T20:30:00+01:00", "2024-01-05 18:30:00Z"]
    rows = [f"2024-01-05,{start},clamshells,1,left,{count}" for count, start in enumerate(starts, start=8)]
    data = table(*rows, header=header)

    assert len(bring_in(alice, data).workouts) == 4
    User.objects.filter(pk=alice.pk).update(time_zone="America/New_York")

    plan = planned(alice, data)
    assert (plan.adds, plan.differing, plan.parts["workouts"].there) == (0, [], 4)


def test_start_that_an_id_was_not_made_of_still_differs(alice: User) -> None:
    bring_in(alice, document(workout(started_at="2025-03-03T18:30:00+01:00")))

    plan = planned(alice, document(workout(started_at="2025-03-03T19:30:00+01:00")))

    assert plan.parts["workouts"].differing == 1


@pytest.mark.parametrize(
    ("column", "cell", "differing"),
    [
        ("band", "Light", 0),
        ("band", "Heavy", 1),
        ("band_position", "", 1),
        ("weight_value", "", 0),
    ],
)
def test_only_columns_that_are_there_are_compared(alice: User, column: str, cell: str, differing: int) -> None:
    banded = done("clamshells", left=[10], right=[12], resistance=band(alice, "Light", "ankles"))
    make_workout(user=alice, day=DAY, exercises=[banded])
    Workout.objects.update(started_at=None)
    rows = [f"{DAY},clamshells,1,left,10", f"{DAY},clamshells,1,right,12"]
    five = "date,exercise,set,side,count"

    plan = planned(alice, table(*rows, header=five))
    assert (plan.adds, plan.differing, plan.parts["workouts"].there) == (0, [], 1)

    # With its id, so that it is the same one.
    (one,) = Workout.objects.all()
    more = table(*(f"{row},{cell},{one.public_id}" for row in rows), header=f"{five},{column},workout")
    assert planned(alice, more).parts["workouts"].differing == differing


def test_weight_is_compared_where_a_column_has_it(alice: User) -> None:
    make_workout(user=alice, day=DAY, exercises=[done("hip-bridges", both=[10], resistance=kg("2.5"))])
    (one,) = Workout.objects.all()
    header = "date,exercise,set,side,count,weight_value,weight_unit,workout"
    row = f"{DAY},hip-bridges,1,both,10,{{}},{one.public_id}"

    found = [
        planned(alice, table(row.format(weight), header=header)).parts["workouts"].differing
        for weight in ("2.5,kg", "2.50,kg", "5,kg", "2.5,lb", ",")
    ]

    assert found == [0, 0, 1, 1, 1]


FIVE = "date,exercise,set,side,count"
ROWS = ["2025-03-03,clamshells,1,left,12", "2025-03-03,clamshells,1,right,9"]


def test_note_that_was_edited_in_the_first_line_alone_loses_no_set(alice: User) -> None:
    clamshells = done("clamshells", left=[12, 9], right=[12], note="slowly")
    make_workout(user=alice, day=DAY, exercises=[clamshells], pain_before=3, note="old")
    as_csv = exported_csv(alice)
    again = lose_everything(alice)
    edited = as_csv.replace(b"old", b"new", 1).replace(b"slowly", b"fast", 1).replace(b"reps,,,,,3,", b"reps,,,,,4,", 1)

    plan = bring_in(again, edited)

    words = "“{}” says something else here than in line 2, of the same workout. What line 2 says counts. Here is “{}”."
    told = [words.format(*one) for one in (("pain_before", 3), ("note", "old"), ("exercise_note", "slowly"))]
    # The fourth line says nothing that was not told.
    assert [(one.place, one.text) for one in plan.problems] == [("Line 3", " ".join(told))]
    (one,) = again.workouts.all()
    assert (one.pain_before, one.note, one.exercises.get().note) == (4, "new", "fast")
    assert [bout.reps for bout in WorkoutSet.objects.order_by("id")] == [12, 12, 9]


def test_set_of_another_day_under_the_same_id_is_left_out(alice: User) -> None:
    header = f"{FIVE},note,workout"
    rows = [f"2025-03-03,clamshells,1,left,12,Fine,{WORKOUT_ID}", f"2025-03-04,clamshells,1,right,9,Bad,{WORKOUT_ID}"]

    plan = bring_in(alice, table(*rows, header=header))

    (problem,) = plan.problems
    assert problem.text.startswith("“date” says something else here than in line 2, of the same workout. “note” says")
    assert [bout.side for bout in WorkoutSet.objects.all()] == ["left"]


@pytest.mark.parametrize(
    ("day", "start", "minutes"),
    [
        ("03.03.2025", "03.03.2025 18:30", 30),
        ("3.3.2025", "2025-03-03 18:31", 31),
        ("2025-03-03", "3.3.2025 18:32:00", 32),
    ],
)
def test_dates_with_dots_are_read(alice: User, day: str, start: str, minutes: int) -> None:
    data = table(
        f"{day};{start};clamshells;1;left;12",
        "2025-03-03;2025-03-03 18:33;clamshells;1;left;13",
        header="date;started_at;exercise;set;side;count",
    )

    assert bring_in(alice, data).problems == []

    first = Workout.objects.earliest("started_at")
    assert (first.performed_on, first.started_at) == (date(2025, 3, 3), datetime(2025, 3, 3, 17, minutes, tzinfo=UTC))


@pytest.mark.parametrize(
    "day", ["31.02.2025", "13.13.2025", "03.03.25", "3/4/2025", "2025.03.03", "03.03.2025.", "1.1.1999"]
)
def test_other_dates_are_told(alice: User, day: str) -> None:
    ((place, words),) = problems_of(alice, table(ROWS[0].replace("2025-03-03", day), header=FIVE))

    assert place == "Line 2"
    assert words.startswith("A date looks like 2025-03-05, from 2000 to 2100. Here is “")


@pytest.mark.parametrize(
    ("first", "ends"),
    [
        ("sep=;", "\r\n"),
        ("sep=;", "\n"),
        ("SEP=;", "\r"),
        ('"sep=;"', "\n"),
        ("sep=;;;;;;", "\r\n"),
        ("\N{BYTE ORDER MARK}sep=;", "\n"),
        ("sep=,", "\n"),
        ("sep=\t", "\n"),
        ("\nsep=;\n", "\n"),
    ],
)
def test_line_that_tells_excel_the_separator_is_skipped_and_counted(alice: User, first: str, ends: str) -> None:
    sign = next(sign for sign in ";,\t" if sign in first)
    lines = [first, *(line.replace(",", sign) for line in (FIVE, *ROWS, "2025-03-03,clamshells,2,left,101")), ""]
    data = "\n".join(lines).replace("\n", ends).encode()

    plan = planned(alice, data)

    assert [one.line for one in plan.problems] == [5 + first.count("\n")]
    assert [one.bouts for one in plan.workouts] == [2]


@pytest.mark.parametrize("first", ["sep=|", "sep=", "sep=;x"])
def test_other_first_lines_are_no_header(alice: User, first: str) -> None:
    with pytest.raises(BrokenFileError, match="its first line is not the header"):
        planned(alice, f"{first}\n{FIVE}\n{ROWS[0]}\n".encode())


def test_nothing_but_a_separator_is_no_file(alice: User) -> None:
    with pytest.raises(BrokenFileError, match="its first line is not the header"):
        planned(alice, b"sep=;\r\n")


def test_empty_cells_at_the_end_of_a_line_may_be_too_many_or_too_few(alice: User) -> None:
    header = f"{FIVE},pain_before,note"
    rows = [
        f"{ROWS[0]},2",
        f"{ROWS[1]},,,,",
        "2025-03-03,clamshells,2,left,8",
        ",,,,,,,,",
        "2025-03-03,clamshells,2,right,7,,Fine, ",
    ]

    plan = bring_in(alice, table(*rows, header=header))

    assert plan.problems == []
    assert [bout.reps for bout in WorkoutSet.objects.order_by("number", "side")] == [12, 9, 8, 7]
    assert (Workout.objects.get().pain_before, Workout.objects.get().note) == (2, "Fine")


def test_cells_that_do_not_fit_are_told(alice: User) -> None:
    header = f"{FIVE},note"
    rows = [f"{ROWS[0]},Fine, but slow", "2025-03-03,clamshells,1,right", ROWS[1]]

    found = problems_of(alice, table(*rows, header=header))

    assert found == [
        ("Line 2", "This line has 7 cells, and the header has 6."),
        ("Line 3", "This line has 4 cells, and the header has 6."),
    ]


@pytest.mark.parametrize(("end", "told"), [("", ["Line 3"]), ("\r\n", [])])
def test_last_line_that_was_cut_off_is_told(alice: User, end: str, told: list[str]) -> None:
    data = f"{FIVE},band,note\r\n{ROWS[0]},Light,Fine\r\n{ROWS[1]},Li{end}".encode()

    assert [place for place, _words in problems_of(alice, data)] == told
