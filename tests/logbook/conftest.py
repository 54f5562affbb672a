"""What the tests of the log share."""

from collections.abc import Iterator

import pytest
import time_machine

from exercises.models import Exercise


@pytest.fixture(autouse=True)
def wednesday_noon() -> Iterator[None]:
    """It is Wednesday, 18 November 2026, noon in London, unless a test says otherwise."""
    with time_machine.travel("2026-11-18T12:00Z", tick=False):
        yield


@pytest.fixture
def clamshells_only(catalogue: None) -> None:
    """A site with one exercise, whose form is a quarter as long: for tests that are about something else."""
    Exercise.objects.exclude(slug="clamshells").delete()
