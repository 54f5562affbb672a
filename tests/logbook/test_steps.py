"""The page on which people put their steps of resistance in order, and hide some."""

from datetime import date

import pytest
from django.test import Client

from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.advising import Trained, advice_for
from logbook.arranging import EASIER, HARDER, HIDE, RESET, SHOW, arrange_steps
from logbook.pages.steps import steps_page
from tests.factories import done, make_workout
from tests.rendered import messages, parse

CLAM, SIDE, CRAB = "clamshells", "side-lying-hip-abduction", "banded-crab-walks"
URL = "/settings/steps/"


def trained(slug: str) -> Trained:
    return Trained.of(Exercise.objects.get(slug=slug))


def labels(user: User, slug: str) -> list[str]:
    user.refresh_from_db()
    (page,) = steps_page(user, [trained(slug)])
    return [f"({row.label})" if row.is_hidden else row.label for row in page.rows]


def key(user: User, name: str) -> str:
    return f"band:{user.bands.get(name=name).pk}"


def test_steps_are_shown_for_each_exercise(alices_client: Client, alice: User) -> None:
    page = parse(alices_client.get(URL))

    assert [heading.text for heading in page.all("h2")] == list(
        Exercise.objects.order_by("order").values_list("name", flat=True)
    )
    assert labels(alice, CLAM) == ["No resistance", "Light band", "Medium band", "Heavy band"]
    assert labels(alice, CRAB)[:4] == [
        *("Light band, above the knees", "Light band, ankles", "Light band, feet"),
        "Medium band, above the knees",
    ]
    assert "Weights go up in steps of 0.5 kg." in page.text


def test_listed_weights_are_steps(alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(weights="1 kg, 2.5 lb")

    assert labels(alice, SIDE)[:3] == ["No resistance", "1 kg", "2.5 lb"]


def test_steps_move_and_come_back(alice: User) -> None:
    clam = trained(CLAM)

    assert arrange_steps(alice, clam, HARDER, key(alice, "Light"))
    assert labels(alice, CLAM) == ["No resistance", "Medium band", "Light band", "Heavy band"]
    assert arrange_steps(alice, clam, EASIER, key(alice, "Light"))
    assert labels(alice, CLAM) == ["No resistance", "Light band", "Medium band", "Heavy band"]
    assert arrange_steps(alice, clam, EASIER, key(alice, "Heavy"))
    assert arrange_steps(alice, clam, RESET, "")
    assert labels(alice, CLAM) == ["No resistance", "Light band", "Medium band", "Heavy band"]


def test_hidden_step_is_skipped_by_advice(alice: User) -> None:
    for day in (15, 17):
        make_workout(user=alice, day=date(2026, 11, day), exercises=[done(CLAM, left=[20, 20], right=[20, 20], pain=1)])
    assert arrange_steps(alice, trained(CLAM), HIDE, key(alice, "Light"))
    assert labels(alice, CLAM)[1] == "(Light band)"

    alice.refresh_from_db()
    step = advice_for(alice, date(2026, 11, 18), [CLAM]).exercises[0].advice.step
    assert step is not None
    assert step.band_name == "Medium"

    assert arrange_steps(alice, trained(CLAM), SHOW, key(alice, "Light"))
    assert labels(alice, CLAM)[1] == "Light band"


def test_last_step_stays(alice: User) -> None:
    clam = trained(CLAM)
    for name in ("Light", "Medium", "Heavy"):
        assert arrange_steps(alice, clam, HIDE, key(alice, name))

    assert not arrange_steps(alice, clam, HIDE, "none")


@pytest.mark.parametrize(("act", "step"), [(EASIER, "none"), (HARDER, "weight:7:kg"), (HIDE, "band:0"), (SHOW, "")])
def test_what_cannot_be_done_changes_nothing(alice: User, act: str, step: str) -> None:
    assert not arrange_steps(alice, trained(CLAM), act, step)
    alice.refresh_from_db()
    assert alice.ladders is None


def test_buttons_change_the_own_steps_only(alices_client: Client, alice: User, stranger: User) -> None:
    response = alices_client.post(f"{URL}{CLAM}/", {"act": "hide", "step": key(alice, "Light")})

    assert response.headers["Location"] == f"{URL}#steps-{CLAM}"
    assert labels(alice, CLAM)[1] == "(Light band)"
    assert labels(stranger, CLAM)[1] == "Light band"


@pytest.mark.parametrize("data", [{}, {"act": "fly", "step": "none"}, {"act": "hide", "step": "\N{SNOWMAN}"}])
def test_nonsense_is_answered_kindly(alices_client: Client, data: dict[str, str]) -> None:
    response = alices_client.post(f"{URL}{CLAM}/", data, follow=True)

    assert messages(parse(response)) == ["Nothing was changed. Your steps may have changed meanwhile."]


def test_unknown_exercise_has_no_steps(alices_client: Client) -> None:
    assert alices_client.post(f"{URL}nothing/", {"act": "reset"}).status_code == 404
    Exercise.objects.filter(slug=CLAM).update(is_published=False)
    assert alices_client.post(f"{URL}{CLAM}/", {"act": "reset"}).status_code == 404
