"""The rows of sets as HTML."""

from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from logbook.patterns import Gaps, Pattern, draw
from logbook.resistance import KG, LB
from logbook.set_forms import SetForm
from logbook.set_options import SetOptions
from logbook.widgets import Option, write_attributes, write_options

UNITS = [Option.of(unit, unit) for unit in (KG, LB)]
SELECTS = ("resistance", "unit")


@dataclass(frozen=True)
class SideWords:
    """A box for reps: the side it is for, and what stands above it."""

    name: str
    label: str

    @property
    def box(self) -> SafeString:
        """The gap for what is different in each box."""
        return Gaps()[self.name]

    @property
    def errors(self) -> SafeString:
        """The gap for what is wrong in it."""
        return Gaps()[f"{self.name}_errors"]


@dataclass(frozen=True)
class RowWords:
    """What is the same in the rows of an exercise. `side_words` tells what the sides mean, "" where nobody asks."""

    name: str
    asks_band_position: bool
    has_weight: bool
    sides: tuple[SideWords, ...]
    side_words: str


class DrawnRows:
    """Draws the rows of one exercise, whose section on the page is called `anchor`."""

    def __init__(self, options: SetOptions, *, anchor: str, side_words: str) -> None:
        self.options = options
        self.anchor = anchor
        self.side_words = side_words
        self.written: dict[str, Option] = {}
        self.kinds: dict[tuple[str, ...], Pattern] = {}

    def draw(self, form: SetForm, number: str) -> SafeString:
        """Return a row as it stands; `number` counts from 1, and is "" in the row that scripts copy."""
        # A box that was sent by mistake makes a kind of its own.
        kind = tuple(form.fields)
        if kind not in self.kinds:
            self.kinds[kind] = draw("logbook/_set_row.html", self._words(form))
        gaps = self._gaps(form) | {"number": number}
        gaps["anchor"] = write_attributes({"id": f"{self.anchor}-set-{number}" if number else None})
        return self.kinds[kind].fill(gaps)

    def _words(self, form: SetForm) -> RowWords:
        exercise = self.options.exercise
        return RowWords(
            name=exercise.name,
            asks_band_position=exercise.asks_band_position,
            has_weight="weight" in form.fields,
            sides=tuple(SideWords(name, label) for name, label in form.side_labels.items()),
            side_words=self.side_words,
        )

    def _gaps(self, form: SetForm) -> dict[str, str]:
        gaps = {"name": escape(str(form.prefix)), "colour": escape(form.colour)}
        for name in form.fields:
            text = None if name in SELECTS else form.text(name) or None
            gaps[name] = write_attributes({"value": text})
            gaps[f"{name}_errors"] = ""
        for name, errors in form.errors.items():
            gaps[name] += write_attributes(
                {"aria-invalid": "true", "aria-describedby": f"id_{form.prefix}-{name}_error"}
            )
            gaps[f"{name}_errors"] = str(errors)
        gaps["done"] = write_attributes({"checked": form.is_ticked})
        gaps["resistances"] = write_options(map(self._option, form.choices), form.text("resistance"))
        gaps["units"] = write_options(UNITS, form.text("unit"))
        return gaps

    def _option(self, choice: tuple[str, str]) -> Option:
        value, label = choice
        if value not in self.written:
            attributes = {"data-colour": self.options.colour(value) or None}
            self.written[value] = Option.of(value, label, **attributes)
        return self.written[value]
