"""What works where nobody has made a secret key yet: in a clone that was never started."""

import subprocess
import sys
from pathlib import Path

from hipstrength.environment import BASE_DIR
from tests.started import only


def run(data_dir: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    environment = only(DATA_DIR=str(data_dir))
    return subprocess.run(
        command, env=environment, cwd=BASE_DIR, capture_output=True, text=True, timeout=60, check=False
    )


def test_migrations_can_be_checked_without_a_key(tmp_path: Path) -> None:
    answer = run(tmp_path, "manage.py", "makemigrations", "--check", "--dry-run")

    assert (answer.returncode, answer.stdout) == (0, "No changes detected\n"), answer
    assert not (tmp_path / "secret_key").exists()


def test_site_does_not_start_without_a_key(tmp_path: Path) -> None:
    answer = run(tmp_path, "-c", "import hipstrength.wsgi")

    assert answer.returncode == 1
    assert "The secret key cannot be read from" in answer.stderr
