"""A form that is kept in the session until it is saved.

Either it was sent after its login had expired, and the same person logs in again, or
it was saved, and the person has taken that back.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from logbook.people import Person
from logbook.seals import owner_of

KEY = "kept_form"
LOGGED_OUT, TAKEN_BACK = "logged out", "taken back"
MOST_CHARACTERS = 100_000
LONGEST_KEPT = timedelta(days=1)
View = Callable[..., HttpResponseBase]


def keeps_form(view: View) -> View:
    """Mark a view whose form is to outlive the login."""
    view.keeps_form = True  # type: ignore[attr-defined]  # read by the middleware that asks for a login
    return view


@dataclass(frozen=True)
class KeptForm:
    """What was typed, by the names of the boxes, and why it is shown again: LOGGED_OUT or TAKEN_BACK."""

    typed: dict[str, str]
    why: str


def keep_sent(request: HttpRequest, view: View) -> None:
    """Keep what a browser without a login has sent, if it is the form of somebody who was here.

    The seal in the form says whose it is, so that strangers cannot fill the database.
    """
    if request.method != "POST" or not getattr(view, "keeps_form", False):
        return
    owner = owner_of(request.POST.get("owner", ""))
    typed = {name: str(text) for name, text in request.POST.items() if name != "csrfmiddlewaretoken"}
    if owner and sum(len(name) + len(text) for name, text in typed.items()) <= MOST_CHARACTERS:
        about = str(request.resolver_match.kwargs.get("public_id", "")) if request.resolver_match else ""
        _keep(request, owner=owner, typed=typed, about=about, why=LOGGED_OUT)
        # Nobody is logged in here: what is kept goes with the session.
        request.session.set_expiry(LONGEST_KEPT)


def owner_of_kept(session: Mapping[str, Any]) -> str:
    """Return the key of the person whose form a session keeps, "" where it keeps none."""
    kept = session.get(KEY)
    return str(kept["owner"]) if kept else ""


def keep_taken_back(request: HttpRequest, user: Person, typed: dict[str, str]) -> None:
    """Keep the boxes of a new workout that somebody has saved and taken back."""
    _keep(request, owner=str(user.pk), typed=typed, about="", why=TAKEN_BACK)


def _keep(request: HttpRequest, **kept: object) -> None:
    request.session[KEY] = {**kept, "at": timezone.now().timestamp()}


def kept_form(request: HttpRequest, user: Person, public_id: uuid.UUID | None = None) -> KeptForm | None:
    """Return what is kept for a person: of the stored workout called `public_id`, by default of a new one.

    It stays until a form is saved, a day at most.
    """
    kept = request.session.get(KEY)
    if not kept or kept["owner"] != str(user.pk) or kept["about"] != str(public_id or ""):
        return None
    is_recent = timezone.now().timestamp() - kept["at"] <= LONGEST_KEPT.total_seconds()
    return KeptForm(kept["typed"], kept["why"]) if is_recent else None


def forget(request: HttpRequest, public_id: uuid.UUID) -> None:
    """Drop what is kept of a workout that is saved now; the form of another one stays."""
    kept = request.session.get(KEY)
    if kept and str(public_id) in (kept["about"], kept["typed"].get("public_id")):
        del request.session[KEY]
