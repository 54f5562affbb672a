"""The form of one band."""

from django import forms
from django.utils.translation import gettext_lazy as _

from logbook.models import Band
from logbook.names import NameField

LONGEST_NAME = 40


class BandForm(forms.Form):
    """What people say about a band; whether the name is free only the list as a whole knows."""

    name = NameField(
        _("Name"), LONGEST_NAME, _("For example what is printed on it, or where you keep it. At most 40 characters.")
    )
    colour = forms.ChoiceField(
        label=_("Colour"),
        choices=Band.Colour.choices,
        initial=Band.Colour.GREY,
        help_text=_("The nearest one. It is only there to tell your bands apart."),
    )
