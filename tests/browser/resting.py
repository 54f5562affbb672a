"""Resting in the log form, on a phone whose clock stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, Page

from hipstrength.accounts.models import User

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
# What the phone is asked to do. The real things cannot be watched, and a machine without a screen refuses them.
PHONE = """
window.asked = [];
navigator.vibrate = () => { asked.push("vibrate"); return true; };
const lock = { release: async () => { asked.push("release"); } };
const request = async (kind) => { asked.push(`request ${kind}`); return lock; };
Object.defineProperty(navigator, "wakeLock", { value: { request } });
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) { asked.push("tone"); start.apply(this, when); };
window.AudioContext = class extends AudioContext { constructor() { super(); window.channel = this; } };
"""
REFUSING_PHONE = """
navigator.vibrate = undefined;
Object.defineProperty(navigator, "wakeLock", { value: { request: () => Promise.reject(new Error("low battery")) } });
Object.defineProperty(window, "sessionStorage", { get() { throw new DOMException("blocked", "SecurityError"); } });
window.AudioContext = class { constructor() { throw new DOMException("no device", "NotSupportedError"); } };
"""
LISTEN = """
window.heard = [];
const status = document.querySelector("[data-rest-status]");
new MutationObserver(() => status.textContent && heard.push(status.textContent)).observe(status, { childList: true });
"""


def open_log(page: Page, user: User, *, phone: str = PHONE, **preferences: int) -> Page:
    """Open the log form as somebody with these preferences."""
    User.objects.filter(pk=user.pk).update(**preferences)
    page.add_init_script(phone)
    page.clock.install(time=NOON)
    page.goto("/workouts/new/")
    page.clock.pause_at(NOON + timedelta(minutes=1))
    page.evaluate(LISTEN)
    return page


def finish_a_set(page: Page) -> None:
    """Say what the log form says when a set is ticked."""
    page.evaluate("document.dispatchEvent(new CustomEvent('set:done'))")


def timer(page: Page) -> Locator:
    """Return the timer."""
    return page.locator("[data-rest-timer]")


def digits(page: Page) -> Locator:
    """Return what is left of the rest."""
    return page.get_by_role("timer")


def press(page: Page, name: str) -> None:
    """Press one of the timer's buttons."""
    timer(page).get_by_role("button", name=name).tap()


def look_away(page: Page, *, hidden: bool = True) -> None:
    """Bring something else to the front, or the page again."""
    page.evaluate(
        """hidden => {
            Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )
