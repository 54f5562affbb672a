"""The scenarios by name, each with the databases that it is about."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.torture.away import away
from tests.torture.clock import clock
from tests.torture.crowd import crowd
from tests.torture.disk import full
from tests.torture.pairs import rolling, together
from tests.torture.scale import Scale
from tests.torture.sites import Place
from tests.torture.slow import slow
from tests.torture.stopping import killed, recycled, stopped

SQLITE, POSTGRESQL = "sqlite", "postgresql"
EACH = (SQLITE, POSTGRESQL)


@dataclass(frozen=True)
class Scenario:
    """What is done at a place; it returns what it found, in words, and raises AssertionError when something is lost."""

    run: Callable[[Place, Scale], str]
    databases: tuple[str, ...] = EACH

    @property
    def name(self) -> str:
        """How it is called."""
        return self.run.__name__


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario(killed),
        Scenario(stopped),
        # About the web server alone.
        Scenario(recycled, (SQLITE,)),
        Scenario(crowd),
        Scenario(slow),
        Scenario(clock),
        Scenario(full, (SQLITE,)),
        Scenario(away, (POSTGRESQL,)),
        Scenario(rolling, (POSTGRESQL,)),
        Scenario(together, (POSTGRESQL,)),
    )
}
