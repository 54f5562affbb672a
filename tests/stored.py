"""Every stored row, field by field, for comparing before with after."""

from typing import Any

from django.db.models import Model, QuerySet

from hipstrength.accounts.models import User
from logbook.models import (
    Activity,
    ActivityRating,
    Band,
    ClinicScore,
    WeekGoal,
    WeekReason,
    Workout,
    WorkoutExercise,
    WorkoutSet,
)

Rows = dict[str, list[dict[str, Any]]]
# Each private table, and the way from its rows to their owner.
OWNERS: dict[type[Model], str] = {
    Activity: "user",
    ActivityRating: "activity__user",
    Band: "user",
    ClinicScore: "user",
    WeekGoal: "user",
    WeekReason: "user",
    Workout: "user",
    WorkoutExercise: "workout__user",
    WorkoutSet: "workout_exercise__workout__user",
}


def all_rows() -> Rows:
    """Return every row of the logbook, whoever it belongs to."""
    return {model.__name__: _values(model._default_manager.all()) for model in OWNERS}


def rows_of(user: User) -> Rows:
    """Return the person's row and all rows of theirs."""
    rows = {model.__name__: _values(model._default_manager.filter(**{way: user})) for model, way in OWNERS.items()}
    return {**rows, "User": _values(User.objects.filter(pk=user.pk))}


def _values(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    return list(rows.order_by("pk").values())
