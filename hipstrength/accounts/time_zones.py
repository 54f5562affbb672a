"""Names of time zones, for validating and for choosing."""

from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Names in the database that are not places where people live.
NOT_PLACES = ("posix", "right", "SystemV", "Factory", "localtime")


@cache
def time_zone_names() -> tuple[str, ...]:
    """Return all names that browsers may report, sorted."""
    return tuple(sorted(name for name in available_timezones() if not name.startswith(NOT_PLACES)))


@cache
def time_zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the names grouped by continent, with spaces where the name has underlines."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in time_zone_names():
        group = name.split("/", 1)[0] if "/" in name else str(_("Other"))
        groups.setdefault(group, []).append((name, name.replace("_", " ")))
    return sorted(groups.items())


def validate_time_zone(name: str) -> None:
    """Raise ValidationError unless this is the name of a time zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValidationError(_("Choose a time zone from the list.")) from error
