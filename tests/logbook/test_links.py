"""Links to reports: what is made, found, counted and ended."""

import hashlib
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import override_settings

from hipstrength.accounts.models import User
from logbook.links import (
    MOST_LINKS,
    Shown,
    count_opening,
    delete_ended_link,
    find_live_link,
    make_link,
    revoke_link,
    token_of,
)
from logbook.models import ReportLink
from tests.races import at_once
from tests.stored import every_row

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
PHYSIO = Shown("Physio", 12, with_notes=False)


def link_of(user: User, *, public_id: uuid.UUID | None = None, days: int = 30) -> ReportLink:
    return make_link(user=user, public_id=public_id or uuid.uuid4(), shown=PHYSIO, days=days, now=NOW)[0]


def test_link_is_found_by_its_token(alice: User) -> None:
    link = link_of(alice)

    found = find_live_link(token_of(link), NOW)

    assert found == link
    assert (link.label, link.weeks, link.with_notes, link.shown_name) == ("Physio", 12, False, "")
    assert link.expires_at == NOW + timedelta(days=30)


def test_token_is_long_and_stands_in_no_row(alice: User) -> None:
    token = token_of(link_of(alice))

    assert len(token) == 64
    assert token not in str(every_row())
    assert hashlib.sha256(token.encode()).hexdigest() in str(every_row())


def test_token_belongs_to_its_person(alice: User, stranger: User) -> None:
    """The form names `public_id`: somebody else's must not make their token."""
    same = uuid.uuid4()

    tokens = {token_of(link_of(user, public_id=same)) for user in (alice, stranger)}

    assert len(tokens) == 2


@pytest.mark.parametrize("token", ["", "a", "0" * 64, "\0", "ü" * 64, "\ud800"])
def test_other_token_finds_nothing(alice: User, token: str) -> None:
    link_of(alice)

    assert find_live_link(token, NOW) is None


def test_public_id_opens_nothing(alice: User) -> None:
    link = link_of(alice)

    assert find_live_link(str(link.public_id), NOW) is None
    assert find_live_link(link.token_hash, NOW) is None


def test_link_ends_to_the_second(alice: User) -> None:
    link = link_of(alice, days=7)

    last = NOW + timedelta(days=7, microseconds=-1)

    assert find_live_link(token_of(link), last) == link
    assert find_live_link(token_of(link), NOW + timedelta(days=7)) is None


def test_revoked_link_shows_nothing_and_keeps_its_moment(alice: User) -> None:
    link = link_of(alice)

    assert revoke_link(link=link, now=NOW + timedelta(hours=1))
    assert not revoke_link(link=link, now=NOW + timedelta(hours=2))

    assert find_live_link(token_of(link), NOW + timedelta(hours=3)) is None
    assert alice.report_links.get().revoked_at == NOW + timedelta(hours=1)


def test_person_who_is_locked_out_shows_nothing(alice: User) -> None:
    link = link_of(alice)
    User.objects.filter(pk=alice.pk).update(is_active=False)

    assert find_live_link(token_of(link), NOW) is None


def test_openings_are_counted(alice: User) -> None:
    link = link_of(alice)

    for minutes in (1, 2, 3):
        count_opening(link, NOW + timedelta(minutes=minutes))

    stored = alice.report_links.get()
    assert (stored.opened_count, stored.last_opened_at) == (3, NOW + timedelta(minutes=3))


def test_form_that_is_sent_twice_makes_one_link(alice: User) -> None:
    name = uuid.uuid4()

    assert link_of(alice, public_id=name) == link_of(alice, public_id=name)
    assert alice.report_links.count() == 1


@pytest.mark.parametrize("days", [7, 90])
def test_form_that_is_sent_again_with_other_choices_makes_another_link(alice: User, days: int) -> None:
    name = uuid.uuid4()
    first = link_of(alice, public_id=name)

    second = link_of(alice, public_id=name, days=days)

    assert second != first
    assert second.expires_at == NOW + timedelta(days=days)


def test_form_that_is_sent_again_after_its_link_was_ended_makes_another(alice: User) -> None:
    first = link_of(alice, public_id=uuid.uuid4())
    revoke_link(link=first, now=NOW)

    second = link_of(alice, public_id=first.public_id)

    assert second != first
    assert find_live_link(token_of(second), NOW) == second


def test_link_that_is_over_was_not_ended_by_the_person(alice: User) -> None:
    link = link_of(alice, days=7)

    assert not revoke_link(link=link, now=NOW + timedelta(days=7))
    assert alice.report_links.get().revoked_at is None


def test_list_of_links_ends_somewhere(alice: User) -> None:
    links = [link_of(alice) for _number in range(MOST_LINKS)]

    with pytest.raises(ValidationError, match="You have 20 links"):
        link_of(alice)
    revoke_link(link=links[0], now=NOW)
    links[0].refresh_from_db()

    assert delete_ended_link(link=links[0], now=NOW)
    assert link_of(alice).pk


def test_link_that_works_is_not_deleted(alice: User) -> None:
    link = link_of(alice)

    assert not delete_ended_link(link=link, now=NOW)
    assert alice.report_links.get() == link


def test_old_links_work_under_a_new_key_and_are_shown_while_the_old_one_is_known(alice: User) -> None:
    link = link_of(alice)
    token, old_key = token_of(link), settings.SECRET_KEY

    with override_settings(SECRET_KEY="another"):
        assert find_live_link(token, NOW) == link
        assert token_of(link) == ""
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=["x", old_key]):
        assert token_of(link) == token


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_link(alice: User) -> None:
    name = uuid.uuid4()

    made = at_once([lambda: link_of(alice, public_id=name).pk] * 4)

    assert len(set(made)) == 1
    assert alice.report_links.count() == 1
