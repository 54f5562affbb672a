"""What people log. Every row leads to one user, through one chain.

Foreign keys whose column leads a unique constraint or an index have none of their
own (`db_index=False`): it would only make every insert slower.
"""

from logbook.models.bands import Band, BandQuerySet, create_default_bands
from logbook.models.goals import WeekGoal, WeekGoalQuerySet, set_week_goal
from logbook.models.imports import ImportFile, ImportMatch
from logbook.models.knee import (
    Activity,
    ActivityQuerySet,
    ActivityRating,
    ClinicScore,
    WeekReason,
    WeekReasonQuerySet,
    set_week_reason,
)
from logbook.models.links import ReportLink
from logbook.models.workouts import (
    Workout,
    WorkoutExercise,
    WorkoutExerciseQuerySet,
    WorkoutQuerySet,
    WorkoutSet,
)

__all__ = [
    "Activity",
    "ActivityQuerySet",
    "ActivityRating",
    "Band",
    "BandQuerySet",
    "ClinicScore",
    "ImportFile",
    "ImportMatch",
    "ReportLink",
    "WeekGoal",
    "WeekGoalQuerySet",
    "WeekReason",
    "WeekReasonQuerySet",
    "Workout",
    "WorkoutExercise",
    "WorkoutExerciseQuerySet",
    "WorkoutQuerySet",
    "WorkoutSet",
    "create_default_bands",
    "set_week_goal",
    "set_week_reason",
]
