"""What is told of errors outside of the log."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.core import mail
from django.http import HttpRequest
from pytest_django import Settings

from hipstrength import environment, error_mail, error_report
from tests.receivers import wait_until
from tests.started import only, refused_start

NOTE = "My knee gave way on the stairs"


def failed(name: str = "django.request", request: HttpRequest | None = None) -> logging.LogRecord:
    """Return the record of an error whose words quote somebody's note."""
    try:
        try:
            raise KeyError(NOTE)
        except KeyError as error:
            raise ValueError(f"alice@example.org: {NOTE}") from error
    except ValueError:
        made = logging.LogRecord(name, logging.ERROR, "", 1, "%s: %s", ("Oh", NOTE), sys.exc_info())
    made.request = request
    return made


def test_report_says_where_and_not_what_was_typed() -> None:
    report = error_report.report_of(failed())

    assert (report.title, report.route, report.number) == ("ValueError", "unknown", "")
    assert report.trace.index("KeyError") < report.trace.index("ValueError")
    assert "test_error_reports.py" in report.trace
    assert NOTE not in report.trace.replace('raise ValueError(f"alice@example.org: {NOTE}")', "")


def test_report_without_an_exception_is_its_words_without_what_is_in_them() -> None:
    made = logging.LogRecord("hipstrength.x", logging.ERROR, "", 1, "A mail to %s failed", ("alice@example.org",), None)

    assert error_report.report_of(made).title == "hipstrength.x: A mail to %s failed"


@pytest.mark.parametrize(
    ("name", "expected"), [("django.request", True), ("hipstrength.x", True), ("django.security.DisallowedHost", False)]
)
def test_refused_request_is_no_error_of_ours(name: str, expected: bool) -> None:
    assert error_report.is_ours(failed(name)) == expected


def test_same_error_is_mailed_once_a_minute(settings: Settings) -> None:
    settings.ADMINS = [("", "me@example.org")]
    with closing(error_mail.Handler()) as handler:
        for _time in range(3):
            handler.emit(failed())
        handler.emit(logging.LogRecord("hipstrength.x", logging.ERROR, "", 1, "Another one", (), None))
    wait_until(lambda: len(mail.outbox) == 2)

    subjects = sorted(sent.subject for sent in mail.outbox)
    assert subjects == ["HipStrength: ValueError (unknown)", "HipStrength: hipstrength.x: Another one (unknown)"]
    assert [sent.to for sent in mail.outbox] == [["me@example.org"]] * 2


@pytest.fixture
def pause() -> Iterator[error_mail.Pause]:
    with closing(error_mail.Pause()) as pause:
        yield pause


def test_pause_is_a_minute_for_each_error(pause: error_mail.Pause) -> None:
    assert pause.is_over("one", 1000)
    assert not pause.is_over("one", 1059.9)
    assert pause.is_over("another", 1001)
    assert pause.is_over("one", 1060)
    # The clock was put back.
    assert pause.is_over("one", 500)


def test_pause_is_shared_by_workers(pause: error_mail.Pause) -> None:
    worker = os.fork()
    if not worker:
        os._exit(0 if pause.is_over("one", 1000) else 1)
    _pid, status = os.waitpid(worker, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert not pause.is_over("one", 1001)


def test_mail_that_cannot_be_sent_is_a_line_of_the_log(
    settings: Settings, free_port: int, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ADMINS = [("", "me@example.org")]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port

    error_mail.send(error_report.report_of(failed()))

    assert [made.getMessage() for made in caplog.records] == [
        "A mail about an error could not be sent (ConnectionRefusedError): look at EMAIL_URL."
    ]


def test_addresses_for_errors_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ERROR_MAIL_TO", "me@example.org, you@example.org,")
    monkeypatch.setenv("EMAIL_URL", "smtp://mail.example.org:25")

    assert environment.error_mail_to() == ["me@example.org", "you@example.org"]


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (
            {"ERROR_MAIL_TO": "me", "EMAIL_URL": "smtp://mail.example.org:25"},
            "ERROR_MAIL_TO must be addresses such as me@example.org, with commas, not 'me'.",
        ),
        ({"ERROR_MAIL_TO": "me@example.org"}, "ERROR_MAIL_TO needs a mail server: set EMAIL_URL, too."),
        ({"SENTRY_DSN": "https://example.org"}, "SENTRY_DSN must look like https://key@sentry.example.org/1."),
        ({"LOG_FORMAT": "yaml"}, "LOG_FORMAT must be text or json, not 'yaml'."),
        ({"METRICS_TOKEN": "short"}, "METRICS_TOKEN must have 16 characters or more, or it could be guessed."),
    ],
)
def test_wrong_setting_is_one_sentence(tmp_path: Path, settings: dict[str, str], sentence: str) -> None:
    assert refused_start("--prepare-only", DATA_DIR=str(tmp_path), **settings) == sentence


def test_libraries_are_not_loaded_where_nobody_asked_for_them(tmp_path: Path) -> None:
    script = (
        "import sys, django; django.setup(); from hipstrength import wsgi, urls; "
        "print([name for name in ('sentry_sdk', 'prometheus_client') if name in sys.modules])"
    )
    settings = only(DJANGO_SETTINGS_MODULE="hipstrength.settings", DATA_DIR=str(tmp_path), SECRET_KEY="k7" * 40)

    done = subprocess.run([sys.executable, "-c", script], env=settings, capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
