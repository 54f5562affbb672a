"""Every word in a template can be translated."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES: Path = settings.BASE_DIR / "templates"
BLOCKS = re.compile(r"{% blocktranslate.*?{% endblocktranslate %}|{% comment.*?{% endcomment %}", re.DOTALL)
CODE = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
# Attributes that people read or hear.
WORDED = re.compile(r"""\b(?:aria-label|alt|title|placeholder|label)=(["'])(.*?)\1""", re.DOTALL)
TAGS = re.compile(r"<[^>]*>", re.DOTALL)
ENTITIES = re.compile(r"&#?\w+;")
NAMES = ["HipStrength"]


def untranslated(template: str) -> list[str]:
    """Return the words of a template that stand outside of everything that translates."""
    bare = CODE.sub("", BLOCKS.sub("", template))
    texts = [*(match[2] for match in WORDED.finditer(bare)), TAGS.sub("\n", bare)]
    for name in NAMES:
        texts = [text.replace(name, "") for text in texts]
    return re.findall(r"[^\W\d_][^\n]*", ENTITIES.sub("", "\n".join(texts)))


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_template_has_no_word_that_cannot_be_translated(path: Path) -> None:
    assert untranslated(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ('<p class="lead">{% translate "Hello" %} there</p>', ["there"]),
        ('<a href="/x/" aria-label="Main">{{ user }}</a>', ["Main"]),
        ('<a aria-label="{% translate "Main" %}">{% if 1 > 0 %}→{% endif %}</a>', []),
        ("{% blocktranslate trimmed %}<b>Hello</b>{% endblocktranslate %} · 12", []),
        ("<title>{% block title %}{% endblock %} · HipStrength</title>", []),
    ],
)
def test_untranslated_words_are_found(template: str, words: list[str]) -> None:
    assert untranslated(template) == words
