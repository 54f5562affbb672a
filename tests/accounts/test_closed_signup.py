"""Sites that take nobody, or only people with a code."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django import Settings

from hipstrength import environment
from hipstrength.accounts.models import User
from tests.factories import PASSWORD
from tests.rendered import errors, main_form, parse, values

URL = "/accounts/signup/"
TYPED = {"email": "new@example.org", "password1": PASSWORD, "agree": "on"}
CODE = "Knees-2026"
WRONG = "This code is not right. Ask whoever runs this site."


def test_closed_site_says_so_and_takes_nobody(client: Client, catalogue: None, settings: Settings) -> None:
    settings.SIGNUP_IS_OPEN = False

    pages = [parse(client.get(URL)), parse(client.post(URL, TYPED))]

    assert [page.one("h1").text for page in pages] == ["This site takes no new people just now"] * 2
    assert not User.objects.exists()


@pytest.mark.parametrize("url", ["/", "/exercises/", "/accounts/login/", "/why/"])
def test_closed_site_offers_no_signup(client: Client, catalogue: None, settings: Settings, url: str) -> None:
    settings.SIGNUP_IS_OPEN = False

    assert list(parse(client.get(url)).all("a", href=URL)) == []


def test_closed_site_lets_its_people_in(client: Client, alice: User, settings: Settings) -> None:
    settings.SIGNUP_IS_OPEN = False

    response = client.post("/accounts/login/", {"login": "alice@example.org", "password": PASSWORD})

    assert response.status_code == 302


def test_open_site_asks_for_no_code(client: Client, catalogue: None) -> None:
    assert "code" not in values(main_form(parse(client.get(URL))))


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), f" {CODE} "])
def test_code_lets_people_sign_up(client: Client, catalogue: None, settings: Settings, typed: str) -> None:
    settings.SIGNUP_CODE = CODE

    response = client.post(URL, {**TYPED, "code": typed})

    assert (response.status_code, User.objects.count()) == (302, 1)


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({}, "This field is required."),
        ({"code": ""}, "This field is required."),
        ({"code": "Knees-2025"}, WRONG),
        ({"code": CODE[:-1]}, WRONG),
        ({"code": "ünïcode"}, WRONG),
        ({"code": "a\0b"}, "Null characters are not allowed."),
        ({"code": "9" * 1000}, "Ensure this value has at most 200 characters (it has 1000)."),
    ],
)
def test_without_the_code_nobody_signs_up(
    client: Client, catalogue: None, settings: Settings, typed: dict[str, str], complaint: str
) -> None:
    settings.SIGNUP_CODE = CODE

    response = client.post(URL, {**TYPED, **typed})

    assert (response.status_code, errors(parse(response))) == (422, {"code": complaint})
    assert not User.objects.exists()


def test_without_the_code_nobody_finds_out_who_has_an_account(client: Client, alice: User, settings: Settings) -> None:
    settings.SIGNUP_CODE = CODE

    response = client.post(URL, {**TYPED, "email": "alice@example.org", "code": "Knees-2025"})

    assert errors(parse(response)) == {"code": WRONG}


def test_code_that_can_be_guessed_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNUP_CODE", "knee")

    with pytest.raises(ImproperlyConfigured, match="SIGNUP_CODE must have 8 characters or more"):
        environment.signup_code()
