"""Is every setting taken when it is good, and refused by its name when it is not?"""

from __future__ import annotations

import stat
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from hongbang.config import console
from hongbang.config.env import BadSetting, Environment, read
from hongbang.files.rules.scanning import Scanner
from hongbang.files.rules.storing import Place
from hongbang.ops.keyring import make_keyring
from hongbang.outbox.rules.backends import Backend
from hongbang.privacy.rules.sealing import Keyring

ROOT = Path(__file__).resolve().parents[2]
SECRET = "s" * 50


def given(tmp_path: Path, **settings: str) -> Environment:
    """Read an environment that holds a folder, a secret and these settings."""
    if "ALLOWED_HOSTS" in settings:
        settings = {"BASE_URL": "https://red.example"} | settings
    make_keyring(tmp_path / "keys" / "keyring.json")
    named = {f"HONGBANG_{name}": value for name, value in settings.items()}
    return read({"HONGBANG_VAR": str(tmp_path), "HONGBANG_SECRET_KEY": SECRET} | named)


def test_nothing_set_is_a_house_on_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    found = read({"PATH": "/usr/bin"})

    assert found.var == tmp_path / "var"
    assert found.build == tmp_path / "var" / "build"
    assert found.database["NAME"] == f"{tmp_path}/var/hongbang.sqlite3"
    assert found.allowed_hosts == ("127.0.0.1", "localhost", "[::1]")
    assert (found.base_url, found.place) == ("http://127.0.0.1:8000", "上海市")
    assert (found.debug, found.demo, found.on_loopback, found.secure) == (
        *(False, False, True),
        False,
    )
    assert found.trusted_proxies == ()


GOOD: list[tuple[str, str, str, object]] = [
    ("DEBUG", "true", "debug", True),
    ("DEBUG", "0", "debug", False),
    ("DEMO", " YES ", "demo", True),
    ("DEMO", "no", "demo", False),
    ("DEMO_WITHOUT_TOTP", "yes", "demo_without_totp", True),
    ("PLACE", "苏州市", "place", "苏州市"),
    ("PLACE_EN", "Suzhou", "place_en", "Suzhou"),
    ("ICP_FILING", "沪ICP备1号", "icp_filing", "沪ICP备1号"),
    ("POLICE_FILING", "沪公网安备2号", "police_filing", "沪公网安备2号"),
    ("ALLOWED_HOSTS", "red.example", "allowed_hosts", ("red.example",)),
    ("ALLOWED_HOSTS", " a.example, .b.c,[::1], ", "allowed_hosts", ("a.example", ".b.c", "[::1]")),
    ("BASE_URL", "https://red.example/", "base_url", "https://red.example"),
    ("BASE_URL", "http://127.0.0.1:9000", "base_url", "http://127.0.0.1:9000"),
    ("SECRET_KEY", "k" * 64, "secret_key", "k" * 64),
    ("TRUSTED_PROXIES", "127.0.0.1, ::1", "trusted_proxies", ("127.0.0.1", "::1")),
    ("BUILD", "/srv/build", "build", Path("/srv/build")),
    ("VAR", "/srv/hongbang", "var", Path("/srv/hongbang")),
    ("FONTS", "/srv/a:/srv/b", "fonts", (Path("/srv/a"), Path("/srv/b"))),
    ("KEYRING", "/srv/ring.json", "keyring", Path("/srv/ring.json")),
    ("MAIL", "file:///srv/mail", "mail", Backend("file", "/srv/mail")),
    ("SMS", "console:", "sms", Backend("console")),
    ("STORAGE", "s3://red", "storage", Place("s3", bucket="red")),
    ("STORAGE", "", "storage", Place("file")),
    ("SCANNER", "clamd:///run/c.ctl", "scanner", Scanner(socket="/run/c.ctl")),
    ("SCANNER", "", "scanner", None),
]


@pytest.mark.parametrize(("name", "value", "field", "taken"), GOOD)
def test_a_good_setting_is_taken(
    name: str, value: str, field: str, taken: object, tmp_path: Path
) -> None:
    assert getattr(given(tmp_path, **{name: value}), field) == taken


