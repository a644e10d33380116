"""Does a certificate open, say what was conferred, and lead to where it can be verified?"""

from __future__ import annotations

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import segno
from PIL import Image
from pypdf import PdfReader
from tests.awards import stories
from tests.awards.stories import Through

from hongbang.awards import exports, queries
from hongbang.awards.models import Award
from hongbang.orgs.models import Nominee
from hongbang.programmes.models import Edition

pytestmark = pytest.mark.once
DOTS = 8  # of the picture to a millimetre
LEFT, SIDE = 297 - 30 - 22, 22  # where the code stands, in millimetres


@pytest.fixture
def award(told: Through, settings: Any) -> Award:
    """Tell of an award, in a house that stands at an address."""
    settings.HONGBANG_BASE_URL = "https://hongbang.example"
    batch = stories.conferred(told)
    return queries.awards_of(batch)[0]


def code_in(content: bytes, folder: Path) -> Image.Image:
    """Cut the code out of the drawn page."""
    (folder / "c.pdf").write_bytes(content)
    dpi = str(round(DOTS * 25.4, 3))
    command = ["pdftoppm", "-r", dpi, "-gray", "-png", "-singlefile", "c.pdf", "c"]
    subprocess.run(command, check=True, cwd=folder)
    page = Image.open(folder / "c.png").convert("L")
    bottom = page.height - 19 * DOTS
    return page.crop((LEFT * DOTS, bottom - SIDE * DOTS, (LEFT + SIDE) * DOTS, bottom))


def test_a_certificate_says_what_was_conferred(award: Award) -> None:
    made = exports.certificate(award)

    read = PdfReader(BytesIO(made.content))
    words = read.pages[0].extract_text().replace("\n", "")
    assert (len(read.pages), made.media) == (1, "application/pdf")
    for said in (
        *(award.name, award.unit_name, award.honour.number, award.batch.digest),
        *("授予你们", "二〇二六年十二月二十一日", "2026年12月21日至2029年12月20日"),
    ):
        assert said in words, said
    assert exports.certificate(award).content == made.content


def test_the_hosts_of_record_stand_in_their_order(award: Award) -> None:
    content = exports.content_of(award)
    rows = award.batch.edition.chapters["hosts"]["hosts"]

    assert content.hosts == tuple(row["name"]["zh"] for row in rows)
    assert len(content.seals) == len(content.hosts)
    assert (content.edition, content.place) == ("二〇二六年度红榜", "第〇〇一号")
    Edition.objects.filter(pk=award.batch.edition_id).update(
        chapters=award.batch.edition.chapters | {"hosts": {"hosts": rows * 3}}
    )
    more = exports.content_of(Award.objects.get(pk=award.pk))
    assert len(more.seals) == len(more.hosts) == 3 * len(rows)


def test_the_code_leads_to_the_honour(award: Award, tmp_path: Path) -> None:
    address = f"https://hongbang.example/honours/{award.honour.number}/"
    wanted = [[*row] for row in segno.make(address, error="m").matrix_iter(border=4)]

    drawn = code_in(exports.certificate(award).content, tmp_path)

    step = drawn.width / len(wanted)
    dark = drawn.point(lambda one: int(one < 128)).load()
    middles = [int((place + 0.5) * step) for place in range(len(wanted))]
    found = [[dark[x, y] for x in middles] for y in middles]
    assert found == wanted
    assert exports.content_of(award).verify_at == address


def test_one_person_and_a_whole_unit_are_addressed_as_such(award: Award) -> None:
    award.application.team = None
    whole = exports.content_of(award)
    award.application.nominee = Nominee(name="戴一", pk=1)
    one = exports.content_of(award)

    assert (whole.unit, whole.is_team) == ("", True)
    assert (one.unit, one.is_team) == (award.unit_name, False)
    assert replace(whole, unit=one.unit, is_team=False) == one
