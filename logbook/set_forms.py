"""The rows of sets in the log form: what they offer, what they check, and which of them count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import ManagementForm
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.models import Exercise
from logbook.entries import BOTH, LEFT, MOST_SETS, RIGHT, SIDES, SetEntry
from logbook.fields import RepsField, WeightField
from logbook.models import Band, WorkoutSet
from logbook.resistance import KG, LB, NO_RESISTANCE, Resistance, check_weight, format_weight
from logbook.sent import SentForm

WEIGHT = "weight"


@dataclass(frozen=True)
class SetOptions:
    """What the rows of one exercise offer.

    `sides` are in the order in which they are shown. `resistances` are offered to
    everybody; `others`, such as retired bands, are accepted when an open form sends them.
    `colours` maps what a select sends to the colour of that band.
    """

    exercise: Exercise
    sides: tuple[str, ...]
    resistances: tuple[Resistance, ...]
    others: tuple[Resistance, ...]
    colours: Mapping[str, str]
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
        by_band = {band.pk: band.colour for band in bands}
        sides = dict.fromkeys([*SIDES[exercise.sides], *(bout.side for bout in used)])
        return cls(
            exercise=exercise,
            sides=tuple(sorted(sides, key=lambda side: side != first_side)),
            resistances=offered,
            others=others,
            colours={choice_value(one): by_band.get(one.band_id or 0, "") for one in (*offered, *others)},
            allows_weight=bool(exercise.weight_place) or any(bout.resistance.weight is not None for bout in used),
            unit=unit,
        )

    @property
    def side_labels(self) -> dict[str, str]:
        """What stands above the boxes for reps, in the order of the boxes."""
        labels = {
            Exercise.Sides.EACH_LEG: {LEFT: _("Left leg"), RIGHT: _("Right leg")},
            Exercise.Sides.EACH_DIRECTION: {LEFT: _("To the left"), RIGHT: _("To the right")},
        }.get(Exercise.Sides(self.exercise.sides), {LEFT: _("Left"), RIGHT: _("Right")})
        labels[BOTH] = self.exercise.get_counts_display().capitalize()
        return {side: labels[side] for side in self.sides}

    def choices(self, sent: str = "", *, is_kept: bool = False) -> list[tuple[str, str]]:
        """The resistances as a select offers them, with the one that was `sent` though it is no longer offered.

        In a form that was kept, a band that is gone stays in its place, so that it is
        refused when it is saved, rather than turned into no resistance.
        """
        sent_too = [other for other in self.others if choice_value(other) == sent]
        choices = [(choice_value(one), one.label) for one in (*self.resistances, *sent_too)]
        choices += [(WEIGHT, _("Weight"))] if self.allows_weight else []
        if is_kept and sent not in dict(choices):
            choices.append((sent, _("A band that is gone")))
        return choices

    def resistance(self, choice: str) -> Resistance:
        """Return the band, or nothing, that a select sent."""
        return next(one for one in (*self.resistances, *self.others) if choice_value(one) == choice)


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


class ResistanceSelect(forms.Select):
    """A select whose options know the colours of the bands."""

    colours: Mapping[str, str] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return an option, with the colour of its band."""
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"] |= {"data-colour": colour} if (colour := self.colour_of(value)) else {}
        return option

    def colour_of(self, value: Any) -> str:
        """Return the colour of the band that a choice names; "" for any other choice."""
        return self.colours.get(str(value), "")


