"""Scores from a clinic: keeping, correcting, and two tabs at once."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from hipstrength.accounts.models import User
from logbook.clinic_scores import MOST_SCORES, add_score, change_score
from logbook.models import ClinicScore
from tests.races import at_once

DAY = date(2026, 11, 18)
TAKEN = "You have a score of this name on this day already. It is 72.5; you can change it in the list."


def add(user: User, name: str = "Knee score", value: str = "72.5", day: date = DAY) -> ClinicScore:
    return add_score(user=user, name=name, value=Decimal(value), scored_on=day)


def refusal(act: Callable[[], object]) -> list[str]:
    """Return what the person is told who does what cannot be done; nothing when it can."""
    try:
        act()
    except ValidationError as error:
        return error.messages
    return []


def stored(user: User) -> list[tuple[str, Decimal, date]]:
    return list(user.clinic_scores.values_list("name", "value", "scored_on"))


def test_scores_are_newest_first(alice: User) -> None:
    for day in (DAY, date(2026, 11, 20), date(2025, 1, 1)):
        add(alice, day=day)

    assert [day for _name, _value, day in stored(alice)] == [date(2026, 11, 20), DAY, date(2025, 1, 1)]


def test_same_score_twice_is_one(alice: User) -> None:
    assert add(alice) == add(alice)
    assert stored(alice) == [("Knee score", Decimal("72.5"), DAY)]


@pytest.mark.parametrize("name", ["Knee score", "KNEE score"])
def test_other_number_on_the_same_day_is_refused(alice: User, name: str) -> None:
    add(alice)

    assert refusal(partial(add, alice, name, "80")) == [TAKEN]
    assert stored(alice) == [("Knee score", Decimal("72.5"), DAY)]


def test_other_name_or_other_day_or_other_person_is_another_score(alice: User, stranger: User) -> None:
    add(alice)
    add(alice, name="Other score")
    add(alice, day=date(2026, 11, 17))
    add(stranger, value="80")

    assert (len(stored(alice)), len(stored(stranger))) == (3, 1)


@pytest.mark.parametrize(
    ("count", "told"),
    [(MOST_SCORES - 1, []), (MOST_SCORES, [f"At most {MOST_SCORES} scores fit in. Delete one first."])],
)
def test_so_many_scores_fit(alice: User, count: int, told: list[str]) -> None:
    rows = (ClinicScore(user=alice, name=f"Score {n}", value=1, scored_on=DAY) for n in range(count))
    ClinicScore.objects.bulk_create(rows)

    assert refusal(partial(add, alice)) == told


def test_score_is_corrected(alice: User) -> None:
    score = add(alice)

    change_score(score=score, name="knee score", value=Decimal(80), scored_on=date(2026, 11, 17))

    assert stored(alice) == [("knee score", Decimal(80), date(2026, 11, 17))]


def test_score_cannot_be_made_equal_to_another(alice: User) -> None:
    add(alice)
    other = add(alice, name="Other score", value="10")

    change = partial(change_score, score=other, name="knee score", value=Decimal(10), scored_on=DAY)

    assert refusal(change) == [TAKEN]
    assert len(stored(alice)) == 2


def test_correcting_does_not_bring_a_deleted_score_back(alice: User) -> None:
    score = add(alice)
    alice.clinic_scores.all().delete()

    with pytest.raises(ClinicScore.DoesNotExist):
        change_score(score=score, name="Knee score", value=Decimal(80), scored_on=DAY)

    assert stored(alice) == []


@pytest.mark.django_db(transaction=True)
def test_score_sent_several_times_at_the_same_instant_is_one(alice: User) -> None:
    told = at_once([partial(refusal, partial(add, alice))] * 4)

    assert told == [[]] * 4
    assert len(stored(alice)) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_numbers_at_the_same_instant_one_is_kept(alice: User) -> None:
    told = at_once([partial(refusal, partial(add, alice, value=value)) for value in ("10", "20")])

    assert sorted(map(len, told)) == [0, 1]
    assert len(stored(alice)) == 1
