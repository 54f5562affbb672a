from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.clinic import parse_score
from logbook.decimals import format_decimal

NUMBER = "Type a number such as 72.5."
RANGE = "Use a number from 0 to 1000."
DECIMALS = "Use two decimals at most."


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("72.5", "72.5"),
        ("72,5", "72.5"),
        ("72,55", "72.55"),
        (" 72.5\t", "72.5"),
        ("072", "72"),
        ("72.500", "72.5"),
        ("1000", "1000"),
        ("1000.00", "1000"),
        ("0.01", "0.01"),
    ],
)
def test_score_is_read_with_a_point_or_a_comma(text: str, value: str) -> None:
    assert parse_score(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        *(
            (text, NUMBER)
            for text in (
                "",
                " ",
                "seventy",
                "NaN",
                "sNaN",
                "Infinity",
                "1e5",
                "1e309",
                "0x1f",
                "1_000",
                "1 000",
                "7.",
                ".5",
                "7..5",
                "1,000.5",
                "72 %",
                "72/100",
                "½",
                "\u0667\u0662",
                "🦵",
                "\0",
                "+5",
                "--5",
                "9" * 10,
                "9" * 1_000_000,
            )
        ),
        *((text, RANGE) for text in ("-1", "-0.5", "1000.01", "1001", "999999999", "1000.001")),
        *((text, DECIMALS) for text in ("72.555", "0.001", "999.999")),
    ],
)
def test_what_is_no_score_is_refused_with_words(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_score(text)


@pytest.mark.parametrize(
    ("value", "text"), [("72.50", "72.5"), ("100.00", "100"), ("1000", "1000"), ("0", "0"), ("0.00", "0")]
)
def test_score_is_written_without_trailing_zeros(value: str, text: str) -> None:
    assert format_decimal(Decimal(value)) == text


@given(st.decimals(0, 1000, places=2))
def test_written_score_is_read_again(value: Decimal) -> None:
    assert parse_score(format_decimal(value)) == value


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        value = parse_score(text)
    except ValueError:
        return
    assert 0 <= value <= 1000
