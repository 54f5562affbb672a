"""Every stored row, field by field, for comparing before with after."""

import zlib
from datetime import UTC, date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db.models import Model, QuerySet

from hipstrength.accounts.models import User
from logbook.models import (
    Activity,
    ActivityRating,
    Band,
    ClinicScore,
    ImportFile,
    ImportMatch,
    ReportLink,
    WeekGoal,
    WeekReason,
    Workout,
    WorkoutExercise,
    WorkoutSet,
)
from tests.factories import band, done, make_workout

Rows = dict[str, list[dict[str, Any]]]
# Each private table, and the way from its rows to their owner.
OWNERS: dict[type[Model], str] = {
    Activity: "user",
    ActivityRating: "activity__user",
    Band: "user",
    ClinicScore: "user",
    ImportFile: "user",
    ImportMatch: "user",
    ReportLink: "user",
    WeekGoal: "user",
    WeekReason: "user",
    Workout: "user",
    WorkoutExercise: "workout__user",
    WorkoutSet: "workout_exercise__workout__user",
}


DAY = date(2026, 11, 17)


def fill(user: User) -> None:
    """Give a person a row in every private table."""
    entry = done("clamshells", left=[12], resistance=band(user), note="Mine")
    make_workout(user=user, day=DAY, exercises=[entry], pain_before=2, note="Mine")
    user.week_goals.create(set_on=DAY, days=4)
    user.week_reasons.create(week=1404, reason="tired")
    user.activities.create(name="Mine").ratings.create(week=1404, rated_on=DAY, score=7)
    user.clinic_scores.create(name="Mine", value=72, scored_on=DAY)
    ImportFile.objects.create(user=user, name="mine.json", kind="json", content=zlib.compress(b"{}"))
    user.import_matches.create(app="strong", name="Mine")
    user.report_links.create(
        label="Mine",
        token_hash=f"{user.pk:064}",
        created_at=datetime(2026, 11, 17, tzinfo=UTC),
        expires_at=datetime(2026, 11, 24, tzinfo=UTC),
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})


def every_row() -> Rows:
    """Return every row of every table that has a model, of whichever app."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.label: _values(model._base_manager.all()) for model in models}


def all_rows() -> Rows:
    """Return every row of the logbook, whoever it belongs to."""
    return {model.__name__: _values(model._default_manager.all()) for model in OWNERS}


def rows_of(user: User) -> Rows:
    """Return the person's row and all rows of theirs."""
    rows = {model.__name__: _values(model._default_manager.filter(**{way: user})) for model, way in OWNERS.items()}
    return {**rows, "User": _values(User.objects.filter(pk=user.pk))}


def _values(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    return list(rows.order_by("pk").values())
