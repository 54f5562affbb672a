import uuid
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.entries import SKIP_REASONS, ExerciseEntry, SetEntry, WorkoutEntry
from logbook.models import Workout, WorkoutSet
from logbook.recording import ChangedMeanwhileError, correct_workout, record_workout
from logbook.resistance import NO_RESISTANCE, Resistance
from logbook.weeks import FIRST_DAY, LAST_DAY
from tests.factories import band, done, kg, lb, make_user, make_workout
from tests.races import at_once
from tests.rendered import main_form, parse, values
from tests.stored import all_rows, rows_of

DAY = date(2026, 11, 18)
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
ENTRY = WorkoutEntry(DAY, (done("clamshells", left=[12, 12], right=[12, 10]),), pain_before=1, note="Good.")
SLUGS = ["clamshells", "side-lying-hip-abduction", "hip-bridges", "banded-crab-walks"]
NOTES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
PAINS = st.none() | st.integers(0, 10)


def catalogue_rows() -> dict[str, Exercise]:
    return {exercise.slug: exercise for exercise in Exercise.objects.all()}


def record(user: User, public_id: uuid.UUID, entry: WorkoutEntry = ENTRY) -> tuple[Workout, bool]:
    return record_workout(user=user, public_id=public_id, entry=entry, exercises=catalogue_rows(), started_at=NOON)


def stored(workout: Workout) -> Workout:
    return Workout.objects.with_sets().get(pk=workout.pk)


def correct(workout: Workout, entry: WorkoutEntry, seen: int | None = 1) -> bool:
    return correct_workout(workout=workout, entry=entry, exercises=catalogue_rows(), seen=seen)


def test_record_workout_keeps_what_was_done_and_where(alice: User) -> None:
    public_id = uuid.uuid4()

    workout, is_new = record(alice, public_id)

    assert is_new
    assert stored(workout).entry == ENTRY
    assert (workout.public_id, workout.user, workout.revision) == (public_id, alice, 1)
    assert (workout.started_at, workout.timezone) == (NOON, "Europe/Berlin")
    assert [row.exercise_revision for row in workout.exercises.all()] == [1]


def test_record_workout_dated_by_hand_has_no_start(alice: User) -> None:
    workout, _is_new = record(alice, uuid.uuid4(), replace(ENTRY, performed_on=date(2026, 11, 17)))

    assert workout.started_at is None


def test_record_workout_twice_is_one_workout(alice: User) -> None:
    public_id = uuid.uuid4()
    first, _is_new = record(alice, public_id)
    before = all_rows()

    again, is_new = record(alice, public_id)

    assert (again, is_new) == (first, False)
    assert again.entry == ENTRY
    assert all_rows() == before


def test_record_workout_again_with_other_content_changes_nothing(alice: User) -> None:
    public_id = uuid.uuid4()
    record(alice, public_id)
    before = all_rows()

    again, is_new = record(alice, public_id, replace(ENTRY, note="Other."))

    assert (again.entry, is_new) == (ENTRY, False)
    assert all_rows() == before


def test_same_public_id_of_somebody_else_is_another_workout(alice: User, stranger: User) -> None:
    public_id = uuid.uuid4()
    record(stranger, public_id)
    before = rows_of(stranger)

    workout, is_new = record(alice, public_id, replace(ENTRY, note="Mine."))

    assert (workout.user, is_new) == (alice, True)
    assert alice.workouts.get().note == "Mine."
    assert rows_of(stranger) == before


