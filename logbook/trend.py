"""Whether knee pain changed over weeks. Pure; the rule is that of DOMAIN.md section 5.

Two spans of seven days are compared, because a single score says little: the latest
one, up to the day of the latest score, and the earliest one that has enough scores.

- The latest span ends with a score and not with today or a week: who trains on Monday,
  Wednesday and Friday would else have too few scores on each Monday morning.
- The earliest span needs enough scores, or somebody's one try-out would silence a whole
  year. It is chosen by how many scores there are, never by what they say.
- There is no second comparison, such as with the seven days before: of many comparisons
  one looks clear by chance.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from logbook.history import PainSummary
from logbook.weeks import DAYS_IN_WEEK

SPAN = timedelta(days=DAYS_IN_WEEK)
ONE_DAY = timedelta(days=1)
ENOUGH_SCORES = 3
# In points of the mean, on the scale from 0 to 10.
CLEAR_CHANGE = 2
LOWER, SAME, HIGHER, UNKNOWN = "lower", "same", "higher", ""


@dataclass(frozen=True)
class Span:
    """Pain scores within seven days: the days of the first and of the last of them, and what they add up to."""

    first: date
    last: date
    pain: PainSummary


@dataclass(frozen=True)
class Trend:
    """Two spans that share no day; `earlier` is None when none before the latest has enough scores."""

    earlier: Span | None
    latest: Span

    @property
    def change(self) -> str:
        """Whether pain is clearly LOWER or HIGHER or about the SAME; UNKNOWN with too few scores on one side."""
        return change_between(self.earlier.pain, self.latest.pain) if self.earlier else UNKNOWN


def change_between(earlier: PainSummary, latest: PainSummary) -> str:
    """Return what two means are to each other, as `Trend.change` tells it; the means are exact, not the shown ones."""
    if min(earlier.count, latest.count) < ENOUGH_SCORES:
        return UNKNOWN
    # The difference of the means and the limit, both times the two counts: whole numbers.
    difference = latest.total * earlier.count - earlier.total * latest.count
    limit = CLEAR_CHANGE * earlier.count * latest.count
    if abs(difference) < limit:
        return SAME
    return HIGHER if difference > 0 else LOWER


def pain_trend(scores: Iterable[tuple[date, int | None]]) -> Trend | None:
    """Compare pain scores 0–10 and their days, in any order; what was not answered does not count.

    None without any score.
    """
    given = sorted([(day, score) for day, score in scores if score is not None])
    if not given:
        return None
    since = given[-1][0] - SPAN + ONE_DAY
    return Trend(_earliest(given, since), _span(given, since))


def _earliest(given: list[tuple[date, int]], until: date) -> Span | None:
    """Return the first seven days with enough scores, if they are over before a day."""
    for (first, _score), (last, _other) in zip(given, given[ENOUGH_SCORES - 1 :], strict=False):
        if last < first + SPAN:
            return _span(given, first) if first + SPAN <= until else None
    return None


def _span(given: list[tuple[date, int]], first: date) -> Span:
    """Put the scores of the seven days from one on together; there is at least one."""
    begin = bisect_left(given, (first,))
    within = given[begin : bisect_left(given, (first + SPAN,), begin)]
    scores = [score for _day, score in within]
    return Span(within[0][0], within[-1][0], PainSummary(len(scores), sum(scores), max(scores)))
