"""Steps of resistance, from their keys (`ladders.key_of`) to what the export says, and back. Pure.

A key names a band by its row, the export by its name: rows have other numbers after an import.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from logbook.ladders import key_of
from logbook.resistance import NO_RESISTANCE, POSITIONS, Resistance
from logbook.transfer.names import plain_number

Step = dict[str, Any]


def step_told(key: str, band_names: Mapping[int, str]) -> Step | None:
    """Return what the export says of a step; None for a band that is not among `band_names`, and for no key at all.

    A band is {"band": name, "band_position": place or ""}, a weight {"weight": number, "unit": "kg" or "lb"}, and
    no resistance {}.
    """
    kind, *parts = key.split(":")
    if kind == "none":
        return {}
    try:
        if kind == "band":
            return {"band": band_names[int(parts[0])], "band_position": parts[1] if len(parts) > 1 else ""}
        return {"weight": plain_number(Decimal(parts[0])), "unit": parts[1]}
    except (IndexError, KeyError, ValueError, InvalidOperation):
        return None


def key_told(step: Step, band_ids: Mapping[str, int]) -> str:
    """Return the key of a step that the export says.

    Raises KeyError for a band that is not among `band_ids`, ValueError for what is no step.
    """
    if "band" in step:
        position = step["band_position"]
        if position not in POSITIONS:
            raise ValueError(f"no place of a band: {position!r}")
        return key_of(Resistance(band_ids[step["band"]], band_position=position))
    if "weight" in step:
        return key_of(Resistance(weight=Decimal(str(step["weight"])), unit=step["unit"]))
    return key_of(NO_RESISTANCE)
