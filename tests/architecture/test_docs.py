"""Are the documents true: generated pages fresh, links whole, every name still in the code?"""

from __future__ import annotations

import ast
import re
import shutil
import tomllib
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command, get_commands

from hongbang.kernel.lifecycle import Lifecycle
from hongbang.ops.management.commands import docs

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "hongbang"
MADE_ELSEWHERE = {"node_modules", "var", "build", "dist"}
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
SPAN = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"[\w.-]+(?:/[\w.-]+)+\.(?:py|html|js|toml|md|txt|po)")
CALL = re.compile(r"(?:\w+\.)*(\w+)\(\)")


def written_pages() -> list[Path]:
    """Return every Markdown page of the tree that is ours."""
    return [
        path
        for path in sorted(ROOT.rglob("*.md"))
        if not any(
            part in MADE_ELSEWHERE or part.startswith(".") for part in path.relative_to(ROOT).parts
        )
    ]


PAGES = [path.relative_to(ROOT).as_posix() for path in written_pages()]
ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))


def broken_links(page: Path) -> list[str]:
    """Return the relative links of a page that lead nowhere."""
    targets = [link.partition("#")[0] for link in LINK.findall(page.read_text(encoding="utf-8"))]
    local = [target for target in targets if target and "://" not in target]
    return [
        target
        for target in local
        if not target.startswith("mailto:") and not (page.parent / target).exists()
    ]


def names_in(path: Path) -> set[str]:
    """Return every function and class that a module defines."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, kinds)}


def untrue_names(text: str, folder: Path) -> list[str]:
    """Return the files and functions a text names that are not there.

    A function, written `name()`, must be defined in a file that the same paragraph links to.
    """
    wrong = []
    for paragraph in text.split("\n\n"):
        spans = SPAN.findall(paragraph)
        files = [span for span in spans if FILE.fullmatch(span)]
        wrong += [f for f in files if not (SOURCE / f).exists() and not (ROOT / f).exists()]
        linked = [folder / link.partition("#")[0] for link in LINK.findall(paragraph)]
        modules = [path for path in linked if path.suffix == ".py" and path.exists()]
        known = set().union(*map(names_in, modules))
        called = [match[1] for span in spans if (match := CALL.fullmatch(span))]
        wrong += [f"{name}()" for name in called if name not in known]
    return wrong


def test_generated_pages_are_up_to_date() -> None:
    call_command("docs", check=True)


@pytest.mark.parametrize("page", ["docs/map.md", "docs/lifecycles.md"])
def test_a_stale_page_is_named_and_written_anew(page: str, tmp_path: Path, settings: Any) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    settings.ROOT = tmp_path
    fresh = (tmp_path / page).read_text(encoding="utf-8")
    (tmp_path / page).write_text(fresh.replace("notices", "planted"), encoding="utf-8")

    with pytest.raises(CommandError, match=page):
        call_command("docs", check=True)
    call_command("docs", stdout=StringIO())

    assert "notices" in (tmp_path / page).read_text(encoding="utf-8")
    call_command("docs", check=True)


def test_a_new_move_appears_in_the_picture() -> None:
    door = Lifecycle("door", "draft", {("draft", "publish"): "published"})

    drawn = "\n".join(docs.section("notices", door))

    assert "draft --> published: publish" in drawn
    assert "| `draft` | 草稿 | `publish` |" in drawn


@pytest.mark.parametrize("page", PAGES)
def test_every_relative_link_leads_somewhere(page: str) -> None:
    assert broken_links(ROOT / page) == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[there](page.md#x) [gone](gone.md) [far](https://example.org/)")

    assert broken_links(page) == ["gone.md"]


@pytest.mark.parametrize("page", ["docs/tour.md", "CONTRIBUTING.md"])
def test_every_file_and_function_named_is_in_the_code(page: str) -> None:
    path = ROOT / page
    assert untrue_names(path.read_text(encoding="utf-8"), path.parent) == []


def test_a_file_or_function_that_is_gone_is_found() -> None:
    here = "[`notices/access.py`](src/hongbang/notices/access.py)"
    text = f"{here} `may()` `access.judge()`\n\n`notices/gone.py` `may()`"

    assert untrue_names(text, ROOT) == ["judge()", "notices/gone.py", "may()"]


def test_decisions_are_numbered_without_a_gap_dated_and_decided() -> None:
    heads = [path.read_text(encoding="utf-8").splitlines()[:3] for path in ADRS]

    assert [path.name[:4] for path in ADRS] == [f"{n:04}" for n in range(1, len(ADRS) + 1)]
    for path, (title, _blank, state) in zip(ADRS, heads, strict=True):
        assert title.startswith(f"# {path.name[:4]} "), path.name
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2} · (accepted|superseded by \d{4})", state), path.name


def test_the_settings_table_names_every_setting_and_no_other() -> None:
    code = (SOURCE / "config" / "env.py").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "run" / "install.md").read_text(encoding="utf-8")

    known = {f"HONGBANG_{name}" for name in re.findall(r'take\.\w+\("([A-Z_]+)"', code)}
    assert known == set(re.findall(r"^\| `(HONGBANG_[A-Z_]+)` \|", page, re.MULTILINE))


@pytest.mark.parametrize("page", [page for page in PAGES if not page.startswith("docs/adr")])
def test_every_command_named_can_be_given(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)

    made = set(re.findall(r"(?:`|^ {4})make ([a-z]+)", text, re.MULTILINE))
    given = set(re.findall(r"\bbin/hongbang ([a-z]+)|`hongbang ([a-z]+)", text))
    commands = {first or second for first, second in given}
    assert made <= set(targets)
    assert commands <= get_commands().keys()


def test_the_rooms_still_to_come_are_told_of_in_the_map() -> None:
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    flow = next(one["layers"] for one in linter["contracts"] if one["id"] == "flow")
    page = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")

    coming = {name[1:-1] for group in docs.in_flow_order(flow) for name in group if name[0] == "("}
    assert coming == set(re.findall(r"^- \*\*(\w+)\*\*", page, re.MULTILINE))
