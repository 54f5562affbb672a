"""A form field for several lines of plain text."""

from typing import Any

from django import forms


class PlainTextField(forms.CharField):
    """Plain text whose line breaks are single characters, as the browser counts them.

    Browsers send two characters for a line break; kept, they would make every text
    look changed, and longer than its writer was allowed.
    """

    def to_python(self, value: Any) -> str:
        """Return the text with plain line breaks and nothing around it."""
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n").strip()
