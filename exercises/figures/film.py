"""The film: which frame is seen when, as keyframes that a style sheet can pause, or leave out.

The frames lie side by side in rows, and the picture is a window over them that jumps.
Browsers draw them once and then only move them: in Chromium a film keeps the page's own
thread busy for half a thousandth of the time, and nearly a tenth with frames that are
shown and hidden. On the way back the same frames are seen in reverse order, more slowly.
"""

from math import cos, pi

from exercises.figures.size import HEIGHT, WIDTH

# One more than the steps between them: 16 in a second of the way up.
FRAMES = 33
# Rows that are not too long: a strip of all frames would be as wide as no screen.
IN_A_ROW = 6
# Seconds; the tempo of DOMAIN.md section 3: up 2, pause 1 to 2, down 2 to 3, and a breath between.
REST, THERE, PAUSE, BACK = 1.0, 2.0, 1.5, 2.5
CYCLE = REST + THERE + PAUSE + BACK


def share_at(frame: int) -> float:
    """Return how much of the movement is done in a frame: slowly out of the start and slowly into the end."""
    return (1 - cos(pi * frame / (FRAMES - 1))) / 2


def seen(frame: int) -> list[tuple[float, float]]:
    """Return when a frame is seen, in seconds from the start of a cycle: once on each way, the outer two once."""
    steps = FRAMES - 2
    if frame == 0:
        return [(0.0, REST)]
    if frame == FRAMES - 1:
        return [(REST + THERE, REST + THERE + PAUSE)]
    there = REST + THERE * (frame - 1) / steps
    back = CYCLE - BACK * frame / steps
    return [(there, there + THERE / steps), (back, back + BACK / steps)]


def corner(frame: int) -> tuple[int, int]:
    """Return where the upper left corner of a frame lies, in units of the picture."""
    row, column = divmod(frame, IN_A_ROW)
    return (WIDTH * column, HEIGHT * row)


def keyframes() -> str:
    """Return the style sheet: where the frames are pulled to at each moment."""
    moments = sorted((start, corner(frame)) for frame in range(FRAMES) for start, _end in seen(frame))
    steps = "".join(f"{_percent(start)}%{{transform:translate({-x}px,{-y}px)}}" for start, (x, y) in moments)
    return f"@keyframes film{{{steps}}}\n"


def _percent(seconds: float) -> str:
    return f"{100 * seconds / CYCLE:.2f}".rstrip("0").rstrip(".")
