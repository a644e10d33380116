"""How is a real house with the demonstration in it started for a browser, and ended?"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HONGBANG = Path(sys.executable).parent / "hongbang"
PATIENCE = 60.0


@dataclass(frozen=True)
class Site:
    """A house that serves: its address, its own folder, and what it says to its terminal."""

    url: str
    folder: Path
    log: Path
    command: tuple[str, ...] = (str(HONGBANG),)

    def work(self) -> None:
        """Let the background work be done once."""
        subprocess.run(
            [*self.command, "worker", "--once"],
            env=surroundings(self.folder),
            cwd=self.folder,
            check=True,
            capture_output=True,
        )

    def faults(self) -> list[str]:
        """Return what the server complained of: every page of a traceback, every warning."""
        said = self.log.read_text(errors="replace").splitlines()
        return [line for line in said if "Traceback" in line or " ERROR " in line]


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """Serve a house of its own in `folder` on a free port, and end it."""
    furnish(folder)
    environment = surroundings(folder)
    port = free_port()
    log = folder / "server.log"
    command_line = [str(HONGBANG), "serve", "--port", str(port), "--workers", "1"]
    with log.open("wb") as out:
        server = subprocess.Popen(
            command_line,
            env=environment,
            cwd=folder,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            site = Site(f"http://127.0.0.1:{port}", folder, log)
            wait_for(site, server)
            yield site
        finally:
            end(server)


def furnish(folder: Path) -> None:
    """Install a house in `folder` and fill it; whoever comes second copies the first one's.

    Installing and filling takes half a minute; the processes of one run share `folder.parent`.
    """
    pattern = folder.parent / "pattern"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / "pattern.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not pattern.exists():
            made = folder.parent / "pattern.begun"
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
            for command in ("install", "demo"):
                environment = surroundings(made)
                subprocess.run([HONGBANG, command], env=environment, cwd=made, check=True)
            made.rename(pattern)
    shutil.copytree(pattern, folder)


def surroundings(folder: Path) -> dict[str, str]:
    """Return an environment whose house keeps everything in `folder`."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("HONGBANG_")}
    plain.pop("DJANGO_SETTINGS_MODULE", None)
    demo = {"HONGBANG_DEMO": "true", "HONGBANG_DEMO_WITHOUT_TOTP": "true"}
    return plain | {"HONGBANG_VAR": str(folder)} | demo


def free_port() -> int:
    """Ask the system for a port that nobody uses."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def wait_for(site: Site, server: subprocess.Popen[bytes]) -> None:
    """Wait until the house answers; say what it said when it does not."""
    give_up_at = time.monotonic() + PATIENCE
    while time.monotonic() < give_up_at and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{site.url}/healthz", timeout=2):  # noqa: S310 - our own
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    message = f"the house does not answer:\n{site.log.read_text(errors='replace')}"
    raise TimeoutError(message)


def end(server: subprocess.Popen[bytes]) -> None:
    """End the server and the processes it started."""
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(timeout=10)
