"""The weights that a person owns: as they type them, and as steps of a ladder. Pure; DOMAIN.md section 4."""

import re
from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from logbook.decimals import format_decimal
from logbook.resistance import KG, Resistance, check_weight, level, parse_weight

MOST_WEIGHTS = 20
# A comma between digits belongs to a number, as in "0,5"; any other one, like a space, stands between two weights.
WEIGHT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(kg|lbs?)?", re.IGNORECASE | re.ASCII)
BETWEEN = re.compile(r"[\s;,]*")
# How far steps of one size go: an ankle weight above 5 kg deserves a warning, and what lies on the hips may weigh more.
FURTHEST = {("ankle", "kg"): 5, ("ankle", "lb"): 11, ("hips", "kg"): 40, ("hips", "lb"): 88}


def parse_weights(text: str, unit: str) -> tuple[Resistance, ...]:
    """Read the weights that somebody owns, as in "0.5 1 1.5" or "0.5 kg, 2.5 lb"; `unit` is that of bare numbers.

    Raises ValueError, with words for the person, for anything else.
    """
    weights, place = [], 0
    place = _skip(text, place)
    while place < len(text):
        match = WEIGHT.match(text, place)
        if match is None:
            raise ValueError(_("Type the weights with spaces between them, such as 0.5 1 1.5 kg."))
        weights.append(_weight(match[1], (match[2] or "").lower().rstrip("s") or unit))
        place = _skip(text, match.end())
    ordered = sorted(dict.fromkeys(weights), key=level)
    if len(ordered) > MOST_WEIGHTS:
        raise ValueError(_("At most %(count)s weights fit into the list.") % {"count": MOST_WEIGHTS})
    return tuple(ordered)


def _skip(text: str, place: int) -> int:
    match = BETWEEN.match(text, place)
    return match.end() if match else place


def _weight(number: str, unit: str) -> Resistance:
    value = parse_weight(number)
    check_weight(value, unit)
    return Resistance(weight=value, unit=unit)


def write_weights(weights: Iterable[Resistance]) -> str:
    """Return weights as `parse_weights` reads them: "0.5 kg, 1 kg"."""
    return ", ".join(f"{format_decimal(one.weight)} {one.unit}" for one in weights if one.weight is not None)


def owned_weights(text: str, *, unit: str, step: Decimal, place: str) -> tuple[Resistance, ...]:
    """Return the weights that somebody owns; where none was typed, steps of one size for the `place` of the weight.

    `text` is what `write_weights` wrote.
    """
    if text:
        return parse_weights(text, unit)
    count = int(FURTHEST.get((place, unit), FURTHEST["ankle", KG]) / step)
    return tuple(Resistance(weight=step * number, unit=unit) for number in range(1, count + 1))
