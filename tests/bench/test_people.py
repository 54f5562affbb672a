"""Who is made up, and what they log; without a database."""

from collections import Counter
from datetime import date, timedelta
from itertools import islice
from random import Random

import pytest

from bench.people import LONGEST, ONE_WEEK, TEN_YEARS, Habit, Offered, measured, others, training_days
from bench.rows import EXERCISES, FIELDS, SETS, WORKOUTS, Row, Writer

WEDNESDAY = date(2026, 11, 18)
MONDAY = date(2026, 11, 16)
CATALOGUE = [
    Offered(1, "clamshells", 1, "each_leg"),
    Offered(2, "side-lying-hip-abduction", 1, "each_leg"),
    Offered(3, "hip-bridges", 1, "both"),
    Offered(4, "banded-crab-walks", 1, "each_direction"),
    Offered(5, "something-new", 1, "both"),
]


def written(*habits: Habit, today: date = WEDNESDAY, seed: int = 1) -> dict[str, list[Row]]:
    writer = Writer(last=dict.fromkeys(FIELDS, 0), exercises=CATALOGUE, today=today, seed=seed)
    for habit in habits:
        writer.write(habit)
    return writer.take()


def days_of(habit: Habit, today: date = WEDNESDAY) -> list[date]:
    return list(training_days(habit, today, Random(1)))


def test_same_seed_makes_the_same_people() -> None:
    assert list(islice(others(WEDNESDAY), 50)) == list(islice(others(WEDNESDAY), 50))
    assert list(islice(others(WEDNESDAY, seed=1), 50)) != list(islice(others(WEDNESDAY, seed=2), 50))


def test_same_seed_makes_the_same_rows() -> None:
    people = list(islice(others(WEDNESDAY), 5))

    assert written(*people) == written(*people)
    assert written(*people, seed=2) != written(*people)


def test_people_stay_for_weeks_or_for_years() -> None:
    weeks = [habit.weeks for habit in islice(others(WEDNESDAY), 1_000)]

    assert [min(weeks), max(weeks)] == [2, LONGEST]
    assert 60 < sum(weeks) / len(weeks) < 100


def test_nobody_trains_in_the_future() -> None:
    days = [day for habit in islice(others(WEDNESDAY), 100) for day in days_of(habit)]

    assert max(days) == WEDNESDAY


def test_people_train_two_to_four_times_in_most_weeks() -> None:
    habit = Habit("a@bench.example", MONDAY - timedelta(weeks=400), 400, missed=0.1)

    weeks = Counter(day - timedelta(days=day.weekday()) for day in days_of(habit))

    assert set(weeks.values()) == {2, 3, 4}
    assert 340 <= len(weeks) <= 380


def test_ten_years_are_a_perfect_record() -> None:
    days = days_of(measured(WEDNESDAY)[TEN_YEARS])

    weeks = Counter(day - timedelta(days=day.weekday()) for day in set(days) if day < MONDAY)

    assert set(weeks.values()) == {3}
    assert len(weeks) == LONGEST


@pytest.mark.parametrize("today", [MONDAY, WEDNESDAY, date(2026, 11, 22)])
def test_both_measured_people_have_the_same_three_workouts_this_week(today: date) -> None:
    people = measured(today)

    week, decade = days_of(people[ONE_WEEK], today), days_of(people[TEN_YEARS], today)

    assert week == decade[-3:]
    assert week == sorted(week)
    assert [MONDAY <= day <= today for day in week] == [True] * 3


def test_ids_go_on_from_table_to_table() -> None:
    writer = Writer(last={**dict.fromkeys(FIELDS, 0), SETS: 70}, exercises=CATALOGUE, today=WEDNESDAY)

    writer.write(measured(WEDNESDAY)[ONE_WEEK])
    first = writer.take()
    writer.write(next(others(WEDNESDAY)))
    second = writer.take()

    numbers = [row[0] for row in first[SETS] + second[SETS]]
    assert numbers == list(range(71, 71 + len(numbers)))
    assert {row[1] for row in second[SETS]} <= {row[0] for row in second[EXERCISES]}
    assert {row[1] for row in second[EXERCISES]} == {row[0] for row in second[WORKOUTS]}


def test_rows_have_a_value_for_each_field() -> None:
    rows = written(*islice(others(WEDNESDAY), 3))

    assert {table: {len(row) for row in rows[table]} for table in FIELDS} == {
        table: {len(names)} for table, names in FIELDS.items()
    }
