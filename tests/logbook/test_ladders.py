from dataclasses import replace
from decimal import Decimal

import pytest

from logbook.ladders import Choice, Ladder, all_steps, arrange, key_of, ladder, same_level
from logbook.resistance import NO_RESISTANCE, Resistance
from logbook.weights import owned_weights, parse_weights, write_weights
from tests.factories import kg, lb

LIGHT, MEDIUM, HEAVY = (
    Resistance(7 + order, name, order) for order, name in enumerate(("Light", "Medium", "Heavy"), 1)
)
BANDS = [LIGHT, MEDIUM, HEAVY]


def steps(
    weight_place: str = "", *, weights: tuple[Resistance, ...] = (), asks_position: bool = False
) -> list[Resistance]:
    return all_steps(
        asks_position=asks_position, allows_band=True, weight_place=weight_place, bands=BANDS, weights=weights
    )


def test_bands_come_after_nothing() -> None:
    assert steps() == [NO_RESISTANCE, *BANDS]


def test_weights_come_first_round_an_ankle_and_last_on_the_hips() -> None:
    weights = (kg("1"), lb("1"), kg("0.5"))
    ordered = [lb("1"), kg("0.5"), kg("1")]

    assert steps("ankle", weights=weights) == [NO_RESISTANCE, *ordered, *BANDS]
    assert steps("hips", weights=weights) == [NO_RESISTANCE, *BANDS, *ordered]
    assert steps("", weights=weights) == [NO_RESISTANCE, *BANDS]


def test_places_of_a_band_come_before_the_next_band() -> None:
    places = [(step.band_name, step.band_position) for step in steps(asks_position=True)]

    assert places[:4] == [
        *(("Light", "above_knees"), ("Light", "ankles"), ("Light", "feet")),
        ("Medium", "above_knees"),
    ]
    assert len(places) == 9


def test_without_bands_nothing_is_left_but_no_resistance() -> None:
    found = all_steps(asks_position=False, allows_band=False, weight_place="", bands=BANDS, weights=(kg("1"),))

    assert found == [NO_RESISTANCE]


@pytest.mark.parametrize(
    ("at", "below", "above"),
    [
        (NO_RESISTANCE, None, LIGHT),
        (LIGHT, NO_RESISTANCE, HEAVY),
        # A band that is not on the ladder stands where it would.
        (MEDIUM, LIGHT, HEAVY),
        (HEAVY, LIGHT, None),
        (kg("0.25"), NO_RESISTANCE, kg("1")),
        (kg("1"), NO_RESISTANCE, kg("2")),
        (lb("3"), kg("1"), kg("2")),
        (kg("5"), kg("2"), None),
    ],
)
def test_next_step_is_of_the_same_kind(at: Resistance, below: Resistance | None, above: Resistance | None) -> None:
    rungs = Ladder((NO_RESISTANCE, LIGHT, HEAVY, kg("1"), kg("2")))

    assert (rungs.below(at), rungs.above(at)) == (below, above)


def test_walk_without_a_band_is_below_all_steps() -> None:
    rungs = Ladder(steps(asks_position=True))

    assert rungs.below(NO_RESISTANCE) is None
    assert rungs.above(NO_RESISTANCE) == replace(LIGHT, band_position="above_knees")


def test_two_bands_are_never_one_level() -> None:
    assert not same_level(LIGHT, replace(LIGHT, band_id=99))
    assert same_level(kg("1"), kg("1.00"))


def test_hidden_steps_are_left_out() -> None:
    rungs = ladder(steps(), Choice(hidden=[key_of(MEDIUM)]))

    assert rungs.above(LIGHT) == HEAVY


def test_order_that_was_chosen_is_kept_and_new_steps_find_their_place() -> None:
    order = [key_of(step) for step in (NO_RESISTANCE, HEAVY, LIGHT)]

    assert arrange(steps(), Choice(order)) == [NO_RESISTANCE, HEAVY, LIGHT, MEDIUM]
    assert ladder(steps(), Choice(order)).above(HEAVY) == LIGHT


def test_unchanged_order_is_the_usual_one() -> None:
    assert arrange(steps("hips", weights=(kg("1"),)), Choice()) == [NO_RESISTANCE, *BANDS, kg("1")]


def test_names_of_steps_differ() -> None:
    found = [key_of(step) for step in [*steps("ankle", weights=(kg("1.50"), lb("1.5"))), *steps(asks_position=True)]]

    assert found[:3] == ["none", "weight:1.5:lb", "weight:1.5:kg"]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("", "kg", ""),
        ("  ", "kg", ""),
        ("1", "kg", "1 kg"),
        ("1 0.5 1.5", "kg", "0.5 kg, 1 kg, 1.5 kg"),
        ("0,5 1,5", "kg", "0.5 kg, 1.5 kg"),
        ("0.5 kg, 1 kg, 2.5 lb", "lb", "0.5 kg, 1 kg, 2.5 lb"),
        ("1kg;2LB; 3 lbs", "kg", "2 lb, 1 kg, 3 lb"),
        ("1 1 1.0", "kg", "1 kg"),
        ("2.5", "lb", "2.5 lb"),
    ],
)
def test_weights_are_read_as_people_type_them(text: str, unit: str, expected: str) -> None:
    assert write_weights(parse_weights(text, unit)) == expected
    assert write_weights(parse_weights(expected, "kg")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "1 x",
        "-1",
        "0",
        "0.1",
        "1e3",
        "101",
        "1..5",
        "½",
        "\N{ARABIC-INDIC DIGIT ONE}",
        "1 stone",
        " ".join(map(str, range(1, 22))),
        "9" * 400,
    ],
)
def test_nonsense_is_no_weight(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_weights(text, "kg")


def test_steps_of_one_size_end_where_a_weight_gets_too_heavy() -> None:
    found = owned_weights("", unit="kg", step=Decimal("0.5"), place="ankle")

    assert (found[0], found[1], found[-1], len(found)) == (kg("0.5"), kg("1.0"), kg("5.0"), 10)
    assert owned_weights("1 kg, 3 kg", unit="lb", step=Decimal("0.5"), place="hips") == (kg("1"), kg("3"))
    assert owned_weights("", unit="lb", step=Decimal(5), place="hips")[-1] == lb("85")
