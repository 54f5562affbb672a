"""From the bands that a file names to those that somebody has. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from logbook.importing.found import FoundLadder, FoundSet, FoundStep
from logbook.ladders import key_of
from logbook.names import comparable
from logbook.resistance import NO_RESISTANCE, Resistance

# Rows of bands by their comparable names.
BandIds = Mapping[str, int]


def resistance_of(one: FoundSet | FoundStep, bands: BandIds) -> Resistance:
    """Return what a set was done against; raise KeyError for a band that is not there."""
    if one.band is not None:
        return Resistance(bands[comparable(one.band)], band_position=one.band_position)
    return Resistance(weight=one.weight, unit=one.unit) if one.weight is not None else NO_RESISTANCE


def ladders_of(ladders: Sequence[FoundLadder], bands: BandIds) -> dict[str, Any]:
    """Return how steps are arranged, as User.ladders has it; a step of a band that is not there is left out."""
    return {one.exercise: {"order": _keys(one.order, bands), "hidden": _keys(one.hidden, bands)} for one in ladders}


def _keys(steps: Sequence[FoundStep], bands: BandIds) -> list[str]:
    return [key_of(resistance_of(one, bands)) for one in steps if one.band is None or comparable(one.band) in bands]
