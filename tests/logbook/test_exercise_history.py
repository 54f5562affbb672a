"""One exercise over time."""

from datetime import date, timedelta

import pytest
from django.test import Client

from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.resistance import NO_RESISTANCE, Resistance
from tests.factories import band, done, kg, make_workout
from tests.logbook.history_pages import facts, heading, page_at, ways
from tests.rendered import Element

URL = "/history/exercises/clamshells/"
DAY = date(2026, 11, 16)


def log(user: User, *sets: tuple[date, list[int], Resistance]) -> None:
    """Log clamshells of the left leg, and bridges besides."""
    for day, reps, resistance in sets:
        bridges = done("hip-bridges", both=[100], resistance=kg("50"))
        make_workout(user=user, day=day, exercises=[done("clamshells", left=reps, resistance=resistance), bridges])


def rows(page: Element) -> list[str]:
    return [row.text for row in page.one("ul", class_="occasions").all("li")]


def records(page: Element) -> dict[str, str]:
    return facts(page.one("dl", class_="card facts records"))


def numbers(page: Element) -> list[list[str]]:
    table = page.one("details").one("table")
    return [[cell.text for cell in row.all("th", "td")] for row in table.all("tr")]


def test_every_workout_is_listed_newest_first(alices_client: Client, alice: User) -> None:
    exercises = [
        done("clamshells", left=[15, 15], right=[15, 12], resistance=band(alice)),
        done("hip-bridges", both=[20]),
    ]
    workout = make_workout(user=alice, day=DAY, exercises=exercises)
    make_workout(user=alice, day=DAY - timedelta(days=2), exercises=[done("clamshells", left=[10], right=[11])])
    make_workout(user=alice, day=DAY - timedelta(days=1), exercises=[done("hip-bridges", both=[20])])
    make_workout(user=alice, day=DAY - timedelta(days=1), exercises=[done("clamshells", pain=7)])

    page = page_at(alices_client, URL)

    assert heading(page) == "Clamshells 24 November 2025 – 22 November 2026"
    assert rows(page) == [
        "Mon 16 Nov 2026 15/15, 15/12 Light band ↑ More resistance: No resistance → Light band",
        "Sat 14 Nov 2026 10/11 No resistance",
    ]
    first = next(page.one("ul", class_="occasions").all("a"))
    assert first.attributes["href"] == workout.get_absolute_url()


def test_steps_of_resistance_and_bests_are_marked(alices_client: Client, alice: User) -> None:
    light = band(alice)
    used = [(10, NO_RESISTANCE), (12, NO_RESISTANCE), (8, light), (9, light), (12, NO_RESISTANCE), (9, kg("1"))]
    log(alice, *[(DAY - timedelta(days=20 - number), [reps], one) for number, (reps, one) in enumerate(used)])

    marks = [row.split("2026 ")[1] for row in rows(page_at(alices_client, URL))]

    assert marks == [
        "9/– 1 kg ↑ More resistance: No resistance → 1 kg",
        "12/– No resistance ↓ Less resistance: Light band → No resistance",
        "9/– Light band ★ Best so far: Light band",
        "8/– Light band ↑ More resistance: No resistance → Light band",
        "12/– No resistance ★ Best so far: No resistance",
        "10/– No resistance",
    ]


def test_bests_are_held_against_all_that_was_before_the_year(alices_client: Client, alice: User) -> None:
    long_ago = date(2024, 5, 6)
    log(
        alice,
        (long_ago, [15], NO_RESISTANCE),
        (DAY, [14], NO_RESISTANCE),
        (DAY + timedelta(days=1), [16], NO_RESISTANCE),
    )

    page = page_at(alices_client, URL)

    assert rows(page) == [
        "Tue 17 Nov 2026 16/– No resistance ★ Best so far: No resistance",
        "Mon 16 Nov 2026 14/– No resistance",
    ]
    assert records(page) == {"No resistance": "16 reps · 3 workouts · 6 May 2024 – 17 Nov 2026"}


def test_records_are_told_for_each_resistance(alices_client: Client, alice: User) -> None:
    log(alice, (DAY, [10, 12], NO_RESISTANCE), (DAY + timedelta(days=1), [9], band(alice)), (DAY, [7], kg("2.5")))

    assert list(records(page_at(alices_client, URL)).items()) == [
        ("No resistance", "12 reps · 1 workout · 16 Nov 2026"),
        ("Light band", "9 reps · 1 workout · 17 Nov 2026"),
        ("2.5 kg", "7 reps · 1 workout · 16 Nov 2026"),
    ]


