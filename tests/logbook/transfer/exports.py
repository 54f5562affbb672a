"""What tests of the export and the import share: somebody who has everything, and the published schema."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from jsonschema import Draft202012Validator, FormatChecker

from exercises.models import Exercise
from exercises.versions import store
from hipstrength.accounts.models import User
from logbook.entries import ExerciseEntry, WorkoutEntry
from logbook.ladders import key_of
from logbook.models import Workout
from logbook.recording import correct_workout
from logbook.resistance import NO_RESISTANCE
from logbook.transfer.exporting import export_csv, export_json
from tests.factories import band, done, kg, lb, make_workout

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
DAY = date(2026, 11, 17)
# What JSON, CSV and spreadsheets have their trouble with.
ODD_NOTE = '=1+1, "müde" 🦵\r\nzweite Zeile; it\'s fine'
ODD_NAME = '@"Rot", breit'
# The parts of the JSON, in order.
JSON_KEYS = (
    *("format", "version", "exported_at", "profile", "bands", "goals", "week_reasons", "activities"),
    *("clinic_scores", "import_matches", "workouts", "exercises"),
)
FORMATS = FormatChecker(["date", "email", "uuid"])
SCHEMA: dict[str, Any] = json.loads((settings.BASE_DIR / "docs/export.schema.json").read_text(encoding="utf-8"))


def is_moment(value: object) -> bool:
    """Return whether a text is a moment with its distance from UTC; the library leaves that to others."""
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


FORMATS.checks("date-time", raises=ValueError)(is_moment)
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FORMATS)


def json_of(user: User, now: datetime = NOW) -> dict[str, Any]:
    """Return somebody's export as it is read, after it was held against the schema."""
    read: dict[str, Any] = json.loads(b"".join(export_json(fresh(user), now)))
    VALIDATOR.validate(read)
    return read


def csv_of(user: User) -> str:
    """Return somebody's sets as the file says them."""
    return b"".join(export_csv(fresh(user))).decode()


def rows_of(user: User) -> list[dict[str, str]]:
    """Return somebody's sets as Python's own reader of CSV reads the file, by column."""
    return [*csv.DictReader(io.StringIO(csv_of(user).removeprefix("\ufeff"), newline=""))]


def fresh(user: User) -> User:
    """Return somebody as a request finds them."""
    return User.objects.get(pk=user.pk)


def fill_everything(user: User) -> None:
    """Give somebody something in every place that the export has."""
    user.bands.filter(name="Medium").update(name=ODD_NAME, colour="pink", retired_at=NOW.replace(microsecond=123456))
    user.week_goals.create(set_on=DAY, days=4)
    user.week_goals.create(set_on=date(2026, 1, 5), days=2)
    user.week_reasons.create(week=1404, reason="not_helping")
    user.week_reasons.create(week=1400, reason="skipped")
    user.activities.create(name="Treppe, abwärts").ratings.create(week=1404, rated_on=DAY, score=7)
    aside = user.activities.create(name="=Laufen", retired_at=NOW)
    for week in (1401, 1399):
        aside.ratings.create(week=week, rated_on=date(2026, 10, 27), score=week % 11)
    user.clinic_scores.create(name="AKPS", value=Decimal("72.25"), scored_on=DAY)
    user.clinic_scores.create(name="KOOS-PF", value=64, scored_on=date(2026, 2, 1))
    user.import_matches.create(app="strong", name="Clamshell", exercise=Exercise.objects.get(slug="clamshells"))
    user.import_matches.create(app="hevy", name="Bench press", side="left")
    _fill_settings(user)
    _fill_workouts(user)


def _fill_settings(user: User) -> None:
    light = band(user)
    gone = user.bands.create(name="Gone", order=9)
    order = [key_of(NO_RESISTANCE), key_of(light), f"band:{gone.pk}", key_of(kg("1.5"))]
    crab = [key_of(band(user, "Heavy", "ankles")), key_of(band(user, ODD_NAME, "above_knees"))]
    gone.delete()
    User.objects.filter(pk=user.pk).update(
        week_start=User.WeekStart.SUNDAY,
        weight_unit="lb",
        knee="both",
        rest_seconds=0,
        rest_sound=True,
        weights="0.5 kg, 1 lb",
        weight_step=Decimal("0.25"),
        ladders={
            "hip-bridges": {"order": order, "hidden": [key_of(kg("1.5"))]},
            "banded-crab-walks": {"order": crab, "hidden": []},
        },
    )


def _fill_workouts(user: User) -> None:
    crab_walks = done("banded-crab-walks", left=[20, 18], right=[20], resistance=band(user, "Heavy", "ankles"))
    first = make_workout(
        user=user, day=DAY, exercises=[crab_walks, done("hip-bridges", both=[12], resistance=kg("2.5"))]
    )
    exercise = Exercise.objects.get(slug="clamshells")
    exercise.summary = "Another text."
    make_workout(user=user, day=DAY, exercises=[done("clamshells", left=[1], resistance=band(user, ODD_NAME))])
    store(exercise, by=None)
    whole = make_workout(
        user=user,
        day=date(2026, 11, 20),
        exercises=[
            done("clamshells", left=[12, 100], right=[10], resistance=band(user), pain=0, note=ODD_NOTE),
            ExerciseEntry("side-lying-hip-abduction", skip_reason="no_band", pain_during=10),
            done("hip-bridges", both=[15], resistance=lb("220")),
        ],
        pain_before=0,
        pain_next_morning=10,
        warning_signs=("locked", "swelling"),
        note=ODD_NOTE,
    )
    make_workout(user=user, day=date(2026, 1, 6), exercises=[], note="Only a note")
    # Dated by hand, and corrected.
    entry = WorkoutEntry(date(2026, 11, 2), first.entry.exercises, note="+ moved")
    exercises = {one.slug: one for one in Exercise.objects.all()}
    correct_workout(workout=first, entry=entry, exercises=exercises, seen=1)
    # In the hour that the end of summer time repeats, to the microsecond.
    at_night = datetime(2026, 10, 25, 1, 30, 0, 1, tzinfo=UTC)
    Workout.objects.filter(pk=whole.pk).update(started_at=at_night, performed_on=date(2026, 10, 25))
