"""A score that somebody's clinic gave them, as they type it. Pure.

The product has no questionnaire and works out no score: it keeps the number (DOMAIN.md section 5).
"""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

LEAST_SCORE, MOST_SCORE = Decimal(0), Decimal(1000)
DECIMALS = 2
# Checked before Decimal sees the text: "NaN" and "1e309" are numbers to it.
NUMBER = re.compile(r"(?P<minus>-?)(?P<whole>[0-9]{1,9})(?:[.,](?P<decimals>[0-9]{1,9}))?", re.ASCII)


def parse_score(text: str) -> Decimal:
    """Read a score from 0 to 1000, with a point or a comma and two decimals at most.

    Raises ValueError, with words for the person, for anything else.
    """
    match = NUMBER.fullmatch(text.strip())
    if not match:
        raise ValueError(_("Type a number such as 72.5."))
    decimals = (match["decimals"] or "").rstrip("0")
    value = Decimal(f"{match['whole']}.{decimals or '0'}")
    if match["minus"] or value > MOST_SCORE:
        raise ValueError(_("Use a number from 0 to 1000."))
    if len(decimals) > DECIMALS:
        raise ValueError(_("Use two decimals at most."))
    return value
