"""What a report says of the knee beside the workouts: activities, warning signs, scores of a clinic."""

from django.utils.translation import gettext as _

from logbook.charts import NOTHING
from logbook.decimals import format_decimal
from logbook.pages.report_parts import Column, Section, Table
from logbook.ratings import Rating, change_words
from logbook.report import days_of_signs
from logbook.reporting import Material, RatedActivity
from logbook.warning_signs import SIGNS, sign_labels
from logbook.weeks import period_title, short_months


def activities_section(material: Material) -> Section | None:
    """Tell the first and the latest rating of each activity; None without any activity."""
    if not material.activities:
        return None
    columns = [Column(_("Activity")), Column(_("First")), Column(_("Latest")), Column(_("Change"))]
    rows = [_activity_row(one) for one in material.activities]
    caption = _("Trouble from 0 (none at all) to 10 (cannot do it)")
    return Section("activities", _("What the knee makes hard"), table=Table(caption, columns, rows))


def _activity_row(activity: RatedActivity) -> list[str]:
    name = _("%(name)s (set aside)") % {"name": activity.name} if activity.is_aside else activity.name
    if not activity.ratings:
        return [name, _("not rated"), NOTHING, NOTHING]
    first, latest = activity.ratings[0], activity.ratings[-1]
    if first == latest:
        return [name, _rated(first), NOTHING, _("only one rating")]
    return [name, _rated(first), _rated(latest), change_words(activity.ratings)]


def _rated(rating: Rating) -> str:
    return _("%(score)s on %(day)s") % {"score": rating.score, "day": _day(rating.day)}


def _day(day: object) -> str:
    return period_title(day, day, short_months())  # type: ignore[arg-type]


def signs_section(material: Material) -> Section:
    """Tell which warning signs were ticked, and on which days; not ticked is not "no"."""
    days = days_of_signs(material.entries)
    months = short_months()
    ordered = [sign for sign in [*SIGNS, *days] if sign in days]
    pairs = [
        (label, ", ".join(period_title(day, day, months) for day in days[sign]))
        for sign, label in zip(dict.fromkeys(ordered), sign_labels(dict.fromkeys(ordered)), strict=True)
    ]
    words = [] if pairs else [_("None was ticked.")]
    return Section("signs", _("Warning signs"), [*words, _("Not ticked means not answered, and not “no”.")], pairs)


def scores_section(material: Material) -> Section | None:
    """Tell the scores that a clinic gave in the period; None without any."""
    if not material.scores:
        return None
    months = short_months()
    pairs = [
        (one.name, f"{format_decimal(one.value)}, {period_title(one.day, one.day, months)}") for one in material.scores
    ]
    return Section("scores", _("Scores from a clinic, as typed in"), pairs=pairs)
