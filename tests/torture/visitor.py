"""Somebody at a browser who logs workouts, and sends a form again when no answer comes."""

import gzip
import http.client
import random
import re
import select
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.factories import form_data
from tests.torture.inside import Ticket

FORM = "/workouts/new/"
PATIENCE = 20
FIELD = re.compile(r'name="(csrfmiddlewaretoken|public_id|performed_on|started_at|owner)"[^>]*? value="([^"]*)"')
TODAY = re.compile(r'data-today="([0-9-]+)"')
SETS = 9


class NoAnswerError(Exception):
    """No whole answer came: "refused" at the door, "cut" after something was sent, or "late"."""


class UnexpectedError(AssertionError):
    """An answer that no person should ever get here."""


@dataclass(frozen=True)
class Answer:
    """What came back, when on the clock that never jumps, and after how many seconds."""

    at: float
    status: int
    seconds: float
    headers: http.client.HTTPMessage
    text: str


@dataclass
class Tally:
    """What all people together have seen."""

    answers: list[tuple[float, str, int, float]] = field(default_factory=list)
    unanswered: list[tuple[float, str]] = field(default_factory=list)
    acknowledged: dict[str, str] = field(default_factory=dict)
    sent: set[str] = field(default_factory=set)
    sent_again: int = 0
    redated: int = 0
    days: set[str] = field(default_factory=set)
    waits: list[str] = field(default_factory=list)

    def note(self, path: str, answer: Answer) -> None:
        """Keep an answer."""
        self.answers.append((answer.at, path, answer.status, answer.seconds))

    def statuses(self, lowest: int = 500, besides: int = 0) -> list[int]:
        """Return the statuses from `lowest` on."""
        return [status for _, _, status, _ in self.answers if status >= lowest and status != besides]

    def count(self, kind: str) -> int:
        """Return how many requests of a kind got no answer."""
        return sum(why == kind for _, why in self.unanswered)

    def percentile(self, share: float, path: str = "") -> float:
        """Return the seconds within which the share (0–1) of answers came."""
        times = sorted(seconds for _, where, _, seconds in self.answers if where.startswith(path))
        return times[min(len(times) - 1, int(len(times) * share))] if times else 0.0


