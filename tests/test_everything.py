"""All tests at once: what the program says, and how it ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hipstrength.environment import BASE_DIR
from tests.everything import LANES, main

PASSES, FAILS = ("-c", "print('passed', flush=True)"), ("-c", "print('failed', flush=True); raise SystemExit(3)")
STOPPED = """
import signal, sys
from tests import everything
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
everything.main({"sleeper": ("-c", "import os, time; print(os.getpid(), flush=True); time.sleep(60)")})
"""


@pytest.mark.parametrize("at_once", [1, 2, 5])
@pytest.mark.parametrize("failing", [None, "a", "b", "c"])
def test_any_failure_is_the_exit_code(capfd: pytest.CaptureFixture[str], failing: str | None, at_once: int) -> None:
    lanes = {name: FAILS if name == failing else PASSES for name in "abc"}

    assert main(lanes, at_once) == (3 if failing else 0)

    said = capfd.readouterr().out
    # The others run even where one fails.
    assert (said.count("passed\n"), said.count("failed\n")) == ((2, 1) if failing else (3, 0))


def test_lanes_do_not_meet(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    tell = ("-c", "import os; print('in', os.environ.get('TEST_LANE'), os.environ.get('DATABASE_URL'))")
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere")

    main({"one": tell, "two": tell}, at_once=1)

    assert [line for line in capfd.readouterr().out.splitlines() if line.startswith("in ")] == [
        "in one None",
        "in two None",
    ]


def test_stopped_run_leaves_nothing_behind(tmp_path: Path) -> None:
    with (tmp_path / "said").open("wb") as said:
        process = subprocess.Popen([sys.executable, "-c", STOPPED], cwd=BASE_DIR, stdout=said)
        time.sleep(1)
        process.send_signal(signal.SIGTERM)

        assert process.wait(timeout=30) == 143

    sleeper = int((tmp_path / "said").read_text().splitlines()[-1])
    with pytest.raises(ProcessLookupError):
        os.kill(sleeper, 0)


def test_every_test_is_in_one_lane_for_each_database() -> None:
    browser = [arguments for arguments in LANES.values() if "browser" in arguments]
    others = sorted(tuple(arguments) for arguments in LANES.values() if "browser" not in arguments)

    assert len(browser) == 1
    assert [(arguments[1], arguments[-1]) for arguments in others] == [
        ("pytest", "--ignore=tests/wall"),
        ("pytest", "tests/wall"),
        ("tests.postgres", "--ignore=tests/wall"),
        ("tests.postgres", "tests/wall"),
    ]
