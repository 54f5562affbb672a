"""What every page has and is always the same: addresses, and whole pieces of templates."""

from collections.abc import Hashable
from functools import lru_cache

from django import template
from django.conf import settings
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def address(name: str, *arguments: Hashable) -> str:
    """Return the address of a page, as {% url %} does, and remember it: a page has a dozen that are always the same."""
    return _address(name, arguments, get_script_prefix(), _urlconf())


@lru_cache(maxsize=512)
def _address(name: str, arguments: tuple[Hashable, ...], _prefix: str, urlconf: str) -> str:
    return reverse(name, urlconf, arguments)


def _urlconf() -> str:
    return get_urlconf() or settings.ROOT_URLCONF


@register.tag
def once(parser: Parser, token: Token) -> "Once":  # noqa: ARG001 — how Django calls it
    """Draw a piece of a template once, in {% once %}…{% endonce %}: afterwards it is the same on every page.

    It sees no variables, so that nothing that belongs to one person can stay in it.
    """
    nodes = parser.parse(("endonce",))
    parser.delete_first_token()
    return Once(nodes)


class Once(template.Node):
    """A piece that is drawn for each language and place of the site when it is first needed, and then remembered."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self._drawn: dict[tuple[str, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """Return what was drawn."""
        place = (get_language() or "", get_script_prefix(), _urlconf())
        if place not in self._drawn:
            nothing = context.new({})
            nothing.template = context.template
            self._drawn[place] = self.nodelist.render(nothing)
        return self._drawn[place]
