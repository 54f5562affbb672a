"""When to ask how a knee was the morning after a workout. Pure."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

# So long after a workout its next morning is still asked for.
ASKED_FOR = timedelta(hours=48)
# Where nobody knows when on its day a workout was, it is asked for on as many days after it.
ASKED_ON = timedelta(days=2)
# No workout of an earlier day is so young, even after a journey from one end of the earth's clocks to the other.
LONGEST_AGO = timedelta(days=4)


@dataclass(frozen=True)
class Unanswered:
    """A workout without a score for its next morning.

    `day` is its local date; `started_at` the moment when it began, None where it was dated by hand.
    """

    public_id: uuid.UUID
    day: date
    started_at: datetime | None

    def is_asked(self, *, today: date, now: datetime) -> bool:
        """Return whether to ask for it at the aware moment `now`, which is `today` where the person is.

        Never on its own day, and not when it is older than ASKED_FOR. Those 48 hours are
        counted on no calendar, so that a day of 23 or 25 hours changes nothing.
        """
        if not has_come(self.day, today):
            return False
        if self.started_at is None:
            return today - self.day <= ASKED_ON
        return now - self.started_at <= ASKED_FOR


def has_come(day: date, today: date) -> bool:
    """Return whether the next morning of a workout's day has come: from the person's next local date on."""
    return day < today


def to_ask(unanswered: Iterable[Unanswered], *, today: date, now: datetime) -> Unanswered | None:
    """Return which workout to ask about, of those without an answer, latest first; None where there is none."""
    return next((one for one in unanswered if one.is_asked(today=today, now=now)), None)
