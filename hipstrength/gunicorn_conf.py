"""The web server's settings; docs.gunicorn.org names each of them."""

import resource
from pathlib import Path
from typing import Any

from hipstrength import environment, logs, metrics, welcome, worker, worker_numbers

FILES = 8192
bind = f"{environment.bind_host(environment.site_url())}:{environment.port()}"
chdir = str(environment.BASE_DIR)

# Threads, because a page waits more than it works; ours get whole requests, and nobody is dropped at a stop.
worker_class = "hipstrength.worker.Worker"
workers = 2
threads = 4
# The start command has loaded the site already: workers share it, and a new one is there at once.
preload_app = True
timeout = 30
graceful_timeout = 25
# Seconds that a browser's connection is kept between two pages. It costs no thread; the usual two seconds would often
# end just as somebody who has read a page sends the next request.
keepalive = 30
max_requests = 2000
max_requests_jitter = 400
# The sign of life must not wait for a disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 — the system's folder in memory
# It would be made in the home folder, which a container may not have.
control_socket_disable = True
# Whose word on https is believed: the proxy's, if there is one.
forwarded_allow_ips = ",".join(map(str, environment.trusted_proxies(environment.site_url())))
loglevel = "warning"
# A connection is an open file, and the usual limit is far below what the system would give.
_, most = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (FILES if most == resource.RLIM_INFINITY else min(FILES, most), most))
logger_class = "hipstrength.gunicorn_log.Logger"


def when_ready(server: object) -> None:
    """Say where the site is, now that it answers."""
    worker.shut_door_at_stop(server)
    logs.say(welcome.text())


COUNTS = bool(environment.metrics_token())
if COUNTS:
    metrics.make_folder()


def pre_fork(server: Any, worker: Any) -> None:
    """Give the worker to come a number."""
    worker.number = worker_numbers.free_number(living.number for living in server.WORKERS.values())


def post_fork(server: object, worker: Any) -> None:  # noqa: ARG001 — gunicorn calls it so
    """Let the new worker know its number."""
    worker_numbers.become(worker.number)


def child_exit(server: object, worker: Any) -> None:  # noqa: ARG001 — gunicorn calls it so
    """Forget what a worker was doing that has ended."""
    if COUNTS:
        from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415 — only where it is asked for

        mark_process_dead(worker.number)  # type: ignore[no-untyped-call]  # the library has gaps in its types
