"""Takes the pictures of the documentation: ``python -m tests.pictures``.

Starts the product on a database of its own, fills the demo account, and photographs
what people see. The dates in the pictures are those of the day on which they are taken.
"""

import hashlib
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

import django
import pypdfium2
from playwright.sync_api import Browser, Page, sync_playwright

from exercises.figures.files import small
from exercises.figures.size import HEIGHT, WIDTH
from exercises.illustrations import ILLUSTRATIONS
from tests.chromium import CHROMIUM

BASE = Path(__file__).resolve().parent.parent
FOLDER = BASE / "docs" / "pictures"
SHARED = BASE / "static" / "img" / "share"
DRAWN = BASE / "tests" / "site" / "cards.sha256"
# What other sites show beside a link, at the size that they expect.
CARD: Any = {"width": 1200, "height": 630}
CARD_STYLE = """
    body { margin: 0; height: 630px; display: grid; grid-template-columns: 1fr auto; align-items: center; gap: 30px;
           padding: 0 60px; box-sizing: border-box; background: #f5f7f6; color: #1c2422; font-family: sans-serif }
    h1 { font-size: 60px; line-height: 1.15; margin: 0 0 24px } p { font-size: 30px; margin: 0; color: #0f6b63 }
    .all { display: none }
    .drawings { display: grid; gap: 12px } .one { width: 620px }
    .four { width: 660px; grid-template-columns: 1fr 1fr }
"""
EMAIL = "demo@example.org"
PHONE, DESK = {"width": 360, "height": 760}, {"width": 1100, "height": 760}
START_SECONDS = 60


def main() -> None:
    """Draw the cards, start the product, take all pictures, stop it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    draw_cards()
    password = secrets.token_urlsafe(12)
    with tempfile.TemporaryDirectory() as data, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        settings = {
            "DATA_DIR": data,
            "PORT": str(port),
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", "/"),
        }
        server = subprocess.Popen([sys.executable, "-m", "hipstrength.serve"], env=settings, cwd=BASE)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/healthz")
            demo = [sys.executable, "manage.py", "demo", "--email", EMAIL, "--password", password]
            subprocess.run(demo, env=settings, cwd=BASE, check=True)
            take_pictures(address, password)
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str) -> None:
    """Return once the address answers; raise TimeoutError if it does not."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)


def draw_cards() -> None:
    """Draw what other sites show beside a link: the end of each exercise, and all four."""
    SHARED.mkdir(parents=True, exist_ok=True)
    cards = {name: (str(drawn.label), [name]) for name, drawn in ILLUSTRATIONS.items()}
    cards["home"] = ("Hip exercises for a sore knee", list(ILLUSTRATIONS))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=["--no-sandbox"], **chromium())
        page = browser.new_page(viewport=CARD)
        for file, (title, names) in cards.items():
            drawings = "".join(f'<svg viewBox="0 0 {WIDTH} {HEIGHT}"><use href="#{n}-end"/></svg>' for n in names)
            size = "one" if len(names) == 1 else "four"
            page.set_content(
                f'<style>{CARD_STYLE}</style><div class="all">{small()}</div><div>'
                f"<h1>{title}</h1><p>HipStrength</p></div>"
                f'<div class="drawings {size}">{drawings}</div>'
            )
            page.screenshot(path=SHARED / f"{file}.png")
        browser.close()
    DRAWN.write_text(drawn_now() + "\n", encoding="ascii")


def drawn_now() -> str:
    """Return a digest of the drawings, to tell whether the cards show others."""
    return hashlib.sha256(small().encode()).hexdigest()


def chromium() -> dict[str, Any]:
    """Return where Debian's browser is, if it is there."""
    return {"executable_path": CHROMIUM} if Path(CHROMIUM).exists() else {}


def take_pictures(address: str, password: str) -> None:
    """Photograph the pages, signed out and in, light and dark, small and wide."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=["--no-sandbox"], **chromium())
        visitor = open_page(browser, address, PHONE)
        picture(visitor, "/exercises/clamshells/", "exercise-phone")
        phone = open_page(browser, address, PHONE)
        log_in(phone, password)
        picture(phone, "/workouts/new/", "log-phone")
        phone.emulate_media(color_scheme="dark")
        picture(phone, "/history/", "week-phone-dark")
        desk = open_page(browser, address, DESK)
        picture(desk, "/", "home-desk")
        log_in(desk, password)
        desk.goto("/history/")
        desk.get_by_role("link", name="Earlier").click()
        picture(desk, desk.url, "week-desk")
        report_picture(desk)
        browser.close()


def open_page(browser: Browser, address: str, size: Any) -> Page:
    """Open a page in a browser of its own."""
    context = browser.new_context(base_url=address, viewport=size, color_scheme="light", locale="en-GB")
    return context.new_page()


def log_in(page: Page, password: str) -> None:
    """Log in to the demo account."""
    page.goto("/accounts/login/")
    page.locator('input[name="login"]').fill(EMAIL)
    page.locator('input[name="password"]').fill(password)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.wait_for_url("**/")


def picture(page: Page, path: str, name: str) -> None:
    """Photograph what a person sees first on a page."""
    page.goto(path)
    page.screenshot(path=FOLDER / f"{name}.png")


def report_picture(page: Page) -> None:
    """Draw the first sheet of the report's PDF file as a picture."""
    answer = page.request.get("/data/report.pdf?weeks=12&notes=on&paper=a4")
    with pypdfium2.PdfDocument(answer.body()) as file:
        file[0].render(scale=1.3, grayscale=True).to_pil().save(FOLDER / "report.png", optimize=True)


if __name__ == "__main__":
    main()
