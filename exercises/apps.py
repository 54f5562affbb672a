"""The shared catalogue of exercises."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExercisesConfig(AppConfig):
    """The catalogue: the same for everybody, so no table here knows a user."""

    name = "exercises"
    verbose_name = _("Exercises")
