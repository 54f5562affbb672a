"""Goals: how many days a week somebody aims for."""

from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from logbook.goals import Goals
from logbook.people import Person
from logbook.weeks import DAYS_IN_WEEK, Week


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


def set_week_goal(*, user: Person, days: int, today: date) -> None:
    """Set the goal from the week of `today` on; setting it back within a day leaves one row."""
    WeekGoal.objects.update_or_create(user_id=user.pk, set_on=today, defaults={"days": days})
