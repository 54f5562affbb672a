"""The pages on which people make links to their report, and end them."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from hipstrength.accounts.models import User
from hipstrength.environment import SiteUrl
from logbook.links import MOST_LINKS, Shown, count_opening, make_link, revoke_link, token_of
from logbook.models import ReportLink
from tests.accounts.reauthentication import show_password
from tests.rendered import parse
from tests.wall.world import NOW

pytestmark = pytest.mark.usefixtures("afternoon")
LINKS, NEW = "/data/links/", "/data/links/new/"
GOOD = {"label": "Physio", "weeks": "8", "with_notes": "on", "shown_name": "A. B.", "days": "7"}


@pytest.fixture
def afternoon() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def link_of(user: User, label: str = "Physio", days: int = 30) -> ReportLink:
    shown = Shown(label, 12, with_notes=False)
    return make_link(user=user, public_id=uuid.uuid4(), shown=shown, days=days, now=NOW)[0]


def text_of(response: Any) -> str:
    return " ".join(parse(response).text.split())


def test_link_is_made_after_the_password_was_typed(alices_client: Client, alice: User) -> None:
    assert alices_client.get(NEW)["Location"].startswith("/accounts/reauthenticate/")
    show_password(alices_client)

    response = alices_client.post(NEW, GOOD, follow=True)

    link = alice.report_links.get()
    assert (link.label, link.weeks, link.with_notes, link.shown_name) == ("Physio", 8, True, "A. B.")
    assert link.expires_at == NOW + timedelta(days=7)
    address = parse(response).one("input", id="link-address").attributes["value"]
    assert address == f"{settings.SITE_URL}/shared/{token_of(link)}/"
    assert "Shows the last 8 weeks, with your notes, with the name “A. B.”." in text_of(response)


def test_form_suggests_what_gives_away_least(alices_client: Client) -> None:
    show_password(alices_client)

    page = parse(alices_client.get(NEW))

    assert "checked" not in page.one("input", name="with_notes").attributes
    assert page.one("input", name="shown_name").attributes.get("value", "") == ""
    chosen = [option.attributes["value"] for option in page.all("option") if "selected" in option.attributes]
    assert chosen == ["12", "30"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"label": ""}, "Type who the link is for."),
        ({"label": "x" * 61}, "at most 60 characters"),
        ({"weeks": "5"}, "5 is not one of the available choices"),
        ({"days": "365"}, "365 is not one of the available choices"),
        ({"shown_name": "x" * 61}, "at most 60 characters"),
    ],
)
def test_nonsense_is_refused_beside_its_field(
    alices_client: Client, alice: User, typed: dict[str, str], words: str
) -> None:
    show_password(alices_client)

    response = alices_client.post(NEW, GOOD | typed)

    assert response.status_code == 422
    assert words in text_of(response)
    assert not alice.report_links.exists()


def test_form_that_is_sent_twice_makes_one_link(alices_client: Client, alice: User) -> None:
    show_password(alices_client)
    name = parse(alices_client.get(NEW)).one("input", name="public_id").attributes["value"]

    answers = [alices_client.post(NEW, GOOD | {"public_id": name}) for _time in range(2)]

    assert [answer["Location"] for answer in answers] == [f"/data/links/{name}/"] * 2
    assert alice.report_links.count() == 1


def test_full_list_says_so(alices_client: Client, alice: User) -> None:
    show_password(alices_client)
    for _number in range(MOST_LINKS):
        link_of(alice)

    response = alices_client.post(NEW, GOOD)

    assert response.status_code == 422
    assert "You have 20 links, and more do not fit." in text_of(response)
    assert NEW not in alices_client.get(LINKS).content.decode()


def test_list_tells_each_link_and_no_address(alices_client: Client, alice: User) -> None:
    opened, unopened = link_of(alice, "Opened"), link_of(alice, "Unopened", days=90)
    count_opening(opened, NOW - timedelta(hours=2))
    count_opening(opened, NOW - timedelta(hours=1))
    revoked = link_of(alice, "Revoked")
    revoke_link(link=revoked, now=NOW)

    response = alices_client.get(LINKS)

    text = text_of(response)
    assert "Opened It works until 18 December 2026, 13:00. Shows the last 12 weeks, without your notes" in text
    assert "Opened 2 times, last on 18 November 2026, 12:00." in text
    assert "Unopened It works until 16 February 2027, 13:00." in text
    assert text.count("Nobody has opened it so far.") == 2
    assert "Revoked You ended it on 18 November 2026, 13:00." in text
    assert not any(token_of(link) in response.content.decode() for link in (opened, unopened, revoked))


def test_empty_list_says_so(alices_client: Client) -> None:
    assert "You have made no link so far." in text_of(alices_client.get(LINKS))


def test_address_is_shown_again_after_the_password(alices_client: Client, alice: User) -> None:
    link = link_of(alice)
    page = f"/data/links/{link.public_id}/"
    assert alices_client.get(page)["Location"].startswith("/accounts/reauthenticate/")
    show_password(alices_client)

    assert token_of(link) in alices_client.get(page).content.decode()


def test_address_of_a_link_that_has_ended_is_not_shown(alices_client: Client, alice: User) -> None:
    link = link_of(alice)
    revoke_link(link=link, now=NOW)
    show_password(alices_client)

    response = alices_client.get(f"/data/links/{link.public_id}/")

    assert token_of(link) not in response.content.decode()
    assert "You ended it on" in text_of(response)


def test_address_that_the_site_has_lost_is_said_to_be_lost(alices_client: Client, alice: User) -> None:
    link = link_of(alice)
    ReportLink.objects.update(token_hash="0" * 64)
    show_password(alices_client)

    response = alices_client.get(f"/data/links/{link.public_id}/")

    assert "The key of this site has changed" in text_of(response)


def test_site_on_this_device_says_that_nobody_else_gets_there(alices_client: Client, alice: User) -> None:
    link, words = link_of(alice), "This site runs on your own device"
    show_password(alices_client)
    page = f"/data/links/{link.public_id}/"

    assert words in text_of(alices_client.get(page))
    with override_settings(SITE=SiteUrl("https", "hips.example.org", None)):
        assert words not in text_of(alices_client.get(page))


def test_link_is_ended_at_once_and_then_deleted(alices_client: Client, alice: User) -> None:
    link = link_of(alice)
    page = f"/data/links/{link.public_id}/"

    kept = alices_client.post(f"{page}delete/", follow=True)
    ended = alices_client.post(f"{page}revoke/", follow=True)

    assert "This link still works. End it first." in text_of(kept)
    assert "Ended: Physio. The link shows nothing any more." in text_of(ended)
    assert "Deleted: Physio." in text_of(alices_client.post(f"{page}delete/", follow=True))
    assert not alice.report_links.exists()


def test_making_and_ending_a_link_are_security_events(
    alices_client: Client, alice: User, caplog: pytest.LogCaptureFixture
) -> None:
    show_password(alices_client)
    caplog.clear()
    with caplog.at_level("INFO", logger="hipstrength.security"):
        alices_client.post(NEW, GOOD)
        alices_client.post(f"/data/links/{alice.report_links.get().public_id}/revoke/")

    events = [(record.getMessage(), vars(record)["facts"]) for record in caplog.records]
    assert [event for event, _facts in events] == ["report_link_made", "report_link_revoked"]
    assert events[0][1]["days"] == 7
    assert not re.search("Physio|[0-9a-f]{64}", str(events))


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_of_a_long_list(alices_client: Client, alice: User, count: int) -> None:
    show_password(alices_client)
    links = [link_of(alice) for _number in range(count)]

    found = {}
    for url in (LINKS, NEW, f"/data/links/{links[0].public_id}/"):
        with CaptureQueriesContext(connection) as asked:
            assert alices_client.get(url).status_code == 200
        found[url] = len(asked)

    assert list(found.values()) == [3, 5, 6]


def test_mail_tells_of_a_new_link_once(alices_client: Client, alice: User, mailoutbox: list[EmailMessage]) -> None:
    """Somebody else may have made it, in a browser that was left open."""
    EmailAddress.objects.create(user=alice, email=alice.email, primary=True, verified=True)
    show_password(alices_client)
    name = str(uuid.uuid4())

    with override_settings(ACCOUNT_EMAIL_NOTIFICATIONS=True):
        for _time in range(2):
            alices_client.post(NEW, GOOD | {"public_id": name})

    (letter,) = mailoutbox
    assert (letter.to, letter.subject) == ([alice.email], "HipStrength: A link to your report was made")
    assert "shows your report to whoever has it, for 7 days." in letter.body
    assert f"{settings.SITE_URL}/data/links/" in letter.body
    assert token_of(alice.report_links.get()) not in letter.body


def test_form_that_is_sent_again_with_other_choices_shows_what_was_chosen_last(
    alices_client: Client, alice: User
) -> None:
    """Back in the browser, fewer things shown, sent again: the link must not be the one that shows more."""
    show_password(alices_client)
    name = str(uuid.uuid4())
    alices_client.post(NEW, GOOD | {"public_id": name})

    response = alices_client.post(NEW, GOOD | {"public_id": name, "with_notes": "", "shown_name": ""}, follow=True)

    assert "without your notes, without a name" in text_of(response)
    assert alice.report_links.count() == 2
