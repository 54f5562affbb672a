"""The catalogue: what each exercise is, how to do it, and how much to aim for."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from simple_history.models import HistoricalRecords

from exercises.illustrations import ILLUSTRATIONS, Illustration, illustration_choices

LARGEST_TARGET = 100
LARGEST_ORDER = 1000
# The address of the sheet with all exercises, which an exercise of this name would hide behind.
SHEET_SLUG = "print"
# What somebody follows while doing it: a change of these makes a new revision, and a workout keeps its number.
TEXT_FIELDS = (
    "name",
    "summary",
    "start_position",
    "steps",
    "harder",
    "easier",
    "mistakes",
    "muscles",
    "counts",
    "sides",
    "target_low",
    "target_high",
)
# What a revert or a reset brings back. Where an exercise stands, and whether it is published, stays as it is.
CONTENT_FIELDS = (*TEXT_FIELDS, "allows_band", "asks_band_position", "weight_place", "illustration")
# A target in words, by what is counted and what the sides are.
TARGETS = {
    ("reps", "both"): ngettext_lazy("%(span)s rep", "%(span)s reps", "most"),
    ("reps", "each_leg"): ngettext_lazy("%(span)s rep on each leg", "%(span)s reps on each leg", "most"),
    ("reps", "each_direction"): ngettext_lazy(
        "%(span)s rep in each direction", "%(span)s reps in each direction", "most"
    ),
    ("steps", "both"): ngettext_lazy("%(span)s step", "%(span)s steps", "most"),
    ("steps", "each_leg"): ngettext_lazy("%(span)s step on each leg", "%(span)s steps on each leg", "most"),
    ("steps", "each_direction"): ngettext_lazy(
        "%(span)s step in each direction", "%(span)s steps in each direction", "most"
    ),
}
SIDE_MEANINGS = {
    "each_leg": _("Left and right are the working leg (lying on your side: the one on top)."),
    "each_direction": _("Left and right are the direction you walk in."),
}
# What the numbers in people's logs mean.
MEANING_FIELDS = ("counts", "sides")


class ExerciseQuerySet(models.QuerySet["Exercise"]):
    """The words in which pages ask for exercises."""

    def published(self) -> "ExerciseQuerySet":
        """Keep what visitors may see."""
        return self.filter(is_published=True)

    def offered_in(self, slugs: list[str]) -> "ExerciseQuerySet":
        """Keep what a log form shows: the published ones and the already logged ones named by `slugs`."""
        return self.filter(models.Q(is_published=True) | models.Q(slug__in=slugs))


class ExerciseManager(models.Manager.from_queryset(ExerciseQuerySet)):  # type: ignore[misc]  # a class made at run time
    """Finds an exercise by its natural key, so that fixtures need no row numbers."""

    def get_by_natural_key(self, slug: str) -> "Exercise":
        """Return the exercise with this slug."""
        exercise: Exercise = self.get(slug=slug)
        return exercise


class VersionRecords(HistoricalRecords):  # type: ignore[misc]  # the library comes without types
    """The table of versions; rights on it would mean nothing, because rights on exercises decide."""

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        """Return the options of the table's model."""
        return {**super().get_meta_options(model), "default_permissions": ()}

    def get_change_reason_for_object(self, instance: models.Model, history_type: str, using: str | None) -> str:  # noqa: ARG002 — the library passes them
        """Return why something was saved; empty where nothing is to be said."""
        return getattr(instance, "_change_reason", "")


