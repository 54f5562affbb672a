"""What a report says of the knee beside the workouts: activities, warning signs, scores of a clinic."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from logbook.charts import NOTHING
from logbook.decimals import format_decimal
from logbook.pages.report_parts import Column, Section, Table
from logbook.ratings import Rating, change_words
from logbook.report import days_of_signs
from logbook.reporting import Material, RatedActivity
from logbook.warning_signs import SIGNS, sign_labels
from logbook.weeks import period_title, short_months

# There is one sheet of paper: of what there may be any number of, the latest.
MOST_ACTIVITIES, MOST_DAYS, MOST_SCORES = 8, 6, 8


def activities_section(material: Material) -> Section | None:
    """Tell the first and the latest rating of each activity; None without any activity."""
    if not material.activities:
        return None
    newest = sorted(material.activities, key=_order)
    shown = [one for one in material.activities if one in newest[:MOST_ACTIVITIES]]
    columns = [Column(_("Activity")), Column(_("First")), Column(_("Latest")), Column(_("Change"))]
    rows = [_activity_row(one) for one in shown]
    more = len(material.activities) - len(shown)
    words = ngettext("%(count)s more activity is in the log.", "%(count)s more activities are in the log.", more)
    remarks = [words % {"count": more}] if more else []
    caption = _("0: no trouble, 10: cannot do it; first and last in these weeks")
    return Section("activities", _("What the knee makes hard"), table=Table(caption, columns, rows), remarks=remarks)


def _order(activity: RatedActivity) -> tuple[bool, int]:
    """Return what puts activities in use first, and those set aside by their latest rating."""
    return activity.is_aside, -max((rating.week for rating in activity.ratings), default=0)


def _activity_row(activity: RatedActivity) -> list[str]:
    name = _("%(name)s (set aside)") % {"name": activity.name} if activity.is_aside else activity.name
    if not activity.ratings:
        return [name, _("not rated in these weeks"), NOTHING, NOTHING]
    first, latest = activity.ratings[0], activity.ratings[-1]
    if first == latest:
        return [name, _rated(first), NOTHING, _("only one rating")]
    return [name, _rated(first), _rated(latest), change_words(activity.ratings)]


def _rated(rating: Rating) -> str:
    return _("%(score)s on %(day)s") % {"score": rating.score, "day": _day(rating.day)}


def _day(day: date) -> str:
    return period_title(day, day, short_months())


def signs_section(material: Material) -> Section:
    """Tell which warning signs were ticked, and on which days; not ticked is not "no"."""
    days = days_of_signs(material.entries)
    months = short_months()
    ordered = [sign for sign in [*SIGNS, *days] if sign in days]
    pairs = [
        (label, _days_words([period_title(day, day, months) for day in days[sign]]))
        for sign, label in zip(dict.fromkeys(ordered), sign_labels(dict.fromkeys(ordered)), strict=True)
    ]
    words = [] if pairs else [_("None was ticked.")]
    remarks = [_("Not ticked means not answered, and not “no”.")]
    return Section("signs", _("Warning signs"), words, pairs, remarks=remarks)


def _days_words(days: list[str]) -> str:
    """List days; of many, how many they are and the last ones."""
    latest = ", ".join(days[-MOST_DAYS:])
    if len(days) <= MOST_DAYS:
        return latest
    return _("on %(count)s days, the last ones %(days)s") % {"count": len(days), "days": latest}


def scores_section(material: Material) -> Section | None:
    """Tell the scores that a clinic gave in the period; None without any."""
    if not material.scores:
        return None
    months = short_months()
    pairs = [
        (one.name, f"{format_decimal(one.value)}, {period_title(one.day, one.day, months)}")
        for one in material.scores[-MOST_SCORES:]
    ]
    more = len(material.scores) - len(pairs)
    words = ngettext("%(count)s older score is in the log.", "%(count)s older scores are in the log.", more)
    remarks = [words % {"count": more}] if more else []
    return Section("scores", _("Scores from a clinic, as typed in"), pairs=pairs, remarks=remarks)
