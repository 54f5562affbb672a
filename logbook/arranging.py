"""Changing the order of somebody's steps of resistance, and which of them are left out."""

from django.contrib.auth import get_user_model
from django.db import transaction

from logbook.advising import Trained, choice_of, steps_of, usable_bands
from logbook.ladders import Choice, arrange, key_of
from logbook.people import Person

EASIER, HARDER, HIDE, SHOW, RESET = "easier", "harder", "hide", "show", "reset"


@transaction.atomic
def arrange_steps(user: Person, exercise: Trained, act: str, key: str) -> bool:
    """Move a step to the EASIER or HARDER side, HIDE or SHOW it, or RESET all; return whether that could be done.

    `key` names the step (`ladders.key_of`). One step at least stays.
    """
    # The row is held: of two changes at once, the second one sees what the first one did.
    people = get_user_model()._default_manager
    kept: Person = people.select_for_update(no_key=True).get(pk=user.pk)
    choice = choice_of(kept, exercise.slug)
    keys = [key_of(step) for step in arrange(steps_of(kept, exercise, usable_bands(kept)), choice)]
    changed = Choice() if act == RESET else _changed(choice, keys, act, key)
    if changed is None:
        return False
    ladders = {**(kept.ladders or {}), exercise.slug: {"order": [*changed.order], "hidden": [*changed.hidden]}}
    people.filter(pk=user.pk).update(ladders=ladders)
    return True


def _changed(choice: Choice, keys: list[str], act: str, key: str) -> Choice | None:
    if key not in keys:
        return None
    hidden = [one for one in choice.hidden if one != key]
    if act == SHOW:
        return Choice(choice.order, hidden)
    if act == HIDE:
        return Choice(choice.order, [*hidden, key]) if set(keys) - {*hidden, key} else None
    place = keys.index(key) + (1 if act == HARDER else -1)
    if not 0 <= place < len(keys):
        return None
    keys.remove(key)
    keys.insert(place, key)
    return Choice(keys, choice.hidden)