class Exercise(models.Model):
    """One of the routines. The text is plain text, edited in the admin.

    Facts of the four that the site starts with: DOMAIN.md section 3.
    """

    class Counts(models.TextChoices):
        """What one is counted in; the two are never added up."""

        REPS = "reps", _("reps")
        STEPS = "steps", _("steps")

    class Sides(models.TextChoices):
        """What left and right mean in this exercise."""

        BOTH = "both", _("both legs at once")
        EACH_LEG = "each_leg", _("each leg (the working leg)")
        EACH_DIRECTION = "each_direction", _("each direction")

    class WeightPlace(models.TextChoices):
        """Where a weight goes; empty where none is used."""

        NONE = "", _("no weight")
        ANKLE = "ankle", _("round the ankle")
        HIPS = "hips", _("on the hips")

    slug = models.SlugField(
        _("short name"),
        unique=True,
        help_text=_("Part of the page's address. It cannot be changed later."),
    )
    order = models.PositiveSmallIntegerField(
        _("order"),
        default=1,
        validators=[MaxValueValidator(LARGEST_ORDER)],
        help_text=_("Exercises are listed from the lowest number to the highest."),
    )
    name = models.CharField(_("name"), max_length=80, unique=True)
    summary = models.CharField(_("summary"), max_length=160, help_text=_("One line: what the exercise is for."))
    start_position = models.TextField(
        _("start position"), max_length=1000, help_text=_("How to lie or stand before the first movement.")
    )
    steps = models.TextField(
        _("steps"),
        max_length=4000,
        help_text=_("One step per line, without numbers: the page numbers them. Empty lines are dropped."),
    )
    harder = models.TextField(_("make it harder"), max_length=1000, blank=True)
    easier = models.TextField(_("make it easier"), max_length=1000, blank=True)
    mistakes = models.TextField(
        _("common mistakes"), max_length=2000, blank=True, help_text=_("One mistake and its remedy per line.")
    )
    muscles = models.TextField(_("where you feel it"), max_length=1000, blank=True)
    counts = models.CharField(_("counted in"), max_length=5, choices=Counts.choices, default=Counts.REPS)
    sides = models.CharField(_("sides"), max_length=14, choices=Sides.choices, default=Sides.EACH_LEG)
    target_low = models.PositiveSmallIntegerField(
        _("target from"), default=10, validators=[MinValueValidator(1), MaxValueValidator(LARGEST_TARGET)]
    )
    target_high = models.PositiveSmallIntegerField(
        _("target to"), default=20, validators=[MinValueValidator(1), MaxValueValidator(LARGEST_TARGET)]
    )
    allows_band = models.BooleanField(_("can be done with a band"), default=True)
    asks_band_position = models.BooleanField(
        _("ask where the band is"), default=False, help_text=_("Above the knees, at the ankles or round the feet.")
    )
    weight_place = models.CharField(
        _("weight"), max_length=5, choices=WeightPlace.choices, default=WeightPlace.NONE, blank=True
    )
    illustration = models.CharField(
        _("picture"),
        max_length=50,
        blank=True,
        choices=illustration_choices,
        help_text=_("The moving picture on the page, and the small one in the log."),
    )
    is_published = models.BooleanField(
        _("published"),
        default=True,
        help_text=_("Untick to take the exercise off the site. What people have logged stays in their logs."),
    )
    revision = models.PositiveIntegerField(_("revision"), default=1, editable=False)
    updated_at = models.DateTimeField(_("last changed"), default=timezone.now, editable=False)

    objects = ExerciseManager()
    history = VersionRecords(
        verbose_name=_("version of an exercise"),
        verbose_name_plural=_("versions of exercises"),
        history_id_field=models.BigAutoField(),
        history_change_reason_field=models.CharField(max_length=200, default=""),
        no_db_index=["slug", "name"],
    )
    # For the next row of the history: who saves, and why.
    _history_user: Any
    _change_reason: str

    class Meta:
        ordering = ["order", "slug"]
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")
        constraints = [
            models.CheckConstraint(
                name="exercise_target_in_order",
                condition=models.Q(target_low__gte=1, target_high__lte=LARGEST_TARGET)
                & models.Q(target_low__lte=models.F("target_high")),
                violation_error_message=_(
                    "The target must start at 1 or more and end at 100 or less, low before high."
                ),
            ),
            models.CheckConstraint(
                name="exercise_band_position_needs_band",
                condition=models.Q(asks_band_position=False) | models.Q(allows_band=True),
                violation_error_message=_("Only an exercise with a band can ask where the band is."),
            ),
            models.CheckConstraint(
                name="exercise_known_sides", condition=models.Q(sides__in=["both", "each_leg", "each_direction"])
            ),
            models.CheckConstraint(name="exercise_known_counts", condition=models.Q(counts__in=["reps", "steps"])),
            models.CheckConstraint(
                name="exercise_known_weight_place", condition=models.Q(weight_place__in=["", "ankle", "hips"])
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the text as clean lines."""
        self.tidy()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the address of the instruction page."""
        return reverse("exercises:detail", kwargs={"slug": self.slug})

    def tidy(self) -> None:
        """Drop empty lines from what is a list."""
        self.steps = "\n".join(self.step_list)
        self.mistakes = "\n".join(self.mistake_list)

    def natural_key(self) -> tuple[str]:
        """Return what names this exercise on every site."""
        return (self.slug,)

    @property
    def step_list(self) -> list[str]:
        """The steps in order, without empty lines."""
        return lines_of(self.steps)

    @property
    def mistake_list(self) -> list[str]:
        """The common mistakes, without empty lines."""
        return lines_of(self.mistakes)

    @property
    def picture(self) -> Illustration | None:
        """The words of its picture; None for an exercise that has none."""
        return ILLUSTRATIONS.get(self.illustration)

    @property
    def target(self) -> str:
        """The target in words, such as "10–20 reps on each leg"."""
        span = str(self.target_low) if self.target_low == self.target_high else f"{self.target_low}–{self.target_high}"
        return str(TARGETS[self.counts, self.sides] % {"span": span, "most": self.target_high})

    @property
    def side_meaning(self) -> str:
        """What left and right mean, in a sentence; empty where both legs work at once."""
        return str(SIDE_MEANINGS.get(self.sides, ""))

    def is_in_use(self) -> bool:
        """Return whether rows elsewhere forbid deleting this exercise.

        Asks the relations themselves, because the catalogue knows nothing of the
        rooms that refer to it, and stops at the first row, because there may be millions.
        """
        return any(
            relation.related_model._base_manager.filter(**{relation.field.name: self}).exists()
            for relation in self._meta.get_fields(include_hidden=True)
            if isinstance(relation, models.ManyToOneRel) and relation.on_delete is models.PROTECT
        )


def lines_of(text: str) -> list[str]:
    """Return the lines of a text without those in which there is nothing to see."""
    return [line.strip() for line in text.splitlines() if is_visible(line)]


def is_visible(text: str) -> bool:
    """Return whether there is anything to see: some characters are as wide as nothing."""
    return any(character.isprintable() and not character.isspace() for character in text)
