from pathlib import Path

import pytest
from pytest_django import Settings

from hipstrength import assets


@pytest.fixture
def base(settings: Settings, tmp_path: Path) -> Path:
    """A small product."""
    settings.BASE_DIR = tmp_path
    settings.BUILD_DIR = tmp_path / "build"
    for name in ("static/css/site.css", "static/css/bootstrap.css", "templates/a.html", "logbook/forms.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one")
    (tmp_path / "requirements.txt").write_text("")
    return tmp_path


def digest(base: Path) -> str:
    return assets.digest(base, assets.style_sources(base, base / "static/css/bootstrap.css"))


@pytest.mark.parametrize("name", ["static/css/site.css", "templates/a.html", "logbook/forms.py", "requirements.txt"])
def test_styles_depend_on(base: Path, name: str) -> None:
    before = digest(base)

    (base / name).write_text("two")

    assert digest(base) != before


@pytest.mark.parametrize("name", ["static/css/bootstrap.css", "templates/.a.html.swp", "docs.md"])
def test_styles_do_not_depend_on(base: Path, name: str) -> None:
    before = digest(base)

    (base / name).write_text("two")

    assert digest(base) == before


def test_styles_depend_on_the_name_of_a_file(base: Path) -> None:
    before = digest(base)

    (base / "templates/a.html").rename(base / "templates/b.html")

    assert digest(base) != before


class Builder:
    """Builds a file and counts how often."""

    def __init__(self, product: Path) -> None:
        self.product = product
        self.builds = 0

    def ask_for(self, digest: str) -> None:
        assets.when_changed("test", digest, [self.product], self.build)

    def build(self) -> None:
        self.builds += 1
        self.product.write_text("built")


@pytest.fixture
def builder(base: Path) -> Builder:
    return Builder(base / "product")


def test_nothing_changed_builds_nothing(builder: Builder) -> None:
    builder.ask_for("one")
    builder.ask_for("one")

    assert builder.builds == 1


def test_changed_sources_build_again(builder: Builder) -> None:
    builder.ask_for("one")
    builder.ask_for("two")

    assert builder.builds == 2


def test_product_that_is_gone_is_built_again(builder: Builder) -> None:
    builder.ask_for("one")
    builder.product.unlink()
    builder.ask_for("one")

    assert builder.builds == 2


def test_interrupted_build_is_done_again(builder: Builder) -> None:
    def interrupt() -> None:
        builder.product.write_text("half")
        raise KeyboardInterrupt

    builder.ask_for("one")
    with pytest.raises(KeyboardInterrupt):
        assets.when_changed("test", "two", [builder.product], interrupt)
    builder.ask_for("one")

    assert builder.builds == 2


def test_one_missing_drawing_is_drawn_again(base: Path) -> None:
    assets.draw_figures()
    lost = base / "static/img/figures/small.svg"
    content = lost.read_bytes()
    lost.unlink()

    assets.draw_figures()

    assert lost.read_bytes() == content


def test_drawings_depend_on_the_program_that_draws(base: Path) -> None:
    module = base / "exercises/figures/body.py"
    module.parent.mkdir(parents=True)
    module.write_text("one")
    before = assets.digest(base, assets.figure_sources(base))

    module.write_text("two")

    assert assets.digest(base, assets.figure_sources(base)) != before
