"""What the rows of one exercise offer in the log form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.models import Exercise
from logbook.entries import LEFT, RIGHT, SIDES, SetEntry
from logbook.models import Band, WorkoutSet
from logbook.resistance import NO_RESISTANCE, Resistance

WEIGHT = "weight"
# What stands above the boxes for reps, by what the sides of the exercise are.
SIDE_LABELS = {
    Exercise.Sides.EACH_LEG.value: {LEFT: gettext_lazy("Left leg"), RIGHT: gettext_lazy("Right leg")},
    Exercise.Sides.EACH_DIRECTION.value: {LEFT: gettext_lazy("To the left"), RIGHT: gettext_lazy("To the right")},
    Exercise.Sides.BOTH.value: {LEFT: gettext_lazy("Left"), RIGHT: gettext_lazy("Right")},
}


@dataclass(frozen=True)
class SetOptions:
    """What the rows of one exercise offer.

    `sides` are in the order in which they are shown. `resistances` are offered to
    everybody; `others`, such as retired bands, are accepted when an open form sends them.
    `band_colours` are the colours of the bands, by their ids.
    """

    exercise: Exercise
    sides: tuple[str, ...]
    resistances: tuple[Resistance, ...]
    others: tuple[Resistance, ...]
    band_colours: Mapping[int, str]
    allows_weight: bool
    unit: str

    @classmethod
    def of(
        cls, exercise: Exercise, bands: Sequence[Band], unit: str, used: Iterable[SetEntry] = (), first_side: str = LEFT
    ) -> "SetOptions":
        """Return what the exercise allows now, and whatever the `used` sets already have.

        An admin may change an exercise, and a person may retire a band, after sets
        were logged with them; those sets must still fit their form.
        """
        used = tuple(used)
        usable = _with_bands(exercise, [band for band in bands if band.retired_at is None])
        offered = tuple(dict.fromkeys([NO_RESISTANCE, *usable, *_bands_in(used)]))
        others = tuple(one for one in _with_bands(exercise, bands) if one not in offered)
        sides = dict.fromkeys([*SIDES[exercise.sides], *(bout.side for bout in used)])
        return cls(
            exercise=exercise,
            sides=tuple(sorted(sides, key=lambda side: side != first_side)),
            resistances=offered,
            others=others,
            band_colours={band.pk: band.colour for band in bands},
            allows_weight=bool(exercise.weight_place) or any(bout.resistance.weight is not None for bout in used),
            unit=unit,
        )

    @cached_property
    def side_labels(self) -> dict[str, str]:
        """What stands above the boxes for reps, in the order of the boxes."""
        labels = SIDE_LABELS[self.exercise.sides]
        return {side: str(labels.get(side) or self.exercise.get_counts_display().capitalize()) for side in self.sides}

    @cached_property
    def _by_choice(self) -> dict[str, Resistance]:
        return {choice_value(one): one for one in (*self.others, *self.resistances)}

    @cached_property
    def _offered(self) -> list[tuple[str, str]]:
        return [(choice_value(one), one.label) for one in self.resistances]

    @cached_property
    def _weight(self) -> list[tuple[str, str]]:
        return [(WEIGHT, _("Weight"))] if self.allows_weight else []

    def colour(self, choice: str) -> str:
        """Return the colour of the band that a select may send; "" for anything else."""
        chosen = self._by_choice.get(choice)
        return self.band_colours.get(chosen.band_id or 0, "") if chosen else ""

    def choices(self, sent: str = "", *, is_kept: bool = False) -> list[tuple[str, str]]:
        """The resistances as a select offers them, with the one that was `sent` though it is no longer offered.

        In a form that was kept, a band that is gone stays in its place, so that it is
        refused when it is saved, rather than turned into no resistance.
        """
        sent_too = [(sent, other.label) for other in self.others if choice_value(other) == sent]
        choices = [*self._offered, *sent_too, *self._weight]
        if is_kept and sent not in dict(choices):
            choices.append((sent, _("A band that is gone")))
        return choices

    def accepts(self, choice: str) -> bool:
        """Return whether a select may send this: it is offered, or was when the form was opened."""
        return choice in self._by_choice or (choice == WEIGHT and self.allows_weight)

    def resistance(self, choice: str) -> Resistance:
        """Return the band, or nothing, that a select sent."""
        return self._by_choice[choice]


def _with_bands(exercise: Exercise, bands: Iterable[Band]) -> list[Resistance]:
    if not exercise.allows_band:
        return []
    places = [place for place in WorkoutSet.BandPosition.values if place] if exercise.asks_band_position else [""]
    return [Resistance(band.pk, band.name, band.order, place) for band in bands for place in places]


def _bands_in(bouts: Iterable[SetEntry]) -> list[Resistance]:
    return [bout.resistance for bout in bouts if bout.resistance.band_id]


def choice_value(resistance: Resistance) -> str:
    """Return what a select sends for a resistance: "", "weight", "band-7" or "band-7-ankles"."""
    if resistance.weight is not None:
        return WEIGHT
    if resistance.band_id is None:
        return ""
    return "-".join(part for part in ("band", str(resistance.band_id), resistance.band_position) if part)
