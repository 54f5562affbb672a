"""What can go wrong with a backup, a restore or a move."""

from django.core.management import CommandError


class KeepingError(CommandError):
    """Why it did not come to it, and what to do: one sentence or two for whoever runs the site."""


def reason_of(error: Exception) -> str:
    """Return the words of a database's or the system's error on one line, without a full stop."""
    words = getattr(error, "strerror", None) or str(error)
    return " ".join(words.split()).rstrip(".?")
