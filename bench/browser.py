"""A browser as far as measuring needs one: a connection that stays open, cookies, and forms."""

import gzip
import http.client
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

PATIENCE = 60
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What came back, and how many seconds it took from the first byte sent to the last one read."""

    status: int
    seconds: float
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        """The page, unpacked."""
        is_packed = self.headers.get("Content-Encoding") == "gzip"
        return (gzip.decompress(self.content) if is_packed else self.content).decode()


class Browser:
    """Asks one site with the cookies of one person."""

    def __init__(self, address: str, cookies: Mapping[str, str]) -> None:
        """Begin without a connection; `address` is like http://127.0.0.1:8000."""
        self.address = address
        self.cookies = dict(cookies)
        self.token = ""
        self.connections = 0
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, form: Mapping[str, str]) -> Answer:
        """Send a form with the token of the last form that `open_form` has seen."""
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": self.token, **form}).encode())

    def open_form(self, path: str) -> Answer:
        """Open a page with a form, and keep its token."""
        answer = self.get(path)
        found = TOKEN.search(answer.text)
        self.token = found[1] if found else ""
        return answer

    def close(self) -> None:
        """Hang up."""
        self.connection.close()

    def _ask(self, method: str, path: str, body: bytes | None) -> Answer:
        try:
            return self._asked(method, path, body)
        except ConnectionError:
            # A worker that has served its two thousand requests makes room for a new one, and
            # may hang up between two of ours. Whatever is sent here may be sent twice.
            self.close()
            return self._asked(method, path, body)

    def _asked(self, method: str, path: str, body: bytes | None) -> Answer:
        headers = self._headers(is_form=body is not None)
        if self.connection.sock is None:
            self.connection.connect()
            self.connections += 1
        begin = time.perf_counter()
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - begin
        self._keep_cookies(response.headers.get_all("Set-Cookie") or [])
        return Answer(response.status, seconds, response.headers, content)  # type: ignore[arg-type]  # a mapping in all but its base class

    def _headers(self, *, is_form: bool) -> dict[str, str]:
        headers = {
            "Accept": "text/html,application/xhtml+xml",
            "Accept-Encoding": "gzip, br",
            "Accept-Language": "en-GB,en;q=0.5",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if is_form:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.address}
        return headers

    def _keep_cookies(self, lines: list[str]) -> None:
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
