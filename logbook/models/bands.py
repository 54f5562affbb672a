"""Bands, which a person owns and puts in order."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from logbook.models.workouts import WorkoutSet
from logbook.people import Person
from logbook.resistance import Resistance

DEFAULT_BANDS = [(_("Light"), "yellow"), (_("Medium"), "green"), (_("Heavy"), "blue")]


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


def create_default_bands(*, user: Person) -> None:
    """Give a new person the three bands that most people own."""
    Band.objects.bulk_create(
        Band(user_id=user.pk, order=order, name=str(name), colour=colour)
        for order, (name, colour) in enumerate(DEFAULT_BANDS, start=1)
    )
