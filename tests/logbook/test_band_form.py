import pytest

from logbook.band_form import BandForm
from logbook.models import Band

NO_CHOICE = "Select a valid choice. {} is not one of the available choices."
NO_NUL = "Null characters are not allowed."
CONTROL = "Use plain text without control characters."
UNSEEN = "Type a name that can be seen."


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Red", "Red"),
        ("  Red \t loop\r\nof  Anna ", "Red loop of Anna"),
        ("\u00a0Red\u2003loop\u3000", "Red loop"),
        ("<b>Red</b> & “blue”", "<b>Red</b> & “blue”"),
        ("🟥", "🟥"),
        ("7", "7"),
        ("n" * 40, "n" * 40),
        (f"  {'n' * 20}     {'n' * 19}  ", f"{'n' * 20} {'n' * 19}"),
    ],
)
def test_name_is_kept_with_single_spaces(typed: str, name: str) -> None:
    form = BandForm({"name": typed, "colour": "red"})

    assert form.is_valid()
    assert form.cleaned_data == {"name": name, "colour": "red"}


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("", "Type a name."),
        (" \t\r\n\u00a0", "Type a name."),
        ("\u200b", UNSEEN),
        ("\u202e \u200d", UNSEEN),
        ("\0", NO_NUL),
        ("Red\0", NO_NUL),
        ("Red\x07", CONTROL),
        ("\x1b[31mRed", CONTROL),
        ("Red\x7f", CONTROL),
        ("Red\x9f", CONTROL),
        ("n" * 41, "Ensure this value has at most 40 characters (it has 41)."),
        ("n" * 1_000_000, "Ensure this value has at most 40 characters (it has 1000000)."),
    ],
)
def test_bad_name_is_refused(typed: str, complaint: str) -> None:
    form = BandForm({"name": typed, "colour": "red"})

    assert form.errors == {"name": [complaint]}


@pytest.mark.parametrize("colour", ["mauve", "RED", "red;", "\0", "0", "9" * 5000])
def test_bad_colour_is_refused(colour: str) -> None:
    form = BandForm({"name": "Red", "colour": colour})

    assert form.errors == {"colour": [NO_CHOICE.format(colour)]}


@pytest.mark.parametrize("colour", Band.Colour.values)
def test_every_colour_can_be_chosen(colour: str) -> None:
    assert BandForm({"name": "Mine", "colour": colour}).is_valid()


def test_nothing_sent_is_refused_in_both_fields() -> None:
    assert BandForm({}).errors == {"name": ["Type a name."], "colour": ["This field is required."]}
