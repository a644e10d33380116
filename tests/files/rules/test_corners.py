"""Do the inspector's limits hold where no honest sample is large enough to reach them?"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf.errors import PdfReadError
from tests.files import samples
from tests.worlds import PDF

from hongbang.files.rules import kinds, markup, pdfs, pictures
from hongbang.files.rules.inspecting import inspect
from hongbang.files.rules.scanning import Scanner
from hongbang.files.rules.storing import RIGHT, Place
from hongbang.kernel.refusal import RuleBroken


def code_of(check: Any) -> str:
    with pytest.raises(RuleBroken) as refused:
        check()
    return refused.value.code


def no_memory(*_: Any, **__: Any) -> None:
    raise MemoryError


def test_a_document_has_few_fields(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "KEPT_MAX", 10)
    part = samples.document(samples.field("PAGE" * 5)).encode()

    assert code_of(lambda: markup.check("件", "x.xml", part, BytesIO())) == "files.packed"


def test_fields_stand_in_each_other_to_a_depth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "FIELDS_MAX", 2)
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    text = "<w:r><w:instrText>DDEAUTO x</w:instrText></w:r>"
    part = samples.document(f"<w:p>{begin * 5}{text}</w:p>").encode()

    assert code_of(lambda: markup.check("件", "x.xml", part, BytesIO())) == "files.fields"


def test_an_object_that_cannot_be_read_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    class Unreadable:
        def __init__(self, *_: Any) -> None:
            pass

        def get_object(self) -> None:
            message = "not there"
            raise PdfReadError(message)

    monkeypatch.setattr(pdfs, "IndirectObject", Unreadable)

    pdfs.check("件", PDF)


@pytest.mark.parametrize("cut", [1, 60, 200])
def test_a_part_is_read_to_its_end(cut: int) -> None:
    whole = samples.document(samples.field(" DDE a b ")).encode()
    head, rest = whole[:cut], BytesIO(whole[cut:])

    assert code_of(lambda: markup.check("件", "x.xml", head, rest)) == "files.fields"


def test_packed_objects_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfs, "INFLATED_MAX", 10)
    whole = samples.pdf_with_packed(b"<</A 1>>" * 9)

    assert code_of(lambda: pdfs.check("件", whole)) == "files.packed"


@pytest.mark.parametrize(
    ("name", "value"), [("PdfReader", no_memory), ("NAMES_MAX", 2)], ids=["memory", "names"]
)
def test_a_pdf_is_only_so_large(name: str, value: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfs, name, value)

    assert code_of(lambda: pdfs.check("件", PDF)) == "files.packed"


def test_a_picture_that_takes_all_memory_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures.Image, "open", no_memory)
    content = samples.png()

    found = code_of(lambda: pictures.remake("件", "png", BytesIO(content), len(content), BytesIO()))
    assert found == "files.pixels"


def test_filetype_has_a_second_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds.filetype, "guess_extension", lambda _head: "exe")
    limits = kinds.Limits(10**6, ("pdf",))

    assert code_of(lambda: kinds.sniff("件", PDF, limits)) == "files.kind"


@pytest.mark.parametrize("text", ["clamd:", "clamd://host/path", "tcp://host"])
def test_a_scanner_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^Write clamd"):
        Scanner.read(text)


@pytest.mark.parametrize(
    "text", ["s3://R", "s3://red?x=1", "s3://red?endpoint=ftp://h", "file:x", "http://h/b"]
)
def test_a_place_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^Write file") as refused:
        Place.read(text)

    assert str(refused.value) == RIGHT


def test_a_member_without_its_own_head_is_no_document() -> None:
    whole = samples.docx()
    second = whole.find(b"PK\x03\x04", 10)
    bad = whole[:second] + b"PK\x03\x05" + whole[second + 4 :]

    def judged() -> None:
        limits = kinds.Limits(2**20, ("docx",))
        inspect("报名表.docx", len(bad), BytesIO(bad), limits, BytesIO())

    assert code_of(judged) == "files.kind"
