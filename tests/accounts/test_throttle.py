"""Guessing passwords and flooding mailboxes is slowed down."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from pytest_django import Settings

from hipstrength.accounts.models import User
from tests.factories import PASSWORD
from tests.rendered import parse

LOGIN, RESET = "/accounts/login/", "/accounts/password/reset/"
SLOW_DOWN = "Too many failed login attempts. Try again later."


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Time stands still, so that a slow machine is throttled like a quick one."""
    with time_machine.travel("2026-11-18T12:00Z", tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def usual_limits(settings: Settings, clock: time_machine.Traveller) -> None:
    """The limits of the product, which the other tests do without."""
    del settings.ACCOUNT_RATE_LIMITS


def log_in(client: Client, email: str = "alice@example.org", password: str = "a wrong password") -> int:
    return client.post(LOGIN, {"login": email, "password": password}).status_code


def test_wrong_passwords_lock_an_account_for_some_minutes(
    client: Client, alice: User, clock: time_machine.Traveller
) -> None:
    for _attempt in range(5):
        log_in(client)

    response = client.post(LOGIN, {"login": "ALICE@example.org", "password": PASSWORD})

    assert response.status_code == 422
    assert SLOW_DOWN in parse(response).one("main").text
    clock.shift(timedelta(minutes=5, seconds=1))
    assert log_in(client, password=PASSWORD) == 302


def test_limit_of_an_account_is_the_same_by_every_name_of_the_site(
    client: Client, alice: User, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    for port in range(5):
        typed = {"login": "alice@example.org", "password": "a wrong password"}
        client.post(LOGIN, typed, headers={"host": f"testserver:{1000 + port}"})

    response = client.post(LOGIN, {"login": "alice@example.org", "password": PASSWORD})

    assert response.status_code == 422


def test_wrong_passwords_for_nobody_are_counted_like_any_other(client: Client, alice: User) -> None:
    for _attempt in range(5):
        log_in(client, "nobody@example.org")

    response = client.post(LOGIN, {"login": "nobody@example.org", "password": PASSWORD})

    assert SLOW_DOWN in parse(response).one("main").text


def test_many_logins_from_one_address_are_answered_in_words(client: Client, alice: User) -> None:
    statuses = [log_in(client, f"person{number}@example.org") for number in range(30)]

    response = client.post(LOGIN, {"login": "alice@example.org", "password": PASSWORD})

    assert set(statuses) == {422}
    assert (response.status_code, parse(response).one("h1").text) == (429, "That was a bit often")


def test_mailbox_gets_five_links_a_minute_at_most(client: Client, alice: User) -> None:
    for _attempt in range(8):
        client.post(RESET, {"email": "alice@example.org"})

    assert len(mail.outbox) == 5
