"""Building what browsers fetch: drawings, style sheets, compressed files. Only when something changed."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from exercises.figures import files
from hipstrength import logs

FOLDERS_OF_PYTHON = ("exercises", "hipstrength", "logbook")


def build_sources() -> None:
    """Write the static files that are made from others: the drawings, and then the style sheet, which looks at all."""
    draw_figures()
    build_styles()


def draw_figures() -> None:
    """Draw the exercises unless the drawing program is that of the last time."""
    base: Path = settings.BASE_DIR
    products = [base / "static" / name for name in files.names()]
    when_changed("figures", digest(base, figure_sources(base)), products, _draw)


def build_styles() -> None:
    """Write the style sheet unless its templates, modules and packages are those of the last time."""
    base: Path = settings.BASE_DIR
    css = base / "static/css/bootstrap.css"
    when_changed("styles", digest(base, style_sources(base, css)), [css], _write_styles)


def collect_static() -> None:
    """Copy, hash and compress the static files unless they and the packages are those of the last time."""
    base: Path = settings.BASE_DIR
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    when_changed("static", digest(base, static_sources(base)), [manifest], _collect)


def figure_sources(base: Path) -> Iterator[Path]:
    """Yield the modules that draw."""
    yield from (base / "exercises/figures").rglob("*.py")


def style_sources(base: Path, css: Path) -> Iterator[Path]:
    """Yield every file that the style sheet is made from, and what the packages are locked to."""
    yield from (path for path in files_in(base / "templates", base / "static") if path != css)
    for folder in FOLDERS_OF_PYTHON:
        yield from (base / folder).rglob("*.py")
    yield base / "requirements.txt"


def static_sources(base: Path) -> Iterator[Path]:
    """Yield every file that decides on the static files: the admin's come with a package."""
    yield from files_in(base / "static")
    yield base / "hipstrength/settings.py"
    yield base / "requirements.txt"


def files_in(*folders: Path) -> Iterator[Path]:
    """Yield the files of the folders; those with a leading dot are drafts that static file finders skip, too."""
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def digest(base: Path, paths: Iterable[Path]) -> str:
    """Return one digest of the names and contents of the files."""
    total = hashlib.sha256()
    for path in sorted(paths):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{path.relative_to(base)} {content}\n".encode())
    return total.hexdigest()


def when_changed(name: str, wanted: str, products: Iterable[Path], build: Callable[[], None]) -> None:
    """Build unless all products are there and their stamp has the wanted digest. An interrupted build leaves none."""
    stamp = settings.BUILD_DIR / f"{name}.stamp"
    are_there = all(product.is_file() for product in products)
    if are_there and stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    stamp.unlink(missing_ok=True)
    build()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted, encoding="ascii")


def _draw() -> None:
    call_command("draw_figures", verbosity=0)


def _write_styles() -> None:
    call_command("build_css", verbosity=0)


def _collect() -> None:
    logs.say("Compressing the static files (a few seconds) ...")
    call_command("collectstatic", interactive=False, verbosity=0)
