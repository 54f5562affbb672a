"""Changing the list of bands that a person owns, where one band depends on the others.

Each act is one transaction that holds the person's row: of two at once, the second one
sees what the first one did. Retired bands keep their place in the order, because sets
that were logged with them are still told, and compared, by it.
"""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from logbook.locking import lock_person
from logbook.models import Band
from logbook.names import comparable
from logbook.people import Person

MOST_USABLE, MOST_BANDS = 20, 100


def add_band(*, user: Person, name: str, colour: str) -> Band:
    """Add a band at the hard end of the list.

    Raises ValidationError, with words for the person, when there is a band of this
    name, whatever the case, or no room for one more.
    """
    try:
        with transaction.atomic():
            bands = _locked_bands(user.pk)
            _check_name(name, bands)
            _check_room(bands)
            _renumber(bands)
            return Band.objects.create(user_id=user.pk, name=name, colour=colour, order=len(bands) + 1)
    except IntegrityError as error:
        raise _name_taken() from error


def change_band(*, band: Band, name: str, colour: str) -> None:
    """Give a band another name and colour; sets that were logged with it show them, too.

    Raises ValidationError, with words for the person, when another band has this name,
    whatever the case, and Band.DoesNotExist when the band was deleted meanwhile.
    """
    try:
        with transaction.atomic():
            _check_name(name, [other for other in _locked_bands(band.user_id) if other != band])
            changed = Band.objects.filter(pk=band.pk).update(name=name, colour=colour)
    except IntegrityError as error:
        raise _name_taken() from error
    if not changed:
        raise Band.DoesNotExist


@transaction.atomic
def move_band(*, band: Band, step: int) -> bool:
    """Move a band past the next easier (`step` -1) or harder (1) one that is not retired.

    Returns whether it moved: the first and the last one, and a retired one, stay.
    """
    bands = _locked_bands(band.user_id)
    usable = [row for row in bands if row.retired_at is None]
    place = usable.index(band) + step if band in usable else -1
    if not 0 <= place < len(usable):
        return False
    moved = bands.pop(bands.index(band))
    bands.insert(bands.index(usable[place]) + (step > 0), moved)
    _renumber(bands)
    return True


@transaction.atomic
def return_band(*, band: Band) -> None:
    """Offer a retired band again, at the place that it had.

    Raises ValidationError, with words for the person, when as many as fit are in use.
    """
    others = [other for other in _locked_bands(band.user_id) if other != band]
    _check_usable(others)
    Band.objects.filter(pk=band.pk).update(retired_at=None)


def delete_band(*, band: Band) -> bool:
    """Delete a band with which no set was ever logged; return whether it is gone."""
    try:
        with transaction.atomic():
            others = [other for other in _locked_bands(band.user_id) if other != band]
            band.delete()
            _renumber(others)
    except IntegrityError:
        return False
    return True


def _locked_bands(user_id: int) -> list[Band]:
    lock_person(user_id)
    return list(Band.objects.filter(user_id=user_id))


def _renumber(bands: Sequence[Band]) -> None:
    """Count the bands from 1 on in the order of the list."""
    changed = []
    for order, band in enumerate(bands, start=1):
        if band.order != order:
            band.order = order
            changed.append(band)
    Band.objects.bulk_update(changed, ["order"])


def _check_name(name: str, others: Sequence[Band]) -> None:
    same = [other for other in others if comparable(other.name) == comparable(name)]
    if same:
        raise _name_taken(is_retired=same[0].retired_at is not None)


def _name_taken(*, is_retired: bool = False) -> ValidationError:
    text = _("You have a band of this name already.")
    if is_retired:
        text += " " + _("It is retired; you can bring it back from the list of retired bands.")
    return ValidationError({"name": text}, code="unique")


def _check_room(bands: Sequence[Band]) -> None:
    _check_usable(bands)
    if len(bands) >= MOST_BANDS:
        text = _("At most %(count)s bands fit into your list, the retired ones among them.")
        text += " " + _("Bring a retired one back, or delete one that you never used.")
        raise ValidationError(text % {"count": MOST_BANDS}, code="full")


def _check_usable(bands: Sequence[Band]) -> None:
    if sum(band.retired_at is None for band in bands) >= MOST_USABLE:
        text = _("You have %(count)s bands in use, and more do not fit. Retire or delete one first.")
        raise ValidationError(text % {"count": MOST_USABLE}, code="full")
