"""How lines of the log are written, and what is kept out of them."""

import json
import logging
import sys
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.db import IntegrityError, connection
from django.test import Client, RequestFactory
from pytest_django import Settings

from hipstrength import environment, logs, mail_log
from hipstrength.request_log import RequestLogMiddleware


def record(message: str, *arguments: object, **more: Any) -> logging.LogRecord:
    made = logging.LogRecord("hipstrength.test", logging.ERROR, "", 1, message, arguments, more.pop("exc_info", None))
    vars(made).update(more)
    return made


def line_of(made: logging.LogRecord) -> dict[str, Any]:
    written = logs.JsonFormatter().format(made)
    assert "\n" not in written
    return dict(json.loads(written))


def test_record_is_one_line_of_json() -> None:
    line = line_of(record("Two\nlines of %s", "ünïcödë"))

    moment = line.pop("time")
    assert moment.endswith("+00:00")
    assert line == {
        "level": "ERROR",
        "logger": "hipstrength.test",
        "message": "Two\nlines of ünïcödë",
        "request_id": "",
    }


def test_exception_is_one_field_without_addresses_and_rows() -> None:
    try:
        raise ValueError("duplicate\nDETAIL: Key (email)=(alice@example.org) already exists.\nfor bob@example.org")
    except ValueError:
        line = line_of(record("Failed", exc_info=sys.exc_info()))

    assert line["exception"].startswith("Traceback (most recent call last):")
    assert line["exception"].endswith("ValueError: duplicate\n(values left out)")


@pytest.mark.django_db
def test_row_that_the_database_refuses_is_not_written() -> None:
    note = "My knee\n\ngave way: on the stairs"
    try:
        try:
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO logbook_workout (note) VALUES (%s)", [note])
        except IntegrityError as error:
            raise RuntimeError("not saved") from error
    except RuntimeError:
        trace = line_of(record("Failed", exc_info=sys.exc_info()))["exception"]

    assert "IntegrityError: " in trace
    assert "RuntimeError: not saved" in trace
    assert {line for line in note.splitlines() if line and line in trace} == set()


def test_path_of_a_request_is_not_written(rf: RequestFactory) -> None:
    request = rf.get("/accounts/password/reset/key/1-secret-link/?next=/x")

    line = line_of(record("%s: %s", "Internal Server Error", request.path, request=request))

    assert line["message"] == "Internal Server Error: unknown"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Bad request line 'GET /x?note=my+knee HTTP/1.1'", "Bad request line 'GET /x?… HTTP/1.1'"),
        ("a mail to <alice.b+c@example.org>, later", "a mail to <(address)>, later"),
        ("Is that so? Yes: 1 = 1 @ home", "Is that so? Yes: 1 = 1 @ home"),
        ("    LINE 1: INSERT INTO x VALUES ('knee')", "(values left out)"),
    ],
)
def test_private_parts_are_left_out(text: str, written: str) -> None:
    assert logs.scrubbed(text) == written


def test_format_with_a_typo_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_FORMAT", "yaml")

    with pytest.raises(ImproperlyConfigured, match=r"^LOG_FORMAT must be text or json, not 'yaml'\.$"):
        logs.log_format()


@pytest.mark.parametrize(("value", "expected"), [("", "text"), ("JSON", "json"), ("text", "text")])
def test_format_is_read(monkeypatch: pytest.MonkeyPatch, value: str, expected: str) -> None:
    monkeypatch.setenv("LOG_FORMAT", value)

    assert environment.choice("LOG_FORMAT", logs.FORMATS) == expected


def test_mail_that_nobody_sends_is_one_line(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(mail_log.logger, "propagate", True)

    mail_log.EmailBackend().send_messages([EmailMessage("Reset", "Go to\nhttp://x", to=["alice@example.org"])])

    line = json.loads(logs.EventFormatter().format(caplog.records[0]))
    assert (line["event"], line["to"], line["subject"], line["text"]) == (
        "mail",
        ["alice@example.org"],
        "Reset",
        "Go to\nhttp://x",
    )


@pytest.fixture
def logged(client: Client, settings: Settings, caplog: pytest.LogCaptureFixture) -> Client:
    """A browser whose requests are logged."""
    middleware = list(settings.MIDDLEWARE)
    settings.MIDDLEWARE = [middleware[0], "hipstrength.request_log.RequestLogMiddleware", *middleware[1:]]
    caplog.set_level(logging.INFO)
    return client


def requests(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [vars(made)["facts"] for made in caplog.records if made.name == "hipstrength.requests"]


def test_request_is_logged_by_the_name_of_its_page(
    logged: Client, catalogue: None, caplog: pytest.LogCaptureFixture
) -> None:
    page = logged.get("/exercises/clamshells/?note=knee")
    logged.generic("BREW", "/alice@example.org/")
    logged.get("/static/img/icon.svg")

    lines = requests(caplog)
    assert [(line["method"], line["route"], line["status"]) for line in lines] == [
        ("GET", "exercises:detail", 200),
        ("OTHER", "unknown", 404),
        ("GET", "static", 404),
    ]
    assert (lines[0]["bytes"], lines[2]["bytes"] > 0) == (len(page.content), True)
    assert all(line["milliseconds"] > 0 for line in lines)
    own = "".join(made.getMessage() for made in caplog.records if made.name == "hipstrength.requests")
    assert not {word for word in ("knee", "clamshells", "alice") if word in own}


def test_health_checks_are_not_logged(logged: Client, caplog: pytest.LogCaptureFixture) -> None:
    logged.get("/healthz")

    assert requests(caplog) == []


def test_requests_are_not_logged_unless_asked_for(settings: Settings) -> None:
    name = f"{RequestLogMiddleware.__module__}.{RequestLogMiddleware.__qualname__}"

    assert (settings.LOG_REQUESTS, name in settings.MIDDLEWARE) == (False, False)
