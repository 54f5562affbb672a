"""Left against right over weeks, in reps. Pure; DOMAIN.md section 3 says why directions are never compared."""

from collections.abc import Iterable
from dataclasses import dataclass

from logbook.entries import LEFT, RIGHT

# Fewer weeks than these are chance: one session that was cut short would decide.
ENOUGH_WEEKS = 3


@dataclass(frozen=True)
class Balance:
    """Reps of the left and of the right leg, added up over the `weeks` in which both were done."""

    weeks: int
    left: int
    right: int

    @property
    def is_enough(self) -> bool:
        """Whether there are weeks enough to say anything."""
        return self.weeks >= ENOUGH_WEEKS

    @property
    def fewer(self) -> str:
        """The side with fewer reps, LEFT or RIGHT; "" where both have the same or there are too few weeks."""
        if not self.is_enough or self.left == self.right:
            return ""
        return LEFT if self.left < self.right else RIGHT

    @property
    def percent(self) -> int:
        """How many fewer reps the side with fewer has, in percent of the other, 0–100, rounded half up."""
        more = max(self.left, self.right, 1)
        return (200 * abs(self.left - self.right) + more) // (2 * more)


def balance(weeks: Iterable[tuple[int | None, int | None]]) -> Balance:
    """Add up the left and right reps of weeks; a week counts when both sides were done in it."""
    both = [(left, right) for left, right in weeks if left and right]
    return Balance(len(both), sum(left for left, _right in both), sum(right for _left, right in both))
