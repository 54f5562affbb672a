"""Checks of single values. Pure.

Each returns the value, or raises ValueError with a sentence that has what was there.
"""

import re
import uuid
from collections.abc import Callable, Container
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from logbook.decimals import format_decimal
from logbook.entries import MOST_PAIN, MOST_REPS, MOST_SETS
from logbook.names import NameField
from logbook.resistance import KG, LB, WEIGHT_LIMITS, check_weight
from logbook.transfer.names import week_number
from logbook.weeks import FIRST_DAY, LAST_DAY, SUNDAY, WEEK_ZERO, parse_day

# A spreadsheet may write 12 as "12.0".
WHOLE = re.compile(r"([0-9]{1,9})(?:[.,]0{1,9})?", re.ASCII)
# Checked before Decimal sees the text. Whoever turns pounds into kilograms writes 20.000000000000004 and the like.
WEIGHT = re.compile(r"[0-9]{1,4}([.,][0-9]{1,20})?", re.ASCII)
# So far beside a step a number is still that step.
ROUNDING = Decimal("0.000001")
T = TypeVar("T")
LONGEST_SHOWN = 40
LONGEST_NUMBER = 20
# Far from the end of the column: corrections count on.
LARGEST_REVISION = 1_000_000
ZONE_NAME = re.compile(r"[A-Za-z0-9_+\-/]{1,64}", re.ASCII)
SURROGATE = re.compile("[\ud800-\udfff]")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d(:\d\d)?)?", re.ASCII)


class Together:
    """Does several checks and raises all that they said at once.

    The value of a check that failed is `instead`, which nobody sees: `done` raises then.
    """

    def __init__(self) -> None:
        self.faults: list[str] = []

    def check(self, instead: T, function: Callable[..., T], *args: Any) -> T:
        """Return what a check returns; keep what it raises."""
        try:
            return function(*args)
        except ValueError as error:
            self.faults.append(str(error))
            return instead

    def done(self) -> None:
        """Raise ValueError where anything was wrong."""
        if self.faults:
            raise ValueError(" ".join(self.faults))


def shown(value: Any) -> str:
    """Return what stood in the file, short enough to be told."""
    if isinstance(value, Decimal):
        value = str(value)
    text = value if isinstance(value, str) else type_name(value)
    text = SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text).replace("\0", "\N{REPLACEMENT CHARACTER}")
    if len(text) > LONGEST_SHOWN:
        text = f"{text[:LONGEST_SHOWN]}…"
    return f"“{text}”"


def type_name(value: Any) -> str:
    """Return a number as it is, and the name of anything that is no single value."""
    if value is None:
        return _("nothing")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return _("a list")
    return _("a group of values") if isinstance(value, dict) else str(value)


def whole(value: Any, low: int, high: int, words: str) -> int:
    """Return a whole number from `low` to `high`; `words` say what it has to be."""
    if type(value) is int and low <= value <= high:
        return value
    if isinstance(value, Decimal):
        value = str(value)
    if isinstance(value, str):
        match = WHOLE.fullmatch(value.strip())
        if match and low <= int(match[1]) <= high:
            return int(match[1])
    raise ValueError(_("%(rule)s Here is %(value)s.") % {"rule": words, "value": shown(value)})


def count(value: Any) -> int:
    """Return reps or steps, 1–100."""
    return whole(value, 1, MOST_REPS, _("Reps or steps are a whole number from 1 to 100."))


def set_number(value: Any) -> int:
    """Return the number of a set, 1–20."""
    return whole(value, 1, MOST_SETS, _("Sets have numbers from 1 to 20."))


def revision(value: Any) -> int:
    """Return a revision, 1 or more."""
    return whole(value, 1, LARGEST_REVISION, _("A revision is a whole number from 1 to 1,000,000."))


def pain(value: Any, words: str = "") -> int | None:
    """Return a pain score 0–10, None where it was not answered."""
    if value is None or value == "":
        return None
    return whole(value, 0, MOST_PAIN, words or _("Pain is a whole number from 0 to 10."))


