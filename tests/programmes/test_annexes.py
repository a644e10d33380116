"""Does the reference edition hand out its six annexes, whole, as PDF and as DOCX (N18)?"""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from docx import Document
from pypdf import PdfReader
from tests.cast import SYSTEM, moment

from hongbang.documents.exports import make
from hongbang.kernel.refusal import NotFound
from hongbang.ops.programme import files, loading
from hongbang.programmes import exports
from hongbang.programmes.models import Edition
from hongbang.sheets import operations as sheets
from hongbang.sheets import queries as kept
from hongbang.sheets.rules.commands import Act, DraftSheet
from hongbang.sheets.rules.shape import Definition

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ROOT = Path(__file__).resolve().parents[2] / "programmes" / "shanghai-service-star-2016"
FORMS = {3: "team_application", 4: "individual_application", 5: "activity_return"}


@pytest.fixture
def edition() -> Edition:
    found = files.read(ROOT)
    for code, content in found.sheets.items():
        drafted = sheets.draft(DraftSheet(code, content), by=SYSTEM, at=moment())
        sheets.publish(drafted, Act(drafted.version), by=SYSTEM, at=moment())
    return loading.load(found, loading.Hand(SYSTEM, moment()))


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def words_of_pdf(edition: Edition, number: int) -> str:
    made = make(exports.paper(edition, number), "pdf").content
    return plain("".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages))


def words_of_docx(edition: Edition, number: int) -> str:
    document: Any = Document(BytesIO(make(exports.paper(edition, number), "docx").content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return plain("".join([line.text for line in document.paragraphs] + cells))


def definition(code: str) -> Definition:
    return kept.definition(kept.published(code))


def test_the_six_annexes_are_listed_in_their_order(edition: Edition) -> None:
    told = [(annex.number, annex.title) for annex in exports.annexes(edition)]

    assert told == [
        (1, "上海市用户满意服务明星申报条件"),
        (2, "材料编写格式要求"),
        (3, "2016年上海市“用户满意服务明星班组”申报表"),
        (4, "2016年上海市“用户满意服务明星个人”申报表"),
        (5, "2016年“用户满意服务明星”创建活动信息统计表"),
        (6, "服务质量用户（顾客）评价调查表（参考）"),
    ]


@pytest.mark.parametrize(
    "words_of", [words_of_pdf, pytest.param(words_of_docx, marks=pytest.mark.nightly)]
)
@pytest.mark.parametrize("number", FORMS)
def test_a_form_holds_every_field(number: int, words_of: Any, edition: Edition) -> None:
    asked = definition(FORMS[number])

    words = words_of(edition, number)

    labels = [one.label.zh for one in asked.fields()]
    labels += [column.label.zh for one in asked.fields() for column in one.columns]
    assert [label for label in labels if plain(label) not in words] == []
    assert len(labels) > 20


@pytest.mark.parametrize("words_of", [words_of_pdf, words_of_docx])
def test_the_survey_holds_every_question_and_answer(words_of: Any, edition: Edition) -> None:
    words = words_of(edition, 6)

    for asked in definition("customer_survey").fields():
        assert plain(asked.label.zh) in words
        assert all(plain(option.words.zh) in words for option in asked.options)


@pytest.mark.parametrize("words_of", [words_of_pdf, words_of_docx])
def test_conditions_and_review_stand_on_the_first_annex(words_of: Any, edition: Edition) -> None:
    words = words_of(edition, 1)

    for row in edition.chapters["conditions"]["conditions"]:
        assert plain(row["words"]["zh"]) in words
    assert plain(edition.chapters["review"]["requirements"]["zh"]) in words
    assert "untrimmed_median" not in words
    assert "domain" not in words


@pytest.mark.parametrize("words_of", [words_of_pdf, words_of_docx])
def test_the_material_is_told_on_the_second(words_of: Any, edition: Edition) -> None:
    words = words_of(edition, 2)

    for row in edition.chapters["material"]["rules"]:
        assert plain(row["words"]["zh"]) in words


def test_every_annex_is_there_in_english(edition: Edition) -> None:
    with translation.override("en"):
        told = [(one, words_of_pdf(edition, one.number)) for one in exports.annexes(edition)]

    for annex, words in told:
        assert plain(annex.title) in words
        assert f"Annex{annex.number}" in words
    assert len(told) == 6


@pytest.mark.slow
def test_libreoffice_opens_every_annex_with_nothing_cut(edition: Edition, tmp_path: Path) -> None:
    written = {number: tmp_path / f"annex{number}.docx" for number in range(1, 7)}
    for number, path in written.items():
        path.write_bytes(make(exports.paper(edition, number), "docx").content)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, written.values())]
    subprocess.run(command, check=True, capture_output=True, timeout=240)

    for number, path in written.items():
        pages = PdfReader(path.with_suffix(".pdf")).pages
        shown = plain("".join(page.extract_text() for page in pages))
        words = words_of_docx(edition, number)
        assert {sign for sign in words if sign not in shown} == set()
        assert len(pages) < 15
        for place, page in enumerate(pages, 1):  # loose sheets are put in order again by it
            assert f"{place}/{len(pages)}" in plain(page.extract_text())


def test_an_annex_that_is_none_is_not_found(edition: Edition) -> None:
    with pytest.raises(NotFound, match=r"programmes\.annex_missing"):
        exports.paper(edition, 7)
