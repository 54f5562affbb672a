"""Short lists that pages repeat many times: written at once, they cost a tenth of what a loop in a template does."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString

from logbook.pages.week import DayMark

register = template.Library()


@register.filter
def details(lines: Iterable[str]) -> SafeString:
    """Write lines as what is said of the term before them."""
    return SafeString("".join(f"<dd>{escape(line)}</dd>" for line in lines))


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
def terms(facts: Iterable[tuple[str, str]]) -> SafeString:
    """Write pairs of a label and words as terms and what is said of them."""
    return SafeString("".join(f"<div><dt>{escape(label)}</dt><dd>{escape(words)}</dd></div>" for label, words in facts))
