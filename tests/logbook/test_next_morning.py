"""Answering how the knee was the morning after a workout."""

from datetime import UTC, date, datetime
from functools import partial

import pytest
from django.test import Client

from hipstrength.accounts.models import User
from logbook.models import Workout
from logbook.recording import answer_next_morning
from tests.factories import band, done, make_workout
from tests.logbook.history_pages import page_at
from tests.logbook.mornings import SAVED, address, asked_at_home, question, tap
from tests.races import at_once
from tests.rendered import main_form, messages, parse, values
from tests.stored import all_rows, rows_of

TUESDAY = date(2026, 11, 17)
SAFETY = "When to stop and who to ask"
STORED = (
    "Nothing was changed: for the morning after Tue 17 November 2026, {} of 10 is stored already."
    " Edit the workout to change it."
)


@pytest.fixture
def workout(alice: User) -> Workout:
    """Alice's workout of yesterday."""
    clamshells = done("clamshells", left=[12], right=[10], resistance=band(alice), pain=2, note="Slow")
    return make_workout(user=alice, day=TUESDAY, exercises=[clamshells], pain_before=1, note="Rain")


def entry_of(workout: Workout) -> object:
    stored: Workout = Workout.objects.with_sets().get(pk=workout.pk)
    return stored.entry


def score_of(workout: Workout) -> tuple[int | None, int]:
    """Return the stored answer and the revision."""
    stored = Workout.objects.get(pk=workout.pk)
    return stored.pain_next_morning, stored.revision


class TestWorkoutPage:
    @pytest.mark.parametrize("day", [TUESDAY, date(2026, 11, 1), date(2024, 2, 29)])
    def test_asks_however_long_ago_it_was(self, alices_client: Client, alice: User, day: date) -> None:
        workout = make_workout(user=alice, day=day)

        form = question(page_at(alices_client, workout.get_absolute_url()))

        assert form
        assert form.attributes["action"] == address(workout)

    def test_does_not_ask_before_the_next_day(self, alices_client: Client, alice: User) -> None:
        workout = make_workout(user=alice, day=date(2026, 11, 18))

        assert question(page_at(alices_client, workout.get_absolute_url())) is None

    def test_does_not_ask_for_what_is_answered(self, alices_client: Client, alice: User) -> None:
        workout = make_workout(user=alice, day=TUESDAY, pain_next_morning=0)

        assert question(page_at(alices_client, workout.get_absolute_url())) is None

    def test_shows_the_answer_that_was_given_there(self, alices_client: Client, workout: Workout) -> None:
        response = alices_client.post(address(workout), {"pain_next_morning": "0"})

        page = page_at(alices_client, response.headers["Location"])
        assert response.headers["Location"] == f"{workout.get_absolute_url()}?saved={workout.public_id}"
        assert "Knee pain the next morning: 0 of 10" in page.one("div", class_="card-body").text
        assert question(page) is None


@pytest.mark.parametrize(
    ("score", "words", "is_care_needed"),
    [
        ("0", "That is fine. You can carry on.", False),
        ("2", "That is fine. You can carry on.", False),
        (
            "3",
            "Your knee hurts more than before the workout: 1 then, 3 the next morning."
            f" Choose an easier version next time. {SAFETY}",
            True,
        ),
        ("6", f"That is too much. Go easy on your knee today, and choose an easier version next time. {SAFETY}", True),
        ("10", f"That is too much. Go easy on your knee today, and choose an easier version next time. {SAFETY}", True),
    ],
)
def test_answer_is_stored_and_told_what_it_means(
    alices_client: Client, workout: Workout, score: str, words: str, is_care_needed: bool
) -> None:
    page = parse(tap(alices_client, workout, score))

    told = [list(part.all("a")) for part in page.all("p", class_="alert alert-warning")]
    assert messages(page) == [SAVED.format(score), words]
    assert [link.attributes["href"] for links in told for link in links] == ["/safety/"] * is_care_needed
    assert score_of(workout) == (int(score), 2)


