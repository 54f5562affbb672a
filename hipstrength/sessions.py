"""Sessions in the database, for keys that can be there."""

import re

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore


class SessionStore(DatabaseSessionStore):
    """Looks up only what Django itself could have made: PostgreSQL fails on a cookie with a NUL byte."""

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key and re.fullmatch(r"[a-z0-9]{8,40}", key))
