from datetime import date
from typing import Any

import pytest

from hipstrength.accounts.models import User
from logbook.compiled import CompiledQuery
from logbook.models import Workout
from tests.factories import make_workout

COLUMNS = ("public_id", "performed_on", "note", "exercises__sets__weight_value")
DAYS = (date(2026, 11, 16), date(2026, 11, 18))


NOTES = CompiledQuery(
    lambda user_id, first, last, note: (
        Workout.objects.filter(note=note, performed_on__range=(first, last), user_id=user_id)
        .order_by("performed_on")
        .values_list(*COLUMNS)
    ),
    int,
    date,
    date,
    str,
)


def test_compiled_query_returns_what_the_query_does(alice: User) -> None:
    for day in (15, 16, 17, 18, 19):
        make_workout(user=alice, day=date(2026, 11, day), note="Rain")
    alike = alice.workouts.between(*DAYS).filter(note="Rain").order_by("performed_on").values_list(*COLUMNS)

    found = list(NOTES.rows(alice.pk, *DAYS, "Rain"))

    assert found == list(alike)
    assert len(found) == 12


def test_compiled_query_is_asked_anew_each_time(alice: User, stranger: User) -> None:
    make_workout(user=alice, day=DAYS[0], note="Mine")

    assert len(list(NOTES.rows(alice.pk, *DAYS, "Mine"))) == 4
    assert list(NOTES.rows(stranger.pk, *DAYS, "Mine")) == []
    assert list(NOTES.rows(alice.pk, *DAYS, "' OR 1=1 --")) == []


@pytest.mark.parametrize(
    "values", [(), (1,), (1, *DAYS), (1, *DAYS, "", ""), (*DAYS, 1, ""), ("1", *DAYS, ""), (None, *DAYS, "")]
)
def test_compiled_query_wants_the_kinds_of_values_that_it_has(db: None, values: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError, match="wanted"):
        NOTES.rows(*values)


@pytest.mark.parametrize(
    "build",
    [
        # A value that stands nowhere, one that stands twice, and one that nobody gives.
        lambda user_id, day: Workout.objects.filter(user_id=user_id),
        lambda user_id, day: Workout.objects.filter(user_id=user_id, performed_on=day).exclude(performed_on=day),
        lambda user_id, day: Workout.objects.filter(user_id=user_id, performed_on=day, note="Rain"),
    ],
)
def test_compiled_query_refuses_a_value_that_is_not_there_once(alice: User, build: Any) -> None:
    query = CompiledQuery(lambda *values: build(*values).values_list("pk"), int, date)

    with pytest.raises(ValueError, match=r"once|nobody gives"):
        query.rows(alice.pk, DAYS[0])


def test_constants_are_named_and_the_same_for_everybody(alice: User, stranger: User) -> None:
    for user in (alice, stranger):
        make_workout(user=user, day=DAYS[0], note="Rain")
        make_workout(user=user, day=DAYS[0], note="Sun")
    rainy = CompiledQuery(
        lambda user_id: Workout.objects.filter(user_id=user_id, note="Rain").values_list("user_id", "note"),
        int,
        constants=("Rain",),
    )

    assert list(rainy.rows(alice.pk)) == [(alice.pk, "Rain")]
    assert list(rainy.rows(stranger.pk)) == [(stranger.pk, "Rain")]


def test_value_that_was_not_named_is_no_constant(alice: User) -> None:
    leaky = CompiledQuery(
        lambda day: Workout.objects.filter(user_id=alice.pk, performed_on=day).values_list("pk"), date, constants=("x",)
    )

    with pytest.raises(ValueError, match="nobody gives"):
        leaky.rows(DAYS[0])
