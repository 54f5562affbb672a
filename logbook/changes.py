"""What differs between two versions of a workout, in words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from logbook.entries import ExerciseEntry, WorkoutEntry
from logbook.history import describe_sets
from logbook.warning_signs import sign_labels


@dataclass(frozen=True)
class Change:
    """One thing that differs: what it is, and its lines before and now; no line where there was nothing."""

    label: str
    before: list[str]
    now: list[str]


def workout_changes(before: WorkoutEntry, now: WorkoutEntry, names: Mapping[str, str]) -> list[Change]:
    """Return what differs, in the order of the log form; `names` maps slugs to the names of exercises."""
    one, other = (_lines(entry, names) for entry in (before, now))
    labels = dict.fromkeys([*one, *other])
    changes = [Change(label, one.get(label, []), other.get(label, [])) for label in labels]
    return [change for change in changes if change.before != change.now]


def _lines(entry: WorkoutEntry, names: Mapping[str, str]) -> dict[str, list[str]]:
    return {
        _("Date"): [date_format(entry.performed_on, "D j F Y")],
        _("Knee pain before you started"): _score(entry.pain_before),
        _("Knee pain the next morning"): _score(entry.pain_next_morning),
        **{names.get(done.slug, done.slug): _exercise(done) for done in entry.exercises},
        _("Warning signs"): sign_labels(entry.warning_signs),
        _("Note"): entry.note.splitlines(),
    }


def _exercise(done: ExerciseEntry) -> list[str]:
    pain = [_("Worst knee pain %(pain)s of 10") % {"pain": done.pain_during}] if done.pain_during is not None else []
    skipped = [_("Left out")] if done.skip_reason else []
    return [*skipped, *describe_sets(done.sets), *pain, *done.note.splitlines()]


def _score(pain: int | None) -> list[str]:
    return [] if pain is None else [_("%(pain)s of 10") % {"pain": pain}]
