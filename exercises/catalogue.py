"""Bringing the fixture's exercises onto a site without overwriting anybody's edits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from django.conf import settings
from django.core import serializers
from django.db import transaction

from exercises import versions
from exercises.differences import unified
from exercises.models import CONTENT_FIELDS, MEANING_FIELDS, Exercise

SAME, EDITED, MISSING, ONLY_HERE = "same", "edited", "missing", "only here"


class NotHereError(Exception):
    """There is nothing to reset: the reason in one sentence."""


@dataclass(frozen=True)
class Comparison:
    """How one exercise of the site stands to the delivered one: either may be missing."""

    slug: str
    delivered: Exercise | None
    own: Exercise | None

    @property
    def state(self) -> str:
        """One of the four words for it."""
        if not self.own:
            return MISSING
        if not self.delivered:
            return ONLY_HERE
        return EDITED if self.fields else SAME

    @property
    def fields(self) -> list[str]:
        """The names of the fields that differ."""
        if not (self.delivered and self.own):
            return []
        return versions.differing(self.delivered, self.own, CONTENT_FIELDS)

    def diff(self) -> Iterator[str]:
        """Yield the difference in lines as programs write it, from the delivered text to the site's."""
        for name in self.fields:
            old, new = str(getattr(self.delivered, name)), str(getattr(self.own, name))
            names = (f"delivered/{self.slug}/{name}", f"site/{self.slug}/{name}")
            yield from unified(old, new, old_name=names[0], new_name=names[1])


@dataclass(frozen=True)
class Reset:
    """What a reset did; `kept` names the fields that had to stay as they are."""

    exercise: Exercise
    is_changed: bool
    kept: list[str]


def compare(delivered: Iterable[Exercise], own: Iterable[Exercise]) -> list[Comparison]:
    """Pair delivered and own exercises by slug: the delivered ones in their order, then those of the site alone."""
    ours, theirs = ({exercise.slug: exercise for exercise in side} for side in (delivered, own))
    return [Comparison(slug, ours.get(slug), theirs.get(slug)) for slug in {**ours, **theirs}]


def fixture_path() -> Path:
    """Return the file that holds the exercises as they are delivered."""
    return Path(settings.FIXTURE_DIRS[0]) / "exercises.json"


def delivered_exercises() -> list[Exercise]:
    """Return the fixture's exercises as unsaved objects; ones known to the site carry its row number."""
    text = fixture_path().read_text(encoding="utf-8")
    return [cast(Exercise, delivered.object) for delivered in serializers.deserialize("json", text)]


def status() -> list[Comparison]:
    """Return how each exercise of the site stands to the delivered ones."""
    return compare(delivered_exercises(), Exercise.objects.all())


@transaction.atomic
def load_missing() -> list[Exercise]:
    """Create the delivered exercises that the site lacks and return them.

    An exercise that exists is left exactly as it is, whatever an admin made of it.
    One that took over a delivered name is kept, too: names are unique. Whatever came
    in without a version gets one.
    """
    known = set(Exercise.objects.values_list("slug", "name"))
    slugs, names = {slug for slug, _name in known}, {name for _slug, name in known}
    missing = [
        exercise for exercise in delivered_exercises() if exercise.slug not in slugs and exercise.name not in names
    ]
    for exercise in missing:
        exercise._change_reason = versions.DELIVERED
        exercise.save(force_insert=True)
    for exercise in Exercise.objects.select_for_update().exclude(pk__in=[exercise.pk for exercise in missing]):
        versions.keep_current(exercise)
    return missing


@transaction.atomic
def reset(slug: str) -> Reset:
    """Give one exercise its delivered text back, as a new version.

    What the numbers in people's logs mean stays as it is. Raises NotHereError for an
    exercise that is not delivered or not on the site, and ValidationError where the
    delivered text is not valid here, because another exercise has taken its name.
    """
    found = next((comparison for comparison in status() if comparison.slug == slug), None)
    if found is None or found.delivered is None:
        known = ", ".join(exercise.slug for exercise in delivered_exercises())
        raise NotHereError(f"No exercise {slug!r} is delivered. These are: {known}.")
    if found.own is None:
        raise NotHereError(f"{slug} is not on this site. `manage.py catalogue load` adds what is missing.")
    exercise = Exercise.objects.select_for_update().get(pk=found.own.pk)
    kept = versions.differing(found.delivered, exercise, MEANING_FIELDS) if exercise.is_in_use() else []
    for name in CONTENT_FIELDS:
        if name not in kept:
            setattr(exercise, name, getattr(found.delivered, name))
    exercise.full_clean()
    return Reset(exercise, versions.store(exercise, by=None, reason=versions.RESET), kept)
