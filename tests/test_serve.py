import socket
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from hipstrength import secret_key, serve, welcome
from tests.started import refused_start


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "secret_key"


def test_key_is_long_and_its_owners_alone(key_file: Path) -> None:
    secret_key.make_once(key_file)

    assert len(key_file.read_text()) == 86  # 64 bytes in letters, digits, - and _
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert [*key_file.parent.iterdir()] == [key_file]


def test_key_is_kept(key_file: Path) -> None:
    secret_key.make_once(key_file)
    first = key_file.read_text()

    secret_key.make_once(key_file)

    assert key_file.read_text() == first


def test_starts_at_once_agree_on_one_whole_key(key_file: Path) -> None:
    barrier = Barrier(8)

    def start(_: int) -> str:
        barrier.wait()
        secret_key.make_once(key_file)
        return key_file.read_text()

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(start, range(8)))

    assert [len(key) for key in keys] == [86]
    assert [*key_file.parent.iterdir()] == [key_file]


def test_two_sites_have_two_keys(tmp_path: Path) -> None:
    for name in ("one", "two"):
        secret_key.make_once(tmp_path / name)

    assert (tmp_path / "one").read_text() != (tmp_path / "two").read_text()


def test_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = refused_start(PORT=str(port), DATA_DIR=str(tmp_path))

    assert said == f"Port {port} is in use. Stop what runs there, or choose another: make run PORT={port + 1}"


@pytest.mark.parametrize("host", ["192.0.2.1", "a" * 64 + ".example.org"])
def test_address_of_another_machine_is_refused(host: str) -> None:
    with pytest.raises(serve.StartError, match=r"^HOST must be an address of this machine"):
        serve.require_free_port(host, 0)


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "localhost"])
def test_free_port_is_fine(host: str) -> None:
    serve.require_free_port(host, 0)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "80x", "PORT must be a number from 1 to 65535, not '80x'."),
        (
            "SITE_URL",
            "hips.example.org",
            "SITE_URL must look like https://hips.example.org or http://192.168.1.5:8000, not 'hips.example.org'.",
        ),
        ("SITE_TIME_ZONE", "Mars", "SITE_TIME_ZONE must be a name such as Europe/Berlin, not 'Mars'."),
        ("DATABASE_WAIT", "soon", "DATABASE_WAIT must be a number of seconds from 0 to 9999, not 'soon'."),
        ("DEBUG", "ja", "DEBUG must be 0 or 1, not 'ja'."),
        ("SECRET_KEY", "short", "The secret key must be 50 random characters or more, and no sample."),
    ],
)
def test_wrong_setting_is_one_sentence(tmp_path: Path, name: str, value: str, sentence: str) -> None:
    settings = {"DATA_DIR": str(tmp_path), name: value}

    assert refused_start("--prepare-only", **settings) == sentence


def test_data_folder_that_cannot_be_made_is_one_sentence() -> None:
    said = refused_start(DATA_DIR="/proc/hipstrength")

    assert said.startswith("HipStrength cannot write to its data folder /proc/hipstrength (")
    assert said.endswith("Give it to this user, or name another one: DATA_DIR.")


@pytest.mark.parametrize(
    ("url", "name"),
    [("postgres://hips:pass-word@127.0.0.1:1/logs", "logs"), ("sqlite:////proc/no/file", "/proc/no/file")],
)
def test_database_that_does_not_open_is_one_sentence(tmp_path: Path, url: str, name: str) -> None:
    said = refused_start("--prepare-only", DATA_DIR=str(tmp_path), DATABASE_URL=url, DATABASE_WAIT="0")

    assert said.startswith(f"The database {name} cannot be opened: ")
    assert "pass-word" not in said
    assert len(said.splitlines()) == 1


def test_debugging_is_not_for_the_public(tmp_path: Path) -> None:
    said = refused_start("--prepare-only", DATA_DIR=str(tmp_path), DEBUG="1")

    assert "(security.W018)" in said


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of somebody who set none."""
    for name in ("EMAIL_URL", "PORT", "SITE_URL", "STATIC_IS_BUILT"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("at_home")
def test_welcome_at_home() -> None:
    assert welcome.text().splitlines() == [
        "HipStrength is at http://127.0.0.1:8000 (stop it with Ctrl+C)",
        "To make an admin: make admin",
        "Mails are only written to this log; EMAIL_URL sends them.",
    ]


@pytest.mark.usefixtures("at_home")
def test_welcome_in_a_container_behind_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATIC_IS_BUILT", "1")
    monkeypatch.setenv("SITE_URL", "https://hips.example.org")
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://me:word@mail.example.org:587")

    assert welcome.text().splitlines() == [
        "HipStrength is at https://hips.example.org",
        "The proxy that speaks https reaches it on port 8000.",
        "To make an admin: docker compose exec app python manage.py createsuperuser",
        "Mails are sent.",
    ]
