from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from threading import Event
from time import sleep

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from hipstrength.accounts.models import User
from logbook.bands import MOST_BANDS, MOST_USABLE, add_band, change_band, delete_band, move_band, return_band
from logbook.models import Band
from tests.factories import band, done, make_workout
from tests.races import at_once
from tests.stored import rows_of

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
TAKEN = "You have a band of this name already."
TAKEN_BY_RETIRED = f"{TAKEN} It is retired; you can bring it back from the list of retired bands."
ALL_USED = "You have 20 bands in use, and more do not fit. Retire or delete one first."
FULL = (
    "At most 100 bands fit into your list, the retired ones among them."
    " Bring a retired one back, or delete one that you never used."
)


def names(user: User) -> list[str]:
    """Return the names of all bands in their order, which counts from 1 on without a gap."""
    bands = list(user.bands.all())
    assert [row.order for row in bands] == list(range(1, len(bands) + 1))
    return [row.name for row in bands]


def use(user: User, name: str) -> None:
    """Log a set with a band."""
    make_workout(
        user=user, day=date(2026, 11, 17), exercises=[done("clamshells", left=[9], resistance=band(user, name))]
    )


def fill(user: User, *, usable: int, retired: int = 0) -> None:
    """Give a person as many bands and no others."""
    user.bands.all().delete()
    moments = [None] * usable + [NOON] * retired
    Band.objects.bulk_create(
        Band(user=user, order=order, name=f"Band {order}", retired_at=moment)
        for order, moment in enumerate(moments, start=1)
    )


def refusal(act: Callable[[], object]) -> list[str]:
    """Return what the person is told who does what cannot be done; nothing when it can."""
    try:
        act()
    except ValidationError as error:
        return error.messages
    return []


def test_added_band_is_the_hardest(alice: User) -> None:
    add_band(user=alice, name="Red", colour="red")

    assert names(alice) == ["Light", "Medium", "Heavy", "Red"]
    assert alice.bands.get(name="Red").colour == "red"


def test_first_band_can_be_added(alice: User) -> None:
    alice.bands.all().delete()

    add_band(user=alice, name="Red", colour="red")

    assert names(alice) == ["Red"]


@pytest.mark.parametrize("name", ["Light", "light", "LIGHT", "\uff2cight"])
def test_name_is_taken_whatever_the_case(alice: User, name: str) -> None:
    act = partial(add_band, user=alice, name=name, colour="red")

    assert refusal(act) == [TAKEN]
    assert names(alice) == ["Light", "Medium", "Heavy"]


@pytest.mark.parametrize(("first", "second"), [("Größe", "GRÖSSE"), ("Ünlü", "ünlü"), ("Caf\u00e9", "CAFE\u0301")])
def test_name_is_taken_whatever_the_letters(alice: User, first: str, second: str) -> None:
    add_band(user=alice, name=first, colour="red")

    assert refusal(partial(add_band, user=alice, name=second, colour="red")) == [TAKEN]


def test_name_of_a_retired_band_is_taken_and_said_to_be(alice: User) -> None:
    alice.bands.get(name="Light").retire(NOON)

    assert refusal(partial(add_band, user=alice, name="light", colour="red")) == [TAKEN_BY_RETIRED]


def test_name_of_somebody_elses_band_is_free(alice: User, stranger: User) -> None:
    add_band(user=stranger, name="Red", colour="red")

    add_band(user=alice, name="Red", colour="red")

    assert [names(user)[3] for user in (alice, stranger)] == ["Red", "Red"]


@pytest.mark.parametrize(
    ("usable", "retired", "told"),
    [
        (MOST_USABLE - 1, 0, []),
        (MOST_USABLE, 0, [ALL_USED]),
        (1, MOST_BANDS - 2, []),
        (1, MOST_BANDS - 1, [FULL]),
    ],
)
def test_list_has_room_for_so_many(alice: User, usable: int, retired: int, told: list[str]) -> None:
    fill(alice, usable=usable, retired=retired)

    assert refusal(partial(add_band, user=alice, name="Red", colour="red")) == told


