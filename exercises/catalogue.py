"""Bringing the fixture's exercises onto a site without overwriting anybody's edits."""

from pathlib import Path
from typing import cast

from django.conf import settings
from django.core import serializers
from django.db import transaction

from exercises import versions
from exercises.models import Exercise


def fixture_path() -> Path:
    """Return the file that holds the exercises as they are delivered."""
    return Path(settings.FIXTURE_DIRS[0]) / "exercises.json"


def delivered_exercises() -> list[Exercise]:
    """Return the fixture's exercises as unsaved objects; ones known to the site carry its row number."""
    text = fixture_path().read_text(encoding="utf-8")
    return [cast(Exercise, delivered.object) for delivered in serializers.deserialize("json", text)]


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
