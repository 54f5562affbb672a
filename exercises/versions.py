"""The versions of an exercise: keeping each one, telling them apart, finding an old one."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from exercises.differences import Line, compare_texts, replaced
from exercises.models import CONTENT_FIELDS, TEXT_FIELDS, Exercise

# Reasons of changes that no person made; stored as they stand here, translated when shown.
DELIVERED = gettext_noop("Delivered with HipStrength.")
FOUND = gettext_noop("Found as it was: it had come in without being recorded.")
FIRST = gettext_noop("As it was when versions began to be kept.")
RESET = gettext_noop("Reset to the delivered text by a command.")
WITHOUT_AUTHOR = frozenset({DELIVERED, FOUND, FIRST, RESET})
# An edit may change all of these; the rest keeps the books.
EDITED_FIELDS = (*CONTENT_FIELDS, "slug", "order", "is_published")


@transaction.atomic
def store(exercise: Exercise, *, by: Any, reason: str = "") -> bool:
    """Store a changed exercise as a new version and return True; where nothing differs, do nothing and return False.

    The revision counts up when what people follow has changed. `by` is the person who
    saves, None for a command. Raises Exercise.DoesNotExist when it was deleted meanwhile.
    """
    stored = Exercise.objects.select_for_update().get(pk=exercise.pk)
    keep_current(stored)
    exercise.tidy()
    if not differing(stored, exercise, EDITED_FIELDS):
        return False
    exercise.revision = stored.revision + bool(differing(stored, exercise, TEXT_FIELDS))
    exercise.updated_at = timezone.now()
    exercise._history_user, exercise._change_reason = by, reason
    exercise.save(force_update=True)
    return True


def keep_current(stored: Exercise) -> bool:
    """Make sure that the history has the exercise as it is stored; return whether it was missing.

    Rows that come by `loaddata` or by an update in SQL leave no trace of their own.
    """
    newest = versions_of(stored.pk).first()
    if newest:
        _number_anew(stored, newest)
    if newest and fingerprint(newest) == fingerprint(stored):
        return False
    Exercise.history.bulk_history_create(
        [stored],
        update=bool(newest),
        default_change_reason=FOUND,
        default_date=timezone.now() if newest else stored.updated_at,
    )
    return True


def _number_anew(stored: Exercise, newest: Any) -> None:
    """Give an exercise a revision that no other text has had, should it have changed behind our back."""
    revision = newest.revision
    if differing(newest, stored, TEXT_FIELDS):
        highest = versions_of(stored.pk).aggregate(highest=models.Max("revision"))["highest"]
        revision = max(highest + 1, stored.revision)
    if stored.revision != revision:
        stored.revision = revision
        Exercise.objects.filter(pk=stored.pk).update(revision=revision)


def versions_of(key: Any) -> Any:
    """Return all versions of the exercise with this row number, newest first.

    By number and not by date, because clocks can be set back.
    """
    return Exercise.history.filter(id=key).order_by("-history_id")


def text_at(exercise: Exercise, revision: int) -> Exercise | None:
    """Return the exercise as it was at a revision, not to be saved; None where that one is not kept."""
    row = versions_of(exercise.pk).exclude(history_type="-").filter(revision=revision).first()
    return row.instance if row else None


def fingerprint(row: Any) -> str:
    """Return a short mark of what an edit may change of an exercise, or of a version of it."""
    fields = [str(getattr(row, name)) for name in ("id", *EDITED_FIELDS)]
    return hashlib.sha256(json.dumps(fields).encode()).hexdigest()[:32]


def differing(one: Any, other: Any, names: Iterable[str]) -> list[str]:
    """Return which of the named fields differ between two exercises or versions."""
    return [name for name in names if getattr(one, name) != getattr(other, name)]


@dataclass(frozen=True)
class FieldChange:
    """How one field differs between two versions."""

    label: str
    lines: list[Line]


def field_changes(old: Any, new: Any, names: Iterable[str] = EDITED_FIELDS) -> list[FieldChange]:
    """Return how two exercises or versions differ, field by field, in words."""
    return [_field_change(name, old, new) for name in differing(old, new, names)]


def _field_change(name: str, old: Any, new: Any) -> FieldChange:
    field: Any = Exercise._meta.get_field(name)
    is_prose = isinstance(field, models.CharField | models.TextField) and not field.choices
    compare = compare_texts if is_prose and name != "slug" else replaced
    return FieldChange(str(field.verbose_name), compare(in_words(old, name), in_words(new, name)))


def in_words(row: Any, name: str) -> str:
    """Return a field of an exercise or a version as people read it."""
    field: Any = Exercise._meta.get_field(name)
    value = getattr(row, name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(dict(field.flatchoices).get(value, value)) if field.choices else str(value)


@dataclass(frozen=True)
class Save:
    """One version in words: who saved it, when and why, as far as that is known.

    `older` is the version before it, None for the first one.
    """

    record: Any
    older: Any = None

    @property
    def author(self) -> str:
        """Who saved it; the account may be gone by now, and commands have none."""
        if self.record.history_user:
            return str(self.record.history_user)
        if self.record.history_change_reason in WITHOUT_AUTHOR:
            return _("a command")
        return _("somebody unknown (a deleted account, or outside of the admin)")

    @property
    def event(self) -> str:
        """What happened, in a word."""
        return {"+": _("Added"), "~": _("Changed"), "-": _("Deleted")}[self.record.history_type]

    @property
    def reason(self) -> str:
        """Why, in the reader's language; empty where nothing was said."""
        reason: str = self.record.history_change_reason
        return _(reason) if reason in WITHOUT_AUTHOR else reason

    @property
    def is_deletion(self) -> bool:
        """Whether nothing was left of the exercise but its versions."""
        return bool(self.record.history_type == "-")

    @cached_property
    def changes(self) -> list[FieldChange]:
        """How it differs from the version before it; nothing for the first one."""
        return field_changes(self.older, self.record) if self.older else []
