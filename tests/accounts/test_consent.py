"""Agreeing to the privacy page: at sign-up, and again when it has changed."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from hipstrength.accounts import consent
from hipstrength.accounts.models import User
from tests.factories import PASSWORD, form_data, make_user, make_workout
from tests.rendered import errors, main_form, parse, values

URL = "/accounts/consent/"
# What somebody may see who has not agreed: what is public, and the ways out.
OPEN_TO_ALL = (
    "/privacy/",
    "/exercises/",
    "/exercises/clamshells/",
    "/accounts/delete/",
    "/accounts/logout/",
    "/accounts/second-factor/",
    "/accounts/sessions/",
)


@pytest.fixture
def undecided(client: Client, catalogue: None) -> Client:
    """A browser of somebody who was never asked, such as a person whom an admin has added."""
    client.force_login(make_user(email="undecided@example.org", privacy_version=0, privacy_agreed_at=None))
    return client


def test_signup_keeps_what_was_agreed_to_and_when(client: Client, catalogue: None) -> None:
    before = timezone.now()

    client.post("/accounts/signup/", {"email": "new@example.org", "password1": PASSWORD, "agree": "on"})

    user = User.objects.get()
    assert user.privacy_version == consent.PRIVACY_VERSION
    assert user.privacy_agreed_at is not None
    assert before <= user.privacy_agreed_at <= timezone.now()


@pytest.mark.parametrize(
    "url", ["/", "/workouts/new/", "/history/", "/settings/", "/knee/?a=1&b=2", "/settings/bands/"]
)
def test_person_who_has_not_agreed_is_asked_first(undecided: Client, url: str) -> None:
    response = undecided.get(url, follow=True)

    page = parse(response)
    assert (response.status_code, page.one("h1").text) == (200, "Your data")
    assert values(main_form(page)) == {"next": url}


@pytest.mark.parametrize("url", OPEN_TO_ALL)
def test_ways_out_are_open_without_agreeing(undecided: Client, url: str) -> None:
    response = undecided.get(url)

    assert URL not in response.headers.get("Location", "")
    assert response.status_code in (200, 302)


def test_agreeing_leads_on_and_is_not_asked_again(undecided: Client) -> None:
    response = undecided.post(URL, {"agree": "on", "next": "/history/"})

    assert (response.status_code, response.headers["Location"]) == (302, "/history/")
    assert undecided.get("/history/").status_code == 200
    assert undecided.get(URL).status_code == 302


@pytest.mark.parametrize("asked", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_agreeing_leads_on_within_the_site_only(undecided: Client, asked: str) -> None:
    response = undecided.post(URL, {"agree": "on", "next": asked})

    assert response.headers["Location"] == "/"


def test_not_agreeing_is_said_beside_the_box_and_changes_nothing(undecided: Client) -> None:
    response = undecided.post(URL, {"next": "/history/"})

    page = parse(response)
    assert response.status_code == 422
    assert errors(page) == {"agree": "Nothing can be stored without this. Tick it if you agree."}
    assert values(main_form(page)) == {"next": "/history/"}
    assert User.objects.get().privacy_version == 0


def test_form_sent_before_agreeing_is_stored(undecided: Client) -> None:
    undecided.post("/workouts/new/", form_data({"clamshells.sets-0-left": "12", "clamshells.sets-0-done": "on"}))

    assert User.objects.get().workouts.count() == 1


def test_changed_page_asks_again(alices_client: Client, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    make_workout(user=alice, day=date(2026, 11, 16))
    assert alices_client.get("/history/").status_code == 200

    monkeypatch.setattr(consent, "PRIVACY_VERSION", consent.PRIVACY_VERSION + 1)
    asked = alices_client.get("/history/", follow=True)
    alices_client.post(URL, {"agree": "on"})

    assert "has changed" in parse(asked).one("main").text
    alice.refresh_from_db()
    assert alice.privacy_version == consent.PRIVACY_VERSION
    assert alice.privacy_agreed_at is not None
    assert alice.privacy_agreed_at > datetime(2026, 1, 1, tzinfo=UTC)


def test_admin_is_open_without_agreeing(client: Client, catalogue: None) -> None:
    client.force_login(User.objects.create_superuser("admin@example.org", PASSWORD))

    assert client.get("/admin/").status_code == 200
