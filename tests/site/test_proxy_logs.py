"""What proxies write down of links to reports, whose path is the secret, when the site is away."""

import re
from pathlib import Path

import pytest

from tests.postgres import free_port
from tests.torture.proxy import find_nginx, nginx
from tests.torture.servers import NotRunError

TOKEN = "5ec2e7" * 10


@pytest.fixture(scope="module", autouse=True)
def _proxy() -> None:
    try:
        find_nginx()
    except NotRunError as error:
        pytest.skip(str(error))  # there is no nginx here; under CI that is a failure, not this error


def test_nginx_writes_down_no_link_when_the_site_is_away(tmp_path: Path) -> None:
    port, *others = (str(free_port()) for _number in range(3))
    with nginx(tmp_path / "nginx", port, others) as proxy:
        statuses = [proxy.status(f"{path}{TOKEN}/") for path in ("/shared/", "/workouts/")]

    logs = {name: (tmp_path / "nginx" / name).read_text() for name in ("access.log", "error.log")}
    assert statuses == [502, 502]
    assert re.search(f"/workouts/{TOKEN}", logs["error.log"])
    assert re.search(f"/workouts/{TOKEN}", logs["access.log"])
    assert not re.search(f"/shared/{TOKEN}", "".join(logs.values()))
