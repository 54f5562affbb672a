"""The list of complaints on top of a form."""

from dataclasses import dataclass
from typing import Any

from django import forms, template

register = template.Library()


@dataclass(frozen=True)
class Complaint:
    """What is wrong, and the id of the box that it is about; "" when it concerns the whole form."""

    target: str
    label: str
    message: str


@register.inclusion_tag("_error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """List all errors of a form, each with a link to its field."""
    errors = [Complaint("", "", str(text)) for text in form.non_field_errors()]
    errors += [Complaint(field.id_for_label, str(field.label), str(text)) for field in form for text in field.errors]
    return {"errors": errors}
