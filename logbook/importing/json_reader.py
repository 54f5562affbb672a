"""Reading the JSON of this product (docs/export.md). Pure: text in, what it says and what is wrong in it out."""

import json
from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from logbook.importing import about
from logbook.importing.assembling import Assembler
from logbook.importing.checks import LONGEST_NUMBER, shown
from logbook.importing.found import MOST_ROWS, BrokenFileError, Found, Site
from logbook.importing.kinds import JSON, Recognised
from logbook.transfer.names import FORMAT, VERSION

# Sets, the exercises and workouts around them, and all else.
MOST_ENTRIES = 3 * MOST_ROWS
SECTIONS = ("bands", "goals", "week_reasons", "activities", "clinic_scores", "import_matches", "workouts")


def read_json(file: Recognised, site: Site) -> Found:
    """Return what a JSON says; raise BrokenFileError where it cannot be read as a whole."""
    document = _envelope(_parsed(file.text))
    found = Found()
    about.read_about(document, site, found)
    assembler = Assembler(site, found, JSON)
    for number, raw in enumerate(document["workouts"], start=1):
        assembler.add(raw, _("Workout %(number)s in the file") % {"number": number})
    assembler.finish()
    return found


def _parsed(text: str) -> Any:
    try:
        return json.loads(
            text, parse_float=_number, parse_int=_whole, parse_constant=_no_number, object_pairs_hook=_once_each
        )
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
            raise BrokenFileError(
                _("The JSON ends too early: a part of the file is missing. Export it again.")
            ) from error
        raise BrokenFileError(_("The JSON is damaged in line %(line)s.") % {"line": error.lineno}) from error
    except RecursionError as error:
        raise BrokenFileError(
            _("The JSON has lists within lists without end. No export of HipStrength does.")
        ) from error


def _number(text: str) -> Decimal | str:
    # A number that is longer than any of ours stays a text, which no check takes for one.
    try:
        return Decimal(text) if len(text) <= LONGEST_NUMBER else text
    except InvalidOperation:
        return text


def _whole(text: str) -> int | str:
    return int(text) if len(text) <= LONGEST_NUMBER else text


def _no_number(text: str) -> Any:
    raise BrokenFileError(_("The JSON has %(text)s in it, which is no number.") % {"text": text})


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        ((twice, _times),) = Counter(name for name, _value in pairs).most_common(1)
        raise BrokenFileError(_("The JSON has the name %(name)s twice in one place.") % {"name": shown(twice)})
    return values


def _envelope(document: Any) -> dict[str, Any]:
    """Return the document with all its sections, once it is one of ours that can be read here."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise BrokenFileError(_("This is JSON, but no export of HipStrength."))
    version = document.get("version")
    if type(version) is not int or version < 1:
        raise BrokenFileError(_("The version of this export is not known: %(value)s.") % {"value": shown(version)})
    if version > VERSION:
        words = _(
            "This file is of version %(version)s, from a newer HipStrength. This site reads up to version %(ours)s."
        )
        raise BrokenFileError(words % {"version": version, "ours": VERSION})
    sections = {name: _section(document, name) for name in SECTIONS}
    rows = sum(_length(done, "sets") for one in sections["workouts"] for done in _parts(one, "exercises"))
    if max(rows, len(sections["workouts"])) > MOST_ROWS:
        raise BrokenFileError(_("The file has more than 50,000 sets. Cut it into several files."))
    if _entries(document) > MOST_ENTRIES:
        raise BrokenFileError(_("The file has more than 150,000 entries in its lists. Cut it into several files."))
    return document | sections


def _section(document: dict[str, Any], name: str) -> list[Any]:
    section = document.get(name, [])
    if not isinstance(section, list):
        raise BrokenFileError(
            _("“%(name)s” in the JSON is a list. Here is %(value)s.") % {"name": name, "value": shown(section)}
        )
    return section


def _entries(document: Any) -> int:
    """Return how many things stand in all lists of a document together."""
    count, waiting = 0, [document]
    while waiting:
        one = waiting.pop()
        count += len(one) if isinstance(one, list) else 0
        waiting += [part for part in (one if isinstance(one, list) else one.values()) if isinstance(part, list | dict)]
    return count


def _parts(raw: Any, name: str) -> list[Any]:
    parts = raw.get(name) if isinstance(raw, dict) else None
    return parts if isinstance(parts, list) else []


def _length(raw: Any, name: str) -> int:
    return len(_parts(raw, name))
