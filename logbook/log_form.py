"""The whole log form: one page, all exercises, one POST."""

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.models import Exercise
from logbook.advising import NO_ADVICE, Advised
from logbook.entries import LEFT, MOST_SETS, ExerciseEntry, SetEntry, WorkoutEntry, group_sets
from logbook.forms import ExerciseForm, NewWorkoutForm, StoredWorkoutForm, WorkoutForm
from logbook.last_time import LastTime
from logbook.likely_sets import allowed, first_sets
from logbook.models import Band
from logbook.progression import TARGET_SETS
from logbook.sent import FROM_ADVICE, FROM_BEFORE, FROM_LAST_TIME, FROM_TARGET, SentForm, row_text
from logbook.set_forms import BaseSetFormSet, SetFormSet, boxes_of
from logbook.set_options import SetOptions

# What the labels of the two sides mean, where people may ask.
SIDE_WORDS = {
    Exercise.Sides.EACH_LEG.value: gettext_lazy("working leg (on your side: the one on top)"),
    Exercise.Sides.EACH_DIRECTION.value: gettext_lazy("direction"),
}
NOTHING: tuple[SetEntry, ...] = ()


@dataclass(frozen=True)
class FormError:
    """One complaint for the summary on top: where, what is there, and what is wrong with it."""

    target: str
    label: str
    message: str


@dataclass(frozen=True)
class Section:
    """One exercise on the page: its rows of sets, and what concerns all of them.

    `is_stored` when the workout that is corrected has sets of it.
    """

    exercise: Exercise
    form: ExerciseForm
    rows: BaseSetFormSet
    is_stored: bool
    find_last: Callable[[], LastTime | None]

    @property
    def last(self) -> LastTime | None:
        """What was done of it the last time; None for sets that are stored already, and before the first time."""
        return self.find_last()

    @property
    def last_words(self) -> str:
        """What was done the last time, in a sentence; "" where there is nothing to say."""
        if self.last is None:
            return ""
        words = {"day": date_format(self.last.day, "D j M"), "sets": self.last.brief}
        return _("Last time, %(day)s: %(sets)s") % words

    @property
    def can_grow(self) -> bool:
        """Whether another set fits in."""
        return self.rows.total_form_count() < MOST_SETS

    @property
    def can_shrink(self) -> bool:
        """Whether there is a set to remove."""
        return self.rows.total_form_count() > 1

    @property
    def has_remarks(self) -> bool:
        """Whether there is something to see in the folded part about pain."""
        return self._is_open("pain_during", "note")

    @property
    def is_skipped(self) -> bool:
        """Whether there is something to see in the folded part about leaving the exercise out."""
        return self._is_open("skip_reason")

    def _is_open(self, *names: str) -> bool:
        return any(self.form[name].errors or self.form[name].value() not in (None, "") for name in names)

    @property
    def is_advised(self) -> bool:
        """Whether its boxes began with what is advised."""
        return bool(self.form["origin"].value() == FROM_ADVICE)

    @property
    def side_words(self) -> str:
        """What the labels of the two sides mean; "" where both legs work at once."""
        return str(SIDE_WORDS.get(self.exercise.sides, ""))

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
        typed = self.form.cleaned_data
        return ExerciseEntry(
            slug=self.exercise.slug,
            sets=self.rows.bouts,
            pain_during=typed["pain_during"],
            note=typed["note"],
            skip_reason=typed["skip_reason"],
        )


@dataclass(frozen=True)
class Setting:
    """What a log form offers one person at one moment.

    `today` is the person's date at the aware moment `now`, and the latest date
    accepted; `unit` ("kg" or "lb") is what a new weight starts with, `first_side` the
    side that comes first, and `target_sets` (1–5) how many sets somebody is offered who
    never did an exercise. A new workout is proposed for `day`, by default today; a form
    that is reloaded keeps its `public_id`. `version` is the seal of the workout that is
    corrected. `last_times` and `advice` are asked only when they are shown; `used` are the
    slugs of exercises that begin with what is advised.
    """

    exercises: Sequence[Exercise]
    bands: Sequence[Band]
    unit: str
    today: date
    now: datetime
    owner: str = ""
    version: str = ""
    first_side: str = LEFT
    target_sets: int = TARGET_SETS
    day: date | None = None
    public_id: uuid.UUID | None = None
    last_times: Callable[[], Mapping[str, LastTime]] = field(default=dict)
    advice: Callable[[], Advised] = field(default=lambda: NO_ADVICE)
    used: Collection[str] = ()


