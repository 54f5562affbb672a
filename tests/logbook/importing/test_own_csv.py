"""The CSV of this product: what is wrong in it, told by its line, and what people make of it in spreadsheets."""

import pytest

from hipstrength.accounts.models import User
from logbook.models import Workout, WorkoutSet
from tests.logbook.importing.imports import WORKOUT_ID, bring_in, document, problems_of, table, workout
from tests.logbook.importing.test_round_trip import assert_round_trips

SHORT = "date,started_at,exercise,set,side,count,band,weight_value,weight_unit,pain_before,note,workout"
GOOD = f"2025-03-03,,clamshells,1,left,12,,,,2,Fine,{WORKOUT_ID}"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            f"2025-03-03,,clamshells,2,left,x,,,,2,Fine,{WORKOUT_ID}",
            "Reps or steps are a whole number from 1 to 100. Here is “x”.",
        ),
        (f"2025-03-03,,clamshells,1,left,9,,,,2,Fine,{WORKOUT_ID}", "Set 1, left, of this exercise is there twice."),
        (f"2025-03-03,,clamshells,1,right,9,,2.3,kg,2,Fine,{WORKOUT_ID}", "Use steps of 0.25 kg. Here is 2.3 kg."),
        (
            f"2025-03-03,,clamshells,1,right,9,,,,3,Fine,{WORKOUT_ID}",
            "“pain_before” says something else here than in line 2, of the same workout. "
            "What line 2 says counts. Here is “3”.",
        ),
        (
            f"2025-03-04,,clamshells,1,right,9,,,,2,Fine,{WORKOUT_ID}",
            "“date” says something else here than in line 2, of the same workout.",
        ),
        ("2025-03-03,,clamshells,1", "This line has 4 cells, and the header has 12."),
        (
            "3/4/2025,,clamshells,1,left,12,,,,,,",
            "A date looks like 2025-03-05, from 2000 to 2100. Here is “3/4/2025”.",
        ),
        ("2025-03-04,,lunges,1,left,12,,,,,,", "This site has no exercise called “lunges”."),
    ],
)
def test_wrong_line_in_csv_is_told_by_its_number(alice: User, row: str, words: str) -> None:
    data = table(GOOD, row, header=SHORT)

    assert problems_of(alice, data) == [("Line 3", words)]
    assert len(bring_in(alice, data).workouts) == 1


@pytest.mark.parametrize("said_in", [0, 1, 2])
def test_what_is_said_in_one_line_of_a_workout_holds_for_all(alice: User, said_in: int) -> None:
    header = "date,exercise,set,side,count,pain_before,pain_during,pain_next_morning,note,exercise_note"
    bouts = [f"2025-03-03,clamshells,{bout},12" for bout in ("1,left", "1,right", "2,left")]
    rows = [f"{bout},2,3,1,Fine,slowly" if nth == said_in else f"{bout},,,,," for nth, bout in enumerate(bouts)]
    data = table(*rows, "2025-03-03,hip-bridges,1,both,15,,,,,", header=header)

    assert bring_in(alice, data).problems == []

    row = Workout.objects.get()
    assert (row.pain_before, row.pain_next_morning, row.note) == (2, 1, "Fine")
    assert list(row.exercises.order_by("id").values_list("pain_during", "note")) == [(3, "slowly"), (None, "")]
    assert WorkoutSet.objects.count() == 4
    assert bring_in(alice, data).adds == 0


def test_contradiction_names_the_line_that_said_something(alice: User) -> None:
    row = "2025-03-03,,clamshells,{},left,12,,,,{},{},"
    data = table(row.format(1, "", ""), row.format(2, 4, "Fine"), row.format(3, 5, "Bad"), header=SHORT)

    assert problems_of(alice, data) == [
        (
            "Line 4",
            "“pain_before” says something else here than in line 3, of the same workout. "
            "What line 3 says counts. Here is “5”. "
            "“note” says something else here than in line 3, of the same workout. "
            "What line 3 says counts. Here is “Bad”.",
        )
    ]


def test_all_that_is_wrong_in_a_line_is_told(alice: User) -> None:
    data = table(GOOD, "2025-03-04,,clamshells,0,both,101,,2.3,kg,,,", header=SHORT)

    assert problems_of(alice, data) == [
        (
            "Line 3",
            "Sets have numbers from 1 to 20. Here is “0”. "
            "Clamshells has no side called “both”. Its sides: left, right. "
            "Reps or steps are a whole number from 1 to 100. Here is “101”. "
            "Use steps of 0.25 kg. Here is 2.3 kg.",
        )
    ]


