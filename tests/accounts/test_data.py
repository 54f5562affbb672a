"""The page "Your data", and its two files as a browser gets them."""

import gzip
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from hipstrength.accounts import consent
from hipstrength.accounts.models import User
from hipstrength.settings import ACCOUNT_RATE_LIMITS
from logbook.transfer import gathering
from tests.accounts.reauthentication import URL as PASSWORD_URL
from tests.accounts.reauthentication import show_password
from tests.accounts.test_security_log import Lines, log
from tests.factories import PASSWORD, make_workout
from tests.logbook.transfer.exports import DAY, NOW, VALIDATOR, csv_of, fill_everything, json_of
from tests.rendered import parse

__all__ = ["log"]

URL, JSON, CSV = "/data/", "/data/export.json", "/data/export.csv"
FILES = {JSON: ("json", "application/json"), CSV: ("csv", "text/csv; charset=utf-8")}


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


@pytest.fixture
def shown(alices_client: Client) -> Client:
    """A browser in which Alice has typed her password just now."""
    show_password(alices_client)
    return alices_client


def test_page_leads_to_the_files_and_to_deleting(alices_client: Client) -> None:
    page = parse(alices_client.get(URL))

    links = {link.attributes["href"]: link.text for link in page.one("main").all("a")}
    assert page.one("h1").text == "Your data: download, import, share"
    assert links[JSON] == "Download everything (JSON)"
    assert links[CSV] == "Download your sets (CSV)"
    assert links["/accounts/delete/"] == "Delete my account"
    assert links["/privacy/"] == "a page of its own"


@pytest.mark.parametrize("url", ["/settings/", "/accounts/delete/"])
def test_page_is_led_to_from_where_it_is_looked_for(shown: Client, url: str) -> None:
    assert URL in [link.attributes["href"] for link in parse(shown.get(url)).one("main").all("a")]


def test_json_is_everything_as_the_schema_says(shown: Client, alice: User) -> None:
    fill_everything(alice)

    with time_machine.travel(NOW, tick=False):
        response = shown.get(JSON)
        read = json.loads(body(response))

    VALIDATOR.validate(read)
    assert read == json_of(alice)


def test_csv_is_the_sets(shown: Client, alice: User) -> None:
    fill_everything(alice)

    assert body(shown.get(CSV)).decode() == csv_of(alice)


@pytest.mark.parametrize("url", FILES)
def test_file_says_what_it_is_and_is_kept_nowhere(shown: Client, alice: User, url: str) -> None:
    kind, content_type = FILES[url]
    fill_everything(alice)

    # It is the next day already where Alice is.
    with time_machine.travel(datetime(2026, 11, 25, 23, 30, tzinfo=UTC), tick=False):
        show_password(shown)
        response = shown.get(url)

    assert response.streaming
    told = {
        name: response.headers[name]
        for name in ("Content-Type", "Content-Disposition", "Cache-Control", "Content-Length", "X-Content-Type-Options")
    }
    assert told == {
        "Content-Type": content_type,
        "Content-Disposition": f'attachment; filename="hipstrength-2026-11-26.{kind}"',
        "Cache-Control": "no-store, private",
        "Content-Length": str(len(body(response))),
        "X-Content-Type-Options": "nosniff",
    }


@pytest.mark.parametrize("url", FILES)
def test_file_is_packed_for_whoever_unpacks_it(shown: Client, alice: User, url: str) -> None:
    fill_everything(alice)

    with time_machine.travel(NOW, tick=False):
        show_password(shown)
        plain, packed = shown.get(url), shown.get(url, headers={"Accept-Encoding": "br, gzip"})

    content = body(packed)
    assert gzip.decompress(content) == body(plain)
    assert (packed.headers["Content-Encoding"], packed.headers["Content-Length"]) == ("gzip", str(len(content)))
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in packed.headers["Vary"]


@pytest.mark.parametrize("url", FILES)
def test_file_comes_after_the_password(alices_client: Client, alice: User, url: str) -> None:
    asked = alices_client.get(url)
    typed = alices_client.post(asked.headers["Location"], {"password": PASSWORD, "next": url})

    assert (asked.status_code, asked.headers["Location"]) == (302, f"{PASSWORD_URL}?next={url.replace('/', '%2F')}")
    assert (typed.status_code, typed.headers["Location"]) == (302, url)
    assert body(alices_client.get(url)) != b""


