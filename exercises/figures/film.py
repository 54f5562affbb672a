"""The film: which frame is seen when, as keyframes that a style sheet can pause, or leave out.

The frames lie on top of each other, and all but one are hidden. On the way back the
same frames are seen in reverse order, over a longer time.
"""

from math import cos, pi

# One more than the steps between them: 16 in a second of the way up.
FRAMES = 33
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


def keyframes() -> str:
    """Return the style sheet: one animation for each frame, named after it."""
    rules = []
    for frame in range(FRAMES):
        stops = {"0": "hidden"}
        for start, end in seen(frame):
            stops |= {_percent(start): "visible", _percent(end): "hidden"}
        steps = "".join(f"{percent}%{{visibility:{value}}}" for percent, value in stops.items() if percent != "100")
        rules.append(
            f".drawing-moving use:nth-of-type({frame + 1}){{animation-name:frame-{frame}}}"
            f"@keyframes frame-{frame}{{{steps}}}"
        )
    return "".join(rules) + "\n"


def _percent(seconds: float) -> str:
    return f"{100 * seconds / CYCLE:.2f}".rstrip("0").rstrip(".")