def text(value: Any, longest: int, name: str) -> str:
    """Return a text of at most `longest` characters; `name` says what it is."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(_("%(name)s is a text. Here is %(value)s.") % {"name": name, "value": shown(value)})
    if "\0" in value or SURROGATE.search(value):
        raise ValueError(
            _("%(name)s has a character that cannot be stored: %(value)s.") % {"name": name, "value": shown(value)}
        )
    if len(value) > longest:
        words = _("%(name)s has %(count)s characters, and %(longest)s fit: %(value)s.")
        raise ValueError(words % {"name": name, "count": len(value), "longest": longest, "value": shown(value)})
    return value


def name(value: Any, longest: int, label: str) -> str:
    """Return a name as the forms of the log make it (`NameField`); `label` says what it is."""
    tidy = text(" ".join(value.split()) if isinstance(value, str) else value, longest, label)
    try:
        return _cleaned_name(tidy, longest)
    except ValidationError as error:
        words = _("%(name)s: %(rule)s Here is %(value)s.")
        raise ValueError(words % {"name": label, "rule": " ".join(error.messages), "value": shown(value)}) from error


@lru_cache(maxsize=128)
def _cleaned_name(tidy: str, longest: int) -> str:
    # Remembered, because the same few bands stand in thousands of sets. What is refused is not.
    return str(NameField("", longest).clean(tidy))


def one_of(value: Any, choices: Container[str], name: str) -> str:
    """Return a value that is among `choices`; `name` says what it is."""
    if isinstance(value, str) and value in choices:
        return value
    raise ValueError(_("%(name)s is not known here: %(value)s.") % {"name": name, "value": shown(value)})


def past_day(value: Any, today: date) -> date:
    """Return a day from 2000 to `today`, written as 2025-03-05."""
    day = any_day(value)
    if day > today:
        raise ValueError(_("The day %(value)s has not come yet.") % {"value": shown(value)})
    return day


def any_day(value: Any) -> date:
    """Return a day from 2000 to 2100, written as 2025-03-05."""
    try:
        return parse_day(value.strip() if isinstance(value, str) else "")
    except ValueError as error:
        raise ValueError(
            _("A date looks like 2025-03-05, from 2000 to 2100. Here is %(value)s.") % {"value": shown(value)}
        ) from error


def week(value: Any) -> int:
    """Return the number of the week that begins on a day (`Week.number`)."""
    try:
        day = date.fromisoformat(value.strip() if isinstance(value, str) else "")
        is_ours = len(value.strip()) == len("2025-03-05") and WEEK_ZERO[SUNDAY] <= day <= LAST_DAY
    except ValueError:
        is_ours = False
    if not is_ours:
        raise ValueError(_("A week is its first day, as in 2025-03-03. Here is %(value)s.") % {"value": shown(value)})
    return week_number(day)


def moment(value: Any, zone: ZoneInfo | None = None) -> datetime | None:
    """Return a moment in UTC, None for nothing; without an offset it is what clocks in `zone` showed."""
    if value is None or value == "":
        return None
    words = _("A moment looks like 2025-03-05T18:30:00+01:00. Here is %(value)s.") % {"value": shown(value)}
    written = value.strip() if isinstance(value, str) else ""
    if not MOMENT.fullmatch(written):
        raise ValueError(words)
    try:
        read = datetime.fromisoformat(written)
        if read.tzinfo is None:
            if zone is None:
                raise ValueError(words)
            read = read.replace(tzinfo=zone)
        found = read.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(words) from error
    if not FIRST_DAY - timedelta(days=2) <= found.date() <= LAST_DAY + timedelta(days=2):
        raise ValueError(words)
    return found


def start_as_written(value: str, found: datetime) -> datetime:
    """Return the start that a file has, which `moment` found: without a zone where it says no offset."""
    read = datetime.fromisoformat(value.strip())
    return read if read.tzinfo is None else found


def zone_name(value: Any) -> str:
    """Return the name of a time zone; one that this system does not know is kept, too."""
    if isinstance(value, str) and ZONE_NAME.fullmatch(value):
        return value
    raise ValueError(_("A time zone looks like Europe/Berlin. Here is %(value)s.") % {"value": shown(value)})


def zone_of(name: str, fallback: ZoneInfo) -> ZoneInfo:
    """Return a time zone by name; `fallback` where the name is not known."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return fallback


def identity(value: Any) -> uuid.UUID | None:
    """Return the id of a workout, None for none."""
    if value is None or value == "":
        return None
    try:
        if isinstance(value, str) and len(value) == len(str(uuid.UUID(int=0))):
            return uuid.UUID(value)
    except ValueError:
        pass
    raise ValueError(_("This is no id of a workout: %(value)s.") % {"value": shown(value)})


def weight(value: Any, unit: Any) -> tuple[Decimal | None, str]:
    """Return a weight with its unit; None and "" for none. Range and steps are those of the log form.

    A number within a millionth of a step is that step: floating point makes 20.000000000000004 of 20.
    """
    if (value is None or value == "") and (unit is None or unit == ""):
        return None, ""
    if unit not in (KG, LB):
        raise ValueError(_("The unit of a weight is kg or lb. Here is %(value)s.") % {"value": shown(unit)})
    number = weight_number(value)
    nearest = nearest_step(number, unit)
    meant = nearest if abs(nearest - number) <= ROUNDING else number
    try:
        check_weight(meant, unit)
    except ValueError as error:
        words = _("%(rule)s Here is %(value)s %(unit)s.")
        raise ValueError(words % {"rule": error, "value": format_decimal(number), "unit": unit}) from error
    return meant, unit


def nearest_step(number: Decimal, unit: str) -> Decimal:
    """Return the multiple of the unit's step that is nearest to a number; it may be out of range."""
    step = WEIGHT_LIMITS[unit][2]
    return (number / step).quantize(Decimal(1), ROUND_HALF_EVEN) * step


def weight_number(value: Any) -> Decimal:
    """Return a number with a point or a comma."""
    written = str(value) if type(value) in (str, int, Decimal) else ""
    if not WEIGHT.fullmatch(written.strip()):
        raise ValueError(_("A weight is a number such as 2.5. Here is %(value)s.") % {"value": shown(value)})
    return Decimal(written.strip().replace(",", "."))


def in_words(weight_value: Decimal | None, unit: str) -> str:
    """Return a weight as people read it."""
    return f"{format_decimal(weight_value)} {unit}" if weight_value is not None else ""
