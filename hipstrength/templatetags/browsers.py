"""What the list of logins says of each."""

from datetime import datetime
from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.formats import date_format
from django.utils.translation import gettext as _

register = template.Library()

# What browsers and systems have in their long names. Most claim to be several: the first one found counts.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


@register.filter
def browser_name(user_agent: str) -> str:
    """Return a browser as people call it: "Firefox on Android"."""
    browser = _first(BROWSERS, user_agent) or _("Another browser")
    system = _first(SYSTEMS, user_agent)
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system} if system else browser


def _first(names: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for mark, name in names if mark in text), "")


@register.simple_tag(takes_context=True)
def local_moment(context: RequestContext, moment: datetime) -> str:
    """Return a moment as the clock of whoever is signed in showed it."""
    user: Any = context["user"]
    return date_format(moment.astimezone(user.zone), "j F Y, H:i")
