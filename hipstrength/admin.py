"""The admin as a whole: who gets in, and how often."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import secure_admin_login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.decorators import login_not_required
from django.db.models.base import ModelBase
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from hipstrength.accounts import views
from hipstrength.accounts.second_factor import has_second_factor, has_used_second_factor

View = Callable[..., HttpResponseBase]
# What the library calls showing the password again.
BY_PASSWORD = "reauthenticate"  # noqa: S105 — a name
# Nothing of these is anybody's to edit: they say how people get in. The libraries offer them.
NOT_HERE = frozenset({"account.EmailAddress", "mfa.Authenticator", "usersessions.UserSession"})


class Site(admin.AdminSite):
    """Django's admin behind the site's own login, a second factor and a limit on requests."""

    site_header = site_title = "HipStrength"

    def register(self, model_or_iterable: Any, *args: Any, **options: Any) -> None:
        """Take models in, but for those that nobody is to edit."""
        models: Any = [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else model_or_iterable
        super().register([model for model in models if model._meta.label not in NOT_HERE], *args, **options)

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # noqa: ARG002 — Django passes it
        """Send to the site's login: the admin's own form has no limit on attempts, even for people who are in."""
        response: HttpResponse = secure_admin_login(_to_index)(request)
        return response

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:  # noqa: ARG002 — Django passes it
        """Log out as the rest of the site does."""
        return views.logout(request)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:  # noqa: ARG002 — Django passes it
        """Send to the site's page for that, for the same reason."""
        return redirect("account_change_password")

    def admin_view(self, view: View, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002 — Django's signature
        """Wrap a page: those who may use it need a second factor, and are counted when they change something."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            refusal = _refuse(request) if self.has_permission(request) else None
            return refusal or guarded(request, *args, **kwargs)

        return inner


def _to_index(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — as views are called
    return redirect("admin:index")


def _refuse(request: HttpRequest) -> HttpResponseBase | None:
    too_many: HttpResponseBase | None = ratelimit.consume_or_429(request, action="admin", user=request.user)
    if too_many or not settings.ADMIN_NEEDS_SECOND_FACTOR or has_used_second_factor(request):
        return too_many
    if not has_second_factor(request.user):
        messages.warning(request, _("The admin needs a second factor. Add one here, then open the admin again."))
        return redirect("mfa_index")
    # One that this login was not asked for: it is older than the second factor.
    ways = get_adapter().get_reauthentication_methods(request.user)
    way = next(way["url"] for way in ways if way["id"] != BY_PASSWORD)
    return redirect(f"{way}?{urlencode({'next': request.get_full_path()})}")
