"""The boxes of the log form, which are written without templates of their own."""

import re
from typing import Any

import pytest
from django import forms
from django.utils.translation import gettext_lazy, override

from logbook.widgets import ChoiceBox, DateBox, HiddenBox, NoteBox, Option, ScoreRow, write_attributes, write_options

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


SCORES = [("0", NASTY), ("1", ""), ("", "None")]


@pytest.mark.parametrize(
    ("value", "chosen"), [(None, ""), ("", ""), ("0", "0"), (0, "0"), (1, "1"), ("7", ""), (NASTY, "")]
)
def test_row_of_scores_has_one_that_is_chosen(value: object, chosen: str) -> None:
    html = ScoreRow(choices=SCORES).render("a", value, {"id": "b", "class": "c"})

    def radio(score: str, words: str, looks: str = "score", last: str = "") -> str:
        checked = " checked" if score == chosen else ""
        start = f'<label class="{looks}"><input type="radio" value="{score}" name="a"{last}{checked}>'
        return f"{start}<span>{words}</span></label>"

    hidden = f'0<span class="visually-hidden"> – {ESCAPED}</span>'
    assert html == radio("0", hidden) + radio("1", "1") + radio("", "None", "score score-none", ' id="b"')


def test_row_of_scores_escapes_its_name() -> None:
    html = ScoreRow(choices=[("1", "")]).render(NASTY, "")

    assert html == f'<label class="score"><input type="radio" value="1" name="{ESCAPED}"><span>1</span></label>'


def test_row_of_scores_speaks_each_language(with_german: None) -> None:
    row = ScoreRow(choices=[("", gettext_lazy("Yes"))])

    with override("de"):
        german = row.render("a", "")

    assert "<span>Ja</span>" in german
    assert "<span>Yes</span>" in row.render("a", "")


def test_option_may_have_more_attributes() -> None:
    options = [Option.of("1", "One", **{"data-colour": "red"}), Option.of("2", "Two", **{"data-colour": None})]

    html = '<option value="1" data-colour="red" selected>One</option><option value="2">Two</option>'
    assert write_options(options, "1") == html
