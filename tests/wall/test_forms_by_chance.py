"""Every form of the site, filled by chance: it takes what is sent or refuses it in words, and never breaks."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django import forms
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipstrength.accounts import forms as account_forms
from hipstrength.accounts.models import User
from hipstrength.accounts.second_factor_forms import CredentialField
from logbook import knee_forms
from tests.wall.corpus import CORPUS
from tests.wall.world import SETTINGS

TODAY = date(2026, 11, 18)
# Any text, what somebody would type, and what is known to be nasty.
TEXTS = (
    st.text(st.characters(codec="utf-8"), max_size=300)
    | st.sampled_from([*CORPUS.values(), *SETTINGS.values()])
    | st.integers().map(str)
    | st.floats().map(str)
    | st.dates().map(str)
)
# Nothing is stored, so that one database does for all examples.
ON_PURPOSE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
Make = Callable[[dict[str, str]], forms.BaseForm]


def settings_form(data: dict[str, str]) -> forms.BaseForm:
    return account_forms.SettingsForm(data, instance=User(pk=7), initial={"goal": 3})


FORMS: dict[str, Make] = {
    "consent": account_forms.ConsentForm,
    "delete": lambda data: account_forms.DeleteAccountForm(data, user=User(email="alice@example.org")),
    "settings": settings_form,
    "activity": knee_forms.ActivityForm,
    "ratings": lambda data: knee_forms.RatingsForm(data, user=User(), today=TODAY, rated=[(1, "Stairs", 3)]),
    "score": lambda data: knee_forms.ClinicScoreForm(data, today=TODAY),
    "reason": knee_forms.ReasonForm,
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", FORMS)
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=ON_PURPOSE)
def test_form_takes_or_refuses_any_text(name: str, data: Any) -> None:
    names = [*FORMS[name]({}).fields, "opened_on", "more"]
    typed = data.draw(st.dictionaries(st.sampled_from(names), TEXTS))

    form = FORMS[name](typed)

    if form.is_valid():
        assert set(form.cleaned_data) >= set(form.fields)
    else:
        assert all(str(text) for texts in form.errors.values() for text in texts)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
)


@given(JSON.map(str) | JSON.map(repr) | TEXTS)
def test_answer_of_a_passkey_is_an_object_or_refused(text: str) -> None:
    try:
        found = CredentialField().clean(text)
    except forms.ValidationError:
        return
    assert isinstance(found, dict)


@pytest.mark.django_db
@given(typed=st.dictionaries(st.sampled_from(["email", "password1", "time_zone", "agree", "code"]), TEXTS))
@settings(max_examples=40, deadline=None, suppress_health_check=ON_PURPOSE)
def test_signup_takes_or_refuses_any_text(typed: dict[str, str]) -> None:
    form = account_forms.SignupForm(typed)

    assert form.is_valid() or form.errors
