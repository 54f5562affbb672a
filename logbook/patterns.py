"""Templates that are drawn once and filled many times.

A page of many like parts takes long to draw, and nearly all that is drawn is the same
for everybody. So a template is drawn once with gaps in it, and the gaps are filled for
each part. In the template `words` says what is the same, and `gap` makes gaps.
"""

import re
from collections.abc import Hashable, Mapping
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

# No text has this character: neither forms nor databases take it.
GAP = re.compile("\0([a-z_]+)\0")
MOST_PATTERNS = 500


class Gaps:
    """Makes gaps in a template: whatever is asked of it is a gap of that name."""

    def __getitem__(self, name: str) -> SafeString:
        return SafeString(f"\0{name}\0")


class Pattern(tuple[str, ...]):
    """A template that was drawn: what stands between its gaps and the names of the gaps, in turn."""

    def fill(self, gaps: Mapping[str, str]) -> SafeString:
        """Return it with HTML in its gaps."""
        return SafeString("".join([gaps[piece] if at % 2 else piece for at, piece in enumerate(self)]))


def draw(template: str, words: Hashable = None) -> Pattern:
    """Return a template drawn with `words`, but for its gaps.

    It is kept for whoever needs the same template with equal words next, so nothing that
    is one person's own may be among them: that belongs into gaps.
    """
    return _draw(template, words, get_language() or "")


@lru_cache(maxsize=MOST_PATTERNS)
def _draw(template: str, words: Hashable, language: str) -> Pattern:  # noqa: ARG001 — the template speaks it
    return Pattern(GAP.split(render_to_string(template, {"words": words, "gap": Gaps()})))
