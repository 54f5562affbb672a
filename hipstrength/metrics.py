"""What Prometheus is told, where METRICS_TOKEN is set. Without it, nothing is counted and nothing imported."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
IN_MEMORY = Path("/dev/shm")  # noqa: S108 — the system's folder in memory


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer with all numbers for whoever knows the token; 401 for others, 404 where there is no token."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"):
        refusal = HttpResponse("wrong token\n", status=401, content_type="text/plain")
        refusal.headers["WWW-Authenticate"] = "Bearer"
        return refusal
    from hipstrength import exposition  # noqa: PLC0415 — the library costs memory, and must find its folder

    return HttpResponse(exposition.text(), content_type=exposition.CONTENT_TYPE)


class CountingMiddleware:
    """Counts requests, and times them. It is installed only where there is a token."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        from hipstrength import counting  # noqa: PLC0415 — the checks import this module before the folder is there

        self.get_response = get_response
        self.counting = counting
        counting.connect()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and count it."""
        began = perf_counter()
        with self.counting.IN_PROGRESS.track_inprogress():
            response = self.get_response(request)
        self.counting.count(request, response, perf_counter() - began)
        return response


def make_folder() -> None:
    """Make the folder in which the workers of this run put their numbers together, until this process ends.

    In memory if that can be written to, so that counting waits for no disk. It must be there
    before the library is imported, which looks for its name in the environment.
    """
    name = "hipstrength-metrics-"
    try:
        folder = tempfile.mkdtemp(prefix=name, dir=IN_MEMORY)
    except OSError:
        folder = tempfile.mkdtemp(prefix=name)
    os.environ[FOLDER] = folder
    atexit.register(_remove, folder, os.getpid())


def _remove(folder: str, owner: int) -> None:
    # Workers are forked, and end the same way.
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)
