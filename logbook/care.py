"""Saying what pain scores mean once they are stored, for those whose page said nothing when they chose."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from logbook.entries import WorkoutEntry
from logbook.history import highest_pain
from logbook.pain import TOO_MUCH_PAIN, has_settled, morning_words, zone_of


def tell_pain(request: HttpRequest, now: WorkoutEntry, before: WorkoutEntry | None = None) -> None:
    """Say what the scores of a workout mean that was saved; of one that was corrected, only what is new.

    After a warning sign nothing is said to be all right: that card says what to do.
    """
    highest, morning = highest_pain(now), now.pain_next_morning
    if highest is not None and (before is None or highest_pain(before) != highest):
        is_care_needed = highest >= TOO_MUCH_PAIN
        if is_care_needed or not now.warning_signs:
            _tell(request, str(zone_of(highest).saved), is_care_needed=is_care_needed)
    if morning is not None and (before is None or before.pain_next_morning != morning):
        tell_morning(request, now.pain_before, morning)


def tell_morning(request: HttpRequest, before: int | None, next_morning: int) -> None:
    """Say what the score of the next morning means beside the one before the workout."""
    is_care_needed = not has_settled(before, next_morning)
    _tell(request, morning_words(before, next_morning), is_care_needed=is_care_needed)


def _tell(request: HttpRequest, words: str, *, is_care_needed: bool) -> None:
    if is_care_needed:
        messages.warning(request, _with_safety(words))
    else:
        messages.success(request, words)


def _with_safety(words: str) -> SafeString:
    """Add the way to the page that says who to ask."""
    link = '{} <a class="alert-link nav-item" href="{}">{}</a>'
    return format_html(link, words, reverse("pages:safety"), _("When to stop and who to ask"))