def test_chart_and_table_have_the_same_numbers(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=DAY, exercises=[done("clamshells", left=[12, 14], right=[13])])
    log(alice, (DAY + timedelta(days=1), [9], band(alice)))

    page = page_at(alices_client, URL)

    assert [strip.text for strip in page.one("g", class_="chart-tips").all("title")] == [
        "Mon 16 Nov 2026: left 14, right 13, No resistance",
        "Tue 17 Nov 2026: left 9, right –, Light band",
    ]
    assert numbers(page) == [
        ["Day", "Left", "Right", "Most resistance"],
        ["Tue 17 Nov 2026", "9", "–", "Light band"],
        ["Mon 16 Nov 2026", "14", "13", "No resistance"],
    ]
    assert len(list(page.one("svg").all("path", class_="chart-mark"))) == 1


def test_walks_have_one_line_in_steps(alices_client: Client, alice: User) -> None:
    walks = done("banded-crab-walks", left=[10], right=[12], resistance=band(alice, position="ankles"))
    make_workout(user=alice, day=DAY, exercises=[walks])

    page = page_at(alices_client, "/history/exercises/banded-crab-walks/")

    assert page.one("svg").one("title", id="sets-title").text == "Banded crab walks: most steps in a set"
    assert numbers(page) == [["Day", "Most", "Most resistance"], ["Mon 16 Nov 2026", "12", "Light band, ankles"]]
    assert records(page) == {"Light band, ankles": "12 steps · 1 workout · 16 Nov 2026"}


def test_ways_lead_through_the_years(alices_client: Client, alice: User) -> None:
    log(alice, (date(2025, 3, 3), [10], NO_RESISTANCE), (DAY, [11], NO_RESISTANCE))

    now = page_at(alices_client, URL)
    before = page_at(alices_client, f"{URL}2025-11-17/")

    assert ways(now) == {"← Earlier": f"{URL}2025-11-17/"}
    assert rows(before) == ["Mon 3 Mar 2025 10/– No resistance"]
    assert ways(before) == {"Up to now": URL, "Later →": f"{URL}2026-11-16/"}


def test_year_without_the_exercise_says_so(alices_client: Client, alice: User) -> None:
    log(alice, (date(2025, 3, 3), [10], NO_RESISTANCE))

    page = page_at(alices_client, URL)

    assert page.one("div", class_="empty").text == "Nothing of this exercise was logged in this time."
    assert records(page) == {"No resistance": "10 reps · 1 workout · 3 Mar 2025"}


def test_exercise_that_was_never_logged_says_what_will_show_up(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=DAY, exercises=[done("hip-bridges", both=[10])])

    page = page_at(alices_client, URL)

    assert page.one("div", class_="empty").text.startswith("You have not logged this exercise yet.")
    assert list(page.all("table")) == []
    assert ways(page) == {}


def test_exercise_off_the_site_is_shown_to_who_has_logged_it(
    alices_client: Client, client: Client, alice: User, stranger: User
) -> None:
    log(alice, (DAY, [10], NO_RESISTANCE))
    Exercise.objects.filter(slug="clamshells").update(is_published=False)

    assert rows(page_at(alices_client, URL)) == ["Mon 16 Nov 2026 10/– No resistance"]
    client.force_login(stranger)
    assert client.get(URL).status_code == 404


@pytest.mark.parametrize(
    "path", ["none/", "clamshells/2026-02-30/", "clamshells/1999-12-31/", "clamshells/9999-12-31/", "clamshells/now/"]
)
def test_exercise_or_day_that_is_none_is_not_found(alices_client: Client, path: str) -> None:
    assert alices_client.get(f"/history/exercises/{path}").status_code == 404


@pytest.mark.parametrize("day", ["2000-01-01", "2100-12-31"])
def test_exercise_at_the_ends_of_the_calendar_is_shown(alices_client: Client, alice: User, day: str) -> None:
    log(alice, (date.fromisoformat(day), [10], NO_RESISTANCE))

    assert len(rows(page_at(alices_client, f"{URL}{day}/"))) == 1


def test_exercise_never_shows_somebody_elses_sets(alices_client: Client, alice: User, stranger: User) -> None:
    log(alice, (DAY, [10], NO_RESISTANCE))
    log(stranger, (DAY, [99], NO_RESISTANCE), (date(2024, 1, 1), [98], NO_RESISTANCE))

    page = page_at(alices_client, URL)

    assert rows(page) == ["Mon 16 Nov 2026 10/– No resistance"]
    assert records(page) == {"No resistance": "10 reps · 1 workout · 16 Nov 2026"}
    assert ways(page) == {}
