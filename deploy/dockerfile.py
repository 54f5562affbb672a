"""Reading a Dockerfile, as far as ours goes."""

import json
import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

from deploy.errors import RehearsalError

# What says something about the image to be, and what is done while it is made.
KNOWN = (
    "CMD", "COPY", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "RUN", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
)  # fmt: skip


@dataclass(frozen=True)
class Instruction:
    """One instruction: its word, and all behind it on one line."""

    word: str
    rest: str


@dataclass
class Stage:
    """What begins with FROM: what it starts from, what others call it, and what is done in it."""

    origin: str
    name: str
    instructions: list[Instruction] = field(default_factory=list)


def read(path: Path) -> list[Stage]:
    """Return the stages of a Dockerfile. Raises RehearsalError at an instruction that is not known here."""
    stages: list[Stage] = []
    for line in _lines(path.read_text(encoding="utf-8")):
        word, _, rest = line.partition(" ")
        if word not in KNOWN:
            raise RehearsalError(f"The rehearsal does not know what {word} does.")
        if word == "FROM":
            origin, _, name = rest.partition(" AS ")
            stages.append(Stage(origin, name))
        else:
            stages[-1].instructions.append(Instruction(word, rest.strip()))
    return stages


def _lines(text: str) -> list[str]:
    without_comments = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)
    joined = re.sub(r"\s*\\\n\s*", " ", without_comments)
    return [line.strip() for line in joined.splitlines() if line.strip()]


def variables(rest: str) -> dict[str, str]:
    """Return what an ENV instruction sets."""
    return dict(word.split("=", 1) for word in shlex.split(rest))


def command(rest: str) -> list[str]:
    """Return the words of a CMD, or of the one in a HEALTHCHECK, in their JSON form."""
    words: list[str] = json.loads(rest[rest.index("[") :])
    return words


def context(folder: Path) -> list[str]:
    """Return which files of the folder a build gets, as .dockerignore says: paths from there on.

    Knows its form here: nothing, but for the names with "!", and of those not what later lines name.
    """
    wanted, unwanted = [], []
    for line in (folder / ".dockerignore").read_text(encoding="utf-8").splitlines():
        if line.startswith("!"):
            wanted.append(line[1:])
        elif line and not line.startswith("#") and line != "*":
            unwanted.append(line)
    files = (
        path
        for name in wanted
        for path in ([folder / name] if (folder / name).is_file() else sorted((folder / name).rglob("*")))
    )
    names = (path.relative_to(folder).as_posix() for path in files if path.is_file())
    return [name for name in names if not any(_matches(name, pattern) for pattern in unwanted)]


def _matches(name: str, pattern: str) -> bool:
    expression = re.escape(pattern).replace(r"\*\*/", "(.*/)?").replace(r"\*", "[^/]*")
    return re.fullmatch(rf"{expression}(/.*)?", name) is not None
