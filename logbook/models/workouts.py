"""Workouts: what one person did in one go, the exercises in it, and the bouts of each."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exercises.models import Exercise
from logbook.entries import (
    BOTH,
    LEFT,
    MOST_REPS,
    MOST_SETS,
    RIGHT,
    SKIP_REASONS,
    ExerciseEntry,
    SetEntry,
    WorkoutEntry,
)
from logbook.models.fields import score_constraint, score_field, sum_field
from logbook.resistance import KG, LB, WEIGHT_LIMITS, Resistance
from logbook.weeks import FIRST_DAY, LAST_DAY


def _weight_within(unit: str) -> Q:
    low, high, _step = WEIGHT_LIMITS[unit]
    # A comparison with nothing is neither true nor false, and a check lets it pass.
    return Q(weight_unit=unit, weight_value__isnull=False, weight_value__gte=low, weight_value__lte=high)


class WorkoutQuerySet(models.QuerySet["Workout"]):
    """The words in which pages ask for workouts."""

    def between(self, first: date, last: date) -> "WorkoutQuerySet":
        """Keep the workouts from one day to another, both included."""
        return self.filter(performed_on__range=(first, last))

    def with_sets(self) -> "WorkoutQuerySet":
        """Load the exercises and sets along, in two more queries whatever the number of workouts."""
        exercises = WorkoutExercise.objects.select_related("exercise").order_by("exercise__order", "exercise__slug")
        return self.prefetch_related(models.Prefetch("exercises", queryset=exercises.with_sets()))


class Workout(models.Model):
    """What one person did in one go.

    `performed_on` is the local date, fixed when it is saved: travel or a changed time
    zone never moves it. `started_at` is the moment when the form was opened, and is
    empty when the workout was dated by hand. `public_id` is made when the form is
    opened; a second POST with the same one is the same workout.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="workouts", db_index=False)
    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    performed_on = models.DateField(_("date"))
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    timezone = models.CharField(_("time zone"), max_length=64)
    pain_before = score_field(_("pain before"))
    pain_next_morning = score_field(_("pain next morning"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=1, editable=False)
    # Says nothing that the sets don't, so that the active days of ten years are counted in the index alone. A site that
    # is still at the release before does not know the column: what it saves is taken to have sets, as nearly all has.
    has_sets = models.BooleanField(_("has sets"), default=True, db_default=True, editable=False)

    objects = WorkoutQuerySet.as_manager()

    class Meta:
        ordering = ["-performed_on", "-id"]
        verbose_name = _("workout")
        verbose_name_plural = _("workouts")
        indexes = [models.Index(name="workout_by_user_and_days", fields=["user", "-performed_on", "-id", "has_sets"])]
        constraints = [
            models.UniqueConstraint(name="workout_public_id_unique_per_user", fields=["user", "public_id"]),
            models.CheckConstraint(
                name="workout_day_in_range", condition=Q(performed_on__gte=FIRST_DAY, performed_on__lte=LAST_DAY)
            ),
            score_constraint("workout_pain_before_to_10", "pain_before"),
            score_constraint("workout_pain_next_morning_to_10", "pain_next_morning"),
        ]

    def __str__(self) -> str:
        return f"{self.performed_on}"

    def get_absolute_url(self) -> str:
        """Return the address of the workout's own page."""
        return reverse("logbook:workout", kwargs={"public_id": self.public_id})

    @property
    def entry(self) -> WorkoutEntry:
        """The workout as plain values; load it `with_sets()` first, or each exercise costs a query."""
        return WorkoutEntry(
            performed_on=self.performed_on,
            exercises=tuple(done.entry for done in self.exercises.all()),
            pain_before=self.pain_before,
            pain_next_morning=self.pain_next_morning,
            note=self.note,
        )


class WorkoutExerciseQuerySet(models.QuerySet["WorkoutExercise"]):
    """The words in which pages ask for the exercises of workouts."""

    def with_sets(self) -> "WorkoutExerciseQuerySet":
        """Load the sets and their bands along, in one more query."""
        sets = WorkoutSet.objects.select_related("band")
        return self.prefetch_related(models.Prefetch("sets", queryset=sets))


class WorkoutExercise(models.Model):
    """One exercise within a workout, and the revision of the text that it was done with; or why it was skipped."""

    class SkipReason(models.TextChoices):
        """Why an exercise was left out."""

        NONE = "", _("not skipped")
        PAIN = "pain", _("pain")
        NO_TIME = "no_time", _("no time")
        NO_BAND = "no_band", _("no band at hand")
        TIRED = "tired", _("tired")
        OTHER = "other", _("another reason")

    workout = models.ForeignKey(Workout, models.CASCADE, related_name="exercises", db_index=False)
    exercise = models.ForeignKey(Exercise, models.PROTECT, related_name="+")
    exercise_revision = models.PositiveIntegerField(_("revision of the text"))
    pain_during = score_field(_("worst pain"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    skip_reason = models.CharField(
        _("why it was skipped"),
        max_length=7,
        choices=SkipReason.choices,
        default=SkipReason.NONE,
        # A site that is still at the release before does not know the column, and goes on saving.
        db_default="",
        blank=True,
    )
    # They say nothing that the sets don't, so that a year's sums need not read a year's sets.
    left_reps = sum_field(_("reps of the left side"))
    right_reps = sum_field(_("reps of the right side"))
    both_reps = sum_field(_("reps of both sides"))

    objects = WorkoutExerciseQuerySet.as_manager()

    class Meta:
        verbose_name = _("exercise of a workout")
        verbose_name_plural = _("exercises of workouts")
        constraints = [
            models.UniqueConstraint(name="workout_exercise_once", fields=["workout", "exercise"]),
            score_constraint("workout_exercise_pain_to_10", "pain_during"),
            models.CheckConstraint(
                name="workout_exercise_known_skip_reason", condition=Q(skip_reason__in=["", *SKIP_REASONS])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exercise}"

    @property
    def entry(self) -> ExerciseEntry:
        """The exercise as plain values, sets in order."""
        return ExerciseEntry(
            slug=self.exercise.slug,
            sets=tuple(bout.entry for bout in self.sets.all()),
            pain_during=self.pain_during,
            note=self.note,
            skip_reason=self.skip_reason,
        )


class WorkoutSet(models.Model):
    """One bout of one side. A left and a right one with the same number are one set to the reader."""

    class Side(models.TextChoices):
        """The working leg, or the direction walked in."""

        LEFT = LEFT, _("left")
        RIGHT = RIGHT, _("right")
        BOTH = BOTH, _("both")

    class BandPosition(models.TextChoices):
        """Where the band was, from easy to hard."""

        NONE = "", _("not asked")
        ABOVE_KNEES = "above_knees", _("above the knees")
        ANKLES = "ankles", _("ankles")
        FEET = "feet", _("feet")

    class Unit(models.TextChoices):
        """The unit in which the weight was typed; never converted."""

        NONE = "", _("no weight")
        KG = KG, "kg"
        LB = LB, "lb"

    workout_exercise = models.ForeignKey(WorkoutExercise, models.CASCADE, related_name="sets", db_index=False)
    number = models.PositiveSmallIntegerField(_("number"))
    side = models.CharField(_("side"), max_length=5, choices=Side.choices)
    reps = models.PositiveSmallIntegerField(_("reps or steps"))
    band = models.ForeignKey("logbook.Band", models.RESTRICT, null=True, blank=True, related_name="+")
    band_position = models.CharField(_("band position"), max_length=11, choices=BandPosition.choices, blank=True)
    weight_value = models.DecimalField(_("weight"), max_digits=5, decimal_places=2, null=True, blank=True)
    weight_unit = models.CharField(_("unit"), max_length=2, choices=Unit.choices, blank=True)

    class Meta:
        ordering = ["number", "side"]
        verbose_name = _("set")
        verbose_name_plural = _("sets")
        constraints = [
            models.UniqueConstraint(name="set_once_per_side", fields=["workout_exercise", "number", "side"]),
            models.CheckConstraint(name="set_number_to_20", condition=Q(number__gte=1, number__lte=MOST_SETS)),
            models.CheckConstraint(name="set_reps_to_100", condition=Q(reps__gte=1, reps__lte=MOST_REPS)),
            models.CheckConstraint(name="set_known_side", condition=Q(side__in=[LEFT, RIGHT, BOTH])),
            models.CheckConstraint(
                name="set_band_or_weight", condition=Q(band__isnull=True) | Q(weight_value__isnull=True)
            ),
            models.CheckConstraint(
                name="set_band_position_needs_band",
                condition=Q(band_position="")
                | Q(band__isnull=False, band_position__in=["above_knees", "ankles", "feet"]),
            ),
            models.CheckConstraint(
                name="set_weight_in_range_of_unit",
                condition=Q(weight_value__isnull=True, weight_unit="") | _weight_within(KG) | _weight_within(LB),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.side}: {self.reps}"

    @property
    def entry(self) -> SetEntry:
        """The bout as plain values."""
        return SetEntry(number=self.number, side=self.side, reps=self.reps, resistance=self.resistance)

    @property
    def resistance(self) -> Resistance:
        """What the bout was done against."""
        return Resistance(
            band_id=self.band_id,
            band_name=self.band.name if self.band else "",
            band_order=self.band.order if self.band else 0,
            band_position=self.band_position,
            weight=self.weight_value,
            unit=self.weight_unit,
        )
