"""Sessions in the database: for keys that can be there, and for as long as somebody logs."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from hipstrength.trouble import cause_of

LONGEST = timedelta(days=90)
# A login is made longer once a day at most, so that not every form costs a write more.
RENEWED_EVERY = timedelta(days=1)
BEGAN = "began_at"


class SessionStore(DatabaseSessionStore):
    """Looks up only what Django itself could have made: PostgreSQL fails on a cookie with a NUL byte."""

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 — Django calls it so
        """Store the session. Raises UpdateError when it was ended meanwhile, and what the database says otherwise."""
        try:
            super().save(must_create)
        except UpdateError as error:
            # Django takes every complaint for an ended session, and would answer "bad request" while the disk is full.
            if error.__context__ and cause_of(error.__context__):
                raise error.__context__ from error.__context__.__cause__
            raise

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key and re.fullmatch(r"[a-z0-9]{8,40}", key))


class SlidingSessionMiddleware:
    """Ends a login after 14 days without a form sent, and after 90 days in any case.

    Reading renews nothing: it writes no row.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and renew the login of whoever has sent a form."""
        response = self.get_response(request)
        if request.method == "POST" and request.user.is_authenticated:
            renew(request.session, timezone.now())
        return response


def renew(session: SessionBase, now: datetime) -> None:
    """Let a login end 14 days from now, and 90 days after it began at the latest."""
    began = datetime.fromisoformat(session.setdefault(BEGAN, now.isoformat()))
    end = min(now + timedelta(seconds=settings.SESSION_COOKIE_AGE), began + LONGEST)
    kept = session.get("_session_expiry")
    if not isinstance(kept, str) or end - datetime.fromisoformat(kept) >= RENEWED_EVERY:
        session.set_expiry(end)
