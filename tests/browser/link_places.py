"""The pages about links to a report, and what a link shows; see tests/browser/places.py."""

import uuid

from django.utils import timezone

from hipstrength.accounts.models import User
from logbook.links import Shown, count_opening, make_link, revoke_link, token_of
from logbook.models import ReportLink
from tests.browser.account_places import at_after_password
from tests.browser.places import Reach, at, send

LONG = "The physio in the house with the red door, second floor"


def make_shown(user: User, label: str, *, is_full: bool = False) -> ReportLink:
    """Make a link that shows everything, or as little as can be."""
    name = "A name as long as names can be, or nearly so" if is_full else ""
    shown = Shown(label, 12, with_notes=is_full, shown_name=name)
    return make_link(user=user, public_id=uuid.uuid4(), shown=shown, days=30, now=timezone.now())[0]


def links_places(user: User) -> dict[str, Reach]:
    """Return what somebody sees of their links."""
    link, ended = make_shown(user, LONG, is_full=True), make_shown(user, "Coach")
    count_opening(link, timezone.now())
    revoke_link(link=ended, now=timezone.now())
    return {
        "links": at("/data/links/"),
        "make a link": at_after_password("/data/links/new/"),
        "make a link, refused": lambda page: send(page, "/data/links/new/"),
        "link": at(f"/data/links/{link.public_id}/"),
        "link, ended": at(f"/data/links/{ended.public_id}/"),
        "link, looked at by its owner": at(f"/shared/{token_of(link)}/"),
    }


def without_links_places() -> dict[str, Reach]:
    """Return what somebody sees who has none."""
    return {"links, none": at("/data/links/")}


def readers_places(user: User) -> dict[str, Reach]:
    """Return what somebody sees who was given a link."""
    return {
        "shared report": at(f"/shared/{token_of(make_shown(user, 'Reader', is_full=True))}/"),
        "shared, nothing there": at(f"/shared/{'0' * 64}/"),
        "shared, cut": at("/shared/0."),
    }
