"""The page about the knee, and the activities on it: adding, rating, renaming, setting aside and deleting them."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from logbook.activities import add_activity, delete_activity, rate_activities, rename_activity, return_activity
from logbook.knee_forms import ActivityForm, ClinicScoreForm, RatingsForm
from logbook.models import Activity
from logbook.pages.knee import knee_page
from logbook.people import person


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show what somebody says about their knee, and what can be said this week."""
    return knee_response(request)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add an activity that the knee makes hard."""
    if request.method != "POST":
        return redirect("logbook:knee")
    form = ActivityForm(request.POST)
    if form.is_valid():
        try:
            activity = add_activity(user=person(request), **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    if form.errors:
        return knee_response(request, activity=form)
    messages.success(request, _("In your list: %(activity)s.") % {"activity": activity.name})
    return redirect("logbook:knee")


@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest) -> HttpResponse:
    """Keep this week's ratings."""
    if request.method != "POST":
        return redirect("logbook:knee")
    user = person(request)
    rated = [(activity.pk, activity.name, None) for activity in user.activities.usable()]
    form = RatingsForm(request.POST, user=user, today=user.local_date(timezone.now()), rated=rated)
    if not form.is_valid():
        return knee_response(request, ratings=form)
    rate_activities(user=user, week=form.week, day=form.day, scores=form.scores)
    messages.success(request, _("Your ratings of this week are saved."))
    return redirect("logbook:knee")


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Put an activity into other words."""
    activity = _own_activity(request, activity_id)
    form = ActivityForm(request.POST if request.method == "POST" else None, initial={"name": activity.name})
    if form.is_valid():
        try:
            rename_activity(activity=activity, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except Activity.DoesNotExist as error:
            raise Http404 from error
    if form.errors or not form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
        return render(request, "logbook/activity.html", {"form": form, "activity": activity}, status=status)
    messages.success(request, _("Saved: %(activity)s.") % {"activity": form.cleaned_data["name"]})
    return redirect("logbook:knee")


@require_POST
def retire(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Ask about an activity no longer; its ratings stay."""
    activity = _own_activity(request, activity_id)
    activity.retire(timezone.now())
    text = _("Set aside: %(activity)s. Its ratings are kept, and you can bring it back.")
    messages.success(request, text % {"activity": activity.name})
    return redirect("logbook:knee")


@require_POST
def bring_back(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Ask again about an activity that was set aside."""
    activity = _own_activity(request, activity_id)
    try:
        return_activity(activity=activity)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Back in your list: %(activity)s.") % {"activity": activity.name})
    return redirect("logbook:knee")


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Ask whether to delete an activity, saying what goes with it, and delete it."""
    activity = _own_activity(request, activity_id)
    if request.method != "POST":
        count = activity.ratings.count()
        return render(request, "logbook/activity_delete.html", {"activity": activity, "count": count})
    name = activity.name
    delete_activity(activity=activity)
    messages.success(request, _("Deleted: %(activity)s.") % {"activity": name})
    return redirect("logbook:knee")


def knee_response(
    request: HttpRequest,
    *,
    activity: ActivityForm | None = None,
    ratings: RatingsForm | None = None,
    score: ClinicScoreForm | None = None,
) -> HttpResponse:
    """Return the page; a form that was refused is shown as it was sent, and makes the answer 422."""
    user = person(request)
    today = user.local_date(timezone.now())
    page = knee_page(user, today)
    refused: forms.Form | None = activity or ratings or score
    context = {
        "page": page,
        "refused": refused,
        "activity_form": activity or ActivityForm(),
        "ratings": ratings or RatingsForm(user=user, today=today, rated=page.rated),
        "score_form": score or ClinicScoreForm(today=today, initial={"scored_on": today}),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "logbook/knee.html", context, status=status)


def _own_activity(request: HttpRequest, activity_id: int) -> Activity:
    activity: Activity = get_object_or_404(person(request).activities, pk=activity_id)
    return activity
