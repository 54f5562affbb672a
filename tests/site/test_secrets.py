"""No secret lies in the repository, and none gets into the image."""

import re
from collections.abc import Iterator
from pathlib import Path

from hipstrength.environment import BASE_DIR

SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|\b(SECRET_KEY|PASSWORD|[A-Z_]*TOKEN)\b\s*[=:]\s*[\"'][A-Za-z0-9+/_-]{30,}[\"']"
    r"|\bAKIA[0-9A-Z]{16}\b"
    r"|https?://[0-9a-f]{32}@"
    r"|://[^/\s:@{}]+:(?!password@|{|…)[^/\s:@{}]{6,}@"
)
KEPT_OUT = {"build", "var", "node_modules", "test-results", "__pycache__"}
TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".html", ".js", ".css", ".in", ".json", ".txt", ".cfg", ""}


def texts() -> Iterator[tuple[Path, str]]:
    """Yield the files that we write."""
    for path in sorted(BASE_DIR.rglob("*")):
        inside = path.relative_to(BASE_DIR)
        is_ours = not any(part in KEPT_OUT or (part.startswith(".") and part != ".ci") for part in inside.parts[:-1])
        if is_ours and path.is_file() and path.suffix in TEXT:
            yield inside, path.read_text(encoding="utf-8", errors="replace")


def test_repository_has_no_secret() -> None:
    found = {str(path): match.group(0) for path, text in texts() if (match := SECRETS.search(text))}

    # These show what a secret looks like, to see that it is found or refused.
    found = {path: text for path, text in found.items() if not path.startswith("tests/")}
    assert found == {}


def test_secret_would_be_found() -> None:
    assert SECRETS.search('SECRET_KEY = "' + "k7" * 20 + '"')
    assert SECRETS.search("DATABASE_URL=postgres://me:hunter2hunter2@db/hips")
    assert SECRETS.search('METRICS_TOKEN = "' + "k7" * 20 + '"')
    assert SECRETS.search("SENTRY_DSN=https://" + "0a" * 16 + "@sentry.example.org/1")


def test_image_gets_what_is_named_and_nothing_else() -> None:
    rules = [line for line in (BASE_DIR / ".dockerignore").read_text().splitlines() if line and line[0] != "#"]

    assert rules[0] == "*"
    named = {line.removeprefix("!") for line in rules if line.startswith("!")}
    assert not named & {"var", ".env", ".git", "tests", "bench"}