@pytest.mark.django_db(transaction=True)
def test_record_workout_at_the_same_instant_is_one_workout(alice: User) -> None:
    public_id = uuid.uuid4()

    results = at_once([partial(record, alice, public_id)] * 4)

    assert sorted(is_new for _workout, is_new in results) == [False, False, False, True]
    assert len({workout.pk for workout, _is_new in results}) == 1
    assert [workout.entry for workout in alice.workouts.with_sets()] == [ENTRY]
    assert WorkoutSet.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_correct_workout_at_the_same_instant_stores_one_and_tells_the_others(alice: User) -> None:
    workout, _is_new = record(alice, uuid.uuid4())
    versions = [replace(ENTRY, note=f"Version {number}") for number in range(4)]

    def try_it(version: WorkoutEntry) -> WorkoutEntry | None:
        try:
            correct(workout, version)
        except ChangedMeanwhileError as conflict:
            return conflict.stored.entry
        return None

    told = at_once([partial(try_it, version) for version in versions])

    winner = stored(workout).entry
    assert winner in versions
    assert sorted(told, key=bool) == [None, winner, winner, winner]
    assert stored(workout).revision == 2
    assert WorkoutSet.objects.count() == 4


@pytest.mark.parametrize("seen", [None, 0, 1, 3])
def test_correct_workout_based_on_another_version_changes_nothing(alice: User, seen: int | None) -> None:
    workout, _is_new = record(alice, uuid.uuid4())
    correct(workout, replace(ENTRY, note="In between."))
    before = all_rows()

    with pytest.raises(ChangedMeanwhileError) as conflict:
        correct(workout, replace(ENTRY, note="Based on something else."), seen)

    assert conflict.value.stored.entry == replace(ENTRY, note="In between.")
    assert all_rows() == before


def test_correct_workout_to_what_is_stored_is_no_conflict(alice: User) -> None:
    workout, _is_new = record(alice, uuid.uuid4())
    correct(workout, replace(ENTRY, note="Sent twice."))

    has_changed = correct(workout, replace(ENTRY, note="Sent twice."), seen=1)

    assert not has_changed


@pytest.mark.parametrize(
    "entry",
    [
        replace(ENTRY, note=""),
        replace(ENTRY, pain_before=None),
        replace(ENTRY, pain_before=0),
        replace(ENTRY, pain_next_morning=0),
        replace(ENTRY, performed_on=date(2026, 11, 17)),
        replace(ENTRY, exercises=(done("clamshells", left=[12, 12], right=[12, 11]),)),
        replace(ENTRY, exercises=(done("clamshells", left=[12, 12], right=[12]),)),
        replace(ENTRY, exercises=(done("clamshells", left=[12, 12], right=[12, 10], pain=0),)),
        replace(ENTRY, exercises=(done("clamshells", left=[12, 12], right=[12, 10], note="Slow."),)),
        replace(ENTRY, exercises=(done("hip-bridges", both=[15], resistance=kg("5")),)),
        replace(ENTRY, exercises=(*ENTRY.exercises, done("hip-bridges", both=[15]))),
        replace(ENTRY, exercises=(*ENTRY.exercises, ExerciseEntry("hip-bridges", skip_reason="no_time"))),
    ],
)
def test_correct_workout_makes_it_say_what_is_given(alice: User, entry: WorkoutEntry) -> None:
    workout, _is_new = record(alice, uuid.uuid4())

    has_changed = correct(workout, entry)

    assert has_changed
    assert stored(workout).entry == entry
    assert stored(workout).revision == 2


def test_correct_workout_to_the_same_changes_nothing(alice: User) -> None:
    workout, _is_new = record(alice, uuid.uuid4())
    before = all_rows()

    has_changed = correct(workout, ENTRY)

    assert not has_changed
    assert all_rows() == before


def test_correct_workout_leaves_every_other_workout_alone(alice: User, stranger: User) -> None:
    workout, _is_new = record(alice, uuid.uuid4())
    other, theirs = make_workout(user=alice, day=DAY), make_workout(user=stranger, day=DAY)
    before = (stored(other).entry, rows_of(stranger))

    correct(workout, replace(ENTRY, exercises=(done("hip-bridges", both=[15]),)))

    assert (stored(other).entry, rows_of(stranger)) == before
    assert stored(theirs).revision == 1


