"""Files on their way in: keeping one, looking it through, importing it, throwing it away."""

import hashlib
import uuid
import zlib
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from logbook.importing import kinds
from logbook.importing.comparing import Plan, compare
from logbook.importing.csv_reader import read_csv
from logbook.importing.foreign import Sheet, find
from logbook.importing.found import Found, FoundMatch, Site
from logbook.importing.hevy import read_hevy
from logbook.importing.json_reader import read_json
from logbook.importing.stored import read_stored, site_of
from logbook.importing.strong import read_strong
from logbook.importing.suggesting import likely_exercise
from logbook.importing.writing import ChangedMeanwhileError, write
from logbook.models import ImportFile
from logbook.models.imports import LONGEST_FILE_NAME
from logbook.people import Person

KEPT_FOR = timedelta(days=1)
# So many names of exercises are asked about; more than anybody does are left out.
MOST_NAMES = 200
# How often an import is worked out anew when something changes just then.
ATTEMPTS = 3
FAST = 1
OWN = {kinds.JSON: read_json, kinds.CSV: read_csv}
APPS = {kinds.STRONG: read_strong, kinds.HEVY: read_hevy}


class NotMatchedError(Exception):
    """Somebody has not said yet which exercises the names in a file mean, or which unit its weights have."""


def look_through(data: bytes, site: Site) -> str:
    """Return the kind of a file, all of which was read once; raise BrokenFileError, with words for the person."""
    file = kinds.recognise(data)
    if file.kind in APPS:
        APPS[file.kind](file)
        return file.kind
    OWN[file.kind](file, site)
    return file.kind


def keep_upload(*, user: Person, name: str, kind: str, data: bytes, now: datetime) -> ImportFile:
    """Keep a file until it is imported, in the place of the one before."""
    shown = "".join(letter for letter in name if letter.isprintable())[:LONGEST_FILE_NAME] or _("file")
    values = {
        "public_id": uuid.uuid4(),
        "name": shown,
        "kind": kind,
        "content": zlib.compress(data, FAST),
        "uploaded_at": now,
    }
    file, _is_new = ImportFile.objects.update_or_create(user_id=user.pk, defaults=values)
    return file


def uploads_of(user: Person, now: datetime) -> QuerySet[ImportFile]:
    """Return the file of somebody that waits, if any; one older than a day is as good as gone."""
    return ImportFile.objects.filter(user_id=user.pk, uploaded_at__gte=now - KEPT_FOR)


def delete_old_uploads(now: datetime) -> None:
    """Delete the files that nobody imported within a day."""
    ImportFile.objects.filter(uploaded_at__lt=now - KEPT_FOR).delete()


def sheet_of(file: ImportFile) -> Sheet | None:
    """Return the lines of an app's file; None where the file is one of ours."""
    return APPS[file.kind](_read(file)) if file.kind in APPS else None


def names_of(sheet: Sheet, site: Site) -> list[str]:
    """Return the names to ask about: first those that seem to mean an exercise of ours, then by their sets."""
    counts = sheet.names
    by_sets = sorted(counts, key=lambda name: (-counts[name], name))
    # Sorting keeps the order of what is equal.
    return sorted(by_sets, key=lambda name: not likely_exercise(name, site.exercises))[:MOST_NAMES]


def matches_of(user: Person, app: str, site: Site) -> dict[str, FoundMatch]:
    """Return what somebody said about an app's names; not where an exercise was taken off the site since."""
    rows = user.import_matches.filter(app=app).values_list("app", "name", "exercise__slug", "side")
    matches = [FoundMatch(*row) for row in rows]
    return {one.name: one for one in matches if one.exercise is None or site.exercises[one.exercise].is_published}


def plan_of(
    user: Person, file: ImportFile, now: datetime, *, unit: str = "", takes_settings: bool | None = None
) -> Plan:
    """Return what importing a file would do; `unit` is of weights for which the file says none.

    With `takes_settings` None the settings are taken over where nothing was ever logged.
    Raises NotMatchedError as long as names or the unit are open, and BrokenFileError where an
    upgrade in between reads the file no longer.
    """
    site = site_of(user, now)
    found = _found(user, file, site, unit)
    found.names = {slug: known.name for slug, known in site.exercises.items()}
    stored = read_stored(user, found)
    takes = not stored.has_workouts if takes_settings is None else takes_settings
    return compare(found, stored, takes_settings=takes and bool(found.profile))


def perform(
    user: Person,
    file: ImportFile,
    now: datetime,
    *,
    matched: str | None = None,
    unit: str = "",
    takes_settings: bool = False,
) -> Plan:
    """Import a file and return what was done; `matched` is that of the plan to which somebody said yes, if any did.

    Raises GoneError when it was imported, replaced or cancelled meanwhile, ChangedMeanwhileError when the names of
    the file mean something else by now or too much is changed at the same time, and what `plan_of` raises. Nothing
    is imported then.
    """
    for _attempt in range(ATTEMPTS):
        plan = plan_of(user, file, now, unit=unit, takes_settings=takes_settings)
        if plan.obstacles or matched not in (None, plan.found.matched):
            break
        try:
            write(user=user, file_id=file.public_id, plan=plan, now=now)
        except (ChangedMeanwhileError, IntegrityError):
            continue
        return plan
    raise ChangedMeanwhileError


def _found(user: Person, file: ImportFile, site: Site, unit: str) -> Found:
    sheet = sheet_of(file)
    if sheet is None:
        return OWN[file.kind](_read(file), site)
    matches = matches_of(user, file.kind, site)
    if not is_matched(sheet, site, matches) or (sheet.needs_unit and not unit):
        raise NotMatchedError
    found = find(sheet, site, matches, unit)
    names = sheet.names
    used = sorted((name, repr(one)) for name, one in matches.items() if name in names)
    found.matched = hashlib.sha256(repr(used).encode()).hexdigest()
    return found


def is_matched(sheet: Sheet, site: Site, matches: Mapping[str, FoundMatch]) -> bool:
    """Return whether somebody has said of all names what they mean."""
    return all(name in matches for name in names_of(sheet, site))


def _read(file: ImportFile) -> kinds.Recognised:
    return kinds.recognise(zlib.decompress(bytes(file.content)))
