"""Keeping what somebody said about the names of another app, for this import and the next one."""

from collections.abc import Sequence

from django.db import transaction

from exercises.models import Exercise
from logbook.importing.found import FoundMatch
from logbook.locking import lock_person
from logbook.models import ImportMatch
from logbook.people import Person


@transaction.atomic
def keep_matches(*, user: Person, matches: Sequence[FoundMatch]) -> None:
    """Keep which exercise names mean, in the place of what was said about them before."""
    lock_person(user.pk)
    keys = dict(Exercise.objects.values_list("slug", "pk"))
    ImportMatch.objects.bulk_create(
        [
            ImportMatch(user_id=user.pk, app=one.app, name=one.name, exercise_id=keys.get(one.exercise), side=one.side)
            for one in matches
        ],
        update_conflicts=True,
        unique_fields=["user", "app", "name"],
        update_fields=["exercise", "side"],
    )
