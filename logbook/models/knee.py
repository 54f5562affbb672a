"""What people say about their knee beside the workouts: activities that it makes hard, scores, reasons.

Weeks are kept as their number (`Week.number`), which stays right when the person changes
the day on which weeks start.
"""

from datetime import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from logbook.clinic import DECIMALS, LEAST_SCORE, MOST_SCORE
from logbook.people import Person
from logbook.ratings import MOST_TROUBLE, Rating
from logbook.reasons import FORGOT, ILL, NO_TIME, NOT_HELPING, OTHER, PAIN, REASONS, SKIPPED, TIRED
from logbook.weeks import FIRST_DAY, LAST_DAY, Week

LONGEST_ACTIVITY = LONGEST_SCORE_NAME = 60


class ActivityQuerySet(models.QuerySet["Activity"]):
    """The words in which pages ask for activities."""

    def usable(self) -> "ActivityQuerySet":
        """Keep the activities that are not set aside."""
        return self.filter(retired_at__isnull=True)

    def with_ratings(self) -> "ActivityQuerySet":
        """Load the ratings along, in one more query, in the order of weeks."""
        return self.prefetch_related(models.Prefetch("ratings", queryset=ActivityRating.objects.order_by("week")))


class Activity(models.Model):
    """Something that the knee makes hard, in the person's own words, such as "stairs down".

    One that is set aside (`retired_at`) keeps its ratings, and can be brought back.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="activities", db_index=False)
    name = models.CharField(_("activity"), max_length=LONGEST_ACTIVITY)
    retired_at = models.DateTimeField(_("set aside"), null=True, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            models.UniqueConstraint(
                "user",
                Lower("name"),
                name="activity_name_unique_per_user",
                violation_error_message=_("You have this activity already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def retire(self, now: datetime) -> None:
        """Ask about the activity no longer from the aware moment `now` on; one set aside before keeps its moment."""
        # Nothing but this column: a name changed or a row deleted meanwhile stays so.
        Activity.objects.filter(pk=self.pk, retired_at__isnull=True).update(retired_at=now)


class ActivityRating(models.Model):
    """How much trouble an activity was in one week: 0 none, 10 cannot do it. `rated_on` is the local date."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="ratings", db_index=False)
    week = models.PositiveSmallIntegerField(_("number of the week"))
    rated_on = models.DateField(_("rated on"))
    score = models.PositiveSmallIntegerField(_("trouble"), validators=[MaxValueValidator(MOST_TROUBLE)])

    class Meta:
        verbose_name = _("rating of an activity")
        verbose_name_plural = _("ratings of activities")
        constraints = [
            models.UniqueConstraint(name="activity_rated_once_a_week", fields=["activity", "week"]),
            models.CheckConstraint(name="activity_rating_to_10", condition=Q(score__lte=MOST_TROUBLE)),
            models.CheckConstraint(
                name="activity_rating_day_in_range", condition=Q(rated_on__gte=FIRST_DAY, rated_on__lte=LAST_DAY)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.score} on {self.rated_on}"

    @property
    def entry(self) -> Rating:
        """The rating as plain values."""
        return Rating(self.week, self.rated_on, self.score)


class ClinicScore(models.Model):
    """A score that somebody's clinic gave them, as they typed it in."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="clinic_scores", db_index=False)
    name = models.CharField(_("name"), max_length=LONGEST_SCORE_NAME)
    value = models.DecimalField(
        _("score"),
        max_digits=6,
        decimal_places=DECIMALS,
        validators=[MinValueValidator(LEAST_SCORE), MaxValueValidator(MOST_SCORE)],
    )
    scored_on = models.DateField(_("date"))

    class Meta:
        ordering = ["-scored_on", "-id"]
        verbose_name = _("clinic score")
        verbose_name_plural = _("clinic scores")
        constraints = [
            # It is what makes a form that is sent twice one score.
            models.UniqueConstraint(
                "user",
                "scored_on",
                Lower("name"),
                name="clinic_score_once_a_day",
                violation_error_message=_("You have a score of this name on this day already."),
            ),
            models.CheckConstraint(
                name="clinic_score_0_to_1000", condition=Q(value__gte=LEAST_SCORE, value__lte=MOST_SCORE)
            ),
            models.CheckConstraint(
                name="clinic_score_day_in_range", condition=Q(scored_on__gte=FIRST_DAY, scored_on__lte=LAST_DAY)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} on {self.scored_on}"


class WeekReasonQuerySet(models.QuerySet["WeekReason"]):
    """The words in which pages ask for reasons."""

    def given_for(self, week: Week) -> str | None:
        """Return the reason for a week, SKIPPED where the person would not say, None where nothing was answered."""
        return self.filter(week=week.number).values_list("reason", flat=True).first()


class WeekReason(models.Model):
    """Why a week ended below its goal, as the person said; or that they would rather not say."""

    class Reason(models.TextChoices):
        """The answers that can be given, in the order of the page."""

        FORGOT = FORGOT, _("I forgot")
        TIRED = TIRED, _("tired")
        PAIN = PAIN, _("pain")
        NO_TIME = NO_TIME, _("no time")
        NOT_HELPING = NOT_HELPING, _("not helping")
        ILL = ILL, _("ill")
        OTHER = OTHER, _("something else")
        SKIPPED = SKIPPED, _("not said")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="week_reasons", db_index=False)
    week = models.PositiveSmallIntegerField(_("number of the week"))
    reason = models.CharField(_("reason"), max_length=11, choices=Reason.choices)

    objects = WeekReasonQuerySet.as_manager()

    class Meta:
        ordering = ["-week"]
        verbose_name = _("reason for a week")
        verbose_name_plural = _("reasons for weeks")
        constraints = [
            models.UniqueConstraint(name="week_reason_once", fields=["user", "week"]),
            models.CheckConstraint(name="week_reason_known", condition=Q(reason__in=[*REASONS, SKIPPED])),
        ]

    def __str__(self) -> str:
        return self.reason


def set_week_reason(*, user: Person, week: Week, reason: str) -> None:
    """Keep why a week ended below its goal, one of REASONS or SKIPPED; said again, it replaces what was said."""
    WeekReason.objects.update_or_create(user_id=user.pk, week=week.number, defaults={"reason": reason})