def test_changed_band_keeps_its_place(alice: User) -> None:
    change_band(band=alice.bands.get(name="Medium"), name="Red", colour="red")

    assert names(alice) == ["Light", "Red", "Heavy"]
    assert alice.bands.get(name="Red").colour == "red"


@pytest.mark.parametrize("name", ["Medium", "medium"])
def test_band_can_keep_its_name_and_change_its_case(alice: User, name: str) -> None:
    change_band(band=alice.bands.get(name="Medium"), name=name, colour="red")

    assert names(alice) == ["Light", name, "Heavy"]


def test_band_cannot_take_the_name_of_another(alice: User) -> None:
    act = partial(change_band, band=alice.bands.get(name="Medium"), name="HEAVY", colour="red")

    assert refusal(act) == [TAKEN]
    assert names(alice) == ["Light", "Medium", "Heavy"]


def test_change_does_not_bring_a_deleted_band_back(alice: User) -> None:
    medium = alice.bands.get(name="Medium")
    Band.objects.filter(pk=medium.pk).delete()

    with pytest.raises(Band.DoesNotExist):
        change_band(band=medium, name="Red", colour="red")

    assert not alice.bands.filter(name__in=["Medium", "Red"]).exists()


@pytest.mark.parametrize(
    ("name", "step", "expected"),
    [
        ("Medium", -1, ["Medium", "Light", "Heavy"]),
        ("Medium", 1, ["Light", "Heavy", "Medium"]),
    ],
)
def test_move_passes_one_band(alice: User, name: str, step: int, expected: list[str]) -> None:
    assert move_band(band=alice.bands.get(name=name), step=step)
    assert names(alice) == expected


@pytest.mark.parametrize(("name", "step"), [("Light", -1), ("Heavy", 1)])
def test_first_and_last_band_stay_where_they_are(alice: User, name: str, step: int) -> None:
    assert not move_band(band=alice.bands.get(name=name), step=step)
    assert names(alice) == ["Light", "Medium", "Heavy"]


@pytest.mark.parametrize(
    ("name", "step", "expected"),
    [("Heavy", -1, ["Heavy", "Light", "Medium"]), ("Light", 1, ["Medium", "Heavy", "Light"])],
)
def test_move_passes_retired_bands_on_the_way(alice: User, name: str, step: int, expected: list[str]) -> None:
    alice.bands.get(name="Medium").retire(NOON)

    move_band(band=alice.bands.get(name=name), step=step)

    assert names(alice) == expected


def test_retired_and_deleted_bands_are_not_moved(alice: User) -> None:
    medium, heavy = alice.bands.get(name="Medium"), alice.bands.get(name="Heavy")
    medium.retire(NOON)
    Band.objects.filter(pk=heavy.pk).delete()

    moved = [move_band(band=row, step=step) for row in (medium, heavy) for step in (-1, 1)]

    assert moved == [False] * 4
    assert names(alice) == ["Light", "Medium"]


def test_move_mends_an_order_with_gaps_and_doubles(alice: User) -> None:
    alice.bands.update(order=7)

    move_band(band=alice.bands.get(name="Heavy"), step=-1)

    assert names(alice) == ["Light", "Heavy", "Medium"]


def test_retired_band_comes_back_to_its_place(alice: User) -> None:
    medium = alice.bands.get(name="Medium")
    medium.retire(NOON)
    move_band(band=alice.bands.get(name="Heavy"), step=-1)

    return_band(band=medium)

    assert [row.name for row in alice.bands.usable()] == ["Heavy", "Light", "Medium"]


def test_band_retired_twice_keeps_its_moment(alice: User) -> None:
    medium = alice.bands.get(name="Medium")

    medium.retire(NOON)
    medium.retire(datetime(2027, 1, 1, tzinfo=UTC))

    assert alice.bands.get(name="Medium").retired_at == NOON


def test_band_comes_back_only_where_there_is_room(alice: User) -> None:
    fill(alice, usable=MOST_USABLE, retired=1)
    retired = alice.bands.get(retired_at__isnull=False)

    assert refusal(partial(return_band, band=retired)) == [ALL_USED]
    assert alice.bands.usable().count() == MOST_USABLE


