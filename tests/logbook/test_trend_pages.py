"""What 12 and 52 weeks say of knee pain, and of left against right."""

from datetime import date, timedelta

import pytest
from django.test import Client

from hipstrength.accounts.models import User
from logbook.entries import ExerciseEntry
from tests.factories import band, done, make_workout
from tests.logbook.history_pages import groups, page_at, tables, words

MONDAY = date(2026, 11, 16)
CLAMSHELLS = "Clamshells: left and right"


def log(user: User, pains: dict[date, int | None]) -> None:
    """Log a workout with pain before it on each of some days."""
    for day, pain in pains.items():
        make_workout(user=user, day=day, pain_before=pain)


def log_weeks(user: User, *sides: tuple[int, int]) -> None:
    """Log clamshells once a week, left and right, the last ones in this week."""
    for number, (left, right) in enumerate(reversed(sides)):
        exercises = [done("clamshells", left=[left] if left else [], right=[right] if right else [])]
        make_workout(user=user, day=MONDAY - timedelta(weeks=number), exercises=exercises)


def days(first: date, *pains: int | None) -> dict[date, int | None]:
    """Return a pain for each second day."""
    return {first + timedelta(days=2 * number): pain for number, pain in enumerate(pains)}


@pytest.mark.parametrize(
    ("earlier", "latest", "words_before"),
    [
        (
            (4, 4, 3, 4),
            (2, 1, 2),
            "Mean 3.8 (n = 4, highest 4) on 5–11 Oct 2026, then 1.7 (n = 3, highest 2) on 12–16 Nov 2026: "
            "clearly lower.",
        ),
        (
            (0, 0, 0),
            (2, 2, 2),
            "Mean 0.0 (n = 3, highest 0) on 5–9 Oct 2026, then 2.0 (n = 3, highest 2) on 12–16 Nov 2026: "
            "clearly higher.",
        ),
        (
            (0, 0, 0),
            (2, 2, 1),
            "Mean 0.0 (n = 3, highest 0) on 5–9 Oct 2026, then 1.7 (n = 3, highest 2) on 12–16 Nov 2026: "
            "about the same.",
        ),
    ],
)
@pytest.mark.parametrize("count", [12, 52])
def test_pain_is_compared_with_that_of_the_first_days(
    alices_client: Client, alice: User, count: int, earlier: list[int], latest: list[int], words_before: str
) -> None:
    log(alice, days(date(2026, 10, 5), *earlier) | days(date(2026, 11, 12), *latest))

    group = groups(page_at(alices_client, f"/history/weeks/{count}/"))["Knee pain"]

    assert words(group) == {"Before": words_before}


@pytest.mark.parametrize(
    ("pains", "expected"),
    [
        (
            days(date(2026, 10, 5), 9, 9, 9) | days(date(2026, 11, 14), 0, 0),
            "Mean 0.0 (n = 2, highest 0) on 14–16 Nov 2026. To compare, at least 3 scores are needed in these 7 days.",
        ),
        (
            days(date(2026, 10, 5), 9, 9) | days(date(2026, 11, 12), 0, None, 0, 0),
            "Mean 0.0 (n = 3, highest 0) on 12–18 Nov 2026. "
            "To compare, at least 3 scores are needed in 7 days before these.",
        ),
        (
            days(date(2026, 11, 16), 3, None),
            "Mean 3.0 (n = 1, highest 3) on 16 Nov 2026. "
            "To compare, at least 3 scores are needed in these 7 days, and in 7 days before.",
        ),
    ],
)
def test_nothing_is_claimed_from_two_scores(
    alices_client: Client, alice: User, pains: dict[date, int | None], expected: str
) -> None:
    log(alice, pains)

    group = groups(page_at(alices_client, "/history/weeks/12/"))["Knee pain"]

    assert words(group) == {"Before": expected}


def test_each_moment_is_compared_on_its_own(alices_client: Client, alice: User) -> None:
    for number in range(4):
        hurts = [done("clamshells", left=[10], pain=number), done("hip-bridges", both=[10], pain=1)]
        day, morning = MONDAY - timedelta(days=16 - number), None if number else 5
        make_workout(user=alice, day=day, exercises=hurts, pain_before=5, pain_next_morning=morning)
        day = MONDAY - timedelta(days=3 - number)
        make_workout(user=alice, day=day, exercises=hurts[1:], pain_before=3, pain_next_morning=morning)

    found = words(groups(page_at(alices_client, "/history/weeks/12/"))["Knee pain"])

    earlier, latest = "on 31 Oct – 3 Nov 2026", "on 13–16 Nov 2026"
    assert found == {
        "Before": f"Mean 5.0 (n = 4, highest 5) {earlier}, then 3.0 (n = 4, highest 3) {latest}: clearly lower.",
        "Worst during": f"Mean 1.8 (n = 4, highest 3) {earlier}, then 1.0 (n = 4, highest 1) {latest}: about the same.",
        "Next morning": "Mean 5.0 (n = 1, highest 5) on 13 Nov 2026. "
        "To compare, at least 3 scores are needed in these 7 days, and in 7 days before.",
    }