BAD = [
    ("STORAGE", "s3://red?endpoint=ftp://x", "Write file:///folder, or s3://bucket"),
    ("STORAGE", "/srv/files", "Write file:///folder, or s3://bucket"),
    ("SCANNER", "http://127.0.0.1", "Write clamd://host:3310"),
    ("SCANNER", "clamd://host:port", "Write clamd://host:3310"),
    ("MAIL", "smtp://u:geheim@relay.example", "Write smtp://"),
    ("SMS", "https://gateway.example", "Write file:///folder or console:"),
    ("DEBUG", "maybe", "Write true or false."),
    ("DEMO", "", "Write true or false."),
    ("DEMO", "2", "Write true or false."),
    ("ALLOWED_HOSTS", "", "is empty"),
    ("ALLOWED_HOSTS", ",", "is empty"),
    ("ALLOWED_HOSTS", "*", "is no host name"),
    ("ALLOWED_HOSTS", "https://red.example", "without scheme or port"),
    ("ALLOWED_HOSTS", "red.example:8000", "without scheme or port"),
    ("ALLOWED_HOSTS", "a.example b.example", "is no host name"),
    ("BASE_URL", "", "without a path"),
    ("BASE_URL", "red.example", "Write it like https://host"),
    ("BASE_URL", "ftp://red.example", "Write it like https://host"),
    ("BASE_URL", "https://", "Write it like https://host"),
    ("BASE_URL", "https://red.example/path", "without a path"),
    ("SECRET_KEY", "short", "shorter than 50 characters"),
    ("SECRET_KEY", "k" * 49, "shorter than 50 characters"),
    ("TRUSTED_PROXIES", "proxy.example", "is no network address"),
    ("TRUSTED_PROXIES", "127.0.0.1/8", "is no network address"),
    ("DATABASE_URL", "", "postgresql://user:password@host/name"),
    ("DATABASE_URL", "mysql://host/name", "postgresql://user:password@host/name"),
    ("DATABASE_URL", "sqlite:///", "sqlite:////folder/file.sqlite3"),
    ("DATABASE_URL", "postgresql://host", "postgresql://user:password@host/name"),
    ("COLOUR", "red", "is not a setting. Known are: HONGBANG_ALLOWED_HOSTS"),
    ("debug", "1", "is not a setting"),
]


@pytest.mark.parametrize(("name", "value", "words"), BAD)
def test_a_bad_setting_is_refused_by_its_name_with_the_remedy(
    name: str, value: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(BadSetting) as refused:
        given(tmp_path, **{name: value})

    assert str(refused.value).startswith(f"HONGBANG_{name} ")
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgresql://host:port/name"),
        ("DATABASE_URL", "postgresql://[::1/name"),
        ("BASE_URL", "https://[red.example"),
    ],
)
def test_an_address_that_cannot_be_read_is_refused_by_its_name(
    name: str, value: str, tmp_path: Path
) -> None:
    with pytest.raises(BadSetting) as refused:
        given(tmp_path, **{name: value})

    assert str(refused.value).startswith(f"HONGBANG_{name} ")


def test_a_refused_database_address_keeps_its_password_to_itself(tmp_path: Path) -> None:
    with pytest.raises(BadSetting) as refused:
        given(tmp_path, DATABASE_URL="mysql://clerk:hunter2@host/name")

    assert "hunter2" not in str(refused.value)


def test_every_setting_has_a_good_value_in_this_test() -> None:
    tried = {field for _name, _value, field, _taken in GOOD} | {"database"}

    assert {field.name for field in fields(Environment)} == tried


@pytest.mark.parametrize("name", ["DEBUG", "DEMO", "DEMO_WITHOUT_TOTP"])
@pytest.mark.parametrize("hosts", ["red.example", "127.0.0.1,red.example", ".localhost", "0.0.0.0"])  # noqa: S104 - refused
def test_debug_and_demo_are_refused_beyond_this_machine(
    hosts: str, name: str, tmp_path: Path
) -> None:
    with pytest.raises(BadSetting) as refused:
        given(tmp_path, ALLOWED_HOSTS=hosts, **{name: "1"})

    assert str(refused.value).startswith(f"HONGBANG_{name} is on, but HONGBANG_ALLOWED_HOSTS")
    assert given(tmp_path, **{name: "1"}).on_loopback


# --- the secret


def test_a_secret_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    settings = {"HONGBANG_VAR": str(folder)}

    first, second = read(settings), read(settings)

    kept = folder / "secret.key"
    assert first.secret_key == second.secret_key == kept.read_text()
    assert len(first.secret_key) == 80
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_two_houses_have_two_secrets(tmp_path: Path) -> None:
    secrets = {read({"HONGBANG_VAR": str(tmp_path / name)}).secret_key for name in "ab"}

    assert len(secrets) == 2


def test_a_secret_made_by_another_process_at_once_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "secret.key"
    kept.write_text("o" * 80)
    monkeypatch.setattr(Path, "exists", lambda _path: False)

    assert read({"HONGBANG_VAR": str(tmp_path)}).secret_key == "o" * 80


def test_beyond_this_machine_a_secret_must_be_given_or_kept(tmp_path: Path) -> None:
    settings = {
        "HONGBANG_VAR": str(tmp_path),
        "HONGBANG_ALLOWED_HOSTS": "red.example",
        "HONGBANG_BASE_URL": "https://red.example",
    }

    with pytest.raises(BadSetting) as refused:
        read(settings)
    (tmp_path / "secret.key").write_text(SECRET + "\n")
    make_keyring(tmp_path / "keys" / "keyring.json")

    assert str(refused.value).startswith("HONGBANG_SECRET_KEY is missing.")
    assert read(settings).secret_key == SECRET


# --- keyring


