"""One thing at a time for what belongs to one person."""

from django.contrib.auth import get_user_model


def lock_person(user_id: int) -> None:
    """Hold the person's row until the transaction ends: of two acts at once, the second sees what the first one did.

    The person's row, because the rows of a list would not do: there may be none, and a lock
    holds no new one back. Workouts that are saved meanwhile need not wait: they only ask that
    the person stays.
    """
    people = get_user_model()._default_manager.select_for_update(no_key=True)
    list(people.filter(pk=user_id).values_list("pk"))
