"""What the tests of the log share."""

from collections.abc import Iterator

import pytest
import time_machine


@pytest.fixture(autouse=True)
def wednesday_noon() -> Iterator[None]:
    """It is Wednesday, 18 November 2026, noon in London, unless a test says otherwise."""
    with time_machine.travel("2026-11-18T12:00Z", tick=False):
        yield
