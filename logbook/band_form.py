"""The form of one band."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from exercises.fields import PlainTextField
from logbook.models import Band

LONGEST_NAME = 40
# All but the null character, which every text field refuses in its own words.
CONTROL_CHARACTERS = re.compile("[\x01-\x1f\x7f-\x9f]")
# Separators, and characters that only steer how others are shown.
UNSEEN = ("Z", "Cf")


class BandNameField(PlainTextField):
    """A name of 1–40 characters on one line, with single spaces; at least one character can be seen."""

    default_error_messages = {"required": _("Type a name."), "unseen": _("Type a name that can be seen.")}
    default_validators = [
        RegexValidator(CONTROL_CHARACTERS, _("Use plain text without control characters."), inverse_match=True)
    ]

    def __init__(self) -> None:
        super().__init__(
            label=_("Name"),
            max_length=LONGEST_NAME,
            widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
            help_text=_("For example what is printed on it, or where you keep it. At most 40 characters."),
        )

    def to_python(self, value: Any) -> str:
        """Return the name with single spaces between its words and none around them."""
        return " ".join(super().to_python(value).split())

    def validate(self, value: str) -> None:
        """Refuse what would be an empty place on every page."""
        super().validate(value)
        if all(unicodedata.category(character).startswith(UNSEEN) for character in value):
            raise ValidationError(self.error_messages["unseen"], code="unseen")


class BandForm(forms.Form):
    """What people say about a band; whether the name is free only the list as a whole knows."""

    name = BandNameField()
    colour = forms.ChoiceField(
        label=_("Colour"),
        choices=Band.Colour.choices,
        initial=Band.Colour.GREY,
        help_text=_("The nearest one. It is only there to tell your bands apart."),
    )
