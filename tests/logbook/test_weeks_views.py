"""Many weeks at once: charts and the numbers beneath them."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.models import set_week_goal
from tests.factories import band, done, make_workout
from tests.logbook.history_pages import groups, heading, page_at, start_weeks_on_sunday, tables, tips, totals, ways

MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("count", "title"),
    [(12, "12 weeks 31 August – 22 November 2026"), (52, "52 weeks 24 November 2025 – 22 November 2026")],
)
def test_weeks_end_with_the_current_one(alices_client: Client, alice: User, count: int, title: str) -> None:
    make_workout(user=alice, day=MONDAY)
    make_workout(user=alice, day=MONDAY - timedelta(weeks=2))

    page = page_at(alices_client, f"/history/weeks/{count}/")

    assert heading(page) == title
    assert [len(points) for group in groups(page).values() for points in tips(group)] == [count] * 3
    # The tables begin with the first workout.
    assert [len(rows) for group in groups(page).values() for rows in tables(group)] == [1 + 3] * 3


def test_weeks_from_sunday_are_those_of_the_persons_calendar(alices_client: Client, alice: User) -> None:
    start_weeks_on_sunday(alice)
    make_workout(user=alice, day=date(2026, 11, 15))

    page = page_at(alices_client, "/history/weeks/12/")

    assert heading(page) == "12 weeks 30 August – 21 November 2026"
    assert tables(groups(page)["Active days a week"])[0][1] == ["15–21 Nov 2026, so far", "1", "3"]


@pytest.mark.parametrize("url", ["/history/weeks/13/", "/history/weeks/0/", "/history/weeks/99999999999999999999/"])
def test_other_numbers_of_weeks_are_no_page(alices_client: Client, url: str) -> None:
    assert alices_client.get(url).status_code == 404


def test_active_days_stand_against_the_goal_of_their_week(alices_client: Client, alice: User) -> None:
    set_week_goal(user=alice, days=2, today=date(2026, 11, 11))
    for day in (2, 3, 9, 10, 16):
        make_workout(user=alice, day=date(2026, 11, day))

    group = groups(page_at(alices_client, "/history/weeks/12/"))["Active days a week"]

    assert tables(group)[0][1:] == [
        ["16–22 Nov 2026, so far", "1", "2"],
        ["9–15 Nov 2026", "2", "2"],
        ["2–8 Nov 2026", "2", "3"],
    ]
    assert [link.attributes["href"] for link in group.all("a")] == [
        "/history/2026-11-16/",
        "/history/2026-11-09/",
        "/history/2026-11-02/",
    ]
    assert tips(group)[0][-2:] == ["9–15 Nov 2026: 2 of 2 days", "16–22 Nov 2026, so far: 1 of 2 days"]
    # The week that is not over, and those before the first workout, are not judged.
    assert group.one("p", class_="hint").text == "The goal was met in 1 of 2 finished weeks."


def test_reps_and_steps_stand_beside_each_other(alices_client: Client, alice: User) -> None:
    walks = done("banded-crab-walks", left=[10], right=[12], resistance=band(alice, position="ankles"))
    make_workout(user=alice, day=MONDAY, exercises=[done("clamshells", left=[12, 10], right=[11]), walks])
    make_workout(user=alice, day=date(2026, 11, 18), exercises=[done("clamshells", left=[5])])

    group = groups(page_at(alices_client, "/history/weeks/12/"))["Reps and steps a week"]

    assert [caption.text for caption in group.all("figcaption")] == [
        "Clamshells: reps a week",
        "Banded crab walks: steps a week",
    ]
    assert [caption.one("a").attributes["href"] for caption in group.all("figcaption")] == [
        "/history/exercises/clamshells/",
        "/history/exercises/banded-crab-walks/",
    ]
    assert [rows[0] for rows in tables(group)] == [["Week", "Reps"], ["Week", "Steps"]]
    assert [rows[1:] for rows in tables(group)] == [
        [["16–22 Nov 2026, so far", "38"]],
        [["16–22 Nov 2026, so far", "22"]],
    ]
    assert [points[-2:] for points in tips(group)] == [
        ["9–15 Nov 2026: 0", "16–22 Nov 2026, so far: 38"],
        ["9–15 Nov 2026: 0", "16–22 Nov 2026, so far: 22"],
    ]


def test_left_against_right_is_for_legs_only(alices_client: Client, alice: User) -> None:
    walks = done("banded-crab-walks", left=[10], right=[12], resistance=band(alice, position="ankles"))
    bridges = done("hip-bridges", both=[15])
    make_workout(user=alice, day=MONDAY, exercises=[done("clamshells", left=[12, 10], right=[11]), bridges, walks])
    make_workout(user=alice, day=date(2026, 11, 9), exercises=[done("clamshells", left=[5])])
    make_workout(user=alice, day=date(2026, 11, 2), exercises=[bridges])

    group = groups(page_at(alices_client, "/history/weeks/12/"))["Left against right"]

    assert [caption.text for caption in group.all("figcaption")] == ["Clamshells: left and right"]
    (rows,) = tables(group)
    assert rows[0] == ["Week", "Left", "Right", "Difference"]
    assert rows[1:] == [
        ["16–22 Nov 2026, so far", "22", "11", "left +11"],
        ["9–15 Nov 2026", "5", "–", "–"],
        ["2–8 Nov 2026", "–", "–", "–"],
    ]
    assert tips(group)[0][-1] == "16–22 Nov 2026, so far: left 22, right 11"


def test_walks_alone_have_no_left_against_right(alices_client: Client, alice: User) -> None:
    walks = done("banded-crab-walks", left=[10], right=[12], resistance=band(alice, position="ankles"))
    make_workout(user=alice, day=MONDAY, exercises=[walks])

    assert list(groups(page_at(alices_client, "/history/weeks/12/"))) == ["Active days a week", "Reps and steps a week"]


def test_pain_is_told_for_three_moments_with_mean_highest_and_n(alices_client: Client, alice: User) -> None:
    hurts = [done("clamshells", left=[10], pain=3), done("hip-bridges", both=[10], pain=1)]
    make_workout(user=alice, day=MONDAY, exercises=hurts, pain_before=1, pain_next_morning=0)
    make_workout(user=alice, day=date(2026, 11, 17), pain_before=2)
    make_workout(user=alice, day=date(2026, 11, 9))

    group = groups(page_at(alices_client, "/history/weeks/12/"))["Knee pain"]

    assert [caption.text for caption in group.all("figcaption")] == ["Before", "Worst during", "Next morning"]
    assert [rows[0] for rows in tables(group)] == [["Week", "Mean", "Highest", "n"]] * 3
    assert [rows[2] for rows in tables(group)] == [["9–15 Nov 2026", "–", "–", "0"]] * 3
    assert [rows[1] for rows in tables(group)] == [
        ["16–22 Nov 2026, so far", "1.5", "2", "2"],
        ["16–22 Nov 2026, so far", "3.0", "3", "1"],
        ["16–22 Nov 2026, so far", "0.0", "0", "1"],
    ]
    assert [points[-1] for points in tips(group)] == [
        "16–22 Nov 2026, so far: mean 1.5, highest 2, n = 2",
        "16–22 Nov 2026, so far: mean 3.0, highest 3, n = 1",
        "16–22 Nov 2026, so far: mean 0.0, highest 0, n = 1",
    ]


def test_every_chart_names_itself(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=MONDAY, pain_before=1)

    page = page_at(alices_client, "/history/weeks/52/")

    names = [[page.one(id=name).text for name in svg.attributes["aria-labelledby"].split()] for svg in page.all("svg")]
    assert [title for title, _words in names] == [
        "Active days a week",
        "Clamshells: reps a week",
        "Clamshells: left and right",
        "Knee pain: Before",
    ]
    assert {words for _title, words in names} == {
        "From 24–30 Nov 2025 to 16–22 Nov 2026, so far. The same numbers are in the table below."
    }


def test_ways_lead_through_the_years(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=date(2025, 3, 3))

    now = page_at(alices_client, "/history/weeks/52/")
    before = page_at(alices_client, "/history/weeks/52/2025-11-17/")
    first = page_at(alices_client, "/history/weeks/52/2025-03-05/")

    assert ways(now) == {"← Earlier": "/history/weeks/52/2025-11-17/"}
    assert heading(before) == "52 weeks 25 November 2024 – 23 November 2025"
    assert ways(before) == {"Up to now": "/history/weeks/52/", "Later →": "/history/weeks/52/2026-11-16/"}
    assert ways(first) == {"Up to now": "/history/weeks/52/", "Later →": "/history/weeks/52/2026-03-02/"}


def test_later_goes_no_further_than_the_current_week(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=date(2025, 3, 3))

    page = page_at(alices_client, "/history/weeks/52/2026-10-01/")

    assert ways(page)["Later →"] == "/history/weeks/52/2026-11-16/"


@pytest.mark.parametrize("day", ["2000-01-01", "2000-01-03", "2100-12-31"])
def test_weeks_at_the_ends_of_the_calendar_are_shown(alices_client: Client, alice: User, day: str) -> None:
    make_workout(user=alice, day=date.fromisoformat(day))

    page = page_at(alices_client, f"/history/weeks/52/{day}/")

    assert tables(groups(page)["Active days a week"])[0][1][1] == "1"


def test_first_time_and_empty_weeks_say_so(alices_client: Client, alice: User) -> None:
    first = page_at(alices_client, "/history/weeks/12/").one("div", class_="empty").text
    make_workout(user=alice, day=date(2025, 3, 3))
    empty = page_at(alices_client, "/history/weeks/12/").one("div", class_="empty").text

    assert first.startswith("Nothing is logged yet.")
    assert empty == "Nothing was logged in these weeks."


def test_weeks_never_show_somebody_elses_workouts(alices_client: Client, alice: User, stranger: User) -> None:
    make_workout(user=alice, day=MONDAY)
    make_workout(user=stranger, day=MONDAY, exercises=[done("clamshells", left=[99])], pain_before=9)

    page = page_at(alices_client, "/history/weeks/12/")

    assert tables(groups(page)["Reps and steps a week"])[0][1] == ["16–22 Nov 2026, so far", "46"]
    assert "Knee pain" not in groups(page)


@pytest.mark.parametrize(
    ("zone", "moment", "last"),
    [
        ("Pacific/Kiritimati", "2026-11-22T10:30Z", "23–29 Nov 2026"),
        ("Etc/GMT+12", "2026-11-23T11:30Z", "16–22 Nov 2026"),
        ("Asia/Kolkata", "2026-11-22T18:29Z", "16–22 Nov 2026"),
        ("Asia/Kolkata", "2026-11-22T18:31Z", "23–29 Nov 2026"),
        # Week 53, and the hour that Berlin has twice.
        ("Europe/Berlin", "2027-01-03T22:59Z", "28 Dec 2026 – 3 Jan 2027"),
        ("Europe/Berlin", "2026-10-25T22:59Z", "19–25 Oct 2026"),
    ],
)
def test_current_week_is_the_one_where_the_person_is(
    client: Client, alice: User, zone: str, moment: str, last: str
) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone=zone)
    make_workout(user=alice, day=MONDAY - timedelta(weeks=5))

    with time_machine.travel(moment, tick=False):
        client.force_login(alice)
        page = page_at(client, "/history/weeks/12/")

    assert tables(groups(page)["Active days a week"])[0][1][0] == f"{last}, so far"


def test_weeks_that_begin_with_the_first_workout_have_nothing_to_judge(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=MONDAY)

    group = groups(page_at(alices_client, "/history/weeks/12/"))["Active days a week"]

    assert list(group.all("p")) == []


def test_current_week_is_drawn_as_unfinished(alices_client: Client, alice: User) -> None:
    for day in (MONDAY, MONDAY - timedelta(weeks=1)):
        make_workout(user=alice, day=day)

    now = groups(page_at(alices_client, "/history/weeks/12/"))
    before = groups(page_at(alices_client, "/history/weeks/12/2026-11-09/"))

    hollow = [
        len(list(page["Active days a week"].all(class_="chart-bars chart-bars-hollow"))) for page in (now, before)
    ]
    assert hollow == [1, 0]


def test_exercise_that_had_no_sides_then_has_no_left_against_right(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=MONDAY, exercises=[done("hip-bridges", both=[20])])
    Exercise.objects.filter(slug="hip-bridges").update(sides="each_leg")

    weeks = groups(page_at(alices_client, "/history/weeks/12/"))
    exercise = page_at(alices_client, "/history/exercises/hip-bridges/")
    week = page_at(alices_client, "/history/")

    assert list(weeks) == ["Active days a week", "Reps and steps a week"]
    assert exercise.one("g", class_="chart-tips").text == "Mon 16 Nov 2026: most 20, No resistance"
    assert "Left" not in totals(week)["Hip bridges"]
