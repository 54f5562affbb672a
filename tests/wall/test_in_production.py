"""The wall with production settings: the real server, https behind a proxy, spoken to byte by byte."""

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import pytest

from tests.factories import PASSWORD
from tests.started import Site, started

HOST = "hips.example.org"
PROXY = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.5"}
EVERYWHERE = {
    "content-security-policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "img-src 'self' data:; object-src 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "referrer-policy": "same-origin",
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


@dataclass(frozen=True)
class Answer:
    """What came back, with the headers by their lower-case names; of those that come twice, all."""

    status: int
    headers: dict[str, list[str]]
    body: bytes

    def one(self, name: str) -> str:
        """Return a header that is there at most once."""
        (value,) = self.headers.get(name, [""])
        return value


@dataclass
class Line:
    """A way to the site on which anything can be said."""

    site: Site

    def say(self, said: bytes) -> Answer:
        """Send bytes, and return the answer, or status 0 where the server just hangs up."""
        address = urlsplit(self.site.address)
        with socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=15) as line:
            line.sendall(said)
            heard = b""
            while piece := line.recv(65536):
                heard += piece
        head, _blank, body = heard.partition(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").split("\r\n")
        headers: dict[str, list[str]] = {}
        for name, _colon, value in (one.partition(": ") for one in rest):
            headers.setdefault(name.lower(), []).append(value)
        return Answer(int(first.split()[1]) if first else 0, headers, body)

    def ask(self, path: str, method: str = "GET", body: bytes = b"", **more: str) -> Answer:
        """Send a request as the proxy would, with more headers or others."""
        headers = {**PROXY, "Connection": "close", **{name.replace("_", "-"): value for name, value in more.items()}}
        if body:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)
        return self.say(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    """A site with an https address."""
    folder = tmp_path_factory.mktemp("production")
    with started(folder / "log", DATA_DIR=str(folder / "data"), SITE_URL=f"https://{HOST}", HOST="127.0.0.1") as site:
        yield Line(site)


def static_path(line: Line) -> str:
    (path,) = re.findall(rb'href="(/static/css/bootstrap\.[0-9a-f]{12}\.css)"', line.ask("/").body)
    return str(path.decode())


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/", "GET", 200),
        ("/accounts/login/", "GET", 200),
        ("/history/", "GET", 302),
        ("/nowhere/", "GET", 404),
        ("/exercises/", "POST", 403),
        ("/exercises/", "PUT", 403),
        ("/accounts/login/", "POST", 403),
        ("/admin/", "GET", 302),
        ("/healthz", "GET", 200),
        ("/robots.txt", "GET", 200),
        ("/static/none.css", "GET", 404),
        ("STATIC", "GET", 200),
    ],
)
def test_every_answer_has_every_header(line: Line, path: str, method: str, status: int) -> None:
    answer = line.ask(static_path(line) if path == "STATIC" else path, method)

    assert answer.status == status
    assert {name: "; ".join(sorted(answer.one(name).split("; "))) for name in EVERYWHERE} == {
        name: "; ".join(sorted(value.split("; "))) for name, value in EVERYWHERE.items()
    }


def test_answer_does_not_say_what_it_is_made_of(line: Line) -> None:
    answer = line.ask("/")

    assert not set(answer.headers) & {"x-powered-by", "x-aspnet-version"}
    assert not re.search(r"\d", answer.one("server"))


def test_plain_http_is_sent_to_https(line: Line) -> None:
    answer = line.ask("/knee/?a=b", X_Forwarded_Proto="http")

    assert (answer.status, answer.one("location")) == (301, f"https://{HOST}/knee/?a=b")


@pytest.mark.parametrize("host", ["evil.example", f"{HOST}.evil.example", f"{HOST}@evil.example", "a b", "[::1"])
def test_other_hosts_are_refused(line: Line, host: str) -> None:
    answer = line.ask("/accounts/password/reset/", Host=host)

    assert answer.status == 400
    assert b"evil.example" not in answer.body


