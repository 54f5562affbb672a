"""Pain scores 0–10: what they mean, in words, and whether a knee has settled. Pure.

The zones are those of pain monitoring (Thomeé 1997, Silbernagel 2007; DOMAIN.md section 5).
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from logbook.entries import MOST_PAIN

# From here on an exercise is too much for the day (DOMAIN.md section 5).
TOO_MUCH_PAIN = 6
# A knee has not settled when the next morning's score is so much above the one before the workout (likewise).
TOO_MUCH_MORE = 2
# When people are asked: before the workout, at its worst during an exercise, and the morning after.
BEFORE, DURING, NEXT_MORNING = "before", "during", "next_morning"
# What the ends of the scale are called; nobody needs words for the numbers between.
ENDS = {0: gettext_lazy("no pain"), MOST_PAIN: gettext_lazy("worst pain I can think of")}


@dataclass(frozen=True)
class Zone:
    """The scores from `least` on, up to the next zone, and what to do about them.

    `before`, `during` and `next_morning` are said beside a score of that moment, `saved`
    of the highest score of a workout that is stored.
    """

    least: int
    before: Any
    during: Any
    next_morning: Any
    saved: Any

    def sentence(self, moment: str) -> str:
        """Return what it means at BEFORE, DURING or NEXT_MORNING."""
        return str({BEFORE: self.before, DURING: self.during, NEXT_MORNING: self.next_morning}[moment])


FINE = Zone(
    least=0,
    before=gettext_lazy("That is fine. You can carry on."),
    during=gettext_lazy("That is fine. You can carry on."),
    next_morning=gettext_lazy("That is fine, unless it is 2 or more above your score before the workout."),
    saved=gettext_lazy("A knee pain of 2 or less is fine. You can carry on."),
)
WATCH = Zone(
    least=3,
    before=gettext_lazy("That is OK if it settles by tomorrow morning. Do not make anything harder today."),
    during=gettext_lazy("That is OK if it settles by tomorrow morning. Stay at this level."),
    next_morning=gettext_lazy(
        "That is OK, unless it is 2 or more above your score before the workout. Stay at this level."
    ),
    saved=gettext_lazy("A knee pain of 3 to 5 is OK if it settles by tomorrow morning. Stay at this level."),
)
STOP = Zone(
    least=TOO_MUCH_PAIN,
    before=gettext_lazy("That is too much for today. Leave out what hurts, and choose an easier version next time."),
    during=gettext_lazy("That is too much for today. Stop this exercise, and choose an easier version next time."),
    next_morning=gettext_lazy("That is too much. Go easy on your knee today, and choose an easier version next time."),
    saved=gettext_lazy(
        "A knee pain of 6 or more is too much for today. Stop the exercise that hurt, and choose an easier version"
        " next time."
    ),
)
ZONES = (FINE, WATCH, STOP)


def zone_of(score: int) -> Zone:
    """Return the zone of a score; raise ValueError for what is not from 0 to 10."""
    if not 0 <= score <= MOST_PAIN:
        raise ValueError(f"a score is from 0 to {MOST_PAIN}, not {score}")
    return max((zone for zone in ZONES if zone.least <= score), key=lambda zone: zone.least)


def has_settled(before: int | None, next_morning: int | None) -> bool:
    """Return whether a knee has settled by the next morning (DOMAIN.md section 5); None is a score that is missing."""
    if next_morning is None:
        return True
    return next_morning < TOO_MUCH_PAIN and (before is None or next_morning < before + TOO_MUCH_MORE)


def morning_words(before: int | None, next_morning: int) -> str:
    """Say what the score of the next morning means beside the one before the workout, None where that is missing."""
    if next_morning >= TOO_MUCH_PAIN:
        return STOP.sentence(NEXT_MORNING)
    if not has_settled(before, next_morning):
        words = _("Your knee hurts more than before the workout: %(before)s then, %(now)s the next morning.")
        return f"{words % {'before': before, 'now': next_morning}} {_('Choose an easier version next time.')}"
    if next_morning >= WATCH.least:
        return _("That is OK. Stay at this level for now.")
    return FINE.sentence(DURING)
