from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from hipstrength import environment

LONG_KEY = "k7" * 40


@pytest.mark.parametrize(
    ("value", "origin", "is_https", "is_loopback"),
    [
        ("https://hips.example.org", "https://hips.example.org", True, False),
        ("https://Hips.Example.org/", "https://hips.example.org", True, False),
        ("https://hips.example.org:8443", "https://hips.example.org:8443", True, False),
        ("https://hips.example.org:443", "https://hips.example.org", True, False),
        ("http://192.168.1.5:8000", "http://192.168.1.5:8000", False, False),
        ("http://hips.example.org:80", "http://hips.example.org", False, False),
        ("http://localhost:8000", "http://localhost:8000", False, True),
        ("http://127.0.0.1", "http://127.0.0.1", False, True),
        ("http://[::1]:8000", "http://[::1]:8000", False, True),
    ],
)
def test_site_url_is_read(value: str, origin: str, is_https: bool, is_loopback: bool) -> None:
    site = environment.parse_site_url(value)

    assert (site.origin, site.is_https, site.is_loopback) == (origin, is_https, is_loopback)


@pytest.mark.parametrize(
    "value",
    [
        "hips.example.org",
        "hips.example.org:8000",
        "ftp://hips.example.org",
        "https://",
        "https://me@hips.example.org",
        "https://:word@hips.example.org",
        "https://hips.example.org/sub",
        "https://hips.example.org?a=1",
        "https://hips.example.org#a",
        "https://hips example.org",
        "https://hips.example.org:https",
        "https://hips.example.org:0",
        "https://hips.example.org:65536",
        "https://[::1",
        "https://*",
        "https://-hips-.example.org-",
    ],
)
def test_site_url_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^SITE_URL must "):
        environment.parse_site_url(value)


def test_site_is_on_this_machine_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8001")

    assert environment.site_url().origin == "http://127.0.0.1:8001"


@pytest.mark.parametrize(
    ("port", "site_url", "expected"),
    [
        ("", "", 8000),
        ("8001", "", 8001),
        (" 8001 ", "", 8001),
        ("", "http://192.168.1.5:9000", 9000),
        ("8001", "http://192.168.1.5:9000", 8001),
        ("", "https://hips.example.org:8443", 8000),
        ("", "http://hips.example.org", 8000),
        ("1", "", 1),
        ("65535", "", 65535),
    ],
)
def test_port_is_chosen(monkeypatch: pytest.MonkeyPatch, port: str, site_url: str, expected: int) -> None:
    monkeypatch.setenv("PORT", port)
    monkeypatch.setenv("SITE_URL", site_url)

    assert environment.port() == expected


@pytest.mark.parametrize("value", ["0", "65536", "-1", "80x", "eighty", "8000.0", "٨٠٠٠", "1000000000000"])
def test_port_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PORT", value)

    with pytest.raises(ImproperlyConfigured, match=r"^PORT must be a number from 1 to 65535"):
        environment.port()


