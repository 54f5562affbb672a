"""Somebody's steps of resistance for each exercise, ready for templates."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from logbook.advising import Trained, choice_of, steps_of, usable_bands
from logbook.decimals import format_decimal
from logbook.ladders import arrange, key_of
from logbook.people import Person
from logbook.resistance import Resistance


@dataclass(frozen=True)
class StepRow:
    """One step: its name in addresses, its words, and what can be done with it."""

    key: str
    label: str
    is_hidden: bool
    can_go_up: bool
    can_go_down: bool
    can_be_hidden: bool


@dataclass(frozen=True)
class LadderPage:
    """The steps of one exercise, easiest first; `words` tell of weights that go in steps of one size, or are ""."""

    slug: str
    name: str
    rows: list[StepRow]
    words: str
    is_changed: bool


def steps_page(user: Person, exercises: Iterable[Trained]) -> list[LadderPage]:
    """Tell the steps of some exercises, in one query."""
    bands = usable_bands(user)
    return [_ladder(user, exercise, bands) for exercise in exercises]


def _ladder(user: Person, exercise: Trained, bands: list[Resistance]) -> LadderPage:
    choice = choice_of(user, exercise.slug)
    # Without a list of weights there are dozens of steps, of which nobody wants to move one.
    arranged = arrange(steps_of(user, exercise, bands), choice)
    steps = [step for step in arranged if step.weight is None or user.weights]
    rows = [
        StepRow(
            key=key_of(step),
            label=step.label,
            is_hidden=key_of(step) in choice.hidden,
            can_go_up=place > 0,
            can_go_down=place + 1 < len(steps),
            # One step at least stays; weights in steps of one size are steps, too.
            can_be_hidden=len({*map(key_of, arranged)} - {*choice.hidden}) > 1,
        )
        for place, step in enumerate(steps)
    ]
    in_steps = exercise.weight_place and not user.weights
    words = _("Weights go up in steps of %(step)s %(unit)s. List yours in the settings to choose among them.")
    size = {"step": format_decimal(user.weight_step), "unit": user.weight_unit}
    is_changed = bool(choice.order or choice.hidden)
    return LadderPage(exercise.slug, exercise.name, rows, words % size if in_steps else "", is_changed)
