import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.transfer.names import as_written, first_day, harmless, plain_number, week_number
from logbook.weeks import MONDAY, SUNDAY, Week

RUN_ELSEWHERE = [
    "=1+1",
    "+49 30 1234",
    "-5 kg",
    "@SUM(A1:A9)",
    "\t1+1",
    "\r1+1",
    " =1+1",
    "\N{NO-BREAK SPACE}=1+1",
    '"=1+1"',
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(A1)",
    '=HYPERLINK("http://example.org/?"&A1, "click")',
    "=cmd|' /C calc'!A0",
    "'=1+1",
    "''@SUM(A1)",
]
RUN_WHERE_A_CELL_BEGINS_LATER = [
    ("ok;=1+1;", "ok;'=1+1;"),
    ("ok; =1+1", "ok;' =1+1"),
    ("ok;'=1+1", "ok;''=1+1"),
    ('ok;"=1+1"', 'ok;\'"=1+1"'),
    ("\n=1+1", "\n'=1+1"),
    ("fine\n- but slow", "fine\n'- but slow"),
    ("a\r\n@b", "a\r\n'@b"),
    ("a\t+1", "a\t'+1"),
    ("\t=1+1", "'\t'=1+1"),
    ("-1;-2;3", "'-1;'-2;3"),
]
PLAIN = ["", "Light", "Light = easy", "'", "''", "'quoted'", "1-2", "ü", "a\nb", "a;b", "a, -5", ";'\t", "don't; can't"]


@pytest.mark.parametrize("text", RUN_ELSEWHERE)
def test_harmless_puts_a_mark_before_what_spreadsheets_run(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(("text", "cell"), RUN_WHERE_A_CELL_BEGINS_LATER)
def test_harmless_puts_a_mark_where_spreadsheets_may_begin_another_cell(text: str, cell: str) -> None:
    assert harmless(text) == cell


@pytest.mark.parametrize("text", PLAIN)
def test_harmless_leaves_other_text_alone(text: str) -> None:
    assert harmless(text) == text


@given(st.text(alphabet=st.sampled_from("'=+-@\uff1d;\"\t\r\na ") | st.characters(codec="utf-8")))
def test_as_written_takes_back_what_harmless_did(text: str) -> None:
    assert as_written(harmless(text)) == text


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\na,\"") | st.characters(codec="utf-8", exclude_characters="\0")))
def test_no_harmless_cell_begins_as_what_spreadsheets_run(text: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerow([harmless(text), "x"])

    cell = next(csv.reader(io.StringIO(file.getvalue(), newline="")))[0]

    assert cell == harmless(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text(alphabet=st.sampled_from("'=+-@\uff1d;\"\r\n,") | st.characters(codec="utf-8", exclude_characters="\0")))
def test_no_harmless_cell_is_run_where_lists_are_split_at_semicolons(text: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerow(["x", harmless(text), "x"])

    cells = [cell for row in csv.reader(io.StringIO(file.getvalue(), newline=""), delimiter=";") for cell in row]

    assert [cell for cell in cells if cell.lstrip(' "').startswith(("=", "+", "-", "@", "\uff1d"))] == []


@pytest.mark.parametrize("week_start", [MONDAY, SUNDAY])
def test_the_number_of_a_week_comes_back_from_its_first_day(week_start: int) -> None:
    days = [date(2000, 1, 1), date(2026, 11, 22), date(2026, 11, 23), date(2100, 12, 31)]
    numbers = [Week.containing(day, week_start).number for day in days]

    assert [week_number(first_day(number, week_start)) for number in numbers] == numbers


def test_a_week_is_named_by_the_persons_own_first_day() -> None:
    number = Week.containing(date(2026, 11, 25)).number

    assert [first_day(number, start) for start in (MONDAY, SUNDAY)] == [date(2026, 11, 23), date(2026, 11, 22)]
    assert first_day(number + 1, SUNDAY) - first_day(number, SUNDAY) == timedelta(weeks=1)


@pytest.mark.parametrize(
    ("value", "told"),
    [("12.00", "12"), ("2.50", "2.5"), ("0.25", "0.25"), ("0.00", "0"), ("1000.00", "1000"), ("99.99", "99.99")],
)
def test_plain_number_is_told_without_needless_zeros(value: str, told: str) -> None:
    assert repr(plain_number(Decimal(value))) == told
