import io
import re
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # comes without type information
import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import CommandError, call_command

from hipstrength import styles

DARK_ROOT = "[data-bs-theme=dark] { color-scheme: dark; --ink: white }"
DARK_ROOT_TRIMMED = (
    "@media screen and (prefers-color-scheme:dark)"
    "{:root{--lightningcss-light: ;--lightningcss-dark:initial;color-scheme:dark;--ink:white}}"
)


def trimmed(css: str, *used: str) -> str:
    """Trim a few rules, and leave out the dark theme that every style sheet must have."""
    return styles.trimmed(css + DARK_ROOT, set(used)).replace(DARK_ROOT_TRIMMED, "").strip()


@pytest.mark.parametrize(
    ("css", "rules"),
    [
        ("", []),
        ("a{top:0} b{}", [("a", "top:0"), ("b", "")]),
        ("@import 'x;y'; a{top:0}", [("@import 'x;y'", None), ("a", "top:0")]),
        ("@media x{a{b:c}d{}}", [("@media x", "a{b:c}d{}")]),
        (r"""a{b:"}\"{"}c{}""", [("a", r'b:"}\"{"'), ("c", "")]),
        ("a{b:url(data:x;{)}c{}", [("a", "b:url(data:x;{)"), ("c", "")]),
    ],
)
def test_split_rules_matches_braces(css: str, rules: list[tuple[str, str | None]]) -> None:
    assert [(rule.prelude, rule.body) for rule in styles.split_rules(css)] == rules


@pytest.mark.parametrize("css", ["a{", "a}", "a{}}", "a}b{c{}", "a{}b", "a{b{}", "a{}@import 'x'"])
def test_split_rules_refuses_unbalanced_text(css: str) -> None:
    with pytest.raises(styles.StyleError):
        styles.split_rules(css)


def test_split_selectors_leaves_nested_commas() -> None:
    assert styles.split_selectors("a, :is(b, c) d ,\n[e='f,g']") == ["a", ":is(b, c) d", "[e='f,g']"]


def test_without_comments_leaves_strings() -> None:
    assert styles.without_comments('a{b:"/*c*/"}/* d" */e{}/*# sourceMappingURL=x */') == 'a{b:"/*c*/"} e{} '


def test_names_in_finds_each_way_to_write_a_class() -> None:
    html = """<p class="mb-3 {% if x %}d-md-none{% endif %}" data-x='w-100'>"""

    names = styles.names_in(html)

    assert {"mb-3", "d-md-none", "w-100"} <= names
    assert "mb" not in names


def test_class_names_reads_selectors_only() -> None:
    css = "/* .a */ @media (x:.5em) { .b:not(.c), d.e-f_1 > [g='.h'] { i: .75em url(j.png) } } @keyframes k { 1.5% {} }"

    assert styles.class_names(css) == {"b", "c", "e-f_1"}


def test_trimmed_keeps_used_classes_and_elements() -> None:
    css = ".a{top:0} .b{left:0} .a .b{right:0} p{margin:0} .b,.a:focus{bottom:0}"

    assert trimmed(css, "a") == ".a{top:0}p{margin:0}.b,.a:focus{bottom:0}"


def test_trimmed_keeps_a_rule_for_what_is_without_an_unused_class() -> None:
    assert trimmed(".a:not(.b){top:0}", "a") == ".a:not(.b){top:0}"


def test_trimmed_keeps_ids_and_variables() -> None:
    assert trimmed(":root{--a:1}#c{top:var(--a)}.a{top:0}") == ":root{--a:1}#c{top:var(--a)}"


@pytest.mark.parametrize("animation", ["animation:1s turn", "--name:turn"])
def test_trimmed_keeps_the_keyframes_of_used_classes(animation: str) -> None:
    css = f".turn{{top:0}} .a{{{animation}}} @keyframes turn{{to{{left:0}}}} @keyframes fall{{to{{top:0}}}}"

    assert "@keyframes turn{to{left:0}}" in trimmed(css, "a").replace("0%", "0")
    assert "fall" not in trimmed(css, "a")
    assert "@keyframes" not in trimmed(css, "b")


def test_trimmed_keeps_the_licence_and_no_other_comment() -> None:
    css = '@charset "UTF-8"; /*! MIT */ /* x */ .a{top:0} /*# sourceMappingURL=a.css.map */'

    assert trimmed(css, "a") == "/*! MIT */\n.a{top:0}"


def test_trimmed_writes_media_queries_for_older_browsers() -> None:
    assert trimmed("@media (min-width: 9px){.a{top:0}}", "a") == "@media (min-width:9px){.a{top:0}}"


def test_trimmed_names_what_cannot_be_parsed() -> None:
    with pytest.raises(styles.StyleError, match="cannot be parsed"):
        trimmed("..a{}")


@pytest.mark.parametrize(
    ("css", "result"),
    [
        ("[data-bs-theme=dark]{--a:b}", "MEDIA{:root{--a:b}}"),
        ("""[data-bs-theme='dark'], [ data-bs-theme = "dark" ] .x{--a:b}""", "MEDIA{:root, .x{--a:b}}"),
        (":root[data-bs-theme=dark] .x:not(:focus) y{--a:b}", "MEDIA{.x:not(:focus) y{--a:b}}"),
        (".z, [data-bs-theme=dark] .x{--a:b}", ".z{--a:b}MEDIA{.x{--a:b}}"),
        ("@supports (c:d){[data-bs-theme=dark] .x{--a:b}}", "@supports (c:d){MEDIA{.x{--a:b}}}"),
        (":root, [data-bs-theme=light]{--a:b}", ":root{--a:b}"),
        (".x-dark, .x[data-bs-theme=dark]{--a:b}", ".x-dark{--a:b}"),
        (".x[data-bs-theme=dark]{--a:b}", ""),
    ],
)
def test_system_theme_replaces_the_theme_attribute(css: str, result: str) -> None:
    text = styles.with_system_theme(f"{DARK_ROOT}\n{css}").split("\n")

    assert text[1:] == [result.replace("MEDIA", styles.DARK_MEDIA)]


