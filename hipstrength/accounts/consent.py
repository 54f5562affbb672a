"""What people agreed to when they signed up. A new version of the privacy page asks them again."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.http import urlencode

from hipstrength.accounts.models import User

# To be raised when templates/pages/privacy.html comes to mean something else.
PRIVACY_VERSION = 2
# Pages that show or take what somebody says about their body, beside all of the logbook.
PRIVATE_PAGES = ("home", "settings", "report-links", "report-link-new", "report-link", "report-link-revoke")


def needs_consent(user: User | AnonymousUser) -> bool:
    """Return whether somebody who is signed in has not agreed to the privacy page as it is now."""
    return isinstance(user, User) and user.privacy_version < PRIVACY_VERSION


def agree(user: User) -> None:
    """Keep that somebody agreed, to which version and when."""
    user.privacy_version, user.privacy_agreed_at = PRIVACY_VERSION, timezone.now()
    User.objects.filter(pk=user.pk).update(
        privacy_version=user.privacy_version, privacy_agreed_at=user.privacy_agreed_at
    )


class ConsentMiddleware:
    """Asks people who have not agreed yet before they see their log.

    A form that they send goes through, because nothing that they typed may be lost; and so
    do the ways out: the account's pages, deleting it among them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the work is done when the page is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponseRedirect | None:
        """Lead to the question where it has to be asked."""
        match = request.resolver_match
        is_private = match is not None and (match.app_names == ["logbook"] or match.view_name in PRIVATE_PAGES)
        if request.method != "GET" or not is_private or not needs_consent(request.user):
            return None
        return HttpResponseRedirect(f"{resolve_url('consent')}?{urlencode({'next': request.get_full_path()})}")
