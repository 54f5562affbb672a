"""nginx in front of two processes of the site, with the configuration that deploy/ gives people."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hipstrength.environment import BASE_DIR
from tests.torture.servers import NotRunError, wait_for
from tests.torture.sites import Running

CONFIGURATION = BASE_DIR / "deploy/nginx.conf"
# What a site changes in it; here there is neither a name nor a certificate.
CERTIFICATES = (
    "    ssl_certificate /etc/ssl/certs/hips.example.org.pem;        # CHANGE\n"
    "    ssl_certificate_key /etc/ssl/private/hips.example.org.key;  # CHANGE\n"
)
AROUND = """
daemon off;
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log warn;
events {{ worker_connections 1024; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def find_nginx() -> str:
    """Return the program. Raises NotRunError where there is none, and AssertionError under CI."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if found:
        return found
    lacking = "nginx is not there: sudo apt-get install nginx"
    assert os.environ.get("CI") != "true", lacking
    raise NotRunError(lacking)


def changed(text: str, port: str, ports: Sequence[str]) -> str:
    """Return the configuration for this machine. Raises AssertionError when a line to change is not there."""
    changes = {
        CERTIFICATES: "",
        "listen 443 ssl; ": f"listen 127.0.0.1:{port};",
        "server_name hips.example.org;": "server_name 127.0.0.1;",
        "127.0.0.1:8001": f"127.0.0.1:{ports[0]}",
        "127.0.0.1:8002": f"127.0.0.1:{ports[1]}",
    }
    for old, new in changes.items():
        assert text.count(old) == 1, f"{CONFIGURATION} has no single {old!r}"
        text = text.replace(old, new)
    return text


@contextmanager
def nginx(folder: Path, port: str, ports: Sequence[str]) -> Iterator[Running]:
    """Run nginx on the port, in front of the two other ports."""
    folder.mkdir(exist_ok=True)
    # Its workers are another account's where this one is root's.
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(0o755)
    (folder / "site.conf").write_text(changed(CONFIGURATION.read_text(encoding="utf-8"), port, ports))
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(user + AROUND.format(folder=folder))
    with (folder / "said").open("wb") as said:
        command = [find_nginx(), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
    running = Running(process, folder / "error.log", f"http://127.0.0.1:{port}", {})
    try:
        wait_for("nginx answers", lambda: running.status("/healthz") in (200, 502), 10)
        yield running
    finally:
        process.terminate()
        process.wait(10)
