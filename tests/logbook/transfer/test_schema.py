"""The published schema: valid, closed, and what the database can hold."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import models
from jsonschema import Draft202012Validator, ValidationError

from exercises.models import TEXT_FIELDS, Exercise
from hipstrength.accounts.models import LONGEST_REST, User
from logbook.entries import MOST_PAIN, MOST_REPS, MOST_SETS, SKIP_REASONS, WARNING_SIGNS
from logbook.models import Activity, Band, ClinicScore, ImportMatch, WeekReason, Workout, WorkoutExercise, WorkoutSet
from logbook.progression import HIGHEST_PAIN_UP_MAX, MOST_TARGET_SETS
from logbook.transfer.names import FORMAT, VERSION
from tests.logbook.transfer.exports import DAY, JSON_KEYS, SCHEMA, VALIDATOR, fill_everything, json_of

PARTS: dict[str, Any] = SCHEMA["$defs"]


def objects(schema: object) -> Iterator[dict[str, Any]]:
    """Yield every part of a schema that describes an object, with what is within it."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for part in schema.values():
            yield from objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from objects(part)


def choices_of(model: type[models.Model], field: str) -> list[str]:
    return [str(value) for value, _label in model._meta.get_field(field).choices or ()]  # type: ignore[union-attr]  # a field with columns


def longest(model: type[models.Model], field: str) -> int | None:
    length: int | None = model._meta.get_field(field).max_length  # type: ignore[union-attr]  # a field with columns
    return length


def test_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_schema_knows_every_field_and_wants_all_of_them() -> None:
    described = [*objects(SCHEMA)]

    assert len(described) > 15
    for one in described:
        if one != {"type": "object", "maxProperties": 0}:
            assert one["additionalProperties"] is False
            assert one["required"] == [*one["properties"]]


def test_schema_has_the_format_its_version_and_keys_in_order() -> None:
    assert tuple(SCHEMA["properties"]) == JSON_KEYS
    assert SCHEMA["properties"]["format"] == {"const": FORMAT}
    assert SCHEMA["properties"]["version"] == {"const": VERSION}


def test_schema_has_the_texts_of_exercises() -> None:
    assert tuple(PARTS["text"]["properties"]) == ("slug", "revision", *TEXT_FIELDS)


@pytest.mark.parametrize(
    ("part", "name", "model", "field"),
    [
        ("band", "colour", Band, "colour"),
        ("week_reason", "reason", WeekReason, "reason"),
        ("import_match", "app", ImportMatch, "app"),
        ("import_match", "side", ImportMatch, "side"),
        ("done", "skip_reason", WorkoutExercise, "skip_reason"),
        ("set", "side", WorkoutSet, "side"),
        ("set", "unit", WorkoutSet, "weight_unit"),
        ("profile", "knee", User, "knee"),
        ("text", "counts", Exercise, "counts"),
        ("text", "sides", Exercise, "sides"),
    ],
)
def test_schema_has_the_choices_of_the_database(part: str, name: str, model: type[models.Model], field: str) -> None:
    assert sorted(PARTS[part]["properties"][name]["enum"]) == sorted(choices_of(model, field))


def test_schema_has_the_other_choices() -> None:
    assert PARTS["band_position"]["enum"] == choices_of(WorkoutSet, "band_position")
    assert PARTS["unit"]["enum"] == choices_of(User, "weight_unit")
    assert PARTS["done"]["properties"]["skip_reason"]["enum"] == ["", *SKIP_REASONS]
    assert PARTS["workout"]["properties"]["warning_signs"]["items"]["enum"] == [*WARNING_SIGNS]


