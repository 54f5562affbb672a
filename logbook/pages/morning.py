"""The question how a knee was the morning after a workout, ready for templates."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from logbook.mornings import LONGEST_AGO, has_come, to_ask
from logbook.people import Person
from logbook.reading import unanswered_mornings
from logbook.stored import StoredWorkout
from logbook.weeks import FIRST_DAY, day_title


@dataclass(frozen=True)
class MorningQuestion:
    """Asks about the workout called `public_id`, of a `day`; `error` says what was wrong with an answer."""

    public_id: uuid.UUID
    day: date
    error: str = ""

    @property
    def url(self) -> str:
        """Where the answer goes."""
        return reverse("logbook:workout-next-morning", args=[self.public_id])

    @property
    def title(self) -> str:
        """The day in words."""
        return day_title(self.day)


def morning_question(user: Person, *, today: date, now: datetime) -> MorningQuestion | None:
    """Return the question to ask a person at `now`, `today` where they are; None where there is none. One query."""
    first = max(today - LONGEST_AGO, FIRST_DAY)
    one = to_ask(unanswered_mornings(user, first, today - timedelta(days=1)), today=today, now=now)
    return MorningQuestion(one.public_id, one.day) if one else None


def question_of(workout: StoredWorkout, *, today: date, error: str = "") -> MorningQuestion | None:
    """Return the question about one workout, however old; None before its next morning, and once that is answered."""
    day = workout.entry.performed_on
    if workout.entry.pain_next_morning is not None or not (has_come(day, today) or error):
        return None
    return MorningQuestion(workout.public_id, day, error)
