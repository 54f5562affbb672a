"""What the database adds up, against a slow and simple count of the same logs."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from exercises.catalogue import load_missing
from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.balance import Balance, balance
from logbook.entries import WorkoutEntry
from logbook.goals import Goals, weeks_in_a_row
from logbook.history import WorkoutDay, fill_weeks
from logbook.models import Workout
from logbook.reading import (
    active_weeks,
    exercise_facts,
    first_day,
    goals_of,
    latest_before,
    read_days,
    read_log,
    records_of,
    workout_days,
)
from logbook.resistance import Resistance
from logbook.trend import pain_trend
from logbook.weeks import FIRST_DAY, LAST_DAY, Week
from tests.factories import band, done, make_workout
from tests.logbook.random_logs import DAYS, FIRST, Person, make_people

pytestmark = pytest.mark.django_db
MIDDLE = FIRST + timedelta(days=DAYS // 2)
LAST = FIRST + timedelta(days=DAYS)
EVER = (FIRST_DAY, LAST_DAY)


@pytest.fixture(scope="module")
def people(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> object:
    """A thousand random logs, made once; removed when all tests of this file are done."""
    with django_db_blocker.unblock():
        load_missing()
        made = make_people(1000, seed=7)
        yield made
        Workout.objects.all().delete()
        User.objects.all().delete()
        Exercise.objects.all().delete()
        Exercise.history.all().delete()


def newest_first(person: Person) -> list[WorkoutEntry]:
    """Return what somebody logged as it is read: of two on one day, the one that was logged later comes first."""
    numbered = sorted(enumerate(person.entries), key=lambda item: (item[1].performed_on, item[0]), reverse=True)
    return [entry for _number, entry in numbered]


def first_of_week(person: Person, day: date) -> date:
    """Return the first day of a week by stepping back to it."""
    while day.weekday() != person.user.week_start:
        day -= timedelta(days=1)
    return day


def test_random_logs_have_what_they_should(people: list[Person]) -> None:
    entries = [entry for person in people for entry in person.entries]

    assert len(people) == 1000
    assert {bool(entry.set_count) for entry in entries} == {True, False}
    assert {person.user.week_start for person in people} == {0, 6}
    assert (
        max(
            Counter(entry.performed_on for entry in person.entries).most_common(1)[0][1]
            for person in people
            if person.entries
        )
        > 1
    )


def test_logs_are_read_as_they_were_stored(people: list[Person]) -> None:
    read = {person.user.pk: read_log(person.user.workouts.all()).entries for person in people}

    assert read == {person.user.pk: newest_first(person) for person in people}


def test_days_are_read_as_whole_logs_are(people: list[Person]) -> None:
    for person in people[:100]:
        expected = [entry for entry in newest_first(person) if FIRST <= entry.performed_on <= MIDDLE]

        assert read_days(person.user, FIRST, MIDDLE).entries == expected


def test_active_weeks_are_those_of_a_naive_count(people: list[Person]) -> None:
    for person in people:
        days: defaultdict[date, set[date]] = defaultdict(set)
        for entry in person.entries:
            if any(exercise.sets for exercise in entry.exercises):
                days[first_of_week(person, entry.performed_on)].add(entry.performed_on)

        found = active_weeks(person.user).days

        assert {Week.numbered(number, person.user.week_start).first: count for number, count in found.items()} == {
            week: len(active) for week, active in days.items()
        }


def test_weeks_in_a_row_are_those_of_a_naive_count(people: list[Person]) -> None:
    for person in people:
        active = {entry.performed_on for entry in person.entries if any(exercise.sets for exercise in entry.exercises)}
        monday = first = first_of_week(person, LAST)
        row = 0
        while True:
            week = {first + timedelta(days=number) for number in range(7)}
            goal = next((days for day, days in reversed(person.goals) if day <= max(week)), 3)
            if len(active & week) < goal and first != monday:
                break
            row += len(active & week) >= goal
            first -= timedelta(days=7)

        assert weeks_in_a_row(active_weeks(person.user).days, person.user.week_of(LAST), goals_of(person.user)) == row


def test_sums_of_workouts_are_those_of_a_naive_count(people: list[Person]) -> None:
    for person in people:
        expected = []
        for entry in person.entries:
            sides: Counter[tuple[str, str]] = Counter()
            for exercise in entry.exercises:
                for bout in exercise.sets:
                    sides[exercise.slug, bout.side] += bout.reps
            pains = [exercise.pain_during for exercise in entry.exercises if exercise.pain_during is not None]
            worst = max(pains, default=None)
            expected.append(
                WorkoutDay(
                    entry.performed_on, bool(sides), entry.pain_before, worst, entry.pain_next_morning, {**sides}
                )
            )

        found = workout_days(person.user, *EVER)

        assert sorted(found, key=repr) == sorted(expected, key=repr)


def test_series_of_weeks_add_up_to_everything(people: list[Person]) -> None:
    for person in people:
        weeks = [person.user.week_of(FIRST + timedelta(days=7 * number)) for number in range(DAYS // 7 + 2)]
        span = (weeks[0].first, weeks[-1].last)

        sums = fill_weeks(weeks, workout_days(person.user, *span), Goals())

        reps = sum(bout.reps for entry in person.entries for one in entry.exercises for bout in one.sets)
        scores: dict[str, list[int | None]] = {
            "pain_before": [entry.pain_before for entry in person.entries],
            "pain_during": [
                max([-1, *(one.pain_during for one in entry.exercises if one.pain_during is not None)])
                for entry in person.entries
            ],
            "pain_next_morning": [entry.pain_next_morning for entry in person.entries],
        }
        days = {entry.performed_on for entry in person.entries if entry.set_count}
        assert sum(sum(one.sides.values()) for one in sums) == reps
        for moment, answers in scores.items():
            given = [score for score in answers if score is not None and score >= 0]
            found = [pain for one in sums if (pain := getattr(one, moment))]
            assert (sum(pain.total for pain in found), sum(pain.count for pain in found)) == (sum(given), len(given))
            assert max((pain.highest for pain in found), default=None) == max(given, default=None)
        assert sum(one.progress.active for one in sums) == len(days)


def test_trends_of_pain_are_those_of_a_naive_count(people: list[Person]) -> None:
    changes: Counter[str] = Counter()
    for person in people:
        days = workout_days(person.user, *EVER)
        for moment in ("pain_before", "pain_next_morning"):
            found = pain_trend((one.day, getattr(one, moment)) for one in days)
            scores: defaultdict[date, list[int]] = defaultdict(list)
            for entry in person.entries:
                if getattr(entry, moment) is not None:
                    scores[entry.performed_on].append(getattr(entry, moment))
            assert (found is None) is (not scores)
            if found:
                assert found.change == naive_change(scores)
                changes[found.change] += 1

    assert all(changes[change] for change in ("lower", "same", "higher", ""))


def naive_change(scores: dict[date, list[int]]) -> str:
    """Return what became of pain, by counting the days one by one; there is a score."""

    def of_week(first: date) -> list[int]:
        return [one for number in range(7) for one in scores.get(first + timedelta(days=number), [])]

    begin = max(scores) - timedelta(days=6)
    earlier = next((first for first in sorted(scores) if len(of_week(first)) >= 3), begin)
    if len(of_week(begin)) < 3 or earlier + timedelta(days=6) >= begin:
        return ""
    change = Fraction(sum(of_week(begin)), len(of_week(begin))) - Fraction(sum(of_week(earlier)), len(of_week(earlier)))
    return "higher" if change >= 2 else "lower" if change <= -2 else "same"


def test_left_against_right_is_that_of_a_naive_count(people: list[Person]) -> None:
    for person in people[:300]:
        weeks = [person.user.week_of(FIRST + timedelta(days=7 * number)) for number in range(DAYS // 7 + 2)]
        sums = fill_weeks(weeks, workout_days(person.user, weeks[0].first, weeks[-1].last), Goals())
        reps: defaultdict[date, Counter[str]] = defaultdict(Counter)
        for entry in person.entries:
            for bout in (bout for one in entry.exercises if one.slug == "clamshells" for bout in one.sets):
                reps[first_of_week(person, entry.performed_on)][bout.side] += bout.reps
        both = [week for week in reps.values() if week["left"] and week["right"]]

        found = balance((one.sides.get(("clamshells", "left")), one.sides.get(("clamshells", "right"))) for one in sums)

        assert found == Balance(len(both), sum(week["left"] for week in both), sum(week["right"] for week in both))


def test_records_are_those_of_a_naive_count(people: list[Person]) -> None:
    for person in people[:300]:
        most: Counter[Resistance] = Counter()
        before: Counter[Resistance] = Counter()
        days: defaultdict[Resistance, list[tuple[date, int]]] = defaultdict(list)
        for number, entry in enumerate(person.entries):
            for bout in (bout for one in entry.exercises if one.slug == "clamshells" for bout in one.sets):
                most[bout.resistance] = max(most[bout.resistance], bout.reps)
                if entry.performed_on < MIDDLE:
                    before[bout.resistance] = max(before[bout.resistance], bout.reps)
                days[bout.resistance].append((entry.performed_on, number))

        of_it = person.user.workouts.filter(exercises__exercise__slug="clamshells", exercises__sets__isnull=False)
        found = {one.resistance: one for one in records_of(of_it, before=MIDDLE)}

        assert {resistance: one.most for resistance, one in found.items()} == most
        assert {resistance: one.most_before or 0 for resistance, one in found.items()} == {
            resistance: before[resistance] for resistance in most
        }
        assert {resistance: (one.times, one.since, one.until) for resistance, one in found.items()} == {
            resistance: (len(set(on)), min(on)[0], max(on)[0]) for resistance, on in days.items()
        }


def test_latest_sets_before_a_day_are_those_of_a_naive_search(people: list[Person]) -> None:
    for person in people[:300]:
        earlier = (entry for entry in newest_first(person) if entry.performed_on < MIDDLE)
        sets = ([bout for one in entry.exercises if one.slug == "clamshells" for bout in one.sets] for entry in earlier)
        of_it = person.user.workouts.filter(exercises__exercise__slug="clamshells", exercises__sets__isnull=False)

        assert list(latest_before(of_it, MIDDLE)) == next((bouts for bouts in sets if bouts), [])


def test_first_day_is_the_earliest(people: list[Person]) -> None:
    for person in people[:300]:
        first = min((entry.performed_on for entry in person.entries), default=None)
        assert first_day(person.user) == active_weeks(person.user).first_day == first


def test_order_of_entry_does_not_matter(alice: User, stranger: User) -> None:
    days = [date(2026, 11, 16), date(2026, 11, 22), date(2026, 11, 9)]
    for user, order in ((alice, days), (stranger, days[::-1])):
        for day in order:
            make_workout(user=user, day=day, exercises=[done("clamshells", left=[day.day], right=[10])], pain_before=1)

    assert read_log(alice.workouts.all()).entries == read_log(stranger.workouts.all()).entries
    assert active_weeks(alice) == active_weeks(stranger)
    assert workout_days(alice, *EVER) == workout_days(stranger, *EVER)


def test_read_workout_equals_the_one_that_models_tell(alice: User) -> None:
    exercises = [
        done("clamshells", left=[12], right=[11], resistance=band(alice), pain=2, note="Slow"),
        done("hip-bridges", pain=1),
    ]
    workout = make_workout(user=alice, day=date(2026, 11, 16), exercises=exercises, pain_before=3, note="Rain")

    (read,) = read_log(alice.workouts.all()).workouts

    assert read.public_id == workout.public_id
    assert read.entry == alice.workouts.with_sets().get().entry
    assert read.revisions == {"clamshells": 1, "hip-bridges": 1}


def test_facts_of_exercises_stand_in_the_order_of_the_catalogue(catalogue: None) -> None:
    facts = exercise_facts()

    assert list(facts) == ["clamshells", "side-lying-hip-abduction", "hip-bridges", "banded-crab-walks"]
    assert [(one.has_sides, one.has_legs, one.counted(1), one.counted(20)) for one in facts.values()] == [
        (True, True, "1 rep", "20 reps"),
        (True, True, "1 rep", "20 reps"),
        (False, False, "1 rep", "20 reps"),
        (True, False, "1 step", "20 steps"),
    ]


def test_zone_of_the_database_session_moves_no_day(alice: User) -> None:
    make_workout(user=alice, day=date(2026, 11, 16))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TIME ZONE 'Pacific/Kiritimati'")

    assert active_weeks(alice).days == {Week(date(2026, 11, 16)).number: 1}
