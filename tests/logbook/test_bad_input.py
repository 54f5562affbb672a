"""What people and machines send by mistake or on purpose: refused beside the box, kept in it, and nothing stored."""

import uuid
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

import pytest
from django.test import Client

from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.models import Workout
from tests.factories import band, done, form_data, make_workout
from tests.rendered import errors, main_form, parse, summary, values
from tests.stored import all_rows, rows_of

CLAM, SIDE, BRIDGE, CRAB = "clamshells", "side-lying-hip-abduction", "hip-bridges", "banded-crab-walks"
LONG = "9" * 1_000_000
REPS = "Type a whole number from 1 to 100."
NUMBER = "Type a number such as 2.5."
RANGE = "Use a weight from 0.25 to 100 kg."
NO_CHOICE = "Select a valid choice. {} is not one of the available choices."
NO_SCORE = "Choose a number from 0 to 10."
NO_NUL = "Null characters are not allowed."
LOST = "Part of this form got lost on the way. Check the sets and save again."
TOO_MANY = "At most 20 sets fit into one workout."

# For each: what is typed over a form with one good set, and the complaint beside each box.
Typed = dict[str, str]
Complaints = dict[str, str]
BAD_REPS: list[tuple[Typed, Complaints]] = [
    ({f"{CLAM}.sets-0-left": text}, {f"{CLAM}.sets-0-left": REPS})
    for text in ("0", "-1", "101", "1000000000", "twelve", "1.5", "1e1", "NaN", "½", "1 2", "--", "\0", "5\0", LONG)
]
BAD_SIDES: list[tuple[Typed, Complaints]] = [
    ({f"{CLAM}.sets-0-both": "12"}, {f"{CLAM}.sets-0-both": "Clamshells is not counted this way. Clear this box."}),
    (
        {f"{BRIDGE}.sets-0-left": "12", f"{BRIDGE}.sets-1-right": "9"},
        {
            f"{BRIDGE}.sets-0-left": "Hip bridges is not counted this way. Clear this box.",
            f"{BRIDGE}.sets-1-right": "Hip bridges is not counted this way. Clear this box.",
        },
    ),
    ({f"{CRAB}.sets-0-both": "0"}, {f"{CRAB}.sets-0-both": REPS}),
]
BAD_WEIGHTS: list[tuple[Typed, Complaints]] = [
    (
        {f"{BRIDGE}.sets-0-resistance": "weight", f"{BRIDGE}.sets-0-weight": text},
        {f"{BRIDGE}.sets-0-weight": complaint},
    )
    for text, complaint in (
        ("", "Type the weight, or choose another resistance."),
        *(
            (text, NUMBER)
            for text in ("sNaN", "NaN", "1e309", "Infinity", "-5", "5 kg", "\0", "\u0665", "9" * 5000, LONG)
        ),
        *((text, RANGE) for text in ("0", "0.2", "101", "9999")),
        ("0.3", "Use steps of 0.25 kg."),
    )
] + [
    (
        {
            f"{BRIDGE}.sets-0-resistance": "weight",
            f"{BRIDGE}.sets-0-weight": "220.5",
            f"{BRIDGE}.sets-0-unit": "lb",
        },
        {f"{BRIDGE}.sets-0-weight": "Use a weight from 0.5 to 220 lb."},
    ),
    (
        {f"{BRIDGE}.sets-0-resistance": "band-MINE", f"{BRIDGE}.sets-0-weight": "5"},
        {f"{BRIDGE}.sets-0-weight": "Clear the weight, or choose “Weight” as the resistance."},
    ),
    (
        {f"{BRIDGE}.sets-0-weight": "5"},
        {f"{BRIDGE}.sets-0-weight": "Clear the weight, or choose “Weight” as the resistance."},
    ),
    (
        {f"{CLAM}.sets-0-weight": "5"},
        {f"{CLAM}.sets-0-weight": "Clamshells is logged without a weight. Clear this box."},
    ),
    (
        {
            f"{BRIDGE}.sets-1-both": "twelve",
            f"{BRIDGE}.sets-1-resistance": "weight",
            f"{BRIDGE}.sets-1-weight": "5",
        },
        {f"{BRIDGE}.sets-1-both": REPS},
    ),
    ({f"{BRIDGE}.sets-0-unit": "stone"}, {f"{BRIDGE}.sets-0-unit": NO_CHOICE.format("stone")}),
]
BAD_RESISTANCES: list[tuple[Typed, Complaints]] = [
    ({f"{slug}.sets-0-resistance": text}, {f"{slug}.sets-0-resistance": NO_CHOICE.format(text)})
    for slug, text in (
        (CLAM, "weight"),
        (CLAM, "band-STRANGERS"),
        (CLAM, "band-MINE-ankles"),
        (CLAM, "band-"),
        (CLAM, "band-99999999999999999999"),
        (CLAM, "7"),
        (CLAM, "\0"),
        (CRAB, "band-MINE"),
        (CRAB, "band-MINE-wrists"),
        (CRAB, "band-STRANGERS-ankles"),
    )
]
BAD_HEADS: list[tuple[Typed, Complaints]] = [
    *(
        ({"performed_on": text}, {"performed_on": complaint})
        for text, complaint in (
            ("0001-01-01", "Use a date between the years 2000 and 2100."),
            ("9999-12-31", "Use a date between the years 2000 and 2100."),
            ("1999-12-31", "Use a date between the years 2000 and 2100."),
            ("2026-02-30", "There is no such day in the calendar."),
            ("2026-11-19", "This day has not come yet."),
            ("2100-12-31", "This day has not come yet."),
            ("", "Choose a date."),
            ("sometime", "Type a date such as 2026-11-16."),
            ("18.11.2026", "Type a date such as 2026-11-16."),
            ("\0", "Type a date such as 2026-11-16."),
            (LONG, "Type a date such as 2026-11-16."),
        )
    ),
    *(
        ({name: text}, {name: NO_SCORE})
        for name in ("pain_before", f"{BRIDGE}.all-pain_during")
        for text in ("11", "-1", "x", "1.5", "+1", "01", "1 ", "\u0663", "\0", LONG)
    ),
    *(
        ({name: text}, {name: complaint})
        for name, most in (("note", 500), (f"{BRIDGE}.all-note", 200))
        for text, complaint in (
            ("a\0b", NO_NUL),
            ("n" * (most + 1), f"Ensure this value has at most {most} characters (it has {most + 1})."),
            ("n" * 1_000_000, f"Ensure this value has at most {most} characters (it has 1000000)."),
            ("n" * 1_048_576, f"Ensure this value has at most {most} characters (it has 1048576)."),
        )
    ),
]
CORPUS = [*BAD_REPS, *BAD_SIDES, *BAD_WEIGHTS, *BAD_RESISTANCES, *BAD_HEADS]
BAD_COUNTERS = [
    ("TOTAL_FORMS", "1000000000", TOO_MANY),
    ("TOTAL_FORMS", "21", TOO_MANY),
    *(("TOTAL_FORMS", text, LOST) for text in ("abc", "-1", "", "\0", "1.5", LONG[:5000])),
    *(("INITIAL_FORMS", text, LOST) for text in ("abc", "-1", "", "\0", LONG[:5000])),
]


