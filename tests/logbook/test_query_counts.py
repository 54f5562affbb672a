"""How many questions each page asks the database: the same for a short log and for a long one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.models import WorkoutSet
from tests.factories import band, done, form_data, kg, make_exercise, make_workout
from tests.rendered import main_form, parse, values

MONDAY = date(2026, 11, 16)
MIDNIGHT = datetime(2026, 11, 16, tzinfo=UTC)
MORNING_QUERIES = 12
SLUGS = ["clamshells", "side-lying-hip-abduction", "hip-bridges", "banded-crab-walks"]


def log(user: User, count: int) -> None:
    """Log workouts on the first days of this week, and as many in the weeks before."""
    exercises = [
        done("clamshells", left=[12, 12], right=[12, 10], resistance=band(user)),
        done("hip-bridges", both=[15, 15], resistance=kg("5")),
    ]
    for number in range(count):
        make_workout(user=user, day=MONDAY + timedelta(days=number % 3), exercises=exercises)
        make_workout(user=user, day=MONDAY - timedelta(weeks=number + 1), exercises=exercises)


def queries_of(client: Client, *urls: str) -> dict[str, int]:
    """Return how many queries each page takes."""
    counts = {}
    for url in urls:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code in (200, 422)
        counts[url] = len(queries)
    return counts


@pytest.mark.parametrize("count", [1, 50])
def test_pages_ask_the_same_of_a_long_log(alices_client: Client, alice: User, count: int) -> None:
    log(alice, count)
    # Two of each are the session and the person. The week before ended below its goal, which takes one more.
    expected = {
        "/": 10,
        "/history/": 5,
        "/history/2026-11-09/": 6,
        "/history/jump/?day=none": 5,
        "/history/months/2026-11/": 5,
        "/history/weeks/12/": 6,
        "/history/weeks/52/": 6,
        "/history/exercises/clamshells/": 6,
        "/workouts/new/": 9,
        "/settings/": 4,
        "/exercises/": 3,
        "/exercises/print/": 3,
        "/exercises/clamshells/": 9,
        "/settings/steps/": 4,
        "/data/report/?weeks=52&notes=on": 12,
        "/data/report.pdf?weeks=52&notes=on": 12,
    }

    found = queries_of(alices_client, *expected)

    assert found == expected


@pytest.mark.parametrize("sets", [1, 20])
def test_pages_of_a_workout_ask_the_same_of_a_long_one(alices_client: Client, alice: User, sets: int) -> None:
    exercises = [done(slug, left=[10] * sets, resistance=band(alice, position="ankles")) for slug in SLUGS]
    url = f"/workouts/{make_workout(user=alice, day=MONDAY, exercises=exercises).public_id}/"

    then = f"{url}exercises/clamshells/"

    found = queries_of(alices_client, url, then, f"{url}edit/", f"{url}delete/")
    Exercise.objects.update(revision=2)
    changed_since = queries_of(alices_client, url, then)

    assert list(found.values()) == [3, 4, 7, 3]
    assert list(changed_since.values()) == [3, 5]


@pytest.mark.parametrize("count", [1, 50])
def test_home_asks_the_same_whether_it_asks_for_a_morning_or_not(
    alices_client: Client, alice: User, count: int
) -> None:
    log(alice, count)
    assert 'id="next-morning"' in alices_client.get("/").content.decode()
    asking = queries_of(alices_client, "/")
    alice.workouts.update(pain_next_morning=1)
    assert 'id="next-morning"' not in alices_client.get("/").content.decode()

    assert asking == queries_of(alices_client, "/") == {"/": 10}


@pytest.mark.parametrize("sets", [1, 20])
def test_answering_how_a_morning_was_asks_the_same_of_a_long_workout(
    alices_client: Client, alice: User, sets: int
) -> None:
    exercises = [done(slug, left=[10] * sets, resistance=band(alice, position="ankles")) for slug in SLUGS]
    workout = make_workout(user=alice, day=MONDAY, exercises=exercises)

    with CaptureQueriesContext(connection) as queries:
        response = alices_client.post(f"{workout.get_absolute_url()}next-morning/", {"pain_next_morning": "1"})

    assert response.status_code == 302
    assert len(queries) == MORNING_QUERIES


@pytest.mark.parametrize("count", [1, 20])
def test_pages_of_bands_ask_the_same_of_a_long_list(alices_client: Client, alice: User, count: int) -> None:
    make_workout(user=alice, day=MONDAY, exercises=[done("clamshells", left=[10], resistance=band(alice))])
    alice.bands.exclude(name="Light").delete()
    for number in range(1, count):
        alice.bands.create(name=f"Band {number}", order=number + 1)
        alice.bands.create(name=f"Retired {number}", order=number + 1, retired_at=MIDNIGHT)

    found = queries_of(alices_client, "/settings/bands/", f"/settings/bands/{band(alice).band_id}/")

    assert list(found.values()) == [3, 3]


@pytest.mark.parametrize("count", [3, 20])
def test_changes_of_bands_ask_the_same_of_a_long_list(alices_client: Client, alice: User, count: int) -> None:
    for number in range(4, count + 1):
        alice.bands.create(name=f"Band {number}", order=number)
    url = f"/settings/bands/{band(alice, 'Medium').band_id}/"
    acts = [f"{url}move/", url, f"{url}retire/", f"{url}return/", f"{url}delete/", "/settings/bands/"]

    found = []
    for act in acts:
        with CaptureQueriesContext(connection) as queries:
            response = alices_client.post(act, {"direction": "up", "name": "Red", "colour": "red"})
        assert response.status_code == 302
        found.append(len(queries))

    assert found == [11, 11, 7, 11, 13, 10]


@pytest.mark.parametrize(("activities", "ratings"), [(1, 1), (3, 50)])
def test_pages_of_the_knee_ask_the_same_of_a_long_story(
    alices_client: Client, alice: User, activities: int, ratings: int
) -> None:
    for number in range(activities):
        activity = alice.activities.create(name=f"Activity {number}")
        alice.activities.create(name=f"Aside {number}", retired_at=MIDNIGHT)
        for week in range(ratings):
            activity.ratings.create(week=week, rated_on=MONDAY, score=5)
    for number in range(ratings):
        score = alice.clinic_scores.create(name=f"Score {number}", value=1, scored_on=MONDAY)
    make_workout(user=alice, day=MONDAY - timedelta(weeks=2))
    of_activity, of_score = f"/knee/activities/{activity.pk}/", f"/knee/scores/{score.pk}/"

    found = queries_of(
        alices_client,
        "/knee/",
        of_activity,
        f"{of_activity}delete/",
        of_score,
        f"{of_score}delete/",
        "/history/2026-11-09/why/",
    )

    assert list(found.values()) == [5, 3, 4, 3, 3, 5]


@pytest.mark.parametrize("activities", [1, 3])
def test_changes_of_the_knee_ask_the_same_of_a_long_story(alices_client: Client, alice: User, activities: int) -> None:
    rated = [alice.activities.create(name=f"Activity {number}") for number in range(activities)]
    score = alice.clinic_scores.create(name="Score", value=1, scored_on=MONDAY)
    make_workout(user=alice, day=MONDAY - timedelta(weeks=2))
    typed = {"name": "Other", "value": "5", "scored_on": "2026-11-18", "reason": "ill"}
    typed |= {f"score-{activity.pk}": "5" for activity in rated}
    of_one = f"/knee/activities/{rated[0].pk}/"
    acts = ["/knee/ratings/", of_one, f"{of_one}retire/", f"{of_one}return/", f"{of_one}delete/"]
    acts += ["/knee/scores/", f"/knee/scores/{score.pk}/delete/", "/history/2026-11-09/why/", "/knee/activities/"]

    found = []
    for act in acts:
        with CaptureQueriesContext(connection) as queries:
            assert alices_client.post(act, typed).status_code == 302
        found.append(len(queries))

    assert max(found) <= 13, found


@pytest.mark.parametrize("more", [1, 20])
def test_public_pages_ask_the_same_of_a_long_catalogue(client: Client, catalogue: None, more: int) -> None:
    for number in range(more):
        make_exercise(slug=f"exercise-{number}")

    found = queries_of(client, "/", "/exercises/", "/exercises/print/", "/exercises/clamshells/", "/sitemap.xml")

    assert list(found.values()) == [1, 1, 1, 2, 1]


def full_form(user: User) -> dict[str, str]:
    """Return a form of 24 sets: six of each exercise, on both sides where it has two."""
    typed: dict[str, str] = {}
    for slug in SLUGS:
        for row in range(6):
            sides = ["both"] if slug == "hip-bridges" else ["left", "right"]
            typed |= {f"{slug}.sets-{row}-{side}": "12" for side in sides}
            place = "-ankles" if slug == "banded-crab-walks" else ""
            typed[f"{slug}.sets-{row}-resistance"] = f"band-{band(user).band_id}{place}"
    return form_data(typed)


@pytest.mark.django_db(transaction=True)
def test_saving_a_whole_workout_asks_at_most_twelve_times(
    alices_client: Client, alice: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    form = full_form(alice)

    with django_assert_max_num_queries(12):
        response = alices_client.post("/workouts/new/", form)

    assert response.status_code == 302
    assert WorkoutSet.objects.count() == 42


@pytest.mark.django_db(transaction=True)
def test_correcting_a_whole_workout_asks_at_most_twenty_one_times(
    alices_client: Client, alice: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    alices_client.post("/workouts/new/", full_form(alice))
    url = f"/workouts/{alice.workouts.get().public_id}/edit/"
    form = values(main_form(parse(alices_client.get(url))))

    with django_assert_max_num_queries(21):
        response = alices_client.post(url, {**form, "note": "Corrected"})

    assert response.status_code == 302
    assert WorkoutSet.objects.count() == 42
