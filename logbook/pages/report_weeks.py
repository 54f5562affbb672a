"""The weeks of a report: days against the goal, and knee pain, as a table and as two charts."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from logbook.charts import NOTHING, Frame, Series
from logbook.entries import MOST_PAIN
from logbook.history import PainSummary
from logbook.pages.report_parts import Chart, Column, Section, Table
from logbook.pages.trends import trend_words
from logbook.report import Block
from logbook.reporting import Material
from logbook.trend import pain_trend
from logbook.weeks import DAYS_IN_WEEK, period_title, short_months

# Blocks and workouts have the same names for the three.
MOMENTS = ("pain_before", "pain_during", "pain_next_morning")


def weeks_section(material: Material, blocks: Sequence[Block], today: date) -> Section:
    """Tell days against the goal and pain, week by week; two or four weeks stand together in long periods."""
    names, size = _names(blocks, today), material.weeks_per_row
    table = Table(
        _caption(size),
        _columns(size),
        [_row(*one) for one in zip(names, blocks, strict=True)],
        is_numbers=True,
    )
    trends = [
        (label, trend_words(trend))
        for label, moment in zip(_labels(), MOMENTS, strict=True)
        if (trend := pain_trend((one.day, attrgetter(moment)(one)) for one in material.days))
    ]
    charts = _charts(names, blocks, size, today)
    remarks = [_("Worst during is the exercise with the most pain in each workout.")] if trends else []
    return Section("weeks", _heading(size), pairs=trends, table=table, charts=charts, remarks=remarks)


def _heading(size: int) -> str:
    if size == 1:
        return _("Days and knee pain, week by week")
    return _("Days and knee pain, %(count)s weeks at a time") % {"count": size}


def _labels() -> list[str]:
    return [_("Before"), _("Worst during"), _("Next morning")]


def _names(blocks: Sequence[Block], today: date) -> list[str]:
    months = short_months()
    so_far = _("%(week)s, so far")
    titles = [period_title(one.first, one.last, months) for one in blocks]
    return [
        so_far % {"week": title} if one.first <= today <= one.last else title
        for title, one in zip(titles, blocks, strict=True)
    ]


def _caption(size: int) -> str:
    pain = _("Pain from 0 to 10, self-reported; n is how many scores were given.")
    if size == 1:
        return pain
    return _("%(count)s weeks in each row, added up. %(pain)s") % {"count": size, "pain": pain}


def _columns(size: int) -> list[Column]:
    week = _("Week") if size == 1 else _("Weeks")
    numbers = [_("mean"), _("worst"), _("n")]
    return [
        *(Column(heading) for heading in (week, _("Days"), _("Goal"))),
        *(Column(number, label) for label in _labels() for number in numbers),
    ]


def _row(name: str, block: Block) -> list[str]:
    pains = [cell for moment in MOMENTS for cell in _cells(getattr(block, moment))]
    return [name, str(block.active), _goal(block), *pains]


def _goal(block: Block) -> str:
    return str(block.goal) if block.goal else NOTHING


def _cells(pain: PainSummary | None) -> Sequence[str]:
    return (pain.mean, str(pain.highest), str(pain.count)) if pain else (NOTHING, NOTHING, "0")


def _charts(names: Sequence[str], blocks: Sequence[Block], size: int, today: date) -> list[Chart]:
    if not blocks:
        return []
    unfinished = next((place for place, one in enumerate(blocks) if one.first <= today <= one.last), None)
    top = DAYS_IN_WEEK * size
    labels = _month_labels(blocks, size)

    def frame(name: str, title: str, words: Sequence[str], top: float) -> Frame:
        points = [f"{week}: {text}" for week, text in zip(names, words, strict=True)]
        description = _("From %(first)s to %(last)s. The same numbers are in the table.") % {
            "first": names[0],
            "last": names[-1],
        }
        return Frame(name, title, description, points, labels, top, unfinished=unfinished)

    days = [_days_words(one) for one in blocks]
    is_hollow = unfinished is not None and bool(blocks[unfinished].active)
    goals = Series(_("Goal"), [one.goal or None for one in blocks])
    bars = Series(_("Days with a workout"), [one.active for one in blocks])
    charts = [
        Chart(
            frame("report-days", _("Days with a workout, against the goal"), days, top),
            [bars, goals],
            has_bars=True,
            note=_hollow_words(size) if is_hollow else "",
        )
    ]
    lines = [
        Series(label, [one.total / one.count if one else None for one in map(attrgetter(moment), blocks)])
        for label, moment in zip(_labels(), MOMENTS, strict=True)
    ]
    if any(value is not None for line in lines for value in line.values):
        words = [_pain_words(one) for one in blocks]
        is_loose = unfinished is not None and any(line.values[unfinished] is not None for line in lines)
        note = _loose_words(size) if is_loose else ""
        charts.append(Chart(frame("report-pain", _("Knee pain, means"), words, MOST_PAIN), lines, note=note))
    return charts


def _hollow_words(size: int) -> str:
    if size == 1:
        return _("Hollow bar: this week so far.")
    return _("Hollow bar: these %(count)s weeks so far.") % {"count": size}


def _loose_words(size: int) -> str:
    if size == 1:
        return _("Last points, without a line: this week so far.")
    return _("Last points, without a line: these %(count)s weeks so far.") % {"count": size}


def _days_words(block: Block) -> str:
    words = ngettext("%(active)s day, goal %(goal)s", "%(active)s days, goal %(goal)s", block.active)
    return words % {"active": block.active, "goal": _goal(block)}


def _pain_words(block: Block) -> str:
    """Tell the means: "Before 3.0, Worst during 4.5, Next morning –"."""
    means = [_cells(getattr(block, moment))[0] for moment in MOMENTS]
    return ", ".join(f"{label} {mean}" for label, mean in zip(_labels(), means, strict=True))


def _month_labels(blocks: Sequence[Block], size: int) -> list[str]:
    """Name each month at the block in which it begins: single weeks go by their last day, as in the other charts.

    Several weeks together go by their first day: most of them may be in the month before that of their last day.
    """
    months, before = short_months(), 0
    labels = []
    for one in blocks:
        month = (one.last if size == 1 else one.first).month
        labels.append(months[month] if month != before else "")
        before = month
    return labels
