from datetime import date

import pytest
import time_machine
from django.test import Client

from hipstrength.accounts.models import User
from logbook.models import set_week_goal
from tests.factories import done, make_workout
from tests.logbook.history_pages import heading, page_at, start_weeks_on_sunday, totals, ways
from tests.rendered import Element

FIRST_TIME = (
    "Nothing is logged yet. Do a first set of each exercise, write down how many, and it will show up here:"
    " your workouts, your days against your goal, and what each exercise adds up to."
)


def empty_words(page: Element) -> tuple[str, dict[str, str]]:
    """Return what an empty week says, and the links in it."""
    box = page.one("div", class_="empty")
    links = {link.text: link.attributes["href"] for link in box.all("a")}
    return next(box.all("p")).text, links


def test_this_week_shows_its_workouts_newest_first(alices_client: Client, alice: User) -> None:
    for day in (15, 16, 18):
        make_workout(user=alice, day=date(2026, 11, day), exercises=[done("hip-bridges", both=[day])])

    page = page_at(alices_client, "/history/")

    assert heading(page) == "This week 16–22 November 2026 · week 47"
    assert [(article.one("h3").text, article.one("dd").text) for article in page.all("article")] == [
        ("Wednesday 18 November", "1 set: 18 · No resistance"),
        ("Monday 16 November", "1 set: 16 · No resistance"),
    ]


@pytest.mark.parametrize(
    ("zone", "title"),
    [
        ("Europe/Berlin", "This week 23–29 November 2026 · week 48"),
        ("America/New_York", "This week 16–22 November 2026 · week 47"),
    ],
)
def test_this_week_is_the_one_where_the_person_is(client: Client, alice: User, zone: str, title: str) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone=zone)
    client.force_login(alice)

    with time_machine.travel("2026-11-22T23:30Z"):
        page = page_at(client, "/history/")

    assert heading(page) == title


def test_this_week_from_sunday_has_no_iso_number(alices_client: Client, alice: User) -> None:
    start_weeks_on_sunday(alice)

    assert heading(page_at(alices_client, "/history/")) == "This week 15–21 November 2026"


@pytest.mark.parametrize(
    ("day", "title"),
    [
        ("2026-11-16", "This week 16–22 November 2026 · week 47"),
        ("2026-11-09", "Last week 9–15 November 2026 · week 46"),
        ("2026-11-02", "Week 2–8 November 2026 · week 45"),
        ("2026-12-28", "Week 28 December 2026 – 3 January 2027 · week 53"),
    ],
)
def test_week_is_named_by_where_it_lies(alices_client: Client, day: str, title: str) -> None:
    assert heading(page_at(alices_client, f"/history/{day}/")) == title


@pytest.mark.parametrize(
    ("starts_on_sunday", "day", "first"),
    [
        (False, "2026-11-18", "2026-11-16"),
        (False, "2026-11-22", "2026-11-16"),
        (False, "2027-01-01", "2026-12-28"),
        (False, "2000-01-02", "2000-01-01"),
        (False, "2100-12-31", "2100-12-27"),
        (True, "2026-11-18", "2026-11-15"),
        (True, "2026-11-21", "2026-11-15"),
        (True, "2026-11-16", "2026-11-15"),
    ],
)
def test_any_day_leads_to_the_first_one_of_its_week(
    alices_client: Client, alice: User, starts_on_sunday: bool, day: str, first: str
) -> None:
    if starts_on_sunday:
        start_weeks_on_sunday(alice)

    response = alices_client.get(f"/history/{day}/")

    assert (response.status_code, response.headers["Location"]) == (302, f"/history/{first}/")
    assert alices_client.get(f"/history/{first}/").status_code == 200


@pytest.mark.parametrize(
    "day",
    [
        *("1999-12-31", "2101-01-01", "0001-01-01", "9999-12-31", "0000-00-00", "2026-02-30", "2025-02-29"),
        *(
            "2026-13-01",
            "2026-1-1",
            "20261116",
            "2026-W47-1",
            "today",
            "\u0662\u0660\u0662\u0666-11-16",
            "2026-11-16%00",
            "2026-11-16%0A",
        ),
    ],
)
def test_day_that_is_none_is_not_found(alices_client: Client, day: str) -> None:
    assert alices_client.get(f"/history/{day}/").status_code == 404


def test_first_time_says_what_will_show_up(alices_client: Client) -> None:
    words, links = empty_words(page_at(alices_client, "/history/"))

    assert words == FIRST_TIME
    assert links == {"Log your first workout": "/workouts/new/"}


def test_empty_current_week_invites(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=date(2026, 11, 15))

    words, links = empty_words(page_at(alices_client, "/history/"))

    assert words == ("No workout this week so far. Rest days are part of the plan; today could be a good day to start.")
    assert links == {"Log a workout": "/workouts/new/"}


def test_empty_past_week_offers_to_add_one_from_memory(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=date(2026, 10, 1))

    words, links = empty_words(page_at(alices_client, "/history/2026-11-02/"))

    assert words == "No workout was logged in this week."
    assert links == {"Add one from memory": "/workouts/new/?date=2026-11-02"}


def test_future_week_says_so_and_offers_nothing(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=date(2026, 11, 15))

    page = page_at(alices_client, "/history/2026-11-23/")

    assert empty_words(page) == ("This week has not begun yet.", {})
    assert list(page.all("progress")) == []


