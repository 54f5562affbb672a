"""Making the image's file system without a container engine: each stage is a folder, and RUN runs in it."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from deploy import dockerfile
from deploy.dockerfile import Instruction, Stage
from deploy.errors import RehearsalError

# What this machine needs to reach its package sources; it is there while something runs, and not afterwards.
LENT = ("/etc/resolv.conf", "/etc/pip.conf", "/etc/xdg/pip")
LENT_VARIABLES = ("PIP_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy")
# Certificates that this machine trusts stand elsewhere in the image: there the image's own package writes.
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
LENT_CERTIFICATES = "/run/lent-certificates.crt"
# Debian's slim images do without these.
LEFT_OUT = ("usr/share/doc", "usr/share/man", "usr/share/info", "usr/share/locale", "usr/share/lintian")
SLIM = "".join(f"path-exclude /{folder}/*\n" for folder in LEFT_OUT)


@dataclass
class Image:
    """What a stage has become: its files, and what it says about how it is run."""

    root: Path
    variables: dict[str, str] = field(default_factory=dict)
    folder: str = "/"
    user: str = "0:0"
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)

    def derived(self, root: Path) -> "Image":
        """Return an image that starts as this one, in a folder of its own."""
        subprocess.run(["cp", "--archive", "--reflink=auto", self.root, root], check=True)
        return Image(root, dict(self.variables), self.folder, self.user, self.command, self.health)


def build(source: Path, workshop: Path) -> Image:
    """Make the image of the Dockerfile in `source` and return its last stage. Raises RehearsalError."""
    images: dict[str, Image] = {}
    last = None
    for number, stage in enumerate(dockerfile.read(source / "Dockerfile")):
        print(f"Stage {number}: from {stage.origin}", flush=True)
        origin = images.get(stage.origin) or Image(_debian(stage.origin, workshop))
        last = origin.derived(workshop / f"stage{number}")
        images[stage.name] = last
        _follow(stage, last, source, images)
    if last is None:
        raise RehearsalError("The Dockerfile is empty.")
    return last


def _debian(name: str, workshop: Path) -> Path:
    """Make what the image of that name starts with, from Debian's packages: the newest of the same release."""
    releases = {"12": "bookworm", "13": "trixie"}
    image, _, tag = name.partition(":")
    release = releases.get(tag.partition(".")[0])
    if image != "debian" or not release or not tag.endswith("-slim"):
        raise RehearsalError(f"The rehearsal does not know what {name} starts with.")
    root = workshop / "debian"
    _run("debootstrap", "--variant=minbase", release, str(root))
    for folder in LEFT_OUT:
        shutil.rmtree(root / folder, ignore_errors=True)
    (root / "etc/dpkg/dpkg.cfg.d/slim").write_text(SLIM, encoding="ascii")
    for rest in ("var/cache/apt/archives", "var/lib/apt/lists", "var/log"):
        shutil.rmtree(root / rest)
    for rest in ("var/cache/apt/archives/partial", "var/lib/apt/lists/partial", "var/log"):
        (root / rest).mkdir(parents=True)
    sources = root / "etc/apt/sources.list"
    (line,) = sources.read_text(encoding="ascii").splitlines()
    # The image has the updates of its release, too.
    security = line.replace(f" {release} ", f" {release}-security ").replace("/debian ", "/debian-security ")
    sources.write_text("\n".join([line, line.replace(f" {release} ", f" {release}-updates "), security, ""]), "ascii")
    return root


def _follow(stage: Stage, image: Image, source: Path, images: Mapping[str, Image]) -> None:
    for instruction in stage.instructions:
        print(f"  {instruction.word} {instruction.rest}"[:118], flush=True)
        _do(instruction, image, source, images)


def _do(instruction: Instruction, image: Image, source: Path, images: Mapping[str, Image]) -> None:
    rest = instruction.rest
    match instruction.word:
        case "RUN":
            _run_inside(image, rest)
        case "COPY":
            _copy(shlex.split(rest), image, source, images)
        case "ENV":
            image.variables |= dockerfile.variables(rest)
        case "WORKDIR":
            image.folder = rest
            (image.root / rest.lstrip("/")).mkdir(parents=True, exist_ok=True)
        case "USER":
            image.user = rest
        case "CMD":
            image.command = dockerfile.command(rest)
        case "HEALTHCHECK":
            image.health = dockerfile.command(rest)


def _copy(words: list[str], image: Image, source: Path, images: Mapping[str, Image]) -> None:
    *names, to = words
    target = image.root / (to if to.startswith("/") else f"{image.folder}/{to}").lstrip("/")
    if names[0].startswith("--from="):
        origin = images[names.pop(0).removeprefix("--from=")].root
        for name in names:
            _copy_tree(origin / name.lstrip("/"), target / Path(name).name if to.endswith("/") else target)
        return
    for name in dockerfile.context(source):
        if names == ["."] or name in names:
            _copy_tree(source / name, target / name)


def _copy_tree(origin: Path, target: Path) -> None:
    """Copy a file or a folder as root's: who builds an image owns what gets into it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["cp", "--recursive", "--preserve=mode,timestamps,links", "--no-target-directory", origin, target], check=True
    )


@contextmanager
def _lent(root: Path) -> Iterator[list[str]]:
    """Make places for what this machine lends, yield what mounts it there, and remove the places."""
    pairs = [(name, name) for name in LENT] + [(CERTIFICATES, LENT_CERTIFICATES)]
    there = [(Path(name), root / place.lstrip("/")) for name, place in pairs if Path(name).exists()]
    made = [place for _, place in there if not place.exists()]
    for origin, place in there:
        place.parent.mkdir(parents=True, exist_ok=True)
        if origin.is_dir():
            place.mkdir(exist_ok=True)
        else:
            place.touch()
    try:
        yield [shlex.join(["mount", "--bind", "-o", "ro", str(origin), str(place)]) for origin, place in there]
    finally:
        for place in made:
            place.rmdir() if place.is_dir() else place.unlink()


def _run_inside(image: Image, command: str) -> None:
    variables = {name: value for name, value in os.environ.items() if name.startswith(LENT_VARIABLES)}
    variables |= {"SSL_CERT_FILE": LENT_CERTIFICATES, "PIP_CERT": LENT_CERTIFICATES}
    settings = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", **variables, **image.variables}
    words = ["env", "--ignore-environment", *(f"{name}={value}" for name, value in settings.items())]
    inner = ["chroot", str(image.root), *words, "sh", "-c", f"cd {image.folder} && {command}"]
    with _lent(image.root) as mounts:
        mounts.append(shlex.join(["mount", "-t", "proc", "proc", str(image.root / "proc")]))
        _run("unshare", "--mount", "sh", "-ec", "\n".join([*mounts, 'exec "$@"']), "sh", *inner)


def _run(*command: str) -> None:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        raise RehearsalError(f"This failed: {shlex.join(command)[-300:]}\n{done.stdout[-3000:]}")
