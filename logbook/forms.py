"""The forms of a workout: its head, and for each exercise a part and its rows of sets.

`logbook.log_form` puts them together on one page.
"""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import ManagementForm
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.models import Exercise
from logbook.entries import BOTH, LEFT, MOST_SETS, RIGHT, SIDES, ExerciseEntry, SetEntry
from logbook.fields import DayField, NoteField, PainField, RepsField, WeightField
from logbook.models import Band, WorkoutSet
from logbook.resistance import KG, LB, NO_RESISTANCE, Resistance, check_weight

WEIGHT = "weight"
LONGEST_NOTE, LONGEST_EXERCISE_NOTE = 500, 200
# How long a form may lie open before its start no longer says when the workout was.
LONGEST_OPEN = timedelta(days=2)


class WorkoutForm(forms.Form):
    """What concerns the whole workout."""

    performed_on = DayField(gettext_lazy("Date"))
    pain_before = PainField(gettext_lazy("Knee pain before you started"))
    note = NoteField(gettext_lazy("Note"), LONGEST_NOTE)

    def __init__(self, *args: Any, latest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = self.fields["performed_on"]
        assert isinstance(day, DayField)  # noqa: S101 — tells the type checker what stands above
        day.allow_until(latest)


class NewWorkoutForm(WorkoutForm):
    """The head of a workout that is not stored yet: it carries its own name and the moment it was opened."""

    # Nobody types these, so nobody is bothered with an error about them.
    public_id = forms.Field(required=False, widget=forms.HiddenInput)
    started_at = forms.Field(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_public_id(self) -> uuid.UUID:
        """Return the name made when the form was opened; a form without a readable one gets a new one."""
        try:
            return uuid.UUID(self.cleaned_data["public_id"])
        except (ValueError, AttributeError, TypeError):
            return uuid.uuid4()

    def clean_started_at(self) -> datetime:
        """Return when the form was opened; now, where that is unreadable, in the future or long ago."""
        try:
            moment = datetime.fromisoformat(self.cleaned_data["started_at"])
            is_recent = self.now - LONGEST_OPEN <= moment <= self.now
        except (ValueError, TypeError, OverflowError):
            return self.now
        return moment if is_recent else self.now


class StoredWorkoutForm(WorkoutForm):
    """The head of a workout that is corrected: the next morning may have come meanwhile."""

    pain_next_morning = PainField(gettext_lazy("Knee pain the next morning"))
    field_order = ["performed_on", "pain_before", "pain_next_morning", "note"]


class ExerciseForm(forms.Form):
    """What concerns one exercise as a whole."""

    pain_during = PainField(gettext_lazy("Worst knee pain during this exercise"))
    note = NoteField(gettext_lazy("Note"), LONGEST_EXERCISE_NOTE)


@dataclass(frozen=True)
class SetOptions:
    """What the rows of one exercise offer: its sides, resistances, and whether a weight can be typed."""

    exercise: Exercise
    sides: tuple[str, ...]
    resistances: tuple[Resistance, ...]
    allows_weight: bool
    unit: str

    @classmethod
    def of(
        cls, exercise: Exercise, bands: Sequence[Band], unit: str, stored: ExerciseEntry | None = None
    ) -> "SetOptions":
        """Return what the exercise allows now, and whatever a stored workout already used.

        An admin may change an exercise, and a person may retire a band, after sets
        were logged with them; those sets must still fit their form.
        """
        positions = [choice for choice in WorkoutSet.BandPosition.values if choice]
        offered = [NO_RESISTANCE]
        for band in bands if exercise.allows_band else ():
            places = positions if exercise.asks_band_position else [""]
            offered += [Resistance(band.pk, band.name, band.order, place) for place in places]
        done = stored.sets if stored else ()
        used = [bout.resistance for bout in done]
        offered += [
            resistance for resistance in dict.fromkeys(used) if resistance.band_id and resistance not in offered
        ]
        return cls(
            exercise=exercise,
            sides=tuple(dict.fromkeys([*SIDES[exercise.sides], *(bout.side for bout in done)])),
            resistances=tuple(offered),
            allows_weight=bool(exercise.weight_place) or any(resistance.weight is not None for resistance in used),
            unit=unit,
        )

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The resistances as a select offers them."""
        choices = [(choice_value(resistance), resistance.label) for resistance in self.resistances]
        return [*choices, (WEIGHT, _("Weight"))] if self.allows_weight else choices


def choice_value(resistance: Resistance) -> str:
    """Return what a select sends for a resistance: "", "weight", "band-7" or "band-7-ankles"."""
    if resistance.weight is not None:
        return WEIGHT
    if resistance.band_id is None:
        return ""
    return "-".join(part for part in ("band", str(resistance.band_id), resistance.band_position) if part)


class SetForm(forms.Form):
    """One set: reps per side, and the resistance of both. A row without reps is no set."""

    left = RepsField()
    right = RepsField()
    both = RepsField()
    resistance = forms.ChoiceField(label=gettext_lazy("Resistance"), required=False)
    weight = WeightField()
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False, choices=[(KG, KG), (LB, LB)])

    def __init__(self, *args: Any, options: SetOptions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = options
        # Else a row that equals the stored one would count as an empty row, and be dropped.
        self.empty_permitted = False
        self.fields["resistance"].choices = options.choices  # type: ignore[attr-defined]  # a ChoiceField, declared above
        self.fields["unit"].initial = options.unit
        labels = {LEFT: _("Left"), RIGHT: _("Right"), BOTH: options.exercise.get_counts_display().capitalize()}
        for side, label in labels.items():
            self.fields[side].label = label
            if side not in options.sides:
                self._drop_unless_sent(side)
        if not options.allows_weight and not self._drop_unless_sent("weight"):
            del self.fields["unit"]

    def _drop_unless_sent(self, name: str) -> bool:
        """Remove a field that the exercise does not have; one that was sent stays, to be shown with its error."""
        is_sent = self.is_bound and bool(str(self.data.get(self.add_prefix(name), "")).strip())
        if not is_sent:
            del self.fields[name]
        return is_sent

    @property
    def side_fields(self) -> list[forms.BoundField]:
        """The boxes for reps, in reading order."""
        return [self[side] for side in (LEFT, RIGHT, BOTH) if side in self.fields]

    def clean(self) -> dict[str, Any]:
        """Refuse a side that the exercise lacks, reps without a side, and a band and a weight together."""
        for side in (LEFT, RIGHT, BOTH):
            if side not in self.options.sides and self.cleaned_data.get(side):
                self.add_error(side, _("%(name)s is not counted this way. Clear this box.") % self._name)
        self._clean_weight()
        return self.cleaned_data

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
        elif weight is None and kind == WEIGHT and self._reps:
            self.add_error("weight", _("Type the weight, or choose another resistance."))
        elif weight is not None:
            self._check_weight(weight)

    def _check_weight(self, weight: Any) -> None:
        try:
            check_weight(weight, self.cleaned_data.get("unit") or self.options.unit)
        except ValueError as error:
            self.add_error("weight", str(error))

    @property
    def _reps(self) -> dict[str, int]:
        sent = {side: self.cleaned_data.get(side) for side in self.options.sides}
        return {side: reps for side, reps in sent.items() if reps}

    @property
    def _resistance(self) -> Resistance:
        kind = self.cleaned_data.get("resistance", "")
        if kind == WEIGHT:
            unit = self.cleaned_data.get("unit") or self.options.unit
            return Resistance(weight=self.cleaned_data["weight"], unit=unit)
        return next(offered for offered in self.options.resistances if choice_value(offered) == kind)

    def bouts(self, number: int) -> tuple[SetEntry, ...]:
        """Return the set as one bout per side done, under this number; nothing for an empty row. Call when valid."""
        return tuple(SetEntry(number, side, reps, self._resistance) for side, reps in sorted(self._reps.items()))


def set_initial(bouts: Sequence[SetEntry]) -> dict[str, Any]:
    """Return what a row shows for the stored bouts of one set."""
    resistance = bouts[0].resistance
    shown: dict[str, Any] = {bout.side: bout.reps for bout in bouts}
    shown["resistance"] = choice_value(resistance)
    if resistance.weight is not None:
        shown |= {"weight": resistance.weight, "unit": resistance.unit}
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

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, error_messages=FORMSET_ERRORS, **kwargs)

    def total_form_count(self) -> int:
        """Return how many rows there are, 20 at most."""
        if not self.is_bound:
            return super().total_form_count()
        return min(sent_rows(self.data, self.prefix), MOST_SETS)

    def clean(self) -> None:
        """Refuse a counter below nothing, and more rows than a workout can have."""
        counters = self.management_form.cleaned_data
        if min(counters.get(name) or 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")) < 0:
            raise ValidationError(FORMSET_ERRORS["missing_management_form"])
        if sent_rows(self.data, self.prefix) > MOST_SETS:
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


def sent_rows(data: Mapping[str, Any], prefix: str) -> int:
    """Return one more than the highest row number among the names that were sent; 0 when there are none."""
    pattern = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,4}})-", re.ASCII)
    numbers = [int(match[1]) for match in map(pattern.match, data) if match]
    return max(numbers, default=-1) + 1


def sent_exercises(data: Mapping[str, Any]) -> list[str]:
    """Return the slugs of the exercises that a form was sent for, though one may be unpublished meanwhile."""
    matches = (re.match(r"([-a-zA-Z0-9_]{1,50})\.sets-", name) for name in data)
    return list(dict.fromkeys(match[1] for match in matches if match))


def done_exercises(data: Mapping[str, Any]) -> set[str]:
    """Return the slugs of the exercises for which reps were typed, readable or not."""
    pattern = re.compile(r"([-a-zA-Z0-9_]{1,50})\.sets-[0-9]{1,4}-(left|right|both)", re.ASCII)
    matches = (pattern.fullmatch(name) for name, typed in data.items() if str(typed).strip())
    return {match[1] for match in matches if match}
