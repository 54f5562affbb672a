"""The form of a link to a report."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from logbook.fields import hidden
from logbook.links import LIFETIMES, USUAL_LIFETIME, Shown
from logbook.models.links import LONGEST_LABEL, LONGEST_SHOWN_NAME
from logbook.names import NameField
from logbook.periods import PERIODS, USUAL_PERIOD
from logbook.report_form import WEEKS


class LinkForm(forms.Form):
    """Who a link is for, what it shows, and for how long.

    `public_id` is made when the form is opened, so that a form that is sent twice makes one link.
    """

    public_id = hidden()
    label = NameField(
        _("Who it is for"),
        LONGEST_LABEL,
        _("Only you see this. It helps you to tell your links apart."),
        error_messages={"required": _("Type who the link is for.")},
    )
    weeks = forms.TypedChoiceField(
        label=_("How far back it goes"),
        coerce=int,
        initial=USUAL_PERIOD,
        help_text=_("Whole weeks up to the one in which it is opened."),
    )
    with_notes = forms.BooleanField(
        label=_("Show my notes"),
        required=False,
        help_text=_("Read them first: they may say more than you remember."),
    )
    shown_name = NameField(
        _("Name on the report (not needed)"),
        LONGEST_SHOWN_NAME,
        _("Left empty, the report does not say whose it is."),
        required=False,
    )
    days = forms.TypedChoiceField(
        label=_("It works for"),
        coerce=int,
        initial=USUAL_LIFETIME,
        help_text=_("You can end it sooner."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "link-%s", **kwargs})
        weeks, days = self.fields["weeks"], self.fields["days"]
        assert isinstance(weeks, forms.ChoiceField)  # noqa: S101 — tells the type checker what stands above
        assert isinstance(days, forms.ChoiceField)  # noqa: S101 — likewise
        weeks.choices = [(one, WEEKS % {"count": one}) for one in PERIODS]
        days.choices = [(one, ngettext("%(count)s day", "%(count)s days", one) % {"count": one}) for one in LIFETIMES]

    def clean_public_id(self) -> uuid.UUID:
        """Return the name that the form carries; a new one where that is none, for nobody has typed it."""
        try:
            return uuid.UUID(str(self.cleaned_data["public_id"]))
        except ValueError:
            return uuid.uuid4()

    @property
    def shown(self) -> Shown:
        """What the link shows. Call when valid."""
        typed = self.cleaned_data
        return Shown(typed["label"], typed["weeks"], typed["with_notes"], typed["shown_name"])
