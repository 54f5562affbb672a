"""Numbers for the web server's workers.

A new worker takes the number of one that has ended, and goes on counting in its files: by the
numbers of processes, which the library would use, there would be more files with each worker.
"""

from collections.abc import Iterable

MASTER = 0
_own = MASTER


def own() -> int:
    """Return the number of this process; 0 in the one that starts the workers."""
    return _own


def become(number: int) -> None:
    """Take a number, right after the fork."""
    global _own  # noqa: PLW0603 — one for each process
    _own = number


def free_number(taken: Iterable[int]) -> int:
    """Return the smallest number from 1 on that no living worker has."""
    used = set(taken)
    return next(number for number in range(1, len(used) + 2) if number not in used)
