"""Scores that somebody's clinic gave them: typing in, correcting and deleting them."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from logbook.clinic_scores import add_score, change_score
from logbook.knee_forms import ClinicScoreForm
from logbook.models import ClinicScore
from logbook.pages.knee import score_row
from logbook.people import person
from logbook.views.knee import knee_response


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Keep a score."""
    if request.method != "POST":
        return redirect("logbook:knee")
    user = person(request)
    form = ClinicScoreForm(request.POST, today=user.local_date(timezone.now()))
    if form.is_valid():
        try:
            score = add_score(user=user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    if form.errors:
        return knee_response(request, score=form)
    messages.success(request, _("In your list: %(score)s.") % {"score": score_row(score).title})
    return redirect("logbook:knee")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, score_id: int) -> HttpResponse:
    """Correct a score."""
    score, user = _own_score(request, score_id), person(request)
    typed = request.POST if request.method == "POST" else None
    initial = {"name": score.name, "value": score.value, "scored_on": score.scored_on}
    form = ClinicScoreForm(typed, today=user.local_date(timezone.now()), initial=initial)
    if form.is_valid():
        try:
            change_score(score=score, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except ClinicScore.DoesNotExist as error:
            raise Http404 from error
    if form.errors or not form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
        return render(request, "logbook/score.html", {"form": form, "score": score_row(score)}, status=status)
    messages.success(request, _("Saved: %(score)s.") % {"score": form.cleaned_data["name"]})
    return redirect("logbook:knee")


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, score_id: int) -> HttpResponse:
    """Ask whether to delete a score, and delete it."""
    score = _own_score(request, score_id)
    row = score_row(score)
    if request.method != "POST":
        return render(request, "logbook/score_delete.html", {"score": row})
    score.delete()
    messages.success(request, _("Deleted: %(score)s.") % {"score": row.title})
    return redirect("logbook:knee")


def _own_score(request: HttpRequest, score_id: int) -> ClinicScore:
    score: ClinicScore = get_object_or_404(person(request).clinic_scores, pk=score_id)
    return score
