"""What a link shows to people without an account."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from hipstrength.accounts.models import User
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
    return make_link(user=user, public_id=uuid.uuid4(), shown=shown, days=30, now=NOW)


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


def test_nobody_asks_for_more_than_thirty_a_minute(client: Client, link: ReportLink) -> None:
    cache.clear()
    with override_settings(ACCOUNT_RATE_LIMITS={"shared_report": "30/m/ip"}):
        statuses = [client.get(f"/shared/{number:064}/").status_code for number in range(30)]
        response = client.get(page_of(link))

    assert statuses == [404] * 30
    assert (response.status_code, response.headers["Retry-After"]) == (429, "60")


@pytest.mark.parametrize("count", [1, 12])
def test_page_asks_the_same_of_a_long_log(client: Client, alice: User, link: ReportLink, count: int) -> None:
    for number in range(count):
        make_workout(user=alice, day=DAY - timedelta(days=number))

    with CaptureQueriesContext(connection) as asked:
        assert client.get(page_of(link)).status_code == 200

    assert len(asked) == 12
