"""Activities that the knee makes hard: adding, renaming, setting aside, rating them, and two tabs at once."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from hipstrength.accounts.models import User
from logbook.activities import (
    MOST_ACTIVITIES,
    add_activity,
    delete_activity,
    rate_activities,
    rename_activity,
    return_activity,
)
from logbook.models import Activity
from logbook.weeks import SUNDAY, Week
from tests.races import at_once
from tests.stored import rows_of

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
DAY = date(2026, 11, 18)
WEEK = Week.containing(DAY)
TAKEN = "You have this activity already."
TAKEN_BY_RETIRED = f"{TAKEN} It is set aside; you can bring it back."
FULL = "You have 3 activities, and more do not fit. Set one aside first."
STUFFED = "At most 30 activities fit in, those set aside among them. Bring one back, or delete one."


def refusal(act: Callable[[], object]) -> list[str]:
    """Return what the person is told who does what cannot be done; nothing when it can."""
    try:
        act()
    except ValidationError as error:
        return error.messages
    return []


def fill(user: User, *, usable: int, retired: int = 0) -> list[Activity]:
    """Give a person as many activities."""
    moments = [None] * usable + [NOON] * retired
    return [user.activities.create(name=f"Activity {n}", retired_at=moment) for n, moment in enumerate(moments)]


def names(user: User) -> list[str]:
    return [activity.name for activity in user.activities.usable()]


def ratings(activity: Activity) -> list[tuple[date, int]]:
    return [(rating.rated_on, rating.score) for rating in activity.ratings.order_by("week")]


def rate(user: User, day: date, scores: dict[int, int | None]) -> None:
    rate_activities(user=user, week=user.week_of(day), day=day, scores=scores)


def test_activity_is_added_in_the_persons_words(alice: User) -> None:
    add_activity(user=alice, name="stairs down 🦵")

    assert names(alice) == ["stairs down 🦵"]


def test_same_words_twice_are_one_activity(alice: User) -> None:
    first, second = (add_activity(user=alice, name="stairs down") for _time in range(2))

    assert first == second
    assert names(alice) == ["stairs down"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("stairs", "Stairs"), ("STAIRS", "stairs"), ("Größe", "GRÖSSE"), ("Caf\u00e9", "CAFE\u0301"), ("Ünlü", "ünlü")],
)
def test_words_are_taken_whatever_their_case_and_letters(alice: User, first: str, second: str) -> None:
    add_activity(user=alice, name=first)

    assert refusal(partial(add_activity, user=alice, name=second)) == [TAKEN]
    assert names(alice) == [first]


@pytest.mark.parametrize("name", ["stairs", "Stairs"])
def test_words_of_an_activity_set_aside_are_taken_and_said_to_be(alice: User, name: str) -> None:
    add_activity(user=alice, name="stairs").retire(NOON)

    assert refusal(partial(add_activity, user=alice, name=name)) == [TAKEN_BY_RETIRED]


def test_words_of_somebody_else_are_free(alice: User, stranger: User) -> None:
    for user in (stranger, alice):
        add_activity(user=user, name="stairs")

    assert [names(user) for user in (alice, stranger)] == [["stairs"], ["stairs"]]


@pytest.mark.parametrize(
    ("usable", "retired", "told"),
    [
        (0, 0, []),
        (2, 0, []),
        (3, 0, [FULL]),
        (2, MOST_ACTIVITIES - 3, []),
        (2, MOST_ACTIVITIES - 2, [STUFFED]),
    ],
)
def test_three_activities_fit(alice: User, usable: int, retired: int, told: list[str]) -> None:
    fill(alice, usable=usable, retired=retired)

    assert refusal(partial(add_activity, user=alice, name="stairs")) == told
    assert alice.activities.usable().count() == usable + (not told)


def test_renamed_activity_keeps_its_ratings(alice: User) -> None:
    activity = add_activity(user=alice, name="stairs")
    rate(alice, DAY, {activity.pk: 7})

    rename_activity(activity=activity, name="stairs down")

    assert names(alice) == ["stairs down"]
    assert ratings(activity) == [(DAY, 7)]


@pytest.mark.parametrize("name", ["stairs", "Stairs"])
def test_activity_can_keep_its_words_and_change_their_case(alice: User, name: str) -> None:
    rename_activity(activity=add_activity(user=alice, name="stairs"), name=name)

    assert names(alice) == [name]


def test_activity_cannot_take_the_words_of_another(alice: User) -> None:
    first, _second = fill(alice, usable=2)

    assert refusal(partial(rename_activity, activity=first, name="ACTIVITY 1")) == [TAKEN]
    assert names(alice) == ["Activity 0", "Activity 1"]


def test_renaming_does_not_bring_a_deleted_activity_back(alice: User) -> None:
    activity = add_activity(user=alice, name="stairs")
    Activity.objects.filter(pk=activity.pk).delete()

    with pytest.raises(Activity.DoesNotExist):
        rename_activity(activity=activity, name="stairs down")

    assert not alice.activities.exists()


def test_activity_set_aside_keeps_its_ratings_and_comes_back_with_them(alice: User) -> None:
    activity = add_activity(user=alice, name="stairs")
    rate(alice, DAY, {activity.pk: 7})

    activity.retire(NOON)
    assert names(alice) == []
    return_activity(activity=activity)

    assert names(alice) == ["stairs"]
    assert ratings(activity) == [(DAY, 7)]


def test_activity_set_aside_twice_keeps_its_moment(alice: User) -> None:
    activity = add_activity(user=alice, name="stairs")

    activity.retire(NOON)
    activity.retire(datetime(2027, 1, 1, tzinfo=UTC))

    assert alice.activities.get().retired_at == NOON


def test_activity_comes_back_only_where_there_is_room(alice: User) -> None:
    *_usable, retired = fill(alice, usable=3, retired=1)

    assert refusal(partial(return_activity, activity=retired)) == [FULL]
    assert alice.activities.usable().count() == 3


def test_activity_that_is_back_can_come_back_again(alice: User) -> None:
    first, *_others = fill(alice, usable=3)

    assert refusal(partial(return_activity, activity=first)) == []


def test_deleted_activity_takes_its_ratings_along_and_no_other(alice: User) -> None:
    first, second = fill(alice, usable=2)
    rate(alice, DAY, {first.pk: 7, second.pk: 3})

    delete_activity(activity=first)

    assert names(alice) == ["Activity 1"]
    assert ratings(second) == [(DAY, 3)]


def test_rating_again_in_the_same_week_replaces(alice: User) -> None:
    first, second = fill(alice, usable=2)
    rate(alice, WEEK.first, {first.pk: 7, second.pk: 0})

    rate(alice, WEEK.last, {first.pk: 10})

    assert ratings(first) == [(WEEK.last, 10)]
    assert ratings(second) == [(WEEK.first, 0)]


def test_each_week_has_its_own_rating(alice: User) -> None:
    (activity,) = fill(alice, usable=1)
    days = [WEEK.previous.last, WEEK.first, WEEK.last, WEEK.next.first]

    for score, day in enumerate(days):
        rate(alice, day, {activity.pk: score})

    assert ratings(activity) == [(days[0], 0), (days[2], 2), (days[3], 3)]


def test_weeks_of_ratings_begin_where_the_persons_weeks_do(alice: User) -> None:
    (activity,) = fill(alice, usable=1)
    alice.week_start = SUNDAY
    saturday, sunday, monday = date(2026, 11, 14), date(2026, 11, 15), date(2026, 11, 16)

    for score, day in enumerate((saturday, sunday, monday)):
        rate(alice, day, {activity.pk: score})

    assert ratings(activity) == [(saturday, 0), (monday, 2)]


def test_changing_the_first_day_of_the_week_moves_and_replaces_no_rating(alice: User) -> None:
    (activity,) = fill(alice, usable=1)
    rate(alice, date(2026, 11, 15), {activity.pk: 7})
    alice.week_start = SUNDAY

    rate(alice, date(2026, 11, 18), {activity.pk: 4})

    assert ratings(activity) == [(date(2026, 11, 15), 7), (date(2026, 11, 18), 4)]


def test_rating_can_be_taken_back(alice: User) -> None:
    (activity,) = fill(alice, usable=1)
    rate(alice, WEEK.previous.first, {activity.pk: 7})
    rate(alice, DAY, {activity.pk: 4})

    rate(alice, DAY, {activity.pk: None})

    assert ratings(activity) == [(WEEK.previous.first, 7)]


def test_activities_that_are_gone_or_somebody_elses_are_not_rated(alice: User, stranger: User) -> None:
    (own,) = fill(alice, usable=1)
    (foreign,) = fill(stranger, usable=1)
    rate(stranger, DAY, {foreign.pk: 2})
    before = rows_of(stranger)

    rate(alice, DAY, {own.pk: 7, foreign.pk: 9, 999_999: 5})
    rate(alice, DAY, {foreign.pk: None})

    assert ratings(own) == [(DAY, 7)]
    assert rows_of(stranger) == before


@pytest.mark.django_db(transaction=True)
def test_last_place_at_the_same_instant_is_taken_once(alice: User) -> None:
    fill(alice, usable=2)

    told = at_once([partial(refusal, partial(add_activity, user=alice, name=f"New {n}")) for n in range(4)])

    assert sorted(told) == [[], *[[FULL]] * 3]
    assert alice.activities.usable().count() == 3


@pytest.mark.django_db(transaction=True)
def test_same_words_at_the_same_instant_are_one_activity(alice: User) -> None:
    told = at_once([partial(refusal, partial(add_activity, user=alice, name="stairs"))] * 4)

    assert told == [[]] * 4
    assert names(alice) == ["stairs"]


@pytest.mark.django_db(transaction=True)
def test_ratings_at_the_same_instant_are_one(alice: User) -> None:
    (activity,) = fill(alice, usable=1)

    at_once([partial(rate, alice, DAY, {activity.pk: score}) for score in range(4)])

    ((day, score),) = ratings(activity)
    assert day == DAY
    assert score in range(4)


@pytest.mark.django_db(transaction=True)
def test_rating_and_deleting_at_the_same_instant_fail_neither(alice: User) -> None:
    (activity,) = fill(alice, usable=1)
    acts: list[Callable[[], object]] = [partial(rate, alice, DAY, {activity.pk: score}) for score in range(3)]

    acts.append(partial(delete_activity, activity=activity))

    at_once(acts)

    assert not alice.activities.exists()
