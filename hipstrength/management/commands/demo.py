"""Fill an account with twelve weeks of example workouts, and with ratings of two activities."""

import secrets
import uuid
from datetime import datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from exercises.models import Exercise
from hipstrength.accounts.consent import agree
from hipstrength.accounts.models import User
from logbook.activities import add_activity, rate_activities
from logbook.example import example_plans, example_ratings, example_weeks
from logbook.recording import record_workout
from logbook.resistance import Resistance
from logbook.weeks import Week

EVENING = time(18, 30)


class Command(BaseCommand):
    """Makes the account if there is none; never touches one that has workouts."""

    help = "Fill an account with twelve weeks of example workouts. An account that has workouts is left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the account."""
        parser.add_argument("--email", default="demo@example.org")
        parser.add_argument("--password", help="for a new account; a random one is made and shown otherwise")

    def handle(self, **options: Any) -> None:
        """Fill it, and say how to log in."""
        email = options["email"].lower()
        user = User.objects.filter(email=email).first()
        if user and user.workouts.exists():
            raise CommandError(f"{email} has workouts already, so nothing was changed.")
        password = options["password"] or secrets.token_urlsafe(9)
        with transaction.atomic():
            login = "its password is unchanged" if user else f"password: {password}"
            if user is None:
                user = User.objects.create_user(email, password, time_zone="Europe/Berlin", target_sets=3, knee="left")
                # It is nobody's, so nobody has to be asked.
                agree(user)
            count = _fill(user)
            _rate(user)
        self.stdout.write(f"{count} workouts for {email} ({login}).")


def _fill(user: User) -> int:
    exercises = {exercise.slug: exercise for exercise in Exercise.objects.published()}
    bands = [Resistance(band.pk, band.name, band.order) for band in user.bands.usable()]
    if len(bands) < 2:  # noqa: PLR2004 — a light and a heavier one
        raise CommandError(f"{user.email} needs two bands for the example.")
    plans = example_plans({slug: exercise.sides for slug, exercise in exercises.items()}, bands)
    today = user.local_date(timezone.now())
    entries = list(example_weeks(plans=plans, monday=Week.containing(today).first, today=today))
    for entry in entries:
        started = datetime.combine(entry.performed_on, EVENING, tzinfo=user.zone)
        record_workout(user=user, public_id=uuid.uuid4(), entry=entry, exercises=exercises, started_at=started)
    return len(entries)


def _rate(user: User) -> None:
    if user.activities.exists():
        return
    today = user.local_date(timezone.now())
    for name, day, score in example_ratings(monday=Week.containing(today).first, today=today):
        activity = add_activity(user=user, name=name)
        rate_activities(user=user, week=user.week_of(day), day=day, scores={activity.pk: score})
