"""When the first page asks how the knee was the morning after a workout."""

from datetime import date, datetime

import pytest
import time_machine
from django.test import Client

from hipstrength.accounts.models import User
from logbook.models import Workout
from tests.factories import make_workout
from tests.logbook.history_pages import page_at
from tests.logbook.mornings import SAVED, address, asked_at_home, question, tap
from tests.rendered import main_form, messages, values

TUESDAY = date(2026, 11, 17)


@pytest.fixture
def workout(alice: User) -> Workout:
    """Alice's workout of yesterday."""
    return make_workout(user=alice, day=TUESDAY, pain_before=1)


def test_home_asks_with_eleven_buttons_that_need_no_script(alices_client: Client, workout: Workout) -> None:
    form = question(page_at(alices_client, "/"))

    assert form
    buttons = list(form.all("button", type="submit", name="pain_next_morning"))
    assert (form.attributes["method"], form.attributes["action"]) == ("post", address(workout))
    assert form.one("h2").text == "How was your knee the next morning?"
    assert form.one("p", id="next-morning-about").text == (
        "After your workout of Tuesday 17 November. One tap saves it."
    )
    assert [button.attributes["value"] for button in buttons] == [*map(str, range(11))]
    assert [buttons[0].text, buttons[3].text, buttons[10].text] == [
        *("0 – no pain", "3", "10 – worst pain I can think of")
    ]
    assert form.one("p", class_="score-ends").text == "0: no pain 10: worst pain I can think of"


def test_home_takes_its_own_form_and_comes_back_with_the_answer(alice: User, workout: Workout) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    form = main_form(page_at(client, "/"))
    token = form.one("input", name="csrfmiddlewaretoken").attributes["value"]

    response = client.post(
        form.attributes["action"], {**values(form), "csrfmiddlewaretoken": token, "pain_next_morning": "1"}
    )

    assert (response.status_code, response.headers["Location"]) == (302, f"/?saved={workout.public_id}")
    page = page_at(client, response.headers["Location"])
    assert messages(page) == [SAVED.format(1), "That is fine. You can carry on."]
    assert question(page) is None
    assert alice.workouts.get().pain_next_morning == 1


def test_home_does_not_ask_on_the_day_of_the_workout(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=date(2026, 11, 18))

    assert asked_at_home(alices_client) == ""


def test_home_does_not_ask_a_newcomer(alices_client: Client) -> None:
    assert asked_at_home(alices_client) == ""


def test_home_does_not_ask_for_what_is_answered_even_by_0(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=TUESDAY, pain_next_morning=0)

    assert asked_at_home(alices_client) == ""


def test_home_does_not_ask_for_the_workout_of_a_stranger(alices_client: Client, stranger: User) -> None:
    make_workout(user=stranger, day=TUESDAY)

    assert asked_at_home(alices_client) == ""


def test_home_asks_for_the_latest_and_then_for_the_one_before(
    alices_client: Client, alice: User, workout: Workout
) -> None:
    earlier = make_workout(user=alice, day=date(2026, 11, 16))
    make_workout(user=alice, day=date(2026, 11, 18))

    first = asked_at_home(alices_client)
    tap(alices_client, workout, "1")

    assert [first, asked_at_home(alices_client)] == [address(workout), address(earlier)]


@pytest.mark.parametrize(
    ("zone", "started_at", "now", "is_asked"),
    [
        ("Europe/Berlin", "2026-11-17T22:50Z", "2026-11-17T22:59:59Z", False),
        ("Europe/Berlin", "2026-11-17T22:50Z", "2026-11-17T23:00Z", True),
        ("Europe/Berlin", "2026-11-17T22:50Z", "2026-11-19T22:50Z", True),
        ("Europe/Berlin", "2026-11-17T22:50Z", "2026-11-19T22:50:01Z", False),
        ("Pacific/Kiritimati", "2026-11-17T09:50Z", "2026-11-17T09:59:59Z", False),
        ("Pacific/Kiritimati", "2026-11-17T09:50Z", "2026-11-17T10:00Z", True),
        ("Europe/Berlin", "2026-03-28T22:50Z", "2026-03-28T23:00Z", True),
        ("Europe/Berlin", "2026-10-25T00:30Z", "2026-10-25T22:59:59Z", False),
        ("Europe/Berlin", "2026-10-25T00:30Z", "2026-10-25T23:00Z", True),
        # The last days of a week and of a year, which the current week does not have.
        ("America/New_York", "2027-01-04T04:50Z", "2027-01-04T05:00Z", True),
        ("Europe/Berlin", "2026-12-31T22:50Z", "2027-01-01T06:00Z", True),
    ],
)
def test_home_asks_by_the_persons_clock(
    client: Client, alice: User, zone: str, started_at: str, now: str, is_asked: bool
) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone=zone)
    began = datetime.fromisoformat(started_at)
    workout = make_workout(user=alice, day=User.objects.get(pk=alice.pk).local_date(began))
    Workout.objects.update(started_at=began)

    with time_machine.travel(now, tick=False):
        client.force_login(alice)
        asked = asked_at_home(client)

    assert asked == (address(workout) if is_asked else "")


@pytest.mark.parametrize(("now", "is_asked"), [("2026-11-19T22:59:59Z", True), ("2026-11-19T23:00Z", False)])
def test_home_asks_for_a_workout_dated_by_hand_on_the_two_days_after(
    client: Client, alice: User, workout: Workout, now: str, is_asked: bool
) -> None:
    Workout.objects.update(started_at=None)

    with time_machine.travel(now, tick=False):
        client.force_login(alice)
        asked = asked_at_home(client)

    assert asked == (address(workout) if is_asked else "")


@time_machine.travel("2000-01-01T12:00Z", tick=False)
def test_home_works_on_the_first_day_of_all(client: Client, alice: User) -> None:
    client.force_login(alice)

    assert asked_at_home(client) == ""
