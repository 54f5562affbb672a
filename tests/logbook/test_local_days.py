"""Days and weeks are those of the person's own clock, and what is logged never moves."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from hipstrength.accounts.models import User
from logbook.weeks import MONDAY, SUNDAY, Week
from tests.factories import make_workout
from tests.logbook.history_pages import heading, page_at, start_weeks_on_sunday, strip
from tests.rendered import main_form, parse, values

pytestmark = pytest.mark.usefixtures("catalogue")


def log_across(client: Client, opened: str, saved: str) -> None:
    """Open the log form at one moment, and save what it shows at another."""
    with time_machine.travel(opened, tick=False):
        form = values(main_form(parse(client.get("/workouts/new/"))))
    with time_machine.travel(saved, tick=False):
        response = client.post("/workouts/new/", {**form, "all_done": "on"})
    assert response.status_code == 302


@pytest.mark.parametrize(
    ("zone", "opened", "saved", "day"),
    [
        # 23:50 to 00:20.
        ("Europe/Berlin", "2026-11-22T22:50Z", "2026-11-22T23:20Z", date(2026, 11, 22)),
        ("Pacific/Kiritimati", "2026-11-22T09:50Z", "2026-11-22T10:20Z", date(2026, 11, 22)),
        ("Etc/GMT+12", "2026-11-23T11:50Z", "2026-11-23T12:20Z", date(2026, 11, 22)),
        ("Asia/Kathmandu", "2026-11-22T18:05Z", "2026-11-22T18:35Z", date(2026, 11, 22)),
        # Across the end of a year, and 29 February.
        ("Europe/Berlin", "2026-12-31T22:50Z", "2026-12-31T23:20Z", date(2026, 12, 31)),
        ("America/New_York", "2028-03-01T04:50Z", "2028-03-01T05:20Z", date(2028, 2, 29)),
        # Across the hour that is left out, and the one that comes twice.
        ("Europe/Berlin", "2026-03-29T00:50Z", "2026-03-29T01:20Z", date(2026, 3, 29)),
        ("Europe/Berlin", "2026-10-25T00:50Z", "2026-10-25T01:20Z", date(2026, 10, 25)),
        # In a week of 167 and one of 169 hours, in the last minutes of its Sunday.
        ("Europe/Berlin", "2026-03-29T21:50Z", "2026-03-29T22:20Z", date(2026, 3, 29)),
        ("Europe/Berlin", "2026-10-25T22:50Z", "2026-10-25T23:20Z", date(2026, 10, 25)),
    ],
)
def test_workout_that_ends_after_midnight_stays_on_the_day_it_began(
    client: Client, alice: User, zone: str, opened: str, saved: str, day: date
) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone=zone)
    with time_machine.travel(opened, tick=False):
        client.force_login(alice)

    log_across(client, opened, saved)

    workout = alice.workouts.get()
    assert (workout.performed_on, workout.timezone) == (day, zone)
    assert workout.started_at == datetime.fromisoformat(opened).astimezone(UTC)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "America/New_York"])
def test_travel_moves_no_workout(alices_client: Client, alice: User, zone: str) -> None:
    make_workout(user=alice, day=date(2026, 11, 16))
    before = strip(page_at(alices_client, "/history/2026-11-16/"))[0]

    alices_client.post(
        "/settings/",
        {
            "goal": "3",
            "week_start": "0",
            "target_sets": "2",
            "pain_limit": "2",
            "weight_step": "0.5",
            "weight_unit": "kg",
            "rest_seconds": "60",
            "time_zone": zone,
        },
    )

    assert User.objects.get(pk=alice.pk).time_zone == zone
    assert strip(page_at(alices_client, "/history/2026-11-16/"))[0] == before == "Monday: workout"
    assert alice.workouts.get().timezone == "Europe/Berlin"


def test_moving_the_week_start_moves_no_workout(alices_client: Client, alice: User) -> None:
    for day in (14, 15, 16):
        make_workout(user=alice, day=date(2026, 11, day))
    done = {"2026-11-09": [5, 6], "2026-11-16": [0]}
    assert {first: active(alices_client, first) for first in done} == done

    start_weeks_on_sunday(alice)

    moved = {"2026-11-08": [6], "2026-11-15": [0, 1]}
    assert {first: active(alices_client, first) for first in moved} == moved
    assert sorted(workout.performed_on.day for workout in alice.workouts.all()) == [14, 15, 16]


def active(client: Client, first: str) -> list[int]:
    """Return which days of a week have a workout, counted from its first."""
    return [
        number
        for number, words in enumerate(strip(page_at(client, f"/history/{first}/")))
        if "workout" in words.split(": ")[1][:7]
    ]


@pytest.mark.parametrize(
    ("zone", "moment", "today"),
    [
        # The last and the first minute of days on which clocks change.
        ("Europe/Berlin", "2026-03-28T22:59:59Z", "Saturday, today"),
        ("Europe/Berlin", "2026-03-28T23:00Z", "Sunday, today"),
        ("Europe/Berlin", "2026-03-29T21:59:59Z", "Sunday, today"),
        ("Europe/Berlin", "2026-03-29T22:00Z", "Monday, today"),
        ("Europe/Berlin", "2026-10-25T22:59:59Z", "Sunday, today"),
        ("Europe/Berlin", "2026-10-25T23:00Z", "Monday, today"),
        # Zones that never change, and the ends of the earth's clocks.
        ("Asia/Kolkata", "2026-11-18T18:29:59Z", "Wednesday, today"),
        ("Asia/Kolkata", "2026-11-18T18:30Z", "Thursday, today"),
        ("Pacific/Kiritimati", "2026-11-18T09:59:59Z", "Wednesday, today"),
        ("Pacific/Kiritimati", "2026-11-18T10:00Z", "Thursday, today"),
        ("Etc/GMT+12", "2026-11-18T11:59:59Z", "Tuesday, today"),
        ("Etc/GMT+12", "2026-11-18T12:00Z", "Wednesday, today"),
    ],
)
def test_today_in_the_week_is_the_day_on_the_persons_clock(
    client: Client, alice: User, zone: str, moment: str, today: str
) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone=zone)

    with time_machine.travel(moment, tick=False):
        client.force_login(alice)
        found = [words.split(": ")[0] for words in strip(page_at(client, "/history/"))]

    assert [name for name in found if "today" in name] == [today]


@pytest.mark.parametrize(
    ("zone", "moment", "title"),
    [
        # W3: one moment, two weeks.
        ("Europe/London", "2024-12-29T23:30Z", "This week 23–29 December 2024 · week 52"),
        ("Europe/Berlin", "2024-12-29T23:30Z", "This week 30 December 2024 – 5 January 2025 · week 1"),
        ("Europe/Berlin", "2027-01-01T12:00Z", "This week 28 December 2026 – 3 January 2027 · week 53"),
    ],
)
def test_current_week_at_the_end_of_a_year(client: Client, alice: User, zone: str, moment: str, title: str) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone=zone)

    with time_machine.travel(moment, tick=False):
        client.force_login(alice)
        assert heading(page_at(client, "/history/")) == title


@pytest.mark.parametrize("starts_on", [MONDAY, SUNDAY])
def test_numbers_of_weeks_are_those_of_their_first_days(starts_on: int) -> None:
    weeks = [Week.numbered(number, starts_on) for number in range(5271)]

    assert [week.number for week in weeks] == list(range(5271))
    assert {week.first.weekday() for week in weeks} == {starts_on}
    assert date(2000, 1, 1) in weeks[0]
    assert date(2100, 12, 31) in weeks[-1]
