"""Two people at the same exercise: telling the second what the first one saved."""

from dataclasses import dataclass
from typing import Any

from exercises.models import Exercise
from exercises.versions import FieldChange, Save, field_changes, fingerprint, versions_of

# A form that was open for longer than this many versions counts as one of unknown age.
FARTHEST_BACK = 500


@dataclass(frozen=True)
class Conflict:
    """What was saved after a form was opened, newest first, and what that changed.

    `shown` is the version that the form showed. It is None when the form does not say, or
    lies about it: then `saves` has the newest one only, and `changes` nothing.
    """

    saves: list[Save]
    stored: Any
    shown: Any = None

    @property
    def is_known(self) -> bool:
        """Whether the form says which version it is based on."""
        return self.shown is not None

    @property
    def changes(self) -> list[FieldChange]:
        """How the stored text differs from the one that the form showed; to be asked when no row is locked."""
        return field_changes(self.shown, self.stored) if self.shown else []


def conflict_with(stored: Exercise, seen: str) -> Conflict | None:
    """Return what a form that showed the version `seen` missed; None if that is the stored one."""
    if seen == fingerprint(stored):
        return None
    rows = list(versions_of(stored.pk).select_related("history_user")[:FARTHEST_BACK])
    position = next((number for number, row in enumerate(rows) if fingerprint(row) == seen), None)
    if position is None:
        return Conflict([Save(row) for row in rows[:1]], stored)
    return Conflict([Save(row) for row in rows[:position]], stored, rows[position])
