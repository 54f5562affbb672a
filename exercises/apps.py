"""The shared catalogue of exercises."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExercisesConfig(AppConfig):
    """The catalogue: the same for everybody. Only the history of its texts knows who wrote them."""

    name = "exercises"
    verbose_name = _("Exercises")
