"""Decimal numbers, as people read them."""

from decimal import Decimal


def format_decimal(value: Decimal) -> str:
    """Return a number without trailing zeros: "72.5", "100"."""
    return f"{value.normalize():f}"
