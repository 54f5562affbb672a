"""The site's own app: start-up checks and the commands that belong to no other app."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class HipStrengthConfig(AppConfig):
    """Registers the system checks."""

    name = "hipstrength"
    verbose_name = "HipStrength"

    def ready(self) -> None:
        """Import the checks, which register themselves."""
        from hipstrength import checks  # noqa: F401, PLC0415 — registers itself, once the apps are there


class AdminConfig(admin_apps.AdminConfig):
    """The admin, with our own site of it."""

    default_site = "hipstrength.admin.Site"
