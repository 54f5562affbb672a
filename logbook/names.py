"""Names that people give to what is theirs."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from exercises.fields import PlainTextField

# All but the null character, which every text field refuses in its own words.
CONTROL_CHARACTERS = re.compile("[\x01-\x1f\x7f-\x9f]")
# Separators, and characters that only steer how others are shown.
UNSEEN = ("Z", "Cf")


class NameField(PlainTextField):
    """A name of 1 to `longest` characters on one line, with single spaces; at least one character can be seen."""

    default_error_messages = {"required": _("Type a name."), "unseen": _("Type a name that can be seen.")}
    default_validators = [
        RegexValidator(CONTROL_CHARACTERS, _("Use plain text without control characters."), inverse_match=True)
    ]

    def __init__(self, label: Any, longest: int, help_text: Any = "", **kwargs: Any) -> None:
        super().__init__(
            label=label,
            max_length=longest,
            widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
            help_text=help_text,
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        """Return the name with single spaces between its words and none around them."""
        return " ".join(super().to_python(value).split())

    def validate(self, value: str) -> None:
        """Refuse what would be an empty place on every page."""
        super().validate(value)
        if value and all(unicodedata.category(character).startswith(UNSEEN) for character in value):
            raise ValidationError(self.error_messages["unseen"], code="unseen")


def comparable(name: str) -> str:
    """Return a name so that two that people read as the same are equal, whatever their case and letters.

    In Python: the two databases do not agree on letters beyond A to Z.
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
