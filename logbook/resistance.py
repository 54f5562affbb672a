"""Resistance: nothing, a band, or a weight. Pure; the rules are those of DOMAIN.md section 4.

Bands differ between makers, so a band is never turned into kilograms. A weight keeps
the number and the unit that were typed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from logbook.decimals import format_decimal

KG, LB = "kg", "lb"
# Smallest, largest and step of a weight, by unit (DOMAIN.md section 4).
WEIGHT_LIMITS = {
    KG: (Decimal("0.25"), Decimal(100), Decimal("0.25")),
    LB: (Decimal("0.5"), Decimal(220), Decimal("0.5")),
}
KG_PER_LB = Decimal("0.45359237")
# Above this an ankle weight deserves a question, not a refusal (DOMAIN.md section 4).
HEAVY_ANKLE_KG = Decimal(5)
POSITION_LABELS = {
    "above_knees": gettext_lazy("above the knees"),
    "ankles": gettext_lazy("ankles"),
    "feet": gettext_lazy("feet"),
}
# Checked before Decimal sees the text: "sNaN" and "1e309" are numbers to it.
WEIGHT_PATTERN = re.compile(r"[0-9]{1,4}([.,][0-9]{1,4})?", re.ASCII)


@dataclass(frozen=True)
class Resistance:
    """What a set was done against: nothing, a band, or a weight; never two of them.

    `weight` is in `unit` ("kg" or "lb"); `band_order` counts from the user's easiest
    band. Two are equal when they are the same band at the same place, or the same
    weight in the same unit. Raises ValueError for any other combination.
    """

    band_id: int | None = None
    band_name: str = field(default="", compare=False)
    band_order: int = field(default=0, compare=False)
    band_position: str = ""
    weight: Decimal | None = None
    unit: str = ""

    def __post_init__(self) -> None:
        if self.band_id is not None and self.weight is not None:
            raise ValueError("a band and a weight together")
        if (self.weight is None) != (not self.unit):
            raise ValueError("a weight and its unit belong together")
        if self.band_position and self.band_id is None:
            raise ValueError("a band position without a band")

    @property
    def label(self) -> str:
        """The words that people see: "Light band, ankles", "2.5 kg", "No resistance"."""
        if self.weight is not None:
            return f"{format_decimal(self.weight)} {self.unit}"
        if self.band_id is None:
            return _("No resistance")
        name = self.band_name if "band" in self.band_name.lower() else _("%(name)s band") % {"name": self.band_name}
        return f"{name}, {position_label(self.band_position)}" if self.band_position else name


NO_RESISTANCE = Resistance()
# From easy to hard (DOMAIN.md section 3); "" where nobody asked.
POSITIONS = ("", *POSITION_LABELS)
NOTHING, BAND, WEIGHT = range(3)
UP, DOWN, OTHER = "up", "down", "other"
Levels = Mapping[int, tuple[int, Decimal, int]]


def level(one: Resistance) -> tuple[int, Decimal, int]:
    """Return the kind of a resistance, and two numbers that grow with it.

    A band is more than nothing, and so is a weight; between the two, order means nothing.
    """
    if one.weight is not None:
        return WEIGHT, in_kg(one.weight, one.unit), 0
    if one.band_id is not None:
        return BAND, Decimal(one.band_order), POSITIONS.index(one.band_position)
    return NOTHING, Decimal(0), 0


def highest(resistances: Iterable[Resistance]) -> tuple[Resistance, ...]:
    """Return the hardest band and the heaviest weight; no resistance where there was neither."""
    hardest: dict[int, Resistance] = {}
    for one in resistances:
        kind = level(one)[0]
        if kind not in hardest or level(one) > level(hardest[kind]):
            hardest[kind] = one
    return tuple(hardest[kind] for kind in (BAND, WEIGHT) if kind in hardest) or tuple(hardest.values())


def step_between(before: Iterable[Resistance], now: Iterable[Resistance]) -> str:
    """Return which way resistance went: UP, DOWN, OTHER where that cannot be said, or "" where it stayed.

    Anything is more than no resistance. A band and a weight are never held against each
    other (DOMAIN.md section 4): more of one and less of the other is neither.
    """
    levels = {one[0]: one for one in map(level, before)}, {one[0]: one for one in map(level, now)}
    if not all(levels) or levels[0] == levels[1]:
        return ""
    is_up, is_down = _is_more(*levels), _is_more(*reversed(levels))
    if is_up == is_down:
        return OTHER
    return UP if is_up else DOWN


def _is_more(before: Levels, now: Levels) -> bool:
    """Return whether some kind is higher than before; after no resistance, every kind is."""
    if set(before) == {NOTHING}:
        return set(now) != {NOTHING}
    return any(now[kind] > before[kind] for kind in now.keys() & before.keys())


def position_label(position: str) -> str:
    """Return the words for where the band is; "" for an unknown place."""
    return str(POSITION_LABELS.get(position, ""))


def parse_weight(text: str) -> Decimal:
    """Read a weight as people type it, with a point or a comma; raise ValueError for anything else."""
    stripped = text.strip()
    if not WEIGHT_PATTERN.fullmatch(stripped):
        raise ValueError(_("Type a number such as 2.5."))
    return Decimal(stripped.replace(",", "."))


def check_weight(value: Decimal, unit: str) -> None:
    """Raise ValueError, with words for the person, when a weight is outside its unit's range or between two steps."""
    low, high, step = WEIGHT_LIMITS[unit]
    if not low <= value <= high:
        raise ValueError(
            _("Use a weight from %(low)s to %(high)s %(unit)s.")
            % {"low": format_decimal(low), "high": format_decimal(high), "unit": unit}
        )
    if value % step:
        raise ValueError(_("Use steps of %(step)s %(unit)s.") % {"step": format_decimal(step), "unit": unit})


def in_kg(value: Decimal, unit: str) -> Decimal:
    """Return a weight in kilograms, for comparing only; what was typed is what is stored."""
    return value * KG_PER_LB if unit == LB else value


def is_heavy_for_ankle(resistance: Resistance) -> bool:
    """Return whether an ankle weight is over 5 kg."""
    return resistance.weight is not None and in_kg(resistance.weight, resistance.unit) > HEAVY_ANKLE_KG
