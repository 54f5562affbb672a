"""Reading what a JSON says beside the workouts: bands, goals, reasons, the knee, other apps, settings. Pure."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from logbook.clinic import parse_score
from logbook.decimals import format_decimal
from logbook.importing import checks
from logbook.importing.assembling import LONGEST_BAND, band_name
from logbook.importing.found import (
    Found,
    FoundActivity,
    FoundBand,
    FoundLadder,
    FoundMatch,
    FoundScore,
    FoundStep,
    Site,
)
from logbook.importing.settings import read_settings
from logbook.models import Band, ImportMatch
from logbook.models.imports import LONGEST_FOREIGN_NAME
from logbook.models.knee import LONGEST_ACTIVITY, LONGEST_SCORE_NAME
from logbook.names import comparable
from logbook.reasons import REASONS, SKIPPED
from logbook.resistance import POSITIONS, WEIGHT_LIMITS
from logbook.transfer.steps import HEAVIEST
from logbook.weeks import DAYS_IN_WEEK

Raw = Mapping[str, Any]
# Far from the end of the column, because bands may be put behind it.
LARGEST_ORDER = 10_000
# As exact as the log lets anybody type a weight.
SMALLEST = Decimal("0.0001")


@dataclass
class Context:
    """Where the entries of one section go, and which names or days were there."""

    site: Site
    found: Found
    seen: set[Hashable] = field(default_factory=set)

    def once(self, key: Hashable, words: str, value: str) -> None:
        """Refuse what was there before."""
        if key in self.seen:
            raise ValueError(words % {"value": checks.shown(value)})
        self.seen.add(key)


def read_about(document: Raw, site: Site, found: Found) -> None:
    """Read all sections of a document but its workouts into `found`."""
    readers: dict[str, tuple[str, Callable[[Raw, Context, str], None]]] = {
        "bands": (_("Band %(number)s"), _band),
        "goals": (_("Goal %(number)s"), _goal),
        "week_reasons": (_("Reason for a week, %(number)s"), _reason),
        "activities": (_("Activity %(number)s"), _activity),
        "clinic_scores": (_("Clinic score %(number)s"), _score),
        "import_matches": (_("Exercise of another app, %(number)s"), _match),
    }
    for section, (name, read) in readers.items():
        context = Context(site, found)
        for number, raw in enumerate(document[section], start=1):
            place = name % {"number": number}
            try:
                read(_group(raw), context, place)
            except ValueError as error:
                found.complain(place, error)
    _profile(document.get("profile"), site, found)


def _group(raw: Any) -> Raw:
    if not isinstance(raw, dict):
        raise ValueError(_("Here is no group of values, but %(value)s.") % {"value": checks.shown(raw)})
    return raw


def _band(raw: Raw, to: Context, place: str) -> None:
    name = checks.name(raw.get("name"), LONGEST_BAND, _("The name of the band"))
    to.once(comparable(name), _("The file has a band of this name twice: %(value)s."), name)
    order = checks.whole(raw.get("order", 0), 0, LARGEST_ORDER, _("The order of a band is a whole number."))
    retired_at, colour = checks.moment(raw.get("retired_at")), raw.get("colour")
    if colour not in Band.Colour.values:
        to.found.complain(
            place, _("The colour %(value)s is not known here; the band becomes grey.") % {"value": checks.shown(colour)}
        )
        colour = Band.Colour.GREY.value
    to.found.bands.append(FoundBand(name, str(colour), order, retired_at))


def _goal(raw: Raw, to: Context, _place: str) -> None:
    day = checks.past_day(raw.get("set_on"), to.site.today)
    to.once(day, _("The file has two goals of the same day: %(value)s."), day.isoformat())
    days = checks.whole(raw.get("days"), 1, DAYS_IN_WEEK, _("A goal is a whole number of days from 1 to 7."))
    to.found.goals.append((day, days))


def _reason(raw: Raw, to: Context, _place: str) -> None:
    week = checks.week(raw.get("week"))
    to.once(week, _("The file has two reasons for the same week: %(value)s."), raw["week"])
    reason = checks.one_of(raw.get("reason"), {*REASONS, SKIPPED}, _("The reason"))
    to.found.reasons.append((week, reason))


def _activity(raw: Raw, to: Context, place: str) -> None:
    name = checks.name(raw.get("name"), LONGEST_ACTIVITY, _("The name of the activity"))
    to.once(comparable(name), _("The file has this activity twice: %(value)s."), name)
    retired_at = checks.moment(raw.get("retired_at"))
    listed = raw.get("ratings") or []
    if not isinstance(listed, list):
        raise ValueError(
            _("“%(name)s” is a list. Here is %(value)s.") % {"name": "ratings", "value": checks.shown(listed)}
        )
    ratings: dict[int, tuple[int, Any, int]] = {}
    for number, one in enumerate(listed, start=1):
        try:
            rating = _rating(_group(one), to.site)
            if rating[0] in ratings:
                raise ValueError(_("This week is rated twice: %(value)s.") % {"value": checks.shown(one["week"])})
            ratings[rating[0]] = rating
        except ValueError as error:
            to.found.complain(_("%(place)s, rating %(number)s") % {"place": place, "number": number}, error)
    to.found.activities.append(FoundActivity(name, retired_at, tuple(ratings.values())))


def _rating(raw: Raw, site: Site) -> tuple[int, Any, int]:
    score = checks.whole(raw.get("score"), 0, 10, _("A rating is a whole number from 0 to 10."))
    return checks.week(raw.get("week")), checks.past_day(raw.get("rated_on"), site.today), score


def _score(raw: Raw, to: Context, _place: str) -> None:
    name = checks.name(raw.get("name"), LONGEST_SCORE_NAME, _("The name of the score"))
    day, value = checks.past_day(raw.get("scored_on"), to.site.today), raw.get("value")
    to.once((day, comparable(name)), _("The file has this score twice on one day: %(value)s."), name)
    try:
        score = parse_score(str(value) if type(value) in (int, Decimal, str) else "")
    except ValueError as error:
        raise ValueError(f"{error} {_('Here is %(value)s.') % {'value': checks.shown(value)}}") from error
    to.found.scores.append(FoundScore(name, score, day))


def _match(raw: Raw, to: Context, _place: str) -> None:
    app = checks.one_of(raw.get("app"), ImportMatch.App.values, _("The app"))
    name = checks.text(raw.get("name"), LONGEST_FOREIGN_NAME, _("The name in the app"))
    exercise = raw.get("exercise")
    if exercise is not None:
        checks.one_of(exercise, to.site.exercises, _("The exercise"))
    side = checks.one_of(raw.get("side"), ImportMatch.Side.values, _("The side"))
    to.once((app, name), _("The file has this name twice: %(value)s."), name)
    to.found.matches.append(FoundMatch(app, name, exercise, side))


def _profile(raw: Any, site: Site, found: Found) -> None:
    if raw is None:
        return
    place = _("Your settings")
    try:
        group = _group(raw)
        steps = group.get("steps") or []
        if not isinstance(steps, list):
            raise ValueError(
                _("“%(name)s” is a list. Here is %(value)s.") % {"name": "steps", "value": checks.shown(steps)}
            )
    except ValueError as error:
        found.complain(place, error)
        return
    read_settings(group, found, place)
    if "steps" in group:
        found.ladders = _ladders(steps, site, found)


def _ladders(steps: list[Any], site: Site, found: Found) -> list[FoundLadder] | None:
    """Return how steps are arranged; None where one is wrong, so that those that are there stay."""
    try:
        return [_ladder(_group(one), site) for one in steps]
    except ValueError as error:
        found.complain(_("Your steps of resistance"), error)
        return None


def _ladder(raw: Raw, site: Site) -> FoundLadder:
    slug = checks.one_of(raw.get("exercise"), site.exercises, _("The exercise"))
    return FoundLadder(slug, _steps(raw.get("order")), _steps(raw.get("hidden")))


def _steps(listed: Any) -> tuple[FoundStep, ...]:
    if not isinstance(listed, list):
        raise ValueError(_("Steps are a list. Here is %(value)s.") % {"value": checks.shown(listed)})
    return tuple(_step(_group(one)) for one in listed)


def _step(raw: Raw) -> FoundStep:
    if raw.get("band") is not None:
        position = checks.one_of(raw.get("band_position", ""), POSITIONS, _("The place of the band"))
        return FoundStep(band_name(raw["band"]), position)
    if raw.get("weight") is None and not raw.get("unit"):
        return FoundStep()
    unit = checks.one_of(raw.get("unit"), WEIGHT_LIMITS, _("The unit of a weight"))
    return FoundStep(weight=_weight_of_step(raw.get("weight")), unit=unit)


def _weight_of_step(value: Any) -> Decimal:
    """Return a weight that the settings can make a step; it may lie between those that can be logged."""
    number = checks.weight_number(value)
    if not 0 < number <= HEAVIEST or number % SMALLEST:
        words = _("A step is a weight above 0 and up to %(most)s, with four decimals at most. Here is %(value)s.")
        raise ValueError(words % {"most": format_decimal(HEAVIEST), "value": checks.shown(value)})
    return number
