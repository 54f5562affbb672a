"""Reading what somebody has for the export, with the same few queries for each hundred workouts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Count

from exercises.models import TEXT_FIELDS, Exercise
from logbook.models import ActivityRating
from logbook.people import Person
from logbook.transfer import told
from logbook.transfer.told import Told

# Workouts that are read at once; ten years are 16 times as many.
AT_ONCE = 100
COLUMNS = (
    *told.OF_WORKOUT,
    *(f"exercises__{name}" for name in told.OF_EXERCISE),
    *(f"exercises__sets__{name}" for name in told.OF_SET),
)
ORDER = (
    *("performed_on", "id", "exercises__exercise__order", "exercises__exercise__slug"),
    *("exercises__sets__number", "exercises__sets__side"),
)
OF_TEXT = ("id", "slug", "revision", *TEXT_FIELDS)


def years(user: Person) -> list[tuple[int, int]]:
    """Return the years in which somebody logged, oldest first, each with the number of its workouts."""
    counted = user.workouts.order_by("performed_on__year").values("performed_on__year").annotate(count=Count("id"))
    return list(counted.values_list("performed_on__year", "count"))


def workout_ids(user: Person, year: int | None = None) -> list[int]:
    """Return the row numbers of all workouts, or of those of a year, oldest first."""
    chosen = user.workouts.all() if year is None else user.workouts.filter(performed_on__year=year)
    return list(chosen.order_by("performed_on", "id").values_list("id", flat=True))


def workouts(user: Person, ids: Sequence[int], band_names: Mapping[int, str]) -> Iterator[Told]:
    """Yield the workouts with these row numbers that are still there, each of them whole.

    Raises KeyError for a set with a band that is not among `band_names`.
    """
    for place in range(0, len(ids), AT_ONCE):
        chosen = user.workouts.filter(id__in=ids[place : place + AT_ONCE])
        # In one query: whoever corrects a workout meanwhile is either before it or after it.
        yield from told.workouts_told(chosen.order_by(*ORDER).values_list(*COLUMNS), band_names)


def bands(user: Person) -> dict[int, Told]:
    """Return the bands by their row number, in their order."""
    rows = user.bands.order_by("order", "id").values_list("id", "name", "colour", "order", "retired_at")
    return {pk: told.band_told(*row) for pk, *row in rows}


def goals(user: Person) -> list[Told]:
    """Return all goals, oldest first."""
    return [told.goal_told(*row) for row in user.week_goals.order_by("set_on").values_list("set_on", "days")]


def week_reasons(user: Person) -> list[Told]:
    """Return the reasons for weeks, oldest first."""
    rows = user.week_reasons.order_by("week").values_list("week", "reason")
    return [told.reason_told(*row, week_start=user.week_start) for row in rows]


def activities(user: Person) -> list[Told]:
    """Return the activities with their ratings, in the order in which they were added."""
    ratings: dict[int, list[Told]] = {}
    found = ActivityRating.objects.filter(activity__in=user.activities.all()).order_by("week")
    for pk, week, day, score in found.values_list("activity_id", "week", "rated_on", "score"):
        ratings.setdefault(pk, []).append(told.rating_told(week, day, score, week_start=user.week_start))
    rows = user.activities.order_by("id").values_list("id", "name", "retired_at")
    return [told.activity_told(name, retired_at, ratings.get(pk, [])) for pk, name, retired_at in rows]


def clinic_scores(user: Person) -> list[Told]:
    """Return the scores of clinics, oldest first."""
    rows = user.clinic_scores.order_by("scored_on", "id").values_list("name", "value", "scored_on")
    return [told.clinic_score_told(*row) for row in rows]


def import_matches(user: Person) -> list[Told]:
    """Return which exercise the names of other apps mean."""
    rows = user.import_matches.order_by().values_list("app", "name", "exercise__slug", "side")
    # In Python: databases do not agree on the order of names.
    return [told.match_told(*row) for row in sorted(rows)]


def counts() -> dict[str, str]:
    """Return what each exercise is counted in, by its slug."""
    return dict(Exercise.objects.order_by().values_list("slug", "counts"))


def texts(named: Iterable[tuple[str, int]]) -> list[Told]:
    """Return the texts of exercises as they were at the revisions that are named, by slug and revision.

    A text that is kept nowhere is left out.
    """
    wanted = set(named)
    current = [*Exercise.objects.filter(slug__in={slug for slug, _number in wanted}).values_list(*OF_TEXT)]
    # By row number: a slug may have been that of another exercise, which was deleted.
    older = Exercise.history.filter(
        id__in=[pk for pk, *_text in current], revision__in={number for _slug, number in wanted}
    )
    kept = older.exclude(history_type="-").order_by("history_id").values_list(*OF_TEXT)
    found = {(slug, number): text for _pk, slug, number, *text in (*kept, *current)}
    return [_text_told(*key, found[key]) for key in sorted(wanted & found.keys())]


def _text_told(slug: str, revision: int, fields: Sequence[Any]) -> Told:
    return {"slug": slug, "revision": revision, **dict(zip(TEXT_FIELDS, fields, strict=True))}


def named_in(workout: Told) -> Iterator[tuple[str, int]]:
    """Yield the slug and the revision of each exercise in a workout."""
    return ((done["exercise"], done["revision"]) for done in workout["exercises"])
