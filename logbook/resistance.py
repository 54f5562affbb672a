"""Resistance: nothing, a band, or a weight. Pure; the rules are those of DOMAIN.md section 4.

Bands differ between makers, so a band is never turned into kilograms. A weight keeps
the number and the unit that were typed.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
            return f"{format_weight(self.weight)} {self.unit}"
        if self.band_id is None:
            return _("No resistance")
        name = self.band_name if "band" in self.band_name.lower() else _("%(name)s band") % {"name": self.band_name}
        return f"{name}, {position_label(self.band_position)}" if self.band_position else name


NO_RESISTANCE = Resistance()


def position_label(position: str) -> str:
    """Return the words for where the band is; "" for an unknown place."""
    return str(POSITION_LABELS.get(position, ""))


def format_weight(value: Decimal) -> str:
    """Return a weight without trailing zeros: "2.5", "10"."""
    return f"{value.normalize():f}"


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
            % {"low": format_weight(low), "high": format_weight(high), "unit": unit}
        )
    if value % step:
        raise ValueError(_("Use steps of %(step)s %(unit)s.") % {"step": format_weight(step), "unit": unit})


def in_kg(value: Decimal, unit: str) -> Decimal:
    """Return a weight in kilograms, for comparing only; what was typed is what is stored."""
    return value * KG_PER_LB if unit == LB else value


def is_heavy_for_ankle(resistance: Resistance) -> bool:
    """Return whether an ankle weight is over 5 kg."""
    return resistance.weight is not None and in_kg(resistance.weight, resistance.unit) > HEAVY_ANKLE_KG
