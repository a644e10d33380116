"""Does a notice come out of the printer as a paper: its text, one red line, no tools?"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.conftest import PageFor
from tests.browser.pages import more_invitations

pytestmark = pytest.mark.browser

GONE = ".mast, .nav, .foot, .crumbs, .tools, .btn, .share, aside, .skip"
RED_LINES = """() => [...document.querySelectorAll(".line, .bang-box, .verdict")].filter((it) => {
  const inside = [it, ...["::before", "::after"]];
  return it.getClientRects().length && inside.some((part) => {
    const shape = part === it ? getComputedStyle(it) : getComputedStyle(it, part);
    return /rgb\\(168, 22, 27\\)/.test(shape.backgroundColor + shape.borderTopColor);
  });
}).length"""


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_print_a_notice_as_a_paper(
    language: str, page_for: PageFor, codes: dict[str, str], tmp_path: Path
) -> None:
    page = page_for(language=language)
    page.goto(f"/notices/{codes['call']}/")
    page.emulate_media(media="print")
    shown = page.locator(GONE).evaluate_all(
        "all => all.filter((it) => it.getClientRects().length).map((it) => it.outerHTML)"
    )
    lines = page.evaluate(RED_LINES)
    paper = tmp_path / "paper.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)

    assert shown == []
    assert lines == 1
    words = words_of(paper)
    assert "关于开展创建上海市" in words
    assert "参评不收取任何费用" in words
    assert "11月10日24:00" in words
    assert not re.search("分享|Share|字号|English|登录|Signin", words)


def test_print_invitations_as_slips(
    page_for: PageFor, codes: dict[str, str], tmp_path: Path
) -> None:
    page = page_for("shen")
    page.goto(f"/surveys/{codes['survey']}/")
    more_invitations(page)
    page.locator(".slips").wait_for()
    page.emulate_media(media="print")
    shown = page.locator(f"{GONE}, .note, details").evaluate_all(
        "all => all.filter((it) => it.getClientRects().length).map((it) => it.outerHTML)"
    )
    addresses = page.locator(".slips__link").all_inner_texts()
    sides = page.locator(".slips svg").evaluate_all("all => all.map((it) => it.clientWidth)")
    paper = tmp_path / "slips.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)

    assert shown == []
    assert len({*addresses}) == 2
    assert min(sides) >= 76  # 20 mm
    words = words_of(paper)
    whole = words.replace("-", "")  # pdftotext leaves out a hyphen that ends a line
    assert all(address.replace("-", "") in whole for address in addresses)
    assert words.count("只能用一次") == 2
    assert "海报码" not in words


def words_of(paper: Path) -> str:
    """Return the text of a PDF without its blanks."""
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("no pdftotext here: sudo apt-get install -y poppler-utils")
    read = subprocess.run([reader, paper, "-"], capture_output=True, text=True, check=True)
    return "".join(read.stdout.split())
