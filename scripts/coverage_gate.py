"""Is enough of the house walked through by tests? Every line of a rule, most lines elsewhere."""

import json
import re
import sys
from pathlib import Path
from typing import Any

from coverage import Coverage

ROOT = Path(__file__).resolve().parent.parent
WHOLLY = re.compile(r"/hongbang/(kernel/|[a-z_]+/rules/|[a-z_]+/(access\.py|access/))")
ELSEWHERE = 95.0
REPORT = ROOT / "var" / "coverage" / "report.json"


def measure() -> dict[str, Any]:
    """Turn what the run wrote down into one report per file."""
    coverage = Coverage(config_file=str(ROOT / "pyproject.toml"))
    coverage.load()
    coverage.json_report(outfile=str(REPORT))
    files: dict[str, Any] = json.loads(REPORT.read_text())["files"]
    return files


def share(summaries: list[dict[str, int]]) -> float:
    """Say how many of a hundred lines and branches were walked."""
    seen = sum(each["covered_lines"] + each["covered_branches"] for each in summaries)
    all_there = sum(each["num_statements"] + each["num_branches"] for each in summaries)
    return 100.0 * seen / all_there if all_there else 100.0


def gaps(found: dict[str, Any]) -> str:
    """Name the lines and branches of one file that no test walked."""
    lines = ", ".join(map(str, found["missing_lines"]))
    branches = ", ".join(f"{start}→{end}" for start, end in found["missing_branches"])
    return "; ".join(part for part in (lines, branches) if part)


def main() -> int:
    """Print the two shares and, where one is too small, the places to look at."""
    files = {f"/{name}": found for name, found in measure().items()}
    strict = {name: found for name, found in files.items() if WHOLLY.search(name)}
    others = {name: found for name, found in files.items() if name not in strict}
    open_rules = {name: found for name, found in strict.items() if gaps(found)}
    elsewhere = share([found["summary"] for found in others.values()])
    print(f"coverage: rules, access, kernel {share([f['summary'] for f in strict.values()]):.1f} %")
    print(f"coverage: elsewhere {elsewhere:.1f} % (at least {ELSEWHERE:.0f} % wanted)")
    for name, found in open_rules.items():
        print(f"  every line of a rule is tested, but not {name[1:]}: {gaps(found)}")
    if elsewhere < ELSEWHERE:
        worst = sorted(others, key=lambda name: -len(others[name]["missing_lines"]))[:12]
        for name in worst:
            print(f"  {name[1:]}: {gaps(others[name])}")
    return 1 if open_rules or elsewhere < ELSEWHERE else 0


if __name__ == "__main__":
    sys.exit(main())
