"""Changing the few activities that a person's knee makes hard, and rating them.

Each act is one transaction that holds the person's row: of two at once, the second one
sees what the first one did.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from logbook.locking import lock_person
from logbook.models import Activity, ActivityRating
from logbook.names import comparable
from logbook.people import Person
from logbook.weeks import Week

MOST_USABLE, MOST_ACTIVITIES = 3, 30


def add_activity(*, user: Person, name: str) -> Activity:
    """Add an activity in the person's words; one of just these words is left as it is and returned.

    Raises ValidationError, with words for the person, when there is one that differs only in
    its case or is set aside, or no room for one more.
    """
    try:
        with transaction.atomic():
            activities = _locked_activities(user.pk)
            # The form was sent twice.
            for same in activities:
                if same.name == name and same.retired_at is None:
                    return same
            _check_name(name, activities)
            _check_room(activities)
            return Activity.objects.create(user_id=user.pk, name=name)
    except IntegrityError as error:
        raise _name_taken() from error


def rename_activity(*, activity: Activity, name: str) -> None:
    """Give an activity other words; its ratings stay.

    Raises ValidationError, with words for the person, when another one has these words,
    whatever the case, and Activity.DoesNotExist when it was deleted meanwhile.
    """
    try:
        with transaction.atomic():
            _check_name(name, [other for other in _locked_activities(activity.user_id) if other != activity])
            changed = Activity.objects.filter(pk=activity.pk).update(name=name)
    except IntegrityError as error:
        raise _name_taken() from error
    if not changed:
        raise Activity.DoesNotExist


@transaction.atomic
def return_activity(*, activity: Activity) -> None:
    """Ask again about an activity that was set aside.

    Raises ValidationError, with words for the person, when as many as fit are in use.
    """
    _check_usable([other for other in _locked_activities(activity.user_id) if other != activity])
    Activity.objects.filter(pk=activity.pk).update(retired_at=None)


@transaction.atomic
def delete_activity(*, activity: Activity) -> None:
    """Delete an activity with all its ratings."""
    lock_person(activity.user_id)
    activity.delete()


@transaction.atomic
def rate_activities(*, user: Person, week: Week, day: date, scores: Mapping[int, int | None]) -> None:
    """Keep a week's ratings 0–10 by the key of the activity; rated again, they replace what was there.

    None takes the week's rating back. Activities that are gone, or not the person's, are left out.
    """
    lock_person(user.pk)
    own = set(user.activities.filter(pk__in=scores).values_list("pk", flat=True))
    ratings = [
        ActivityRating(activity_id=pk, week=week.number, rated_on=day, score=score)
        for pk, score in scores.items()
        if pk in own and score is not None
    ]
    ActivityRating.objects.bulk_create(
        ratings, update_conflicts=True, unique_fields=["activity", "week"], update_fields=["rated_on", "score"]
    )
    taken_back = [pk for pk, score in scores.items() if pk in own and score is None]
    ActivityRating.objects.filter(activity__in=taken_back, week=week.number).delete()


def _locked_activities(user_id: int) -> list[Activity]:
    lock_person(user_id)
    return list(Activity.objects.filter(user_id=user_id))


def _check_name(name: str, others: Sequence[Activity]) -> None:
    same = [other for other in others if comparable(other.name) == comparable(name)]
    if same:
        raise _name_taken(is_retired=same[0].retired_at is not None)


def _name_taken(*, is_retired: bool = False) -> ValidationError:
    text = _("You have this activity already.")
    if is_retired:
        text += " " + _("It is set aside; you can bring it back.")
    return ValidationError({"name": text}, code="unique")


def _check_room(activities: Sequence[Activity]) -> None:
    _check_usable(activities)
    if len(activities) >= MOST_ACTIVITIES:
        text = _("At most %(count)s activities fit in, those set aside among them. Bring one back, or delete one.")
        raise ValidationError(text % {"count": MOST_ACTIVITIES}, code="full")


def _check_usable(activities: Sequence[Activity]) -> None:
    if sum(one.retired_at is None for one in activities) >= MOST_USABLE:
        text = _("You have %(count)s activities, and more do not fit. Set one aside first.")
        raise ValidationError(text % {"count": MOST_USABLE}, code="full")