@pytest.mark.parametrize(
    ("day", "links"),
    [
        ("2026-11-16", {"← Earlier": "/history/2026-11-09/"}),
        (
            "2026-11-09",
            {"← Earlier": "/history/2026-11-02/", "This week": "/history/", "Later →": "/history/2026-11-16/"},
        ),
        ("2026-11-02", {"This week": "/history/", "Later →": "/history/2026-11-09/"}),
        ("2026-10-26", {"This week": "/history/", "Later →": "/history/2026-11-02/"}),
        ("2026-11-23", {"← Earlier": "/history/2026-11-16/", "This week": "/history/"}),
    ],
)
def test_ways_lead_from_the_first_logged_week_to_this_one(
    alices_client: Client, alice: User, day: str, links: dict[str, str]
) -> None:
    make_workout(user=alice, day=date(2026, 11, 8))

    assert ways(page_at(alices_client, f"/history/{day}/")) == links


def test_first_time_leads_to_no_other_week(alices_client: Client) -> None:
    assert ways(page_at(alices_client, "/history/")) == {}


def test_earliest_week_can_be_read_and_reached(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=date(2000, 1, 1), exercises=[done("hip-bridges", both=[12])])

    earliest = page_at(alices_client, "/history/2000-01-01/")
    second = page_at(alices_client, "/history/2000-01-03/")

    assert heading(earliest) == "Week 27 December 1999 – 2 January 2000 · week 52"
    assert totals(earliest)["Hip bridges"]["Total"] == "12 reps"
    assert ways(earliest) == {"This week": "/history/", "Later →": "/history/2000-01-03/"}
    assert ways(second)["← Earlier"] == "/history/2000-01-01/"


def test_week_with_notes_only_has_no_totals_and_no_active_day(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=date(2026, 11, 16), exercises=[done("clamshells", pain=4)], note="Too sore")

    page = page_at(alices_client, "/history/")

    assert totals(page) == {}
    assert page.one("p", class_="goal-words").text == "0 of 3 days · 3 more this week reach your goal"


@pytest.mark.parametrize(
    ("days", "goal", "words", "percent"),
    [
        ([], 3, "0 of 3 days · 3 more this week reach your goal", "0"),
        ([16], 3, "1 of 3 days · 2 more this week reach your goal", "33"),
        ([16, 16, 17], 3, "2 of 3 days · 1 more this week reaches your goal", "67"),
        ([16, 17, 18], 3, "3 of 3 days · goal reached", "100"),
        ([16, 17], 1, "2 days, goal 1 · goal reached", "100"),
    ],
)
def test_active_days_stand_against_the_goal_in_words(
    alices_client: Client, alice: User, days: list[int], goal: int, words: str, percent: str
) -> None:
    set_week_goal(user=alice, days=goal, today=date(2026, 11, 16))
    for day in days:
        make_workout(user=alice, day=date(2026, 11, day))

    page = page_at(alices_client, "/history/")

    assert page.one("p", class_="goal-words").text == words
    assert page.one("progress").attributes["value"] == percent


@pytest.mark.parametrize(
    ("starts_on_sunday", "words"),
    [
        (False, {"2025-06-02": "2 of 3 days", "2025-06-09": "1 of 3 days"}),
        (True, {"2025-06-01": "1 of 3 days", "2025-06-08": "2 of 3 days"}),
    ],
)
def test_days_belong_to_the_weeks_of_the_persons_calendar(
    alices_client: Client, alice: User, starts_on_sunday: bool, words: dict[str, str]
) -> None:
    for day in (7, 8, 9):
        make_workout(user=alice, day=date(2025, 6, day))
    if starts_on_sunday:
        start_weeks_on_sunday(alice)

    pages = {first: page_at(alices_client, f"/history/{first}/") for first in words}

    assert {first: page.one("p", class_="goal-words").text for first, page in pages.items()} == words


@pytest.mark.parametrize("url", ["/", "/history/", "/history/2026-11-16/", "/history/2026-11-09/"])
def test_weeks_never_show_somebody_elses_workouts(alices_client: Client, alice: User, stranger: User, url: str) -> None:
    set_week_goal(user=stranger, days=7, today=date(2026, 11, 1))
    for day in (2, 9, 16):
        make_workout(user=stranger, day=date(2026, 11, day), note="Secret")

    page = page_at(alices_client, url)

    assert list(page.all("article")) == []
    assert list(page.all("table")) == []
    # A week before somebody's first workout is not held against a goal; this one is.
    assert [words.text[:11] for words in page.all("p", class_="goal-words")] == ["0 of 3 days"] * ("09" not in url)
    assert list(page.all("a", rel="prev")) == []


def test_home_of_a_person_is_today_and_this_week(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=date(2026, 11, 15))
    make_workout(user=alice, day=date(2026, 11, 17))

    page = page_at(alices_client, "/")

    assert heading(page) == "Wednesday 18 November"
    assert [article.one("h3").text for article in page.all("article")] == ["Tuesday 17 November"]
    assert page.one("p", class_="goal-words").text == "1 of 3 days · 2 more this week reach your goal"


@time_machine.travel("2026-11-22T23:30Z", tick=False)
def test_home_of_a_person_is_today_where_they_are(client: Client, alice: User) -> None:
    client.force_login(alice)

    page = page_at(client, "/")

    assert heading(page) == "Monday 23 November"


def test_home_of_a_visitor_shows_the_four_exercises(client: Client, catalogue: None) -> None:
    page = page_at(client, "/")

    assert [article.one("h3").text for article in page.all("article")] == [
        "Clamshells",
        "Side-lying hip abduction",
        "Hip bridges",
        "Banded crab walks",
    ]
    assert [link.attributes["href"] for link in page.one("main").all("a", class_="btn btn-primary btn-lg")] == [
        "/accounts/signup/"
    ]
