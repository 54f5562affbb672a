"""Where our accounts differ from the library's."""

import logging
from smtplib import SMTPException
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from hipstrength.accounts.client_address import client_address
from hipstrength.accounts.consent import PRIVACY_VERSION
from hipstrength.accounts.models import User
from hipstrength.accounts.security_log import tell

logger = logging.getLogger(__name__)
# What the library calls it when an account or an address is tried too often.
TOO_OFTEN = ("rate_limited", "too_many_login_attempts")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Keeps what our sign-up asks for, and survives a mail server that does not answer."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_taken": _lazy("There is an account with this e-mail address. Log in, or reset its password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 — the library passes it
        """Return whether anybody can make an account."""
        return bool(settings.SIGNUP_IS_OPEN)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that limits count by; a proxy's word on it is believed if the proxy is trusted."""
        meta = request.META
        found = client_address(
            meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", ""), settings.TRUSTED_PROXIES
        )
        if not found:
            raise PermissionDenied("nobody can tell where this request comes from")
        return found

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ARG002 — the library passes it
        # The library's has the host in it, with a port that anybody can make up.
        return str(credentials.get("email") or "").lower()

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Return what a refused form says; log that somebody tried too often."""
        if code in TOO_OFTEN:
            tell("too_many_attempts", context.request)
        refusal: ValidationError = super().validation_error(code, *args)
        return refusal

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:  # noqa: FBT001, FBT002 — the library's signature
        """Store a new person with the time zone of their browser, and that they agreed to the privacy page."""
        user.time_zone = form.cleaned_data["time_zone"]
        user.privacy_version, user.privacy_agreed_at = PRIVACY_VERSION, timezone.now()
        saved: User = super().save_user(request, user, form, commit)
        return saved

    def send_mail(self, template_prefix: str, email: str, context_of_mail: dict[str, Any]) -> None:
        """Send a mail; when that fails, log it and tell the person instead of failing with it."""
        try:
            super().send_mail(template_prefix, email, context_of_mail)
        except (OSError, SMTPException):
            logger.exception("A mail could not be sent (%s).", template_prefix)
            messages.error(context.request, _("We could not send the mail just now. Please try again in some minutes."))

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the link for the mail, on the site's own address whatever host the request named."""
        parts = urlsplit(str(super().get_reset_password_from_key_url(key)))
        return f"{settings.SITE_URL}{parts.path}"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 — the library passes it
        """Return to the settings, where the change began."""
        return reverse("settings")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """Names keys as people would, and the site by its name."""

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 — the library's name
        """Return a name for a new passkey."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passkey %(number)s") % {"number": count + 1}

    def _get_site_name(self) -> str:
        return "HipStrength"
