"""How long importing the largest files takes, and how much memory: ``python -m bench.importing``, by hand.

For each kind of file, 50,000 sets over ten years: sending it, the dry run and the import, over HTTP, on SQLite and
PostgreSQL; then the dry run of the same file once more, against the log that has it all. A worker is given up after
30 s, and a writer on SQLite waits for 20 s at most.
"""

import http.client
import json
import re
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from bench.errors import BenchError
from tests.postgres import private_server
from tests.started import Site, started

WORKOUTS, EXERCISES, SETS = 1_250, ("clamshells", "side-lying-hip-abduction"), 10
FIRST = date(2015, 1, 5)
NAMES = {"clamshells": "Clamshell", "side-lying-hip-abduction": "Side Lying Leg Raise"}
# What Linux takes for "count anew" (proc(5), clear_refs).
FORGET_PEAK = "5"
BOUNDARY = "between-two-fields"
IDS = uuid.UUID(int=7)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
HIDDEN = re.compile(r'name="(mine|unit|matched)" value="([^"]*)"')
CHOSEN = re.compile(
    r"<select name=\"([a-z]+(?:-\d+)?)\"(?:(?!</select>).)*?<option value=\"([^\"]*)\"\s+selected", re.DOTALL
)


def main() -> None:
    """Measure, and print a line for each step."""
    files: dict[str, Callable[[], bytes]] = {"json": _json, "csv": _csv, "strong": _strong, "hevy": _hevy}
    with private_server(options=()) as url:
        for database in ("", url):
            for kind, content in files.items():
                with running(database) as site:
                    data = content()
                    told = f"{'PostgreSQL' if database else 'SQLite'}, {kind}, {len(data) / 2**20:.1f} MB"
                    for step in measured(site, data, f"{kind}@example.org"):
                        print(f"{told}: {step}", flush=True)


@contextmanager
def running(database: str) -> Iterator[Site]:
    """Start the product in a folder of its own, and end it."""
    with tempfile.TemporaryDirectory() as folder:
        data = str(Path(folder) / "data")
        with started(Path(folder) / "log", DATA_DIR=data, DATABASE_URL=database) as site:
            yield site


def require(*, is_so: bool, said: str) -> None:
    """End with what was said where something is not as it should be."""
    if not is_so:
        raise BenchError(said[-3000:])


def measured(site: Site, data: bytes, email: str) -> Iterator[str]:
    """Import a file and yield what each step took."""
    browser = Browser(site, email)
    before = memory(site)
    yield browser.timed("send", lambda: browser.upload(data))
    page = ""

    def look() -> None:
        nonlocal page
        page = browser.get(browser.location)

    if not data.startswith(b"{") and not data.startswith(b"date,"):
        yield browser.timed("match", look)
        browser.post(browser.location, dict(CHOSEN.findall(page)))
    where = browser.location
    yield browser.timed("dry run", look)
    require(is_so="Add 1250 workouts" in page, said=page)
    yield browser.timed("import", lambda: browser.post(where, dict(HIDDEN.findall(page))))
    page = browser.get(browser.location)
    require(is_so="1250 workouts are imported" in page, said=page)
    browser.upload(data)
    yield browser.timed("dry run against itself", look)
    require(is_so="Add 1" not in page, said=page)
    yield f"memory of the workers from {before:.0f} to {memory(site):.0f} MB at most"


