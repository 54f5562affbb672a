"""The whole log form: one page, all exercises, one POST."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from exercises.models import Exercise
from logbook.entries import MOST_SETS, ExerciseEntry, WorkoutEntry
from logbook.forms import (
    BaseSetFormSet,
    ExerciseForm,
    NewWorkoutForm,
    SetForm,
    SetFormSet,
    SetOptions,
    StoredWorkoutForm,
    WorkoutForm,
    done_exercises,
    sent_exercises,
    sent_rows,
    set_initial,
)
from logbook.models import Band

ROWS_SHOWN = 3


@dataclass(frozen=True)
class FormError:
    """One complaint for the summary on top: where, what is there, and what is wrong with it."""

    target: str
    label: str
    message: str


@dataclass(frozen=True)
class Section:
    """One exercise on the page: its rows of sets, and what concerns all of them."""

    exercise: Exercise
    form: ExerciseForm
    rows: BaseSetFormSet

    @property
    def can_grow(self) -> bool:
        """Whether another set fits in."""
        return self.rows.total_form_count() < MOST_SETS

    @property
    def has_remarks(self) -> bool:
        """Whether there is something to see in the folded part."""
        shown = (self.form["pain_during"].value(), self.form["note"].value())
        return bool(self.form.errors) or any(value not in (None, "") for value in shown)

    @property
    def is_sent(self) -> bool:
        """Whether the form that was sent had this exercise: one published meanwhile was not there to fill in."""
        return self.form.is_bound

    @property
    def anchor(self) -> str:
        """The id of the section on the page."""
        return f"exercise-{self.exercise.slug}"

    @property
    def entry(self) -> ExerciseEntry:
        """What was typed, as plain values. Call when valid."""
        return ExerciseEntry(
            slug=self.exercise.slug,
            sets=self.rows.bouts,
            pain_during=self.form.cleaned_data["pain_during"],
            note=self.form.cleaned_data["note"],
        )


@dataclass(frozen=True)
class Setting:
    """What a log form offers one person at one moment.

    `today` is the person's date at the aware moment `now`, and the latest date
    accepted; `unit` ("kg" or "lb") is what a new weight starts with. A new workout is
    proposed for `day`, by default today; a form that is reloaded keeps its `public_id`.
    """

    exercises: Sequence[Exercise]
    bands: Sequence[Band]
    unit: str
    today: date
    now: datetime
    day: date | None = None
    public_id: uuid.UUID | None = None


class LogForm:
    """All forms of one workout, bound when `data` is given.

    `stored` is the workout that is corrected; without it a new one is logged. `draft`
    is what was typed so far, shown again unchecked, and `more` the slug of the exercise
    that gets one more row.
    """

    def __init__(
        self,
        setting: Setting,
        *,
        data: Mapping[str, Any] | None = None,
        stored: WorkoutEntry | None = None,
        draft: Mapping[str, Any] | None = None,
        more: str = "",
    ) -> None:
        self.exercises = {exercise.slug: exercise for exercise in setting.exercises}
        self.setting = setting
        self.stored = stored
        self.draft = draft
        self.more = more
        self.head = self._head(data)
        self.done = {exercise.slug: exercise for exercise in stored.exercises} if stored else {}
        self.sections = [self._section(exercise, data) for exercise in setting.exercises]
        self.errors: list[FormError] = []

    def _head(self, data: Mapping[str, Any] | None) -> WorkoutForm:
        today, now = self.setting.today, self.setting.now
        if self.stored is None:
            day, public_id = self.setting.day or today, self.setting.public_id or uuid.uuid4()
            initial = {"performed_on": min(day, today), "public_id": public_id, "started_at": now.isoformat()}
            return NewWorkoutForm(data, latest=today, now=now, initial=initial | self._typed("", NewWorkoutForm))
        # Travel west can make today earlier than the date of a workout that is stored.
        latest = max(today, self.stored.performed_on)
        names = ("performed_on", "pain_before", "pain_next_morning", "note")
        initial = {name: getattr(self.stored, name) for name in names}
        return StoredWorkoutForm(data, latest=latest, initial=initial | self._typed("", StoredWorkoutForm))

    def _section(self, exercise: Exercise, data: Mapping[str, Any] | None) -> Section:
        done = self.done.get(exercise.slug)
        options = SetOptions.of(exercise, self.setting.bands, self.setting.unit, done)
        if data is not None and exercise.slug not in sent_exercises(data):
            data = None
        rows_prefix, part_prefix = f"{exercise.slug}.sets", f"{exercise.slug}.all"
        initial = {"pain_during": done.pain_during, "note": done.note} if done else {}
        form = ExerciseForm(data, prefix=part_prefix, initial=initial | self._typed(f"{part_prefix}-", ExerciseForm))
        sets = _stored_rows(done)
        if self.draft is not None:
            count = min(sent_rows(self.draft, rows_prefix), MOST_SETS)
            sets = [self._typed(f"{rows_prefix}-{number}-", SetForm) for number in range(count)]
        rows = SetFormSet(data, prefix=rows_prefix, initial=sets, form_kwargs={"options": options})
        rows.extra = max(ROWS_SHOWN - len(sets), int(self.more == exercise.slug))
        return Section(exercise, form, rows)

    def _typed(self, prefix: str, form: type[forms.Form]) -> dict[str, Any]:
        """Return the draft's texts for one form."""
        draft = self.draft or {}
        return {name: draft[prefix + name] for name in form.base_fields if prefix + name in draft}

    def is_valid(self) -> bool:
        """Check everything, so that all complaints show at once, and refuse a workout without a set."""
        sent = [section for section in self.sections if section.is_sent]
        forms_of_sections = [form for section in sent for form in (section.form, section.rows)]
        is_valid = [form.is_valid() for form in (self.head, *forms_of_sections)].count(False) == 0
        self.errors = _errors(self)
        if not done_exercises(self.head.data) <= set(self.exercises):
            self.errors.insert(0, FormError("", "", _("An exercise that you filled in is no longer on this site.")))
            return False
        if is_valid and not self.entry.set_count:
            target = self.sections[0].anchor if self.sections else ""
            message = _("There is nothing to save yet. Type the reps of at least one set.")
            self.errors = [FormError(target, "", message)]
            return False
        return is_valid

    @property
    def entry(self) -> WorkoutEntry:
        """What was typed, as plain values; exercises of which nothing was typed are left out. Call when valid.

        A stored exercise that was not part of the form that was sent stays as it is.
        """
        done = [section.entry if section.is_sent else self.done.get(section.exercise.slug) for section in self.sections]
        return WorkoutEntry(
            performed_on=self.head.cleaned_data["performed_on"],
            exercises=tuple(entry for entry in done if entry and entry != ExerciseEntry(entry.slug)),
            pain_before=self.head.cleaned_data["pain_before"],
            pain_next_morning=self.head.cleaned_data.get("pain_next_morning"),
            note=self.head.cleaned_data["note"],
        )

    @property
    def title_prefix(self) -> str:
        """Mark in a title that the page has errors."""
        return _("Error: ") if self.errors else ""


def _stored_rows(done: ExerciseEntry | None) -> list[dict[str, Any]]:
    sets = done.sets if done else ()
    return [set_initial(list(bouts)) for _number, bouts in groupby(sets, key=lambda bout: bout.number)]


def _errors(log: LogForm) -> list[FormError]:
    errors = _field_errors(log.head, "")
    for section in (section for section in log.sections if section.is_sent):
        name = section.exercise.name
        errors += [FormError(section.anchor, name, str(text)) for text in section.rows.non_form_errors()]
        for number, row in enumerate(section.rows.forms, start=1):
            errors += _field_errors(row, _("%(name)s, set %(number)s") % {"name": name, "number": number})
        errors += _field_errors(section.form, name)
    return errors


def _field_errors(form: forms.Form, where: str) -> list[FormError]:
    return [
        FormError(form[name].id_for_label, ", ".join(filter(None, (where, str(form[name].label)))), str(text))
        for name, texts in form.errors.items()
        for text in texts
        if name in form.fields
    ]
