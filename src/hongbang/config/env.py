"""Which settings does the environment give, and are they well formed?

Every setting is named HONGBANG_*; an unknown or malformed one stops the start with
its name, what was wrong and what would be right.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from hongbang.files.rules.scanning import RIGHT as SCANNER_RIGHT
from hongbang.files.rules.scanning import Scanner
from hongbang.files.rules.storing import Place
from hongbang.outbox.rules.backends import Backend
from hongbang.privacy.rules.sealing import Keyring

PREFIX = "HONGBANG_"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
LIBPQ = ("sslmode", "sslrootcert", "sslcert", "sslkey", "application_name")
_YES = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


class BadSetting(ValueError):  # noqa: N818 - read as a sentence by whoever starts the server
    """A setting that cannot be used; its text names the setting and the remedy."""


@dataclass(frozen=True)
class Environment:
    """The settings of one installation, typed."""

    database: dict[str, Any]
    var: Path
    secret_key: str
    allowed_hosts: tuple[str, ...]
    base_url: str
    debug: bool
    demo: bool
    demo_without_totp: bool
    place: str
    place_en: str
    icp_filing: str
    police_filing: str
    build: Path
    trusted_proxies: tuple[str, ...]
    keyring: Path
    mail: Backend
    sms: Backend
    storage: Place
    scanner: Scanner | None

    @property
    def on_loopback(self) -> bool:
        """Say whether only this machine can reach the server."""
        return all(host in LOOPBACK or host == "testserver" for host in self.allowed_hosts)

    @property
    def secure(self) -> bool:
        """Say whether visitors come by https."""
        return self.base_url.startswith("https://")


def read(source: Mapping[str, str] | None = None) -> Environment:
    """Read and check every HONGBANG_* setting.

    Raises `BadSetting` naming the first setting that is unknown or malformed.
    """
    given = {k: v for k, v in (source or os.environ).items() if k.startswith(PREFIX)}
    take = _Taker(given)
    var = Path(take.text("VAR", "var")).resolve()
    found = Environment(
        database=take.database("DATABASE_URL", f"sqlite:///{var}/hongbang.sqlite3"),
        var=var,
        build=Path(take.text("BUILD", str(var / "build"))).resolve(),
        secret_key=take.text("SECRET_KEY", ""),
        allowed_hosts=take.hosts("ALLOWED_HOSTS", ",".join(LOOPBACK)),
        base_url=take.base_url("BASE_URL", "http://127.0.0.1:8000"),
        debug=take.yes("DEBUG", default=False),
        demo=take.yes("DEMO", default=False),
        demo_without_totp=take.yes("DEMO_WITHOUT_TOTP", default=False),
        place=take.text("PLACE", "上海市"),
        place_en=take.text("PLACE_EN", "Shanghai"),
        icp_filing=take.text("ICP_FILING", ""),
        police_filing=take.text("POLICE_FILING", ""),
        trusted_proxies=take.addresses("TRUSTED_PROXIES"),
        keyring=Path(take.text("KEYRING", str(var / "keys" / "keyring.json"))).resolve(),
        mail=take.backend("MAIL", way="email"),
        sms=take.backend("SMS", way="sms"),
        storage=take.place("STORAGE"),
        scanner=take.scanner("SCANNER"),
    )
    take.refuse_unknown()
    return _held_together(found)


def _held_together(found: Environment) -> Environment:
    for name in ("debug", "demo", "demo_without_totp"):
        if getattr(found, name) and not found.on_loopback:
            message = (
                f"{PREFIX}{name.upper()} is on, but {PREFIX}ALLOWED_HOSTS names hosts beyond "
                f"this machine. Switch it off, or allow only {', '.join(LOOPBACK)}."
            )
            raise BadSetting(message)
    if not found.on_loopback and not found.secure:
        message = (
            f"{PREFIX}ALLOWED_HOSTS names hosts beyond this machine, but {PREFIX}BASE_URL is "
            f"{found.base_url!r}. Give the https:// address that visitors type."
        )
        raise BadSetting(message)
    if not found.secret_key:
        found = _with_kept_secret(found)
    if len(found.secret_key) < 50:
        message = f"{PREFIX}SECRET_KEY is shorter than 50 characters. Use a longer random text."
        raise BadSetting(message)
    _refuse_bad_keyring(found)
    return found


def _refuse_bad_keyring(found: Environment) -> None:
    """A house beyond this machine must have its keyring; a keyring that is there must be whole."""
    if not found.keyring.exists():
        if found.on_loopback:  # `hongbang install` makes it
            return
        message = (
            f"{PREFIX}KEYRING leads to {found.keyring}, where there is no keyring. Make one "
            "once, and keep a copy apart from the database: .venv/bin/python "
            f"scripts/new_keyring.py {found.keyring}"
        )
        raise BadSetting(message)
    try:
        Keyring.read(found.keyring.read_text())
    except ValueError as fault:
        message = f"{PREFIX}KEYRING leads to {found.keyring}: {fault}. Bring its copy back."
        raise BadSetting(message) from None


def _with_kept_secret(found: Environment) -> Environment:
    kept = found.var / "secret.key"
    if kept.exists():
        return Environment(**{**vars(found), "secret_key": kept.read_text().strip()})
    if found.on_loopback:
        return Environment(**{**vars(found), "secret_key": _first_secret(kept)})
    message = f"{PREFIX}SECRET_KEY is missing. Set it to at least 50 random characters."
    raise BadSetting(message)


def _first_secret(kept: Path) -> str:
    secret = os.urandom(40).hex()
    kept.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return kept.read_text().strip()
    with os.fdopen(handle, "w") as out:
        out.write(secret)
    return secret


class _Taker:
    """Takes settings out one by one, and remembers which names are known."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self.given = given
        self.known: set[str] = set()

    def text(self, name: str, default: str) -> str:
        self.known.add(PREFIX + name)
        return self.given.get(PREFIX + name, default).strip()

    def yes(self, name: str, *, default: bool) -> bool:
        value = self.text(name, "1" if default else "0").lower()
        if value not in _YES:
            message = f"{PREFIX}{name} is {value!r}. Write true or false."
            raise BadSetting(message)
        return _YES[value]

    def hosts(self, name: str, default: str) -> tuple[str, ...]:
        hosts = tuple(part.strip() for part in self.text(name, default).split(",") if part.strip())
        for host in hosts:
            if not re.fullmatch(r"\.?[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\]", host):
                message = (
                    f"{PREFIX}{name} holds {host!r}, which is no host name. Write host names "
                    "without scheme or port, with commas between them."
                )
                raise BadSetting(message)
        if not hosts:
            message = f"{PREFIX}{name} is empty. Name the hosts that visitors type."
            raise BadSetting(message)
        return hosts

    def addresses(self, name: str) -> tuple[str, ...]:
        found = tuple(part.strip() for part in self.text(name, "").split(",") if part.strip())
        for address in found:
            try:
                ip_address(address)
            except ValueError:
                message = (
                    f"{PREFIX}{name} holds {address!r}, which is no network address. Write "
                    "addresses such as 127.0.0.1, with commas between them."
                )
                raise BadSetting(message) from None
        return found

    def base_url(self, name: str, default: str) -> str:
        value = self.text(name, default)
        parts = _split(value)
        if parts is None or parts.scheme not in {"http", "https"} or parts.path.strip("/"):
            message = f"{PREFIX}{name} is {value!r}. Write it like https://host, without a path."
            raise BadSetting(message)
        return value.rstrip("/")

    def database(self, name: str, default: str) -> dict[str, Any]:
        value = self.text(name, default)
        parts = _split(value) if not value.startswith("sqlite:") else urlsplit(value)
        if parts is not None and parts.scheme == "sqlite" and parts.path.strip("/"):
            return _sqlite(unquote(parts.path[1:]))
        is_postgresql = parts is not None and parts.scheme in {"postgresql", "postgres"}
        if parts is not None and is_postgresql and parts.path.strip("/"):
            return _postgresql(value)
        message = (  # without the value, which may hold a password
            f"{PREFIX}{name} cannot be read. Write sqlite:////folder/file.sqlite3 or "
            "postgresql://user:password@host/name."
        )
        raise BadSetting(message)

    def backend(self, name: str, *, way: str) -> Backend:
        try:
            return Backend.read(self.text(name, ""), way=way)
        except ValueError as fault:  # without the value, which may hold a password
            message = f"{PREFIX}{name} cannot be read. {fault}."
            raise BadSetting(message) from None

    def place(self, name: str) -> Place:
        try:
            return Place.read(self.text(name, ""))
        except ValueError as fault:
            message = f"{PREFIX}{name} cannot be read. {fault}."
            raise BadSetting(message) from None

    def scanner(self, name: str) -> Scanner | None:
        try:
            return Scanner.read(self.text(name, ""))
        except ValueError:
            message = f"{PREFIX}{name} cannot be read. {SCANNER_RIGHT}."
            raise BadSetting(message) from None

    def refuse_unknown(self) -> None:
        for name in sorted(set(self.given) - self.known):
            message = f"{name} is not a setting. Known are: {', '.join(sorted(self.known))}."
            raise BadSetting(message)


def _split(address: str) -> SplitResult | None:
    """Split an address, or return nothing where it is none; a port must be a number."""
    try:
        parts = urlsplit(address)
        is_whole = parts.port is None or parts.port > 0
    except ValueError:
        return None
    may_lack_host = parts.scheme.startswith("postgres")  # reached by its socket
    return parts if is_whole and (parts.netloc or may_lack_host) else None


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                "PRAGMA secure_delete=ON;"
            ),
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or query.get("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or query.get("host", ""),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {key: query[key] for key in LIBPQ if key in query},
    }
