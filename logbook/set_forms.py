"""The rows of sets in the log form: what they offer, what they check, and which of them count."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from logbook.decimals import format_decimal
from logbook.entries import BOTH, LEFT, MOST_SETS, RIGHT, SetEntry
from logbook.fields import RepsField, WeightField, hidden, shares_fields
from logbook.resistance import KG, LB, Resistance, check_weight
from logbook.sent import SentForm
from logbook.set_options import WEIGHT, SetOptions, choice_value


@shares_fields
class SetForm(forms.Form):
    """One set: a tick, reps per side, and the resistance of both. `shown` is what the row said at first.

    `logbook.drawn_rows` draws it.
    """

    done = forms.BooleanField(required=False)
    left = RepsField()
    right = RepsField()
    both = RepsField()
    resistance = forms.Field(label=gettext_lazy("Resistance"), required=False)
    weight = WeightField()
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False, choices=[(KG, KG), (LB, LB)])
    shown = hidden()

    def __init__(self, *args: Any, options: SetOptions, counts: bool = False, **kwargs: Any) -> None:
        # Nobody sees a suffix, and Django would look up its translation for each row.
        super().__init__(*args, **kwargs | {"label_suffix": ""})
        self.options = options
        self.counts = counts
        # Else a row that equals the stored one would count as an empty row, and be dropped.
        self.empty_permitted = False
        self.initial = {"unit": options.unit, **self.initial}
        self.fields = {name: field for name, field in self.fields.items() if self._has(name)}

    def _has(self, name: str) -> bool:
        """Return whether the exercise has this box; one that was sent stays, to be shown with its error."""
        if name in (LEFT, RIGHT, BOTH):
            return name in self.options.sides or self._is_sent(name)
        return name not in ("weight", "unit") or self.options.allows_weight or self._is_sent("weight")

    def _is_sent(self, name: str) -> bool:
        return self.is_bound and bool(self.text(name).strip())

    def text(self, name: str) -> str:
        """Return what stands in a box; "" where it is empty, or not there."""
        value = self.data.get(self.add_prefix(name)) if self.is_bound else self.initial.get(name)
        return "" if value is None else str(value)

    def has_changed(self) -> bool:
        """Return True: whether a row counts is not told by what has changed in it, but by its tick."""
        return True

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What the select for the resistance offers."""
        return self.options.choices(self.text("resistance"), is_kept=not self.is_bound)

    @property
    def is_ticked(self) -> bool:
        """Whether the row itself is ticked."""
        if not self.is_bound:
            return bool(self.initial.get("done"))
        return bool(self.fields["done"].widget.value_from_datadict(self.data, self.files, self.add_prefix("done")))

    @property
    def side_labels(self) -> dict[str, str]:
        """What stands above the boxes for reps: the sorer side first, and last what should not be there."""
        order = dict.fromkeys([*self.options.sides, LEFT, RIGHT, BOTH])
        return {side: self.options.side_labels.get(side, side.capitalize()) for side in order if side in self.fields}

    @property
    def colour(self) -> str:
        """The colour of the chosen band; "" without one."""
        return self.options.colour(self.text("resistance"))

    def clean_resistance(self) -> str:
        """Return what the select has sent; refuse what it cannot have offered."""
        choice: str = self.cleaned_data["resistance"] or ""
        if not self.options.accepts(choice):
            message = forms.ChoiceField.default_error_messages["invalid_choice"]
            raise ValidationError(message, code="invalid_choice", params={"value": choice})
        return choice

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
        shown |= {"weight": format_decimal(resistance.weight), "unit": resistance.unit}
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

    def __init__(self, sent: SentForm | None, *, options: SetOptions, **kwargs: Any) -> None:
        self.options = options
        self.slug = options.exercise.slug
        self.sent = sent or SentForm({})
        super().__init__(
            sent.data if sent else None,
            prefix=f"{self.slug}.sets",
            error_messages=FORMSET_ERRORS,
            form_kwargs={"options": options},
            **kwargs,
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
