"""What the logbook asks of a user. It names no user model, so that accounts may build on it."""

from datetime import date, datetime
from typing import Any, Protocol, cast

from django.http import HttpRequest

from logbook.weeks import Week


class Person(Protocol):
    """Somebody who logs workouts."""

    pk: int
    email: str
    time_zone: str
    # 0 for Monday to 6 for Sunday.
    week_start: int
    weight_unit: str
    # "left", "right", "both", or "" where nothing was said.
    knee: str
    # 0 where no rest is to be timed.
    rest_seconds: int
    rest_sound: bool
    rest_vibration: bool
    # What advice goes by: whether it is wanted, sets 1–5, and pain 0–5 up to which an exercise may become harder.
    wants_advice: bool
    target_sets: int
    pain_limit: int
    # What is owned, as typed ("0.5 kg, 1 kg"); where it is empty, weights go in steps of `weight_step`.
    weights: str
    weight_step: Any
    # By the slug of an exercise: {"order": [...], "hidden": [...]}, names of steps (`ladders.key_of`).
    ladders: Any
    # Related managers: every private row is reached through one of these.
    activities: Any
    bands: Any
    clinic_scores: Any
    import_matches: Any
    report_links: Any
    week_goals: Any
    week_reasons: Any
    workouts: Any

    def local_date(self, moment: datetime) -> date:
        """Return the date that the person's clock shows at an aware moment."""

    def get_rest_seconds_display(self) -> str:
        """Return the length of a rest in words."""

    def week_of(self, day: date) -> Week:
        """Return the person's week that has this day, by their own week start."""


def person(request: HttpRequest) -> Person:
    """Return who is signed in; for views behind the login only."""
    return cast(Person, request.user)
