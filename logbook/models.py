"""What people log. Every row leads to one user, through one chain.

Foreign keys whose column leads a unique constraint or an index have none of their
own (`db_index=False`): it would only make every insert slower.
"""

import uuid
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exercises.models import Exercise
from logbook.entries import (
    BOTH,
    LEFT,
    MOST_PAIN,
    MOST_REPS,
    MOST_SETS,
    RIGHT,
    SKIP_REASONS,
    ExerciseEntry,
    SetEntry,
    WorkoutEntry,
)
from logbook.goals import Goals
from logbook.people import Person
from logbook.resistance import KG, LB, WEIGHT_LIMITS, Resistance
from logbook.weeks import DAYS_IN_WEEK, FIRST_DAY, LAST_DAY, Week

PAIN_VALIDATORS = [MinValueValidator(0), MaxValueValidator(MOST_PAIN)]
DEFAULT_BANDS = [(_("Light"), "yellow"), (_("Medium"), "green"), (_("Heavy"), "blue")]


def _pain_field(label: Any) -> "models.PositiveSmallIntegerField[int | None, int | None]":
    return models.PositiveSmallIntegerField(label, null=True, blank=True, validators=PAIN_VALIDATORS)


def _sum_field(label: Any) -> "models.PositiveSmallIntegerField[int, int]":
    return models.PositiveSmallIntegerField(label, default=0, db_default=0, editable=False)


def _pain_constraint(name: str, field: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q((f"{field}__isnull", True)) | Q((f"{field}__lte", MOST_PAIN)))


def _weight_within(unit: str) -> Q:
    low, high, _step = WEIGHT_LIMITS[unit]
    # A comparison with nothing is neither true nor false, and a check lets it pass.
    return Q(weight_unit=unit, weight_value__isnull=False, weight_value__gte=low, weight_value__lte=high)


class BandQuerySet(models.QuerySet["Band"]):
    """The words in which pages ask for bands."""

    def usable(self) -> "BandQuerySet":
        """Keep the bands that are not retired."""
        return self.filter(retired_at__isnull=True)

    def with_use(self) -> "BandQuerySet":
        """Load along, as `is_used`, whether any set was logged with the band."""
        return self.annotate(is_used=models.Exists(WorkoutSet.objects.filter(band=models.OuterRef("pk"))))


class Band(models.Model):
    """A band that one person owns; the order runs from easy to hard."""

    class Colour(models.TextChoices):
        """Colours that the style sheet knows; makers use them differently, so they mean nothing."""

        YELLOW = "yellow", _("yellow")
        RED = "red", _("red")
        GREEN = "green", _("green")
        BLUE = "blue", _("blue")
        PURPLE = "purple", _("purple")
        BLACK = "black", _("black")
        GREY = "grey", _("grey")
        ORANGE = "orange", _("orange")
        PINK = "pink", _("pink")
        WHITE = "white", _("white")
        TAN = "tan", _("tan")
        SILVER = "silver", _("silver")
        GOLD = "gold", _("gold")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="bands", db_index=False)
    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=40)
    colour = models.CharField(_("colour"), max_length=6, choices=Colour.choices, default=Colour.GREY)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)

    objects = BandQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        verbose_name = _("band")
        verbose_name_plural = _("bands")
        constraints = [
            models.UniqueConstraint(
                name="band_name_unique_per_user",
                fields=["user", "name"],
                violation_error_message=_("You have a band of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The words for the band among other things: "Light band"."""
        return Resistance(band_id=self.pk, band_name=self.name).label

    def retire(self, now: datetime) -> None:
        """Offer the band no longer from the aware moment `now` on; one that is retired keeps its moment."""
        # Nothing but this column: a name changed or a band deleted meanwhile stays so.
        Band.objects.filter(pk=self.pk, retired_at__isnull=True).update(retired_at=now)


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
    pain_before = _pain_field(_("pain before"))
    pain_next_morning = _pain_field(_("pain next morning"))
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
            _pain_constraint("workout_pain_before_to_10", "pain_before"),
            _pain_constraint("workout_pain_next_morning_to_10", "pain_next_morning"),
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
    pain_during = _pain_field(_("worst pain"))
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
    left_reps = _sum_field(_("reps of the left side"))
    right_reps = _sum_field(_("reps of the right side"))
    both_reps = _sum_field(_("reps of both sides"))

    objects = WorkoutExerciseQuerySet.as_manager()

    class Meta:
        verbose_name = _("exercise of a workout")
        verbose_name_plural = _("exercises of workouts")
        constraints = [
            models.UniqueConstraint(name="workout_exercise_once", fields=["workout", "exercise"]),
            _pain_constraint("workout_exercise_pain_to_10", "pain_during"),
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
    band = models.ForeignKey(Band, models.RESTRICT, null=True, blank=True, related_name="+")
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


class WeekGoalQuerySet(models.QuerySet["WeekGoal"]):
    """The words in which pages ask for goals."""

    def days_for(self, week: Week) -> int:
        """Return the goal of a week in days."""
        return Goals(self.order_by().values_list("set_on", "days")).days_for(week)


class WeekGoal(models.Model):
    """How many days a week someone aims for, from the week that has the day `set_on`; older weeks keep theirs.

    The day rather than a week's first day is kept, so that it stays right when the
    person changes the day on which weeks start.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="week_goals", db_index=False)
    set_on = models.DateField(_("set on"))
    days = models.PositiveSmallIntegerField(
        _("days a week"), validators=[MinValueValidator(1), MaxValueValidator(DAYS_IN_WEEK)]
    )

    objects = WeekGoalQuerySet.as_manager()

    class Meta:
        ordering = ["-set_on"]
        verbose_name = _("week goal")
        verbose_name_plural = _("week goals")
        constraints = [
            models.UniqueConstraint(name="week_goal_once_a_day", fields=["user", "set_on"]),
            models.CheckConstraint(name="week_goal_1_to_7", condition=Q(days__gte=1, days__lte=DAYS_IN_WEEK)),
        ]

    def __str__(self) -> str:
        return f"{self.days} from {self.set_on}"


def create_default_bands(*, user: Person) -> None:
    """Give a new person the three bands that most people own."""
    Band.objects.bulk_create(
        Band(user_id=user.pk, order=order, name=str(name), colour=colour)
        for order, (name, colour) in enumerate(DEFAULT_BANDS, start=1)
    )


def set_week_goal(*, user: Person, days: int, today: date) -> None:
    """Set the goal from the week of `today` on; setting it back within a day leaves one row."""
    WeekGoal.objects.update_or_create(user_id=user.pk, set_on=today, defaults={"days": days})