def names_of(cases: list[tuple[Typed, Complaints]]) -> list[str]:
    """Name each case by its boxes and the beginning of what is typed there."""
    return [", ".join(f"{name}={text[:12]!r}" for name, text in typed.items()) for typed, _complaints in cases]


@pytest.fixture
def mine_and_strangers(alice: User, stranger: User) -> dict[str, str]:
    """The numbers of two bands."""
    return {"MINE": str(band(alice).band_id), "STRANGERS": str(band(stranger).band_id)}


def slug_in(names: Mapping[str, str]) -> str:
    """Return the exercise that a case is about."""
    return next((name.partition(".")[0] for name in names if "." in name), BRIDGE)


def short_form(slug: str, typed: Mapping[str, str]) -> dict[str, str]:
    """Return a form of one exercise, which is quicker than one of four, with a good set and what is typed."""
    Exercise.objects.exclude(slug=slug).update(is_published=False)
    good = {f"{slug}.sets-0-{'both' if slug == BRIDGE else 'left'}": "12"}
    form = {name: text for name, text in form_data().items() if "." not in name or name.startswith(f"{slug}.")}
    return {**form, **good, **typed}


def assert_everything_answers(client: Client) -> None:
    """Assert that nothing that was sent broke a page."""
    assert [client.get(url).status_code for url in ("/", "/history/", "/workouts/new/")] == [200, 200, 200]


