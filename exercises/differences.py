"""What was removed from a text and what was added to it, by line and by word. Pure: texts in, values out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, unified_diff

KEPT, REMOVED, ADDED = "kept", "removed", "added"
# A space goes with the word before it: a text has more spaces than words of one kind.
TOKEN = re.compile(r"(?:\w+|[^\w\s])\s*|\s+")
WORD = re.compile(r"\w+|[^\w\s]")
# Below this share of equal words, two lines are told as two: word by word they would be confetti.
ALIKE = 0.5
# Comparing takes time with the number of pairs of equal words, more than proportionally: 5,000 take 0.02 s, 80,000 a
# second. Texts that repeat themselves more than this are told by whole lines.
MOST_EQUAL_PAIRS = 5_000
Opcode = tuple[str, int, int, int, int]


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
    for tag, low, high, new_low, new_high in _opcodes(before, after):
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


def _equal_pairs(old: Iterable[str], new: Iterable[str]) -> int:
    """Return how many pairs of equal parts two texts have."""
    before, after = Counter(old), Counter(new)
    return sum(count * after[part] for part, count in before.items())


def _opcodes(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    """Return how one text becomes the other, as difflib says it; all at once where that would take too long."""
    if old == new:
        return [("equal", 0, len(old), 0, len(new))]
    if _equal_pairs(old, new) > MOST_EQUAL_PAIRS:
        return [("replace", 0, len(old), 0, len(new))]
    return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _changed_lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    """Tell lines that took the place of others: the ones that are alike as one, in the order of both texts."""
    old = new = 0
    for old_twin, new_twin in _twins(before, after):
        yield from ((Piece(REMOVED, line),) for line in before[old:old_twin])
        yield from ((Piece(ADDED, line),) for line in after[new:new_twin])
        yield _changed_line(before[old_twin], after[new_twin])
        old, new = old_twin + 1, new_twin + 1
    yield from ((Piece(REMOVED, line),) for line in before[old:])
    yield from ((Piece(ADDED, line),) for line in after[new:])


def _twins(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Return the positions of the lines to be told as one: as many and as much alike as can be without crossing."""
    words, new_words = ([WORD.findall(line) for line in side] for side in (before, after))
    if _equal_pairs(*([word for line in side for word in line] for side in (words, new_words))) > MOST_EQUAL_PAIRS:
        return []
    if len(before) * len(after) > MOST_EQUAL_PAIRS:
        return []
    # For each pair of beginnings: how much is alike, and the twins that make it so.
    best: list[list[tuple[float, list[tuple[int, int]]]]] = [[(0.0, [])] * (len(after) + 1)]
    for old, line in enumerate(words):
        row: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
        for new, other in enumerate(new_words):
            choices = [best[old][new + 1], row[new]]
            likeness = SequenceMatcher(None, line, other, autojunk=False).ratio()
            if likeness >= ALIKE:
                score, twins = best[old][new]
                choices.append((score + likeness, [*twins, (old, new)]))
            row.append(max(choices, key=lambda choice: choice[0]))
        best.append(row)
    return best[-1][-1][1]


def _changed_line(old: str, new: str) -> Line:
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    pieces = []
    for tag, low, high, new_low, new_high in _opcodes(before, after):
        if tag == "equal":
            pieces.append(Piece(KEPT, "".join(before[low:high])))
            continue
        pieces += _replaced_words("".join(before[low:high]), "".join(after[new_low:new_high]))
    return tuple(piece for piece in pieces if piece.text)


def _replaced_words(old: str, new: str) -> tuple[Piece, Piece, Piece]:
    """Tell words that took the place of others; the space after both was kept."""
    space = old[len(old.rstrip()) :]
    if not space or not new.endswith(space):
        space = ""
    end = -len(space) or None
    return (Piece(REMOVED, old[:end]), Piece(ADDED, new[:end]), Piece(KEPT, space))
