"""Keeping the scores that somebody's clinic gave them: on one day, a name has one score.

Each act is one transaction that holds the person's row: of two at once, the second one
sees what the first one did.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from logbook.decimals import format_decimal
from logbook.locking import lock_person
from logbook.models import ClinicScore
from logbook.names import comparable
from logbook.people import Person

MOST_SCORES = 200


def add_score(*, user: Person, name: str, value: Decimal, scored_on: date) -> ClinicScore:
    """Keep a score from 0 to 1000; one with the same name, day and number is left as it is and returned.

    Raises ValidationError, with words for the person, when the name has another number on
    that day, or no room is left.
    """
    try:
        with transaction.atomic():
            lock_person(user.pk)
            same = _same_name(name, user.clinic_scores.filter(scored_on=scored_on))
            if same and same.value == value:
                return same
            if same:
                raise _name_taken(same)
            if user.clinic_scores.count() >= MOST_SCORES:
                text = _("At most %(count)s scores fit in. Delete one first.")
                raise ValidationError(text % {"count": MOST_SCORES}, code="full")
            return ClinicScore.objects.create(user_id=user.pk, name=name, value=value, scored_on=scored_on)
    except IntegrityError as error:
        raise _name_taken() from error


def change_score(*, score: ClinicScore, name: str, value: Decimal, scored_on: date) -> None:
    """Correct a score.

    Raises ValidationError, with words for the person, when the name has a number on that day
    already, and ClinicScore.DoesNotExist when the score was deleted meanwhile.
    """
    try:
        with transaction.atomic():
            lock_person(score.user_id)
            of_the_day = ClinicScore.objects.filter(user_id=score.user_id, scored_on=scored_on)
            same = _same_name(name, of_the_day.exclude(pk=score.pk))
            if same:
                raise _name_taken(same)
            changed = ClinicScore.objects.filter(pk=score.pk).update(name=name, value=value, scored_on=scored_on)
    except IntegrityError as error:
        raise _name_taken() from error
    if not changed:
        raise ClinicScore.DoesNotExist


def _same_name(name: str, scores: Iterable[ClinicScore]) -> ClinicScore | None:
    return next((one for one in scores if comparable(one.name) == comparable(name)), None)


def _name_taken(same: ClinicScore | None = None) -> ValidationError:
    text = _("You have a score of this name on this day already.")
    if same:
        text += " " + _("It is %(score)s; you can change it in the list.") % {"score": format_decimal(same.value)}
    return ValidationError({"name": text}, code="unique")
