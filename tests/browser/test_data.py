"""Taking one's data away, in a browser."""

import json
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from hipstrength.accounts.models import User
from tests.browser.helpers import log_in
from tests.factories import PASSWORD
from tests.logbook.transfer.exports import VALIDATOR, csv_of, fill_everything

pytestmark = pytest.mark.browser


def test_files_come_after_the_password_and_then_at_once(page: Page, alice: User, base_url: str, tmp_path: Path) -> None:
    fill_everything(alice)
    log_in(page.context, alice, base_url)
    page.goto("/settings/")
    page.get_by_role("link", name="See what you can do").click()

    page.get_by_role("link", name="Download everything (JSON)").click()
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    with page.expect_download() as everything:
        page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="back to your data").click()
    with page.expect_download() as table:
        page.get_by_role("link", name="Download your sets (CSV)").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your data: download, import, share")
    today = alice.local_date(timezone.now())
    assert [one.value.suggested_filename for one in (everything, table)] == [
        f"hipstrength-{today}.json",
        f"hipstrength-{today}.csv",
    ]
    everything.value.save_as(tmp_path / "all.json")
    table.value.save_as(tmp_path / "sets.csv")
    VALIDATOR.validate(json.loads((tmp_path / "all.json").read_text(encoding="utf-8")))
    assert (tmp_path / "sets.csv").read_bytes().decode() == csv_of(alice)
