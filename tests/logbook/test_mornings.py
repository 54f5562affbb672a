"""When the site asks how a knee was the morning after a workout."""

import uuid
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from logbook.mornings import Unanswered, has_come, to_ask
from logbook.weeks import local_date

NAME = uuid.UUID("6a2f1f9e-6a39-4d0b-9b0c-0f6f0a8f4b11")
TUESDAY = date(2026, 11, 17)


def is_asked(started_at: str, now: str, zone: str) -> bool:
    """Return whether a workout that began at one moment is asked for at another, by a person in a zone."""
    began, moment, place = datetime.fromisoformat(started_at), datetime.fromisoformat(now), ZoneInfo(zone)
    workout = Unanswered(NAME, local_date(began, place), began)
    return workout.is_asked(today=local_date(moment, place), now=moment)


@pytest.mark.parametrize(
    ("zone", "started_at", "now", "asked"),
    [
        # A workout at 23:50: not before midnight, from midnight on, and for 48 hours.
        ("Europe/Berlin", "2026-11-17T22:50Z", "2026-11-17T22:59:59Z", False),
        ("Europe/Berlin", "2026-11-17T22:50Z", "2026-11-17T23:00Z", True),
        ("Europe/Berlin", "2026-11-17T22:50Z", "2026-11-19T22:50Z", True),
        ("Europe/Berlin", "2026-11-17T22:50Z", "2026-11-19T22:50:01Z", False),
        # One at 0:10 has nearly a day of its own.
        ("Europe/Berlin", "2026-11-16T23:10Z", "2026-11-17T22:59:59Z", False),
        ("Europe/Berlin", "2026-11-16T23:10Z", "2026-11-17T23:00Z", True),
        ("Europe/Berlin", "2026-11-16T23:10Z", "2026-11-18T23:10Z", True),
        ("Europe/Berlin", "2026-11-16T23:10Z", "2026-11-18T23:10:01Z", False),
        # The ends of the earth's clocks.
        ("Pacific/Kiritimati", "2026-11-17T09:50Z", "2026-11-17T09:59:59Z", False),
        ("Pacific/Kiritimati", "2026-11-17T09:50Z", "2026-11-17T10:00Z", True),
        ("Etc/GMT+12", "2026-11-17T11:50Z", "2026-11-17T11:59:59Z", False),
        ("Etc/GMT+12", "2026-11-17T11:50Z", "2026-11-17T12:00Z", True),
        # Days of 23 and of 25 hours: 48 hours stay 48.
        ("Europe/Berlin", "2026-03-28T12:00Z", "2026-03-30T12:00Z", True),
        ("Europe/Berlin", "2026-03-28T12:00Z", "2026-03-30T12:00:01Z", False),
        ("Europe/Berlin", "2026-10-24T12:00Z", "2026-10-26T12:00Z", True),
        ("Europe/Berlin", "2026-10-24T12:00Z", "2026-10-26T12:00:01Z", False),
        # The hour that comes twice is still the same day.
        ("Europe/Berlin", "2026-10-25T00:30Z", "2026-10-25T22:59:59Z", False),
        ("Europe/Berlin", "2026-10-25T00:30Z", "2026-10-25T23:00Z", True),
        ("America/New_York", "2027-01-01T04:50Z", "2027-01-01T05:00Z", True),
    ],
)
def test_asked_from_the_next_local_day_on_for_48_hours(zone: str, started_at: str, now: str, asked: bool) -> None:
    assert is_asked(started_at, now, zone) is asked


@pytest.mark.parametrize(("days", "asked"), [(-1, False), (0, False), (1, True), (2, True), (3, False)])
def test_workout_dated_by_hand_is_asked_for_on_the_two_days_after(days: int, asked: bool) -> None:
    today = TUESDAY + timedelta(days=days)
    workout = Unanswered(NAME, TUESDAY, None)

    moments = [datetime.combine(today, datetime.min.time(), UTC), datetime.combine(today, datetime.max.time(), UTC)]

    assert [workout.is_asked(today=today, now=now) for now in moments] == [asked, asked]


def test_journey_to_the_west_does_not_bring_the_question_on_the_day_itself() -> None:
    began = datetime(2026, 11, 18, 7, tzinfo=UTC)
    workout = Unanswered(NAME, local_date(began, ZoneInfo("Asia/Tokyo")), began)
    honolulu = ZoneInfo("Pacific/Honolulu")

    asked = [workout.is_asked(today=local_date(now, honolulu), now=now) for now in hours_after(began, 26, 27)]

    assert asked == [False, True]


def hours_after(moment: datetime, *hours: int) -> list[datetime]:
    return [moment + timedelta(hours=number) for number in hours]


@pytest.mark.parametrize(("today", "come"), [(16, False), (17, False), (18, True), (30, True)])
def test_morning_comes_with_the_next_day_and_stays(today: int, come: bool) -> None:
    assert has_come(TUESDAY, date(2026, 11, today)) is come


def test_latest_workout_that_can_be_asked_for_is() -> None:
    now, today = datetime(2026, 11, 19, 12, tzinfo=UTC), date(2026, 11, 19)
    names = [uuid.uuid4() for _ in range(4)]
    days = [(19, 8), (18, 12), (17, 20), (17, 11)]
    logged = [
        Unanswered(name, date(2026, 11, day), datetime(2026, 11, day, hour, tzinfo=UTC))
        for name, (day, hour) in zip(names, days, strict=True)
    ]

    found = [to_ask(some, today=today, now=now) for some in (logged, logged[2:], logged[3:], [])]

    assert [one.public_id if one else None for one in found] == [names[1], names[2], None, None]
