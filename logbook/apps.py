"""Everything private: what people log."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LogbookConfig(AppConfig):
    """Workouts, bands and goals; every row leads to one user."""

    name = "logbook"
    verbose_name = _("Logbook")
