"""The exercises of the log form as HTML."""

import json
from dataclasses import dataclass
from html import escape

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from exercises.illustrations import ILLUSTRATIONS, Illustration
from logbook.drawn_rows import DrawnRows
from logbook.fields import PainField
from logbook.log_form import LogForm, Section
from logbook.pages.advice import advice_row
from logbook.pain import ZONES, zone_of
from logbook.patterns import draw
from logbook.widgets import write_attributes

ERROR = '<p class="text-danger fw-semibold">{}</p>'


@dataclass(frozen=True)
class FieldWords:
    """What is the same in a box for everybody: its id, what stands above it, and whether it must be filled."""

    id: str
    label: str
    is_required: bool


@dataclass(frozen=True)
class AdviceWords:
    """Whether advice about an exercise can be filled in, and whether it was."""

    slug: str
    name: str
    can_use: bool
    is_used: bool


@dataclass(frozen=True)
class PainWords:
    """What is the same in a row of pain scores for everybody: its id, what it asks, and of which moment."""

    id: str
    label: str
    moment: str

    @property
    def zones(self) -> str:
        """What the scores mean, for the script: each zone's lowest score and its sentence, as JSON."""
        return json.dumps([[zone.least, zone.sentence(self.moment)] for zone in ZONES])


@dataclass(frozen=True)
class SectionWords:
    """What the section of an exercise says to everybody for whom these things are so.

    `is_published` when its instructions are public, `is_open` when they are unfolded.
    `has_last` when it shows what was done last time, `is_advised` when its boxes show what is
    advised, `is_part_of_all` when the tick for all means it, too. The others are as in
    `Section`.
    """

    slug: str
    name: str
    target: str
    side_meaning: str
    is_published: bool
    illustration: str
    has_last: bool
    is_advised: bool
    is_stored: bool
    is_part_of_all: bool
    is_open: bool
    has_remarks: bool
    is_skipped: bool
    can_grow: bool
    can_shrink: bool

    @property
    def address(self) -> str:
        """The address of the instructions."""
        return reverse("exercises:detail", args=[self.slug])

    @property
    def picture(self) -> Illustration | None:
        """The words of its picture; None for an exercise that has none."""
        return ILLUSTRATIONS.get(self.illustration)


def draw_section(log: LogForm, section: Section, more_url: str) -> SafeString:
    """Return one exercise of a log form; `more_url` is where the form is sent for a row more or less."""
    rows = section.rows
    drawn = DrawnRows(rows.options, anchor=section.anchor, side_words=section.side_words)
    gaps = {
        "last": escape(section.last_words),
        "advice": _draw_advice(log, section, more_url),
        "origin": str(section.form["origin"]),
        "done": write_attributes({"checked": bool(section.form["done"].value())}),
        "count": str(len(rows)),
        "stored_count": str(len(rows.initial or [])),
        "errors": format_html_join("", ERROR, ((text,) for text in rows.non_form_errors())),
        "rows": "".join(drawn.draw(form, str(number)) for number, form in enumerate(rows.forms, start=1)),
        "empty_row": drawn.draw(rows.empty_form, ""),
        "more_url": escape(more_url),
        "next_number": str(len(rows) + 1),
        "number_before": str(len(rows) - 1),
        **{name: draw_field(section.form[name]) for name in ("pain_during", "note", "skip_reason")},
    }
    return draw("logbook/_section.html", _words(log, section)).fill(gaps)


def _draw_advice(log: LogForm, section: Section, more_url: str) -> SafeString | str:
    """Return what is advised, and the way to fill it in; "" where nothing is."""
    advised = log.advised.by_slug.get(section.exercise.slug)
    if advised is None or not advised.says_something:
        return ""
    row = advice_row(advised)
    can_use, is_used = bool(row.use_url), section.is_advised
    words = AdviceWords(section.exercise.slug, section.exercise.name, can_use=can_use, is_used=is_used)
    gaps = {"words": escape(row.words), "reason": escape(row.reason), "more_url": escape(more_url)}
    return draw("logbook/_section_advice.html", words).fill(gaps)


def _words(log: LogForm, section: Section) -> SectionWords:
    exercise, has_last = section.exercise, section.last is not None
    return SectionWords(
        slug=exercise.slug,
        name=exercise.name,
        target=exercise.target,
        side_meaning=exercise.side_meaning,
        is_published=exercise.is_published,
        illustration=exercise.illustration,
        has_last=has_last,
        is_advised=section.is_advised,
        is_stored=section.is_stored,
        is_part_of_all=has_last or not log.has_history,
        is_open=not has_last and log.stored is None,
        has_remarks=section.has_remarks,
        is_skipped=section.is_skipped,
        can_grow=section.can_grow,
        can_shrink=section.can_shrink,
    )


def draw_field(field: forms.BoundField) -> SafeString:
    """Return a box with what stands above it, and with what is wrong with it."""
    if isinstance(field.field, PainField):
        return _draw_pain(field, field.field)
    words = FieldWords(field.auto_id, str(field.label), field.field.required)
    return draw("logbook/_field.html", words).fill({"box": str(field), "errors": _draw_errors(field)})


def _draw_pain(field: forms.BoundField, pain: PainField) -> SafeString:
    """Return a row of scores with what it asks, what the chosen one means, and what is wrong with it."""
    score = pain.score_of(field.value())
    complaint = {"aria-invalid": "true", "aria-describedby": f"{field.auto_id}_error"} if field.errors else {}
    gaps = {
        "box": str(field),
        "invalid": write_attributes(complaint),
        "looks": " is-invalid" if field.errors else "",
        "errors": _draw_errors(field),
        "zone": "" if score is None else escape(zone_of(score).sentence(pain.moment)),
    }
    return draw("logbook/_pain.html", PainWords(field.auto_id, str(field.label), pain.moment)).fill(gaps)


def _draw_errors(field: forms.BoundField) -> str:
    return render_to_string("logbook/_field_errors.html", {"field": field}) if field.errors else ""
