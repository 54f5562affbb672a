"""Pressing Save after the login has expired: the same person logs in, and finds the form as it was left."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from hipstrength.accounts.models import User
from logbook.kept import MOST_CHARACTERS
from logbook.models import Workout
from logbook.seals import seal_owner
from tests.factories import PASSWORD, done, make_workout
from tests.rendered import main_form, parse, values

FORM = "/workouts/new/"
NOTICE = "You were logged out before this could be saved. Nothing is lost: here it is. Check it, and save."


@pytest.fixture
def typed(alices_client: Client) -> dict[str, str]:
    """Alice's form, filled in, in a browser whose login has expired since."""
    form = values(main_form(parse(alices_client.get(FORM))))
    Session.objects.all().delete()
    note = "After the <b>run</b>\r\n& “quoted”"
    return {**form, "hip-bridges.sets-0-both": "17", "clamshells.sets-1-done": "on", "note": note, "pain_before": "3"}


def log_in(client: Client, email: str, next_page: str = FORM) -> str:
    """Log in as people do, and return where that leads."""
    response = client.post("/accounts/login/", {"login": email, "password": PASSWORD, "next": next_page})
    assert response.status_code == 302
    return response.headers["Location"]


def test_form_sent_without_a_login_comes_back_after_it(client: Client, typed: dict[str, str]) -> None:
    sent = client.post(FORM, typed)

    page = parse(client.get(log_in(client, "alice@example.org")))

    assert sent.headers["Location"] == f"/accounts/login/?next={FORM}"
    assert next(page.one("main").all("p", role="status")).text.startswith(NOTICE)
    assert values(main_form(page)) == typed
    assert not Workout.objects.exists()


def test_form_that_came_back_can_be_saved(client: Client, alice: User, typed: dict[str, str]) -> None:
    client.post(FORM, typed)
    form = values(main_form(parse(client.get(log_in(client, "alice@example.org")))))

    client.post(FORM, form)

    workout: Workout = alice.workouts.with_sets().get()
    assert workout.entry.exercises == (done("clamshells", left=[10], right=[10]), done("hip-bridges", both=[17]))
    assert str(workout.public_id) == typed["public_id"]
    assert "hip-bridges.sets-0-both" in values(main_form(parse(client.get(FORM))))
    assert values(main_form(parse(client.get(FORM))))["note"].strip() == ""


def test_form_of_a_stored_workout_comes_back_after_the_login(alices_client: Client, alice: User) -> None:
    workout = make_workout(user=alice, day=alice.local_date(timezone.now()))
    address = f"/workouts/{workout.public_id}/edit/"
    typed = {**values(main_form(parse(alices_client.get(address)))), "note": "Corrected"}
    Session.objects.all().delete()
    alices_client.post(address, typed)

    page = parse(alices_client.get(log_in(alices_client, "alice@example.org", address)))

    assert values(main_form(page))["note"].strip() == "Corrected"
    assert values(main_form(parse(alices_client.get(FORM))))["note"].strip() == ""


def test_set_added_without_a_login_keeps_the_form(client: Client, typed: dict[str, str]) -> None:
    client.post(f"{FORM}more/", {**typed, "more": "clamshells"})

    page = parse(client.get(log_in(client, "alice@example.org", f"{FORM}more/"), follow=True))

    assert values(main_form(page)) == typed


def test_form_is_given_back_to_nobody_else(client: Client, typed: dict[str, str], stranger: User) -> None:
    client.post(FORM, typed)

    page = parse(client.get(log_in(client, stranger.email)))

    assert values(main_form(page))["note"].strip() == ""
    assert "quoted" not in page.text


@pytest.mark.parametrize("owner", ["", "1", "1:forged", "\0"])
def test_form_of_nobody_known_is_not_kept(client: Client, typed: dict[str, str], owner: str) -> None:
    client.post(FORM, {**typed, "owner": owner})

    assert not Session.objects.exists()


def test_other_pages_keep_nothing(client: Client, alice: User, catalogue: None) -> None:
    client.post("/settings/", {"owner": seal_owner(alice), "goal": "5"})

    assert not Session.objects.exists()


def test_form_beyond_all_bounds_is_not_kept(client: Client, typed: dict[str, str]) -> None:
    client.post(FORM, {**typed, "note": "n" * MOST_CHARACTERS})

    assert not Session.objects.exists()


def test_form_is_kept_for_a_day(client: Client, typed: dict[str, str]) -> None:
    client.post(FORM, typed)

    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        page = parse(client.get(log_in(client, "alice@example.org")))

    assert values(main_form(page))["note"].strip() == ""


def test_form_can_be_begun_afresh(client: Client, typed: dict[str, str]) -> None:
    client.post(FORM, typed)
    page = parse(client.get(log_in(client, "alice@example.org")))

    fresh = next(link.attributes["href"] for link in page.one("main").all("a") if link.text == "Start afresh")

    assert values(main_form(parse(client.get(fresh))))["note"].strip() == ""