def test_schema_has_the_lengths_of_the_database() -> None:
    found = {
        "band": PARTS["band_name"]["maxLength"],
        "activity": PARTS["activity"]["properties"]["name"]["maxLength"],
        "score": PARTS["clinic_score"]["properties"]["name"]["maxLength"],
        "match": PARTS["import_match"]["properties"]["name"]["maxLength"],
        "note": PARTS["workout"]["properties"]["note"]["maxLength"],
        "exercise note": PARTS["done"]["properties"]["note"]["maxLength"],
        "time zone": PARTS["time_zone"]["maxLength"],
        "e-mail": PARTS["profile"]["properties"]["email"]["maxLength"],
        "weights": PARTS["profile"]["properties"]["weights"]["maxLength"],
        "slug": PARTS["slug"]["maxLength"],
    }

    assert found == {
        "band": longest(Band, "name"),
        "activity": longest(Activity, "name"),
        "score": longest(ClinicScore, "name"),
        "match": longest(ImportMatch, "name"),
        "note": longest(Workout, "note"),
        "exercise note": longest(WorkoutExercise, "note"),
        "time zone": longest(Workout, "timezone"),
        "e-mail": longest(User, "email"),
        "weights": longest(User, "weights"),
        "slug": longest(Exercise, "slug"),
    }


def test_schema_has_the_ranges_of_the_database() -> None:
    profile, one_set = PARTS["profile"]["properties"], PARTS["set"]["properties"]

    assert (PARTS["score"]["maximum"], one_set["number"]["maximum"], one_set["count"]["maximum"]) == (
        MOST_PAIN,
        MOST_SETS,
        MOST_REPS,
    )
    assert (profile["rest_seconds"]["maximum"], profile["target_sets"]["maximum"]) == (LONGEST_REST, MOST_TARGET_SETS)
    assert profile["pain_limit"]["maximum"] == HIGHEST_PAIN_UP_MAX


def test_every_part_of_the_schema_is_in_the_export_of_somebody_who_has_everything(alice: User) -> None:
    fill_everything(alice)
    read = json_of(alice)

    assert [name for name in JSON_KEYS if not read[name]] == []
    assert {bool(step) for one in read["profile"]["steps"] for step in one["order"]} == {True, False}
    assert {type(one["started_at"]) for one in read["workouts"]} == {str, type(None)}


@pytest.mark.parametrize(
    "change",
    [
        {"extra": 1},
        {"version": 2},
        {"format": "other"},
        {"exported_at": "2026-11-26"},
        {"goals": [{"set_on": "2026-02-30", "days": 3}]},
        {"goals": [{"set_on": "1999-12-31", "days": 3}]},
        {"goals": [{"set_on": "2026-11-17", "days": 8}]},
        {"goals": [{"set_on": "2026-11-17", "days": 3, "extra": 1}]},
        {"week_reasons": [{"week": "2026-11-16", "reason": "else"}]},
        {"clinic_scores": [{"name": "A", "value": 1001, "scored_on": "2026-11-17"}]},
    ],
)
def test_schema_refuses_what_is_no_export(alice: User, change: dict[str, Any]) -> None:
    read = json_of(alice)

    with pytest.raises(ValidationError):
        VALIDATOR.validate({**read, **change})


@pytest.mark.parametrize(
    "change",
    [
        {"band": "Light", "weight": 1, "unit": "kg"},
        {"weight": 1},
        {"unit": "kg"},
        {"band_position": "ankles"},
        {"count": 0},
        {"number": 21},
        {"side": "up"},
        {"extra": 1},
    ],
)
def test_schema_refuses_a_set_that_cannot_be(alice: User, change: dict[str, Any]) -> None:
    fill_everything(alice)
    read = json_of(alice)
    nothing = {"band": None, "band_position": "", "weight": None, "unit": ""}
    workout = next(one for one in read["workouts"] if one["performed_on"] == DAY.isoformat())
    (bout,) = workout["exercises"][0]["sets"]
    bout |= {**nothing, **change}

    with pytest.raises(ValidationError):
        VALIDATOR.validate(read)


def test_every_field_of_a_person_is_in_the_profile_or_left_out_on_purpose() -> None:
    # docs/export.md says why.
    of_the_site = {"id", "password", "last_login", "date_joined", "privacy_version", "privacy_agreed_at"}
    of_the_site |= {"is_active", "is_staff", "is_superuser"}
    profile = set(PARTS["profile"]["properties"])

    fields = {field.name for field in User._meta.fields}

    assert fields - {"ladders"} - of_the_site == profile - {"steps"}
