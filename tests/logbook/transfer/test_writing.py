"""The two formats as text, without a database."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.transfer.names import BYTE_ORDER_MARK, CSV_COLUMNS, as_written, plain_breaks
from logbook.transfer.told import Told
from logbook.transfer.writing_csv import csv_texts
from logbook.transfer.writing_json import json_texts
from tests.logbook.transfer.test_names import PLAIN, RUN_ELSEWHERE

COUNTS = {"clamshells": "reps", "banded-crab-walks": "steps", "-odd": "reps"}
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)


def a_set(**fields: Any) -> Told:
    return {
        "number": 1,
        "side": "left",
        "count": 12,
        "band": None,
        "band_position": "",
        "weight": None,
        "unit": "",
        **fields,
    }


def a_workout(*sets: Told, slug: str = "clamshells", exercise_note: str = "", **fields: Any) -> Told:
    done = {
        "exercise": slug,
        "revision": 3,
        "pain_during": 2,
        "skip_reason": "",
        "note": exercise_note,
        "sets": [*sets],
    }
    return {
        "id": "9e4fe3b1-4355-4387-b767-dfbe1eb6f64f",
        "performed_on": "2026-11-17",
        "started_at": "2026-11-17T13:00:00+01:00",
        "time_zone": "Europe/Berlin",
        "revision": 1,
        "pain_before": 1,
        "pain_next_morning": None,
        "warning_signs": [],
        "note": "",
        "exercises": [done],
        **fields,
    }


def rows_of(*workouts: Told) -> list[dict[str, str]]:
    text = "".join(csv_texts(workouts, COUNTS))
    assert text[0] == BYTE_ORDER_MARK
    return [*csv.DictReader(io.StringIO(text[1:], newline=""))]


def test_json_has_each_thing_on_a_line_of_its_own() -> None:
    rating = {"week": "2026-11-16", "rated_on": "2026-11-17", "score": 7}
    members = [
        ("version", 1),
        ("profile", {"email": "a@example.org", "steps": [{"exercise": "a"}, {"exercise": "b"}]}),
        ("goals", [{"days": 3}, {"days": 4}]),
        ("activities", [{"name": "Treppe früh", "ratings": [rating, rating]}, {"name": "Run", "ratings": []}]),
        ("workouts", iter([])),
    ]

    assert "".join(json_texts(members)) == (
        "{\n"
        '"version": 1,\n'
        '"profile": {\n'
        ' "email": "a@example.org",\n'
        ' "steps": [\n'
        '  {"exercise": "a"},\n'
        '  {"exercise": "b"}\n'
        " ]\n"
        "},\n"
        '"goals": [\n'
        ' {"days": 3},\n'
        ' {"days": 4}\n'
        "],\n"
        '"activities": [\n'
        ' {"name": "Treppe früh", "ratings": [\n'
        '  {"week": "2026-11-16", "rated_on": "2026-11-17", "score": 7},\n'
        '  {"week": "2026-11-16", "rated_on": "2026-11-17", "score": 7}\n'
        " ]},\n"
        ' {"name": "Run", "ratings": []}\n'
        "],\n"
        '"workouts": []\n'
        "}\n"
    )


THINGS = st.lists(st.dictionaries(TEXT, TEXT | st.integers() | st.none() | st.lists(TEXT, max_size=2), max_size=3))


@given(st.dictionaries(TEXT, THINGS, max_size=3), st.lists(st.fixed_dictionaries({"name": TEXT, "ratings": THINGS})))
def test_json_is_read_as_what_was_written(members: dict[str, Any], activities: list[Told]) -> None:
    whole = {**members, "activities": activities, "profile": {"note": "x", "steps": activities}}

    assert json.loads("".join(json_texts(whole.items()))) == whole


def test_json_reads_an_iterator_only_as_it_is_written() -> None:
    read = []

    def workouts() -> Iterator[Told]:
        for number in range(3):
            read.append(number)
            yield {"number": number}

    texts = json_texts([("workouts", workouts())])
    seen = [next(texts), next(texts), next(texts)]

    assert (seen[-1], read) == ('[\n {"number": 0}', [0])


def test_csv_has_a_row_for_each_side_of_a_set() -> None:
    sets = [a_set(), a_set(side="right", count=10, band="Light", band_position="ankles")]

    text = "".join(csv_texts([a_workout(*sets, note="Good", exercise_note="Slow")], COUNTS))

    assert text == (
        "\ufeffdate,started_at,exercise,revision,set,side,count,count_unit,band,band_position,weight_value,weight_unit,"
        "pain_before,pain_during,pain_next_morning,note,exercise_note,time_zone,workout\r\n"
        "2026-11-17,2026-11-17T13:00:00+01:00,clamshells,3,1,left,12,reps,,,,,1,2,,Good,Slow,Europe/Berlin,"
        "9e4fe3b1-4355-4387-b767-dfbe1eb6f64f\r\n"
        "2026-11-17,2026-11-17T13:00:00+01:00,clamshells,3,1,right,10,reps,Light,ankles,,,1,2,,Good,Slow,Europe/Berlin,"
        "9e4fe3b1-4355-4387-b767-dfbe1eb6f64f\r\n"
    )


def test_csv_without_workouts_has_its_head() -> None:
    assert "".join(csv_texts([], COUNTS)) == BYTE_ORDER_MARK + ",".join(CSV_COLUMNS) + "\r\n"


def test_csv_keeps_numbers_numbers() -> None:
    rows = rows_of(a_workout(a_set(weight=2.5, unit="kg"), a_set(side="right", weight=12, unit="lb"), pain_before=0))

    assert [(row["weight_value"], row["weight_unit"], row["pain_before"]) for row in rows] == [
        ("2.5", "kg", "0"),
        ("12", "lb", "0"),
    ]


def test_csv_leaves_empty_what_is_not_known() -> None:
    (row,) = rows_of(a_workout(a_set(), started_at=None, pain_before=None))

    assert [row[name] for name in ("started_at", "pain_before", "pain_next_morning", "band", "weight_value")] == [
        ""
    ] * 5


def test_csv_says_steps_of_what_is_walked() -> None:
    (row,) = rows_of(a_workout(a_set(), slug="banded-crab-walks"))

    assert row["count_unit"] == "steps"


@pytest.mark.parametrize("text", [*RUN_ELSEWHERE, *PLAIN, 'a "quoted" one, with\ntwo lines', "müde 🦵", ",", ";"])
def test_csv_is_read_back_exactly_and_run_by_no_spreadsheet(text: str) -> None:
    workout = a_workout(a_set(band=text), note=text, exercise_note=text, slug="-odd")

    (row,) = rows_of(workout)

    lines = plain_breaks(text)
    assert [as_written(row[name]) for name in ("band", "note", "exercise_note")] == [text, lines, lines]
    assert as_written(row["exercise"]) == "-odd"
    assert [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


@given(TEXT, TEXT)
def test_csv_is_read_back_exactly_whatever_was_typed(note: str, band: str) -> None:
    (row,) = rows_of(a_workout(a_set(band=band), note=note))

    assert (as_written(row["note"]), as_written(row["band"])) == (plain_breaks(note), band)
