"""Comparing the site's exercises with the delivered ones, and going back to those."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from exercises import versions
from exercises.models import Exercise
from hipstrength.accounts.models import User
from tests.exercises.editing import row_of, rows
from tests.factories import make_exercise, make_workout

pytestmark = pytest.mark.django_db


def catalogue_command(*arguments: str) -> list[str]:
    output = StringIO()
    call_command("catalogue", *arguments, stdout=output)
    return output.getvalue().splitlines()


def edit(exercise: Exercise, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(exercise, name, value)
    versions.store(exercise, by=None)


def test_status_says_how_each_text_stands(clamshells: Exercise) -> None:
    edit(clamshells, summary="Edited.", target_low=12)
    edit(Exercise.objects.get(slug="banded-crab-walks"), is_published=False, order=9)
    Exercise.objects.get(slug="hip-bridges").delete()
    make_exercise(slug="wall-sit")

    assert catalogue_command("status") == [
        "clamshells: edited (summary, target_low)",
        "side-lying-hip-abduction: same",
        "hip-bridges: missing",
        "banded-crab-walks: same",
        "wall-sit: only here",
    ]


def test_status_shows_the_difference_by_field(clamshells: Exercise) -> None:
    steps = clamshells.steps.splitlines()
    edit(clamshells, steps="\n".join([*steps[:-1], "Rest."]), target_low=12, allows_band=False)

    lines = catalogue_command("status", "--diff")

    assert lines[:13] == [
        "clamshells: edited (steps, target_low, allows_band)",
        "--- delivered/clamshells/steps",
        "+++ site/clamshells/steps",
        "@@ -4,4 +4,4 @@",
        *(f" {step}" for step in steps[-4:-1]),
        f"-{steps[-1]}",
        "+Rest.",
        "--- delivered/clamshells/target_low",
        "+++ site/clamshells/target_low",
        "@@ -1 +1 @@",
        "-10",
    ]
    assert lines[-4:] == ["+False", "side-lying-hip-abduction: same", "hip-bridges: same", "banded-crab-walks: same"]


def test_status_of_an_empty_site_misses_all() -> None:
    assert [line.split(": ")[1] for line in catalogue_command("status", "--diff")] == ["missing"] * 4


def test_reset_brings_the_delivered_text_back_as_a_new_version(clamshells: Exercise) -> None:
    before = row_of(clamshells)
    edit(clamshells, summary="Edited.", steps="Edited.", counts="steps", illustration="", order=9, is_published=False)

    said = catalogue_command("reset", "clamshells")

    after, newest = row_of(clamshells), rows(clamshells)[-1]
    assert said == ["clamshells has its delivered text again, as revision 3."]
    assert {**after, "updated_at": None} == {
        **before,
        "order": 9,
        "is_published": False,
        "revision": 3,
        "updated_at": None,
    }
    assert (newest.history_change_reason, newest.history_user) == ("Reset to the delivered text by a command.", None)
    assert (len(rows(clamshells)), catalogue_command("status")[0]) == (3, "clamshells: same")


def test_reset_of_what_is_delivered_does_nothing(clamshells: Exercise) -> None:
    edit(clamshells, order=9)
    before = row_of(clamshells)

    said = catalogue_command("reset", "clamshells")

    assert (said, row_of(clamshells), len(rows(clamshells))) == (
        ["clamshells: there is nothing to reset."],
        before,
        2,
    )


def test_reset_leaves_what_logged_numbers_mean(clamshells: Exercise, alice: User) -> None:
    edit(clamshells, summary="Edited.", counts="steps", sides="both")
    make_workout(user=alice, day=date(2026, 11, 17))

    first, second = catalogue_command("reset", "clamshells"), catalogue_command("reset", "clamshells")

    row = row_of(clamshells)
    left = "Left as they are, because people have logged sets of it: counted in and sides."
    assert first == ["clamshells has its delivered text again, as revision 3.", left]
    assert second == ["clamshells: there is nothing to reset.", left]
    assert (row["counts"], row["sides"], row["summary"]) == ("steps", "both", rows(clamshells)[0].summary)


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        (
            "wall-sit",
            "No exercise 'wall-sit' is delivered. These are:"
            " clamshells, side-lying-hip-abduction, hip-bridges, banded-crab-walks.",
        ),
        ("hip-bridges", "hip-bridges is not on this site. `manage.py catalogue load` adds what is missing."),
        (
            "clamshells",
            "clamshells cannot be reset, and was left as it is. Exercise with this Name already exists.",
        ),
    ],
)
def test_reset_that_cannot_be_done_says_why(clamshells: Exercise, slug: str, sentence: str) -> None:
    make_exercise(slug="wall-sit")
    Exercise.objects.get(slug="hip-bridges").delete()
    edit(clamshells, name="Shells")
    make_exercise(slug="other", name="Clamshells")
    before = list(Exercise.objects.values())

    with pytest.raises(CommandError) as error:
        catalogue_command("reset", slug)

    assert (str(error.value), list(Exercise.objects.values())) == (sentence, before)


def test_command_asks_what_to_do() -> None:
    with pytest.raises(CommandError, match="required: action"):
        catalogue_command()
