from decimal import Decimal

import pytest

from logbook.ladders import key_of
from logbook.resistance import NO_RESISTANCE, Resistance
from logbook.transfer.steps import Step, step_told

STEPS: list[tuple[Resistance, Step]] = [
    (NO_RESISTANCE, {}),
    (Resistance(7), {"band": "Light", "band_position": ""}),
    (Resistance(7, band_position="ankles"), {"band": "Light", "band_position": "ankles"}),
    (Resistance(weight=Decimal("1.50"), unit="kg"), {"weight": 1.5, "unit": "kg"}),
    (Resistance(weight=Decimal("10.00"), unit="lb"), {"weight": 10, "unit": "lb"}),
    (Resistance(weight=Decimal("0.25"), unit="lb"), {"weight": 0.25, "unit": "lb"}),
]


@pytest.mark.parametrize(("resistance", "told"), STEPS)
def test_a_step_is_told(resistance: Resistance, told: Step) -> None:
    assert step_told(key_of(resistance), {7: "Light"}) == told


NO_STEPS = (
    *("band:8", "band:8:ankles", "band", "band:x", "band:7:head", "weight:1", "weight:x:kg", "weight:1:g"),
    *("weight:NaN:kg", "weight:0:kg", "weight:1000:kg", "none:1", "", "else"),
)


@pytest.mark.parametrize("key", NO_STEPS)
def test_a_step_of_a_band_that_is_gone_or_of_no_sense_is_not_told(key: str) -> None:
    assert step_told(key, {7: "Light"}) is None