class SetForm(forms.Form):
    """One set: a tick, reps per side, and the resistance of both. `shown` is what the row said at first."""

    done = forms.BooleanField(required=False)
    left = RepsField()
    right = RepsField()
    both = RepsField()
    resistance = forms.ChoiceField(
        label=gettext_lazy("Resistance"), required=False, widget=ResistanceSelect(attrs={"class": "form-select"})
    )
    weight = WeightField()
    unit = forms.ChoiceField(
        label=gettext_lazy("Unit"),
        required=False,
        choices=[(KG, KG), (LB, LB)],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    shown = forms.Field(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, options: SetOptions, counts: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = options
        self.counts = counts
        # Else a row that equals the stored one would count as an empty row, and be dropped.
        self.empty_permitted = False
        self._fill_resistance()
        self.fields["unit"].initial = options.unit
        labels = options.side_labels
        for side in (LEFT, RIGHT, BOTH):
            self.fields[side].label = labels.get(side, side.capitalize())
            if side not in labels:
                self._drop_unless_sent(side)
        if not options.allows_weight and not self._drop_unless_sent("weight"):
            del self.fields["unit"]

    def _fill_resistance(self) -> None:
        field = self.fields["resistance"]
        chosen = self.data.get(self.add_prefix("resistance")) if self.is_bound else self.initial.get("resistance")
        field.choices = self.options.choices(str(chosen or ""), is_kept=not self.is_bound)  # type: ignore[attr-defined]  # a ChoiceField, declared above
        cast(ResistanceSelect, field.widget).colours = self.options.colours

    def _drop_unless_sent(self, name: str) -> bool:
        """Remove a field that the exercise does not have; one that was sent stays, to be shown with its error."""
        is_sent = self.is_bound and bool(str(self.data.get(self.add_prefix(name), "")).strip())
        if not is_sent:
            del self.fields[name]
        return is_sent

    @property
    def side_fields(self) -> list[forms.BoundField]:
        """The boxes for reps, in reading order: the sorer side first, and last what should not be there."""
        order = dict.fromkeys([*self.options.sides, LEFT, RIGHT, BOTH])
        return [self[side] for side in order if side in self.fields]

    @property
    def colour(self) -> str:
        """The colour of the chosen band; "" without one."""
        widget = cast(ResistanceSelect, self.fields["resistance"].widget)
        return widget.colour_of(self["resistance"].value())

    def clean(self) -> dict[str, Any]:
        """Refuse a side that the exercise lacks, a tick without reps, and a band and a weight together.

        In a row that does not count nothing is refused: nobody says that it was done.
        """
        if not self.counts:
            for name in list(self.errors):
                del self.errors[name]
            return self.cleaned_data
        for side in (LEFT, RIGHT, BOTH):
            if side not in self.options.sides and self.cleaned_data.get(side):
                self.add_error(side, _("%(name)s is not counted this way. Clear this box.") % self._name)
        self._clean_weight()
        self._clean_tick()
        return self.cleaned_data

    def _clean_tick(self) -> None:
        has_reps_error = any(side in self.errors for side in (LEFT, RIGHT, BOTH))
        if self.cleaned_data.get("done") and not self.reps and not has_reps_error:
            self.add_error(self.options.sides[0], _("Type how many you did, or take the tick away."))

    @property
    def _name(self) -> dict[str, str]:
        return {"name": self.options.exercise.name}

    def _clean_weight(self) -> None:
        weight, kind = self.cleaned_data.get("weight"), self.cleaned_data.get("resistance")
        if "weight" in self.errors or "resistance" in self.errors:
            return
        if weight is not None and not self.options.allows_weight:
            self.add_error("weight", _("%(name)s is logged without a weight. Clear this box.") % self._name)
        elif weight is not None and kind != WEIGHT:
            self.add_error("weight", _("Clear the weight, or choose “Weight” as the resistance."))
        elif weight is None and kind == WEIGHT and self.reps:
            self.add_error("weight", _("Type the weight, or choose another resistance."))
        elif weight is not None:
            self._check_weight(weight)

    def _check_weight(self, weight: Any) -> None:
        try:
            check_weight(weight, self.cleaned_data.get("unit") or self.options.unit)
        except ValueError as error:
            self.add_error("weight", str(error))

    @property
    def reps(self) -> dict[str, int]:
        """The reps of the sides that were done. Call after cleaning."""
        sent = {side: self.cleaned_data.get(side) for side in sorted(self.options.sides)}
        return {side: reps for side, reps in sent.items() if reps}

    @property
    def _resistance(self) -> Resistance:
        kind = self.cleaned_data.get("resistance", "")
        if kind == WEIGHT:
            unit = self.cleaned_data.get("unit") or self.options.unit
            return Resistance(weight=self.cleaned_data["weight"], unit=unit)
        return self.options.resistance(kind)

    def bouts(self, number: int) -> tuple[SetEntry, ...]:
        """Return the set as one bout per side done, under this number; nothing for a row that does not count.

        Call when valid.
        """
        if not self.counts:
            return ()
        return tuple(SetEntry(number, side, reps, self._resistance) for side, reps in self.reps.items())


def boxes_of(bouts: Sequence[SetEntry]) -> dict[str, Any]:
    """Return what the boxes of a row show for the bouts of one set."""
    resistance = bouts[0].resistance
    shown: dict[str, Any] = {bout.side: bout.reps for bout in bouts}
    shown["resistance"] = choice_value(resistance)
    if resistance.weight is not None:
        shown |= {"weight": format_weight(resistance.weight), "unit": resistance.unit}
    return shown


FORMSET_ERRORS: dict[str, Any] = {
    "missing_management_form": gettext_lazy("Part of this form got lost on the way. Check the sets and save again."),
    "too_many_forms": gettext_lazy("At most %(num)d sets fit into one workout."),
}


class BaseSetFormSet(forms.BaseFormSet[SetForm]):
    """The rows of one exercise.

    The number of rows is read off the boxes that were sent, never off the counter in
    the form: a counter that was lost or tampered with is an error, but the rows stay.
    """

    prefix: str

    def __init__(self, data: Mapping[str, Any] | None = None, *, slug: str, options: SetOptions, **kwargs: Any) -> None:
        self.slug = slug
        self.sent = SentForm(data or {})
        super().__init__(
            data, prefix=f"{slug}.sets", error_messages=FORMSET_ERRORS, form_kwargs={"options": options}, **kwargs
        )

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Tell each row whether it counts."""
        counts = index is not None and self.is_bound and self.sent.counts(self.slug, index)
        return {**super().get_form_kwargs(index), "counts": counts}

    def total_form_count(self) -> int:
        """Return how many rows there are, 20 at most."""
        if not self.is_bound:
            return super().total_form_count()
        return min(self.sent.row_count(self.slug), MOST_SETS)

    def clean(self) -> None:
        """Refuse a counter below nothing, and more rows than a workout can have."""
        counters = self.management_form.cleaned_data
        if min(counters.get(name) or 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")) < 0:
            raise ValidationError(FORMSET_ERRORS["missing_management_form"])
        if self.sent.row_count(self.slug) > MOST_SETS:
            raise ValidationError(FORMSET_ERRORS["too_many_forms"] % {"num": MOST_SETS})

    @property
    def counters(self) -> ManagementForm:
        """The hidden counters as they should be, whatever was sent."""
        counts = {"TOTAL_FORMS": self.total_form_count(), "INITIAL_FORMS": len(self.initial or [])}
        return ManagementForm(auto_id=self.auto_id, prefix=self.prefix, initial=counts)

    @property
    def bouts(self) -> tuple[SetEntry, ...]:
        """All sets of the rows that have reps, numbered from 1 in their order. Call when valid."""
        entries: list[SetEntry] = []
        number = 1
        for form in self.forms:
            bouts = form.bouts(number)
            entries += bouts
            number += bool(bouts)
        return tuple(entries)


SetFormSet = cast(
    type[BaseSetFormSet],
    forms.formset_factory(
        SetForm, formset=BaseSetFormSet, extra=0, max_num=MOST_SETS, absolute_max=MOST_SETS, validate_max=True
    ),
)
