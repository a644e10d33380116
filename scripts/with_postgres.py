"""Run one command beside a PostgreSQL of its own, thrown away afterwards.

`with_postgres.py pytest …` makes a cluster in a temporary folder, reachable only by its socket,
sets HONGBANG_DATABASE_URL and returns the command's own exit status. Where no PostgreSQL is
installed it says so and returns 77, which means "skipped".
"""

import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from urllib.parse import urlencode

SKIPPED = 77
NAME = "hongbang"
SPEED_BEFORE_SAFETY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "listen_addresses": "",
    "max_connections": "200",
}


def find_programs() -> Path | None:
    """Find the folder with the newest server's programs."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda path: float(re.sub(r"[^\d.]", "", path.parent.name) or 0))
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def server_account() -> str | None:
    """Name the account to run the server as: root may not, so it lends it to `postgres`."""
    if os.geteuid() != 0:
        return None
    return pwd.getpwnam("postgres").pw_name


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """Keep a server alive for a while; yields the address to reach it."""
    account = server_account()
    # A socket's full name may have at most 107 characters, so the folder's stays short.
    with tempfile.TemporaryDirectory(prefix="hb-pg-", dir="/tmp") as name:
        folder = Path(name)
        if account:
            shutil.chown(folder, account)
        initdb: list[str | Path] = [
            programs / "initdb",
            "-D",
            folder / "data",
            "-U",
            NAME,
            "-A",
            "trust",
        ]
        options = ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        quiet = subprocess.DEVNULL
        subprocess.run([*initdb, *options], user=account, cwd=folder, check=True, stdout=quiet)
        with (folder / "log").open("wb") as log:
            settings = {**SPEED_BEFORE_SAFETY, "unix_socket_directories": name}
            words = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
            command: list[str | Path] = [programs / "postgres", "-D", folder / "data", *words]
            server = subprocess.Popen(
                command, user=account, cwd=folder, stdout=log, stderr=log, start_new_session=True
            )
        try:
            wait_until_ready(server, programs, folder)
            yield f"postgresql:///{NAME}?{urlencode({'host': name, 'user': NAME}, safe='/')}"
        finally:
            server.send_signal(signal.SIGINT)  # PostgreSQL's word for "close the connections, stop"
            server.wait(timeout=30)


def wait_until_ready(server: subprocess.Popen[bytes], programs: Path, folder: Path) -> None:
    """Wait for the server to answer, then make its one database."""
    for _ in range(300):
        ready: list[str | Path] = [programs / "pg_isready", "-q", "-h", folder]
        if subprocess.run(ready, check=False).returncode == 0:
            subprocess.run([programs / "createdb", "-h", folder, "-U", NAME, NAME], check=True)
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    sys.exit("PostgreSQL did not start:\n" + (folder / "log").read_text(errors="replace"))


def leave(number: int, _frame: FrameType | None) -> None:
    """Turn a request to stop into an ordinary exit, so that the server is put away."""
    sys.exit(128 + number)


def main() -> int:
    """Run the command given, or say why not."""
    programs = find_programs()
    if programs is None:
        print(
            "PostgreSQL tests are skipped: no server is installed. "
            "Install one with: sudo apt-get install -y postgresql",
            flush=True,
        )
        return SKIPPED
    signal.signal(signal.SIGTERM, leave)
    with cluster(programs) as address:
        env = {**os.environ, "HONGBANG_DATABASE_URL": address}
        return subprocess.run(sys.argv[1:], env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
