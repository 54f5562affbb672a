"""The list of complaints on top of a form."""

from typing import Any

from django import forms, template

from logbook.log_form import FormError

register = template.Library()


@register.inclusion_tag("_error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """List all errors of a form, each with a link to its field."""
    errors = [FormError("", "", str(text)) for text in form.non_field_errors()]
    errors += [FormError(field.id_for_label, _name_of(field), str(text)) for field in form for text in field.errors]
    return {"errors": errors}


def _name_of(field: forms.BoundField) -> str:
    # A box to tick has a sentence for its label, which is no name.
    return str(getattr(field.field, "short_label", field.label))