def test_pain_is_self_reported_and_no_reason_is_named(alices_client: Client, alice: User) -> None:
    log(alice, days(MONDAY, 1))

    group = groups(page_at(alices_client, "/history/weeks/12/"))["Knee pain"]

    assert group.one("p", class_="hint").text == (
        "Scores from 0 to 10, self-reported; n is how many were given. "
        "The words compare the earliest 7 days with 3 scores or more and the latest 7 days. "
        "A change of 2 points or more is called clear; the scores cannot say why."
    )


def test_scores_outside_of_the_weeks_are_not_compared(alices_client: Client, alice: User) -> None:
    log(alice, days(date(2026, 6, 1), 9, 9, 9) | days(date(2026, 11, 12), 1, 1, 1))

    found = [words(groups(page_at(alices_client, f"/history/weeks/{count}/"))["Knee pain"]) for count in (12, 52)]

    latest = "1.0 (n = 3, highest 1) on 12–16 Nov 2026"
    assert found == [
        {"Before": f"Mean {latest}. To compare, at least 3 scores are needed in 7 days before these."},
        {"Before": f"Mean 9.0 (n = 3, highest 9) on 1–5 Jun 2026, then {latest}: clearly lower."},
    ]


def test_pain_of_somebody_else_is_not_compared(alices_client: Client, alice: User, stranger: User) -> None:
    log(alice, days(date(2026, 11, 12), 1, 1, 1))
    log(stranger, days(date(2026, 10, 5), 9, 9, 9))

    group = groups(page_at(alices_client, "/history/weeks/12/"))["Knee pain"]

    assert words(group)["Before"].endswith("To compare, at least 3 scores are needed in 7 days before these.")


@pytest.mark.parametrize(
    ("sides", "knee", "expected"),
    [
        (
            [(20, 25), (20, 20), (30, 0), (17, 15)],
            "left",
            "Left: 5% fewer reps than right over these weeks. Left 57, right 60, in 3 weeks with both sides. "
            "Left is your sore side.",
        ),
        (
            [(20, 10), (20, 10), (20, 10)],
            "both",
            "Right: 50% fewer reps than left over these weeks. Left 60, right 30, in 3 weeks with both sides.",
        ),
        ([(20, 10), (20, 10), (20, 0)], "right", "Weeks with both sides: 2. To compare, at least 3 are needed."),
    ],
)
def test_left_is_compared_with_right_over_weeks_that_had_both(
    alices_client: Client, alice: User, sides: list[tuple[int, int]], knee: str, expected: str
) -> None:
    User.objects.filter(pk=alice.pk).update(knee=knee)
    log_weeks(alice, *sides)

    group = groups(page_at(alices_client, "/history/weeks/52/"))["Left against right"]

    assert words(group) == {CLAMSHELLS: expected}


def test_table_tells_which_side_did_more(alices_client: Client, alice: User) -> None:
    log_weeks(alice, (20, 25), (20, 20), (30, 0), (17, 15))

    group = groups(page_at(alices_client, "/history/weeks/12/"))["Left against right"]

    (rows,) = tables(group)
    assert rows == [
        ["Week", "Left", "Right", "Difference"],
        ["16–22 Nov 2026, so far", "17", "15", "left +2"],
        ["9–15 Nov 2026", "30", "–", "–"],
        ["2–8 Nov 2026", "20", "20", "0"],
        ["26 Oct – 1 Nov 2026", "20", "25", "right +5"],
    ]


def walk(user: User) -> ExerciseEntry:
    return done("banded-crab-walks", left=[10], right=[20], resistance=band(user, position="ankles"))


def test_directions_of_walks_are_never_compared(alices_client: Client, alice: User) -> None:
    for number in range(4):
        make_workout(user=alice, day=MONDAY - timedelta(weeks=number), exercises=[walk(alice)])

    found = groups(page_at(alices_client, "/history/weeks/12/"))

    assert list(found) == ["Active days a week", "Reps and steps a week"]
    assert [words(group) for group in found.values()] == [{}, {}]


def test_reps_are_never_called_strength(alices_client: Client, alice: User) -> None:
    log_weeks(alice, (20, 25), (20, 20), (17, 15))

    group = groups(page_at(alices_client, "/history/weeks/12/"))["Left against right"]

    assert "strength" not in group.text.lower()
    assert "stronger" not in group.text.lower()
