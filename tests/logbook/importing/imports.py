"""What tests of the import share: importing a file in one go, and losing everything beforehand."""

import json
from datetime import UTC, datetime
from typing import Any

from hipstrength.accounts.models import User
from logbook.importing.comparing import Plan
from logbook.importing.found import FoundMatch
from logbook.importing.matching import keep_matches
from logbook.importing.stored import site_of
from logbook.importing.uploads import keep_upload, look_through, perform, plan_of
from logbook.models import ImportFile, ImportMatch, WorkoutExercise
from logbook.transfer.exporting import export_csv, export_json
from tests.factories import make_user
from tests.logbook.transfer.exports import NOW, fresh

# After every day that can be stored.
LATE = datetime(2101, 1, 1, tzinfo=UTC)
WORKOUT_ID = "11111111-1111-4111-8111-111111111111"
HEADER = (
    "date,started_at,exercise,revision,set,side,count,count_unit,band,band_position,weight_value,weight_unit,"
    "pain_before,pain_during,pain_next_morning,note,exercise_note,time_zone,workout"
)


def upload(user: User, data: bytes, *, now: datetime = NOW, name: str = "file") -> ImportFile:
    """Send a file, as the first page does."""
    kind = look_through(data, site_of(fresh(user), now))
    return keep_upload(user=user, name=name, kind=kind, data=data, now=now)


def planned(user: User, data: bytes, *, now: datetime = NOW, unit: str = "") -> Plan:
    """Return what importing a file would do."""
    return plan_of(fresh(user), upload(user, data, now=now), now, unit=unit)


def bring_in(user: User, data: bytes, *, now: datetime = NOW, unit: str = "", takes_settings: bool = True) -> Plan:
    """Import a file."""
    file = upload(user, data, now=now)
    return perform(fresh(user), file, now, unit=unit, takes_settings=takes_settings)


def problems_of(user: User, data: bytes, *, now: datetime = NOW, unit: str = "") -> list[tuple[str, str]]:
    """Return where something is wrong in a file, and why."""
    return told_problems(planned(user, data, now=now, unit=unit))


def exported_json(user: User) -> bytes:
    """Return somebody's export."""
    return b"".join(export_json(fresh(user), NOW))


def exported_csv(user: User) -> bytes:
    """Return somebody's sets."""
    return b"".join(export_csv(fresh(user)))


def lose_everything(user: User) -> User:
    """Delete somebody with all that is theirs, and let them sign up again."""
    email = user.email
    User.objects.get(pk=user.pk).delete()
    return make_user(email=email)


def workout(**changes: Any) -> dict[str, Any]:
    """Return a workout as the JSON has it."""
    bout = {"number": 1, "side": "left", "count": 12, "band": None, "band_position": "", "weight": None, "unit": ""}
    done = {
        "exercise": "clamshells",
        "revision": 1,
        "pain_during": None,
        "skip_reason": "",
        "note": "",
        "sets": [bout, bout | {"side": "right"}],
    }
    return {
        "id": WORKOUT_ID,
        "performed_on": "2025-03-03",
        "started_at": None,
        "time_zone": "Europe/Berlin",
        "revision": 1,
        "pain_before": None,
        "pain_next_morning": None,
        "warning_signs": [],
        "note": "",
        "exercises": [done],
    } | changes


def document(*workouts: Any, **sections: Any) -> bytes:
    """Return a whole JSON with these workouts and sections."""
    return json.dumps({"format": "hipstrength", "version": 1, "workouts": list(workouts), **sections}).encode()


def table(*rows: str, header: str = HEADER) -> bytes:
    """Return a whole CSV with these lines."""
    return "\r\n".join([header, *rows, ""]).encode()


def match_names(user: User) -> None:
    """Say what some names in Strong and Hevy mean; Squat is left out."""
    meant = {"Clamshell": "clamshells", "Glute Bridge": "hip-bridges", "Squat": None}
    for app in ImportMatch.App.values:
        keep_matches(user=user, matches=[FoundMatch(app, name, slug, "each") for name, slug in meant.items()])


def told_problems(plan: Plan) -> list[tuple[str, str]]:
    """Return where something is wrong, and why."""
    return [(one.place, one.text) for one in plan.problems]


def noted(user: User) -> list[tuple[str, str, int]]:
    """Return each stored exercise with its note and the number of its bouts."""
    rows = WorkoutExercise.objects.filter(workout__user=user).order_by("id").select_related("exercise")
    return [(row.exercise.slug, row.note, row.sets.count()) for row in rows]
