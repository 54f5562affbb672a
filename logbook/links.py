"""Making, finding and ending links to reports."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from logbook.locking import lock_person
from logbook.models import ReportLink
from logbook.people import Person

SALT = "logbook.links"
# How long a link may last, in days.
LIFETIMES = (7, 30, 90)
USUAL_LIFETIME = 30
# So many may be there at once, ended ones among them.
MOST_LINKS = 20


@dataclass(frozen=True)
class Shown:
    """What a link shows: so many weeks, with or without notes, with a name or "" for none."""

    label: str
    weeks: int
    with_notes: bool
    shown_name: str = ""


def token_of(link: ReportLink) -> str:
    """Return the secret part of a link's address; "" where the key of the site has changed, so that it is lost."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        token = _token(link, key)
        if hash_of(token) == link.token_hash:
            return token
    return ""


def _token(link: ReportLink, key: str | bytes) -> str:
    # With the person: `public_id` comes from a form, and must not make the token of somebody else's link.
    about = f"{link.user_id}:{link.public_id}"
    return salted_hmac(SALT, about, secret=key, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    """Return what is kept of a token: it leads to the link, and not back."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


@transaction.atomic
def make_link(*, user: Person, public_id: uuid.UUID, shown: Shown, days: int, now: datetime) -> tuple[ReportLink, bool]:
    """Make a link that ends `days` after the aware moment `now`, one of LIFETIMES; return it with True.

    A form that is sent twice carries the same `public_id` and the same choices: then the link
    that is there is returned, with False. Other choices, or a link that has ended, make a new
    one. Raises ValidationError, with words for the person, when as many as fit are there.
    """
    lock_person(user.pk)
    made: ReportLink | None = user.report_links.filter(public_id=public_id).first()
    if made and _shows(made, shown, days) and not has_ended(made, now):
        return made, False
    if user.report_links.count() >= MOST_LINKS:
        raise ValidationError(
            _("You have %(count)s links, and more do not fit. Delete one that has ended.") % {"count": MOST_LINKS},
            code="full",
        )
    link = ReportLink(user_id=user.pk, created_at=now, expires_at=now + timedelta(days=days), **vars(shown))
    link.public_id = uuid.uuid4() if made else public_id
    link.token_hash = hash_of(_token(link, settings.SECRET_KEY))
    link.save(force_insert=True)
    return link, True


def _shows(link: ReportLink, shown: Shown, days: int) -> bool:
    is_same = all(getattr(link, name) == value for name, value in vars(shown).items())
    return is_same and link.expires_at - link.created_at == timedelta(days=days)


def has_ended(link: ReportLink, now: datetime) -> bool:
    """Return whether a link shows nothing any more: it was revoked, or its time is over."""
    return link.revoked_at is not None or link.expires_at <= now


def find_live_link(token: str, now: datetime) -> ReportLink | None:
    """Return the link with this token, its person loaded along; None where there is none, or where it has ended.

    A person who is locked out shows nothing either.
    """
    found = ReportLink.objects.filter(token_hash=hash_of(token), user__is_active=True).select_related("user").first()
    return None if found is None or has_ended(found, now) else found


def count_opening(link: ReportLink, now: datetime) -> None:
    """Count that somebody opened a link."""
    ReportLink.objects.filter(pk=link.pk).update(opened_count=F("opened_count") + 1, last_opened_at=now)


def revoke_link(*, link: ReportLink, now: datetime) -> bool:
    """End a link at once and return whether it worked until then; one that had ended keeps how it did."""
    return bool(ReportLink.objects.filter(pk=link.pk, revoked_at=None, expires_at__gt=now).update(revoked_at=now))


def delete_ended_link(*, link: ReportLink, now: datetime) -> bool:
    """Delete a link that has ended and return whether it had: one that still works has to be revoked first."""
    return has_ended(link, now) and bool(ReportLink.objects.filter(pk=link.pk).delete()[0])