@pytest.mark.parametrize(
    ("host", "site_url", "expected"),
    [
        ("", "http://127.0.0.1:8000", "127.0.0.1"),
        ("", "http://localhost:8000", "127.0.0.1"),
        ("", "http://[::1]:8000", "[::1]"),
        ("", "https://hips.example.org", "127.0.0.1"),
        ("", "http://192.168.1.5:8000", "0.0.0.0"),
        ("0.0.0.0", "https://hips.example.org", "0.0.0.0"),
        (" 10.0.0.1 ", "http://192.168.1.5:8000", "10.0.0.1"),
    ],
)
def test_network_is_listened_to_only_on_request(
    monkeypatch: pytest.MonkeyPatch, host: str, site_url: str, expected: str
) -> None:
    monkeypatch.setenv("HOST", host)

    assert environment.bind_host(environment.parse_site_url(site_url)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("", False), ("0", False), ("false", False), ("No", False), ("1", True), ("TRUE", True), (" yes ", True)],
)
def test_flag_is_read(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv("HSTS_PRELOAD", value)

    assert environment.flag("HSTS_PRELOAD") is expected


@pytest.mark.parametrize("value", ["2", "on!", "ture", "-"])
def test_flag_with_a_typo_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("HSTS_PRELOAD", value)

    with pytest.raises(ImproperlyConfigured, match=r"^HSTS_PRELOAD must be 0 or 1"):
        environment.flag("HSTS_PRELOAD")


@pytest.fixture
def data_dir(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty data folder of a site without any other setting."""
    for name in ("DATABASE_URL", "SECRET_KEY", "SECRET_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    return tmp_path


def test_key_is_in_the_data_folder(data_dir: Path) -> None:
    (data_dir / "secret_key").write_text(f"{LONG_KEY}\n")

    assert environment.secret_key() == LONG_KEY


def test_key_in_the_environment_comes_first(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (data_dir / "secret_key").write_text("f" * 64)
    monkeypatch.setenv("SECRET_KEY", LONG_KEY)

    assert environment.secret_key() == LONG_KEY


def test_named_key_file_comes_before_all(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (data_dir / "named").write_text(LONG_KEY)
    monkeypatch.setenv("SECRET_KEY", "e" * 64)
    monkeypatch.setenv("SECRET_KEY_FILE", str(data_dir / "named"))

    assert environment.secret_key() == LONG_KEY


def test_settings_never_make_a_key(data_dir: Path) -> None:
    with pytest.raises(environment.NoKeyError, match=r"^The secret key cannot be read from"):
        environment.secret_key()

    assert list(data_dir.iterdir()) == []


def test_named_key_file_that_is_missing_is_a_mistake(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY_FILE", str(data_dir / "named"))

    with pytest.raises(ImproperlyConfigured, match=r"^SECRET_KEY_FILE cannot be read from") as caught:
        environment.secret_key()
    assert not isinstance(caught.value, environment.NoKeyError)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00" * 40, b""])
def test_key_file_without_a_key_is_refused(data_dir: Path, content: bytes) -> None:
    (data_dir / "secret_key").write_bytes(content)

    with pytest.raises(ImproperlyConfigured, match=r"^The secret key "):
        environment.secret_key()


@pytest.mark.parametrize("value", ["short", "a" * 49, "django-insecure-" + LONG_KEY, "CHANGEME" + LONG_KEY])
def test_weak_key_is_refused(data_dir: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SECRET_KEY", value)

    with pytest.raises(ImproperlyConfigured, match="50 random characters or more, and no sample"):
        environment.secret_key()


def test_time_zone_is_utc_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITE_TIME_ZONE", raising=False)

    assert environment.site_time_zone() == "UTC"


@pytest.mark.parametrize("value", ["Mars/Olympus", "../../etc/passwd", "/etc/localtime", "Europe"])
def test_time_zone_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SITE_TIME_ZONE", value)

    with pytest.raises(ImproperlyConfigured, match=r"^SITE_TIME_ZONE must be a name such as Europe/Berlin"):
        environment.site_time_zone()


def test_database_is_a_file_in_the_data_folder(monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> None:
    strange = data_dir / "my #1 site? 100%+"
    monkeypatch.setenv("DATA_DIR", str(strange))

    database = environment.database()

    assert database["NAME"] == str(strange / "hipstrength.sqlite3")
    assert database["OPTIONS"] == environment.SQLITE_OPTIONS


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_database_can_be_postgresql(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    monkeypatch.setenv("DATABASE_URL", f"{scheme}://hips:p%23w@db.example.org:5433/logs?sslmode=require")

    database = environment.database()

    assert {name: database[name] for name in ("ENGINE", "HOST", "PORT", "NAME", "USER", "PASSWORD")} == {
        "ENGINE": "hipstrength.postgresql",
        "HOST": "db.example.org",
        "PORT": 5433,
        "NAME": "logs",
        "USER": "hips",
        "PASSWORD": "p#w",
    }
    assert database["OPTIONS"]["sslmode"] == "require"
    assert database["OPTIONS"]["options"] == "-c random_page_cost=1.1"
    assert database["CONN_MAX_AGE"] == 0  # Django's pool asks for it


def test_postgresql_can_be_told_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://hips:word@db.example.org/logs?options=-c%20work_mem%3D8MB")

    assert environment.database()["OPTIONS"]["options"] == "-c work_mem=8MB"


def test_postgresql_can_be_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://hips:word@db.example.org/logs?options=")

    assert "options" not in environment.database()["OPTIONS"]


@pytest.mark.parametrize(
    "value",
    [
        "hips",
        "mysql://hips:word@localhost/logs",
        "postgres://localhost",
        "postgres://hips:word@localhost:99999/logs",
        "sqlite://",
        "sqlite://:memory:",
        "sqlite:///:memory:",
    ],
)
@pytest.mark.filterwarnings("error")
def test_database_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DATABASE_URL", value)

    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL must ") as refusal:
        environment.database()

    assert "word@" not in str(refusal.value).replace("user:password@", "")


@pytest.mark.parametrize(
    ("value", "is_sent"), [("", False), ("consolemail://", False), ("smtp+tls://me:word@mail.example.org:587", True)]
)
def test_mail_is_sent_only_with_a_server(monkeypatch: pytest.MonkeyPatch, value: str, is_sent: bool) -> None:
    monkeypatch.setenv("EMAIL_URL", value)

    assert environment.mail_is_sent() is is_sent
    assert environment.email()["EMAIL_TIMEOUT"] == 10


@pytest.mark.parametrize("value", ["mail.example.org", "https://mail.example.org", "smtp+tls://mail.example.org:x"])
def test_mail_server_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("EMAIL_URL", value)

    with pytest.raises(ImproperlyConfigured, match=r"^EMAIL_URL must look like"):
        environment.email()


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "EMAIL_URL", "SIGNUP_CODE"])
def test_secret_in_a_file_wins_over_the_variable(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("what the file says\n")
    monkeypatch.setenv(name, "what the variable says")
    monkeypatch.setenv(f"{name}_FILE", str(tmp_path / "secret"))

    assert environment.secret(name) == "what the file says"


def test_secret_without_a_file_is_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNUP_CODE", " the code ")

    assert environment.secret("SIGNUP_CODE") == "the code"


@pytest.mark.parametrize(
    ("content", "says"), [(None, "cannot be read from"), (b"", "an empty file"), (b"\xff", "read")]
)
def test_secret_file_that_says_nothing_is_refused(
    content: bytes | None, says: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "secret").write_bytes(content)
    monkeypatch.setenv("SIGNUP_CODE", "what the variable says")
    monkeypatch.setenv("SIGNUP_CODE_FILE", str(tmp_path / "secret"))

    with pytest.raises(ImproperlyConfigured, match=rf"^SIGNUP_CODE_FILE .*{says}"):
        environment.signup_code()


def test_database_and_mail_server_are_read_from_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "database").write_text("postgres://me:word@db/name")
    (tmp_path / "mail").write_text("smtp+tls://me:word@mail.example.org:587")
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "database"))
    monkeypatch.setenv("EMAIL_URL_FILE", str(tmp_path / "mail"))

    assert environment.database()["HOST"] == "db"
    assert environment.mail_is_sent()


def test_token_that_could_be_guessed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METRICS_TOKEN", "x" * 15)

    with pytest.raises(ImproperlyConfigured, match=r"^METRICS_TOKEN must have 16 characters or more"):
        environment.metrics_token()


def test_token_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METRICS_TOKEN", "x" * 16)

    assert environment.metrics_token() == "x" * 16


def test_backups_are_fourteen_in_the_data_folder(data_dir: Path) -> None:
    assert (environment.backup_dir(), environment.backup_keep()) == (data_dir / "backups", 14)


def test_backups_can_be_elsewhere_and_fewer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BACKUP_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("BACKUP_KEEP", "3")

    assert (environment.backup_dir(), environment.backup_keep()) == (tmp_path / "elsewhere", 3)


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "many", "1000000000"])
def test_number_of_backups_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("BACKUP_KEEP", value)

    with pytest.raises(ImproperlyConfigured, match=r"^BACKUP_KEEP must be a whole number from 1 on, not"):
        environment.backup_keep()
