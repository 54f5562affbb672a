"""Text in lines: words go on the next line where they do not fit; a word that is too long for a line is cut."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from logbook.report_pdf.fonts import width_of

WORD = re.compile("[^ ]+ ?| ")


@dataclass(frozen=True)
class Run:
    """Some text in one font."""

    text: str
    font: str


@dataclass(frozen=True)
class Piece:
    """Text of one font within a line, `x` points from its beginning."""

    x: float
    text: str
    font: str


def wrap(runs: Sequence[Run], width: float, size: float) -> list[list[Piece]]:
    """Return lines of at most `width` points; there is always one, and none is longer unless by a single character."""
    lines: list[list[Piece]] = [[]]
    x = 0.0
    for text, font in _words(runs, width, size):
        needed = width_of(text.rstrip(" "), font, size)
        if x and x + needed > width:
            lines.append([])
            x = 0.0
        lines[-1].append(Piece(x, text, font))
        x += width_of(text, font, size)
    return [_joined(line) for line in lines]


def _words(runs: Sequence[Run], width: float, size: float) -> Iterator[tuple[str, str]]:
    for run in runs:
        for word in WORD.findall(run.text):
            for part in _parts(word, run.font, width, size):
                yield part, run.font


def _parts(word: str, font: str, width: float, size: float) -> Iterator[str]:
    """Yield a word, in parts where it is longer than a line."""
    part, length = "", 0.0
    for character in word if width_of(word.rstrip(" "), font, size) > width else ():
        more = width_of(character, font, size)
        if part and length + more > width:
            yield part
            part, length = "", 0.0
        part, length = part + character, length + more
    yield part or word


def _joined(line: Sequence[Piece]) -> list[Piece]:
    """Put neighbours of one font together, so that a line is few pieces."""
    joined: list[Piece] = []
    for piece in line:
        if joined and joined[-1].font == piece.font:
            joined[-1] = Piece(joined[-1].x, joined[-1].text + piece.text, piece.font)
        else:
            joined.append(piece)
    return joined
