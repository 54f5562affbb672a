import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.serializers import serialize
from django.db.models import F, Value
from django.db.models.functions import Concat

from exercises.catalogue import delivered_exercises, load_missing
from exercises.models import Exercise
from tests.factories import make_exercise

SLUGS = ["clamshells", "side-lying-hip-abduction", "hip-bridges", "banded-crab-walks"]
TEXTS = ["summary", "start_position", "steps", "harder", "easier", "mistakes", "muscles"]
# Words that frighten, blame, or promise what no study shows.
FORBIDDEN = re.compile(r"(?i)\b(weak|damag|cure|curing|heal|fix|prevent|wear and tear|misalign|must|lazy|fail)")
EDITED: dict[str, Any] = {
    "order": 9,
    "name": "Shells",
    "summary": "Edited summary.",
    "start_position": "Edited start.",
    "steps": "Edited step.",
    "harder": "Edited harder.",
    "easier": "",
    "mistakes": "Edited mistake.",
    "muscles": "Edited muscles.",
    "counts": "steps",
    "sides": "both",
    "target_low": 3,
    "target_high": 4,
    "allows_band": False,
    "weight_place": "hips",
    "illustration": "",
    "is_published": False,
    "revision": 7,
}

pytestmark = pytest.mark.django_db


def all_values() -> list[dict[str, Any]]:
    return list(Exercise.objects.order_by("slug").values())


@pytest.fixture
def delivered(catalogue: None) -> list[Exercise]:
    """The four as they are delivered."""
    return list(Exercise.objects.all())


def test_fixture_holds_the_four_with_their_facts() -> None:
    facts = {
        exercise.slug: (
            exercise.order,
            exercise.name,
            exercise.target,
            exercise.allows_band,
            exercise.asks_band_position,
            exercise.weight_place,
        )
        for exercise in delivered_exercises()
    }

    assert facts == {
        "clamshells": (1, "Clamshells", "10–20 reps on each leg", True, False, ""),
        "side-lying-hip-abduction": (2, "Side-lying hip abduction", "10–20 reps on each leg", True, False, "ankle"),
        "hip-bridges": (3, "Hip bridges", "10–20 reps", True, False, "hips"),
        "banded-crab-walks": (4, "Banded crab walks", "10–20 steps in each direction", True, True, ""),
    }


def test_fixture_says_what_left_and_right_are() -> None:
    leg = "Left and right are the working leg (lying on your side: the one on top)."
    direction = "Left and right are the direction you walk in."

    meanings = {exercise.slug: exercise.side_meaning for exercise in delivered_exercises()}

    assert meanings == dict(zip(SLUGS, [leg, leg, "", direction], strict=True))


def test_fixture_gives_each_its_own_picture() -> None:
    assert {exercise.slug: exercise.illustration for exercise in delivered_exercises()} == {
        slug: slug for slug in SLUGS
    }


@pytest.mark.django_db(transaction=True)
def test_upgrade_gives_known_exercises_their_pictures() -> None:
    load_missing()
    make_exercise(slug="wall-sit")
    call_command("migrate", "exercises", "0001", verbosity=0)

    call_command("migrate", verbosity=0)

    drawn = dict(Exercise.objects.values_list("slug", "illustration"))
    assert drawn == {**{slug: slug for slug in SLUGS}, "wall-sit": ""}


@pytest.mark.parametrize("slug", SLUGS)
def test_fixture_is_complete_and_valid(delivered: list[Exercise], slug: str) -> None:
    exercise = Exercise.objects.get(slug=slug)

    exercise.full_clean()

    assert [name for name in TEXTS if not getattr(exercise, name)] == []
    assert 4 <= len(exercise.step_list) <= 12
    assert len(exercise.mistake_list) >= 3
    assert (exercise.is_published, exercise.revision) == (True, 1)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("name", TEXTS)
def test_fixture_has_short_and_kind_sentences(delivered: list[Exercise], slug: str, name: str) -> None:
    text = getattr(Exercise.objects.get(slug=slug), name)

    sentences = re.split(r"[.!?]\s+|\n", text)

    assert {sentence: len(sentence.split()) for sentence in sentences if len(sentence.split()) > 20} == {}
    assert FORBIDDEN.findall(text) == []


def test_load_fills_an_empty_site() -> None:
    added = load_missing()

    assert [exercise.slug for exercise in added] == SLUGS
    assert list(Exercise.objects.values_list("slug", flat=True)) == SLUGS


def test_load_again_adds_nothing(delivered: list[Exercise]) -> None:
    before = all_values()

    added = load_missing()

    assert added == []
    assert all_values() == before


def test_load_leaves_every_edited_field_alone(delivered: list[Exercise]) -> None:
    Exercise.objects.filter(slug="clamshells").update(**EDITED)
    Exercise.objects.filter(slug="banded-crab-walks").update(asks_band_position=False)
    before = all_values()

    load_missing()

    assert all_values() == before
    names = {field.name for field in Exercise._meta.get_fields() if field.concrete}
    assert names - set(EDITED) == {"id", "slug", "asks_band_position", "updated_at"}


def test_load_creates_the_missing_one_only(delivered: list[Exercise]) -> None:
    Exercise.objects.filter(slug="hip-bridges").delete()
    Exercise.objects.update(summary=Concat(F("summary"), Value(" Edited.")))
    # A text that came past the history gets a revision of its own, or a log would be told the wrong one.
    before = [{**row, "revision": 2} for row in all_values()]

    added = load_missing()

    assert [exercise.slug for exercise in added] == ["hip-bridges"]
    assert [row for row in all_values() if row["slug"] != "hip-bridges"] == before


def test_load_leaves_exercises_of_the_site_alone(delivered: list[Exercise]) -> None:
    make_exercise(slug="wall-sit")
    before = all_values()

    load_missing()

    assert all_values() == before


def test_load_knows_an_exercise_whose_address_was_changed(delivered: list[Exercise]) -> None:
    Exercise.objects.filter(slug="clamshells").update(slug="the-clam")
    before = all_values()

    added = load_missing()

    assert added == []
    assert all_values() == before


def test_command_says_what_it_added() -> None:
    first, second = StringIO(), StringIO()

    call_command("catalogue", "load", stdout=first)
    call_command("catalogue", "load", stdout=second)

    assert first.getvalue().splitlines() == [
        "Added Clamshells.",
        "Added Side-lying hip abduction.",
        "Added Hip bridges.",
        "Added Banded crab walks.",
    ]
    assert second.getvalue() == ""


def test_fixture_loads_by_djangos_own_command_as_often_as_one_likes() -> None:
    call_command("loaddata", "exercises", verbosity=0)
    first = list(Exercise.objects.values_list("pk", "slug"))
    call_command("loaddata", "exercises", verbosity=0)

    assert [slug for _pk, slug in first] == SLUGS
    assert list(Exercise.objects.values_list("pk", "slug")) == first


def test_exercise_is_named_by_its_slug_in_fixtures(delivered: list[Exercise]) -> None:
    exercise = Exercise.objects.get_by_natural_key("clamshells")

    written = serialize("json", [exercise], use_natural_primary_keys=True)

    assert exercise.natural_key() == ("clamshells",)
    assert '"pk"' not in written
    assert '"slug": "clamshells"' in written


def test_load_leaves_an_exercise_alone_that_took_over_a_name(catalogue: None) -> None:
    Exercise.objects.filter(slug="clamshells").update(slug="clams")

    call_command("catalogue", "load")

    assert [exercise.slug for exercise in Exercise.objects.all()] == ["clams", *SLUGS[1:]]
