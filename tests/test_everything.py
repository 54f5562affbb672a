"""All tests at once: what the program says, and how it ends."""

import pytest

from tests.everything import main

PASSES, FAILS = ("-c", "print('passed', flush=True)"), ("-c", "print('failed', flush=True); raise SystemExit(3)")


@pytest.mark.parametrize(
    ("browser", "others", "code"),
    [
        (PASSES, [PASSES, PASSES], 0),
        (FAILS, [PASSES, PASSES], 3),
        (PASSES, [FAILS, PASSES], 3),
        (PASSES, [PASSES, FAILS], 3),
    ],
)
def test_any_failure_is_the_exit_code(
    capfd: pytest.CaptureFixture[str], browser: tuple[str, ...], others: list[tuple[str, ...]], code: int
) -> None:
    assert main(browser, others) == code

    said = capfd.readouterr().out
    # What comes second runs even where the first one fails.
    assert said.split("In a browser:")[0].count("ed\n") == 2
    assert said.rstrip().endswith("failed" if browser is FAILS else "passed")


def test_lanes_do_not_meet(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    tell = ("-c", "import os; print(os.environ.get('TEST_LANE'), os.environ.get('DATABASE_URL'))")
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere")
    monkeypatch.delenv("TEST_LANE", raising=False)

    main(tell, [tell])

    assert capfd.readouterr().out.split() == ["None", "None", "In", "a", "browser:", "browser", "None"]
