"""Pages about the person who is signed in."""

from typing import cast

from allauth.account import views as library_views
from allauth.account.decorators import reauthentication_required
from allauth.account.utils import get_next_redirect_url
from django.conf import settings as site
from django.contrib import messages
from django.contrib.auth import logout as end_session
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hipstrength.accounts import consent as consents
from hipstrength.accounts.deleting import delete_account
from hipstrength.accounts.forms import ConsentForm, DeleteAccountForm, SettingsForm
from hipstrength.accounts.log_ins import end_all
from hipstrength.accounts.models import User
from hipstrength.accounts.security_log import tell

# What browsers keep of a site; forms that were not sent are among it. Cookies are ended one by one: all
# of them would be those of neighbouring sites, too.
FORGET = '"cache", "storage"'


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
    return render(request, "accounts/settings.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def advice_off(request: HttpRequest) -> HttpResponse:
    """Turn suggestions off, in one click."""
    User.objects.filter(pk=cast(User, request.user).pk).update(wants_advice=False)
    messages.success(request, _("There are no suggestions from now on. You can turn them on again in the settings."))
    return redirect("home")


@login_not_required
def logout(request: HttpRequest) -> HttpResponse:
    """End the session, and let the browser forget what it keeps of this site."""
    was_in = request.user.is_authenticated
    response: HttpResponse = library_views.logout(request)
    if was_in and not request.user.is_authenticated:
        response.headers["Clear-Site-Data"] = FORGET
    return response


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Log out everywhere, in this browser too."""
    user = cast(User, request.user)
    end_all(user)
    tell("sessions_ended", request, user)
    return logout(request)


@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest) -> HttpResponse:
    """Ask somebody to agree to the privacy page as it is now."""
    user = cast(User, request.user)
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        consents.agree(user)
        tell("consent_given", request, user, version=consents.PRIVACY_VERSION)
    next_url = get_next_redirect_url(request) or resolve_url("home")
    if not consents.needs_consent(user):
        return redirect(next_url)
    context = {"form": form, "next": next_url, "is_new": user.privacy_version == 0}
    return render(request, "accounts/consent.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]  # the library has no types
def delete(request: HttpRequest) -> HttpResponse:
    """Delete the account and everything in it, once its address is typed."""
    user = cast(User, request.user)
    form = DeleteAccountForm(request.POST if request.method == "POST" else None, user=user)
    if not form.is_valid():
        context = {"form": form, "workouts": user.workouts.count()}
        return render(request, "accounts/delete.html", context, status=422 if form.errors else 200)
    if delete_account(user):
        tell("account_deleted", request, user)
    end_session(request)
    # Said by a page of its own: a message would be a row again.
    response = redirect("account-deleted")
    response.headers["Clear-Site-Data"] = FORGET
    return response


@login_not_required
@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Say that an account is gone."""
    return render(request, "accounts/deleted.html")


def change_email(request: HttpRequest) -> HttpResponse:
    """Change the address to log in with; there is no such page where no mail could confirm the new one."""
    if not site.SENDS_MAIL:
        raise Http404
    response: HttpResponse = library_views.email(request)
    return response
