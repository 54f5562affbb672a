import pytest
from django.conf import settings
from django.test import Client

from hipstrength.accounts.models import User
from tests.factories import PASSWORD, make_user
from tests.rendered import errors, main_form, parse, summary, values

URL = "/accounts/signup/"
TYPED = {"email": "New@Example.org", "password1": PASSWORD, "time_zone": "America/New_York", "agree": "on"}
TOO_SHORT = "This password is too short. It must contain at least 10 characters."
TOO_COMMON = "This password is too common."
NO_ADDRESS = "Enter a valid email address."
NO_ZONE = "Select a valid choice. {} is not one of the available choices."
TAKEN = "There is an account with this e-mail address. Log in, or reset its password."

pytestmark = pytest.mark.django_db


def test_signup_makes_a_person_and_leads_to_the_first_workout(client: Client, catalogue: None) -> None:
    response = client.post(URL, TYPED)

    user = User.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, "/workouts/new/")
    assert (user.email, user.time_zone, user.is_staff, user.is_superuser) == (
        "new@example.org",
        "America/New_York",
        False,
        False,
    )
    assert user.check_password(PASSWORD)
    assert client.get("/workouts/new/").status_code == 200


@pytest.mark.parametrize("typed", [{"time_zone": ""}, {}])
def test_signup_without_a_time_zone_takes_the_sites(client: Client, typed: dict[str, str]) -> None:
    client.post(URL, {"email": "new@example.org", "password1": PASSWORD, "agree": "on", **typed})

    assert User.objects.get().time_zone == settings.SITE_TIME_ZONE == "UTC"


def test_signup_form_starts_with_the_sites_time_zone(client: Client) -> None:
    shown = values(main_form(parse(client.get(URL))))

    assert shown == {"email": "", "password1": "", "time_zone": "UTC"}


def test_signup_says_the_rules_before_typing(client: Client) -> None:
    page = parse(client.get(URL))

    rules = page.one(id="id_password1_helptext").text
    assert rules.startswith("Your password must contain at least 10 characters. Your password can")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"time_zone": "Mars/Base"}, {"time_zone": NO_ZONE.format("Mars/Base")}),
        ({"time_zone": "posix/UTC"}, {"time_zone": NO_ZONE.format("posix/UTC")}),
        ({"email": ""}, {"email": "This field is required."}),
        ({"email": "alice"}, {"email": NO_ADDRESS}),
        ({"email": "alice@example.org"}, {"email": TAKEN}),
        ({"email": "ALICE@Example.ORG"}, {"email": TAKEN}),
        ({"email": " alice@example.org "}, {"email": TAKEN}),
        ({"email": "a@" + "b" * 300 + ".org"}, {"email": None}),
        ({"email": "a\0@example.org"}, {"email": None}),
        ({"password1": ""}, {"password1": "This field is required."}),
        ({"password1": "ninechars"}, {"password1": TOO_SHORT}),
        ({"password1": "1234567890"}, {"password1": TOO_COMMON}),
        ({"password1": "Q1W2E3R4T5Y6"}, {"password1": TOO_COMMON}),
        ({"password1": "p" * 129}, {"password1": None}),
        ({"password1": "pass\0word and more"}, {"password1": "Null characters are not allowed."}),
        ({"agree": ""}, {"agree": "Nothing can be stored without this. Tick it if you agree."}),
    ],
)
def test_signup_refuses_beside_the_field(
    client: Client, typed: dict[str, str], expected: dict[str, str | None]
) -> None:
    make_user(email="alice@example.org")

    response = client.post(URL, {**TYPED, **typed})

    page = parse(response)
    found = errors(page)
    assert response.status_code == 422
    assert found == {name: text or found.get(name) for name, text in expected.items()}
    assert list(summary(page)) == [f"id_{name}" for name in expected]
    assert page.one("title").text == "Error: Sign up · HipStrength"
    assert User.objects.count() == 1
    assert client.get("/settings/").status_code == 302


def test_refused_signup_keeps_what_was_typed_but_the_password(client: Client) -> None:
    response = client.post(URL, {**TYPED, "password1": "ninechars"})

    assert values(main_form(parse(response))) == {**TYPED, "password1": ""}


def test_longest_password_and_every_sign_in_it_are_accepted(client: Client) -> None:
    password = " ünï çödé 'quotes\" \\ <b> " + "x" * 103

    client.post(URL, {**TYPED, "password1": password})

    assert len(password) == 128
    assert User.objects.get().check_password(password)


@pytest.mark.parametrize(
    ("asked", "location"),
    [
        ("/exercises/", "/exercises/"),
        ("https://evil.example/", "/workouts/new/"),
        ("//evil.example/", "/workouts/new/"),
        ("/\\evil.example", "/workouts/new/"),
        ("javascript:alert(1)", "/workouts/new/"),
    ],
)
def test_signup_leads_on_within_the_site_only(client: Client, asked: str, location: str) -> None:
    response = client.post(URL, {**TYPED, "next": asked})

    assert response.headers["Location"] == location


def test_signup_ignores_fields_that_the_form_does_not_have(client: Client) -> None:
    client.post(URL, {**TYPED, "is_staff": "on", "is_superuser": "on", "id": "99", "week_start": "6"})

    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.week_start) == (False, False, 0)


def test_signup_needs_its_own_form(catalogue: None) -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post(URL, TYPED)

    assert (response.status_code, User.objects.count()) == (403, 0)


def test_signup_is_not_for_people_who_are_in(client: Client, catalogue: None) -> None:
    client.force_login(make_user())

    response = client.get(URL)

    assert (response.status_code, response.headers["Location"]) == (302, "/")