@pytest.mark.parametrize("name", ["X_Forwarded_Host", "X_Host", "Forwarded", "X_Original_URL", "X_Rewrite_URL"])
def test_headers_that_name_another_place_lead_nowhere(line: Line, name: str) -> None:
    value = "host=evil.example" if name == "Forwarded" else "evil.example"

    answer = line.ask("/history/", "GET", b"", **{name: value})

    assert (answer.status, answer.one("location")) == (302, "/accounts/login/?next=/history/")


def sign_up(line: Line) -> tuple[Answer, str]:
    """Sign up as a browser does; return the answer and the cookies."""
    page = line.ask("/accounts/signup/")
    (token,) = set(re.findall(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page.body))
    cookie = page.one("set-cookie").partition(";")[0]
    typed = {"email": "new@example.org", "password1": PASSWORD, "agree": "on"}
    body = urlencode({**typed, "csrfmiddlewaretoken": token.decode()}).encode()
    answer = line.ask(
        "/accounts/signup/", "POST", body, Cookie=cookie, Origin=f"https://{HOST}", Referer=f"https://{HOST}/"
    )
    return answer, "; ".join(one.partition(";")[0] for one in answer.headers["set-cookie"])


def test_cookies_and_private_pages_of_a_login(line: Line) -> None:
    answer, cookies = sign_up(line)
    page = line.ask("/workouts/new/", Cookie=cookies)

    assert (answer.status, page.status) == (302, 200)
    for cookie in answer.headers["set-cookie"]:
        name, *attributes = cookie.split("; ")
        assert name.startswith(("__Host-session=", "__Host-csrf="))
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(attributes)
        assert not any(attribute.startswith("Domain") for attribute in attributes)
    assert page.one("cache-control") == "no-store, private"
    assert '"event": "signed_up"' in line.site.said()
    assert '"address": "203.0.113.5"' in line.site.said()


@pytest.mark.parametrize(
    "said",
    [
        b"GET /\xff\xfe HTTP/1.1\r\nHost: HOST\r\n",
        b"GET /exercises/\xc0\xaf/ HTTP/1.1\r\nHost: HOST\r\n",
        b"GET /history/%FF%FE/ HTTP/1.1\r\nHost: HOST\r\n",
        b"GET /%00 HTTP/1.1\r\nHost: HOST\r\n",
        b"GET /?q=\xff HTTP/1.1\r\nHost: HOST\r\n",
        b"GET //evil.example/%2e%2e HTTP/1.1\r\nHost: HOST\r\n",
        b"GET https://evil.example/ HTTP/1.1\r\nHost: HOST\r\n",
        b"GET / HTTP/1.1\r\nHost: HOST\r\nCookie: __Host-session=\xff\x80; a\r\n",
        b"GET / HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\n",
        b"GET / HTTP/1.1\r\nHost: HOST\r\nX-Forwarded-For: \xff, , ;\r\n",
        b"GET / HTTP/1.1\r\nHost: HOST\r\nUser-Agent: \xf0\x9f\xa6\xb5\r\nAccept-Language: \xff\r\n",
        b"POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
        b"POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: -1\r\n",
        b"POST /accounts/login/ HTTP/1.1\r\nHost: HOST\r\nContent-Length: 3\r\n"
        b"Content-Type: multipart/form-data\r\nConnection: close\r\n\r\nabc",
        b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: HOST\r\n",
        b"GET / HTTP/1.1\r\nHost: HOST\r\n" + b"".join(b"X-%d: a\r\n" % n for n in range(200)),
        b"BREW / HTTP/1.1\r\nHost: HOST\r\n",
        b"GET / HTTP/9.9\r\nHost: HOST\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"\r\n\r\n\r\n",
    ],
    ids=lambda said: repr(said[:40]),
)
def test_bytes_that_no_browser_sends_are_no_error_of_ours(line: Line, said: bytes) -> None:
    end = b"Connection: close\r\nX-Forwarded-Proto: https\r\n\r\n"

    answer = line.say(said.replace(b"HOST", HOST.encode()) + (b"" if b"\r\n\r\n" in said else end))

    assert answer.status < 500
    assert line.ask("/healthz").status == 200
    assert "Traceback" not in line.site.said()
