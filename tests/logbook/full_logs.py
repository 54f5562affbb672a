"""Logs to make reports of: the example account, and somebody who has filled in everything there is."""

from datetime import date, timedelta

from django.core.management import call_command

from hipstrength.accounts.models import User
from logbook.entries import WARNING_SIGNS, ExerciseEntry
from logbook.models import set_week_reason
from tests.factories import band, done, kg, make_user, make_workout

# Wednesday.
TODAY = date(2026, 11, 18)
LONG_NOTE = "The knee was stiff after the stairs, and better after ten minutes of walking <b>slowly</b> & calmly. " * 5


def example() -> User:
    """Make the example account."""
    call_command("demo", "--email", "demo@example.org", "--password", "not used", verbosity=0)
    return User.objects.get(email="demo@example.org")


def full(weeks: int = 12, note: str = LONG_NOTE[:500]) -> User:
    """Make somebody whose log of so many weeks has every kind of thing in it, with names as long as they can be."""
    user = make_user(knee="both", target_sets=3, weights="0.5 kg, 1 kg")
    user.bands.filter(name="Light").update(name="A loop of the physio round the corner, 3")
    own = band(user, "A loop of the physio round the corner, 3", "above_knees")
    walks = done("banded-crab-walks", left=[15, 15, 15], right=[15, 14, 13], resistance=own, pain=2, note=note[:200])
    for number in range(weeks):
        monday = TODAY - timedelta(days=2, weeks=number)
        exercises = [
            done("clamshells", left=[20, 18, 17], right=[20, 20, 19], pain=3),
            done("side-lying-hip-abduction", left=[12, 12, 9], right=[14, 13, 12], resistance=kg("1"), pain=number % 7),
            ExerciseEntry("hip-bridges", skip_reason=["pain", "no_time", "no_band", "tired", "other"][number % 5]),
            walks,
        ]
        make_workout(
            user=user,
            day=monday,
            exercises=exercises,
            pain_before=number % 5,
            pain_next_morning=None if number % 3 else number % 6,
            warning_signs=WARNING_SIGNS if number in (3, 5) else (),
            note=note,
        )
        set_week_reason(user=user, week=user.week_of(monday), reason=["ill", "forgot", "not_helping"][number % 3])
    _say(user, weeks)
    return user


def _say(user: User, weeks: int) -> None:
    for name in (
        "Going down the stairs to the underground station at work, ",
        "Kneeling on the floor with the children, ",
        "Sitting through a long film, ",
    ):
        activity = user.activities.create(name=(name * 3)[:60])
        for number in range(0, weeks, 2):
            day = TODAY - timedelta(weeks=number)
            activity.ratings.create(week=user.week_of(day).number, rated_on=day, score=(number + 3) % 11)
    for number in range(3):
        user.clinic_scores.create(name=f"Score of the knee clinic {number} " + "x" * 30, value="72.5", scored_on=TODAY)
