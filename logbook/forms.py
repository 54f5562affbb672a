"""The forms of a workout as a whole, and of each exercise in it.

`logbook.set_forms` has the rows of sets; `logbook.log_form` puts all of them together on one page.
"""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from logbook.entries import WARNING_SIGNS
from logbook.fields import DayField, MarkedField, NoteField, PainField, hidden, shares_fields
from logbook.models import WorkoutExercise
from logbook.pain import BEFORE, DURING, NEXT_MORNING
from logbook.warning_signs import SIGNS
from logbook.widgets import ChoiceBox

LONGEST_NOTE, LONGEST_EXERCISE_NOTE = 500, 200
# How long a form may lie open before its start no longer says when the workout was.
LONGEST_OPEN = timedelta(days=2)


def tick(label: Any) -> forms.BooleanField:
    """Return a box that may be ticked."""
    return forms.BooleanField(label=label, required=False)


class WorkoutForm(forms.Form):
    """What concerns the whole workout.

    `only_ticks` is filled by a script that ticks what is typed into; `owner` says whose
    form this is, so that one that outlives its login is given back to nobody else.
    """

    bound_field_class = MarkedField

    performed_on = DayField(_("Date"))
    pain_before = PainField(_("Knee pain before you started"), BEFORE)
    sign_locked, sign_gave_way, sign_swelling, sign_fever, sign_no_weight = map(tick, SIGNS.values())
    note = NoteField(_("Note"), LONGEST_NOTE)
    only_ticks = hidden()
    owner = hidden()

    def __init__(self, *args: Any, latest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = self.fields["performed_on"]
        assert isinstance(day, DayField)  # noqa: S101 — tells the type checker what stands above
        day.allow_until(latest)

    @property
    def signs(self) -> list[forms.BoundField]:
        """The ticks for warning signs."""
        return [self[f"sign_{name}"] for name in WARNING_SIGNS]

    @property
    def has_signs(self) -> bool:
        """Whether any of them is ticked."""
        return any(sign.value() for sign in self.signs)

    @property
    def warning_signs(self) -> tuple[str, ...]:
        """The signs that were ticked, by name. Call when valid."""
        return tuple(name for name in WARNING_SIGNS if self.cleaned_data[f"sign_{name}"])


class NewWorkoutForm(WorkoutForm):
    """The head of a workout that is not stored yet: it carries its own name and the moment it was opened."""

    all_done = forms.BooleanField(label=_("All as last time"), required=False)
    public_id = hidden()
    started_at = hidden()

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
    """The head of a workout that is corrected: the next morning may have come meanwhile.

    `version` is the sealed workout as it was when the form was opened.
    """

    pain_next_morning = PainField(_("Knee pain the next morning"), NEXT_MORNING)
    version = hidden()
    field_order = ["performed_on", "pain_before", "pain_next_morning", "note"]


@shares_fields
class ExerciseForm(forms.Form):
    """What concerns one exercise as a whole. `origin` says where the numbers in its boxes came from."""

    bound_field_class = MarkedField

    done = forms.BooleanField(required=False)
    skip_reason = forms.ChoiceField(
        label=_("Why is it left out today?"),
        required=False,
        choices=[("", _("It is not left out")), *WorkoutExercise.SkipReason.choices[1:]],
        widget=ChoiceBox(attrs={"class": "select form-select"}),
    )
    pain_during = PainField(_("Worst knee pain during this exercise"), DURING)
    note = NoteField(_("Note"), LONGEST_EXERCISE_NOTE)
    origin = hidden()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Nobody sees a suffix, and Django would look up its translation for each exercise.
        super().__init__(*args, **kwargs | {"label_suffix": ""})


class MorningForm(forms.Form):
    """Asks for nothing but the score of the morning after a workout."""

    bound_field_class = MarkedField

    pain_next_morning = PainField(_("Knee pain the next morning"), NEXT_MORNING, required=True)


class JumpForm(forms.Form):
    """Asks for a day, whose week is to be shown."""

    day = DayField(_("Go to the week of"))
