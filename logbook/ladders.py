"""Steps of resistance, from easy to hard, that one person has for one exercise. Pure; DOMAIN.md sections 4 and 6."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from logbook.decimals import format_decimal
from logbook.resistance import NO_RESISTANCE, NOTHING, POSITIONS, Resistance, level

# Where a band can be, from easy to hard.
PLACES = POSITIONS[1:]


def same_level(one: Resistance, other: Resistance) -> bool:
    """Return whether two are equally hard: the same band in the same place, or the same weight in any unit."""
    return one.band_id == other.band_id and level(one) == level(other)


@dataclass(frozen=True)
class Ladder:
    """The steps that somebody owns and has not hidden, easiest first.

    Where an exercise takes bands and weights, each kind has its steps one after the other,
    the kind to begin with first. Nobody is led from a band to a weight or back.
    """

    steps: Sequence[Resistance]

    def above(self, one: Resistance) -> Resistance | None:
        """Return the next harder step, None at the top."""
        steps, place, is_there = self._place(one)
        return next(iter(steps[place + is_there :]), None)

    def below(self, one: Resistance) -> Resistance | None:
        """Return the next easier step, None at the bottom."""
        steps, place, _is_there = self._place(one)
        return steps[place - 1] if place else None

    def _place(self, one: Resistance) -> tuple[list[Resistance], int, bool]:
        """Return the steps that a resistance can be held against, where it stands among them, and whether it is one."""
        kind = level(one)[0]
        steps = [step for step in self.steps if kind == NOTHING or level(step)[0] in (NOTHING, kind)]
        for place, step in enumerate(steps):
            if same_level(step, one):
                return steps, place, True
        # Retired, hidden or borrowed: it stands where it would.
        return steps, len([step for step in steps if level(step) < level(one)]), False


@dataclass(frozen=True)
class Choice:
    """How somebody has arranged the steps of one exercise: keys of steps (`key_of`) in order, and hidden ones."""

    order: Sequence[str] = ()
    hidden: Sequence[str] = ()


def key_of(step: Resistance) -> str:
    """Return the name of a step: "none", "band:12", "band:12:ankles" or "weight:1.5:kg"."""
    if step.weight is not None:
        return f"weight:{format_decimal(step.weight)}:{step.unit}"
    if step.band_id is None:
        return "none"
    return f"band:{step.band_id}:{step.band_position}" if step.band_position else f"band:{step.band_id}"


def all_steps(
    *,
    asks_position: bool,
    allows_band: bool,
    weight_place: str,
    bands: Sequence[Resistance],
    weights: Sequence[Resistance],
) -> list[Resistance]:
    """Return every step of an exercise, easiest first, as long as nothing was rearranged.

    `bands` are the ones that somebody owns, in their order, and without a place; `weights`
    are in any order. Round an ankle the weights come first, elsewhere the bands. With a
    place each band goes from above the knees to the feet, and then comes the next band;
    there is no step without one.
    """
    if asks_position:
        return [replace(band, band_position=place) for band in bands for place in PLACES]
    banded = list(bands) if allows_band else []
    weighted = sorted(weights, key=level) if weight_place else []
    return [NO_RESISTANCE, *(weighted + banded if weight_place == "ankle" else banded + weighted)]


def arrange(steps: Sequence[Resistance], choice: Choice) -> list[Resistance]:
    """Return the steps in the order that was chosen; those that came later stand behind the one before them."""
    places = {key: place for place, key in enumerate(choice.order)}
    arranged: list[tuple[int, int, Resistance]] = []
    behind = -1
    for number, step in enumerate(steps):
        behind = places.get(key_of(step), behind)
        arranged.append((behind, number if key_of(step) not in places else -1, step))
    return [step for _place, _number, step in sorted(arranged, key=lambda one: one[:2])]


def ladder(steps: Sequence[Resistance], choice: Choice) -> Ladder:
    """Return the steps as arranged, without the hidden ones."""
    return Ladder(tuple(step for step in arrange(steps, choice) if key_of(step) not in choice.hidden))
