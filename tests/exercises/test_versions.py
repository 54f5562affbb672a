"""Keeping every version of an exercise, whatever changed it."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from exercises import versions
from exercises.catalogue import load_missing
from exercises.models import CONTENT_FIELDS, TEXT_FIELDS, Exercise
from hipstrength.accounts.models import User
from tests.exercises.editing import rows, save
from tests.factories import make_exercise

# A value that the delivered clamshells do not have, for each field that can be edited.
OTHER: dict[str, Any] = {
    "name": "Shells",
    "summary": "Another.",
    "start_position": "Another.",
    "steps": "Another.",
    "harder": "Another.",
    "easier": "Another.",
    "mistakes": "Another.",
    "muscles": "Another.",
    "counts": "steps",
    "sides": "both",
    "target_low": 11,
    "target_high": 19,
    "allows_band": False,
    "asks_band_position": True,
    "weight_place": "hips",
    "illustration": "hip-bridges",
    "order": 9,
    "is_published": False,
    "slug": "shells",
}


def told(row: Any) -> tuple[str, str, int, str]:
    """Return what a version says of itself."""
    return row.history_type, row.history_change_reason, row.revision, row.summary


def test_delivered_exercise_begins_with_a_version(clamshells: Exercise) -> None:
    (row,) = rows(clamshells)

    assert told(row) == ("+", "Delivered with HipStrength.", 1, clamshells.summary)
    assert row.history_user is None
    assert versions.fingerprint(row) == versions.fingerprint(clamshells)


@pytest.mark.parametrize("name", OTHER)
def test_revision_counts_what_people_follow(clamshells: Exercise, anna: User, name: str) -> None:
    setattr(clamshells, name, OTHER[name])

    is_stored = versions.store(clamshells, by=anna)

    clamshells.refresh_from_db()
    assert (is_stored, clamshells.revision) == (True, 2 if name in TEXT_FIELDS else 1)
    assert [(row.history_type, row.history_user, row.revision) for row in rows(clamshells)] == [
        ("+", None, 1),
        ("~", anna, clamshells.revision),
    ]


def test_every_field_that_can_be_edited_is_watched() -> None:
    names = {field.name for field in Exercise._meta.concrete_fields if field.editable}

    assert names - {"id"} == set(OTHER) == set(versions.EDITED_FIELDS)
    assert set(TEXT_FIELDS) < set(CONTENT_FIELDS)


def test_storing_the_same_again_keeps_no_version(clamshells: Exercise, anna: User) -> None:
    clamshells.steps = f"\n{clamshells.steps}\n\n"

    assert versions.store(clamshells, by=anna) is False
    assert len(rows(clamshells)) == 1


def test_storing_what_was_deleted_meanwhile_says_so(clamshells: Exercise, anna: User) -> None:
    Exercise.objects.filter(pk=clamshells.pk).delete()

    with pytest.raises(Exercise.DoesNotExist):
        versions.store(clamshells, by=anna)

    assert not Exercise.objects.filter(slug="clamshells").exists()


@pytest.mark.django_db
def test_first_edit_keeps_the_text_that_came_by_loaddata(client: Client) -> None:
    call_command("loaddata", "exercises", verbosity=0)
    clamshells = Exercise.objects.get(slug="clamshells")
    before = clamshells.summary
    assert rows(clamshells) == []

    clamshells.summary = "New."
    versions.store(clamshells, by=None)

    assert [told(row) for row in rows(clamshells)] == [
        ("+", "Found as it was: it had come in without being recorded.", 1, before),
        ("~", "", 2, "New."),
    ]


@pytest.mark.django_db
def test_load_writes_down_what_came_by_loaddata() -> None:
    call_command("loaddata", "exercises", verbosity=0)

    load_missing()
    load_missing()

    assert [[row.history_type for row in rows(exercise)] for exercise in Exercise.objects.all()] == [["+"]] * 4


def test_edit_keeps_what_was_changed_past_the_history(clamshells: Exercise, anna: User) -> None:
    Exercise.objects.filter(pk=clamshells.pk).update(summary="By SQL.")
    clamshells.refresh_from_db()
    clamshells.summary = "By Anna."

    versions.store(clamshells, by=anna)

    assert [row.summary for row in rows(clamshells)][1:] == ["By SQL.", "By Anna."]


@pytest.mark.django_db(transaction=True)
def test_upgrade_writes_down_every_exercise() -> None:
    call_command("migrate", "exercises", "0002", verbosity=0)
    call_command("loaddata", "exercises", verbosity=0)
    Exercise.objects.filter(slug="clamshells").update(summary="Edited before the upgrade.", revision=3)

    call_command("migrate", verbosity=0)

    clamshells = Exercise.objects.get(slug="clamshells")
    (row,) = rows(clamshells)
    assert told(row) == ("+", versions.FIRST, 3, "Edited before the upgrade.")
    assert (row.history_date, versions.fingerprint(row)) == (clamshells.updated_at, versions.fingerprint(clamshells))
    assert Exercise.history.count() == 4


@pytest.mark.django_db(transaction=True)
def test_downgrade_leaves_the_newest_text(catalogue: None) -> None:
    clamshells = Exercise.objects.get(slug="clamshells")
    clamshells.summary = "Newest."
    versions.store(clamshells, by=None)

    call_command("migrate", "exercises", "0002", verbosity=0)

    try:
        assert list(Exercise.objects.filter(slug="clamshells").values_list("summary", flat=True)) == ["Newest."]
    finally:
        call_command("migrate", verbosity=0)


def test_text_of_a_revision_is_found(clamshells: Exercise, anna: User) -> None:
    first = clamshells.summary
    for summary, order in (("Second.", 1), ("Second.", 5), ("Third.", 5)):
        clamshells.summary, clamshells.order = summary, order
        versions.store(clamshells, by=anna)

    found = [versions.text_at(clamshells, revision) for revision in (1, 2, 3, 4)]

    assert [text and (text.summary, text.order) for text in found] == [(first, 1), ("Second.", 5), ("Third.", 5), None]
    assert clamshells.revision == 3


def test_changes_are_told_in_words(clamshells: Exercise) -> None:
    clamshells.counts, clamshells.allows_band, clamshells.target_low = "steps", False, 12

    changes = versions.field_changes(rows(clamshells)[0], clamshells)

    assert [(change.label, [[piece.text for piece in line] for line in change.lines]) for change in changes] == [
        ("counted in", [["reps", "steps"]]),
        ("target from", [["10", "12"]]),
        ("can be done with a band", [["yes", "no"]]),
    ]


def test_version_by_somebody_who_left_is_still_told(admins_client: Client, clamshells: Exercise, anna: User) -> None:
    save(admins_client, clamshells, summary="By Anna.")
    newest = rows(clamshells)[-1]
    assert versions.Save(newest).author == "anna@example.org"

    anna.delete()

    newest.refresh_from_db()
    assert versions.Save(newest).author == "somebody unknown (a deleted account, or outside of the admin)"
    assert newest.summary == "By Anna."


def test_new_exercise_begins_with_a_version(anna: User) -> None:
    (row,) = rows(make_exercise(slug="wall-sit"))

    assert told(row) == ("+", "", 1, "One line.")
