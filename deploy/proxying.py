"""The proxy of compose.postgres.yaml, in front of sites that run here: Debian's Caddy with our Caddyfile."""

import os
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPSHandler, OpenerDirector, Request, build_opener

from deploy.errors import RehearsalError
from hipstrength.environment import BASE_DIR

START_SECONDS = 20


class Browser:
    """Goes to a site by the proxy, with cookies, and trusts the proxy's own certificate only."""

    def __init__(self, address: str, certificate: Path) -> None:
        self.address = address
        context = ssl.create_default_context(cafile=str(certificate))
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()), HTTPSHandler(context=context))

    def get(self, path: str) -> str:
        """Return a page."""
        return self.file(path).decode()

    def file(self, path: str) -> bytes:
        """Return what is at an address, as it is."""
        with self.opener.open(self.address + path, timeout=10) as answer:
            return bytes(answer.read())

    def status(self, path: str) -> int:
        """Return the status of a page."""
        try:
            self.get(path)
        except HTTPError as error:
            error.close()
            return error.code
        return 200

    def number(self, chosen: str) -> str:
        """Return the number of a request for which another one was sent."""
        request = Request(f"{self.address}/", headers={"X-Request-ID": chosen})
        with self.opener.open(request, timeout=10) as answer:
            return str(answer.headers["X-Request-ID"])

    def post(self, path: str, **fields: str) -> str:
        """Send the form of a page, and return the page that it leads to."""
        (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path)))
        body = urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
        headers = {"Origin": self.address, "Referer": self.address + path}
        with self.opener.open(Request(self.address + path, body, headers), timeout=10) as answer:
            return str(answer.url.removeprefix(self.address))


@contextmanager
def proxy(port: int, ports: Sequence[int], folder: Path) -> Iterator[Browser]:
    """Run the proxy in front of sites on these ports of this machine, and yield a browser. Raises RehearsalError."""
    program = shutil.which("caddy")
    if not program:
        raise RehearsalError("The rehearsal of the proxy needs Caddy: apt-get install caddy")
    address = f"https://localhost:{port}"
    settings = {
        "SITE_URL": address,
        "UPSTREAMS": " ".join(f"127.0.0.1:{port}" for port in ports),
        "XDG_DATA_HOME": str(folder),
        "HOME": str(folder),
        "PATH": os.environ["PATH"],
    }
    command = [program, "run", "--config", str(BASE_DIR / "deploy/Caddyfile"), "--adapter", "caddyfile"]
    with (folder / "caddy.log").open("wb") as log:
        process = subprocess.Popen(command, env=settings, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            yield _browser(address, folder)
        finally:
            process.terminate()
            process.wait()


def _browser(address: str, folder: Path) -> Browser:
    certificate = folder / "caddy/pki/authorities/local/root.crt"
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit:
        try:
            browser = Browser(address, certificate)
            browser.get("/healthz")
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return browser
    raise RehearsalError("The proxy does not answer. It said:\n" + (folder / "caddy.log").read_text(encoding="utf-8"))