def test_correct_workout_keeps_the_revision_of_the_text_it_was_done_with(alice: User) -> None:
    workout, _is_new = record(alice, uuid.uuid4())
    Exercise.objects.update(revision=5)

    correct(workout, replace(ENTRY, exercises=(done("clamshells", left=[3]), done("hip-bridges", both=[15]))))

    revisions = {row.exercise.slug: row.exercise_revision for row in stored(workout).exercises.all()}
    assert revisions == {"clamshells": 1, "hip-bridges": 5}


def test_correct_workout_to_another_day_forgets_when_it_began(alice: User) -> None:
    workout, _is_new = record(alice, uuid.uuid4())

    correct(workout, replace(ENTRY, performed_on=date(2026, 11, 17)))

    assert (stored(workout).performed_on, stored(workout).started_at) == (date(2026, 11, 17), None)


def test_correct_workout_on_its_day_keeps_zone_and_start(alice: User) -> None:
    workout, _is_new = record(alice, uuid.uuid4())
    User.objects.update(time_zone="Asia/Tokyo")

    correct(workout, replace(ENTRY, note="Corrected in Tokyo."))

    assert (stored(workout).started_at, stored(workout).timezone) == (NOON, "Europe/Berlin")


def test_correct_workout_that_is_deleted_meanwhile_raises(alice: User) -> None:
    workout, _is_new = record(alice, uuid.uuid4())
    Workout.objects.filter(pk=workout.pk).delete()

    with pytest.raises(Workout.DoesNotExist):
        correct(workout, replace(ENTRY, note="Too late."))

    assert Workout.objects.count() == 0


@st.composite
def exercise_entries(draw: st.DrawFn, slug: str, resistances: list[Resistance]) -> ExerciseEntry:
    sides = ["both"] if slug == "hip-bridges" else ["left", "right"]
    places = draw(st.sets(st.tuples(st.integers(1, 20), st.sampled_from(sides)), max_size=8))
    bouts = [
        SetEntry(number, side, draw(st.integers(1, 100)), draw(st.sampled_from(resistances)))
        for number, side in sorted(places)
    ]
    return ExerciseEntry(slug, tuple(bouts), draw(PAINS), draw(NOTES))


@st.composite
def workout_entries(draw: st.DrawFn, resistances: list[Resistance]) -> WorkoutEntry:
    chosen = draw(st.sets(st.sampled_from(SLUGS)))
    return WorkoutEntry(
        performed_on=draw(st.dates(FIRST_DAY, LAST_DAY)),
        exercises=tuple(draw(exercise_entries(slug, resistances)) for slug in SLUGS if slug in chosen),
        pain_before=draw(PAINS),
        pain_next_morning=draw(PAINS),
        note=draw(NOTES),
    )


@pytest.mark.django_db
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_workout_comes_back_as_it_was_written(catalogue: None, data: st.DataObject) -> None:
    user = make_user()
    bands = [band(user), band(user, "Heavy", "ankles"), band(user, "Heavy", "feet")]
    weights = [kg("0.25"), kg("100"), lb("0.5"), lb("220"), Resistance(weight=Decimal("2.50"), unit="kg")]
    entries = workout_entries([NO_RESISTANCE, *bands, *weights])
    written, corrected = data.draw(entries), data.draw(entries)

    workout, _is_new = record(user, uuid.uuid4(), written)
    first_read = stored(workout).entry
    correct(workout, corrected)
    second_read = stored(workout).entry

    assert (first_read, second_read) == (written, corrected)
    user.delete()


def fitting(user: User, slug: str) -> list[Resistance]:
    """Return what the log form offers for an exercise."""
    bands = [band(user, name) for name in ("Light", "Medium", "Heavy")]
    if slug == "banded-crab-walks":
        names, places = ("Light", "Heavy"), ("above_knees", "ankles", "feet")
        return [NO_RESISTANCE, *(band(user, name, place) for name in names for place in places)]
    weights = [kg("0.25"), kg("2.5"), kg("100"), lb("0.5"), lb("220")] if slug != "clamshells" else []
    return [NO_RESISTANCE, *bands, *weights]


