"""What templates need to know about passkeys."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.template.context import RequestContext

from hipstrength.accounts.second_factor import passkeys_work_here as work_here

register = template.Library()


@register.simple_tag(takes_context=True)
def passkeys_work_here(context: RequestContext) -> bool:
    """Return whether browsers make passkeys for the address that was asked for."""
    return work_here(context["request"])


@register.filter
def in_fours(key: str) -> str:
    """Return a long key in groups of four, as people copy it; apps read it so, too."""
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


@register.filter
def as_json(value: Any) -> str:
    """Return a value for a script to read from an attribute."""
    return json.dumps(value, cls=DjangoJSONEncoder)
