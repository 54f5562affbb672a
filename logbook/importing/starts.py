"""When a workout of another app began, as phones write it. Pure.

Strong writes "2024-01-05 18:30:00", and "2024-01-05 6:30:00 PM" on a phone with a 12-hour clock. Hevy writes
"22 Nov 2024, 18:30", with the month in the language of the phone: "22 févr. 2024", "22 de nov. de 2024".
"""

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime
from functools import lru_cache

from django.utils.translation import gettext as _

from logbook.importing.checks import shown

# Each month in English, German, French, Spanish, Italian, Portuguese and Dutch, in small letters without accents.
# A phone shortens them at the end ("janv.", "juil.", "sept."), but for two of March. Django's catalogues shorten
# for pages, not as phones do ("fév.", "jui"), and are switched off on a site with one language.
MONTHS = (
    "january januar janvier enero gennaio janeiro januari",
    "february februar fevrier febrero febbraio fevereiro februari",
    "march marz mars marzo marco maart mrz mrt",
    "april avril abril aprile",
    "may mai mayo maggio maio mei",
    "june juni juin junio giugno junho",
    "july juli juillet julio luglio julho",
    "august aout agosto augustus",
    "september septembre septiembre setiembre settembre setembro",
    "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december dezember decembre diciembre dicembre dezembro",
)
SHORTEST = 3
CLOCK = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?(?: ?(?P<half>[ap]) ?m)?"
WORD = r"(?P<month>[^\W\d_]+)"
FORMS = [
    re.compile(f"{day}[t ]{CLOCK}")
    for day in (
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})",
        rf"(?P<day>[0-9]{{1,2}})(?: de)? {WORD}(?: de)? (?P<year>[0-9]{{4}})",
        rf"{WORD} (?P<day>[0-9]{{1,2}}) (?P<year>[0-9]{{4}})",
    )
]


def month_names() -> dict[str, set[int]]:
    """Return each name of a month, whole and shortened to three letters or more, with the months 1–12 that it means."""
    found: dict[str, set[int]] = {}
    for number, names in enumerate(MONTHS, start=1):
        for name in names.split():
            for length in range(SHORTEST, len(name) + 1):
                found.setdefault(name[:length], set()).add(number)
    return found


NUMBERS = {name: min(months) for name, months in month_names().items() if len(months) == 1}


def start_of(value: str, example: str) -> datetime | date:
    """Return when a workout began, as clocks showed it, or the day alone; aware where the file says the moment itself.

    Raises ValueError with words that have `example`, which is how the app writes a start.
    """
    written = value.strip()
    with suppress(ValueError):
        if len(written) == len("2024-01-05"):
            return date.fromisoformat(written)
        return datetime.fromisoformat(written)
    match = _matched(written)
    month = match and _month(match["month"])
    if match and month is not None:
        with suppress(ValueError):
            return _clocks(match, month)
    wrong = _("A start looks like %(example)s. Here is %(value)s.") % {"example": example, "value": shown(value)}
    if match and month is None:
        wrong += " " + _("Its month is not known here: set the app to English and export it again.")
    raise ValueError(wrong)


# All lines of a workout have the same start.
@lru_cache(maxsize=16)
def _matched(written: str) -> re.Match[str] | None:
    plain = _plain(written)
    return next(filter(None, (form.fullmatch(plain) for form in FORMS)), None)


def _month(name: str) -> int | None:
    """Return a month of a start, by its name or number; None where its name is not known."""
    return int(name) if name.isdecimal() else NUMBERS.get(name)


def _clocks(match: re.Match[str], month: int) -> datetime:
    day = int(match["year"]), month, int(match["day"])
    hour, half = int(match["hour"]), match["half"]
    if half:
        if not 1 <= hour <= 12:  # noqa: PLR2004 — of a clock
            raise ValueError(hour)
        hour = hour % 12 + 12 * (half == "p")
    return datetime(*day, hour, int(match["minute"]), int(match["second"] or 0))  # noqa: DTZ001 — as clocks showed it


def _plain(text: str) -> str:
    """Return a text in small letters without accents, with one plain space for all spaces, dots and commas."""
    # This also makes plain spaces of the narrow ones that phones put in front of PM.
    letters = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\s.,]+", " ", "".join(one for one in letters if not unicodedata.combining(one))).strip()
