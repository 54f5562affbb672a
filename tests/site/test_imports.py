"""Who may import whom: accounts → logbook → exercises, and never back."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

ROOT: Path = settings.BASE_DIR
# A folder or module, and what nothing in it may import.
IMPURE = ["django.db", "django.http", "django.shortcuts", "django.utils.timezone", "logbook.models"]
FORBIDDEN = [
    ("exercises", ["logbook", "hipstrength"]),
    ("logbook", ["hipstrength"]),
    ("hipstrength/accounts", ["hipstrength.urls"]),
    ("hipstrength", ["hipstrength.urls", "tests"]),
    *(
        (f"logbook/{name}.py", IMPURE)
        for name in (
            "weeks",
            "months",
            "goals",
            "resistance",
            "entries",
            "pain",
            "mornings",
            "stored",
            "history",
            "records",
            "trend",
            "balance",
            "charts",
            "clinic",
            "example",
            "ladders",
            "progression",
            "warning_signs",
            "weights",
            "names",
            "transfer/names",
            "transfer/packing",
            "transfer/steps",
            "transfer/told",
            "transfer/writing_csv",
            "transfer/writing_json",
            "ratings",
            "reasons",
        )
    ),
]


def modules(place: str) -> list[Path]:
    """Return the modules of a folder, or the one module; migrations are history."""
    path = ROOT / place
    found = [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [module for module in found if "migrations" not in module.parts]


def imports(module: Path) -> set[str]:
    """Return the full name of everything that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by a relative name"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize(("place", "forbidden"), FORBIDDEN)
def test_imports_run_one_way(place: str, forbidden: list[str]) -> None:
    wrong = {
        f"{module.relative_to(ROOT)} imports {name}"
        for module in modules(place)
        for name in imports(module)
        for prefix in forbidden
        if f"{name}.".startswith(f"{prefix}.")
    }

    assert modules(place) != []
    assert wrong == set()


def test_imports_are_found() -> None:
    found = imports(ROOT / "hipstrength/accounts/models.py")

    assert {"logbook.models.create_default_bands", "zoneinfo.ZoneInfo", "django.conf.settings"} <= found


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    folders = ("exercises", "hipstrength", "logbook", "tests")
    lengths = {
        str(module.relative_to(ROOT)): len(module.read_text(encoding="utf-8").splitlines())
        for folder in folders
        for module in modules(folder)
    }

    assert {name: length for name, length in lengths.items() if length > 400} == {}
