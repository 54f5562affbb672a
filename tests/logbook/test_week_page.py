from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from hipstrength.accounts.models import User
from logbook.entries import ExerciseEntry, SetEntry
from logbook.resistance import NO_RESISTANCE
from tests.factories import band, done, kg, make_workout
from tests.logbook.history_pages import page_at, start_weeks_on_sunday, strip, totals, ways


def test_totals_add_up_each_exercise_in_its_own_unit(alices_client: Client, alice: User) -> None:
    light = band(alice, "Light", "ankles")
    bridges = done("hip-bridges", both=[20], resistance=kg("5"))
    walks = done("banded-crab-walks", left=[10, 1], right=[12], resistance=light)
    make_workout(user=alice, day=date(2026, 11, 16), exercises=[done("clamshells", left=[12, 12], right=[10]), walks])
    make_workout(user=alice, day=date(2026, 11, 17), exercises=[done("clamshells", left=[8], right=[9]), bridges])
    make_workout(user=alice, day=date(2026, 11, 9), exercises=[done("clamshells", left=[100])])

    page = page_at(alices_client, "/history/")

    assert totals(page) == {
        "Clamshells": {
            "Sets": "3",
            "Left": "32",
            "Right": "19",
            "Total": "51 reps",
            "Best set": "12/10 · No resistance",
            "Most resistance": "No resistance",
            "Week before": "100 reps",
        },
        "Hip bridges": {
            "Sets": "1",
            "Total": "20 reps",
            "Best set": "20 · 5 kg",
            "Most resistance": "5 kg",
            "Week before": "not done",
        },
        "Banded crab walks": {
            "Sets": "2",
            "Left": "11",
            "Right": "12",
            "Total": "23 steps",
            "Best set": "10/12 · Light band, ankles",
            "Most resistance": "Light band, ankles",
            "Week before": "not done",
        },
    }


def test_totals_are_called_self_reported(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=date(2026, 11, 16))
    make_workout(user=alice, day=date(2026, 11, 9), exercises=[done("banded-crab-walks", left=[10])])

    hints = [
        page_at(alices_client, f"/history/{day}/").one("p", class_="hint").text for day in ("2026-11-16", "2026-11-09")
    ]

    assert hints == [
        "Totals of the week, self-reported.",
        "Totals of the week, self-reported. For crab walks, left and right are directions.",
    ]


@pytest.mark.parametrize(
    ("before", "now", "week", "words"),
    [
        # The week of 9 November is over, the one of the 16th is not.
        (10, 12, 9, "10 reps (+2)"),
        (12, 10, 9, "12 reps (\N{MINUS SIGN}2)"),
        (12, 12, 9, "12 reps (the same)"),
        (0, 12, 9, "not done"),
        (10, 12, 16, "10 reps (+2)"),
        (12, 10, 16, "12 reps"),
        (12, 12, 16, "12 reps"),
    ],
)
def test_change_against_the_week_before(
    alices_client: Client, alice: User, before: int, now: int, week: int, words: str
) -> None:
    make_workout(user=alice, day=date(2026, 11, week - 7), exercises=[done("clamshells", left=[1])])
    for day, reps in ((week - 7, before), (week, now)):
        if reps:
            make_workout(user=alice, day=date(2026, 11, day), exercises=[done("hip-bridges", both=[reps])])

    page = page_at(alices_client, f"/history/2026-11-{week:02}/")

    assert totals(page)["Hip bridges"]["Week before"] == words


def test_fewer_reps_after_a_step_up_are_explained(alices_client: Client, alice: User) -> None:
    for day, reps, resistance in ((2, 20, NO_RESISTANCE), (9, 12, band(alice))):
        exercises = [done("hip-bridges", both=[reps], resistance=resistance)]
        make_workout(user=alice, day=date(2026, 11, day), exercises=exercises)

    page = page_at(alices_client, "/history/2026-11-09/")

    assert totals(page)["Hip bridges"]["Week before"] == "20 reps with less resistance (\N{MINUS SIGN}8)"


