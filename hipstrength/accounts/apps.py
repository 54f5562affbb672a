"""Everything about a person."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users and their preferences."""

    name = "hipstrength.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Connect the security log."""
        from hipstrength.accounts import events  # noqa: F401, PLC0415 — connects itself, once the apps are there