class Browser:
    """Asks one site with the cookies of one person."""

    def __init__(self, address: str, cookies: dict[str, str], tally: Tally) -> None:
        self.address, self.cookies, self.tally = address, cookies, tally
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> Answer:
        """Return the answer. Raises NoAnswerError."""
        begin = time.monotonic()
        try:
            answer = self._ask(method, path, form, begin)
        except (ConnectionError, TimeoutError, http.client.HTTPException) as error:
            self.connection.close()
            kinds: dict[type[Exception], str] = {ConnectionRefusedError: "refused", TimeoutError: "late"}
            kind = kinds.get(type(error), "cut")
            self.tally.unanswered.append((begin, kind))
            raise NoAnswerError(f"{kind}: {error!r}") from error
        self.tally.note(path, answer)
        return answer

    def _ask(self, method: str, path: str, form: dict[str, str] | None, begin: float) -> Answer:
        self._forget_if_hung_up()
        headers = {"Accept-Encoding": "gzip", "Cookie": "; ".join(f"{a}={b}" for a, b in self.cookies.items())}
        body = None if form is None else urlencode(form)
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.address}
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        content = response.read()
        seconds = time.monotonic() - begin
        for line in response.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        if response.headers.get("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        return Answer(begin, response.status, seconds, response.headers, content.decode())

    def _forget_if_hung_up(self) -> None:
        """Notice, as browsers do, that the other side has closed the connection since the last answer."""
        if self.connection.sock is not None and select.select([self.connection.sock], [], [], 0)[0]:
            self.connection.close()


class Person:
    """One person. `think` is the fewest and the most seconds between two steps."""

    def __init__(
        self, ticket: Ticket, address: Callable[[], str], tally: Tally, think: tuple[float, float], seed: int
    ) -> None:
        self.cookies = {ticket.cookie: ticket.session}
        self.address, self.tally, self.think = address, tally, think
        self.chance = random.Random(seed)
        self.browsers: dict[str, Browser] = {}

    def browser(self) -> Browser:
        """The browser, at the address of now."""
        address = self.address()
        return self.browsers.setdefault(address, Browser(address, self.cookies, self.tally))

    def leave(self) -> None:
        """Hang up."""
        for browser in self.browsers.values():
            browser.connection.close()

    def log_workouts(self, is_over: threading.Event) -> None:
        """Log one workout after the other; the one that has begun at the end is still saved."""
        while not is_over.is_set():
            self.log_once(is_over)
            self._think()

    def log_once(self, is_over: threading.Event | None = None) -> None:
        """Open the form, save it, and see the week that it leads to; do nothing if all is over before."""
        form = self._until(self._opened, is_over)
        if form is None:
            return
        self._think()
        self.tally.sent.add(form["public_id"])
        self.tally.days.add(form["performed_on"])
        week = self._until(lambda: self._sent(form))
        self.tally.acknowledged[form["public_id"]] = form["performed_on"]
        self._until(lambda: self._seen(week), is_over)

    def _think(self) -> None:
        time.sleep(self.chance.uniform(*self.think))

    def _until(self, step: Callable[[], Any], is_over: threading.Event | None = None) -> Any:
        """Do a step again until it is answered as it should; None when all is over. Raises UnexpectedError."""
        limit = time.monotonic() + 2 * PATIENCE
        while time.monotonic() < limit:
            try:
                done = step()
            except NoAnswerError:
                done = None
            if done is not None:
                return done
            if is_over and is_over.is_set():
                return None
            self.tally.sent_again += is_over is None
            time.sleep(self.chance.uniform(0.1, 0.4))
        raise UnexpectedError("A person has tried in vain for too long.")

    def _opened(self) -> dict[str, str] | None:
        answer = self.browser().ask("GET", FORM)
        return filled(answer.text) if self._is_fine(answer, 200) else None

    def _sent(self, form: dict[str, str]) -> str | None:
        answer = self.browser().ask("POST", FORM, form)
        today = TODAY.search(answer.text) if answer.status == 422 else None
        if today and today[1] < form["performed_on"]:
            # The site's clock was set back: it says that this day has not come yet, and the person corrects it.
            form["performed_on"] = today[1]
            self.tally.redated += 1
            return None
        if not self._is_fine(answer, 302):
            return None
        where = answer.headers["Location"]
        if form["public_id"] not in where:
            raise UnexpectedError(f"A save led to {where}.")
        return where

    def _seen(self, week: str) -> bool | None:
        return True if self._is_fine(self.browser().ask("GET", week), 200) else None

    def _is_fine(self, answer: Answer, wanted: int) -> bool:
        """Whether an answer is the wanted one; errors of the site are counted, and the step is done again."""
        if answer.status == 503:
            self.tally.waits.append(answer.headers.get("Retry-After", ""))
        if answer.status != wanted and answer.status < 500:
            raise UnexpectedError(f"{answer.status} instead of {wanted}: {answer.headers.get('Location', '')}")
        return answer.status == wanted


def filled(page: str) -> dict[str, str]:
    """Return the log form as its page has it, with nine sets done."""
    kept = {name: value for name, value in FIELD.findall(page) if value}
    typed = {"only_ticks": "1", "pain_before": "2", **kept}
    for row in range(3):
        typed |= {f"hip-bridges.sets-{row}-both": "12", f"hip-bridges.sets-{row}-done": "on"}
        typed |= {f"clamshells.sets-{row}-{side}": "12" for side in ("left", "right")}
        typed[f"clamshells.sets-{row}-done"] = "on"
    return form_data(typed)
