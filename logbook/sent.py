"""A log form as a browser sent it, before anything is checked. Pure.

What was prefilled is not done. A set counts when it is ticked, by itself or together
with its exercise or the whole workout; where no script ticks what is typed into, a set
counts as well when its boxes no longer say what they said at first.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from logbook.entries import BOTH, LEFT, RIGHT

SECTION_NAME = re.compile(r"([-a-zA-Z0-9_]{1,50})\.sets-", re.ASCII)
BOX_NAME = re.compile(r"([-a-zA-Z0-9_]{1,50})\.sets-([0-9]{1,4})-([a-z]+)", re.ASCII)
SIDES_OF_A_ROW = (LEFT, RIGHT, BOTH)
# Where the numbers of an exercise's boxes came from.
FROM_LAST_TIME, FROM_ADVICE, FROM_TARGET = "last", "advice", "target"
# Only what was done before has advice.
FROM_BEFORE = (FROM_LAST_TIME, FROM_ADVICE)


def row_text(boxes: Mapping[str, Any]) -> str:
    """Return what the boxes of a set say, as one line of text, the same for the same boxes.

    `boxes` maps left, right, both, resistance, weight and unit to what is in them; the
    unit means something only beside a weight.
    """
    names = (*SIDES_OF_A_ROW, "resistance", "weight")
    typed = {name: str(boxes.get(name) or "").strip() for name in names}
    if typed["weight"]:
        typed["unit"] = str(boxes.get("unit") or "")
    return urlencode({name: text for name, text in typed.items() if text})


@dataclass(frozen=True)
class SentForm:
    """The names and texts of a log form, asked in its own words."""

    data: Mapping[str, Any]

    @cached_property
    def _rows(self) -> dict[str, dict[int, dict[str, str]]]:
        """What is in each box, by exercise and row; read once, because a form may have thousands of made-up names."""
        rows: dict[str, dict[int, dict[str, str]]] = {}
        for name, text in self.data.items():
            if match := BOX_NAME.fullmatch(name):
                rows.setdefault(match[1], {}).setdefault(int(match[2]), {})[match[3]] = str(text)
        return rows

    @cached_property
    def slugs(self) -> list[str]:
        """The exercises that the form had, though one may be unpublished meanwhile."""
        matches = (SECTION_NAME.match(name) for name in self.data)
        return list(dict.fromkeys(match[1] for match in matches if match))

    def row_count(self, slug: str) -> int:
        """Return one more than the highest row number among the boxes of an exercise; 0 when it has none."""
        return max(self._rows.get(slug, {}), default=-1) + 1

    def boxes(self, slug: str, row: int) -> dict[str, str]:
        """Return what was typed into one row, by the names of its boxes."""
        return self._rows.get(slug, {}).get(row, {})

    def counts(self, slug: str, row: int) -> bool:
        """Return whether somebody says to have done a set."""
        boxes = self.boxes(slug, row)
        if boxes.get("done"):
            return True
        if self.data.get("only_ticks"):
            return False
        return self._is_exercise_ticked(slug) or row_text(boxes) != boxes.get("shown", "")

    def is_skipped(self, slug: str) -> bool:
        """Return whether a reason was given for leaving an exercise out."""
        return bool(self.data.get(f"{slug}.all-skip_reason"))

    @property
    def done_slugs(self) -> set[str]:
        """The exercises of which a set counts and has something in a box for reps, readable or not."""
        return {slug for slug, rows in self._rows.items() if any(self._is_done(slug, row) for row in rows)}

    def _is_done(self, slug: str, row: int) -> bool:
        boxes = self.boxes(slug, row)
        return self.counts(slug, row) and any(boxes.get(side, "").strip() for side in SIDES_OF_A_ROW)

    def _is_exercise_ticked(self, slug: str) -> bool:
        if self.is_skipped(slug):
            return False
        is_whole = bool(self.data.get("all_done")) and slug in self._parts_of_all
        return is_whole or bool(self.data.get(f"{slug}.all-done"))

    @cached_property
    def _parts_of_all(self) -> set[str]:
        """All as last time does not mean what was never done, unless nothing ever was."""
        done_before = {slug for slug in self._rows if self.data.get(f"{slug}.all-origin") in FROM_BEFORE}
        return done_before or set(self._rows)
