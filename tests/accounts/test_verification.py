"""Signing up where mails reach people: the address is confirmed by a code."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from pytest_django import Settings

from hipstrength.accounts.models import User
from tests.factories import PASSWORD
from tests.rendered import errors, parse

SIGNUP, CONFIRM = "/accounts/signup/", "/accounts/confirm-email/"


@pytest.fixture(autouse=True)
def mails_are_sent(settings: Settings, catalogue: None) -> None:
    """What the settings say where EMAIL_URL names a server."""
    settings.SENDS_MAIL = True
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True


def sign_up(client: Client, email: str) -> str:
    response = client.post(SIGNUP, {"email": email, "password1": PASSWORD, "time_zone": "Europe/Paris", "agree": "on"})
    return str(response.headers.get("Location"))


def code_in_the_mail() -> str:
    (letter,) = mail.outbox
    (code,) = re.findall(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", str(letter.body), re.MULTILINE)
    return str(code)


def is_in(client: Client) -> bool:
    return client.get("/workouts/new/").status_code == 200


def test_signup_asks_for_the_code_first(client: Client) -> None:
    location = sign_up(client, "new@example.org")

    assert location == CONFIRM
    assert not is_in(client)
    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]


def test_code_from_the_mail_lets_in(client: Client) -> None:
    sign_up(client, "new@example.org")

    response = client.post(CONFIRM, {"code": code_in_the_mail()})

    assert response.headers["Location"] == "/workouts/new/"
    assert is_in(client)
    assert User.objects.get().time_zone == "Europe/Paris"


def test_wrong_code_is_refused_beside_its_field(client: Client) -> None:
    sign_up(client, "new@example.org")

    response = client.post(CONFIRM, {"code": "AAAA-AAAA"})

    assert (response.status_code, errors(parse(response))) == (422, {"code": "Incorrect code."})
    assert not is_in(client)


def test_code_is_for_the_browser_that_asked(client: Client) -> None:
    sign_up(client, "new@example.org")
    other = Client()

    other.post(CONFIRM, {"code": code_in_the_mail()})

    assert not is_in(other)


def test_signup_with_a_known_address_is_answered_the_same(client: Client, alice: User) -> None:
    browsers = {"alice@example.org": client, "new@example.org": Client()}

    locations = [sign_up(browser, email) for email, browser in browsers.items()]

    pages = {email: parse(browser.get(CONFIRM)).one("main").text for email, browser in browsers.items()}
    texts = [text.replace(email, "") for email, text in pages.items()]
    assert locations == [CONFIRM, CONFIRM]
    assert texts[0] == texts[1]
    assert [letter.subject for letter in mail.outbox if letter.to == ["alice@example.org"]] == [
        "HipStrength: Account Already Exists"
    ]
    assert alice.check_password(PASSWORD)


def test_changing_the_address_takes_the_password_first(client: Client, alice: User) -> None:
    EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
    client.force_login(alice)

    response = client.post("/accounts/email/", {"action_add": "", "email": "new@example.org"})

    assert (response.status_code, response.headers["Location"].partition("?")[0]) == (302, "/accounts/reauthenticate/")
    assert [letter.to for letter in mail.outbox] == []
