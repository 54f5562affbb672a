"""Files that somebody is about to import, and what they said about the exercises of other apps."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exercises.models import Exercise
from logbook.entries import LEFT, RIGHT

LONGEST_FILE_NAME = 255
LONGEST_FOREIGN_NAME = 200


class ImportFile(models.Model):
    """A file between looking it through and importing it; a new one takes the place of the one before.

    `content` is the file as it was sent, compressed by zlib. It is deleted with the import,
    or a day later.
    """

    class Kind(models.TextChoices):
        """What the file is."""

        JSON = "json", _("JSON of HipStrength")
        CSV = "csv", _("CSV of HipStrength")
        STRONG = "strong", _("CSV of Strong")
        HEVY = "hevy", _("CSV of Hevy")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="import_file")
    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(_("name of the file"), max_length=LONGEST_FILE_NAME)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices)
    content = models.BinaryField(_("content"))
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("file to import")
        verbose_name_plural = _("files to import")
        constraints = [
            models.CheckConstraint(
                name="import_file_known_kind", condition=Q(kind__in=["json", "csv", "strong", "hevy"])
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ImportMatch(models.Model):
    """Which exercise another app's name means for somebody; None where its sets are to be left out.

    `side` says whose reps its numbers are, where the exercise has sides: of each side, or
    of one of them.
    """

    class App(models.TextChoices):
        """Where the name comes from."""

        STRONG = "strong", "Strong"
        HEVY = "hevy", "Hevy"

    class Side(models.TextChoices):
        """What a number of reps means."""

        EACH = "each", _("each side")
        LEFT = LEFT, _("left side only")
        RIGHT = RIGHT, _("right side only")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="import_matches", db_index=False)
    app = models.CharField(_("app"), max_length=6, choices=App.choices)
    name = models.CharField(_("name in the app"), max_length=LONGEST_FOREIGN_NAME)
    exercise = models.ForeignKey(Exercise, models.CASCADE, null=True, blank=True, related_name="+")
    side = models.CharField(_("side"), max_length=5, choices=Side.choices, default=Side.EACH)

    class Meta:
        ordering = ["app", "name"]
        verbose_name = _("exercise of another app")
        verbose_name_plural = _("exercises of other apps")
        constraints = [
            models.UniqueConstraint(name="import_match_once", fields=["user", "app", "name"]),
            models.CheckConstraint(name="import_match_known_app", condition=Q(app__in=["strong", "hevy"])),
            models.CheckConstraint(name="import_match_known_side", condition=Q(side__in=["each", LEFT, RIGHT])),
        ]

    def __str__(self) -> str:
        return self.name
