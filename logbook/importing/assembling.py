"""Making workouts of what a JSON or CSV of ours says. Pure.

Every value is checked; what is wrong is told, and left out. A raw workout is the dict that
stands in the JSON; of a CSV, each part of it carries its "line".
"""

import uuid
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from logbook.entries import MOST_SETS, SIDES, SKIP_REASONS, WARNING_SIGNS
from logbook.importing import checks
from logbook.importing.found import Found, FoundExercise, FoundSet, FoundWorkout, KnownExercise, Site
from logbook.importing.kinds import CSV
from logbook.resistance import POSITIONS
from logbook.weeks import period_title

Raw = Mapping[str, Any]
LONGEST_NOTE, LONGEST_EXERCISE_NOTE, LONGEST_BAND = 500, 200, 40
NO_WEIGHT: tuple[Decimal | None, str] = (None, "")
NO_BAND: tuple[str | None, str] = (None, "")
# Ids of workouts that have none of their own are made in here, so that they are the same every time.
IDS = uuid.UUID("5d7b4a0e-6c1f-4f5e-9d0a-2f1c8e3b7a64")


def made_id(*parts: object) -> uuid.UUID:
    """Return the id of a workout that has none, from what tells it from others."""
    return uuid.uuid5(IDS, "|".join(str(part) for part in parts))


class Assembler:
    """Makes workouts one after the other, and remembers which ids were there."""

    def __init__(self, site: Site, found: Found, kind: str) -> None:
        self.site, self.found, self.kind = site, found, kind
        # In a JSON, a "line" is just another name that nobody asked for.
        self.has_lines = kind == CSV
        self.ids: set[uuid.UUID] = set()
        self.changed_texts: dict[tuple[str, int], int] = {}

    def add(self, raw: Any, place: str | int) -> None:
        """Check a raw workout and keep it; `place` says where it is as long as its day is not known."""
        if not isinstance(raw, dict):
            self.found.complain(place, _("This is no workout: %(value)s.") % {"value": checks.shown(raw)})
            return
        told = len(self.found.problems)
        try:
            day = checks.past_day(raw.get("performed_on"), self.site.today)
            if not self.has_lines:
                place = _("Workout of %(day)s") % {"day": period_title(day, day)}
            head = self._head(raw, day)
            listed = _listed(raw, "exercises")
        except ValueError as error:
            self.found.complain(place, error)
            return
        exercises = tuple(self._exercises(listed, place))
        if exercises or len(self.found.problems) == told:
            self.ids.add(head["public_id"])
            self.found.workouts.append(FoundWorkout(**head, exercises=exercises))

    def _head(self, raw: Raw, day: date) -> dict[str, Any]:
        own_id = checks.identity(raw.get("id"))
        zone_name = checks.zone_name(raw["time_zone"]) if raw.get("time_zone") else self.site.time_zone
        zone = checks.zone_of(zone_name, self.site.zone)
        started_at = checks.moment(raw.get("started_at"), zone)
        if started_at and abs(started_at.astimezone(zone).date() - day) > timedelta(days=1):
            words = _("The start, %(start)s, is on another day than the workout, %(day)s.")
            raise ValueError(words % {"start": checks.shown(raw["started_at"]), "day": day.isoformat()})
        return {
            "public_id": self._identity(own_id, day, raw, started_at),
            "has_id": own_id is not None,
            "performed_on": day,
            "started_at": started_at,
            "time_zone": zone_name,
            "revision": checks.revision(raw.get("revision", 1)),
            "pain_before": checks.pain(raw.get("pain_before")),
            "pain_next_morning": checks.pain(raw.get("pain_next_morning")),
            "warning_signs": _signs(raw),
            "note": checks.text(raw.get("note"), LONGEST_NOTE, _("The note of the workout")),
        }

    def _identity(self, own: uuid.UUID | None, day: date, raw: Raw, started_at: datetime | None) -> uuid.UUID:
        if own is not None:
            if own in self.ids:
                raise ValueError(_("The file has this workout twice: its id %(id)s was there before.") % {"id": own})
            return own
        # Another time zone of the person makes another moment of what clocks showed, and no other workout.
        start = started_at and checks.start_as_written(raw["started_at"], started_at)
        made, nth = made_id(self.kind, day, start, 0), 0
        while made in self.ids:
            nth += 1
            made = made_id(self.kind, day, start, nth)
        return made

    def _exercises(self, listed: list[Any], of_workout: str | int) -> Iterator[FoundExercise]:
        seen: set[str] = set()
        for raw in listed:
            place = raw["line"] if self.has_lines else of_workout
            try:
                known = self._known(raw, seen)
            except ValueError as error:
                self.found.complain(place, error)
                continue
            seen.add(known.slug)
            done = self._exercise(raw, known, place if self.has_lines else f"{place}, {known.name}")
            if done is not None:
                yield done

    def _known(self, raw: Any, seen: set[str]) -> KnownExercise:
        if not isinstance(raw, dict):
            raise ValueError(_("This is no exercise: %(value)s.") % {"value": checks.shown(raw)})
        slug = raw.get("exercise")
        known = self.site.exercises.get(slug) if isinstance(slug, str) else None
        if known is None:
            raise ValueError(_("This site has no exercise called %(value)s.") % {"value": checks.shown(slug)})
        if known.slug in seen:
            raise ValueError(_("The workout has the exercise %(value)s twice.") % {"value": checks.shown(slug)})
        return known

    def _exercise(self, raw: Raw, known: KnownExercise, place: str | int) -> FoundExercise | None:
        told = len(self.found.problems)
        try:
            revision = checks.revision(raw["revision"]) if raw.get("revision") not in (None, "") else None
            pain = checks.pain(raw.get("pain_during"))
            note = checks.text(raw.get("note"), LONGEST_EXERCISE_NOTE, _("The note of the exercise"))
            reason = raw.get("skip_reason") or ""
            if reason:
                checks.one_of(reason, SKIP_REASONS, _("The reason for leaving the exercise out"))
            listed = _listed(raw, "sets")
            if reason and listed:
                words = _("It has sets, and a reason for leaving it out: %(value)s.")
                raise ValueError(words % {"value": checks.shown(reason)})
        except ValueError as error:
            self.found.complain(place, error)
            return None
        sets = tuple(self._sets(listed, known, known.sides_at.get(revision or 0, known.sides), place))
        if not sets and len(self.found.problems) > told and not note and pain is None:
            return None
        return FoundExercise(known.slug, sets, self._revision(known, revision), pain, reason, note)

    def _revision(self, known: KnownExercise, revision: int | None) -> int | None:
        """Return a revision that this site has, None for the current one."""
        if revision is None or revision in known.sides_at:
            return revision
        self.changed_texts[known.slug, revision] = self.changed_texts.get((known.slug, revision), 0) + 1
        return None

    def _sets(self, listed: list[Any], known: KnownExercise, sides: str, place: str | int) -> Iterator[FoundSet]:
        seen: set[tuple[int, str]] = set()
        for nth, raw in enumerate(listed, start=1):
            try:
                bout = _bout(raw, known, SIDES[sides])
                if (bout.number, bout.side) in seen:
                    words = _("Set %(number)s, %(side)s, of this exercise is there twice.")
                    raise ValueError(words % {"number": bout.number, "side": side_name(bout.side)})
            except ValueError as error:
                self.found.complain(raw["line"] if self.has_lines else _set_place(raw, place, nth), error)
                continue
            seen.add((bout.number, bout.side))
            yield bout

    def finish(self) -> None:
        """Say what became of revisions that this site does not have."""
        for (slug, revision), times in sorted(self.changed_texts.items()):
            words = _(
                "%(exercise)s: this site lacks revision %(revision)s of the text and takes the current one: %(count)s."
            )
            name = self.site.exercises[slug].name
            self.found.remarks.append(words % {"exercise": name, "revision": revision, "count": times})


