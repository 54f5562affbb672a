"""Asking for known holes: what is said when there are none, some, or nobody to ask."""

import json
import subprocess
from typing import Any

import pytest

from hipstrength import audit

GOOD = {"name": "django", "version": "5.2.19", "vulns": []}
BAD = {"name": "fido2", "version": "2.2.1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.2.2"]}]}
UNKNOWN = {"name": "tzdata", "skip_reason": "Dependency not found"}


def answer_with(monkeypatch: pytest.MonkeyPatch, stdout: str, stderr: str) -> None:
    def run(*_args: Any, **_kwargs: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 0, stdout=stdout, stderr=stderr)

    monkeypatch.setattr(subprocess, "run", run)


@pytest.mark.parametrize(
    ("packages", "expected", "words"),
    [
        ([GOOD, GOOD], 0, "No known holes in the 2 packages of requirements.txt."),
        ([GOOD, BAD], 1, "fido2 2.2.1: PYSEC-1 (mended in: 2.2.2)"),
        # The tool ends with success when it could ask about nothing.
        ([UNKNOWN, UNKNOWN], 2, "NOT AUDITED: the advisory service knew nothing about 2 of 2 packages"),
        ([GOOD, UNKNOWN], 2, "NOT AUDITED: the advisory service knew nothing about 1 of 2 packages"),
        ([BAD, UNKNOWN], 1, "NOT AUDITED: the advisory service knew nothing about 1 of 2 packages"),
        ([], 2, ""),
    ],
)
def test_audit_says_what_it_knows(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    packages: list[dict[str, Any]],
    expected: int,
    words: str,
) -> None:
    answer_with(monkeypatch, json.dumps({"dependencies": packages}), "")

    assert audit.main("python") == expected
    printed = capsys.readouterr()
    assert words in printed.out + printed.err
    assert expected == 0 or "No known holes" not in printed.out


@pytest.mark.parametrize(
    ("said", "reason"),
    [("ConnectionError: no route to host\n", "ConnectionError: no route to host"), ("", "no reason")],
)
def test_audit_without_an_answer_is_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], said: str, reason: str
) -> None:
    answer_with(monkeypatch, "", said)

    assert audit.main("python") == 2
    assert f"NOT AUDITED: no advisory service could be asked ({reason}" in capsys.readouterr().err
