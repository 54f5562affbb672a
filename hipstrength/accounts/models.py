"""A person with an account: who they are and what they prefer."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hipstrength.accounts.time_zones import validate_time_zone
from logbook.models import create_default_bands
from logbook.progression import HIGHEST_PAIN_UP_MAX, MOST_TARGET_SETS, PAIN_UP_MAX, TARGET_SETS
from logbook.resistance import KG, LB
from logbook.weeks import MONDAY, SUNDAY, Week
from logbook.weeks import local_date as date_in_zone

LONGEST_REST = 300
WEIGHT_STEPS = ("0.25", "0.5", "1", "1.5", "2", "2.5", "5")


class UserManager(BaseUserManager["User"]):
    """Makes users; e-mail addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a person with an e-mail address; without a password they cannot log in by one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a person who may do everything in the admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a person by e-mail address, whatever its case."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person, known by e-mail address, with the preferences that pages need at every request."""

    class WeekStart(models.IntegerChoices):
        """The first day of the week, as Python counts weekdays."""

        MONDAY = MONDAY, _("Monday")
        SUNDAY = SUNDAY, _("Sunday")

    class WeightUnit(models.TextChoices):
        """The unit that a new weight starts with; logged weights keep theirs."""

        KG = KG, _("kilograms (kg)")
        LB = LB, _("pounds (lb)")

    class Knee(models.TextChoices):
        """The knee that is sore or needs more care. Nothing said means that, and not "neither"."""

        NOT_SAID = "", _("Not said")
        LEFT = "left", _("Left")
        RIGHT = "right", _("Right")
        BOTH = "both", _("Both")

    class Rest(models.IntegerChoices):
        """The seconds between two sets; 0 is for people who want no timer."""

        NONE = 0, _("No timer")
        SECONDS_15 = 15, _("15 seconds")
        SECONDS_30 = 30, _("30 seconds")
        SECONDS_45 = 45, _("45 seconds")
        MINUTE_1 = 60, _("1 minute")
        SECONDS_90 = 90, _("1 minute 30 seconds")
        MINUTES_2 = 120, _("2 minutes")
        MINUTES_3 = 180, _("3 minutes")
        MINUTES_5 = LONGEST_REST, _("5 minutes")

    email = models.EmailField(_("e-mail address"), unique=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[validate_time_zone])
    week_start = models.PositiveSmallIntegerField(
        _("week starts on"), choices=WeekStart.choices, default=WeekStart.MONDAY
    )
    weight_unit = models.CharField(
        _("unit for weights"), max_length=2, choices=WeightUnit.choices, default=WeightUnit.KG
    )
    # With defaults in the database, too: a site that is still at the release before does not know the columns.
    knee = models.CharField(
        _("sore knee"), max_length=5, choices=Knee.choices, default=Knee.NOT_SAID, db_default="", blank=True
    )
    rest_seconds = models.PositiveSmallIntegerField(
        _("rest between sets"),
        choices=Rest.choices,
        default=Rest.MINUTE_1,
        db_default=60,
        validators=[MaxValueValidator(LONGEST_REST)],
    )
    rest_sound = models.BooleanField(_("sound at the end of a rest"), default=False, db_default=False)
    rest_vibration = models.BooleanField(_("vibration at the end of a rest"), default=True, db_default=True)
    wants_advice = models.BooleanField(_("advice"), default=True, db_default=True)
    target_sets = models.PositiveSmallIntegerField(
        _("sets of each exercise"),
        choices=[(count, str(count)) for count in range(1, MOST_TARGET_SETS + 1)],
        default=TARGET_SETS,
        db_default=TARGET_SETS,
    )
    pain_limit = models.PositiveSmallIntegerField(
        _("most knee pain for a harder step"),
        choices=[(pain, str(pain)) for pain in range(HIGHEST_PAIN_UP_MAX + 1)],
        default=PAIN_UP_MAX,
        db_default=PAIN_UP_MAX,
    )
    weights = models.CharField(_("weights that you own"), max_length=300, default="", db_default="", blank=True)
    weight_step = models.DecimalField(
        _("steps of weight"),
        max_digits=4,
        decimal_places=2,
        choices=[(Decimal(step), step) for step in WEIGHT_STEPS],
        default=Decimal("0.5"),
        db_default=Decimal("0.5"),
    )
    # The version of the privacy page that the person agreed to; 0 for nobody having asked yet.
    privacy_version = models.PositiveSmallIntegerField(_("privacy page"), default=0, db_default=0, editable=False)
    privacy_agreed_at = models.DateTimeField(_("agreed to the privacy page"), null=True, editable=False)
    ladders = models.JSONField(_("steps of resistance"), null=True, blank=True, editable=False)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Untick to lock a person out without deleting their log.")
    )
    is_staff = models.BooleanField(_("may use the admin"), default=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique_in_any_case",
                violation_error_message=_("There is an account with this e-mail address already."),
            ),
            models.CheckConstraint(name="user_has_email", condition=~models.Q(email="")),
            models.CheckConstraint(name="user_known_week_start", condition=models.Q(week_start__in=[MONDAY, SUNDAY])),
            models.CheckConstraint(name="user_known_weight_unit", condition=models.Q(weight_unit__in=[KG, LB])),
            models.CheckConstraint(name="user_known_knee", condition=models.Q(knee__in=["", "left", "right", "both"])),
            models.CheckConstraint(
                name="user_rest_in_range", condition=models.Q(rest_seconds__gte=0, rest_seconds__lte=LONGEST_REST)
            ),
            models.CheckConstraint(
                name="user_target_sets_in_range",
                condition=models.Q(target_sets__gte=1, target_sets__lte=MOST_TARGET_SETS),
            ),
            models.CheckConstraint(
                name="user_pain_limit_in_range", condition=models.Q(pain_limit__lte=HIGHEST_PAIN_UP_MAX)
            ),
            models.CheckConstraint(name="user_weight_step_above_0", condition=models.Q(weight_step__gt=0)),
            models.CheckConstraint(
                name="user_agreed_at_some_time",
                condition=models.Q(privacy_version=0, privacy_agreed_at=None)
                | models.Q(privacy_version__gt=0, privacy_agreed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def get_rest_seconds_display(self) -> str:  # type: ignore[no-redef]  # in place of the one that Django makes
        """Return the length of a rest in words; Django's own way translates all lengths to find one."""
        return str(dict(self.Rest.choices).get(self.rest_seconds, self.rest_seconds))

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone; the site's where a newer system no longer knows the stored name."""
        try:
            return ZoneInfo(self.time_zone)
        except (KeyError, ValueError, OSError):
            return ZoneInfo(settings.SITE_TIME_ZONE)

    def local_date(self, moment: datetime) -> date:
        """Return the date that the person's clock shows at an aware moment."""
        return date_in_zone(moment, self.zone)

    def week_of(self, day: date) -> Week:
        """Return the person's week that has this day."""
        return Week.containing(day, self.week_start)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the person; a new one, however made, gets the usual bands."""
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            create_default_bands(user=self)
