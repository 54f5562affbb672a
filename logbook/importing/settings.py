"""Reading the settings in a JSON: each is checked as the page of settings would."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from logbook.importing import checks
from logbook.importing.found import Found
from logbook.transfer.names import WEEK_STARTS
from logbook.weights import parse_weights

# Columns of the person, as the file has them, and what a value of them is in Python.
KINDS: dict[str, type | tuple[type, ...]] = {
    "time_zone": str,
    "week_start": str,
    "weight_unit": str,
    "knee": str,
    "rest_seconds": int,
    "rest_sound": bool,
    "rest_vibration": bool,
    "wants_advice": bool,
    "target_sets": int,
    "pain_limit": int,
    "weights": str,
    "weight_step": (int, Decimal),
}


def read_settings(raw: Mapping[str, Any], found: Found, place: str) -> None:
    """Read the settings that a profile has into `found`; one that is missing stays as it is."""
    for name, kind in KINDS.items():
        if name not in raw:
            continue
        label = str(column(name).verbose_name)
        try:
            found.profile[name] = _checked(name, kind, raw[name])
        except ValueError as error:
            found.complain(f"{place}, {label}", error)


def column(name: str) -> Any:
    """Return the column of the person that has a setting."""
    return get_user_model()._meta.get_field(name)


def _checked(name: str, kind: type | tuple[type, ...], value: Any) -> Any:
    words = _("This setting cannot be %(value)s.") % {"value": checks.shown(value)}
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ValueError(words)
    if isinstance(value, str):
        checks.text(value, column(name).max_length or len(value), str(column(name).verbose_name))
    if name == "week_start":
        value = next((number for number, day in WEEK_STARTS.items() if day == value), None)
    if name == "weights":
        parse_weights(value, "kg")
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(words)
    try:
        return column(name).clean(value, None)
    except ValidationError as error:
        raise ValueError(words) from error
