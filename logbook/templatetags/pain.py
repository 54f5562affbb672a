"""The scale of pain as buttons, each of which sends its score."""

from html import escape

from django import template
from django.utils.safestring import SafeString

from logbook.entries import MOST_PAIN
from logbook.pain import ENDS
from logbook.widgets import hidden_words

register = template.Library()


@register.simple_tag
def score_buttons(name: str) -> SafeString:
    """Show a button for each score, 0–10, that sends it as `name`."""
    start = f'<button class="btn btn-secondary score-button" type="submit" name="{escape(name)}"'
    words = {score: hidden_words(str(ENDS.get(score, ""))) for score in range(MOST_PAIN + 1)}
    return SafeString("".join(f'{start} value="{score}">{score}{more}</button>' for score, more in words.items()))
