"""Saying why a week ended below its goal, or that one would rather not say."""

from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from logbook.knee_forms import ReasonForm
from logbook.models import set_week_reason
from logbook.pages.why_not import can_say_why, why_not
from logbook.people import person
from logbook.reasons import SKIPPED


@require_http_methods(["GET", "HEAD", "POST"])
def week_reason(request: HttpRequest, day: date) -> HttpResponse:
    """Ask for the main reason of the week that has a day, keep it, and answer it."""
    user = person(request)
    week = user.week_of(day)
    if not can_say_why(user, week, user.local_date(timezone.now())):
        return _not_asked(request)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.errors or not form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
        asked = why_not(week, user.week_reasons.given_for(week))
        return render(request, "logbook/week_reason.html", {"why_not": asked, "form": form}, status=status)
    set_week_reason(user=user, week=week, reason=form.cleaned_data["reason"])
    if form.cleaned_data["reason"] == SKIPPED:
        messages.success(request, _("Skipped. You will not be asked about that week again."))
        return redirect("home" if "home" in request.POST else reverse("logbook:week", args=[week.key]))
    if "home" in request.POST:
        return redirect(f"{reverse('home')}#last-week")
    return redirect("logbook:week-reason", week.key)


def _not_asked(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        raise Http404
    # Meanwhile a workout was added, and the week has met its goal after all.
    messages.success(request, _("That week needs no reason any more."))
    return redirect("home")
