"""Text that looks like HTML, stored in every place that takes text, and shown on every page."""

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models

from exercises.models import Exercise
from hipstrength.accounts.models import User
from tests.wall.corpus import XSS
from tests.wall.table import PAGES
from tests.wall.test_bad_input import WITH_PAGE, reader_of
from tests.wall.world import World

# The database is there because of it; what the tests do is taken back.
pytestmark = pytest.mark.django_db

# What has to be something else than any text, to be stored at all.
WITH_RULES = {
    # It leads to the link.
    "ReportLink": {"token_hash"},
    "User": {"email", "password", "time_zone", "weight_unit", "knee", "weights"},
    "Exercise": {"slug", "counts", "sides", "illustration", "weight_place"},
}
APPS = ("exercises", "logbook")


def stain(row: models.Model) -> list[str]:
    """Put the text into every field of a row that takes any; return their names."""
    rules = WITH_RULES.get(type(row).__name__, set())
    fields = {
        field.attname: XSS[: field.max_length or len(XSS)]
        for field in row._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices and field.name not in rules
    }
    if fields:
        type(row)._base_manager.filter(pk=row.pk).update(**fields)
    return list(fields)


@pytest.fixture(scope="module")
def stained(world: World) -> World:
    """Everybody, with the text wherever it can be."""
    models_of_ours: list[type[models.Model]] = [
        model for name in APPS for model in apps.get_app_config(name).get_models()
    ]
    every: list[type[models.Model]] = [*models_of_ours, User]
    for model in every:
        for number, row in enumerate(model._base_manager.order_by("pk")):
            stain(row)
            # Names that have to differ do so at their end.
            for name in ("name", "normal_name"):
                if hasattr(row, name):
                    length = getattr(model._meta.get_field(name), "max_length", None) or 60
                    model._base_manager.filter(pk=row.pk).update(**{name: f"{XSS[: length - 3]}{number}"})
    for passkey in Authenticator.objects.filter(type="webauthn"):
        passkey.data["name"] = XSS
        passkey.save()
    return world


def test_texts_of_a_log_are_stained(stained: World) -> None:
    """Asserts that the tests below would meet it."""
    owner = stained.owner
    texts = [owner.workouts.all()[0].note, owner.bands.all()[0].name, owner.activities.all()[0].name]
    texts += [owner.clinic_scores.get().name, Exercise.objects.get(slug="clamshells").summary]

    assert all(text.startswith("<script src=x>") for text in texts)


@pytest.mark.parametrize("route", WITH_PAGE)
def test_text_that_looks_like_html_is_shown_as_text(stained: World, route: str) -> None:
    response = stained.client(reader_of(route)).get(stained.address(PAGES[route][0]))

    assert response.status_code in (200, 302)
    # Files are not shown; they have what was typed as it is.
    text = response.content.decode() if response.headers.get("Content-Type", "").startswith("text/html") else ""
    assert "<script src=x" not in text
    assert "<img src=x" not in text
