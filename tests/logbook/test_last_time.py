"""What somebody did last time, on the page of the exercise."""

from datetime import date

import pytest
from django.test import Client

from hipstrength.accounts.models import User
from tests.factories import band, done, make_workout
from tests.rendered import parse

URL = "/exercises/clamshells/"
MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)


def last_time(client: Client, url: str = URL) -> list[str]:
    """Return the lines under "Last time"; none where it is not shown."""
    return [line.text for box in parse(client.get(url)).all("section", class_="last-time") for line in box.all("p")]


def test_latest_workout_with_the_exercise_is_shown(alices_client: Client, alice: User) -> None:
    sets = [done("clamshells", left=[12, 12], right=[12, 10], resistance=band(alice)), done("hip-bridges", both=[15])]
    workout = make_workout(user=alice, day=MONDAY, exercises=sets)
    make_workout(user=alice, day=date(2026, 11, 2))
    make_workout(user=alice, day=TUESDAY, exercises=[done("hip-bridges", both=[20])])

    assert last_time(alices_client) == ["Monday 16 November 2026", "2 sets: left 12, 12 · right 12, 10 · Light band"]
    assert last_time(alices_client, "/exercises/hip-bridges/")[0] == "Tuesday 17 November 2026"
    link = parse(alices_client.get(URL)).one("section", class_="last-time").one("a")
    assert link.attributes["href"] == workout.get_absolute_url()


def test_exercise_leads_to_every_time_once_there_was_one(alices_client: Client, alice: User) -> None:
    before = parse(alices_client.get(URL))
    make_workout(user=alice, day=MONDAY)
    after = parse(alices_client.get(URL))

    links = [list(page.all("a", href="/history/exercises/clamshells/")) for page in (before, after)]
    assert [len(found) for found in links] == [0, 1]


def test_of_two_on_one_day_the_later_one_is_shown(alices_client: Client, alice: User) -> None:
    for reps in (11, 14):
        make_workout(user=alice, day=MONDAY, exercises=[done("clamshells", left=[reps])])

    assert last_time(alices_client)[1] == "1 set: left 14 · No resistance"


def test_exercise_without_a_set_does_not_count(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=MONDAY, exercises=[done("clamshells", left=[12])])
    make_workout(user=alice, day=TUESDAY, exercises=[done("clamshells", pain=7), done("hip-bridges", both=[9])])

    assert last_time(alices_client)[0] == "Monday 16 November 2026"


def test_before_the_first_time_nothing_is_shown(alices_client: Client, stranger: User) -> None:
    make_workout(user=stranger, day=MONDAY)

    assert last_time(alices_client) == []


def test_visitor_sees_nothing_of_anybody(client: Client, alice: User) -> None:
    make_workout(user=alice, day=MONDAY)

    assert last_time(client) == []


@pytest.mark.parametrize("url", ["/exercises/", "/exercises/print/"])
def test_lists_show_nothing_of_anybody(alices_client: Client, alice: User, url: str) -> None:
    make_workout(user=alice, day=MONDAY)

    assert last_time(alices_client, url) == []
