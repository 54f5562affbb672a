import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hipstrength import bootstrap

NOBODY = 65534
PIP_THAT_NOTES_ITS_ARGUMENTS = """#!/bin/sh
echo "$@" >> "$(dirname "$0")/../calls"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A clone with lock files that lock nothing."""
    for lock in bootstrap.LOCKS.values():
        (tmp_path / lock).write_text("")
    return tmp_path


def finish_environment(project: Path, kind: str) -> None:
    """Make what a finished set-up leaves behind, with a Python that only notes how it was called."""
    python = project / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(PIP_THAT_NOTES_ITS_ARGUMENTS)
    python.chmod(0o700)
    (project / bootstrap.STAMP).write_text("\n".join([*bootstrap.fingerprint(project), kind]))


@pytest.fixture
def folder_of_another() -> Iterator[Path]:
    """A folder that this user, or "nobody" while the tests run as root, may read and not write."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        shutil.rmtree(folder)


@pytest.mark.parametrize("version", [(3, 5), (3, 10)])
def test_old_python_is_refused_in_one_sentence(version: tuple[int, ...]) -> None:
    sentence = f"needs Python 3.11 or newer; python3 here is {version[0]}.{version[1]}"

    with pytest.raises(bootstrap.SetUpError, match=re.escape(sentence)) as refusal:
        bootstrap.require_python(version)

    assert "make run PYTHON=python3.12" in str(refusal.value)


@pytest.mark.parametrize("version", [(3, 11), (3, 13), (4, 0)])
def test_new_python_is_welcome(version: tuple[int, ...]) -> None:
    bootstrap.require_python(version)


def test_old_python_can_read_the_set_up() -> None:
    source = Path(bootstrap.__file__).read_text(encoding="utf-8")

    ast.parse(source, feature_version=(3, 5))


def test_folder_that_cannot_be_written_is_named(folder_of_another: Path) -> None:
    with pytest.raises(bootstrap.SetUpError, match=rf"cannot write in its folder {folder_of_another} \(Permission"):
        bootstrap.require_writable(folder_of_another)


@pytest.mark.usefixtures("folder_of_another")
def test_ordinary_user_is_told_how_to_install_venv() -> None:
    if os.geteuid() == 0:
        pytest.fail("this test wants to be an ordinary user")

    with pytest.raises(bootstrap.SetUpError, match=r"sudo apt-get install python3\.\d+-venv$"):
        bootstrap.require_venv(lambda: False)


def test_venv_of_this_python_is_seen() -> None:
    assert bootstrap.venv_is_there()


@pytest.mark.parametrize(
    ("made_for", "asked_for", "state"),
    [("run", "run", "ready"), ("dev", "dev", "ready"), ("dev", "run", "ready"), ("run", "dev", "outdated")],
)
def test_finished_environment_serves_its_kind(project: Path, made_for: str, asked_for: str, state: str) -> None:
    finish_environment(project, made_for)

    assert bootstrap.state_of_environment(project, asked_for) == state


def test_changed_lock_file_makes_the_environment_outdated(project: Path) -> None:
    finish_environment(project, "run")
    (project / "requirements.txt").write_text("# another lock\n")

    assert bootstrap.state_of_environment(project, "run") == "outdated"


def test_interrupted_environment_is_unusable(project: Path) -> None:
    finish_environment(project, "run")
    (project / bootstrap.STAMP).unlink()

    assert bootstrap.state_of_environment(project, "run") == "unusable"


def test_environment_whose_python_is_gone_is_unusable(project: Path) -> None:
    finish_environment(project, "run")
    python = project / ".venv/bin/python"
    python.unlink()
    python.symlink_to(project / "a-python-that-was-removed")

    assert bootstrap.state_of_environment(project, "run") == "unusable"


def test_moved_environment_is_unusable(project: Path) -> None:
    finish_environment(project, "run")
    moved = project.rename(project.with_name("moved"))

    assert bootstrap.state_of_environment(moved, "run") == "unusable"


def test_ready_environment_is_left_alone(project: Path) -> None:
    finish_environment(project, "dev")

    bootstrap.make_environment(project, "run")

    assert not (project / ".venv/calls").exists()


def test_outdated_environment_gets_its_packages(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    finish_environment(project, "run")

    bootstrap.make_environment(project, "dev")

    call = (project / ".venv/calls").read_text()
    assert call.startswith("-m pip install")
    assert call.endswith(f"--require-hashes -r {project}/requirements-dev.txt\n")
    assert bootstrap.state_of_environment(project, "dev") == "ready"
    assert capsys.readouterr().out == "Installing the Python packages into .venv (once, about half a minute) ...\n"


def test_failed_installation_leaves_no_stamp(project: Path) -> None:
    finish_environment(project, "run")
    (project / ".venv/bin/python").write_text("#!/bin/sh\necho no such package\nexit 1\n")

    with pytest.raises(bootstrap.SetUpError, match=r"^no such package\nThe Python packages could not be installed"):
        bootstrap.make_environment(project, "dev")

    assert bootstrap.state_of_environment(project, "run") == "unusable"


def test_half_made_environment_is_made_anew(project: Path) -> None:
    leftover = project / ".venv/lib/leftover"
    leftover.mkdir(parents=True)

    bootstrap.make_environment(project, "run")

    assert not leftover.exists()
    assert bootstrap.state_of_environment(project, "run") == "ready"
    python = [str(project / ".venv/bin/python"), "-I", "-c", "import sys; print(sys.prefix)"]
    assert subprocess.check_output(python, text=True).strip() == str(project / ".venv")


def test_failed_command_shows_its_last_lines() -> None:
    command = [sys.executable, "-c", "print(*range(9), sep='\\n'); raise SystemExit(3)"]

    with pytest.raises(bootstrap.SetUpError) as failure:
        bootstrap.run(command, "It did not work.")

    assert str(failure.value) == "4\n5\n6\n7\n8\nIt did not work."


def fail() -> None:
    raise bootstrap.SetUpError("There is no browser.")


def test_person_can_go_on_without_a_browser(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CI", raising=False)

    bootstrap.for_tests(fail)

    assert capsys.readouterr().err == "There is no browser.\n"


def test_continuous_integration_does_not_go_on_without_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")

    with pytest.raises(bootstrap.SetUpError):
        bootstrap.for_tests(fail)


def test_installed_services_are_not_started() -> None:
    """Debian asks for the run level before it starts what it has installed; 1 has no services."""
    bootstrap.run(["sh", "-c", 'test "$RUNLEVEL" = 1'], "there is no run level")


def test_second_set_up_waits_for_the_first(project: Path) -> None:
    lines = [
        "from hipstrength.bootstrap import *",
        f"with only_one(Path({str(project)!r})):",
        "    say('in')",
        "    sys.stdin.read()",
    ]
    command = [sys.executable, "-c", "\n".join(lines)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdin is not None
        assert first.stdout is not None
        assert first.stdout.readline() == "in\n"
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as second:
            with pytest.raises(subprocess.TimeoutExpired):
                second.wait(0.5)
            first.stdin.close()
            assert second.stdout is not None
            assert second.stdout.readline() == "in\n"
