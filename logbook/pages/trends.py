"""What changed over weeks, in words: knee pain, and left against right."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from logbook.balance import ENOUGH_WEEKS, Balance
from logbook.charts import NOTHING
from logbook.entries import LEFT, RIGHT
from logbook.trend import ENOUGH_SCORES, HIGHER, LOWER, SAME, Span, Trend
from logbook.weeks import period_title, short_months

CHANGES = {
    LOWER: gettext_lazy("clearly lower"),
    SAME: gettext_lazy("about the same"),
    HIGHER: gettext_lazy("clearly higher"),
}
FEWER = {
    LEFT: gettext_lazy("Left: %(percent)s%% fewer reps than right over these weeks."),
    RIGHT: gettext_lazy("Right: %(percent)s%% fewer reps than left over these weeks."),
}
# Of a knee on both sides there is nothing to say here: no side is then the sore one.
SORE = {LEFT: gettext_lazy("Left is your sore side."), RIGHT: gettext_lazy("Right is your sore side.")}
AHEAD = {LEFT: gettext_lazy("left +%(reps)s"), RIGHT: gettext_lazy("right +%(reps)s")}


def trend_words(trend: Trend) -> str:
    """Tell whether pain changed between two spans, or how many scores that takes; a reason is never named."""
    months = short_months()
    latest = _span(trend.latest, months)
    if trend.earlier and trend.change:
        return _("Mean %(earlier)s, then %(latest)s: %(change)s.") % {
            "earlier": _span(trend.earlier, months),
            "latest": latest,
            "change": CHANGES[trend.change],
        }
    if trend.latest.pain.count >= ENOUGH_SCORES:
        needed = _("To compare, at least %(enough)s scores are needed in 7 days before these.")
    elif trend.earlier:
        needed = _("To compare, at least %(enough)s scores are needed in these 7 days.")
    else:
        needed = _("To compare, at least %(enough)s scores are needed in these 7 days, and in 7 days before.")
    return f"{_('Mean %(latest)s.') % {'latest': latest}} {needed % {'enough': ENOUGH_SCORES}}"


def _span(span: Span, months: dict[int, str]) -> str:
    return _("%(mean)s (n = %(count)s, highest %(highest)s) on %(days)s") % {
        "mean": span.pain.mean,
        "count": span.pain.count,
        "highest": span.pain.highest,
        "days": period_title(span.first, span.last, months),
    }


def balance_words(of: Balance, knee: str) -> str:
    """Tell which side did fewer reps over weeks, or how many weeks that takes; `knee` as in `Person`."""
    if not of.is_enough:
        return _("Weeks with both sides: %(weeks)s. To compare, at least %(enough)s are needed.") % {
            "weeks": of.weeks,
            "enough": ENOUGH_WEEKS,
        }
    sums = ngettext(
        "Left %(left)s, right %(right)s, in %(weeks)s week with both sides.",
        "Left %(left)s, right %(right)s, in %(weeks)s weeks with both sides.",
        of.weeks,
    ) % {"left": of.left, "right": of.right, "weeks": of.weeks}
    return " ".join(filter(None, [_fewer(of), sums, str(SORE.get(knee, ""))]))


def _fewer(of: Balance) -> str:
    if not of.fewer:
        return _("The same reps left and right over these weeks.")
    if not of.percent:
        return _("Almost the same reps left and right over these weeks.")
    return FEWER[of.fewer] % {"percent": of.percent}


def differences(left: list[int | None], right: list[int | None]) -> list[str]:
    """Tell for each week which side did more reps, and how many; a dash where only one side was done, or none."""
    words = {side: str(text) for side, text in AHEAD.items()}
    return [_difference(one, other, words) for one, other in zip(left, right, strict=True)]


def _difference(left: int | None, right: int | None, words: dict[str, str]) -> str:
    if not (left and right):
        return NOTHING
    if left == right:
        return "0"
    return words[LEFT if left > right else RIGHT] % {"reps": abs(left - right)}
