from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.decimals import format_decimal
from logbook.resistance import NO_RESISTANCE, Resistance, check_weight, is_heavy_for_ankle, parse_weight
from tests.factories import kg, lb

LIGHT = Resistance(7, "Light", 1)


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("2.5", "2.5"),
        ("2,5", "2.5"),
        (" 10 ", "10"),
        ("0.25", "0.25"),
        ("0", "0"),
        ("007", "7"),
        ("9999.9999", "9999.9999"),
    ],
)
def test_parse_weight_reads_points_and_commas(text: str, weight: str) -> None:
    assert parse_weight(text) == Decimal(weight)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-1", "+1", "1e9", "1e309", "sNaN", "NaN", "Infinity", "inf", "1_0", "0x10"),
        *("2.5.5", "2,5,5", "1.000,5", ".5", "5.", ",", "2 5", "2.5 kg", "two", "١٢", "½", "\0", "2\0", "1\n2"),
        *("9" * 5, "9" * 5000, "1." + "1" * 5000),
    ],
)
def test_parse_weight_refuses_what_is_no_plain_number(text: str) -> None:
    with pytest.raises(ValueError, match=r"^Type a number such as 2\.5\.$"):
        parse_weight(text)


@pytest.mark.parametrize(
    ("weight", "unit"),
    [("0.25", "kg"), ("2.5", "kg"), ("99.75", "kg"), ("100", "kg"), ("0.5", "lb"), ("2.5", "lb"), ("220", "lb")],
)
def test_check_weight_accepts_the_grid_of_the_unit(weight: str, unit: str) -> None:
    check_weight(Decimal(weight), unit)


@pytest.mark.parametrize(
    ("weight", "unit", "complaint"),
    [
        ("0", "kg", "Use a weight from 0.25 to 100 kg."),
        ("0.24", "kg", "Use a weight from 0.25 to 100 kg."),
        ("100.25", "kg", "Use a weight from 0.25 to 100 kg."),
        ("0.25", "lb", "Use a weight from 0.5 to 220 lb."),
        ("220.5", "lb", "Use a weight from 0.5 to 220 lb."),
        ("0.3", "kg", "Use steps of 0.25 kg."),
        ("2.2500001", "kg", "Use steps of 0.25 kg."),
        ("2.25", "lb", "Use steps of 0.5 lb."),
    ],
)
def test_check_weight_says_the_limit(weight: str, unit: str, complaint: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 — the words are compared below
        check_weight(Decimal(weight), unit)

    assert str(refusal.value) == complaint


@given(st.integers(1, 400))
def test_every_quarter_of_a_kilogram_comes_back_as_typed(quarters: int) -> None:
    weight = Decimal(quarters) / 4

    check_weight(weight, "kg")

    assert parse_weight(format_decimal(weight)) == weight


@pytest.mark.parametrize(
    ("resistance", "label"),
    [
        (NO_RESISTANCE, "No resistance"),
        (LIGHT, "Light band"),
        (Resistance(7, "Light", 1, "above_knees"), "Light band, above the knees"),
        (Resistance(7, "Light", 1, "ankles"), "Light band, ankles"),
        (Resistance(7, "Light", 1, "feet"), "Light band, feet"),
        (Resistance(7, "Theraband red", 1), "Theraband red"),
        (kg("2.50"), "2.5 kg"),
        (kg("10.00"), "10 kg"),
        (kg("100"), "100 kg"),
        (lb("2.5"), "2.5 lb"),
    ],
)
def test_label_is_what_people_say(resistance: Resistance, label: str) -> None:
    assert resistance.label == label


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LIGHT, Resistance(7, "Renamed", 3)),
        (kg("2.5"), kg("2.50")),
        (NO_RESISTANCE, Resistance()),
    ],
)
def test_resistance_is_the_same_whatever_it_is_called(one: Resistance, other: Resistance) -> None:
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LIGHT, Resistance(8, "Light", 1)),
        (LIGHT, Resistance(7, "Light", 1, "ankles")),
        (LIGHT, NO_RESISTANCE),
        (kg("2.5"), lb("2.5")),
        (kg("2.5"), kg("2.75")),
        (kg("2.5"), NO_RESISTANCE),
    ],
)
def test_resistance_differs_by_band_place_and_unit(one: Resistance, other: Resistance) -> None:
    assert one != other


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"band_id": 7, "weight": Decimal(1), "unit": "kg"}, "a band and a weight together"),
        ({"weight": Decimal(1)}, "a weight and its unit belong together"),
        ({"unit": "kg"}, "a weight and its unit belong together"),
        ({"band_id": 7, "unit": "kg"}, "a weight and its unit belong together"),
        ({"band_position": "ankles"}, "a band position without a band"),
        ({"weight": Decimal(1), "unit": "kg", "band_position": "ankles"}, "a band position without a band"),
    ],
)
def test_resistance_refuses_impossible_combinations(fields: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 — the words are compared below
        Resistance(**fields)

    assert str(refusal.value) == complaint


@pytest.mark.parametrize(
    ("resistance", "is_heavy"),
    [
        (kg("5"), False),
        (kg("5.25"), True),
        (lb("11"), False),
        (lb("11.5"), True),
        (LIGHT, False),
        (NO_RESISTANCE, False),
    ],
)
def test_ankle_weight_is_heavy_beyond_five_kilograms(resistance: Resistance, is_heavy: bool) -> None:
    assert is_heavy_for_ankle(resistance) is is_heavy
