"""Steps of resistance, from their keys (`ladders.key_of`) to what the export says. Pure.

A key names a band by its row, the export by its name: rows have other numbers after an import.
"""

from collections.abc import Mapping
from typing import Any

from logbook.ladders import key_of
from logbook.resistance import NO_RESISTANCE, POSITIONS, WEIGHT_LIMITS, parse_weight
from logbook.transfer.names import plain_number

Step = dict[str, Any]
# Of any unit: steps may lie between the weights that can be logged.
HEAVIEST = max(high for _low, high, _step in WEIGHT_LIMITS.values())


def step_told(key: str, band_names: Mapping[int, str]) -> Step | None:
    """Return what the export says of a step; None for a band that is not among `band_names`, and for no key at all.

    A band is {"band": name, "band_position": place or ""}, a weight {"weight": number, "unit": "kg" or "lb"}, and
    no resistance {}.
    """
    kind, *parts = key.split(":")
    try:
        if kind == "band":
            position = parts[1] if len(parts) > 1 else ""
            return {"band": band_names[int(parts[0])], "band_position": position} if position in POSITIONS else None
        if kind == "weight":
            value, unit = parse_weight(parts[0]), parts[1]
            is_weight = unit in WEIGHT_LIMITS and 0 < value <= HEAVIEST
            return {"weight": plain_number(value), "unit": unit} if is_weight else None
    except (IndexError, KeyError, ValueError):
        return None
    return {} if key == key_of(NO_RESISTANCE) else None
