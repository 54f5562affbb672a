"""Short lists that pages repeat many times: written at once, they cost a tenth of what a loop in a template does."""

from collections.abc import Iterable
from html import escape

from django import template
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from logbook.pages.week import DayMark, TotalRow
from logbook.pages.weeks import ChartGroup, Figure
from logbook.pages.workouts import ExerciseRow

register = template.Library()


@register.filter
def told(exercises: Iterable[ExerciseRow], link: str = "") -> SafeString:
    """Write the exercises of a workout as terms and what is said of them; `link` names the way to the text of then."""
    return SafeString("".join(_exercise(one, link) for one in exercises))


def _exercise(row: ExerciseRow, link: str) -> str:
    lines = [f"<dd>{escape(line)}</dd>" for line in row.lines]
    if link and row.then_url:
        of = f'<span class="visually-hidden">: {escape(row.name)}</span>'
        lines.append(f'<dd><a class="nav-item" href="{escape(row.then_url)}">{escape(link)}{of}</a></dd>')
    if row.note:
        lines.append(f'<dd class="note" dir="auto">{linebreaksbr(row.note)}</dd>')
    return f"<div><dt>{escape(row.name)}</dt>{''.join(lines)}</div>"


@register.filter
def strip(marks: Iterable[DayMark]) -> SafeString:
    """Write the days of a week as items of a list: weekday, day of the month, sign; and all of it in words."""
    return SafeString("".join(map(_day, marks)))


def _day(mark: DayMark) -> str:
    current = ' aria-current="date"' if mark.is_today else ""
    return (
        f'<li class="day day-{mark.state}"{current}><span aria-hidden="true">{escape(mark.short)}</span>'
        f'<span class="day-number" aria-hidden="true">{mark.day.day}</span>'
        f'<span class="day-mark" aria-hidden="true">{mark.sign}</span>'
        f'<span class="visually-hidden">{escape(mark.words)}</span></li>'
    )


@register.filter
def totals(rows: Iterable[TotalRow]) -> SafeString:
    """Write what exercises add up to as cards, each with a way to its history."""
    return SafeString("".join(map(_total, rows)))


def _total(row: TotalRow) -> str:
    address, name = escape(reverse("logbook:exercise-history", args=[row.slug])), f"total-{escape(row.slug)}"
    return (
        f'<section class="card total" aria-labelledby="{name}"><div class="card-body">'
        f'<h3 class="h5 card-title" id="{name}"><a href="{address}">{escape(row.name)}</a></h3>'
        f'<dl class="facts">{terms(row.facts)}</dl></div></section>'
    )


@register.filter
def terms(facts: Iterable[tuple[str, str]]) -> SafeString:
    """Write pairs of a label and words as terms and what is said of them."""
    return SafeString("".join(f"<div><dt>{escape(label)}</dt><dd>{escape(words)}</dd></div>" for label, words in facts))


@register.filter
def figures(group: ChartGroup) -> SafeString:
    """Write the charts of a group, each with what it comes to and with its numbers folded beneath."""
    summary = escape(_("The numbers"))
    return SafeString("".join(_figure(one, group, summary) for one in group.figures))


def _figure(one: Figure, group: ChartGroup, summary: str) -> str:
    heading = escape(one.heading)
    name = f"{escape(group.heading)}, {heading}" if heading else escape(group.heading)
    if one.slug:
        address = escape(reverse("logbook:exercise-history", args=[one.slug]))
        heading = f'<a class="chart-link" href="{address}">{heading}</a>'
    caption = f"<figcaption>{heading}</figcaption>" if heading else ""
    words = f'<p class="chart-words">{escape(one.words)}</p>' if one.words else ""
    return (
        f'<figure class="card chart-card">{caption}{one.chart}{words}'
        f'<details><summary>{summary}<span class="visually-hidden">: {name}</span></summary>'
        f'<div class="numbers-frame" role="group" aria-label="{name}" tabindex="0">{one.table}</div></details></figure>'
    )
