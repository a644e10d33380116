"""Does the tree hold only what may leave the house: no addresses, secrets, bundles, machines?"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = re.compile(r"^(requirements/.*|package(-lock)?\.json|\.npmrc|\.pre-commit-config\.yaml)$")
BUNDLE_LINE = 1000
LARGEST = 2_000_000

IN_LOCKS = {
    "a lock file holds an address; lock again with `make lock`": re.compile(r"://"),
    "a package is left without a hash; lock again with `make lock`": re.compile(
        r"^[A-Za-z0-9._\[\]-]+==\S+$", re.MULTILINE
    ),
}
EVERYWHERE = {
    "names a package registry's host": re.compile(
        r"\b(?:pypi|pythonhosted|npmjs|npmmirror|yarnpkg|debian)\.(?:org|com|net)\b"
    ),
    "names a folder of one machine": re.compile(r"(?<![\w./-])/(?:home|root|Users|work)/[\w.]"),
    "looks like a private key": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----"),
    "looks like an access token": re.compile(
        r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[abp]-[0-9A-Za-z-]{20}"
        r"|sk-[A-Za-z0-9]{32}|eyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,})"
    ),
    "looks like a password or key written down": re.compile(
        r"""(?i)\b(?:secret_key|api_key|access_key|auth_token)["']?\s*[:=]\s*["'][\w+/=-]{24,}["']"""
    ),
}


def kept_files() -> list[Path]:
    """List what git keeps or would keep."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def faults_of_names(name: str, path: Path) -> Iterator[str]:
    """Find files that should not be here at all."""
    if re.search(r"\.min\.(js|css|mjs)$|(^|/)(node_modules|\.venv)/", name):
        yield f"{name}: made elsewhere; fetch it at set-up instead of committing it"
    if re.search(r"(^|/)\.env$|\.(sqlite3|pem|key|p12)$", name):
        yield f"{name}: belongs to one installation; add it to .gitignore"
    if path.stat().st_size > LARGEST:
        yield f"{name}: larger than {LARGEST:,} bytes; make it at set-up or in a test"


def faults_of_text(name: str, text: str) -> Iterator[str]:
    """Find lines that should not leave this machine."""
    rules = {**EVERYWHERE, **(IN_LOCKS if LOCKS.match(name) else {})}
    for fault, pattern in rules.items():
        if found := pattern.search(text):
            yield f"{name}:{text.count(chr(10), 0, found.start()) + 1}: {fault}"
    if name.endswith((".js", ".mjs", ".css")):
        longest = max(map(len, text.splitlines()), default=0)
        if longest > BUNDLE_LINE:
            yield f"{name}: a line of {longest} characters; nothing minified is committed"


def faults() -> Iterator[str]:
    """Walk the tree once."""
    for path in kept_files():
        name = path.relative_to(ROOT).as_posix()
        yield from faults_of_names(name, path)
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # pictures and the like
        yield from faults_of_text(name, text)


def main() -> int:
    """Print every fault; succeed when there is none."""
    found = list(faults())
    for fault in found:
        print(fault)
    print(f"clean tree: {len(found)} fault(s)")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
