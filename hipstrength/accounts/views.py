"""Pages about the person who is signed in."""

from typing import cast

from allauth.account import views as library_views
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hipstrength.accounts.forms import SettingsForm
from hipstrength.accounts.models import User
from hipstrength.environment import mail_is_sent


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Change what a person prefers."""
    # A copy, so that a refused form does not change what the rest of the page shows.
    user = User.objects.get(pk=cast(User, request.user).pk)
    today = user.local_date(timezone.now())
    goal = user.week_goals.days_for(user.week_of(today))
    data = request.POST if request.method == "POST" else None
    form = SettingsForm(data, instance=user, initial={"goal": goal})
    if request.method == "POST" and form.is_valid():
        form.save_all(today=today)
        messages.success(request, _("Your settings are saved."))
        return redirect("settings")
    context = {"form": form, "can_change_email": mail_is_sent()}
    return render(request, "accounts/settings.html", context, status=422 if form.errors else 200)


@require_POST
def advice_off(request: HttpRequest) -> HttpResponse:
    """Turn suggestions off, in one click."""
    User.objects.filter(pk=cast(User, request.user).pk).update(wants_advice=False)
    messages.success(request, _("There are no suggestions from now on. You can turn them on again in the settings."))
    return redirect("home")


def change_email(request: HttpRequest) -> HttpResponse:
    """Change the address to log in with; there is no such page where no mail could confirm the new one."""
    if not mail_is_sent():
        raise Http404
    response: HttpResponse = library_views.email(request)
    return response