@pytest.mark.parametrize(("typed", "complaints"), CORPUS, ids=names_of(CORPUS))
def test_bad_input_is_refused_beside_its_box_and_kept(
    alices_client: Client, mine_and_strangers: dict[str, str], typed: Typed, complaints: Complaints
) -> None:
    for name, number in mine_and_strangers.items():
        typed = {box: text.replace(name, number) for box, text in typed.items()}
        complaints = {box: text.replace(name, number) for box, text in complaints.items()}
    before = all_rows()

    response = alices_client.post("/workouts/new/", short_form(slug_in(typed), typed))

    page = parse(response)
    form = main_form(page)
    chosen = {one.attributes["name"] for one in (*form.all("select"), *form.all("input", type="radio"))}
    boxes = {box: text for box, text in typed.items() if box not in chosen}
    assert response.status_code == 422
    assert errors(page) == complaints
    assert list(summary(page)) == [f"id_{name}" for name in complaints]
    assert {box: values(form)[box] for box in boxes} == boxes
    assert all_rows() == before
    assert_everything_answers(alices_client)


@pytest.mark.parametrize(("counter", "text", "complaint"), BAD_COUNTERS)
def test_bad_counter_is_refused_and_the_sets_are_kept(
    alices_client: Client, counter: str, text: str, complaint: str
) -> None:
    sent = short_form(CLAM, {f"{CLAM}.sets-{counter}": text, f"{CLAM}.sets-2-right": "9"})
    before = all_rows()

    response = alices_client.post("/workouts/new/", sent)

    page = parse(response)
    shown = values(main_form(page))
    assert response.status_code == 422
    assert summary(page) == {"exercise-clamshells": f"Clamshells: {complaint}"}
    assert page.one(id="exercise-clamshells").one("p", class_="text-danger fw-semibold").text == complaint
    assert (shown[f"{CLAM}.sets-0-left"], shown[f"{CLAM}.sets-2-right"]) == ("12", "9")
    assert all_rows() == before
    assert_everything_answers(alices_client)


@pytest.mark.parametrize("counter", ["TOTAL_FORMS", "INITIAL_FORMS"])
def test_missing_counter_is_refused_and_repaired(alices_client: Client, alice: User, counter: str) -> None:
    sent = short_form(CLAM, {})
    del sent[f"{CLAM}.sets-{counter}"]

    refused = alices_client.post("/workouts/new/", sent)

    page = parse(refused)
    assert (refused.status_code, summary(page)) == (422, {"exercise-clamshells": f"Clamshells: {LOST}"})
    assert Workout.objects.count() == 0
    alices_client.post("/workouts/new/", values(main_form(page)))
    assert [workout.entry.exercises for workout in alice.workouts.with_sets()] == [(done(CLAM, left=[12]),)]


@pytest.mark.parametrize("row", ["20", "999", "1000", "9999"])
def test_row_beyond_the_twentieth_is_refused(alices_client: Client, row: str) -> None:
    sent = short_form(CLAM, {f"{CLAM}.sets-{row}-left": "9"})

    response = alices_client.post("/workouts/new/", sent)

    page = parse(response)
    rows = [name for name in values(main_form(page)) if name.endswith("-left")]
    assert (response.status_code, len(rows)) == (422, 20)
    assert summary(page) == {"exercise-clamshells": f"Clamshells: {TOO_MANY}"}
    assert Workout.objects.count() == 0
    assert_everything_answers(alices_client)


@pytest.mark.usefixtures("clamshells_only")
@pytest.mark.parametrize("text", ["abc", "-1", "", "9" * 5000])
def test_bad_counter_of_a_stored_workout_is_refused(alices_client: Client, alice: User, text: str) -> None:
    workout = make_workout(user=alice, day=date(2026, 11, 17))
    url = f"/workouts/{workout.public_id}/edit/"
    shown = values(main_form(parse(alices_client.get(url))))
    before = all_rows()

    response = alices_client.post(url, {**shown, f"{CLAM}.sets-INITIAL_FORMS": text})

    page = parse(response)
    assert (response.status_code, summary(page)) == (422, {"exercise-clamshells": f"Clamshells: {LOST}"})
    assert values(main_form(page))[f"{CLAM}.sets-0-left"] == "12"
    assert all_rows() == before


@pytest.mark.usefixtures("clamshells_only")
@pytest.mark.parametrize("text", ["0", "1", "20", "1000000000"])
def test_counter_of_rows_once_stored_decides_nothing(alices_client: Client, alice: User, text: str) -> None:
    workout = make_workout(user=alice, day=date(2026, 11, 17))
    url = f"/workouts/{workout.public_id}/edit/"
    shown = values(main_form(parse(alices_client.get(url))))
    before = all_rows()

    response = alices_client.post(url, {**shown, f"{CLAM}.sets-INITIAL_FORMS": text})

    assert response.status_code == 302
    assert all_rows() == before


