"""Making the site's own copy of Bootstrap: only the classes in use, and dark where the reader's system is dark.

The functions from `split_rules` to `trimmed` turn text into text. Only the last three read files.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import lightningcss

DARK_MEDIA = "@media screen and (prefers-color-scheme: dark)"
# The first versions with <dialog>. Without this list lightningcss writes media
# queries (`width>=576px`) that leave Safari before 16.4 without any wide layout.
OLDEST_BROWSERS = ["chrome 98", "edge 98", "firefox 98", "safari 15.4", "ios_saf 15.4"]
GROUPING = ("@media", "@supports", "@layer", "@container")
PYTHON_FOLDERS = ("exercises", "hipstrength", "logbook")
# What these draw does nothing without Bootstrap's script, which the product does not load.
SCRIPTED_FORM_TEMPLATES = frozenset(
    {"accordion.html", "accordion-group.html", "alert.html", "modal.html", "tab.html", "tab-link.html"}
)

WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
STRING = r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
COMMENT = r"/\*.*?\*/"
# A url() without quotes may hold the characters that otherwise end a statement.
ATOM = re.compile(rf"{STRING}|url\([^\"')]*\)|[{{}};]", re.DOTALL)
STRING_OR_COMMENT = re.compile(rf"({STRING})|{COMMENT}", re.DOTALL)
LICENCE = re.compile(r"/\*!.*?\*/", re.DOTALL)
STRING_OR_CLASS = re.compile(rf"{STRING}|\.(-?[A-Za-z_][\w-]*)")
STRING_OR_COMMA = re.compile(rf"{STRING}|[(),]")
KEYFRAMES = re.compile(r"@(?:-\w+-)?keyframes\s+([\w-]+)$")

THEME_ATTRIBUTE = re.compile(r"""\[\s*data-bs-theme\s*=\s*["']?(\w+)["']?\s*\]""")
# `[data-bs-theme=dark]`, or something inside an element that has it.
THEMED = re.compile(r"(?:html|:root)?\[data-bs-theme=(dark|light)\](?:\s+([^\s>+~].*))?", re.DOTALL)
# One component with a theme of its own, as in `.some-class[data-bs-theme=dark]`.
OWN_THEME = re.compile(r"\.[\w-]+\[data-bs-theme=\w+\]")


class StyleError(ValueError):
    """The style sheet is not written in the way that this module knows."""


@dataclass(frozen=True)
class Rule:
    """One statement of a style sheet: what stands before its braces, and what stands inside."""

    prelude: str
    body: str | None

    @property
    def groups_rules(self) -> bool:
        """Whether the body holds rules, as that of @media does."""
        return self.prelude.startswith(GROUPING) and self.body is not None

    @property
    def selectors(self) -> list[str]:
        """The selectors of a style rule; empty for a rule that begins with @."""
        return [] if self.prelude.startswith("@") else split_selectors(self.prelude)

    @property
    def animation(self) -> str | None:
        """The name that a @keyframes rule defines."""
        match = KEYFRAMES.match(self.prelude)
        return match[1] if match else None

    def __str__(self) -> str:
        return f"{self.prelude};" if self.body is None else f"{self.prelude}{{{self.body}}}"


def split_rules(css: str) -> list[Rule]:
    """Return the outermost rules of a style sheet without comments. Raises StyleError when braces do not match."""
    rules = []
    depth = start = opened = 0
    for match in ATOM.finditer(css):
        if match[0] == "{":
            depth += 1
            opened = match.start() if depth == 1 else opened
        elif match[0] == "}":
            depth -= 1
            if depth == 0:
                rules.append(Rule(css[start:opened].strip(), css[opened + 1 : match.start()]))
                start = match.end()
        elif match[0] == ";" and depth == 0:
            rules.append(Rule(css[start : match.start()].strip(), None))
            start = match.end()
        if depth < 0:
            raise StyleError("The style sheet closes a brace that it never opened.")
    if depth or css[start:].strip():
        raise StyleError("The style sheet ends in the middle of a rule.")
    return rules


def split_selectors(prelude: str) -> list[str]:
    """Return the selectors of a list, split at the commas outside strings and parentheses."""
    selectors = []
    depth = start = 0
    for match in STRING_OR_COMMA.finditer(prelude):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if match[0] == "," and depth == 0:
            selectors.append(prelude[start : match.start()].strip())
            start = match.end()
    return [*selectors, prelude[start:].strip()]


def without_comments(css: str) -> str:
    """Return the style sheet without comments, and so without the address of a source map."""
    return STRING_OR_COMMENT.sub(lambda match: match[1] or " ", css)


def names_in(text: str) -> set[str]:
    """Return everything in a template, script or module that could be a class name."""
    return set(WORD.findall(text))


def class_names(css: str) -> set[str]:
    """Return the classes that the selectors of a style sheet name. Raises StyleError when braces do not match."""
    return {name for rule in style_rules(without_comments(css)) for name in _classes(rule)}


def style_rules(css: str) -> Iterator[Rule]:
    """Yield the style rules of a style sheet without comments, those inside @media and the like too."""
    for rule in split_rules(css):
        if rule.groups_rules:
            yield from style_rules(rule.body or "")
        elif rule.selectors:
            yield rule


def _classes(rule: Rule) -> Iterator[str]:
    return (match[1] for match in STRING_OR_CLASS.finditer(rule.prelude) if match[1])


def with_system_theme(css: str) -> str:
    """Let the reader's system choose between Bootstrap's light and dark colours, on screen but not on paper.

    Bootstrap lets an attribute choose, which takes a script to set. Takes a style
    sheet without comments. Raises StyleError when there is no dark theme to find,
    or a theme selector of an unknown shape.
    """
    themed = _mapped(css, _system_themed)
    roots = (rule.body or "" for rule in split_rules(themed) if rule.prelude == DARK_MEDIA)
    if not any(re.search(r"color-scheme\s*:\s*dark", root) for root in roots):
        raise StyleError("Bootstrap's dark theme was not found: no [data-bs-theme=dark] rule sets color-scheme: dark.")
    return themed


def _mapped(css: str, change: Callable[[Rule], str]) -> str:
    """Return the style sheet with `change` done to each of its style rules."""
    parts = []
    for rule in split_rules(css):
        if rule.groups_rules:
            parts.append(str(Rule(rule.prelude, _mapped(rule.body or "", change))))
        else:
            parts.append(change(rule) if rule.selectors else str(rule))
    return "\n".join(parts)


def _system_themed(rule: Rule) -> str:
    """Return the rule for always and the one for dark screens that stand for a rule of Bootstrap's.

    The dark one follows at once, because its place decides which later rules overrule it.
    """
    always: list[str] = []
    dark: list[str] = []
    for selector in rule.selectors:
        theme, plain = _theme(selector)
        if plain:
            (dark if theme == "dark" else always).append(plain)
    # `:root, [data-bs-theme=light]` would otherwise become `:root, :root`.
    text = str(Rule(", ".join(dict.fromkeys(always)), rule.body)) if always else ""
    return text + (str(Rule(DARK_MEDIA, str(Rule(", ".join(dark), rule.body)))) if dark else "")


def _theme(selector: str) -> tuple[str, str]:
    """Return the theme that a selector is for, if any, and the selector without it; empty if it is not needed."""
    selector = THEME_ATTRIBUTE.sub(r"[data-bs-theme=\1]", selector)
    if "data-bs-theme" not in selector:
        return "", selector
    if OWN_THEME.fullmatch(selector):
        return "", ""
    match = THEMED.fullmatch(selector)
    # What only the light theme has would need a media query of its own.
    if not match or (match[1] == "light" and match[2]) or "data-bs-theme" in (match[2] or ""):
        raise StyleError(f"Bootstrap's theme selector has an unknown shape: {selector}")
    return match[1], match[2] or ":root"


def trimmed(css: str, used: set[str]) -> str:
    """Return Bootstrap with the system's theme, minified and without the classes that are not in `used`.

    Keyframes stay if a rule that stays names them. Raises StyleError when the
    style sheet cannot be read or has no dark theme.
    """
    rules = split_rules(with_system_theme(without_comments(css)))
    kept = _minified((rule for rule in rules if not rule.animation), class_names(css) - used)
    # Not in the same pass: there an unused class takes the keyframes of the same name with it.
    names = set(re.findall(r"[\w-]+", kept))
    animations = _minified((rule for rule in rules if rule.animation in names), set())
    return "\n".join([*LICENCE.findall(css)[:1], kept + animations + "\n"])


def _minified(rules: Iterable[Rule], unused: set[str]) -> str:
    css = "\n".join(map(str, rules))
    try:
        return lightningcss.process_stylesheet(css, unused_symbols=unused, browsers_list=OLDEST_BROWSERS)
    except ValueError as error:
        raise StyleError(f"The style sheet cannot be parsed: {error}") from error


def bootstrap() -> str:
    """Return Bootstrap's whole style sheet. Raises StyleError when its package has no such file."""
    try:
        return (files("django_include_bootstrap") / "static/css/bootstrap.css").read_text(encoding="utf-8")
    except (OSError, ModuleNotFoundError) as error:
        raise StyleError(f"Bootstrap's style sheet is not installed: {error}") from error


def used_names(base: Path) -> set[str]:
    """Return every word in the templates, scripts and modules that make up the pages of the product at `base`."""
    sources: list[Traversable] = [*(base / "templates").rglob("*.html"), *(base / "static/js").rglob("*.js")]
    modules = [path for folder in PYTHON_FOLDERS for path in (base / folder).rglob("*.py")]
    # This module names what it leaves out.
    sources += [path for path in modules if path != Path(__file__).resolve()]
    return {name for path in [*sources, *form_templates()] for name in names_in(path.read_text(encoding="utf-8"))}


def form_templates() -> Iterator[Traversable]:
    """Yield the templates that crispy forms can draw our forms with."""
    pack = files("crispy_bootstrap5") / "templates/bootstrap5"
    for path in [*pack.iterdir(), *(pack / "layout").iterdir()]:
        if path.name.endswith(".html") and path.name not in SCRIPTED_FORM_TEMPLATES:
            yield path
