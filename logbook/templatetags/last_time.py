"""What somebody did last time, and may do next, for pages that the log does not own."""

from typing import Any

from django import template
from django.template import Context
from django.utils import timezone

from exercises.models import Exercise
from logbook.advising import advice_for
from logbook.last_time import LastTime, last_time_of
from logbook.pages.advice import advice_rows
from logbook.people import person

register = template.Library()


@register.simple_tag(takes_context=True)
def last_time(context: Context, exercise: Exercise) -> LastTime | None:
    """Return what the signed-in person last did of an exercise; None before the first time, and where none can be."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated or exercise.pk is None:
        return None
    return last_time_of(person(request), exercise)


@register.inclusion_tag("logbook/_exercise_advice.html", takes_context=True)
def advice(context: Context, exercise: Exercise) -> dict[str, Any]:
    """Show the signed-in person what to do next of an exercise that they have logged."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated or exercise.pk is None:
        return {}
    user = person(request)
    advised = advice_for(user, user.local_date(timezone.now()), [exercise.slug])
    return {"advised": advised, "rows": advice_rows(advised)}
