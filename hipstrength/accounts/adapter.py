"""Where our accounts differ from the library's."""

import logging
from smtplib import SMTPException
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from hipstrength.accounts.models import User

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Keeps what our sign-up asks for, and survives a mail server that does not answer."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:  # noqa: FBT001, FBT002 — the library's signature
        """Store a new person with the time zone of their browser."""
        user.time_zone = form.cleaned_data["time_zone"]
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
