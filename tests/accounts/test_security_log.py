"""What is logged of logins and accounts, and what never is."""

import json
import logging
import re
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from exercises.models import Exercise
from hipstrength.accounts.models import User
from hipstrength.logs import EventFormatter
from tests.accounts.reauthentication import show_password
from tests.accounts.test_second_factor import AUTHENTICATE, add_app, recovery_codes, type_password
from tests.accounts.totp import code_of
from tests.factories import PASSWORD, form_data, make_workout
from tests.rendered import main_form, parse, values

NOTE = "My knee gave way on the stairs"


class Lines(logging.Handler):
    """Keeps what would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.setFormatter(EventFormatter())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines]

    @property
    def names(self) -> list[str]:
        return [event["event"] for event in self.events]


@pytest.fixture
def log() -> Iterator[Lines]:
    """The lines of the security log."""
    lines, logger = Lines(), logging.getLogger("hipstrength.security")
    logger.addHandler(lines)
    yield lines
    logger.removeHandler(lines)


def test_login_is_one_line_of_json_with_who_when_and_where(client: Client, alice: User, log: Lines) -> None:
    type_password(client)

    (line,) = [event for event in log.events if event["event"] == "logged_in"]
    assert line.pop("time").startswith("20")
    assert re.fullmatch(r"[0-9a-f]{16}", line.pop("request_id"))
    assert line == {"level": "INFO", "event": "logged_in", "person": alice.pk, "address": "127.0.0.1"}


@pytest.mark.parametrize(
    ("email", "is_known"), [("Alice@example.org", True), ("nobody@example.org", False), ("a\0@example.org", False)]
)
def test_failed_login_names_the_account_if_there_is_one(
    client: Client, alice: User, log: Lines, email: str, is_known: bool
) -> None:
    client.post("/accounts/login/", {"login": email, "password": "a wrong password"})

    people = [event["person"] for event in log.events if event["event"] == "login_failed"]
    assert people in ([alice.pk if is_known else None], [] if "\0" in email else None)
    assert "nobody" not in "".join(log.lines)


def test_too_many_attempts_are_logged(client: Client, alice: User, log: Lines, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/m/key", "login": "4/m/ip"}

    for _attempt in range(5):
        client.post("/accounts/login/", {"login": "alice@example.org", "password": "a wrong password"})

    assert log.names == ["login_failed", "login_failed", "too_many_attempts", "too_many_attempts", "too_many_requests"]
    assert log.events[-1]["page"] == "account_login"


@pytest.mark.django_db(transaction=True)
def test_life_of_an_account_is_logged(client: Client, catalogue: None, log: Lines) -> None:
    new = "a new horse battery"
    client.post("/accounts/signup/", {"email": "alice@example.org", "password1": PASSWORD, "agree": "on"})
    secret = add_app(client)
    codes = recovery_codes(client)
    phone = Client()
    type_password(phone)
    phone.post(AUTHENTICATE, {"code": "000000"})
    phone.post(AUTHENTICATE, {"code": code_of(secret, steps=1)})
    phone.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    phone.post("/accounts/logout/")
    call_command("reset_second_factor", "alice@example.org", stdout=StringIO())
    client.post("/accounts/login/", {"login": "alice@example.org", "password": new})
    show_password(client, new)
    client.post("/accounts/sessions/")
    client.post("/accounts/delete/", {"email": "alice@example.org"})

    expected = [
        "signed_up",
        "second_factor_added",
        "second_factor_failed",
        "logged_in",
        "password_changed",
        "logged_out",
        "second_factor_reset",
        "account_deleted",
    ]
    assert [name for name in log.names if name in expected][:2] == ["signed_up", "logged_in"]
    assert set(expected) <= set(log.names)
    written = "".join(log.lines)
    assert all(word not in written for word in (PASSWORD, new, secret, *codes, "000000", "alice@example.org"))


def test_change_in_the_admin_is_logged_without_what_it_was(client: Client, catalogue: None, log: Lines) -> None:
    admin = User.objects.create_superuser("admin@example.org", PASSWORD)
    client.force_login(admin)
    exercise = Exercise.objects.get(slug="clamshells")
    url = f"/admin/exercises/exercise/{exercise.pk}/change/"
    form = {**values(parse(client.get(url)).one("form", id="exercise_form")), "summary": "Another summary."}

    client.post(url, form)

    changes = [event for event in log.events if event["event"] == "admin_change"]
    assert [(line["person"], line["act"], line["kind"], line["key"]) for line in changes] == [
        (admin.pk, "changed", "exercise", str(exercise.pk))
    ]
    assert "Another summary." not in "".join(log.lines)


def test_what_is_logged_about_a_knee_is_in_no_log(
    client: Client, alice: User, log: Lines, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client.force_login(alice)
    workout = make_workout(user=alice, day=date(2026, 11, 16), note=NOTE, pain_before=7)
    client.post("/workouts/new/", form_data({"note": NOTE, "pain_before": "7", "clamshells.sets-0-left": "12"}))
    client.post("/workouts/new/", form_data({"note": NOTE * 100, "pain_before": "77"}))
    page = parse(client.get(f"/workouts/{workout.public_id}/edit/"))
    client.post(f"/workouts/{workout.public_id}/edit/", {**values(main_form(page)), "note": NOTE + "!"})
    client.post("/knee/activities/", {"name": NOTE})

    own = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert NOTE not in "".join([*log.lines, *own])
