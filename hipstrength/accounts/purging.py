"""Clearing away what has expired: sessions, with forms kept in them, the list of logins, files not imported."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.utils import timezone

from logbook.importing.uploads import delete_old_uploads

PURGED = "expired-sessions-purged"
EVERY = 24 * 60 * 60


def purge_expired() -> None:
    """Delete sessions that have ended, what the list of logins says of them, and files that nobody imported."""
    now = timezone.now()
    delete_old_uploads(now)
    Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


def purge_once_a_day() -> None:
    """Purge, unless that was done within a day."""
    if cache.add(PURGED, value=1, timeout=EVERY):
        purge_expired()
