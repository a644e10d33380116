"""Does everything hold, on both engines and in a browser, and what could not be asked here?"""

import argparse
import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
RESULTS = ROOT / "var" / "tests"
COVERAGE = ROOT / "var" / "coverage"
SKIPPED = 77
COUNTS = ("tests", "failures", "errors", "skipped")


@dataclass(frozen=True)
class Part:
    """One run of pytest and how it ended; `why_skipped` when it could not be had here."""

    name: str
    seconds: float = 0.0
    status: int = 0
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    why_skipped: str = ""
    more: str = ""


def counts(report: Path) -> tuple[int, int, int]:
    """Read passed, failed and skipped from what pytest wrote."""
    if not report.exists():
        return 0, 0, 0
    suites = list(ET.parse(report).getroot().iter("testsuite"))  # noqa: S314 - our own file
    tests, failures, errors, skipped = (
        sum(int(suite.get(name, 0)) for suite in suites) for name in COUNTS
    )
    return max(tests - failures - errors - skipped, 0), failures + errors, skipped


def plain_environment() -> dict[str, str]:
    """Leave out this machine's settings of a house: tests bring their own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("HONGBANG_")}


def looks(report: Path) -> str:
    """Read from what pytest wrote how many pages the browser looked at, and how often."""
    if not report.exists():
        return ""
    told = [
        (one.get("name"), one.get("value", "0"))
        for one in ET.parse(report).getroot().iter("property")  # noqa: S314 - our own file
    ]
    pages = {value for name, value in told if name == "page"}
    checks = sum(int(value) for name, value in told if name == "checks")
    return f"; {len(pages)} pages, {checks} looks by axe-core and by measure"


def run(
    name: str,
    marks: str,
    *options: str,
    before: tuple[str, ...] = (),
    count: Callable[[Path], str] = lambda _report: "",
) -> Part:
    """Run pytest once and count."""
    print(f"\n── {name} " + "─" * (90 - len(name)), flush=True)
    report = RESULTS / f"{name.split(maxsplit=1)[0].lower()}.xml"
    report.unlink(missing_ok=True)
    command = [*before, str(BIN / "pytest"), "-q", "-m", marks, f"--junitxml={report}", *options]
    started = time.monotonic()
    status = subprocess.run(command, cwd=ROOT, env=plain_environment(), check=False).returncode
    seconds = time.monotonic() - started
    if status == SKIPPED and before:
        return Part(name, why_skipped="no PostgreSQL here: sudo apt-get install -y postgresql")
    passed, failed, skipped = counts(report)
    return Part(name, seconds, status, passed, failed, skipped, more=count(report))


def browser(marks: str) -> Part:
    """Run the browser tests where there is a Chromium."""
    name = "Browser (Chromium, axe-core)"
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        return Part(name, why_skipped="no Chromium here: sudo apt-get install -y chromium")
    return run(name, marks, "-n", "2", count=looks)


def all_parts(*, nightly: bool) -> list[Part]:
    """Run the three parts; the first also writes down which lines it walked.

    Counting lines costs half as much again, and one engine walks them all: `coverage_gate.py`.
    What no engine has a part in (rules, papers, who may open which page) is run once, too.
    """
    kept = "not browser" if nightly else "not browser and not nightly"
    again = kept if nightly else f"{kept} and not once"
    seen = "browser" if nightly else "browser and not nightly"
    both = ("-n", "2", "--dist", "worksteal")
    beside = (sys.executable, str(ROOT / "scripts" / "with_postgres.py"))
    return [
        run("SQLite", kept, *both, "--cov", "--cov-report="),
        run("PostgreSQL", again, *both, before=beside),
        browser(seen),
    ]


def tell(part: Part) -> None:
    """Print one part's counts."""
    if part.why_skipped:
        print(f"{part.name}: not run, {part.why_skipped}")
        return
    told = f"{part.passed} passed, {part.failed} failed, {part.skipped} skipped"
    print(f"{part.name}: {told} in {part.seconds:.0f} s{part.more}")


def verdict(parts: list[Part], covered: int) -> int:
    """Fail when a part failed; on the build server also when a part could not be run."""
    bad = [part.name for part in parts if part.status]
    if os.environ.get("CI"):
        bad += [f"{part.name} (not run)" for part in parts if part.why_skipped]
    if covered:
        bad.append("coverage")
    passed, failed, skipped = (
        sum(getattr(part, name) for part in parts) for name in ("passed", "failed", "skipped")
    )
    if bad:
        print(f"Not good: {', '.join(bad)}.")
    print(f"total: {passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if bad else 0


def main() -> int:
    """Run everything; with --nightly also what takes too long for every change."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--nightly", action="store_true")
    for folder in (RESULTS, COVERAGE):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    nightly = parser.parse_args().nightly
    parts = all_parts(nightly=nightly)
    print("\n── Result " + "─" * 84)
    for part in parts:
        tell(part)
    covered = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "coverage_gate.py")], cwd=ROOT, check=False
    )
    return verdict(parts, covered.returncode)


if __name__ == "__main__":
    sys.exit(main())
