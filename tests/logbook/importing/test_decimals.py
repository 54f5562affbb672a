"""Weights as floating point writes them: what is a step but for rounding comes in as that step, nothing else does."""

from decimal import Decimal

import pytest

from hipstrength.accounts.models import User
from logbook.importing import checks
from logbook.importing.lifted import lifted
from logbook.models import WorkoutSet
from tests.logbook.importing.imports import bring_in, document, problems_of, table, workout

HEADER = "date,exercise,set,side,count,weight_value,weight_unit"


@pytest.mark.parametrize(
    ("number", "unit", "weight"),
    [
        ("20.000000000000004", "kg", "20"),
        ("19.999999999999996", "kg", "20"),
        ("10.0000000001", "kg", "10"),
        ("12,500000000", "kg", "12.5"),
        ("2.500001", "kg", "2.5"),
        ("0.24999999999999997", "kg", "0.25"),
        ("100.00000000000001", "kg", "100"),
        ("220.00000000000003", "lb", "220"),
    ],
)
def test_number_within_a_millionth_of_a_step_is_that_step(number: str, unit: str, weight: str) -> None:
    assert checks.weight(number, unit) == (Decimal(weight), unit)
    assert lifted(number, unit) == (Decimal(weight), unit)


@pytest.mark.parametrize("number", ["2.500002", "2.499998", "100.000002", "0.0000001", "22.679618499999998", "2.3"])
def test_number_further_from_a_step_is_told_as_it_is(number: str) -> None:
    with pytest.raises(ValueError, match=rf"Here is {number} kg\.$"):
        checks.weight(number, "kg")


@pytest.mark.parametrize(
    ("number", "unit", "weight"),
    [
        ("22.679618499999998", "kg", ("50", "lb")),
        ("9.071847400000001", "kg", ("20", "lb")),
        ("0.22679618500000001", "kg", ("0.5", "lb")),
        ("22.046226218487757", "lb", ("10", "kg")),
    ],
)
def test_many_decimals_of_an_app_are_the_weight_that_was_lifted(
    number: str, unit: str, weight: tuple[str, str]
) -> None:
    assert lifted(number, unit) == (Decimal(weight[0]), weight[1])


@pytest.mark.parametrize("number", ["22.690000000000001", "2.2999999999999998", "1.000000000000000000001"])
def test_many_decimals_that_are_no_weight_are_told(number: str) -> None:
    with pytest.raises(ValueError, match=number):
        lifted(number, "kg")


def test_weights_of_floating_point_come_in_with_our_own_files(alice: User) -> None:
    rows = [
        f"2025-03-03,hip-bridges,{number},both,12,{weight},kg"
        for number, weight in ((1, "20.000000000000004"), (2, "22.679618499999998"))
    ]
    data = table(*rows, header=HEADER)
    bout = {"number": 1, "side": "both", "count": 12, "weight": 4.999999999999999, "unit": "kg"}

    assert problems_of(alice, data) == [("Line 3", "Use steps of 0.25 kg. Here is 22.679618499999998 kg.")]
    bring_in(alice, data)
    bring_in(alice, document(workout(exercises=[{"exercise": "hip-bridges", "sets": [bout]}])))

    assert [str(one.weight_value) for one in WorkoutSet.objects.order_by("id")] == ["20.00", "5.00"]
    assert bring_in(alice, data).adds == 0
