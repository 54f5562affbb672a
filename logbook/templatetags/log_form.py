"""The parts of the log form that are drawn from patterns."""

from dataclasses import dataclass

from django import forms, template
from django.utils.safestring import SafeString

from logbook import drawn_sections
from logbook.log_form import LogForm, Section
from logbook.models import Workout
from logbook.patterns import draw
from logbook.people import Person
from logbook.widgets import write_attributes

register = template.Library()


@dataclass(frozen=True)
class FormWords:
    """Whether the form is that of a new workout."""

    is_new: bool


@dataclass(frozen=True)
class TickWords:
    """A box to tick: its id, its name in the form, and what it says."""

    id: str
    name: str
    label: str


@dataclass(frozen=True)
class RestWords:
    """How long a rest is, in seconds and in words, and how its end is told."""

    seconds: int
    length: str
    has_sound: bool
    has_vibration: bool


@register.simple_tag
def draw_section(log: LogForm, section: Section, more_url: str) -> SafeString:
    """Show one exercise of the form."""
    return drawn_sections.draw_section(log, section, more_url)


@register.simple_tag
def draw_field(field: forms.BoundField) -> SafeString:
    """Show a box with its label and its errors."""
    return drawn_sections.draw_field(field)


@register.simple_tag
def draw_tick(field: forms.BoundField) -> SafeString:
    """Show a box to tick, with its label."""
    checked = write_attributes({"checked": bool(field.value())})
    words = TickWords(field.auto_id, field.html_name, str(field.label))
    return draw("logbook/_tick.html", words).fill({"checked": checked})


@register.simple_tag
def draw_part(name: str, workout: Workout | None) -> SafeString:
    """Show a part that is the same in all new forms, and in all forms of stored workouts."""
    return draw(name, FormWords(is_new=workout is None)).fill({})


@register.simple_tag
def draw_rest_timer(user: Person) -> SafeString:
    """Show the clock for the time between two sets, to those who want one."""
    words = RestWords(user.rest_seconds, user.get_rest_seconds_display(), user.rest_sound, user.rest_vibration)
    return draw("logbook/_rest_timer.html", words).fill({})
