"""Signs that somebody should be asked about before going on (DOMAIN.md section 8), in words."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

# By the names in entries.WARNING_SIGNS.
SIGNS = {
    "locked": _("My knee locked"),
    "gave_way": _("My knee gave way"),
    "swelling": _("My knee is newly swollen"),
    "fever": _("I have a fever, and my knee is hot or red"),
    "no_weight": _("I could not put weight on my leg"),
}


def sign_labels(signs: Iterable[str]) -> list[str]:
    """Return signs in words, in the order of the form; one that is not known keeps its name."""
    return [str(SIGNS.get(sign, sign)) for sign in signs]
