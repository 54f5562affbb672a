"""What the image and the compose files say, as far as that can be read; `make rehearse` makes the image and runs it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from deploy import dockerfile
from deploy.errors import RehearsalError
from hipstrength.environment import BASE_DIR

CALL = re.compile(r"""(?:text|secret|flag)\(\s*f?"([A-Z][A-Z_]+)"|os\.environ\.get\("([A-Z][A-Z_]+)""")
# Set by the image, by make or by CI, not by whoever runs a site.
NOT_FOR_COMPOSE = {"BACKUP_DIR", "CI", "DATA_DIR", "DEBUG", "HOST", "PORT", "STATIC_IS_BUILT"}
# These belong to a database in a file, or are decided by the file itself.
NOT_ON_POSTGRESQL = {"ALLOW_OLD_SQLITE"}


def variables() -> set[str]:
    """Return the names of all variables that the product reads."""
    files = [path for folder in ("hipstrength", "exercises", "logbook") for path in (BASE_DIR / folder).rglob("*.py")]
    calls = [call for path in files for call in CALL.findall(path.read_text(encoding="utf-8"))]
    return {name for call in calls for name in call if name}


def test_every_variable_is_documented() -> None:
    text = (BASE_DIR / "docs/configuration.md").read_text(encoding="utf-8")

    assert {name for name in variables() - {"CI"} if f"`{name}`" not in text} == set()
    assert "SITE_URL" in variables()


@pytest.mark.parametrize(("name", "without"), [("compose.yaml", set()), ("compose.postgres.yaml", NOT_ON_POSTGRESQL)])
def test_compose_files_pass_every_variable_on(name: str, without: set[str]) -> None:
    passed_on = set(re.findall(r"^ +([A-Z_]+): ", (BASE_DIR / name).read_text(encoding="utf-8"), re.MULTILINE))

    assert variables() - NOT_FOR_COMPOSE - without - passed_on == set()


def test_image_runs_without_rights_and_says_how_it_is() -> None:
    last = dockerfile.read(BASE_DIR / "Dockerfile")[-1]
    said = {instruction.word: instruction.rest for instruction in last.instructions}

    assert said["USER"] == "10001:10001"
    assert said["VOLUME"] == "/data"
    assert dockerfile.command(said["CMD"]) == ["python", "-m", "hipstrength.serve"]
    assert dockerfile.command(said["HEALTHCHECK"]) == ["python", "-m", "hipstrength.alive"]


def test_image_starts_from_a_pinned_version() -> None:
    stages = dockerfile.read(BASE_DIR / "Dockerfile")
    names = {stage.name for stage in stages}

    assert [stage.origin for stage in stages if stage.origin not in names] == ["debian:13.2-slim"]


def test_no_variable_of_the_image_is_a_secret() -> None:
    said = [one for stage in dockerfile.read(BASE_DIR / "Dockerfile") for one in stage.instructions]

    names = {name for one in said if one.word == "ENV" for name in dockerfile.variables(one.rest)}

    of_python = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
    assert names == {"DATA_DIR", "HOST", "LOG_FORMAT", "PATH", "PORT", "STATIC_IS_BUILT", *of_python}


def test_image_gets_what_the_product_runs_with_and_no_more() -> None:
    given = dockerfile.context(BASE_DIR)

    tops = {name.partition("/")[0] for name in given}
    assert tops == {
        "exercises", "fixtures", "hipstrength", "logbook", "manage.py", "requirements.txt", "static", "templates",
    }  # fmt: skip
    assert "hipstrength/settings.py" in given
    assert not [name for name in given if "__pycache__" in name or name == "static/css/bootstrap.css"]


def test_site_and_report_need_nothing_that_the_image_lacks() -> None:
    # As the Dockerfile takes it out; a file of a report is made of the letters, too.
    code = """
import sys
GONE = ("allauth.socialaccount", "django.contrib.gis", "reportlab.graphics", "reportlab.platypus", "charset_normalizer")
class Gone:
    def find_spec(self, name, path=None, target=None):
        if name.startswith(GONE) or (name.startswith("PIL.") and (name.endswith("Plugin") or name in REST)):
            raise ModuleNotFoundError(name)
REST = ("PIL._avif", "PIL._webp", "PIL._imagingcms", "PIL._imagingft", "PIL._imagingmath", "PIL._imagingmorph")
sys.meta_path.insert(0, Gone())
import django
django.setup()
import hipstrength.urls
from logbook.report_pdf.document import PAPERS
from logbook.report_pdf.fonts import FONTS, register
register()
print(*FONTS)
"""
    env = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": ""}

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=BASE_DIR, env=env, capture_output=True, text=True, check=True
    )

    kept = re.findall(r"! -name '\*(-\w+)\.ttf'", (BASE_DIR / "Dockerfile").read_text(encoding="utf-8"))
    assert [f"SourceSansPro{end}" for end in kept] == done.stdout.split()


def test_instruction_that_the_rehearsal_does_not_follow_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "Dockerfile"
    path.write_text("FROM debian:13.2-slim\nADD a b\n", encoding="utf-8")

    with pytest.raises(RehearsalError, match="ADD"):
        dockerfile.read(path)
