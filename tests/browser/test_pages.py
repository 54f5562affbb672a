"""What is true of every page. All are visited once; then each rule is judged by what was found."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser
from pytest_django.plugin import DjangoDbBlocker

from hipstrength import styles
from tests.browser import account_places, import_places, link_places, places, report_places
from tests.browser.helpers import log_in
from tests.browser.survey import Survey

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

# Addresses without a page of their own: some answer machines, the others take what a form sends.
WITHOUT_PAGE = {
    "robots",
    "advice-off",
    "logbook:steps-change",
    "sitemap",
    "account_confirm_login_code",
    # The library's own, behind ours of the same address.
    "account_email",
    "account_logout",
    "mfa_download_recovery_codes",
    "mfa_login_webauthn",
    "export-csv",
    "export-json",
    "sessions-end",
    "healthz",
    "logbook:activity-retire",
    "logbook:activity-return",
    "logbook:band-delete",
    "logbook:band-move",
    "logbook:band-retire",
    "logbook:report-pdf",
    "logbook:import-cancel",
    "logbook:workout-undo",
    "logbook:band-return",
    "logbook:workout-edit-more",
    "logbook:workout-new-more",
    "metrics",
    "readyz",
    "report-link-delete",
    "shared-pdf",
}


@pytest.fixture(scope="module")
def survey(
    browser: Browser,
    browser_context_args: dict[str, Any],
    base_url: str,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    mail_server: None,
) -> Survey:
    """Visit every page on a very small phone, as everybody to whom it looks different."""
    survey = Survey(base_url)
    with django_db_blocker.unblock():
        try:
            world = places.make_world()
            for user, reaches in (
                (None, places.visitors_places()),
                (None, account_places.half_logged_in_places(world)),
                (None, link_places.readers_places(world.regular)),
                (world.regular, places.regulars_places(world)),
                (world.regular, report_places.report_places()),
                (world.newcomer, places.newcomers_places() | report_places.empty_report_places()),
                (world.passwordless, account_places.passwordless_places()),
                (world.regular, account_places.unguarded_places()),
                (world.regular, link_places.links_places(world.regular)),
                (world.newcomer, link_places.without_links_places()),
                (world.regular, import_places.import_places(world.regular)),
                (world.guarded, account_places.guarded_places(world)),
                (world.undecided, account_places.undecided_places()),
            ):
                context = browser.new_context(**{**browser_context_args, "viewport": {"width": 320, "height": 800}})
                context.set_default_timeout(10_000)
                if user:
                    log_in(context, user, base_url)
                survey.visit(context, reaches)
                context.close()
        finally:
            # Here and not when all is done: each test begins with an empty database.
            call_command("flush", interactive=False, verbosity=0)
    return survey


def test_every_page_of_the_site_is_visited(survey: Survey) -> None:
    names = {name for name in _view_names(get_resolver()) if not name.startswith("admin:")}

    assert names - survey.view_names == WITHOUT_PAGE


@pytest.mark.parametrize(
    "kind",
    [
        "axe, light",
        "axe, dark",
        "axe, forced colours",
        "structure",
        "overflow",
        "overflow of large text",
        "targets",
        "foreign requests",
        "console",
    ],
)
def test_no_page_has_faults(survey: Survey, kind: str) -> None:
    faults = [f"{place}: {complaint}" for place, found in survey.faults[kind].items() for complaint in found]

    assert not faults, "\n".join(faults)


def test_pages_with_different_headings_have_different_titles(survey: Survey) -> None:
    assert {title: headings for title, headings in survey.titles.items() if len(headings) > 1} == {}


def test_every_title_ends_with_the_name_of_the_site(survey: Survey) -> None:
    assert [title for title in survey.titles if not re.fullmatch(r"\S.* · HipStrength", title)] == []


def test_only_cookies_are_those_of_the_session_and_of_forms(survey: Survey) -> None:
    assert survey.cookies == {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}


def test_style_sheet_has_every_class_that_a_browser_meets(survey: Survey) -> None:
    full, used = styles.bootstrap(), styles.used_names(settings.BASE_DIR)

    assert sorted((survey.classes & styles.class_names(full)) - used) == []
    # A class may be known and yet lack a rule that names it together with another.
    assert styles.trimmed(full, used | survey.classes) == styles.trimmed(full, used)


def _view_names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            yield from _view_names(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