def _bout(raw: Any, known: KnownExercise, sides: tuple[str, ...]) -> FoundSet:
    if not isinstance(raw, dict):
        raise ValueError(_("This is no set: %(value)s.") % {"value": checks.shown(raw)})
    together = checks.Together()
    number = together.check(0, checks.set_number, raw.get("number"))
    side = together.check("", _side, raw.get("side"), known, sides)
    count = together.check(0, checks.count, raw.get("count"))
    weight, unit = together.check(NO_WEIGHT, checks.weight, raw.get("weight"), raw.get("unit"))
    band, position = together.check(NO_BAND, _band, raw)
    if band is not None and weight is not None:
        words = _("A set has a band or a weight, and here are both: %(band)s and %(weight)s.")
        together.faults.append(words % {"band": checks.shown(band), "weight": checks.in_words(weight, unit)})
    together.done()
    return FoundSet(number, side, count, band, position, weight, unit)


def _side(side: Any, known: KnownExercise, sides: tuple[str, ...]) -> str:
    if side in sides:
        return str(side)
    words = _("%(exercise)s has no side called %(value)s. Its sides: %(sides)s.")
    names = ", ".join(side_name(one) for one in sides)
    raise ValueError(words % {"exercise": known.name, "value": checks.shown(side), "sides": names})


def _band(raw: Raw) -> tuple[str | None, str]:
    band, position = raw.get("band") or None, raw.get("band_position") or ""
    if band is not None:
        band = band_name(band)
    if position:
        checks.one_of(position, POSITIONS, _("The place of the band"))
        if band is None:
            raise ValueError(
                _("The place of a band is given, %(value)s, and no band.") % {"value": checks.shown(position)}
            )
    return band, position


def band_name(value: Any) -> str:
    """Return the name of a band as its form makes it; raise ValueError for what the form refuses."""
    return checks.name(value, LONGEST_BAND, _("The name of the band"))


def side_name(side: str) -> str:
    """Return a side as files have it: left, right, both."""
    return side


def _signs(raw: Raw) -> tuple[str, ...]:
    signs = _listed(raw, "warning_signs")
    for sign in signs:
        checks.one_of(sign, WARNING_SIGNS, _("The warning sign"))
    return tuple(dict.fromkeys(signs))


def _listed(raw: Raw, name: str) -> list[Any]:
    value = raw.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise ValueError(_("“%(name)s” is a list. Here is %(value)s.") % {"name": name, "value": checks.shown(value)})
    return value


def _set_place(raw: Any, place: str | int, nth: int) -> str:
    number = raw.get("number") if isinstance(raw, dict) else None
    if type(number) is int and 1 <= number <= MOST_SETS:
        return _("%(place)s, set %(number)s") % {"place": place, "number": number}
    return _("%(place)s, entry %(nth)s of its sets") % {"place": place, "nth": nth}
