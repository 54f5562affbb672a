"""Holding what a file says against what somebody has: what would be added, is there already, or differs. Pure.

What is there stays as it is: nothing is overwritten, and nothing is there twice afterwards.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from logbook.activities import MOST_ACTIVITIES
from logbook.bands import MOST_BANDS
from logbook.clinic_scores import MOST_SCORES
from logbook.decimals import format_decimal
from logbook.importing.found import (
    Found,
    FoundActivity,
    FoundBand,
    FoundMatch,
    FoundScore,
    FoundWorkout,
    Problem,
)
from logbook.importing.resistances import ladders_of
from logbook.importing.stored import Stored, StoredActivity
from logbook.importing.twins import Others, differences, missing_exercises
from logbook.models.bands import DEFAULT_BANDS
from logbook.models.knee import WeekReason
from logbook.names import comparable
from logbook.weeks import Week, period_title

# More names of other apps' exercises are not kept.
MOST_MATCHES = 1_000
T = TypeVar("T")


@dataclass
class Part:
    """How many of one kind of thing would be added, are there already, and are there but differ."""

    new: int = 0
    there: int = 0
    differing: int = 0


@dataclass
class Plan:
    """What an import would do.

    `differing` has pairs of what the file says and what is there, and so has `completed`, in which the
    file's one is cut down to the exercises that are to be added. `obstacles` say why nothing
    can be imported at all. With `replaces_bands` the person's bands become those of the file,
    which is only so when none was ever used.
    """

    found: Found
    stored: Stored
    takes_settings: bool
    workouts: list[FoundWorkout] = field(default_factory=list)
    differing: list[tuple[FoundWorkout, FoundWorkout]] = field(default_factory=list)
    completed: list[tuple[FoundWorkout, FoundWorkout]] = field(default_factory=list)
    bands: list[FoundBand] = field(default_factory=list)
    goals: list[tuple[date, int]] = field(default_factory=list)
    reasons: list[tuple[int, str]] = field(default_factory=list)
    activities: list[FoundActivity] = field(default_factory=list)
    # By the row of the activity that is there: number of the week, day, score.
    ratings: list[tuple[int, tuple[int, date, int]]] = field(default_factory=list)
    scores: list[FoundScore] = field(default_factory=list)
    matches: list[FoundMatch] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)
    # What is there and differs, beside workouts: what it is, what the file says, what is there.
    kept: list[tuple[str, str, str]] = field(default_factory=list)
    obstacles: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    replaces_bands: bool = False

    @property
    def sets(self) -> int:
        """How many bouts would be added."""
        return sum(one.bouts for one in self.written)

    @property
    def written(self) -> list[FoundWorkout]:
        """What would be added of workouts: new ones, and parts of those that are there."""
        return [*self.workouts, *(one for one, _twin in self.completed)]

    @property
    def adds(self) -> int:
        """How many things would be added, of whatever kind."""
        return sum(part.new for part in self.parts.values())

    @property
    def changed_settings(self) -> list[str]:
        """The columns of the person in which the file differs from what is there."""
        return [name for name, value in self.found.profile.items() if self.stored.settings[name] != value]

    @property
    def changes_steps(self) -> bool:
        """Whether the steps of resistance are arranged in another way than here."""
        bands = {comparable(band.name): band.pk for band in self.stored.bands}
        return self.found.ladders is not None and ladders_of(self.found.ladders, bands) != self.stored.ladders

    def complain(self, place: str, text: str) -> None:
        """Keep why something is left out."""
        self.problems.append(Problem(place, text))


def compare(found: Found, stored: Stored, *, takes_settings: bool) -> Plan:
    """Return what an import would do."""
    plan = Plan(found, stored, takes_settings, problems=sorted(found.problems, key=lambda one: one.line))
    _workouts(plan)
    _bands(plan)
    plan.goals = _by_key(plan, "goals", found.goals, stored.goals, (_goal_name, _goal_words))
    plan.reasons = _by_key(plan, "reasons", found.reasons, stored.reasons, (_reason_name, _reason_words))
    _activities(plan)
    _scores(plan)
    _matches(plan)
    return plan


def _workouts(plan: Plan) -> None:
    says, part = plan.found.says, Part()
    by_id = {one.public_id: one for one in plan.stored.workouts}
    twins = {one.public_id: by_id.pop(one.public_id) for one in plan.found.workouts if one.public_id in by_id}
    others = Others(by_id.values(), says)
    for one in plan.found.workouts:
        twin = twins.get(one.public_id) or others.take(one)
        if twin is None:
            plan.workouts.append(one)
        elif not differences(one, twin, says):
            part.there += 1
        elif plan.found.matched and (missing := missing_exercises(one, twin, says)):
            plan.completed.append((replace(one, exercises=missing), twin))
        else:
            plan.differing.append((one, twin))
    part.new, part.differing = len(plan.workouts), len(plan.differing)
    plan.parts |= {"workouts": part, "completed": Part(new=len(plan.completed))}


def _bands(plan: Plan) -> None:
    part, stored = Part(), {comparable(band.name): band for band in plan.stored.bands}
    listed = {comparable(band.name): band for band in plan.found.bands}
    plan.replaces_bands = plan.takes_settings and not plan.stored.uses_bands and _are_other_bands(plan)
    own = set(listed)
    # Bands that sets alone name, as in a CSV.
    for name in _named_bands(plan):
        listed.setdefault(comparable(name), FoundBand(name, "grey", 0, None))
    for key, band in listed.items():
        there = stored.get(key)
        if there is None or plan.replaces_bands:
            plan.bands.append(band)
        elif key in own and there.colour != band.colour:
            part.differing += 1
            plan.kept.append((_("Colour of the band %(name)s") % {"name": there.name}, band.colour, there.colour))
        else:
            part.there += 1
    part.new = len(plan.bands)
    plan.parts["bands"] = part
    stay = len(bands_that_stay(plan)) if plan.replaces_bands else len(stored)
    if stay + part.new > MOST_BANDS:
        words = _(
            "Your list has room for %(most)s bands, and it would have %(count)s. Delete some that you never used first."
        )
        plan.obstacles.append(words % {"most": MOST_BANDS, "count": stay + part.new})


def _are_other_bands(plan: Plan) -> bool:
    """Return whether the file lists bands, and not just those that are there."""
    there = [(band.name, band.colour, band.order, band.retired_at) for band in plan.stored.bands]
    listed = [(band.name, band.colour, band.order, band.retired_at) for band in plan.found.bands]
    return bool(listed) and listed != there


def bands_that_stay(plan: Plan) -> list[Any]:
    """Return the bands that stay behind those of the file when these replace them: what somebody made themselves."""
    gone = {comparable(band.name) for band in plan.bands}
    usual = {(str(name), colour) for name, colour in DEFAULT_BANDS}
    return [
        band
        for band in plan.stored.bands
        if comparable(band.name) not in gone and ((band.name, band.colour) not in usual or band.retired_at)
    ]


def _named_bands(plan: Plan) -> Iterable[str]:
    """Return the names of bands in sets that would be added, in the order of the file."""
    return dict.fromkeys(
        bout.band for one in plan.written for done in one.exercises for bout in done.sets if bout.band is not None
    )


def _by_key(
    plan: Plan,
    name: str,
    pairs: Sequence[tuple[Any, T]],
    stored: Mapping[Any, T],
    words: tuple[Callable[[Any], str], Callable[[T], str]],
) -> list[tuple[Any, T]]:
    """Return the pairs whose key is not there yet; `words` tell a key and a value."""
    part, new = Part(), []
    for key, value in pairs:
        if key not in stored:
            new.append((key, value))
        elif stored[key] == value:
            part.there += 1
        else:
            part.differing += 1
            plan.kept.append((words[0](key), words[1](value), words[1](stored[key])))
    part.new = len(new)
    plan.parts[name] = part
    return new


def _goal_name(day: date) -> str:
    return _("Goal from %(day)s") % {"day": period_title(day, day)}


def _goal_words(days: int) -> str:
    return ngettext("%(days)s day a week", "%(days)s days a week", days) % {"days": days}


def _reason_name(number: int) -> str:
    return _("Reason for the week %(week)s") % {"week": Week.numbered(number).title}


def _reason_words(reason: str) -> str:
    return str(WeekReason.Reason(reason).label)


def _activities(plan: Plan) -> None:
    part, ratings = Part(), Part()
    stored = {comparable(one.name): one for one in plan.stored.activities}
    for one in plan.found.activities:
        there = stored.get(comparable(one.name))
        if there is not None:
            part.there += 1
            _ratings(plan, one, there, ratings)
        elif len(stored) + len(plan.activities) < MOST_ACTIVITIES:
            plan.activities.append(one)
            ratings.new += len(one.ratings)
        else:
            words = _("At most %(count)s activities fit in, and this one has no room: %(name)s.")
            plan.complain(_("Activities"), words % {"count": MOST_ACTIVITIES, "name": one.name})
    part.new = len(plan.activities)
    plan.parts |= {"activities": part, "ratings": ratings}


def _ratings(plan: Plan, one: FoundActivity, there: StoredActivity, part: Part) -> None:
    for rating in one.ratings:
        week, _day, score = rating
        if week not in there.scores:
            part.new += 1
            plan.ratings.append((there.pk, rating))
        elif there.scores[week] == score:
            part.there += 1
        else:
            part.differing += 1
            words = _("%(activity)s in the week %(week)s")
            name = words % {"activity": there.name, "week": Week.numbered(week).title}
            plan.kept.append((name, str(score), str(there.scores[week])))


def _scores(plan: Plan) -> None:
    part = Part()
    stored = {(day, comparable(name)): value for day, name, value in plan.stored.scores}
    for one in plan.found.scores:
        there = stored.get((one.scored_on, comparable(one.name)))
        if there is None and len(stored) + len(plan.scores) >= MOST_SCORES:
            words = _("At most %(count)s scores fit in, and this one has no room: %(name)s.")
            plan.complain(_("Clinic scores"), words % {"count": MOST_SCORES, "name": one.name})
        elif there is None:
            plan.scores.append(one)
        elif there == one.value:
            part.there += 1
        else:
            part.differing += 1
            name = f"{one.name}, {period_title(one.scored_on, one.scored_on)}"
            plan.kept.append((name, format_decimal(one.value), format_decimal(there)))
    part.new = len(plan.scores)
    plan.parts["scores"] = part


def _matches(plan: Plan) -> None:
    part, stored = Part(), plan.stored.matches
    for one in plan.found.matches:
        there = stored.get((one.app, one.name))
        if there is None and len(stored) + len(plan.matches) >= MOST_MATCHES:
            words = _("At most %(count)s names of other apps are kept, and this one has no room: %(name)s.")
            plan.complain(_("Exercises of other apps"), words % {"count": MOST_MATCHES, "name": one.name})
        elif there is None:
            plan.matches.append(one)
        elif there == (one.exercise, one.side):
            part.there += 1
        else:
            part.differing += 1
            plan.kept.append((one.name, one.exercise or _("left out"), there[0] or _("left out")))
    part.new = len(plan.matches)
    plan.parts["matches"] = part