class LogForm:
    """All forms of one workout, bound when `data` is given.

    `stored` is the workout that is corrected; without it a new one is logged. `draft`
    is what was typed so far, shown again unchecked; `grown` maps the slug of an exercise
    to how many rows it gets more, 1 or -1.
    """

    def __init__(
        self,
        setting: Setting,
        *,
        data: Mapping[str, Any] | None = None,
        stored: WorkoutEntry | None = None,
        draft: Mapping[str, Any] | None = None,
        grown: Mapping[str, int] | None = None,
    ) -> None:
        self.exercises = {exercise.slug: exercise for exercise in setting.exercises}
        self.setting = setting
        self.stored = stored
        self.draft = draft
        self.grown = grown or {}
        self.done = {done.slug: done for done in stored.exercises} if stored else {}
        self.sent = None if data is None else SentForm(data)
        self.head = self._head(data)
        self.errors: list[FormError] = []

    @cached_property
    def sections(self) -> list[Section]:
        """The exercises in their order."""
        return [self._section(exercise) for exercise in self.setting.exercises]

    @cached_property
    def advised(self) -> Advised:
        """What is advised; nothing for a workout that is stored."""
        return NO_ADVICE if self.stored else self.setting.advice()

    @cached_property
    def last_times(self) -> Mapping[str, LastTime]:
        """What was done the last time, by slug."""
        return self.setting.last_times()

    def _head(self, data: Mapping[str, Any] | None) -> WorkoutForm:
        today, now = self.setting.today, self.setting.now
        if self.stored is None:
            day, public_id = self.setting.day or today, self.setting.public_id or uuid.uuid4()
            initial = {"performed_on": min(day, today), "public_id": public_id, "started_at": now.isoformat()}
            initial |= {"owner": self.setting.owner} | self._typed("", NewWorkoutForm)
            return NewWorkoutForm(data, latest=today, now=now, initial=initial)
        # Travel west can make today earlier than the date of a workout that is stored.
        latest = max(today, self.stored.performed_on)
        names = ("performed_on", "pain_before", "pain_next_morning", "note")
        initial = {name: getattr(self.stored, name) for name in names}
        initial |= {f"sign_{name}": True for name in self.stored.warning_signs}
        initial |= {"owner": self.setting.owner, "version": self.setting.version} | self._typed("", StoredWorkoutForm)
        return StoredWorkoutForm(data, latest=latest, initial=initial)

    def _section(self, exercise: Exercise) -> Section:
        slug = exercise.slug
        done = self.done.get(slug)
        sent = self.sent if self.sent and slug in self.sent.slugs else None
        data = sent.data if sent else None
        stored = done.sets if done else NOTHING
        # What was done last time is looked up where it is shown: a form that is sent and right shows nothing.
        last = None if sent or stored else self.last_times.get(slug)
        likely = allowed(exercise, last.sets) if last else NOTHING
        used = stored or likely
        plan = self._plan(slug) if sent is None else NOTHING
        options = SetOptions.of(exercise, self.setting.bands, self.setting.unit, used + plan, self._first(exercise))
        initial: dict[str, Any] = {"origin": FROM_ADVICE if plan else FROM_LAST_TIME if last else FROM_TARGET}
        if done:
            initial |= {"pain_during": done.pain_during, "note": done.note, "skip_reason": done.skip_reason}
        typed = self._typed(f"{slug}.all-", ExerciseForm)
        if plan:
            typed.pop("origin", None)
        form = ExerciseForm(data, prefix=f"{slug}.all", initial=initial | typed)
        sets = _prefilled(plan) if plan else self._rows(options, done, likely) if sent is None else []
        rows = SetFormSet(sent, options=options, initial=sets)
        return Section(
            exercise=exercise,
            form=form,
            rows=rows,
            is_stored=bool(stored),
            find_last=lambda: None if stored else self.last_times.get(slug),
        )

    def _plan(self, slug: str) -> tuple[SetEntry, ...]:
        """Return the sets that are advised, where somebody wants to begin with them."""
        found = self.advised.by_slug.get(slug) if slug in self.setting.used else None
        return found.advice.sets if found else NOTHING

    def _first(self, exercise: Exercise) -> str:
        """The side that comes first: a leg may be the sorer one, a direction may not."""
        return self.setting.first_side if exercise.sides == Exercise.Sides.EACH_LEG else LEFT

    def _rows(
        self, options: SetOptions, done: ExerciseEntry | None, likely: tuple[SetEntry, ...]
    ) -> list[dict[str, Any]]:
        """Return what the rows of an exercise begin with: what was typed or stored, else last time, else the target."""
        slug = options.exercise.slug
        sent = SentForm(self.draft or {})
        if slug in sent.slugs:
            rows = [sent.boxes(slug, number) for number in range(min(sent.row_count(slug), MOST_SETS))]
            return _grown(rows, self.grown.get(slug, 0))
        if done and done.sets:
            return [{**row, "done": True} for row in _prefilled(done.sets)]
        return _prefilled(likely or first_sets(options, self.setting.target_sets))

    def _typed(self, prefix: str, form: type[forms.Form]) -> dict[str, Any]:
        """Return the draft's texts for one form."""
        draft = self.draft or {}
        return {name: draft[prefix + name] for name in form.base_fields if prefix + name in draft}

    def is_valid(self) -> bool:
        """Check everything, so that all complaints show at once, and refuse a workout without a set."""
        assert self.sent is not None  # noqa: S101 — only a form that was sent is checked
        sent = [section for section in self.sections if section.is_sent]
        forms_of_sections = [form for section in sent for form in (section.form, section.rows)]
        is_valid = [form.is_valid() for form in (self.head, *forms_of_sections)].count(False) == 0
        for section in sent:
            is_valid &= _is_skip_right(section)
        self.errors = _errors(self)
        if not self.sent.done_slugs <= set(self.exercises):
            self.errors.insert(0, FormError("", "", _("An exercise that you filled in is no longer on this site.")))
            return False
        if is_valid and not self.entry.set_count and self.stored is None:
            target = self.sections[0].anchor if self.sections else ""
            message = _("There is nothing to save yet. Tick at least one set that you did.")
            self.errors = [FormError(target, "", message)]
            return False
        return is_valid

    @cached_property
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
            warning_signs=self.head.warning_signs,
        )

    @property
    def boxes(self) -> dict[str, str]:
        """What a browser would send for the form as it stands, ticks included; for a form that was not sent."""
        shown = {bound.html_name: bound.value() for form in self._forms() for bound in form}
        return {name: str(value) for name, value in shown.items() if value not in (None, False)}

    def _forms(self) -> list[forms.Form]:
        return [self.head, *(form for section in self.sections for form in (section.form, *section.rows.forms))]

    @property
    def has_history(self) -> bool:
        """Whether any exercise was ever done before."""
        return any(section.form["origin"].value() in FROM_BEFORE for section in self.sections)

    @property
    def is_advised(self) -> bool:
        """Whether the boxes of any exercise began with what is advised."""
        return any(section.is_advised for section in self.sections)

    @property
    def is_typed(self) -> bool:
        """Whether it shows what somebody has typed, rather than what the site proposes."""
        return self.sent is not None or self.draft is not None

    @property
    def title_prefix(self) -> str:
        """Mark in a title that the page has errors."""
        return _("Error: ") if self.errors else ""


