"""What is added to every answer."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse

from logbook.kept import keep_sent

# Pictures that other sites may show beside a link.
SHARED = f"{settings.STATIC_URL}img/share/"
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
        return response


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