def test_beyond_this_machine_a_keyring_must_be_there(tmp_path: Path) -> None:
    settings = {"HONGBANG_KEYRING": str(tmp_path / "ring"), "HONGBANG_SECRET_KEY": SECRET}
    beyond = {"HONGBANG_ALLOWED_HOSTS": "red.example", "HONGBANG_BASE_URL": "https://red.example"}

    with pytest.raises(BadSetting, match=r"^HONGBANG_KEYRING leads to .*python scripts/new"):
        read(settings | beyond)

    assert read(settings).keyring == tmp_path / "ring"
    make_keyring(tmp_path / "ring")
    assert read(settings | beyond).keyring == tmp_path / "ring"
    assert stat.S_IMODE((tmp_path / "ring").stat().st_mode) == 0o600


def test_a_broken_keyring_stops_the_start(tmp_path: Path) -> None:
    ring = tmp_path / "ring"
    ring.write_text("{}")

    with pytest.raises(BadSetting, match=r"it is no keyring.* Bring its copy back\.$"):
        read({"HONGBANG_KEYRING": str(ring), "HONGBANG_SECRET_KEY": SECRET})


@pytest.mark.parametrize("cipher", ["aes-256-gcm", "sm4-gcm"])
def test_the_script_makes_a_keyring_once(cipher: str, tmp_path: Path) -> None:
    script = [sys.executable, str(ROOT / "scripts" / "new_keyring.py"), str(tmp_path / "k" / "r")]

    first = subprocess.run([*script, cipher], capture_output=True, text=True, check=True)
    made = (tmp_path / "k" / "r").read_text()
    second = subprocess.run(script, capture_output=True, text=True, check=False)

    ring = Keyring.read(made)
    assert ring.keys[ring.current].cipher == cipher
    assert "Keep a copy apart" in first.stdout
    assert second.returncode == 1
    assert (tmp_path / "k" / "r").read_text() == made


# --- databases

POSTGRESQL = "django.db.backends.postgresql"


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        (
            "postgresql://clerk:p%40ss%2Fword@db.example:6543/red",
            ("red", "clerk", "p@ss/word", "db.example", "6543"),
        ),
        ("postgres://clerk@db.example/red", ("red", "clerk", "", "db.example", "")),
        ("postgresql:///red?host=/run/pg&user=clerk&port=1", ("red", "clerk", "", "/run/pg", "1")),
        ("postgresql:///red", ("red", "", "", "", "")),
        ("postgresql://clerk@[::1]:5432/red", ("red", "clerk", "", "::1", "5432")),
        ("postgresql://host/%E7%BA%A2%E6%A6%9C", ("红榜", "", "", "host", "")),
    ],
)
def test_every_form_of_a_postgresql_address_is_taken(
    url: str, wanted: tuple[str, ...], tmp_path: Path
) -> None:
    found = given(tmp_path, DATABASE_URL=url).database

    names = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    assert found["ENGINE"] == POSTGRESQL
    assert tuple(found[name] for name in names) == wanted
    assert (found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"]) == (60, True)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:////srv/red.sqlite3", "/srv/red.sqlite3"),
        ("sqlite:///red.sqlite3", "red.sqlite3"),
        ("sqlite:////srv/%E7%BA%A2.sqlite3", "/srv/红.sqlite3"),
    ],
)
def test_every_form_of_an_sqlite_address_is_taken(url: str, path: str, tmp_path: Path) -> None:
    found = given(tmp_path, DATABASE_URL=url).database

    options = found["OPTIONS"]
    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", path)
    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 10)
    pragmas = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
    assert [f"PRAGMA {pragma};" in options["init_command"] for pragma in pragmas] == [True] * 3


def test_https_is_known_by_the_address_visitors_type(tmp_path: Path) -> None:
    assert given(tmp_path, BASE_URL="https://red.example").secure is True
    assert given(tmp_path, BASE_URL="http://red.example").secure is False


# --- the console


def test_the_console_ends_a_wrong_start_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HONGBANG_COLOUR", "red")

    with pytest.raises(SystemExit) as ended:
        console.main()

    assert str(ended.value).startswith("hongbang: HONGBANG_COLOUR is not a setting. Known are: ")


def test_the_console_hands_the_command_on(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[Any] = []
    monkeypatch.setattr(console, "execute_from_command_line", handed.append)
    monkeypatch.setattr(sys, "argv", ["anything", "serve", "--port", "8123"])

    console.main()

    assert handed == [["hongbang", "serve", "--port", "8123"]]


def test_beyond_this_machine_only_https_is_taken(tmp_path: Path) -> None:
    with pytest.raises(BadSetting) as refused:
        given(tmp_path, ALLOWED_HOSTS="red.example", BASE_URL="http://red.example")

    assert "HONGBANG_BASE_URL" in str(refused.value)
    assert "https://" in str(refused.value)


def test_a_database_address_keeps_what_guards_the_line(tmp_path: Path) -> None:
    found = given(tmp_path, DATABASE_URL="postgresql://clerk@host/red?sslmode=verify-full&x=1")

    assert found.database["OPTIONS"] == {"sslmode": "verify-full"}
