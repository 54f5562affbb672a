"""The steps of resistance of each exercise: their order, and which are left out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exercises.models import Exercise
from logbook.advising import Trained
from logbook.arranging import EASIER, HARDER, HIDE, RESET, SHOW, arrange_steps
from logbook.pages.steps import steps_page
from logbook.people import person

ACTS = (EASIER, HARDER, HIDE, SHOW, RESET)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the steps of all exercises."""
    exercises = map(Trained.of, Exercise.objects.published())
    return render(request, "logbook/steps.html", {"ladders": steps_page(person(request), exercises)})


@require_POST
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Move, hide or show a step, or put all of an exercise back as they were at first."""
    exercise = get_object_or_404(Exercise.objects.published(), slug=slug)
    act, key = request.POST.get("act", ""), request.POST.get("step", "")
    if act not in ACTS or not arrange_steps(person(request), Trained.of(exercise), act, key):
        messages.warning(request, _("Nothing was changed. Your steps may have changed meanwhile."))
    return redirect(f"{reverse('logbook:steps')}#steps-{slug}")
