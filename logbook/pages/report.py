"""The report for a consultation, ready for the page and for the PDF file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from logbook.history import WeekSums, fill_weeks
from logbook.pages.report_knee import activities_section, scores_section, signs_section
from logbook.pages.report_log import exercises_section, gaps_section, left_out_section, notes_section
from logbook.pages.report_parts import Section
from logbook.pages.report_suggestions import suggestions_section
from logbook.pages.report_weeks import weeks_section
from logbook.people import Person
from logbook.report import add_up, judge
from logbook.reporting import Material, read_material
from logbook.weeks import period_title

# Rows of columns: what matters most to whoever has ten minutes stands on top.
PLACES_OF_SECTIONS = (
    (("activities",), ("signs", "scores")),
    (("weeks",),),
    (("exercises",),),
    (("left-out", "gaps"), ("suggestions",)),
    (("notes",),),
)


@dataclass(frozen=True)
class ReportPage:
    """What somebody's log says of some whole weeks up to the current one.

    `weeks` is one of periods.PERIODS; `made_on` is the person's local date; `name` is "" for
    nobody's. `facts` are pairs of a label and words; `sections` stand in the order in which they are
    read. `is_empty` when nothing was logged or said in these weeks, `is_first_time` when never.
    """

    weeks: int
    with_notes: bool
    made_on: date
    title: str
    name: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    disclaimer: str
    is_empty: bool
    is_first_time: bool

    def section(self, name: str) -> Section | None:
        """Return the section of a name, None where the report has none."""
        return next((one for one in self.sections if one.name == name), None)

    @property
    def empty_words(self) -> str:
        """What is said in place of the sections where there are none."""
        if not self.is_empty:
            return ""
        if self.is_first_time:
            return _("Nothing is logged yet. After the first workout the report will be here.")
        return _("Nothing was logged in these weeks.")

    @property
    def rows(self) -> list[list[list[Section]]]:
        """The sections as they stand beside and below each other: rows of columns, each with some of them."""
        found = {one.name: one for one in self.sections}
        rows = [
            [[found[name] for name in column if name in found] for column in columns] for columns in PLACES_OF_SECTIONS
        ]
        filled = [[column for column in row if column] for row in rows]
        return [row for row in filled if row]


def report_page(user: Person, today: date, *, weeks: int, with_notes: bool, name: str = "") -> ReportPage:
    """Read the report of the last `weeks` weeks, one of periods.PERIODS, in the same ten queries for every log.

    `today` is the person's local date. Without `with_notes` nothing of the notes is in it.
    """
    material = read_material(user, today, weeks)
    sums = fill_weeks(material.weeks, material.days, material.goals)
    is_empty = not (material.entries or material.scores or any(one.ratings for one in material.activities))
    return ReportPage(
        weeks=weeks,
        with_notes=with_notes,
        made_on=today,
        title=_("Hip exercises and knee: report"),
        name=name,
        facts=_facts(user, material, sums, today),
        sections=[] if is_empty else _sections(user, material, sums, today, with_notes=with_notes),
        disclaimer=_("General exercise information and own log, self-reported; not a diagnosis."),
        is_empty=is_empty,
        is_first_time=material.started is None,
    )


def _sections(
    user: Person, material: Material, sums: Sequence[WeekSums], today: date, *, with_notes: bool
) -> list[Section]:
    found = [
        activities_section(material),
        signs_section(material),
        scores_section(material),
        weeks_section(material, add_up(sums, material.started, material.weeks_per_row), today),
        exercises_section(material),
        left_out_section(material, judge(sums, material.started, today)),
        gaps_section(material, today),
        suggestions_section(user, material, today),
        notes_section(material) if with_notes else None,
    ]
    return [one for one in found if one]


def _facts(user: Person, material: Material, sums: Sequence[WeekSums], today: date) -> list[tuple[str, str]]:
    first, last = material.weeks[0].first, material.weeks[-1].last
    count = len(material.weeks)
    label = ngettext("Period: %(count)s week", "Period: %(count)s weeks", count) % {"count": count}
    period = _("%(days)s, so far") % {"days": period_title(first, last)}
    knees = {"left": _("left"), "right": _("right"), "both": _("both")}
    facts = [(label, period), (_("Sore knee"), knees.get(user.knee, _("not said")))]
    if material.started and material.started > first:
        facts.append((_("Log since"), period_title(material.started, material.started)))
    facts.append((_("Workouts"), _workouts(material)))
    judged = judge(sums, material.started, today)
    if judged.count:
        words = ngettext(
            "in %(met)s of %(count)s finished week", "in %(met)s of %(count)s finished weeks", judged.count
        )
        facts.append((_("Goal met"), words % {"met": judged.met, "count": judged.count}))
    facts.append((_("Made on"), period_title(today, today)))
    return facts


def _workouts(material: Material) -> str:
    """Tell how many workouts with sets there were, on how many days, and how many had none."""
    active = len({one.day for one in material.days if one.has_sets})
    count = sum(one.has_sets for one in material.days)
    words = ngettext("%(count)s on %(active)s day", "%(count)s on %(active)s days", active)
    told = words % {"count": count, "active": active}
    others = len(material.entries) - count
    return _("%(workouts)s, and %(others)s without sets") % {"workouts": told, "others": others} if others else told