@st.composite
def form_entries(draw: st.DrawFn, user: User) -> WorkoutEntry:
    """Workouts that can be typed into the form: sets without gaps, one resistance for both sides."""
    notes = NOTES.map(lambda text: " ".join(text.split()))
    exercises = []
    for slug in SLUGS:
        offered = fitting(user, slug)
        sides = st.sampled_from([["both"]] if slug == "hip-bridges" else [["left"], ["right"], ["left", "right"]])
        rows = draw(st.lists(st.tuples(sides, st.sampled_from(offered)), max_size=20))
        bouts = [
            SetEntry(number, side, draw(st.integers(1, 100)), resistance)
            for number, (worked, resistance) in enumerate(rows, start=1)
            for side in worked
        ]
        reason = draw(st.sampled_from(["", *SKIP_REASONS])) if not bouts else ""
        exercises.append(ExerciseEntry(slug, tuple(bouts), draw(PAINS), draw(notes), reason))
    done_some = [one for one in exercises if one != ExerciseEntry(one.slug)]
    day = draw(st.dates(FIRST_DAY, date(2026, 11, 18)))
    return WorkoutEntry(day, tuple(done_some), draw(PAINS), draw(PAINS), draw(notes))


@pytest.mark.django_db
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_workout_saved_unchanged_from_its_form_stays_as_it_is(
    catalogue: None, client: Client, data: st.DataObject
) -> None:
    user = make_user()
    entry = data.draw(form_entries(user).filter(lambda one: one.set_count > 0))
    workout, _is_new = record(user, uuid.uuid4(), entry)
    address = f"/workouts/{workout.public_id}/edit/"
    client.force_login(user)
    before = all_rows()

    response = client.post(address, values(main_form(parse(client.get(address)))))

    assert response.status_code == 302
    assert (stored(workout).entry, all_rows()) == (entry, before)
    user.delete()


def sums(workout: Workout) -> tuple[bool, dict[str, tuple[int, int, int]]]:
    """Return what is kept beside the sets: whether there are any, and each exercise's reps left, right and both."""
    workout.refresh_from_db()
    rows = workout.exercises.values_list("exercise__slug", "left_reps", "right_reps", "both_reps")
    return workout.has_sets, {slug: (left, right, both) for slug, left, right, both in rows}


@pytest.mark.parametrize("sets", [[], [12], [12, 11, 10]])
def test_workout_knows_what_its_sets_add_up_to(alice: User, sets: list[int]) -> None:
    exercises = [done("clamshells", left=sets, right=sets[1:], pain=3), done("hip-bridges", both=sets)]

    workout = make_workout(user=alice, day=date(2026, 11, 18), exercises=exercises)

    expected = {"clamshells": (sum(sets), sum(sets[1:]), 0), "hip-bridges": (0, 0, sum(sets))}
    assert sums(workout) == (bool(sets), expected)


@pytest.mark.parametrize(("before", "after"), [([12], []), ([], [12]), ([12], [13, 14])])
def test_corrected_workout_knows_what_its_sets_add_up_to(alice: User, before: list[int], after: list[int]) -> None:
    exercises = {exercise.slug: exercise for exercise in Exercise.objects.all()}
    workout = make_workout(user=alice, day=date(2026, 11, 18), exercises=[done("clamshells", left=before, pain=3)])
    entry = WorkoutEntry(date(2026, 11, 18), (done("clamshells", left=after, pain=3),))

    correct_workout(workout=workout, entry=entry, exercises=exercises, seen=1)

    assert sums(workout) == (bool(after), {"clamshells": (sum(after), 0, 0)})
