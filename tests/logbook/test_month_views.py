from datetime import date

import pytest
import time_machine
from django.test import Client

from hipstrength.accounts.models import User
from logbook.models import set_week_goal
from tests.factories import done, make_workout
from tests.logbook.history_pages import heading, page_at, start_weeks_on_sunday, ways
from tests.rendered import Element


def calendar(page: Element) -> list[list[str]]:
    """Return the days of each week as they are read; a day with a workout says so."""
    rows = page.one("table").all("tr", class_="calendar-days")
    return [[" ".join(cell.text.replace("✓", " ✓ ").split()) for cell in row.all("td")] for row in rows]


def days(page: Element) -> str:
    return page.one("p", class_="goal-words").text


def weeks(page: Element) -> dict[str, tuple[str, str]]:
    """Return what stands below each week: its words, its address, and how it stands against its goal."""
    rows = page.one("table").all("tr", class_="calendar-week")
    cells = {row.one("a").text: (row.one("a").attributes["href"], row.one("th").text) for row in rows}
    return {title: (href, words.removeprefix(title).strip()) for title, (href, words) in cells.items()}


def test_month_shows_its_active_days(alices_client: Client, alice: User) -> None:
    for day in (date(2026, 10, 31), date(2026, 11, 2), date(2026, 11, 18)):
        make_workout(user=alice, day=day)
    make_workout(user=alice, day=date(2026, 11, 3), exercises=[done("clamshells", pain=5)])

    page = page_at(alices_client, "/history/months/2026-11/")

    assert (heading(page), days(page)) == ("November 2026", "2 active days")
    assert calendar(page)[:2] == [
        ["26 October", "27 October", "28 October", "29 October", "30 October", "31 October ✓ workout", "1"],
        ["2 ✓ workout", "3", "4", "5", "6", "7", "8"],
    ]
    assert [cell.text for cell in page.one("table").all(**{"aria-current": "date"})] == ["18✓ workout"]


def test_month_leads_to_its_weeks_and_tells_their_goals(alices_client: Client, alice: User) -> None:
    set_week_goal(user=alice, days=1, today=date(2026, 11, 9))
    for day in (3, 4, 10):
        make_workout(user=alice, day=date(2026, 11, day))

    page = page_at(alices_client, "/history/months/2026-11/")

    assert weeks(page) == {
        "26 Oct – 1 Nov 2026": ("/history/2026-10-26/", ""),
        "2–8 Nov 2026": ("/history/2026-11-02/", "2 of 3 days"),
        "9–15 Nov 2026": ("/history/2026-11-09/", "1 of 1 day ✓goal reached"),
        "16–22 Nov 2026": ("/history/2026-11-16/", "0 of 1 day"),
        "23–29 Nov 2026": ("/history/2026-11-23/", ""),
        "30 Nov – 6 Dec 2026": ("/history/2026-11-30/", ""),
    }


def test_month_has_the_weeks_of_the_persons_calendar(alices_client: Client, alice: User) -> None:
    start_weeks_on_sunday(alice)

    page = page_at(alices_client, "/history/months/2026-11/")

    heads = [head.one("span", class_="visually-hidden").text for head in page.one("thead").all("th")]
    assert heads == ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    assert calendar(page)[0] == ["1", "2", "3", "4", "5", "6", "7"]


def test_ways_lead_from_the_first_logged_month_to_this_one(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=date(2026, 9, 30))

    found = {
        month: ways(page_at(alices_client, f"/history/months/{month}/")) for month in ("2026-11", "2026-09", "2027-01")
    }

    assert found == {
        "2026-11": {"← October 2026": "/history/months/2026-10/"},
        "2026-09": {"This month": "/history/months/", "October 2026 →": "/history/months/2026-10/"},
        "2027-01": {"← December 2026": "/history/months/2026-12/", "This month": "/history/months/"},
    }


@pytest.mark.parametrize(("zone", "title"), [("Europe/Berlin", "December 2026"), ("America/New_York", "November 2026")])
def test_this_month_is_the_one_where_the_person_is(client: Client, alice: User, zone: str, title: str) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone=zone)
    client.force_login(alice)

    with time_machine.travel("2026-11-30T23:30Z"):
        assert heading(page_at(client, "/history/months/")) == title


@pytest.mark.parametrize("month", ["2000-01", "2100-12", "2024-02"])
def test_month_at_the_ends_of_the_calendar_is_shown(alices_client: Client, alice: User, month: str) -> None:
    make_workout(user=alice, day=date.fromisoformat(f"{month}-01"))

    page = page_at(alices_client, f"/history/months/{month}/")

    assert days(page) == "1 active day"
    for href, _words in weeks(page).values():
        assert alices_client.get(href).status_code == 200


@pytest.mark.parametrize(
    "month", ["1999-12", "2101-01", "2026-13", "2026-00", "2026-1", "now", "2026-11-01", "9999-99"]
)
def test_month_that_is_none_is_not_found(alices_client: Client, month: str) -> None:
    assert alices_client.get(f"/history/months/{month}/").status_code == 404


def test_month_never_shows_somebody_elses_days(alices_client: Client, alice: User, stranger: User) -> None:
    make_workout(user=stranger, day=date(2026, 11, 2))

    page = page_at(alices_client, "/history/months/2026-11/")

    assert days(page) == "0 active days"
    assert list(page.all("a", rel="prev")) == []