class Browser:
    """Somebody who signed up just now."""

    def __init__(self, site: Site, email: str) -> None:
        address = urlsplit(site.address)
        self.line = http.client.HTTPConnection(str(address.hostname), int(address.port or 0), timeout=60)
        self.cookies = SimpleCookie()
        self.location = "/accounts/signup/"
        self.get(self.location)
        self.post(
            self.location,
            {"email": email, "password1": "correct horse battery", "time_zone": "UTC", "agree": "on"},
        )

    def get(self, path: str) -> str:
        """Return a page, and keep its token."""
        page = self._ask("GET", path, b"", {})
        self.location = self.headers.get("Location", self.location)
        found = TOKEN.search(page)
        self.token = found[1] if found else ""
        return page if self.status == http.client.OK or "Location" not in self.headers else self.get(self.location)

    def post(self, path: str, fields: dict[str, str]) -> None:
        """Send a form, which has to lead on."""
        body = urlencode(fields | {"csrfmiddlewaretoken": self.token}).encode()
        page = self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})
        require(is_so=self.status == http.client.FOUND, said=page)
        self.location = self.headers["Location"]

    def upload(self, data: bytes) -> None:
        """Send a file."""
        self.get("/data/import/")
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self.token}\r\n'
        head += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="file"\r\n\r\n'
        body = head.encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        page = self._ask("POST", "/data/import/", body, kind)
        require(is_so=self.status == http.client.FOUND, said=page)
        self.location = self.headers["Location"]

    def timed(self, name: str, act: Callable[[], None]) -> str:
        """Return how long something took."""
        began = time.perf_counter()
        act()
        return f"{name} {time.perf_counter() - began:.1f} s"

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> str:
        cookies = "; ".join(f"{name}={one.value}" for name, one in self.cookies.items())
        self.line.request(method, path, body, {"Cookie": cookies, **headers})
        answer = self.line.getresponse()
        self.status, self.headers = answer.status, answer.headers
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.load(cookie)
        return answer.read().decode()


def memory(site: Site) -> float:
    """Return the most memory that a worker of the site had since this was asked last, in MB."""
    peaks = [0.0]
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
            parent = re.search(r"^PPid:\s*(\d+)$", text, re.MULTILINE)
            peak = re.search(r"^VmHWM:\s*(\d+) kB$", text, re.MULTILINE)
            if parent and peak and int(parent[1]) == site.process.pid:
                peaks.append(int(peak[1]) / 1024)
                (status.parent / "clear_refs").write_text(FORGET_PEAK)
        except OSError:
            continue
    return max(peaks)


def _rows() -> Iterator[tuple[int, date, str, int]]:
    """Yield number and day of each workout, an exercise, and the number of a set; both sides are yet to come."""
    for nth in range(WORKOUTS):
        for exercise in EXERCISES:
            for number in range(1, SETS + 1):
                yield nth, FIRST + timedelta(days=2 * nth), exercise, number


def _json() -> bytes:
    workouts: dict[int, dict[str, list[object]]] = {}
    for nth, _day, exercise, number in _rows():
        sets = workouts.setdefault(nth, {}).setdefault(exercise, [])
        sets += [{"number": number, "side": side, "count": 12, "band": "Light"} for side in ("left", "right")]
    listed = [
        {
            "id": str(uuid.uuid5(IDS, str(nth))),
            "performed_on": (FIRST + timedelta(days=2 * nth)).isoformat(),
            "exercises": [{"exercise": slug, "sets": sets} for slug, sets in done.items()],
        }
        for nth, done in workouts.items()
    ]
    return json.dumps({"format": "hipstrength", "version": 1, "workouts": listed}).encode()


def _csv() -> bytes:
    lines = ["date,exercise,set,side,count,band,workout"]
    for nth, day, exercise, number in _rows():
        lines += [
            f"{day},{exercise},{number},{side},12,Light,{uuid.uuid5(IDS, str(nth))}" for side in ("left", "right")
        ]
    return "\r\n".join(lines).encode()


def _strong() -> bytes:
    lines = ["Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"]
    for nth, day, exercise, number in _rows():
        start = f"{day} 18:30:00,Hips {nth},20m"
        lines += [f"{start},{NAMES[exercise]},{number},0,12,0,0,,,", f"{start},Squat,{number},50,5,0,0,,,8"]
    return "\n".join(lines).encode()


def _hevy() -> bytes:
    lines = ["title,start_time,exercise_title,exercise_notes,set_index,set_type,weight_kg,reps,rpe"]
    for _nth, day, exercise, number in _rows():
        start = f'"Hips","{day:%d %b %Y}, 18:30"'
        lines += [f"{start},{NAMES[exercise]},,{number},normal,,12,", f"{start},Squat,,{number},normal,50,5,8"]
    return "\n".join(lines).encode()


if __name__ == "__main__":
    main()