def _prefilled(bouts: tuple[SetEntry, ...]) -> list[dict[str, Any]]:
    rows = [boxes_of(one) for one in group_sets(bouts)]
    return [{**row, "shown": row_text(row)} for row in rows]


def _grown(rows: list[dict[str, Any]], change: int) -> list[dict[str, Any]]:
    """Return the rows with one more, which repeats the last one without its tick, or with one less."""
    if change < 0:
        return rows[:-1] if len(rows) > 1 else rows
    if not change or len(rows) >= MOST_SETS:
        return rows
    row = {name: text for name, text in rows[-1].items() if name != "done"} if rows else {}
    return [*rows, {**row, "shown": row_text(row)}]


def _is_skip_right(section: Section) -> bool:
    if not section.form.cleaned_data.get("skip_reason") or not any(row.counts and row.reps for row in section.rows):
        return True
    section.form.add_error("skip_reason", _("Sets of this exercise are ticked. Take the ticks away, or this answer."))
    return False


def _errors(log: LogForm) -> list[FormError]:
    errors = _field_errors(log.head, "")
    for section in (section for section in log.sections if section.is_sent):
        name = section.exercise.name
        errors += [FormError(section.anchor, name, str(text)) for text in section.rows.non_form_errors()]
        for number, row in enumerate(section.rows.forms, start=1):
            if not row.errors:
                continue
            where = _("%(name)s, set %(number)s") % {"name": name, "number": number}
            errors += _field_errors(row, where, section.rows.options.side_labels)
        errors += _field_errors(section.form, name)
    return errors


def _field_errors(form: forms.Form, where: str, labels: Mapping[str, str] | None = None) -> list[FormError]:
    """Return the complaints about the boxes of a form; `labels` are of boxes that are called otherwise here."""
    named = {name: (labels or {}).get(name) or str(form[name].label) for name in form.errors if name in form.fields}
    return [
        FormError(form[name].id_for_label, ", ".join(filter(None, (where, label))), str(text))
        for name, label in named.items()
        for text in form.errors[name]
    ]
