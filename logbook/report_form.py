"""The form that asks for a report: which period, with or without notes, whose, and for a file the paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from logbook.names import NameField
from logbook.periods import PERIODS, USUAL_PERIOD

LONGEST_NAME = 60
PAPERS = {"a4": _("A4"), "letter": _("Letter")}
WEEKS = ngettext_lazy("%(count)s week", "%(count)s weeks", "count")


class ReportForm(forms.Form):
    """What a report is asked for with; sent by GET, so that a report has an address."""

    weeks = forms.TypedChoiceField(
        label=_("Weeks up to now"),
        coerce=int,
        error_messages={
            "required": _("Choose a number of weeks."),
            "invalid_choice": _("Choose one of the numbers of weeks in the list."),
        },
    )
    notes = forms.BooleanField(label=_("With my notes"), required=False)
    name = NameField(_("Name on the report (not needed)"), LONGEST_NAME, required=False)
    # Not on the page, where each paper has a link of its own.
    paper = forms.ChoiceField(
        label=_("Paper"),
        choices=list(PAPERS.items()),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("Choose A4 or Letter.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        weeks = self.fields["weeks"]
        assert isinstance(weeks, forms.TypedChoiceField)  # noqa: S101 — tells the type checker what stands above
        weeks.choices = [(count, WEEKS % {"count": count}) for count in PERIODS]
        weeks.initial = USUAL_PERIOD
