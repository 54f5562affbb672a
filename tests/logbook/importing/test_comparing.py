"""Holding a file against what is there: nothing twice, nothing overwritten, and what happens to bands and settings."""

from datetime import date
from decimal import Decimal

from exercises.models import Exercise
from exercises.versions import store
from hipstrength.accounts.models import User
from logbook.models import Workout, WorkoutExercise, WorkoutSet
from tests.factories import band, done, make_workout
from tests.logbook.importing.imports import bring_in, document, exported_json, planned, workout
from tests.logbook.transfer.exports import DAY, NOW, fresh

BANDS = [
    {"name": "Red", "colour": "red", "order": 1, "retired_at": None},
    {"name": "light", "colour": "pink", "order": 1, "retired_at": "2025-01-01T00:00:00+00:00"},
]


def bands_of(user: User) -> list[tuple[str, str, int, bool]]:
    return [(one.name, one.colour, one.order, one.retired_at is not None) for one in user.bands.all()]


def in_band(name: str) -> dict[str, object]:
    bout = {"number": 1, "side": "left", "count": 12, "band": name}
    return workout(exercises=[{"exercise": "clamshells", "sets": [bout]}])


def test_workout_that_was_changed_here_stays(alice: User) -> None:
    bring_in(alice, document(workout()))
    Workout.objects.update(note="Changed here")

    plan = bring_in(alice, document(workout()))

    assert plan.adds == 0
    assert plan.parts["workouts"].differing == 1
    assert Workout.objects.get().note == "Changed here"


def test_workout_that_was_deleted_here_comes_back(alice: User) -> None:
    make_workout(user=alice, day=DAY)
    make_workout(user=alice, day=DAY)
    data = exported_json(alice)
    Workout.objects.earliest("id").delete()

    assert bring_in(alice, data).adds == 1
    assert Workout.objects.count() == 2


def test_ids_of_others_do_not_count(alice: User, stranger: User) -> None:
    bring_in(stranger, document(workout()))

    assert bring_in(alice, document(workout())).adds == 1
    assert {one.user for one in Workout.objects.all()} == {alice, stranger}


def test_bands_of_an_account_without_sets_become_those_of_the_file(alice: User) -> None:
    alice.bands.create(name="My own", colour="gold", order=4)

    bring_in(alice, document(workout(), bands=BANDS, profile={"knee": ""}), takes_settings=True)

    assert bands_of(alice) == [("Red", "red", 1, False), ("light", "pink", 1, True), ("My own", "gold", 2, False)]


def test_bands_stay_as_they_are_where_one_was_used(alice: User) -> None:
    make_workout(user=alice, day=DAY, exercises=[done("clamshells", left=[3], resistance=band(alice))])

    plan = bring_in(alice, document(workout(), bands=BANDS, profile={"knee": ""}), takes_settings=True)

    assert bands_of(alice) == [
        ("Light", "yellow", 1, False),
        ("Medium", "green", 2, False),
        ("Heavy", "blue", 3, False),
        ("Red", "red", 4, False),
    ]
    assert plan.kept == [("Colour of the band Light", "pink", "yellow")]


def test_band_is_found_by_its_name_in_any_case(alice: User) -> None:
    bring_in(alice, document(in_band("HEAVY")), takes_settings=False)

    assert alice.bands.count() == 3
    assert [bout.resistance.band_name for bout in WorkoutSet.objects.all()] == ["Heavy"]


def test_band_that_only_sets_name_is_made(alice: User) -> None:
    bring_in(alice, document(in_band("=Loop")), takes_settings=False)

    assert bands_of(alice)[-1] == ("=Loop", "grey", 4, False)


def test_band_beyond_the_usable_ones_comes_in_retired(alice: User) -> None:
    for number in range(17):
        alice.bands.create(name=f"Band {number}", order=4 + number)

    bring_in(alice, document(in_band("One more")), takes_settings=False)

    assert bands_of(alice)[-1] == ("One more", "grey", 21, True)


def test_more_bands_than_fit_stop_the_import(alice: User) -> None:
    for number in range(97):
        alice.bands.create(name=f"Band {number}", order=4 + number, retired_at=NOW)

    plan = planned(alice, document(in_band("One more")))

    assert plan.obstacles == [
        "Your list has room for 100 bands, and it would have 101. Delete some that you never used first."
    ]


