"""The boxes of the log form, which are written without templates of their own."""

import re
from typing import Any

import pytest
from django import forms
from django.utils.translation import gettext_lazy, override

from logbook.widgets import ChoiceBox, DateBox, HiddenBox, NoteBox, Option, write_attributes, write_options

NASTY = """<b>"it's" & more</b>"""
ESCAPED = "&lt;b&gt;&quot;it&#x27;s&quot; &amp; more&lt;/b&gt;"
CHOICES = [("", "None"), ("1", NASTY), (2, "Two")]


@pytest.mark.parametrize(
    ("attributes", "written"),
    [
        ({}, ""),
        ({"value": None, "checked": False}, ""),
        ({"checked": True, "value": ""}, ' checked value=""'),
        ({"rows": 2, "title": NASTY}, f' rows="2" title="{ESCAPED}"'),
    ],
)
def test_attributes_are_escaped_or_left_out(attributes: dict[str, Any], written: str) -> None:
    assert write_attributes(attributes) == written


@pytest.mark.parametrize("value", ["", None])
def test_empty_input_has_no_value(value: str | None) -> None:
    assert HiddenBox().render("a", value, {"id": "b"}) == '<input type="hidden" name="a" id="b">'


def test_input_is_escaped() -> None:
    assert DateBox().render("a", NASTY) == f'<input type="date" name="a" value="{ESCAPED}">'


def test_text_stands_behind_a_line_break_of_its_own() -> None:
    html = NoteBox(attrs={"rows": 2}).render("a", f"\n{NASTY}")

    assert html == f'<textarea name="a" cols="40" rows="2">\n\n{ESCAPED}</textarea>'


@pytest.mark.parametrize(("value", "chosen"), [(None, ""), ("", ""), ("1", "1"), (2, "2"), ("3", None)])
def test_select_marks_what_is_chosen(value: object, chosen: str | None) -> None:
    def option(name: str, label: str) -> str:
        return f'<option value="{name}"{" selected" if name == chosen else ""}>{label}</option>'

    html = ChoiceBox(choices=CHOICES, attrs={"class": "c"}).render("a", value)

    options = option("", "None") + option("1", ESCAPED) + option("2", "Two")
    assert html == f'<select name="a" class="c">{options}</select>'


@pytest.mark.parametrize(
    ("ours", "djangos"),
    [
        (ChoiceBox(choices=CHOICES), forms.Select(choices=CHOICES)),
        (NoteBox(), forms.Textarea()),
        (HiddenBox(), forms.HiddenInput()),
    ],
)
def test_box_says_the_same_as_the_one_of_django(ours: forms.Widget, djangos: forms.Widget) -> None:
    shown = {"id": NASTY, "required": True, "disabled": False}

    pair = [widget.render("a", NASTY, shown) for widget in (ours, djangos)]

    # Django writes each option on a line of its own.
    first, second = (re.sub(r"\n *", "", html) for html in pair)
    assert first == second


def test_select_speaks_each_language(with_german: None) -> None:
    box = ChoiceBox(choices=[("", gettext_lazy("Yes"))])

    with override("de"):
        german = box.render("a", "")

    assert ">Ja<" in german
    assert ">Yes<" in box.render("a", "")


def test_option_may_have_more_attributes() -> None:
    options = [Option.of("1", "One", **{"data-colour": "red"}), Option.of("2", "Two", **{"data-colour": None})]

    html = '<option value="1" data-colour="red" selected>One</option><option value="2">Two</option>'
    assert write_options(options, "1") == html
