"""Who gets into the admin, how often, and what is not there."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django import Settings

from exercises.models import Exercise
from hipstrength import environment
from hipstrength.accounts.models import User
from tests.accounts.test_second_factor import add_app, type_password
from tests.accounts.totp import code_of
from tests.factories import PASSWORD, make_user
from tests.rendered import messages, parse, values
from tests.wall.routes import routes


@pytest.fixture
def staff(catalogue: None) -> User:
    """An admin."""
    return make_user(email="admin@example.org", is_staff=True, is_superuser=True)


@pytest.fixture
def staff_client(client: Client, staff: User) -> Client:
    """A browser in which an admin is logged in by password alone."""
    client.force_login(staff)
    return client


def add_second_factor(user: User, kind: str = "totp") -> None:
    Authenticator.objects.create(user=user, type=kind, data={})


@pytest.mark.parametrize("url", ["/admin/", "/admin/accounts/user/", "/admin/exercises/exercise/", "/admin/jsi18n/"])
def test_admin_without_a_second_factor_is_sent_to_add_one(staff_client: Client, settings: Settings, url: str) -> None:
    settings.ADMIN_NEEDS_SECOND_FACTOR = True

    response = staff_client.get(url, follow=True)

    page = parse(response)
    assert response.redirect_chain == [("/accounts/second-factor/", 302)]
    assert messages(page) == ["The admin needs a second factor. Add one here, then open the admin again."]


def test_login_that_showed_the_second_factor_opens_the_admin(staff_client: Client, settings: Settings) -> None:
    settings.ADMIN_NEEDS_SECOND_FACTOR = True
    secret, fresh = add_app(staff_client), Client()

    location = type_password(fresh, email="admin@example.org")
    fresh.post(location, {"code": code_of(secret, steps=1)})

    assert fresh.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        ("totp", "/accounts/second-factor/reauthenticate/?next=%2Fadmin%2F"),
        ("webauthn", "/accounts/second-factor/webauthn/reauthenticate/?next=%2Fadmin%2F"),
        ("recovery_codes", "/accounts/second-factor/"),
    ],
)
def test_login_older_than_the_second_factor_is_asked_for_it(
    staff_client: Client, staff: User, settings: Settings, kind: str, where: str
) -> None:
    settings.ADMIN_NEEDS_SECOND_FACTOR = True
    add_second_factor(staff, kind)

    response = staff_client.get("/admin/")

    assert (response.status_code, response.headers["Location"]) == (302, where)


def test_logging_out_of_the_admin_is_logging_out(staff_client: Client) -> None:
    response = staff_client.post("/admin/logout/")

    assert (response.status_code, response.headers["Clear-Site-Data"]) == (302, '"cache", "storage"')
    assert staff_client.get("/admin/").status_code == 302


def test_person_deleted_in_the_admin_leaves_nothing(staff_client: Client, alice: User) -> None:
    browser = Client()
    browser.post("/accounts/login/", {"login": "alice@example.org", "password": PASSWORD})

    staff_client.post(f"/admin/accounts/user/{alice.pk}/delete/", {"post": "yes"})

    assert not User.objects.filter(pk=alice.pk).exists()
    assert not Session.objects.filter(session_key=browser.cookies["session"].value).exists()
    assert not LogEntry.objects.filter(object_repr__contains="alice").exists()


def test_second_factor_can_be_waived(staff_client: Client, settings: Settings) -> None:
    settings.ADMIN_NEEDS_SECOND_FACTOR = False

    assert staff_client.get("/admin/").status_code == 200


def test_nothing_is_changed_without_the_second_factor(staff_client: Client, staff: User, settings: Settings) -> None:
    exercise = Exercise.objects.get(slug="clamshells")
    url = f"/admin/exercises/exercise/{exercise.pk}/change/"
    form = {**values(parse(staff_client.get(url)).one("form", id="exercise_form")), "summary": "Changed."}
    settings.ADMIN_NEEDS_SECOND_FACTOR = True

    staff_client.post(url, form)

    exercise.refresh_from_db()
    assert exercise.summary != "Changed."


@pytest.mark.parametrize("is_needed", [True, False])
def test_person_without_rights_is_refused_whatever_their_second_factor(
    alices_client: Client, alice: User, settings: Settings, is_needed: bool
) -> None:
    settings.ADMIN_NEEDS_SECOND_FACTOR = is_needed
    add_second_factor(alice)

    assert alices_client.get("/admin/").status_code == 302
    assert alices_client.get("/admin/login/").status_code == 403


def test_admin_has_no_login_form_of_its_own(client: Client, staff: User) -> None:
    response = client.post("/admin/login/", {"username": staff.email, "password": PASSWORD})

    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/login/?next=%2Fadmin%2Flogin%2F")
    assert client.get("/admin/").status_code == 302


def test_changes_in_the_admin_are_limited(staff_client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"admin": "3/m/user"}

    answers = [staff_client.post("/admin/accounts/user/add/", {}) for _time in range(5)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert answers[-1].headers["Retry-After"] == "60"
    assert staff_client.get("/admin/").status_code == 200


def test_admin_holds_accounts_and_texts_and_nothing_of_a_log() -> None:
    names = {model._meta.label for model in admin.site._registry}

    assert names == {"accounts.User", "auth.Group", "exercises.Exercise"}


def test_form_of_a_person_has_nothing_that_they_log(staff_client: Client, alice: User) -> None:
    page = parse(staff_client.get(f"/admin/accounts/user/{alice.pk}/change/"))

    private = {"knee", "wants_advice", "pain_limit", "weights", "ladders", "target_sets", "privacy_version"}
    assert not private & {box.attributes.get("name") for box in page.all("input", "select", "textarea")}


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("", "admin"),
        ("back-office", "back-office"),
        ("/Tür/", None),
        ("a/b", None),
        ("x" * 65, None),
        ("data", None),
        ("shared", None),
    ],
)
def test_admin_has_the_address_that_is_configured(
    monkeypatch: pytest.MonkeyPatch, value: str, path: str | None
) -> None:
    monkeypatch.setenv("ADMIN_PATH", value)

    if path is None:
        with pytest.raises(ImproperlyConfigured, match="ADMIN_PATH must be"):
            environment.admin_path()
    else:
        assert environment.admin_path() == path


def test_admin_cannot_hide_another_page() -> None:
    firsts = {route.split("/")[0] for route in routes() if not route.startswith("admin/")}

    assert {first for first in firsts if first and "." not in first} <= {*environment.TAKEN_PATHS}