def test_what_was_said_here_stays(alice: User) -> None:
    alice.week_goals.create(set_on=date(2025, 1, 1), days=2)
    alice.week_reasons.create(week=1314, reason="ill")
    alice.activities.create(name="Stairs").ratings.create(week=1314, rated_on=date(2025, 3, 3), score=2)
    alice.clinic_scores.create(name="KOOS", value=Decimal(50), scored_on=date(2025, 3, 3))
    alice.import_matches.create(app="strong", name="Clam")
    day = "2025-03-03"
    sections = {
        "goals": [{"set_on": "2025-01-01", "days": 5}, {"set_on": day, "days": 4}],
        "week_reasons": [{"week": day, "reason": "tired"}],
        "activities": [
            {
                "name": "STAIRS",
                "retired_at": None,
                "ratings": [
                    {"week": day, "rated_on": day, "score": 9},
                    {"week": "2025-03-10", "rated_on": day, "score": 1},
                ],
            }
        ],
        "clinic_scores": [{"name": "koos", "value": 60, "scored_on": day}],
        "import_matches": [{"app": "strong", "name": "Clam", "exercise": "clamshells", "side": "left"}],
    }

    plan = bring_in(alice, document(**sections))

    assert {name: (part.new, part.there, part.differing) for name, part in plan.parts.items()} == {
        "workouts": (0, 0, 0),
        "completed": (0, 0, 0),
        "bands": (0, 0, 0),
        "goals": (1, 0, 1),
        "reasons": (0, 0, 1),
        "activities": (0, 1, 0),
        "ratings": (1, 0, 1),
        "scores": (0, 0, 1),
        "matches": (0, 0, 1),
    }
    assert plan.kept == [
        ("Goal from 1 January 2025", "5 days a week", "2 days a week"),
        ("Reason for the week 3–9 March 2025", "tired", "ill"),
        ("Stairs in the week 3–9 March 2025", "9", "2"),
        ("koos, 3 March 2025", "60", "50"),
        ("Clam", "clamshells", "left out"),
    ]
    assert [one.score for one in alice.activities.get().ratings.order_by("week")] == [2, 1]


def test_fourth_activity_is_set_aside_and_the_31st_has_no_room(alice: User) -> None:
    names: list[dict[str, object]] = [
        {"name": f"Activity {number}", "retired_at": None, "ratings": []} for number in range(31)
    ]

    plan = bring_in(alice, document(activities=names))

    assert alice.activities.usable().count() == 3
    assert alice.activities.count() == 30
    assert [one.text for one in plan.problems] == [
        "At most 30 activities fit in, and this one has no room: Activity 30."
    ]


def test_settings_come_in_only_when_they_are_wanted(alice: User) -> None:
    data = document(profile={"email": "other@example.org", "knee": "left", "rest_seconds": 90, "steps": []})

    bring_in(alice, data, takes_settings=False)
    before = fresh(alice)
    bring_in(alice, data, takes_settings=True)
    after = fresh(alice)

    assert (before.knee, before.rest_seconds) == ("", 60)
    assert (after.knee, after.rest_seconds, after.email) == ("left", 90, "alice@example.org")


def test_settings_are_wanted_at_first_where_nothing_was_logged(alice: User) -> None:
    data = document(profile={"knee": "left"})

    assert planned(alice, data).takes_settings
    make_workout(user=alice, day=DAY)
    assert not planned(alice, data).takes_settings


def test_revision_that_this_site_has_is_kept_and_another_is_said(alice: User) -> None:
    clamshells = Exercise.objects.get(slug="clamshells")
    clamshells.summary = "Another text."
    store(clamshells, by=None)
    first, third = (workout()["exercises"][0] | {"revision": revision} for revision in (1, 3))
    other = workout(id="33333333-3333-4333-8333-333333333333", exercises=[third])

    plan = bring_in(alice, document(workout(exercises=[first]), other))

    assert list(WorkoutExercise.objects.order_by("id").values_list("exercise_revision", flat=True)) == [1, 2]
    assert plan.found.remarks == ["Clamshells: this site lacks revision 3 of the text and takes the current one: 1."]


def test_sums_of_sides_are_written_along(alice: User) -> None:
    bring_in(alice, document(workout(), workout(id=None, exercises=[])))

    done_here = WorkoutExercise.objects.get()
    assert (done_here.left_reps, done_here.right_reps, done_here.both_reps) == (12, 12, 0)
    assert [one.has_sets for one in Workout.objects.order_by("id")] == [True, False]


def test_workout_that_got_another_day_here_stays_there(alice: User) -> None:
    bring_in(alice, document(workout()))
    Workout.objects.update(performed_on=date(2020, 2, 29))

    plan = bring_in(alice, document(workout()))

    assert (plan.adds, plan.parts["workouts"].differing) == (0, 1)
    assert Workout.objects.get().performed_on == date(2020, 2, 29)