def test_three_to_five_that_has_settled_stays_at_its_level(alices_client: Client, alice: User) -> None:
    workout = make_workout(user=alice, day=TUESDAY, pain_before=4)

    page = parse(tap(alices_client, workout, "5"))

    assert messages(page) == [SAVED.format(5), "That is OK. Stay at this level for now."]


def test_answer_changes_nothing_else(alices_client: Client, alice: User, stranger: User, workout: Workout) -> None:
    make_workout(user=alice, day=TUESDAY)
    make_workout(user=stranger, day=TUESDAY)
    before = all_rows()

    tap(alices_client, workout, "4")

    after = all_rows()
    (row,) = [row for row in after["Workout"] if row["id"] == workout.pk]
    assert (row["pain_next_morning"], row["revision"]) == (4, 2)
    row |= {"pain_next_morning": None, "revision": 1}
    assert after == before


@pytest.mark.parametrize("score", ["11", "-1", "x", "", "1.5", " 3", "\0", "9" * 10_000, None])
def test_wrong_answer_is_refused_in_words_and_asked_again(
    alices_client: Client, workout: Workout, score: str | None
) -> None:
    before = all_rows()

    response = alices_client.post(address(workout), {} if score is None else {"pain_next_morning": score})

    page = parse(response)
    form = question(page)
    assert form
    assert response.status_code == 422
    assert form.one("p", id="next-morning-error").text == "Choose a number from 0 to 10."
    assert "next-morning-error" in form.one("div", class_="scores").attributes["aria-describedby"]
    assert page.one("title").text.startswith("Error: ")
    assert all_rows() == before


def test_wrong_answer_on_the_day_of_the_workout_is_refused_in_words_too(alices_client: Client, alice: User) -> None:
    workout = make_workout(user=alice, day=date(2026, 11, 18))

    response = alices_client.post(address(workout), {"pain_next_morning": "11"})

    assert response.status_code == 422
    assert question(parse(response))


def test_second_tap_on_the_same_score_says_nothing_twice(alices_client: Client, workout: Workout) -> None:
    alices_client.post(address(workout), {"pain_next_morning": "3"})

    page = parse(tap(alices_client, workout, "3"))

    assert messages(page)[0] == SAVED.format(3)
    assert len(messages(page)) == 2
    assert score_of(workout) == (3, 2)


@pytest.mark.parametrize("back", [{}, {"back": "home"}])
def test_answer_given_elsewhere_stays_and_is_told(
    alices_client: Client, workout: Workout, back: dict[str, str]
) -> None:
    Workout.objects.update(pain_next_morning=4, revision=2)
    before = all_rows()

    page = parse(tap(alices_client, workout, "3", **back))

    assert messages(page) == [STORED.format(4)]
    assert all_rows() == before


def test_nonsense_for_what_is_answered_changes_nothing(alices_client: Client, workout: Workout) -> None:
    Workout.objects.update(pain_next_morning=4, revision=2)

    page = parse(tap(alices_client, workout, "x"))

    assert messages(page) == [STORED.format(4)]
    assert score_of(workout) == (4, 2)


@pytest.mark.django_db(transaction=True)
def test_answers_at_the_same_instant_store_one(alice: User) -> None:
    workout = make_workout(user=alice, day=TUESDAY)

    found = at_once([partial(answer_next_morning, workout=workout, score=score) for score in (1, 2, 3, 4)])

    stored, revision = score_of(workout)
    assert [before.pain_next_morning for before in found].count(None) == 1
    assert {before.pain_next_morning for before in found} == {None, stored}
    assert revision == 2


def test_answer_for_what_was_deleted_raises(alice: User) -> None:
    workout = make_workout(user=alice, day=TUESDAY)
    Workout.objects.all().delete()

    with pytest.raises(Workout.DoesNotExist):
        answer_next_morning(workout=workout, score=3)