@pytest.mark.parametrize(("after", "is_file"), [(JSON, True), (CSV, True), ("/accounts/delete/", False)])
def test_page_that_asks_for_the_password_stays_behind_a_file_and_leads_back(
    alices_client: Client, after: str, is_file: bool
) -> None:
    page = parse(alices_client.get(PASSWORD_URL, {"next": after}))

    assert (URL in [link.attributes["href"] for link in page.one("main").all("a")]) == is_file


@pytest.mark.parametrize("url", FILES)
def test_file_is_told_to_the_security_log(shown: Client, alice: User, log: Lines, url: str) -> None:
    body(shown.get(url))

    (event,) = [event for event in log.events if event["event"] == "data_exported"]
    assert (event["person"], event["kind"], event["address"]) == (alice.pk, FILES[url][0], "127.0.0.1")
    assert alice.email not in str(event)


@pytest.mark.parametrize("url", FILES)
def test_no_event_is_told_before_the_password(alices_client: Client, log: Lines, url: str) -> None:
    alices_client.get(url)

    assert "data_exported" not in log.names


@pytest.mark.parametrize("url", [URL, JSON, CSV])
def test_way_out_is_open_to_whoever_has_not_agreed(shown: Client, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setattr(consent, "PRIVACY_VERSION", consent.PRIVACY_VERSION + 1)

    assert shown.get("/settings/").status_code == 302
    assert shown.get(url).status_code == 200


@pytest.mark.parametrize("url", FILES)
def test_file_has_nothing_of_others(shown: Client, stranger: User, url: str) -> None:
    make_workout(user=stranger, day=DAY, note="Theirs")

    content = body(shown.get(url)).decode()

    assert "Theirs" not in content
    assert stranger.email not in content


@pytest.mark.parametrize("url", FILES)
def test_trouble_in_the_middle_is_no_file(shown: Client, alice: User, log: Lines, url: str) -> None:
    for number in range(gathering.AT_ONCE + 1):
        make_workout(user=alice, day=date(2026, 1 + number % 12, 1))
    asked: list[str] = []

    def fail_at_the_second_piece(execute: Any, sql: str, *rest: Any) -> Any:
        if "logbook_workoutset" in sql:
            asked.append(sql)
        if len(asked) > 1:
            raise OperationalError("the disk is gone")
        return execute(sql, *rest)

    shown.raise_request_exception = False
    with connection.execute_wrapper(fail_at_the_second_piece):
        response: HttpResponse = shown.get(url)  # type: ignore[assignment]  # the client's own kind of it

    assert len(asked) == 2
    assert response.status_code == 500
    assert "Content-Disposition" not in response.headers
    assert parse(response).one("h1").text != ""
    assert "data_exported" not in log.names


def test_files_that_take_long_are_limited_together_for_each_person(
    shown: Client, client: Client, stranger: User, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = ACCOUNT_RATE_LIMITS
    cache.clear()
    files = [JSON, CSV, "/data/report.pdf", "/data/report.pdf?weeks=5", "/data/import/"]
    with time_machine.travel(NOW, tick=False):
        show_password(shown)
        statuses = [shown.get(files[number % 5]).status_code for number in range(20)]
        refused = [shown.get(url).status_code for url in files]
        client.force_login(stranger)
        of_another = client.get("/data/report.pdf").status_code
        pages = [shown.get(url).status_code for url in (URL, "/data/report/")]

    assert 429 not in statuses
    assert refused == [429] * 5
    assert of_another == 200
    assert pages == [200, 200]


@pytest.mark.parametrize(("url", "queries"), [(URL, 3), (JSON, 16), (CSV, 9)])
@pytest.mark.parametrize("count", [1, 20])
def test_data_pages_ask_the_same_of_a_long_log(shown: Client, alice: User, url: str, queries: int, count: int) -> None:
    for number in range(count):
        make_workout(user=alice, day=date(2026, 1 + number % 12, 1))

    # Two of each are the session and the person; three before a file ask for second factors.
    with CaptureQueriesContext(connection) as asked:
        assert shown.get(url).status_code == 200

    assert len(asked) == queries
