"""What was removed from a text and what was added to it, by line and by word. Pure: texts in, values out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, unified_diff
from itertools import zip_longest

KEPT, REMOVED, ADDED = "kept", "removed", "added"
TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
# Below this share of equal words, two lines are told as two: word by word they would be confetti.
ALIKE = 0.4
# Comparing takes as long as the product of both lengths: beyond this, lines are told as two as well.
MOST_COMPARISONS = 600 * 600


@dataclass(frozen=True)
class Piece:
    """A part of a line, and whether it was kept, removed or added."""

    kind: str
    text: str


Line = tuple[Piece, ...]


def compare_texts(old: str, new: str) -> list[Line]:
    """Return the lines of both texts in reading order, each as pieces.

    A line that was changed is told word by word, as one; a line that came or went is
    one piece. An empty text has no lines.
    """
    before, after = old.splitlines(), new.splitlines()
    lines: list[Line] = []
    for tag, low, high, new_low, new_high in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += [(Piece(KEPT, line),) for line in before[low:high]]
        else:
            lines += _changed_lines(before[low:high], after[new_low:new_high])
    return lines


def replaced(old: str, new: str) -> list[Line]:
    """Return one short value beside the one that took its place."""
    return [tuple(piece for piece in (Piece(REMOVED, old), Piece(ADDED, new)) if piece.text)]


def unified(old: str, new: str, *, old_name: str, new_name: str) -> list[str]:
    """Return the difference as programs write it, without line breaks."""
    return list(unified_diff(old.splitlines(), new.splitlines(), old_name, new_name, lineterm=""))


def _changed_lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    for old, new in zip_longest(before, after):
        if old is None:
            yield (Piece(ADDED, new),)
        elif new is None:
            yield (Piece(REMOVED, old),)
        else:
            yield from _changed_line(old, new)


def _changed_line(old: str, new: str) -> list[Line]:
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if len(before) * len(after) > MOST_COMPARISONS or matcher.ratio() < ALIKE:
        return [(Piece(REMOVED, old),), (Piece(ADDED, new),)]
    pieces = []
    for tag, low, high, new_low, new_high in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(KEPT, "".join(before[low:high])))
            continue
        pieces.append(Piece(REMOVED, "".join(before[low:high])))
        pieces.append(Piece(ADDED, "".join(after[new_low:new_high])))
    return [tuple(piece for piece in pieces if piece.text)]
