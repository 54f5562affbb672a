"""Which sets of a form that was sent count as done."""

import pytest

from logbook.sent import SentForm, row_text

ROW = {"a.sets-0-left": "12", "a.sets-0-right": "12", "a.sets-0-resistance": "band-3"}
SHOWN = {"a.sets-0-shown": "left=12&right=12&resistance=band-3"}
PREFILLED = {**ROW, **SHOWN}


@pytest.mark.parametrize(
    ("boxes", "text"),
    [
        ({}, ""),
        ({"left": " 12 ", "right": "", "unit": "kg"}, "left=12"),
        (
            {"both": 15, "resistance": "weight", "weight": "2.5", "unit": "lb"},
            "both=15&resistance=weight&weight=2.5&unit=lb",
        ),
        ({"left": "1&2", "done": "on", "shown": "x"}, "left=1%262"),
    ],
)
def test_row_text_says_what_is_in_the_boxes(boxes: dict[str, object], text: str) -> None:
    assert row_text(boxes) == text


@pytest.mark.parametrize(
    ("sent", "counts"),
    [
        ({}, False),
        ({"a.sets-0-done": "on"}, True),
        # Without a script, what was changed counts.
        ({"a.sets-0-left": "13"}, True),
        ({"a.sets-0-right": ""}, True),
        ({"a.sets-0-resistance": "band-4"}, True),
        ({"a.sets-0-left": " 12 "}, False),
        # A script ticks what is typed into, so that a tick can be taken away again.
        ({"a.sets-0-left": "13", "only_ticks": "1"}, False),
        ({"a.sets-0-done": "on", "only_ticks": "1"}, True),
        # The exercise, and the whole workout.
        ({"a.all-done": "on"}, True),
        ({"all_done": "on"}, True),
        ({"a.all-done": "on", "only_ticks": "1"}, False),
        ({"a.all-done": "on", "a.all-skip_reason": "pain"}, False),
        ({"all_done": "on", "a.all-skip_reason": "pain"}, False),
        ({"all_done": "on", "a.all-origin": "target", "b.sets-0-left": "", "b.all-origin": "last"}, False),
        ({"all_done": "on", "a.all-origin": "target", "b.sets-0-left": "", "b.all-origin": "target"}, True),
        ({"all_done": "on", "a.all-origin": "last", "b.sets-0-left": "", "b.all-origin": "target"}, True),
    ],
)
def test_prefilled_set_counts_when_somebody_says_so(sent: dict[str, str], counts: bool) -> None:
    assert SentForm({**PREFILLED, **sent}).counts("a", 0) == counts


def test_set_that_began_empty_counts_as_soon_as_it_is_filled() -> None:
    assert SentForm(ROW).counts("a", 0)


def test_row_count_is_read_off_the_boxes() -> None:
    sent = SentForm({**PREFILLED, "a.sets-7-left": "1", "a.sets-TOTAL_FORMS": "99", "ab.sets-9-left": "1"})

    assert (sent.row_count("a"), sent.row_count("b")) == (8, 0)
    assert sent.slugs == ["a", "ab"]


@pytest.mark.parametrize(
    ("sent", "done"),
    [
        ({}, set()),
        ({"a.sets-0-done": "on"}, {"a"}),
        ({"a.sets-0-left": "", "a.sets-0-right": " ", "a.sets-0-done": "on"}, set()),
    ],
)
def test_done_exercises_have_a_set_that_counts_and_says_how_many(sent: dict[str, str], done: set[str]) -> None:
    assert SentForm({**PREFILLED, **sent}).done_slugs == done


def test_form_of_made_up_names_is_read_in_no_time() -> None:
    """2,000 names are what a form may have; each has a row number of its own here, and a high one."""
    made_up = {f"exercise-{number}.sets-{9999 - number % 10}-left": "12" for number in range(2000)}

    sent = SentForm({**made_up, "all_done": "on"})

    assert len(sent.done_slugs) == 2000
    assert sent.row_count("exercise-0") == 10_000
