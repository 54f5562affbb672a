"""Templates that are drawn once and filled many times."""

from django.utils.translation import override

from logbook.drawn_sections import FieldWords
from logbook.patterns import draw

BOX = FieldWords(id="id_note", label="Note", is_required=False)
OTHER_BOX = FieldWords(id="id_note", label="<Other>", is_required=False)


def drawn(words: FieldWords) -> str:
    return draw("logbook/_field.html", words).fill({"box": "<input>", "errors": ""})


def test_gaps_are_filled_with_html_as_it_is() -> None:
    pattern = draw("logbook/_field.html", BOX)

    html = pattern.fill({"box": '<input name="a">', "errors": "<p>Wrong</p>"})

    assert '<input name="a">' in html
    assert "<p>Wrong</p>" in html
    assert "\0" not in html


def test_what_was_filled_in_once_is_not_there_the_next_time() -> None:
    pattern = draw("logbook/_field.html", BOX)
    pattern.fill({"box": "mine", "errors": ""})

    assert "mine" not in draw("logbook/_field.html", BOX).fill({"box": "yours", "errors": ""})


def test_equal_words_are_drawn_once() -> None:
    again = FieldWords(id="id_note", label="Note", is_required=False)

    assert draw("logbook/_field.html", BOX) is draw("logbook/_field.html", again)


def test_other_words_are_drawn_anew_and_escaped() -> None:
    assert "Note" in drawn(BOX)
    assert "&lt;Other&gt;" in drawn(OTHER_BOX)


def test_each_language_is_drawn_by_itself(with_german: None) -> None:
    with override("de"):
        german = draw("logbook/_field.html", BOX)

    assert german is not draw("logbook/_field.html", BOX)


def test_gap_in_a_filling_stays_as_it_is() -> None:
    html = draw("logbook/_field.html", BOX).fill({"box": "\0errors\0", "errors": "wrong"})

    assert html.count("wrong") == 1
