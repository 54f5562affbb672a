"""An error of the running product: its page, its line in the log, its mail and its report."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from tests.receivers import Received, mails, reports
from tests.started import Site, started

NOTE = "My knee gave way on the stairs"
ROUTE = "tests.site.broken_urls.broken"
COOKIE = "c00c1e" * 5
PRIVATE = (NOTE, COOKIE, "alice@example.org", "a battery horse", "secret-link", "203.0.113.5")


@dataclass
class Watched:
    """A site, who hears of its errors, and the number of one."""

    site: Site
    mails: Received
    reports: Received
    page: str
    number: str

    def lines(self) -> list[dict[str, Any]]:
        """Return the lines of the log since the site is there; each must be JSON."""
        said = self.site.said()
        first = said.index('"message": "HipStrength is at')
        return [json.loads(line) for line in said[said.rindex("\n", 0, first) + 1 :].splitlines()]


def broken(site: Site) -> tuple[str, str]:
    """Ask for the page that breaks, with everything that is private; return what it says, and its number."""
    typed = urlencode({"note": NOTE, "email": "alice@example.org", "password": "a battery horse"}).encode()
    headers = {"Cookie": f"session={COOKIE}", "X-Request-ID": "not-yours-to-say", "X-Forwarded-For": "203.0.113.5"}
    with pytest.raises(HTTPError) as answer:
        urlopen(Request(f"{site.address}/broken/?key=secret-link", data=typed, headers=headers), timeout=10)
    with answer.value as error:
        assert error.code == 500
        return error.read().decode(), error.headers["X-Request-ID"]


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory, database_url: str) -> Iterator[Watched]:
    """A site that has met an error."""
    folder = tmp_path_factory.mktemp("errors")
    with mails() as letters, reports() as told:
        settings = {
            "DATA_DIR": str(folder / "data"),
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "tests.site.broken_settings",
            "EMAIL_URL": f"smtp://127.0.0.1:{letters.port}",
            "ERROR_MAIL_TO": "me@example.org",
            "LOG_FORMAT": "json",
            "LOG_REQUESTS": "1",
            "SENTRY_DSN": f"http://key@127.0.0.1:{told.port}/1",
        }
        with started(folder / "log", **settings) as site:
            page, number = broken(site)
            for _time in range(4):
                broken(site)
            letters.wait_for(1)
            told.wait_for(5)
            yield Watched(site, letters, told, page, number)


def test_page_shows_the_number_of_its_line(watched: Watched) -> None:
    (line,) = [
        line for line in watched.lines() if line["request_id"] == watched.number and line["logger"] == "django.request"
    ]

    assert watched.number in watched.page
    assert (line["level"], line["message"]) == ("ERROR", f"Internal Server Error: {ROUTE}")
    assert line["exception"].startswith("Traceback")


def test_every_line_is_json_and_has_no_secret(watched: Watched) -> None:
    lines = watched.lines()
    requests = [line for line in lines if line["logger"] == "hipstrength.requests"]

    assert {"time", "level", "message", "request_id"} <= set.intersection(*(set(line) for line in lines))
    assert [(line["method"], line["route"], line["status"]) for line in requests] == [("POST", ROUTE, 500)] * 5
    found = {word for word in PRIVATE if word != NOTE and word in watched.site.said()}
    assert found == set()


def test_mail_says_where_and_nothing_private(watched: Watched) -> None:
    (letter,) = watched.mails.all

    assert f"Subject: HipStrength: RuntimeError ({ROUTE})" in letter.replace("\r\n ", " ")
    assert f"Request: {watched.number}" in letter
    assert "Release: " in letter
    assert "broken_urls.py" in letter
    assert {word for word in PRIVATE if word in letter} == set()


def test_report_says_where_and_nothing_private(watched: Watched) -> None:
    report = watched.reports.all[0]
    head, _blank, envelope = report.partition("\n\n")
    event = json.loads(envelope.strip().splitlines()[2])

    assert head.startswith("/api/1/envelope/\n")
    assert event["tags"] == {"request_id": watched.number, "route": ROUTE}
    assert [(value["type"], value["value"]) for value in event["exception"]["values"]] == [
        ("ValueError", ""),
        ("RuntimeError", ""),
    ]
    frames = event["exception"]["values"][-1]["stacktrace"]["frames"]
    assert any(frame["function"] == "broken" for frame in frames)
    assert not [frame for frame in frames if "vars" in frame]
    assert not set(event) & {"request", "user", "breadcrumbs", "extra", "modules", "server_name"}
    assert {word for told in watched.reports.all for word in PRIVATE if word in told} == set()


def test_plain_bytes_are_a_line_of_json_as_well(watched: Watched) -> None:
    with pytest.raises(HTTPError) as answer:
        urlopen(Request(f"{watched.site.address}/?note=knee", headers={"Transfer-Encoding": "odd"}), timeout=10)
    answer.value.close()

    assert "note=knee" not in watched.site.said()
    assert re.search(r'"logger": "gunicorn.error"', watched.site.said())
    assert watched.lines() != []
