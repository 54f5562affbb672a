"""The weight that somebody lifted, from the number that another app made of it. Pure.

Strong and Hevy turn all weights into the one unit of their export, with two decimals or more: 50 lb stand there as
22.68 kg. Such a number is no weight of this log, while the one it was made of is.
"""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from logbook.importing import checks
from logbook.resistance import KG, KG_PER_LB, LB, check_weight

# By the unit of the file: the other one, and what one of the file's is in it.
OTHER = {KG: (LB, 1 / KG_PER_LB), LB: (KG, KG_PER_LB)}
# Two decimals are at most 0.005 beside the exact number, in the unit of the file.
TOLERANCE = Decimal("0.006")
TURNED_BACK = {
    KG: gettext_lazy("Weights in kg that are full steps in lb, such as 22.68 kg (50 lb), come in as lb"),
    LB: gettext_lazy("Weights in lb that are full steps in kg, such as 22.05 lb (10 kg), come in as kg"),
}


def lifted(value: str, unit: str) -> tuple[Decimal | None, str]:
    """Return a weight as it was lifted; its unit is the other one where only there it is a weight of this log.

    Raises ValueError, with words for the person, where it is none in either unit.
    """
    try:
        return checks.weight(value, unit)
    except ValueError as error:
        other = _in_other_unit(value, unit)
        if other is None:
            words = _("%(rule)s To bring it in, first change the number in the file, then send the file again.")
            raise ValueError(words % {"rule": error}) from error
        return other


def _in_other_unit(value: str, unit: str) -> tuple[Decimal, str] | None:
    if unit not in OTHER:
        return None
    try:
        number = checks.weight_number(value)
        other, factor = OTHER[unit]
        nearest = checks.nearest_step(number * factor, other)
        check_weight(nearest, other)
    except ValueError:
        return None
    return (nearest, other) if abs(nearest / factor - number) <= TOLERANCE else None
