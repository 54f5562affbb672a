"""Taking a long log away in parts, so that each of them can be imported again."""

import json
from datetime import date

import pytest
from django.test import Client

from hipstrength.accounts.models import User
from logbook.models import Workout
from tests.accounts.reauthentication import show_password
from tests.accounts.test_data import CSV, JSON, URL, body
from tests.factories import band, done, make_workout
from tests.logbook.importing.imports import bring_in, exported_csv, exported_json, lose_everything
from tests.logbook.transfer.exports import VALIDATOR
from tests.rendered import parse

DAYS = (date(2024, 1, 1), date(2024, 12, 31), date(2025, 6, 1), date(2026, 1, 1))


@pytest.fixture
def shown(alices_client: Client, alice: User) -> Client:
    """A browser in which Alice, who logged in three years, has typed her password just now."""
    sets = done("clamshells", left=[10], right=[10], resistance=band(alice))
    for day in DAYS:
        make_workout(user=alice, day=day, exercises=[sets])
    alice.week_goals.create(set_on=DAYS[0], days=4)
    show_password(alices_client)
    return alices_client


def test_page_leads_to_each_year(shown: Client) -> None:
    part = parse(shown.get(URL)).one("details")

    assert [line.text for line in part.all("li")] == [
        "2024, 2 workouts: JSON CSV",
        "2025, 1 workout: JSON CSV",
        "2026, 1 workout: JSON CSV",
    ]
    links = {link.attributes["href"]: link.attributes["aria-label"] for link in part.all("a")}
    assert links[f"{JSON}?year=2024"] == "JSON of 2024"
    assert links[f"{CSV}?year=2026"] == "CSV of 2026"
    assert "open" not in part.attributes
    assert "Your log is long" not in part.text


def test_page_of_one_year_has_no_parts(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=DAYS[0])

    assert list(parse(alices_client.get(URL)).all("details")) == []


def test_page_of_a_long_log_says_that_one_file_may_be_too_large(shown: Client, alice: User) -> None:
    Workout.objects.bulk_create(Workout(user=alice, performed_on=DAYS[0]) for _number in range(996))

    part = parse(shown.get(URL)).one("details")

    assert "open" in part.attributes
    assert "Your log is long: a file of all of it may be too large to be imported again." in part.text


def test_files_of_a_year_have_its_workouts(shown: Client) -> None:
    response = shown.get(f"{JSON}?year=2024")
    read = json.loads(body(response))
    rows = body(shown.get(f"{CSV}?year=2025")).decode().splitlines()

    VALIDATOR.validate(read)
    assert [one["performed_on"] for one in read["workouts"]] == ["2024-01-01", "2024-12-31"]
    assert read["goals"] == [{"set_on": "2024-01-01", "days": 4}]
    assert [row[:10] for row in rows[1:]] == ["2025-06-01"] * 2
    assert response.headers["Content-Disposition"].endswith('-year-2024.json"')


def test_year_without_workouts_is_an_empty_file(shown: Client) -> None:
    assert json.loads(body(shown.get(f"{JSON}?year=2023")))["workouts"] == []


@pytest.mark.parametrize(
    "year", ["", "24", "20245", "2024.0", "-2024", "1999", "twenty", "\N{ARABIC-INDIC DIGIT TWO}024"]
)
@pytest.mark.parametrize("url", [JSON, CSV])
def test_what_is_no_year_is_not_there(shown: Client, url: str, year: str) -> None:
    assert shown.get(url, {"year": year}).status_code == 404


def test_password_is_asked_for_before_the_file_of_a_year(alices_client: Client) -> None:
    asked = alices_client.get(f"{JSON}?year=2024").headers["Location"]

    assert "year%3D2024" in asked


def test_files_of_all_years_together_bring_everything_back(shown: Client, alice: User) -> None:
    as_json, as_csv = exported_json(alice), exported_csv(alice)
    parts = [body(shown.get(f"{JSON}?year={year}")) for year in (2025, 2024, 2026)]

    again = lose_everything(alice)
    for part in parts:
        assert bring_in(again, part).problems == []

    assert exported_json(again) == as_json
    assert exported_csv(again) == as_csv
