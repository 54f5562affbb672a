"""The boxes of the log form, written down directly.

The form has a hundred of them. Django opens a template for each one, and two more for
each choice of a select, which takes longer than all the rest of the page.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, NamedTuple

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import get_language


def write_attributes(attributes: Mapping[str, Any]) -> str:
    """Return attributes as they stand in a tag, escaped: None and False are left out, True is a name alone."""
    given = {name: value for name, value in attributes.items() if value is not None and value is not False}
    return "".join(f" {name}" if value is True else f' {name}="{escape(str(value))}"' for name, value in given.items())


class Box(forms.widgets.Input):
    """An input of one line."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:  # noqa: ARG002 — Django passes it
        """Return the input, escaped."""
        given = {"type": self.input_type, "name": name, "value": self.format_value(value)}
        return SafeString(f"<input{write_attributes(given | self.build_attrs(self.attrs, attrs))}>")


class DateBox(Box, forms.DateInput):
    """A box for a day, which browsers open a calendar for."""

    input_type = "date"


class HiddenBox(Box, forms.HiddenInput):
    """A box that nobody sees."""


class NoteBox(forms.Textarea):
    """A box for some lines."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:  # noqa: ARG002 — Django passes it
        """Return the box, escaped; browsers drop the line break in front of its text."""
        attributes = write_attributes({"name": name} | self.build_attrs(self.attrs, attrs))
        return SafeString(f"<textarea{attributes}>\n{escape(self.format_value(value) or '')}</textarea>")


class Option(NamedTuple):
    """One choice of several, written but for whether it is chosen."""

    value: str
    start: str
    end: str

    @classmethod
    def of(cls, value: str, label: str, **attributes: Any) -> "Option":
        """Return the choice of `value`, which people see as `label`."""
        return cls(value, f"<option{write_attributes({'value': value} | attributes)}", f">{escape(label)}</option>")


def write_options(options: Iterable[Option], chosen: str) -> SafeString:
    """Return what stands in a select whose choice is the value `chosen`."""
    return SafeString("".join(f"{one.start}{' selected' if one.value == chosen else ''}{one.end}" for one in options))


class ChoiceBox(forms.Select):
    """A select of single choices, which are the same for everybody and stay as they are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._options: dict[str, list[Option]] = {}

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:  # noqa: ARG002 — Django passes it
        """Return the select, escaped."""
        (chosen,) = self.format_value(value)
        attributes = write_attributes({"name": name} | self.build_attrs(self.attrs, attrs))
        return SafeString(f"<select{attributes}>{write_options(self._written(), chosen)}</select>")

    def _written(self) -> list[Option]:
        language = get_language() or ""
        if language not in self._options:
            self._options[language] = [Option.of(str(value), str(label)) for value, label in self.choices]
        return self._options[language]


class ScoreRow(forms.RadioSelect):
    """Radio buttons in a row, which look like buttons: scores, with words for those that need some, and "" for none.

    What is no choice is shown as "", which is also what a browser would send for it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._radios: dict[str, list[Option]] = {}

    def id_for_label(self, id_: str, index: str | None = None) -> str:  # noqa: ARG002 — Django passes it
        """Return the id of the last button, the one that is chosen where something is wrong."""
        return id_

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:  # noqa: ARG002 — Django passes it
        """Return the buttons, escaped."""
        (asked,) = self.format_value(value)
        radios = self._written()
        chosen = asked if any(one.value == asked for one in radios) else ""
        named, last = write_attributes({"name": name}), write_attributes({"id": (attrs or {}).get("id")})
        return SafeString(
            "".join(
                f"{one.start}{named}{'' if one.value else last}{' checked' if one.value == chosen else ''}{one.end}"
                for one in radios
            )
        )

    def _written(self) -> list[Option]:
        language = get_language() or ""
        if language not in self._radios:
            self._radios[language] = [_radio(str(value), str(words)) for value, words in self.choices]
        return self._radios[language]


def _radio(value: str, words: str) -> Option:
    """Return a button that shows its value, with words for those who do not see the row; or just the words."""
    looks = "score" if value else "score score-none"
    shown = f"{escape(value)}{hidden_words(words)}" if value else escape(words)
    start = f'<label class="{looks}"><input type="radio"{write_attributes({"value": value})}'
    return Option(value, start, f"><span>{shown}</span></label>")


def hidden_words(words: str) -> str:
    """Return words behind a number, for those who do not see what stands beside it; "" for none."""
    return f'<span class="visually-hidden"> – {escape(words)}</span>' if words else ""
