"""What editors and spreadsheets make of a CSV of ours: it says the same as before, and nothing of it is doubled."""

import pytest

from hipstrength.accounts.models import User
from logbook.models import Workout
from tests.factories import make_workout
from tests.logbook.importing.imports import (
    bring_in,
    document,
    exported_csv,
    exported_json,
    lose_everything,
    planned,
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
