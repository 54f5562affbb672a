"""What somebody did last time, for pages that the log does not own."""

from django import template
from django.template import Context

from exercises.models import Exercise
from logbook.last_time import LastTime, last_time_of
from logbook.people import person

register = template.Library()


@register.simple_tag(takes_context=True)
def last_time(context: Context, exercise: Exercise) -> LastTime | None:
    """Return what the signed-in person last did of an exercise; None before the first time, and where none can be."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated or exercise.pk is None:
        return None
    return last_time_of(person(request), exercise)
