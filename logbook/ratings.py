"""How much trouble the knee gives with an activity, rated once a week. Pure: values in, words out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

# From "no trouble" to "cannot do it": higher is worse, as with pain (DOMAIN.md section 5).
MOST_TROUBLE = 10
TROUBLE_ENDS = {0: gettext_lazy("no trouble at all"), MOST_TROUBLE: gettext_lazy("cannot do it")}
# A smaller change is no change to speak of (DOMAIN.md section 5).
CLEAR_CHANGE = 2


@dataclass(frozen=True, order=True)
class Rating:
    """One week's rating: the number of the week (`Week.number`), the day it was given on, and the score 0–10."""

    week: int
    day: date
    score: int


def change_words(ratings: Sequence[Rating]) -> str:
    """Tell the first rating against the latest one: "Easier: from 7 to 4 in 6 weeks".

    "About the same" below 2 points; "" as long as there are not two weeks to compare. It
    says what was rated, and never why.
    """
    if not ratings:
        return ""
    first, latest = min(ratings), max(ratings)
    weeks = latest.week - first.week
    if not weeks:
        return ""
    words = ngettext(
        "%(change)s: from %(first)s to %(latest)s in %(weeks)s week",
        "%(change)s: from %(first)s to %(latest)s in %(weeks)s weeks",
        weeks,
    )
    change = _change(latest.score - first.score)
    return words % {"change": change, "first": first.score, "latest": latest.score, "weeks": weeks}


def _change(difference: int) -> str:
    if abs(difference) < CLEAR_CHANGE:
        return _("About the same")
    return _("Easier") if difference < 0 else _("Harder")


def week_by_week(ratings: Sequence[Rating], most: int) -> list[tuple[int, int | None]]:
    """Return number and score of each week from the first to the latest rating, None between; the last `most` weeks."""
    if not ratings:
        return []
    scores = {rating.week: rating.score for rating in ratings}
    latest = max(scores)
    return [(week, scores.get(week)) for week in range(max(min(scores), latest - most + 1), latest + 1)]
