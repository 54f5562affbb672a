"""The least that a page of this site can do: its middleware, a session, a person, and one query.

What a real page takes is told as a multiple of this, which is the same on slow and on
fast machines.
"""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from logbook.people import person

NEWEST = 12


@require_safe
def read(request: HttpRequest) -> HttpResponse:
    """Answer with the person's newest twelve workouts, a line for each."""
    workouts = person(request).workouts.all()[:NEWEST]
    lines = [f"{workout.performed_on} {workout.public_id} {workout.note}\n" for workout in workouts]
    return HttpResponse("".join(lines), content_type="text/plain")


@require_POST
def write(request: HttpRequest) -> HttpResponse:
    """Store one row: an empty workout of today, named by the form's `public_id`."""
    today = timezone.now().date()
    person(request).workouts.create(public_id=request.POST["public_id"], performed_on=today, timezone="UTC")
    return HttpResponse("stored\n", content_type="text/plain")
