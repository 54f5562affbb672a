"""What editors and spreadsheets make of a CSV of ours: it says the same as before, and nothing of it is doubled."""

import pytest

from hipstrength.accounts.models import User
from logbook.models import Workout
from tests.factories import band, done, kg, make_workout
from tests.logbook.importing.imports import (
    bring_in,
    document,
    exported_csv,
    exported_json,
    lose_everything,
    planned,
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
