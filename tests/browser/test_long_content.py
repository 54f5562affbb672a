"""Words of any length stay on a very small screen."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from exercises.models import Exercise
from hipstrength.accounts.models import User
from tests.browser.helpers import log_in
from tests.browser.measures import measure
from tests.factories import band, done, make_user, make_workout

pytestmark = pytest.mark.browser

# "W" is the widest letter.
NAME, BAND, NOTE, SHORT_NOTE = "W" * 80, "W" * 40, "W" * 500, "W" * 200


@pytest.fixture
def wordy(catalogue: None) -> User:
    """Somebody whose words have no spaces."""
    user = make_user(email=f"{'w' * 60}@{'w' * 60}.example.org")
    user.bands.filter(name="Light").update(name=BAND)
    return user


def test_long_words_do_not_widen_any_page(wordy: User, page: Page, base_url: str) -> None:
    texts = dict.fromkeys(["start_position", "steps", "mistakes", "muscles", "easier", "harder"], "W" * 300)
    Exercise.objects.filter(slug="clamshells").update(name=NAME, summary="W" * 160, **texts)
    entry = done("clamshells", left=[100] * 20, right=[100] * 20, resistance=band(wordy, BAND), note=SHORT_NOTE)
    workout = make_workout(user=wordy, day=wordy.local_date(timezone.now()), exercises=[entry], note=NOTE)
    own = workout.get_absolute_url()
    visitors = ["/", "/exercises/", "/exercises/clamshells/"]
    owners = ["/", "/workouts/new/", "/history/", own, f"{own}edit/", f"{own}delete/", "/settings/", "/accounts/email/"]
    owners += ["/history/weeks/52/", "/history/exercises/clamshells/", "/history/months/"]
    day = wordy.local_date(timezone.now())
    activity = wordy.activities.create(name="W" * 60)
    for weeks in (0, 1):
        activity.ratings.create(week=weeks, rated_on=day, score=10)
    wordy.activities.create(name="M" * 60, retired_at=timezone.now())
    score = wordy.clinic_scores.create(name="W" * 60, value=1000, scored_on=day)
    owners += ["/knee/", f"/knee/activities/{activity.pk}/", f"/knee/activities/{activity.pk}/delete/"]
    owners += [f"/knee/scores/{score.pk}/", f"/knee/scores/{score.pk}/delete/"]
    bands = ["/settings/bands/", f"/settings/bands/{band(wordy, BAND).band_id}/"]
    page.set_viewport_size({"width": 320, "height": 800})

    faults = {}
    for address in visitors:
        page.goto(address)
        faults[address] = measure(page, "overflow") + measure(page, "scrollers")
    log_in(page.context, wordy, base_url)
    for address in (*owners, *bands):
        page.goto(address)
        faults[f"own {address}"] = measure(page, "overflow") + measure(page, "scrollers")

    assert {address: found for address, found in faults.items() if found} == {}