def test_pain_of_the_week_has_means_counts_and_the_highest(alices_client: Client, alice: User) -> None:
    worst = [
        [done("clamshells", left=[10], pain=2), done("hip-bridges", both=[10], pain=6)],
        [done("clamshells", left=[10])],
    ]
    make_workout(user=alice, day=date(2026, 11, 16), exercises=worst[0], pain_before=1, pain_next_morning=0)
    make_workout(user=alice, day=date(2026, 11, 17), exercises=worst[1], pain_before=2)
    make_workout(user=alice, day=date(2026, 11, 15), pain_before=10)

    table = page_at(alices_client, "/history/").one("table")

    assert [[cell.text for cell in row.all("th", "td")] for row in table.all("tr")] == [
        ["When", "Mean", "n", "Highest"],
        ["Before", "1.5", "2", "2"],
        ["Worst during", "6.0", "1", "6"],
        ["Next morning", "0.0", "1", "0"],
    ]


def test_week_without_a_score_has_no_table_of_pain(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=date(2026, 11, 16))

    assert list(page_at(alices_client, "/history/").all("table")) == []


def test_strip_tells_each_day_of_the_week(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=date(2026, 11, 16))
    make_workout(user=alice, day=date(2026, 11, 17), exercises=[done("clamshells", pain=4)])

    assert strip(page_at(alices_client, "/history/")) == [
        "Monday: workout",
        "Tuesday: rest",
        "Wednesday, today: no workout so far",
        "Thursday: to come",
        "Friday: to come",
        "Saturday: to come",
        "Sunday: to come",
    ]


def test_strip_of_today_done_and_of_weeks_from_sunday(alices_client: Client, alice: User) -> None:
    start_weeks_on_sunday(alice)
    make_workout(user=alice, day=date(2026, 11, 18))

    days = page_at(alices_client, "/history/").one("ol", class_="strip")

    assert [day.attributes["class"] for day in days.all("li")] == [
        *["day day-rest"] * 3,
        "day day-done",
        *["day day-future"] * 3,
    ]
    assert [day.attributes["class"] for day in days.all(**{"aria-current": "date"})] == ["day day-done"]


@pytest.mark.parametrize("day", ["2026-03-23", "2026-10-19"])
def test_weeks_in_which_clocks_change_have_seven_days(alices_client: Client, alice: User, day: str) -> None:
    make_workout(user=alice, day=date.fromisoformat(day) + timedelta(days=6))

    page = page_at(alices_client, f"/history/{day}/")

    assert [words.split(": ")[1] for words in strip(page)] == ["rest"] * 6 + ["workout"]


def test_week_after_one_without_a_workout_is_held_against_nothing(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=date(2026, 11, 1))
    make_workout(user=alice, day=date(2026, 11, 9))

    assert "Week before" not in totals(page_at(alices_client, "/history/2026-11-09/"))["Clamshells"]


def test_weeks_before_the_first_workout_are_not_judged(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=date(2026, 11, 9))

    found = {day: page_at(alices_client, f"/history/{day}/") for day in ("2026-11-02", "2026-11-09", "2026-11-16")}

    assert {day: len(list(page.all("progress"))) for day, page in found.items()} == {
        "2026-11-02": 0,
        "2026-11-09": 1,
        "2026-11-16": 1,
    }


def test_workout_of_a_week_that_has_not_begun_here_can_be_reached(client: Client, alice: User) -> None:
    make_workout(user=alice, day=date(2026, 11, 23))
    User.objects.filter(pk=alice.pk).update(time_zone="Pacific/Honolulu")

    with time_machine.travel("2026-11-23T09:00Z", tick=False):
        client.force_login(alice)
        here = page_at(client, "/history/")
        there = page_at(client, "/history/2026-11-23/")

    assert ways(here)["Later →"] == "/history/2026-11-23/"
    assert strip(there)[0] == "Monday: workout"


def test_sides_with_different_resistance_are_both_told(alices_client: Client, alice: User) -> None:
    left, right = SetEntry(1, "left", 12, band(alice)), SetEntry(1, "right", 15, NO_RESISTANCE)
    make_workout(user=alice, day=date(2026, 11, 16), exercises=[ExerciseEntry("clamshells", (left, right))])

    assert totals(page_at(alices_client, "/history/"))["Clamshells"]["Best set"] == "12/15 · Light band / No resistance"


def test_cards_of_workouts_lead_to_correcting_and_deleting(alices_client: Client, alice: User) -> None:
    workout = make_workout(user=alice, day=date(2026, 11, 16))

    links = [link.attributes["href"] for link in page_at(alices_client, "/history/").one("article").all("a")]

    assert links == [
        reverse("logbook:workout", args=[workout.public_id]),
        reverse("logbook:workout-edit", args=[workout.public_id]),
        reverse("logbook:workout-delete", args=[workout.public_id]),
    ]