@pytest.mark.parametrize(("back", "place"), [({}, "/workouts/{}/"), ({"back": "home"}, "/")])
def test_answer_can_be_taken_back_where_it_was_given(
    alices_client: Client, workout: Workout, back: dict[str, str], place: str
) -> None:
    before = entry_of(workout)
    page = parse(tap(alices_client, workout, "7", **back))
    (form,) = page.one("main").all("form", class_="undo")

    response = alices_client.post(form.attributes["action"], follow=True)

    assert form.attributes["action"] == f"/workouts/{workout.public_id}/undo/"
    assert messages(parse(response)) == ["Taken back: the workout is as it was before."]
    assert entry_of(workout) == before
    assert asked_at_home(alices_client) == address(workout)
    again = page_at(alices_client, f"{place.format(workout.public_id)}?saved={workout.public_id}")
    assert list(again.one("main").all("form", class_="undo")) == []


@pytest.mark.parametrize("saved", ["", "soon", "6a2f1f9e-6a39-4d0b-9b0c-0f6f0a8f4b11"])
def test_nothing_can_be_taken_back_that_was_not_saved_now(alices_client: Client, workout: Workout, saved: str) -> None:
    tap(alices_client, workout, "7")

    pages = [page_at(alices_client, f"{url}?saved={saved}") for url in ("/", workout.get_absolute_url())]

    assert [list(page.one("main").all("form", class_="undo")) for page in pages] == [[], []]


def test_form_that_was_open_meanwhile_is_told_of_the_answer(alices_client: Client, workout: Workout) -> None:
    url = f"{workout.get_absolute_url()}edit/"
    shown = values(main_form(page_at(alices_client, url)))
    tap(alices_client, workout, "4")

    response = alices_client.post(url, {**shown, "note": "Sun"})

    page = parse(response)
    assert response.status_code == 409
    assert page.one("dl", class_="changes").text == "Knee pain the next morning before: nothing now: 4 of 10"
    assert score_of(workout) == (4, 2)


def correct(client: Client, workout: Workout, **typed: str) -> list[str]:
    """Save a correction and return what is said beside that it was saved."""
    url = f"{workout.get_absolute_url()}edit/"
    shown = values(main_form(page_at(client, url)))
    return messages(parse(client.post(url, {**shown, **typed}, follow=True)))[1:]


def test_answer_in_the_edit_form_is_told_what_it_means(alices_client: Client, workout: Workout) -> None:
    told = [correct(alices_client, workout, pain_next_morning=score) for score in ("6", "2", "2", "")]

    assert [[words.split(".")[0] for words in said] for said in told] == [
        ["That is too much"],
        ["That is fine"],
        [],
        [],
    ]


def test_correction_of_something_else_says_nothing_about_pain(alices_client: Client, alice: User) -> None:
    clamshells = done("clamshells", left=[12], pain=7)
    workout = make_workout(user=alice, day=TUESDAY, exercises=[clamshells], pain_before=2, pain_next_morning=9)

    assert correct(alices_client, workout, note="Sun") == []
    assert [words.split(".")[0] for words in correct(alices_client, workout, pain_before="8")] == [
        "A knee pain of 6 or more is too much for today"
    ]


@pytest.mark.parametrize("method", ["get", "head"])
def test_address_of_an_answer_leads_to_the_workout(alices_client: Client, workout: Workout, method: str) -> None:
    response = getattr(alices_client, method)(address(workout))

    assert (response.status_code, response.headers["Location"]) == (302, workout.get_absolute_url())


def test_stranger_cannot_answer(client: Client, stranger: User, workout: Workout) -> None:
    client.force_login(stranger)
    before = rows_of(workout.user)

    answers = [client.post(address(workout), {"pain_next_morning": score}) for score in ("3", "x")]

    assert [response.status_code for response in answers] == [404, 404]
    assert rows_of(workout.user) == before


def test_answer_after_the_login_has_expired_is_asked_for_again(client: Client, alice: User, workout: Workout) -> None:
    response = client.post(address(workout), {"pain_next_morning": "3"})

    assert response.headers["Location"] == f"/accounts/login/?next={address(workout)}"
    client.force_login(alice)
    page = parse(client.get(address(workout), follow=True))
    assert question(page)
    assert score_of(workout) == (None, 1)


def test_started_at_of_a_workout_stays(alices_client: Client, workout: Workout) -> None:
    tap(alices_client, workout, "3")

    assert Workout.objects.get().started_at == datetime(2026, 11, 17, 12, tzinfo=UTC)
