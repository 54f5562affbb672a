"""Which exercise a name of another app is likely to mean. Pure; the person decides."""

import re
from collections.abc import Mapping

from logbook.importing.found import KnownExercise

# Words that have to be in a name, by the slug of the delivered exercise; the first that fits is taken.
WORDS = (
    ("clamshells", ("clam",)),
    ("clamshells", ("clamshell",)),
    ("side-lying-hip-abduction", ("side", "lying", "abduction")),
    ("side-lying-hip-abduction", ("lying", "hip", "abduction")),
    ("side-lying-hip-abduction", ("side", "lying", "leg", "raise")),
    ("side-lying-hip-abduction", ("lying", "side", "leg", "lift")),
    ("hip-bridges", ("glute", "bridge")),
    ("hip-bridges", ("hip", "bridge")),
    ("banded-crab-walks", ("crab", "walk")),
    ("banded-crab-walks", ("monster", "walk")),
    ("banded-crab-walks", ("lateral", "band", "walk")),
    ("banded-crab-walks", ("lateral", "walk")),
    ("banded-crab-walks", ("band", "side", "step")),
)
# A name that says one of these is another exercise than the words alone would have it.
BUT_NOT = {"machine", "cable", "seated", "standing", "reverse", "thrust"}
WORD = re.compile(r"[a-z]+")
LEFT, RIGHT = "left", "right"


def likely_exercise(name: str, exercises: Mapping[str, KnownExercise]) -> str:
    """Return the slug of the published exercise that a name seems to mean; "" for none."""
    words = _words(name)
    for known in exercises.values():
        if known.is_published and _words(known.name) <= words:
            return known.slug
    if words & BUT_NOT:
        return ""
    for slug, needed in WORDS:
        if set(needed) <= words and slug in exercises and exercises[slug].is_published:
            return slug
    return ""


def likely_side(name: str) -> str:
    """Return left or right where a name says one of them, else each."""
    words = _words(name)
    if (LEFT in words) == (RIGHT in words):
        return "each"
    return LEFT if LEFT in words else RIGHT


def _words(name: str) -> set[str]:
    """Return the words of a name in small letters, each as one of a thing: "Hip Bridges" has hip and bridge."""
    return {word.removesuffix("s") for word in WORD.findall(name.lower())}
