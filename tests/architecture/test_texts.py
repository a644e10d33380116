"""Has every code a text, every text an English one, and every template its own room?"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils.module_loading import import_string
from tests.architecture import house
from tests.architecture.house import ROOT, SOURCE

REFUSED = {"Refused", *("Refusal", "NotAllowed", "IllegalMove", "RuleBroken", "Stale", "NotFound")}


def codes(tree: ast.AST, callee: set[str]) -> set[str]:
    """Collect the first literal argument of calls to one of `callee`."""
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (getattr(node.func, "attr", "") or getattr(node.func, "id", "")) in callee
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def table(room: str, name: str) -> dict[str, object]:
    try:
        found: dict[str, object] = import_string(f"hongbang.{room}.texts.{name}")
    except ImportError:
        return {}
    return found


def missing(found: set[str], name: str) -> set[str]:
    return {code for code in found if code not in table(code.split(".")[0], name)}


def used(callee: set[str]) -> set[str]:
    found: set[str] = set()
    for _name, tree in house.modules():
        found |= codes(tree, callee)
    return found


def test_every_refusal_code_has_a_text() -> None:
    found = {code for code in used(REFUSED) if re.fullmatch(r"[a-z_]+\.[a-z_]+", code)}

    assert len(found) > 20
    assert missing(found, "REFUSALS") == set()
    assert missing({"notices.no_such_code"}, "REFUSALS") == {"notices.no_such_code"}


def test_every_verb_code_has_a_text() -> None:
    found = used({"record"})

    assert len(found) > 12
    assert missing(found, "VERBS") == set()


def test_every_message_code_has_a_text() -> None:
    sent = {code for code in used({"_tell", "post", "send"}) if not code.startswith("/")}
    assert missing(sent, "MESSAGES") == set()
    assert len(sent) > 2


def template_faults(path: Path, text: str) -> list[str]:
    """Name what a template draws in that is neither its own room's nor ui's."""
    room = path.relative_to(SOURCE).parts[0]
    asked = re.findall(r"""{%\s*(?:extends|include)\s+["']([^"']+)["']""", text)
    return [name for name in asked if name.split("/")[0] not in {room, "ui"}]


def test_templates_draw_in_their_own_room_and_ui_only() -> None:
    templates = [*SOURCE.glob("*/templates/**/*.html")]

    assert len(templates) > 30
    assert {
        path: faults for path in templates if (faults := template_faults(path, path.read_text()))
    } == {}
    assert template_faults(
        SOURCE / "portal/templates/portal/x.html", '{% include "notices/_a.html" %}'
    )


def test_templates_hold_no_inline_script_or_style() -> None:
    inline = re.compile(
        r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:|hx-on", re.IGNORECASE
    )
    found = {
        path.name: hit.group()
        for path in SOURCE.glob("*/templates/**/*.html")
        if (hit := inline.search(path.read_text()))
    }

    assert found == {}
    assert inline.search('<p onclick="x()">')


def asked(*options: str) -> tuple[int, str]:
    """Run `make texts` in its checking form."""
    command = [sys.executable, str(ROOT / "scripts" / "texts.py"), "--check", *options]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    return told.returncode, told.stdout + told.stderr


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("xgettext") is None, reason="needs gettext")
def test_every_text_is_in_english() -> None:
    status, told = asked()

    assert status == 0, told


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("xgettext") is None, reason="needs gettext")
def test_a_text_without_english_is_found(tmp_path: Path) -> None:
    whole = (ROOT / "locale/en/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    lacking = tmp_path / "django.po"
    lacking.write_text(whole.replace('msgstr "Notices"', 'msgstr ""'), encoding="utf-8")

    status, told = asked("--catalogue", str(lacking))

    assert lacking.read_text(encoding="utf-8") != whole
    assert status == 1
    assert "no English: 通知公告" in told
