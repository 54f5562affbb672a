"""Files in which anything may stand anywhere: they are read or refused, and never break."""

import csv
import io
import json
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipstrength.accounts.models import User
from logbook.importing.found import BrokenFileError
from logbook.importing.uploads import NotMatchedError
from logbook.pages.imports import import_page
from tests.logbook.importing.imports import HEADER, bring_in, document, exported_json, planned, workout
from tests.logbook.importing.test_apps import COMMAS, HEVY, SEMICOLONS
from tests.logbook.transfer.exports import fill_everything

NUMBERS = st.sampled_from([0, -1, 1, 21, 101, 10**30, 32_768, 2**31, 2**63, 0.1, -0.0, 1e300, 1e-300])
TEXTS = st.text(max_size=8) | st.sampled_from(
    ["", "\0", "\ud800", "=1", "2025-03-03", "9999-12-31", "0001-01-01T00:00:00-23:59", "clamshells", "left", "x" * 600]
)
JUNK = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


@pytest.fixture
def full(alice: User) -> str:
    """A JSON with something in every place, of somebody who has none of it any longer."""
    with transaction.atomic():
        fill_everything(alice)
        text = exported_json(alice).decode()
        transaction.set_rollback(True)
    return text


def places_in(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to each value in a document."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way] * bool(way) + [place for name, one in inside for place in places_in(one, (*way, name))]


def try_import(user: User, data: bytes) -> None:
    """Import a file, with everything that it does undone; refusing it is fine."""
    with transaction.atomic():
        try:
            import_page(planned(user, data, unit="kg"), is_from_app=False)
            bring_in(user, data, unit="kg")
        except (BrokenFileError, NotMatchedError):
            return
        transaction.set_rollback(True)


@pytest.mark.timeout(300)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_junk_anywhere_in_a_json_breaks_nothing(alice: User, full: str, data: st.DataObject) -> None:
    whole = json.loads(full)
    for way in data.draw(st.lists(st.sampled_from(places_in(whole)), min_size=1, max_size=3)):
        inner = whole
        for name in way[:-1]:
            inner = inner[name] if isinstance(inner, dict | list) and _has(inner, name) else {}
        if _has(inner, way[-1]):
            inner[way[-1]] = data.draw(JUNK)

    try_import(alice, json.dumps(whole).encode())


def _has(inner: Any, name: Any) -> bool:
    return name in inner if isinstance(inner, dict) else isinstance(name, int) and name < len(inner)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.text("0123456789eE+-.", min_size=1, max_size=25))
def test_any_number_in_a_json_breaks_nothing(alice: User, number: str) -> None:
    with_mark = document(workout(pain_before="here"), profile={"weight_step": "here", "rest_seconds": "here"})

    try_import(alice, with_mark.replace(b'"here"', number.encode()))


CELLS = st.text(st.characters(codec="utf-8"), max_size=10) | st.sampled_from(
    [
        "2025-03-03",
        "03.03.2025",
        "31.02.2025 18:30",
        "20.000000000000004",
        "22 Nov 2024, 18:30",
        "clamshells",
        "1",
        "left",
        "12",
        "12.0",
        "-1",
        "2,5",
        "kg",
        "Light",
        "'=x",
        "W",
        "\r\n",
    ]
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_cells_in_a_csv_break_nothing(alice: User, data: st.DataObject) -> None:
    header = data.draw(st.sampled_from([HEADER, COMMAS, HEVY, SEMICOLONS]))
    delimiter = ";" if header == SEMICOLONS else ","
    names = next(csv.reader([header], delimiter=delimiter))
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(names) - 2, max_size=len(names) + 1), max_size=4))
    writer = csv.writer(file := io.StringIO(), delimiter=delimiter)
    writer.writerows([names, *rows])

    try_import(alice, file.getvalue().encode())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    junk=st.binary(max_size=60), header=st.sampled_from([b"", HEADER.encode() + b"\n", COMMAS.encode(), b'{"format":'])
)
def test_any_bytes_break_nothing(alice: User, junk: bytes, header: bytes) -> None:
    try_import(alice, header + junk)
