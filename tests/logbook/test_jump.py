"""The field that leads to the week of any day."""

import pytest
from django.test import Client

from hipstrength.accounts.models import User
from tests.logbook.history_pages import heading, page_at, start_weeks_on_sunday
from tests.rendered import errors, parse, summary


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2026-11-18", "2026-11-16"),
        ("2024-02-29", "2024-02-26"),
        ("2000-01-01", "2000-01-01"),
        ("2100-12-31", "2100-12-27"),
        (" 2026-11-18 ", "2026-11-16"),
    ],
)
def test_jump_leads_to_the_week_of_a_day(alices_client: Client, day: str, week: str) -> None:
    response = alices_client.get("/history/jump/", {"day": day})

    assert (response.status_code, response.headers["Location"]) == (302, f"/history/{week}/")


def test_jump_leads_to_the_week_of_the_persons_calendar(alices_client: Client, alice: User) -> None:
    start_weeks_on_sunday(alice)

    assert alices_client.get("/history/jump/?day=2026-11-18").headers["Location"] == "/history/2026-11-15/"


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ({}, "Choose a date."),
        ({"day": ""}, "Choose a date."),
        ({"day": "yesterday"}, "Type a date such as 2026-11-16."),
        ({"day": "2026-02-30"}, "There is no such day in the calendar."),
        ({"day": "1999-12-31"}, "Use a date between the years 2000 and 2100."),
        ({"day": "9999-12-31"}, "Use a date between the years 2000 and 2100."),
        ({"day": "2026-11-16\0"}, "Type a date such as 2026-11-16."),
        ({"day": "9" * 3000}, "Type a date such as 2026-11-16."),
        ({"day": '"><script>'}, "Type a date such as 2026-11-16."),
    ],
)
def test_jump_says_beside_its_field_what_is_wrong(alices_client: Client, query: dict[str, str], complaint: str) -> None:
    response = alices_client.get("/history/jump/", query)
    page = parse(response)

    assert response.status_code == 422
    assert errors(page) == {"day": complaint}
    assert summary(page) == {"id_day": f"Go to the week of: {complaint}"}
    assert page.one("title").text.startswith("Error: This week")
    assert page.one("input", name="day").attributes["value"] == query.get("day", "").strip()


def test_field_says_which_week_is_shown(alices_client: Client) -> None:
    page = page_at(alices_client, "/history/2026-11-09/")

    field = page.one("input", name="day")

    assert field.attributes["value"] == "2026-11-09"
    assert page.one("label", for_="id_day").text == "Go to the week of"
    assert "aria-invalid" not in field.attributes


def test_jump_to_a_future_week_says_that_it_has_not_begun(alices_client: Client) -> None:
    response = alices_client.get("/history/jump/?day=2026-12-31", follow=True)

    page = parse(response)

    assert heading(page) == "Week 28 December 2026 – 3 January 2027 · week 53"
    assert page.one("div", class_="empty").text == "This week has not begun yet."
