"""Measuring a page in the browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

SCRIPT = Path(__file__).with_name("measures.js").read_text(encoding="utf-8")
# The rules of axe that depend on colours; the other rule about them is for level AAA.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]


def measure(page: Page, what: str) -> Any:
    """Run one of the functions of measures.js and return what it returns: mostly a list of complaints."""
    return page.evaluate(f"() => {{ {SCRIPT}\nreturn {what}(); }}")


def axe(page: Page, *, only_colours: bool = False, within: str = "html") -> list[str]:
    """Return what axe finds within an element, one line for each element."""
    # `preload` would fetch the style sheets again, for a rule that is off.
    options = {"preload": False, "resultTypes": ["violations"], **({"runOnly": COLOUR_RULES} if only_colours else {})}
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("([within, options]) => axe.run(within, options)", [within, options])["violations"]
    return [f"{violation['id']}: {node['target']}" for violation in found for node in violation["nodes"]]


@contextmanager
def media(page: Page, **features: Any) -> Iterator[None]:
    """Look at the page for a while as a browser with other settings does."""
    page.emulate_media(**features)
    yield
    usual: dict[str, Any] = dict.fromkeys(features, "null")
    page.emulate_media(**usual)


@contextmanager
def large_text(page: Page) -> Iterator[None]:
    """Look at the page for a while as people do who told their browser to double the size of text."""
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    yield
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    session.detach()
