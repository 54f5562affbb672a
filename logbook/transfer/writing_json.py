"""Writing the export as JSON, each thing on a line of its own, so that two files can be compared by line. Pure."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from logbook.transfer.told import Told

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False).encode


def json_texts(members: Iterable[tuple[str, Any]]) -> Iterator[str]:
    """Yield the text of a JSON object, piece by piece; a list or iterator of things is read as it is written.

    Each thing is a `dict`; of an activity the ratings, and of the profile every field, have lines of their own.
    """
    yield "{"
    lead = "\n"
    for name, value in members:
        yield f"{lead}{_encode(name)}: "
        yield from _value(name, value)
        lead = ",\n"
    yield "\n}\n"


def _value(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield _fields(value)
    elif isinstance(value, Iterable) and not isinstance(value, str):
        yield from _list(_activity(thing) if name == "activities" else _encode(thing) for thing in value)
    else:
        yield _encode(value)


def _list(texts: Iterable[str], indent: str = " ") -> Iterator[str]:
    lead = "["
    for text in texts:
        yield f"{lead}\n{indent}{text}"
        lead = ","
    yield "[]" if lead == "[" else f"\n{indent[1:]}]"


def _fields(profile: Told) -> str:
    lines = []
    for name, value in profile.items():
        text = "".join(_list(map(_encode, value), "  ")) if isinstance(value, list) else _encode(value)
        lines.append(f" {_encode(name)}: {text}")
    return "{\n" + ",\n".join(lines) + "\n}"


def _activity(thing: Told) -> str:
    ratings = "".join(_list(map(_encode, thing["ratings"]), "  "))
    head = _encode({name: value for name, value in thing.items() if name != "ratings"})
    return f'{head[:-1]}, "ratings": {ratings}}}'
