"""The start command, ``python -m hipstrength.serve``: prepares everything, then becomes the web server."""

import argparse
import errno
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.db import DatabaseError
from gunicorn.app.wsgiapp import WSGIApplication  # type: ignore[import-untyped]  # it comes without types

from hipstrength import assets, environment, logs, preparation, secret_key, welcome

STOPPED_BY_CTRL_C = 130
STOPPED_BY_SIGTERM = 143


class StartError(Exception):
    """Why the site cannot start: one sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Prepare and start the site; return the exit code if it does not come to that."""
    options = _options(arguments)
    # Process 1 of a container gets no default handler: without one it ignores the signal while it prepares.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(STOPPED_BY_SIGTERM))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hipstrength.settings")
    try:
        if options.build_only:
            build_only()
        else:
            start(options)
    except (StartError, ImproperlyConfigured, CommandError) as error:
        logs.complain(str(error))
        return 1
    except (DatabaseError, OSError) as error:
        logs.complain(f"HipStrength cannot start: {error}")
        return 1
    except KeyboardInterrupt:
        return STOPPED_BY_CTRL_C
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m hipstrength.serve", description="Start HipStrength.")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--dev", action="store_true", help="start the development server, with DEBUG=1")
    one.add_argument("--prepare-only", action="store_true", help="make the key and the database, and stop there")
    one.add_argument("--build-only", action="store_true", help="build the static files, and stop there")
    parser.add_argument("--no-build", action="store_true", help="the static files are built; so does STATIC_IS_BUILT=1")
    return parser.parse_args(arguments)


def build_only() -> None:
    """Build the static files where neither a secret key nor a database is: while an image is made."""
    os.environ.pop("SECRET_KEY_FILE", None)
    django.setup()
    assets.build_sources()
    assets.collect_static()


def start(options: argparse.Namespace) -> None:
    """Prepare the site, and become its server unless only the preparation is asked for."""
    if options.dev:
        os.environ["DEBUG"] = "1"
    site, database = environment.site_url(), environment.database()
    environment.site_time_zone()
    environment.email()
    environment.database_wait()
    host, port = environment.bind_host(site), environment.port()
    make_data_folder(database)
    if not options.prepare_only:
        require_free_port(host, port)
    django.setup()
    preparation.prepare(deploy=not options.dev)
    if options.prepare_only:
        return
    builds = not (options.no_build or environment.flag("STATIC_IS_BUILT"))
    if builds:
        assets.build_sources()
    if options.dev:
        become_development_server(host, port)
    if builds:
        assets.collect_static()
    become_server()


def make_data_folder(database: dict[str, Any]) -> None:
    """Make the data folder, and the key in it, if the configuration keeps something there."""
    folder = environment.data_dir()
    makes_key = not any(environment.text(name) for name in ("SECRET_KEY", "SECRET_KEY_FILE"))
    if not makes_key and Path(str(database["NAME"])).parent != folder:
        return
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass  # the folder takes files
        if makes_key:
            secret_key.make_once(folder / "secret_key")
    except OSError as error:
        raise StartError(
            f"HipStrength cannot write to its data folder {folder} ({error.strerror}). "
            "Give it to this user, or name another one: DATA_DIR."
        ) from error


def require_free_port(host: str, port: int) -> None:
    """Raise StartError when the web server would not get the port."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, UnicodeError) as error:
        raise StartError(_why_no_port(host, port, error)) from error


def _why_no_port(host: str, port: int, error: OSError | UnicodeError) -> str:
    code = getattr(error, "errno", None)
    if code == errno.EADDRINUSE:
        return f"Port {port} is in use. Stop what runs there, or choose another: make run PORT={port + 1}"
    if code == errno.EACCES:
        return f"Port {port} is not for ordinary users. Choose one from 1024 on: make run PORT=8000"
    return f"HOST must be an address of this machine, not {host!r}."


def become_server() -> NoReturn:
    """Go on as the web server.

    In this process, so that Django is loaded once: a new one would take as long
    again. The workers are forked from it, ready to answer.
    """
    sys.argv = ["gunicorn", "--config", "python:hipstrength.gunicorn_conf", "hipstrength.wsgi"]
    WSGIApplication().run()
    sys.exit(0)


def become_development_server(host: str, port: int) -> NoReturn:
    """Let Django's own server, which follows changes of the code, replace this process."""
    logs.say(welcome.text())
    os.chdir(environment.BASE_DIR)
    os.execv(sys.executable, [sys.executable, "manage.py", "runserver", f"{host}:{port}"])


if __name__ == "__main__":
    sys.exit(main())
