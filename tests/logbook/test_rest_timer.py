from datetime import date

import pytest
from django.test import Client

from hipstrength.accounts.models import User
from tests.factories import make_workout
from tests.rendered import Element, parse

URL = "/workouts/new/"


def timers(page: Element) -> list[dict[str, str]]:
    """Return what the timers of a page are told."""
    found = [element.attributes for element in page.all("div") if "data-rest-timer" in element.attributes]
    return [{name: value for name, value in timer.items() if name.startswith("data-")} for timer in found]


@pytest.mark.parametrize(
    ("preferences", "told"),
    [
        ({}, {"data-seconds": "60", "data-vibration": ""}),
        (
            {"rest_seconds": 300, "rest_sound": True, "rest_vibration": False},
            {"data-seconds": "300", "data-sound": ""},
        ),
    ],
)
def test_timer_is_told_what_the_person_prefers(
    alices_client: Client, alice: User, preferences: dict[str, int], told: dict[str, str]
) -> None:
    User.objects.filter(pk=alice.pk).update(**preferences)

    page = parse(alices_client.get(URL))

    assert timers(page) == [{"data-rest-timer": "", **told}]


@pytest.mark.parametrize(("seconds", "words"), [(45, "Rest: 45 seconds."), (90, "Rest: 1 minute 30 seconds.")])
def test_length_of_a_rest_is_said_in_words(alices_client: Client, alice: User, seconds: int, words: str) -> None:
    User.objects.filter(pk=alice.pk).update(rest_seconds=seconds)

    page = parse(alices_client.get(URL))

    assert page.one("p", **{"data-rest-status": ""}).attributes["data-started"] == words


def test_whoever_wants_no_timer_gets_none(alices_client: Client, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(rest_seconds=0)

    response = alices_client.get(URL)

    assert (timers(parse(response)), b"rest-timer.js" in response.content) == ([], False)


def test_correction_of_a_workout_has_no_timer(alices_client: Client, alice: User) -> None:
    workout = make_workout(user=alice, day=date(2026, 11, 17))

    response = alices_client.get(f"{workout.get_absolute_url()}edit/")

    assert (timers(parse(response)), b"rest-timer.js" in response.content) == ([], False)


def test_refused_form_has_the_timer_still(alices_client: Client) -> None:
    response = alices_client.post(URL, {})

    assert (response.status_code, len(timers(parse(response)))) == (422, 1)
