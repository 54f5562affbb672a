"""Addresses of pages that every page leads to."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

register = template.Library()


@register.simple_tag
def address(name: str, *arguments: str | int) -> str:
    """Return the address of a page, as {% url %} does, and remember it: a page has a dozen that are always the same."""
    return _address(name, arguments, get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=512)
def _address(name: str, arguments: tuple[str | int, ...], _prefix: str, urlconf: str) -> str:
    return reverse(name, urlconf, arguments)