def test_lines_are_counted_as_an_editor_counts_them(alice: User) -> None:
    data = table(
        '2025-03-03,,clamshells,1,left,12,,,,2,"Two\r\nlines",',
        "",
        "2025-03-05,,clamshells,1,left,101,,,,,,",
        header=SHORT,
    )

    assert [place for place, _words in problems_of(alice, data)] == ["Line 5"]


def test_wrong_lines_are_told_in_their_order(alice: User) -> None:
    data = table(
        GOOD,
        "2025-03-04,,clamshells,1,left,101,,,,,,",
        "2025-03-05,,clamshells,1,left,12,,,,11,,",
        "2025-03-04,,clamshells,2,left",
        "2025-03-04,,clamshells,3,left,101,,,,,,",
        header=SHORT,
    )

    assert [place for place, _words in problems_of(alice, data)] == ["Line 3", "Line 4", "Line 5", "Line 6"]


def test_csv_of_a_spreadsheet_is_read(alice: User) -> None:
    """With semicolons, a mark in front, other columns' order, 12.0 for 12 and a decimal comma."""
    header = "\N{BYTE ORDER MARK}Count;Side;Set;Exercise;Date;Weight_value;Weight_unit"
    data = table("12.0;both;1;hip-bridges;2025-03-03;2,5;kg", header=header)

    assert bring_in(alice, data).problems == []
    assert [str(bout.weight_value) for bout in WorkoutSet.objects.all()] == ["2.50"]


def test_csv_without_ids_adds_nothing_twice(alice: User) -> None:
    data = table(
        "2025-03-03,clamshells,1,left,12", "2025-03-04,clamshells,1,left,12", header="date,exercise,set,side,count"
    )

    assert len(bring_in(alice, data).workouts) == 2
    assert bring_in(alice, data).adds == 0
    assert Workout.objects.count() == 2


def test_marks_against_spreadsheets_are_taken_away_once(alice: User) -> None:
    data = table("2025-03-03,,clamshells,1,left,12,'=Loop,,,,''+1,", header=SHORT)

    bring_in(alice, data)

    assert WorkoutSet.objects.get().band.name == "=Loop"  # type: ignore[union-attr]  # it has one
    assert Workout.objects.get().note == "'+1"


BANDED = "date,exercise,set,side,count,band"


def test_names_of_bands_are_made_as_the_form_makes_them(alice: User) -> None:
    names = ["Red", " Red", "Red ", "\N{NO-BREAK SPACE}Red", "red", '"Red  loop"', '"Red\nloop"', f"{'x' * 40} ", " "]
    rows = [f"2025-03-{day:02},clamshells,1,left,12,{name}" for day, name in enumerate(names, start=1)]

    plan = bring_in(alice, table(*rows, header=BANDED))

    assert plan.problems == []
    assert [one.name for one in alice.bands.all()] == ["Light", "Medium", "Heavy", "Red", "Red loop", "x" * 40]
    logged = [bout.resistance.band_name for bout in WorkoutSet.objects.order_by("id")]
    assert logged == ["Red"] * 5 + ["Red loop"] * 2 + ["x" * 40, ""]
    assert_round_trips(alice)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("\N{ZERO WIDTH SPACE}", "Type a name that can be seen. Here is “\N{ZERO WIDTH SPACE}”."),
        ("Red\x07", "Use plain text without control characters. Here is “Red\x07”."),
    ],
)
def test_name_of_a_band_that_its_form_refuses_is_told(alice: User, name: str, words: str) -> None:
    data = table("2025-03-03,clamshells,1,left,12,Red", f"2025-03-03,clamshells,1,right,12,{name}", header=BANDED)

    assert problems_of(alice, data) == [("Line 3", f"The name of the band: {words}")]
    bring_in(alice, data)
    assert [bout.side for bout in WorkoutSet.objects.all()] == ["left"]


def test_band_of_a_set_in_json_is_the_one_in_its_list(alice: User) -> None:
    """An older file may have names that no form makes."""
    bout = {"number": 1, "side": "left", "count": 12, "band": "Red \n"}
    one = workout(exercises=[{"exercise": "clamshells", "sets": [bout]}])
    listed = {"name": "Red \n", "colour": "red", "order": 1, "retired_at": None}

    bring_in(alice, document(one, bands=[listed], profile={"knee": ""}))

    assert [(band.name, band.colour) for band in alice.bands.all()] == [("Red", "red")]
    assert_round_trips(alice)
