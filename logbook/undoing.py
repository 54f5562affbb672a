"""Taking back what was saved last. What that was is kept in the session, for as long as nothing else is saved."""

import uuid
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from logbook.people import Person

KEY = "undo"


@dataclass(frozen=True)
class Undo:
    """The revision that was saved, and the seal of the workout as it was before; "" when it was new."""

    revision: int
    before: str


def can_undo_later(request: HttpRequest, *, public_id: uuid.UUID, revision: int, before: str = "") -> None:
    """Remember what was saved just now."""
    request.session[KEY] = {"id": str(public_id), "revision": revision, "before": before}


def undo_of(request: HttpRequest, public_id: uuid.UUID | None) -> Undo | None:
    """Return how to take back what was saved last, if that was the workout called `public_id`."""
    kept = request.session.get(KEY)
    return Undo(kept["revision"], kept["before"]) if kept and kept["id"] == str(public_id) else None


def saved_id(request: HttpRequest) -> uuid.UUID | None:
    """Return which workout was saved just now, by the address; an unreadable name is as good as none."""
    try:
        return uuid.UUID(request.GET.get("saved", ""))
    except ValueError:
        return None


def forget_undo(request: HttpRequest) -> None:
    """It was taken back; a second time there is nothing to take back."""
    request.session.pop(KEY, None)


def with_saved(address: str, public_id: uuid.UUID) -> str:
    """Return an address whose page offers to take back what was saved last of a workout."""
    return f"{address}?{urlencode({'saved': public_id})}"


def week_address(user: Person, day: date, *, saved: uuid.UUID | None = None) -> str:
    """Return the address of a person's week; with `saved` it marks that workout and offers to take it back."""
    address = reverse("logbook:week", args=[user.week_of(day).key])
    return with_saved(address, saved) if saved else address