def test_band_that_is_back_can_come_back_again(alice: User) -> None:
    fill(alice, usable=MOST_USABLE)

    assert refusal(partial(return_band, band=alice.bands.get(name="Band 1"))) == []


def test_unused_band_is_deleted_and_leaves_no_gap(alice: User) -> None:
    assert delete_band(band=alice.bands.get(name="Medium"))
    assert names(alice) == ["Light", "Heavy"]


def test_used_band_is_not_deleted(alice: User) -> None:
    use(alice, "Medium")
    before = rows_of(alice)

    assert not delete_band(band=alice.bands.get(name="Medium"))
    assert rows_of(alice) == before


def test_deleting_twice_deletes_one(alice: User) -> None:
    first, second = (alice.bands.get(name="Medium") for _time in range(2))

    assert [delete_band(band=row) for row in (first, second)] == [True, True]
    assert names(alice) == ["Light", "Heavy"]


def test_bands_know_whether_they_were_used(alice: User, stranger: User) -> None:
    use(alice, "Medium")
    use(alice, "Medium")
    use(stranger, "Heavy")

    assert [vars(row)["is_used"] for row in alice.bands.with_use()] == [False, True, False]


@pytest.mark.django_db(transaction=True)
def test_moves_at_the_same_instant_all_happen(alice: User) -> None:
    fill(alice, usable=6)
    last = alice.bands.get(name="Band 6")

    moved = at_once([partial(move_band, band=last, step=-1)] * 4)

    assert moved == [True] * 4
    assert names(alice) == ["Band 1", "Band 6", "Band 2", "Band 3", "Band 4", "Band 5"]


@pytest.mark.django_db(transaction=True)
def test_changes_at_the_same_instant_leave_a_clean_order(alice: User) -> None:
    fill(alice, usable=6)
    rows = {row.name: row for row in alice.bands.all()}
    acts: list[Callable[[], object]] = [
        partial(move_band, band=rows["Band 1"], step=1),
        partial(move_band, band=rows["Band 6"], step=-1),
        partial(add_band, user=alice, name="New", colour="red"),
        partial(delete_band, band=rows["Band 3"]),
    ]

    at_once(acts)

    assert sorted(names(alice)) == ["Band 1", "Band 2", "Band 4", "Band 5", "Band 6", "New"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("usable", [0, MOST_USABLE - 1])
def test_of_one_name_at_the_same_instant_one_is_added(alice: User, usable: int) -> None:
    fill(alice, usable=usable)

    told = at_once(
        [
            partial(refusal, partial(add_band, user=alice, name=name, colour="red"))
            for name in ("Red", "red", "RED", "Red")
        ]
    )

    assert sorted(told) == [[], *[[TAKEN]] * 3]
    assert len(names(alice)) == usable + 1


@pytest.mark.django_db(transaction=True)
def test_last_room_at_the_same_instant_is_taken_once(alice: User) -> None:
    fill(alice, usable=MOST_USABLE - 1, retired=2)
    returns: list[Callable[[], object]] = [
        partial(return_band, band=row) for row in alice.bands.filter(retired_at__isnull=False)
    ]
    adds: list[Callable[[], object]] = [
        partial(add_band, user=alice, name=name, colour="red") for name in ("Red", "Green")
    ]

    told = at_once([partial(refusal, act) for act in (*returns, *adds)])

    assert sorted(told) == [[], *[[ALL_USED]] * 3]
    assert alice.bands.usable().count() == MOST_USABLE


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["add", "change"])
def test_name_taken_past_the_lock_is_refused_all_the_same(alice: User, act: str) -> None:
    is_stored, heavy = Event(), alice.bands.get(name="Heavy")

    def insert() -> list[str]:
        with transaction.atomic():
            Band.objects.create(user=alice, name="Red", order=9)
            is_stored.set()
            # Long enough for the other one to look at the list, and to run into this row.
            sleep(0.3)
        return []

    def take_the_name() -> list[str]:
        is_stored.wait(timeout=10)
        if act == "add":
            return refusal(partial(add_band, user=alice, name="Red", colour="red"))
        return refusal(partial(change_band, band=heavy, name="Red", colour="red"))

    told = at_once([insert, take_the_name])

    assert told == [[], [TAKEN]]
