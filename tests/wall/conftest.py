"""What the tests of the wall share."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from exercises.catalogue import load_missing
from tests.wall.world import NOW, World, make_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Everybody, on one afternoon: made once for the tests of a module, which take back what they do."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic():
        load_missing()
        yield make_world()
        transaction.set_rollback(True)
