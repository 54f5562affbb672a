"""What is added to every answer."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.core import ratelimit
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse

from hipstrength.accounts.security_log import tell
from hipstrength.errors import misconfigured
from logbook.kept import keep_sent

# Pictures that other sites may show beside a link.
SHARED = f"{settings.STATIC_URL}img/share/"
# Where links to reports lead: the rest of the path is a secret. Whatever is answered there, by whichever part of the
# site, is not for search engines, caches, and the sites and files that the page leads to.
BY_LINK = "/shared/"
SECRET_PATH = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",
}
# Seconds: most limits count by the minute.
RETRY_AFTER = "60"
logger = logging.getLogger("hipstrength.middleware")
GetResponse = Callable[[HttpRequest], HttpResponse]


class ResponseHeadersMiddleware:
    """Turns off what the site does not use, and keeps private pages out of every cache."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers."""
        response = self.get_response(request)
        shared = request.path.startswith(SHARED)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if shared else "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        # The cookie tells, so that nothing has to ask the database who this is.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not request.path.startswith(settings.STATIC_URL):
            response.headers["Cache-Control"] = "no-store, private"
        if request.path.startswith(BY_LINK):
            for name, value in SECRET_PATH.items():
                response.headers[name] = value
        return response


class DoubtedProxyMiddleware:
    """Says so where a proxy that speaks https is not believed: people would be sent round in circles.

    Only for sites on https; the health checks, which come without a proxy, are left alone.
    """

    def __init__(self, get_response: GetResponse) -> None:
        if not settings.SECURE_SSL_REDIRECT:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on what can be answered."""
        if request.is_secure() or request.headers.get("X-Forwarded-Proto") != "https":
            return self.get_response(request)
        logger.warning("The proxy at %s is not in FORWARDED_ALLOW_IPS.", request.META["REMOTE_ADDR"])
        return misconfigured("proxy")


class TooOftenMiddleware:
    """Logs that somebody was told to slow down."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on, and look at the answer."""
        response = self.get_response(request)
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            response.headers["Retry-After"] = RETRY_AFTER
            tell("too_many_requests", request, page=request.resolver_match.view_name if request.resolver_match else "")
        return response


class AbandonedFormMiddleware:
    """Drops a form that was left when the password was asked for, once its page is opened anew.

    The library keeps it, and would send it after the next password for that page: an account
    would be deleted by somebody who only came back to read.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the work is done when the password is asked for."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Drop what is kept; the library answers."""
        if isinstance(exception, ReauthenticationRequired) and request.method != "POST":
            request.session.pop(STATE_SESSION_KEY, None)


class PrivateByDefaultMiddleware(LoginRequiredMiddleware):
    """Demands a login unless the view says otherwise, and then does not even ask who this is."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Redirect to the login page where one is needed."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        """Redirect to the login page, and keep the form that somebody sent whose login has expired."""
        if ratelimit.consume(request, action="kept_form"):
            keep_sent(request, view_func)
        return super().handle_no_permission(request, view_func)


class InvalidFormStatusMiddleware:
    """Answers 422 where a library's view shows a refused form; our own views say so themselves."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the work is done when the page's context is known."""
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        """Change the status of a page whose form has errors."""
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and response.status_code == HTTPStatus.OK and getattr(form, "errors", None):
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response
