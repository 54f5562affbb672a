"""Words of the report that go by a number."""

from django import template

from logbook.pages.report_log import more_notes as words

register = template.Library()


@register.filter
def more_notes(count: int) -> str:
    """Say how many notes are not shown."""
    return words(count)
