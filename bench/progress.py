"""Saying how far a long task is."""

import sys
import time

WIDTH = 30


class Progress:
    """A bar on a terminal, and a line now and then where there is none."""

    def __init__(self, what: str, whole: int) -> None:
        """Begin a task of `whole` steps; `what` is plural, such as "sets on SQLite"."""
        self.what = what
        self.whole = max(1, whole)
        self.begin = time.monotonic()
        self.is_terminal = sys.stderr.isatty()
        self.told = 0

    def show(self, done: int) -> None:
        """Say that so many steps are done."""
        text = bar(done, self.whole, time.monotonic() - self.begin, self.what)
        if self.is_terminal:
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
        elif (tenth := 10 * done // self.whole) > self.told:
            self.told = tenth
            print(text, file=sys.stderr, flush=True)

    def end(self, done: int) -> None:
        """Say that the task is over."""
        self.show(done)
        if self.is_terminal:
            print(file=sys.stderr, flush=True)


def bar(done: int, whole: int, seconds: float, what: str) -> str:
    """Return a line such as "[#####-----]  50 %  5,000,000 sets, 40,000/s, 125 s to go"."""
    share = min(1.0, done / whole)
    filled = round(WIDTH * share)
    rate = done / seconds if seconds else 0.0
    rest = f", {(whole - done) / rate:.0f} s to go" if rate and done < whole else ""
    speed = f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"  # noqa: PLR2004 — from here on whole numbers say enough
    return f"[{'#' * filled}{'-' * (WIDTH - filled)}] {share:4.0%}  {done:,} {what}, {speed}/s{rest}"
