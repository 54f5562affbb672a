"""Visiting every page once, and writing down what is wrong with each."""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import BrowserContext, Page

from tests.browser.helpers import listen
from tests.browser.measures import axe, large_text, measure, media
from tests.browser.places import Reach


@dataclass
class Survey:
    """What was found. `faults` is by kind and then by page, `titles` has the headings of the pages of each title."""

    base_url: str
    faults: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(dict))
    titles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    view_names: set[str] = field(default_factory=set)
    cookies: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)

    def visit(self, context: BrowserContext, reaches: Mapping[str, Reach]) -> None:
        """Go through some pages with one browser."""
        complaints = listen(context)
        page = context.new_page()
        requested: list[str] = []
        page.on("request", lambda request: requested.append(request.url))
        for place, reach in reaches.items():
            reach(page)
            self._look_at(page, place)
            self._note("console", place, complaints)
            foreign = [url for url in requested if not url.startswith((f"{self.base_url}/", "data:"))]
            self._note("foreign requests", place, foreign)
            complaints.clear()
            requested.clear()
        self.cookies |= {str(cookie.get("name")) for cookie in context.cookies()}

    def _note(self, kind: str, place: str, complaints: list[str]) -> None:
        if complaints:
            self.faults[kind][place] = list(complaints)

    def _look_at(self, page: Page, place: str) -> None:
        self.titles[page.title()].add(page.locator("h1").first.inner_text())
        self.classes |= set(page.evaluate("[...document.querySelectorAll('[class]')].flatMap(e => [...e.classList])"))
        with suppress(Resolver404):
            self.view_names.add(resolve(urlsplit(page.url).path).view_name)
        self._note("structure", place, measure(page, "structure"))
        self._note("axe, light", place, axe(page))
        with media(page, color_scheme="dark"):
            self._note("axe, dark", place, axe(page, only_colours=True))
        with media(page, forced_colors="active"):
            self._note("axe, forced colours", place, axe(page, only_colours=True))
        self._note("overflow", place, measure(page, "overflow") + measure(page, "scrollers"))
        self._note("targets", place, measure(page, "smallTargets"))
        page.set_viewport_size({"width": 360, "height": 800})
        with large_text(page):
            self._note("overflow of large text", place, measure(page, "overflow"))
        page.set_viewport_size({"width": 320, "height": 800})