def test_system_theme_of_the_root_is_for_dark_screens() -> None:
    expected = "@media screen and (prefers-color-scheme: dark){:root{ color-scheme: dark; --ink: white }}"

    assert styles.with_system_theme(DARK_ROOT) == expected


@pytest.mark.parametrize("css", ["", ".a{top:0}", "[data-bs-theme=dark] .a{top:0}", "[data-bs-theme=dark]{--a:b}"])
def test_system_theme_refuses_a_sheet_without_a_dark_theme(css: str) -> None:
    with pytest.raises(styles.StyleError, match="dark theme was not found"):
        styles.with_system_theme(css)


@pytest.mark.parametrize(
    "selector",
    [
        "[data-bs-theme=light] .a",
        "[data-bs-theme=dim]",
        "[data-bs-theme=dark] > .a",
        "[data-bs-theme]",
        ":not([data-bs-theme=light])",
        "[data-bs-theme=dark] [data-bs-theme=light]",
        ".a [data-bs-theme=dark]",
    ],
)
def test_system_theme_refuses_unknown_shapes(selector: str) -> None:
    with pytest.raises(styles.StyleError, match="unknown shape"):
        styles.with_system_theme(f"{DARK_ROOT}{selector}{{--a:b}}")


def test_bootstrap_has_eight_dark_rules_that_come_along() -> None:
    full = styles.bootstrap()

    css = styles.with_system_theme(styles.without_comments(full))

    # The ninth is for a navigation bar that is dark on a light page.
    assert css.count(styles.DARK_MEDIA) == full.count("[data-bs-theme=dark]") - full.count(
        ".navbar[data-bs-theme=dark]"
    )
    assert "data-bs-theme" not in css


def test_bootstrap_spinner_turns() -> None:
    assert "@keyframes spinner-border" in styles.trimmed(styles.bootstrap(), {"spinner-border"})


def test_used_names_come_from_templates_scripts_and_modules(tmp_path: Path) -> None:
    for number, path in enumerate(["templates/a/b.html", "static/js/c.js", "logbook/forms.py", "logbook/d.txt"]):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(f"class-{number}")

    names = styles.used_names(tmp_path)

    assert {name for name in names if name.startswith("class-")} == {"class-0", "class-1", "class-2"}
    assert {"form-control", "is-invalid", "invalid-feedback"} <= names
    assert not {"accordion-button", "modal-dialog", "nav-tabs"} & names


def test_no_template_asks_for_a_theme_that_the_sheet_lacks() -> None:
    templates = (settings.BASE_DIR / "templates").rglob("*.html")

    assert [path.name for path in templates if "data-bs-theme" in path.read_text(encoding="utf-8")] == []


class TestCommand:
    @pytest.fixture
    def output(self, tmp_path: Path) -> Path:
        return tmp_path / "css" / "bootstrap.css"

    def build(self, output: Path) -> str:
        said = io.StringIO()
        call_command("build_css", output=output, stdout=said)
        return said.getvalue()

    def test_writes_the_file_and_says_its_size(self, output: Path) -> None:
        said = self.build(output)

        size = len(brotli.compress(output.read_bytes()))
        assert f"{size:,} with brotli" in said
        assert size < 16_000
        assert list(output.parent.iterdir()) == [output]

    def test_file_has_no_source_map_and_one_licence(self, output: Path) -> None:
        self.build(output)

        css = output.read_text(encoding="utf-8")
        assert "sourceMappingURL" not in css
        assert css.count("/*") == css.count("/*!") == 1

    def test_file_is_dark_on_dark_screens_only(self, output: Path) -> None:
        self.build(output)

        css = output.read_text(encoding="utf-8")
        outside = re.sub(r"@media screen and \(prefers-color-scheme:dark\)\{(?:[^{}]*\{[^{}]*\})*\}", "", css)
        assert css.count("color-scheme:dark;") == 1
        assert "dark;" not in outside
        assert "prefers-color-scheme" not in outside

    def test_leaves_an_equal_file_alone(self, output: Path) -> None:
        self.build(output)
        before = output.stat()

        said = self.build(output)

        assert "unchanged" in said
        assert output.stat().st_ino == before.st_ino

    def test_replaces_another_file(self, output: Path) -> None:
        output.parent.mkdir()
        output.write_text("old")

        self.build(output)

        assert output.read_text(encoding="utf-8").startswith("/*!")

    def test_says_why_it_cannot_write_and_leaves_no_draft(self, output: Path) -> None:
        output.mkdir(parents=True)

        with pytest.raises(CommandError, match="was not written"):
            self.build(output)
        assert list(output.parent.iterdir()) == [output]

    def test_says_that_bootstrap_has_changed(self, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(styles, "bootstrap", lambda: ".a{top:0}")

        with pytest.raises(CommandError, match="dark theme was not found"):
            self.build(output)
        assert not output.exists()

    def test_is_quiet_when_asked(self, output: Path) -> None:
        said = io.StringIO()

        call_command("build_css", output=output, stdout=said, verbosity=0)

        assert said.getvalue() == ""

    def test_file_passes_the_storage_that_names_files_by_content(self, output: Path, tmp_path: Path) -> None:
        self.build(output)
        storage = ManifestStaticFilesStorage(location=tmp_path, base_url="/static/")
        name = Path("css/bootstrap.css")

        results = list(storage.post_process({str(name): (storage, str(name))}))

        assert [type(processed) for _, _, processed in results] == [bool]
