"""The weeks of a report: its rows, its period, and what its charts say."""

from datetime import date

import pytest

from hipstrength.accounts.models import User
from logbook.pages.report import report_page
from logbook.periods import PERIODS
from tests.factories import done, make_workout
from tests.logbook.reports import TODAY, ago, report, rows, section


@pytest.mark.parametrize(
    ("weeks", "first", "count"),
    [
        (4, "26 Oct – 1 Nov 2026", 4),
        (12, "31 Aug – 6 Sep 2026", 12),
        (26, "25 May – 7 Jun 2026", 13),
        (52, "24 Nov – 21 Dec 2025", 13),
    ],
)
def test_period_is_whole_weeks_up_to_the_current_one(alice: User, weeks: int, first: str, count: int) -> None:
    make_workout(user=alice, day=ago(800))
    make_workout(user=alice, day=TODAY)

    found = rows(alice, "weeks", weeks)

    assert (found[0][0], len(found)) == (first, count)
    assert found[-1][0].endswith("22 Nov 2026, so far")


@pytest.mark.parametrize("weeks", PERIODS)
@pytest.mark.parametrize("today", [date(2000, 1, 1), date(2000, 2, 1), date(2000, 12, 1)])
def test_period_begins_with_the_calendar_where_a_clock_is_wrong(alice: User, today: date, weeks: int) -> None:
    make_workout(user=alice, day=today)

    found = report_page(alice, today, weeks=weeks, with_notes=False).section("weeks")

    assert found
    assert found.table
    assert found.table.rows[-1][0].endswith("2000, so far")


@pytest.mark.parametrize(
    ("weeks", "heading", "column"),
    [
        (12, "Days and knee pain, week by week", "Week"),
        (26, "Days and knee pain, 2 weeks at a time", "Weeks"),
        (52, "Days and knee pain, 4 weeks at a time", "Weeks"),
    ],
)
def test_rows_of_several_weeks_are_called_so(alice: User, weeks: int, heading: str, column: str) -> None:
    make_workout(user=alice, day=ago(2))

    found = section(alice, "weeks", weeks)

    assert found.heading == heading
    assert found.table
    assert found.table.columns[0].heading == column


def test_points_of_charts_say_what_they_are(alice: User) -> None:
    make_workout(user=alice, day=ago(9), pain_before=3)

    days, pain = (chart.frame.points for chart in section(alice, "weeks").charts)

    assert days == ["9–15 Nov 2026: 1 day, goal 3", "16–22 Nov 2026, so far: 0 days, goal 3"]
    assert pain == [
        "9–15 Nov 2026: Before 3.0, Worst during –, Next morning –",
        "16–22 Nov 2026, so far: Before –, Worst during –, Next morning –",
    ]


def test_points_without_a_goal_say_so_like_the_table(alice: User) -> None:
    alice.clinic_scores.create(name="Knee score", value="70", scored_on=TODAY)

    found = section(alice, "weeks", 4)

    assert found.table
    assert found.table.rows[0][2] == "–"
    assert found.charts[0].frame.points[0] == "26 Oct – 1 Nov 2026: 0 days, goal –"


def test_week_of_somebody_whose_weeks_start_on_sunday_is_theirs(alice: User) -> None:
    alice.week_start = 6
    alice.save()
    make_workout(user=alice, day=ago(3))

    assert [row[0] for row in rows(alice, "weeks", 4)] == ["15–21 Nov 2026, so far"]


def test_rows_begin_with_the_log(alice: User) -> None:
    make_workout(user=alice, day=ago(9), pain_before=3)

    page = report(alice, 12)

    assert rows(alice, "weeks") == [
        ["9–15 Nov 2026", "1", "3", "3.0", "3", "1", "–", "–", "0", "–", "–", "0"],
        ["16–22 Nov 2026, so far", "0", "3", "–", "–", "0", "–", "–", "0", "–", "–", "0"],
    ]
    assert ("Log since", "9 November 2026") in page.facts
    assert ("Goal met", "in 0 of 1 finished week") in page.facts


def test_pain_of_two_workouts_is_a_mean_a_worst_and_how_many(alice: User) -> None:
    for day, pain in ((1, 2), (2, 5)):
        exercises = [done("clamshells", left=[10], pain=pain), done("hip-bridges", both=[10], pain=pain + 1)]
        make_workout(user=alice, day=ago(day), exercises=exercises, pain_before=pain - 1, pain_next_morning=pain - 2)

    # Of a workout the worst exercise counts.
    assert rows(alice, "weeks", 4)[-1][3:] == ["2.5", "4", "2", "4.5", "6", "2", "1.5", "3", "2"]


@pytest.mark.parametrize(
    ("weeks", "labels"),
    [
        # 31 August – 6 September, …, 28 September – 4 October, …, 26 October – 1 November, …
        (12, ["Sep", "", "", "", "Oct", "", "", "", "Nov", "", "", ""]),
        # From 24 November, 22 December, 19 January, 16 February, 16 March, 13 April, 11 May, 8 June, 6 July, …
        (52, ["Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "", "Sep", "Oct"]),
    ],
)
def test_months_stand_below_the_bar_in_which_they_begin(alice: User, weeks: int, labels: list[str]) -> None:
    make_workout(user=alice, day=ago(800))
    make_workout(user=alice, day=TODAY)

    assert section(alice, "weeks", weeks).charts[0].frame.labels == labels


@pytest.mark.parametrize(
    ("weeks", "hollow", "loose"),
    [
        (4, "Hollow bar: this week so far.", "Last points, without a line: this week so far."),
        (
            52,
            "Hollow bar: these 4 weeks so far.",
            "Last points, without a line: these 4 weeks so far.",
        ),
    ],
)
def test_what_is_not_over_yet_is_told_below_the_charts(alice: User, weeks: int, hollow: str, loose: str) -> None:
    make_workout(user=alice, day=ago(40), pain_before=2)
    make_workout(user=alice, day=TODAY, pain_before=2)

    assert [chart.note for chart in section(alice, "weeks", weeks).charts] == [hollow, loose]


def test_charts_without_anything_unfinished_have_no_note(alice: User) -> None:
    make_workout(user=alice, day=ago(9), pain_before=2)

    assert [chart.note for chart in section(alice, "weeks").charts] == ["", ""]