@pytest.mark.parametrize("length", [501, 1_000_000, 1_048_576])
def test_long_note_is_refused_however_it_is_sent(alices_client: Client, length: int) -> None:
    body = urlencode(short_form(BRIDGE, {"note": "n" * length}))

    response = alices_client.post("/workouts/new/", body, content_type="application/x-www-form-urlencoded")

    page = parse(response)
    complaint = f"Ensure this value has at most 500 characters (it has {length})."
    assert (response.status_code, errors(page)) == (422, {"note": complaint})
    assert values(main_form(page))["note"] == "n" * length
    assert Workout.objects.count() == 0
    assert_everything_answers(alices_client)


def test_note_of_the_longest_length_is_stored(alices_client: Client, alice: User) -> None:
    lines = "n" * 249 + "\r\n" + "ü" * 250

    alices_client.post("/workouts/new/", short_form(BRIDGE, {"note": lines}))

    assert alice.workouts.get().note == lines.replace("\r\n", "\n")


@pytest.mark.parametrize(
    "typed", [{"note": "n" * 5_000_000}, {f"x{number}": "" for number in range(2001)}], ids=["bytes", "fields"]
)
def test_form_beyond_all_bounds_is_answered_in_words(alices_client: Client, typed: Typed) -> None:
    body = urlencode(short_form(BRIDGE, typed))

    response = alices_client.post("/workouts/new/", body, content_type="application/x-www-form-urlencoded")

    assert (response.status_code, parse(response).one("h1").text) == (400, "We could not read that")
    assert Workout.objects.count() == 0
    assert_everything_answers(alices_client)


def test_digits_of_other_scripts_are_digits(alices_client: Client, alice: User) -> None:
    alices_client.post("/workouts/new/", short_form(CLAM, {f"{CLAM}.sets-0-left": "١٢"}))

    assert [workout.entry.exercises for workout in alice.workouts.with_sets()] == [(done(CLAM, left=[12]),)]
    assert_everything_answers(alices_client)


@pytest.mark.parametrize("name", ["public_id", "started_at"])
@pytest.mark.parametrize("text", [None, "", "abc", "123e4567", "\0", "9" * 5000])
def test_form_without_a_readable_name_or_start_is_stored_once(
    alices_client: Client, alice: User, name: str, text: str | None
) -> None:
    sent = {**short_form(CLAM, {}), name: text}

    response = alices_client.post("/workouts/new/", {key: value for key, value in sent.items() if value is not None})

    assert response.status_code == 302
    assert [workout.entry.exercises for workout in alice.workouts.with_sets()] == [(done(CLAM, left=[12]),)]


def test_form_with_somebody_elses_name_is_a_workout_of_its_own(
    alices_client: Client, alice: User, stranger: User
) -> None:
    theirs = make_workout(user=stranger, day=date(2026, 11, 17))
    before = rows_of(stranger)

    alices_client.post("/workouts/new/", short_form(CLAM, {"public_id": str(theirs.public_id)}))

    assert alice.workouts.get().public_id == theirs.public_id
    assert rows_of(stranger) == before


@pytest.mark.usefixtures("clamshells_only")
@pytest.mark.parametrize("name", ["", "abc", "\0", "9" * 5000, "THEIRS"])
def test_link_to_a_form_that_is_none_of_theirs_opens_a_new_one(
    alices_client: Client, stranger: User, name: str
) -> None:
    theirs = make_workout(user=stranger, day=date(2026, 11, 17), note="Secret")

    response = alices_client.get("/workouts/new/", {"form": name.replace("THEIRS", str(theirs.public_id))})

    shown = values(main_form(parse(response)))
    assert (response.status_code, shown["note"], shown["performed_on"]) == (200, "", "2026-11-18")


def test_fields_that_no_form_has_are_ignored(alices_client: Client, alice: User, stranger: User) -> None:
    extra = {"user": str(stranger.pk), "user_id": str(stranger.pk), "id": "1", "revision": "9", "timezone": "UTC"}

    alices_client.post("/workouts/new/", short_form(CLAM, extra))

    workout = alice.workouts.get()
    assert (workout.revision, workout.timezone, stranger.workouts.count()) == (1, "Europe/Berlin", 0)


@pytest.mark.parametrize("name", ["1", "abc", str(uuid.UUID(int=0)), "123E4567-E89B-12D3-A456-426614174000", "x%00"])
@pytest.mark.parametrize("part", ["", "edit/", "edit/more/", "delete/"])
def test_workout_that_is_none_is_not_found(alices_client: Client, alice: User, name: str, part: str) -> None:
    make_workout(user=alice, day=date(2026, 11, 17))
    before = all_rows()
    ask = alices_client.get if part == "" else alices_client.post

    response = ask(f"/workouts/{name}/{part}")

    assert response.status_code == 404
    assert all_rows() == before
