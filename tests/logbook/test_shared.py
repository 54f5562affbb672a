"""What a link shows to people without an account."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format

from hipstrength.accounts.models import User
from hipstrength.middleware import SECRET_PATH
from logbook.links import Shown, make_link, revoke_link, token_of
from logbook.models import ReportLink
from tests.factories import make_workout
from tests.rendered import parse
from tests.wall.world import DAY, NOW

pytestmark = pytest.mark.usefixtures("afternoon", "catalogue")
NOTE, NAME = "Stairs were easier.", "A. B."


@pytest.fixture
def afternoon() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def link(alice: User) -> ReportLink:
    """A link to the report of somebody who has logged something."""
    make_workout(user=alice, day=DAY, note=NOTE, pain_before=2)
    return link_of(alice)


def link_of(user: User, *, with_notes: bool = False, shown_name: str = "") -> ReportLink:
    shown = Shown("For the physio", 12, with_notes, shown_name)
    return make_link(user=user, public_id=uuid.uuid4(), shown=shown, days=30, now=NOW)[0]


def page_of(link: ReportLink) -> str:
    return f"/shared/{token_of(link)}/"


def opened(link: ReportLink) -> tuple[int, Any]:
    link.refresh_from_db()
    return link.opened_count, link.last_opened_at


def test_link_shows_the_report_without_an_account(client: Client, link: ReportLink) -> None:
    response = client.get(page_of(link))

    assert response.status_code == 200
    assert "self-reported" in response.content.decode().lower()
    assert not client.cookies


@pytest.mark.parametrize("paper", ["", "?paper=letter", "?paper=none"])
def test_link_shows_the_report_as_a_pdf_file(client: Client, link: ReportLink, paper: str) -> None:
    response = client.get(f"{page_of(link)}report.pdf{paper}")

    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    assert response.content.startswith(b"%PDF-")


def test_page_says_until_when_by_the_clock_of_its_owner(client: Client, alice: User, link: ReportLink) -> None:
    alice.time_zone = "Pacific/Auckland"
    alice.save()

    ends = link.expires_at.astimezone(alice.zone)

    words = f"The link works until {date_format(ends, 'j F Y, H:i')}, by their clock."
    assert words in parse(client.get(page_of(link))).text


def test_report_is_as_it_is_now(client: Client, alice: User, link: ReportLink) -> None:
    before = client.get(page_of(link)).content
    make_workout(user=alice, day=DAY - timedelta(days=1))

    assert client.get(page_of(link)).content != before


def test_notes_name_and_address_stay_away_unless_chosen(client: Client, alice: User, link: ReportLink) -> None:
    more = link_of(alice, with_notes=True, shown_name=NAME)

    bare, full = (client.get(page_of(one)).content.decode() for one in (link, more))

    assert [text in bare for text in (NOTE, NAME, alice.email, link.label)] == [False] * 4
    assert [text in full for text in (NOTE, NAME, alice.email, link.label)] == [True, True, False, False]


@pytest.mark.parametrize("path", ["", "report.pdf"])
def test_headers_keep_it_from_engines_caches_and_other_sites(client: Client, link: ReportLink, path: str) -> None:
    for address in (f"{page_of(link)}{path}", f"/shared/{'0' * 64}/{path}"):
        response = client.get(address)

        assert response.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert response.headers["Cache-Control"] == "no-store, private"
        assert response.headers["Referrer-Policy"] == "no-referrer"


def test_page_leads_to_nobodys_log(client: Client, link: ReportLink) -> None:
    page = parse(client.get(page_of(link)))

    assert not list(page.all("nav", **{"class": "site-nav"}))
    assert "noindex" in [meta.attributes.get("content") for meta in page.all("meta", name="robots")]


@pytest.mark.parametrize("path", ["", "report.pdf"])
def test_ended_and_unknown_links_look_the_same(client: Client, alice: User, link: ReportLink, path: str) -> None:
    over, revoked = link_of(alice), link_of(alice)
    ReportLink.objects.filter(pk=over.pk).update(expires_at=NOW, created_at=NOW - timedelta(days=7))
    revoke_link(link=revoked, now=NOW)
    addresses = [f"{page_of(over)}{path}", f"{page_of(revoked)}{path}", f"/shared/{'0' * 64}/{path}"]

    answers = {(answer.status_code, answer.content) for answer in map(client.get, addresses)}

    ((status, content),) = answers
    assert status == 404
    assert "This link shows nothing" in content.decode()


def test_openings_are_counted_and_those_of_the_owner_are_not(
    client: Client, alices_client: Client, alice: User, stranger: User, link: ReportLink
) -> None:
    visitor, other = Client(), Client()
    other.force_login(stranger)

    alices_client.get(page_of(link))
    assert opened(link) == (0, None)

    visitor.get(page_of(link))
    other.get(f"{page_of(link)}report.pdf")
    visitor.head(page_of(link))
    visitor.get(page_of(link), headers={"Sec-Purpose": "prefetch;prerender"})

    assert opened(link) == (2, NOW)


def test_refused_openings_are_not_counted(client: Client, link: ReportLink) -> None:
    revoke_link(link=link, now=NOW)

    client.get(page_of(link))

    assert opened(link) == (0, None)


@pytest.fixture
def three_a_minute() -> Iterator[None]:
    with override_settings(SHARED_REPORT_LIMIT=3):
        caches["memory"].clear()
        yield
        caches["memory"].clear()


def test_who_asks_too_often_has_to_wait(client: Client, link: ReportLink, three_a_minute: None) -> None:
    statuses = [client.get(f"/shared/{number:064}/").status_code for number in range(3)]

    refused = client.get(page_of(link))

    assert statuses == [404] * 3
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
    assert (refused.headers["Referrer-Policy"], opened(link)) == ("no-referrer", (0, None))
    assert Client(REMOTE_ADDR="203.0.113.5").get(page_of(link)).status_code == 200


def test_waiting_for_a_minute_is_enough(client: Client, link: ReportLink, three_a_minute: None) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        statuses = [client.get(page_of(link)).status_code for _time in range(4)]
        clock.shift(61)
        statuses.append(client.get(page_of(link)).status_code)

    assert statuses == [200, 200, 200, 429, 200]


def test_limit_writes_nothing_and_keeps_no_address(client: Client, link: ReportLink, three_a_minute: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        for _time in range(5):
            client.get(f"/shared/{'0' * 64}/")

    assert len(asked) == 3
    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)


@pytest.mark.parametrize("program", ["WhatsApp/2.23", "facebookexternalhit/1.1", "TelegramBot (like TwitterBot)"])
def test_preview_of_a_messenger_gets_no_report_and_does_not_count(
    client: Client, link: ReportLink, program: str
) -> None:
    for path in ("", "report.pdf"):
        response = client.get(f"{page_of(link)}{path}", headers={"User-Agent": program})

        assert (response.status_code, "Clamshells" in response.content.decode()) == (200, False)
    assert opened(link) == (0, None)


def test_phone_whose_maker_sounds_like_a_program_gets_the_report(client: Client, link: ReportLink) -> None:
    phone = "Mozilla/5.0 (Linux; Android 12; CUBOT NOTE 20) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"

    assert "Clamshells" in client.get(page_of(link), headers={"User-Agent": phone}).content.decode()


@pytest.mark.parametrize("rest", ["", "x", "{token}", "{token}/.", "{token}/report.pdf/", "a/b/c?d"])
def test_whatever_begins_like_a_link_is_kept_as_private(client: Client, link: ReportLink, rest: str) -> None:
    for method in ("get", "post"):
        response = getattr(client, method)(f"/shared/{rest.format(token=token_of(link))}")

        assert response.status_code in (301, 404)
        assert {name: response.headers[name] for name in SECRET_PATH} == SECRET_PATH


def test_methods_that_are_not_taken_are_kept_as_private(client: Client, link: ReportLink) -> None:
    response = client.post(page_of(link))

    assert response.status_code == 405
    assert {name: response.headers[name] for name in SECRET_PATH} == SECRET_PATH


def test_owner_is_told_what_this_is_and_led_back(alices_client: Client, link: ReportLink) -> None:
    words = "This is what others see."

    assert words in alices_client.get(page_of(link)).content.decode()
    assert words not in Client().get(page_of(link)).content.decode()


def test_page_of_an_ended_link_has_no_form(alices_client: Client) -> None:
    """With no referrer a browser names no origin either, and forms would be refused."""
    assert not list(parse(alices_client.get(f"/shared/{'0' * 64}/")).all("form"))


@pytest.mark.parametrize("count", [1, 12])
def test_page_asks_the_same_of_a_long_log(client: Client, alice: User, link: ReportLink, count: int) -> None:
    for number in range(count):
        make_workout(user=alice, day=DAY - timedelta(days=number))

    with CaptureQueriesContext(connection) as asked:
        assert client.get(page_of(link)).status_code == 200

    assert len(asked) == 12
