"""Asking for known holes: what is said when there are none, some, or nobody to ask."""

import subprocess
from typing import Any

import pytest

from hipstrength import audit


def answer_with(monkeypatch: pytest.MonkeyPatch, code: int, said: str) -> None:
    def run(*_args: Any, **_kwargs: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], code, stdout="", stderr=said)

    monkeypatch.setattr(subprocess, "run", run)


@pytest.mark.parametrize(
    ("code", "said", "expected", "words"),
    [
        (0, "No known vulnerabilities found\n", 0, "No known holes in requirements.txt."),
        (1, "Found 2 known vulnerabilities in 1 package\n", 1, "Found 2 known vulnerabilities"),
        (1, "Found 1 known vulnerability in 1 package\n", 1, "Found 1 known vulnerability"),
        (1, "ConnectionError: no route to host\n", 2, "NOT AUDITED"),
        (1, "", 2, "NOT AUDITED: no advisory service could be asked (no reason given)."),
        (2, "usage: pip-audit\n", 2, "NOT AUDITED"),
    ],
)
def test_audit_says_what_it_knows(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    code: int,
    said: str,
    expected: int,
    words: str,
) -> None:
    answer_with(monkeypatch, code, said)

    assert audit.main("python") == expected
    printed = capsys.readouterr()
    assert words in printed.out + printed.err
