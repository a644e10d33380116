"""How is typed content set as PDF? One compiler a process; every word is data, never markup."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import lru_cache
from importlib import resources
from pathlib import Path

import segno
import typst
from django.conf import settings

from hongbang.documents.rules import paper as measures
from hongbang.documents.rules.content import (
    Block,
    Certificate,
    Content,
    Form,
    Grid,
    Heading,
    Item,
    Letter,
    Paper,
    Sheet,
)

# The faces a formal paper asks for, the licensed ones first, then what Debian brings (OFL).
FACES = {
    "text": ("FangSong_GB2312", "FangSong", "STFangsong", "Noto Serif CJK SC"),
    "song": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "STZhongsong", "Noto Serif CJK SC"),
    "hei": ("SimHei", "STHeiti", "Noto Sans CJK SC"),
    "kai": ("KaiTi_GB2312", "KaiTi", "STKaiti", "Noto Serif CJK SC"),
}
EPOCH = date(2000, 1, 1)  # a table is dated by its note
STANDARDS: list[typst.PDFStandard] = ["a-2a"]  # for the archive, with tags for screen readers


_UNSEEN = re.compile(r"the text `\"(.+?)\"` could not be displayed")


class FontMissing(LookupError):  # noqa: N818 - what it is
    """No font for a paper, or for a `sign` of it: words would be left out in silence."""

    def __init__(self, message: str, sign: str = "") -> None:
        super().__init__(message)
        self.sign = sign


def pdf(content: Content) -> bytes:
    """Set content as PDF/A.

    Raises `FontMissing` where a face or a character of it is not to be had.
    """
    compiler, faces = _press()
    data = _data(content) | {"fonts": faces, "red": measures.RED}
    source = _source() / f"{type(content).__name__.lower()}.typ"
    try:
        made, warnings = compiler.compile_with_warnings(
            str(source),
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=datetime.combine(_day(content), time(4), tzinfo=UTC),
        )
    except typst.TypstError as fault:
        unseen = _UNSEEN.search(fault.message)
        if unseen is None:
            raise
        raise FontMissing(fault.message, unseen[1]) from None
    if warnings:
        raise FontMissing("; ".join(warning.message for warning in warnings))
    if not isinstance(made, bytes):
        message = "the press gave no single file"
        raise TypeError(message)
    return made


def fonts_in_use() -> dict[str, str]:
    """Return which family stands for each face of a paper here."""
    return dict(_press()[1])


@lru_cache(maxsize=1)
def _press() -> tuple[typst.Compiler, dict[str, str]]:
    folders = [str(path) for path in settings.HONGBANG_FONTS if Path(path).is_dir()]
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
    )
    here = set(fonts.families())
    faces = {
        face: next((one for one in wanted if one in here), "") for face, wanted in FACES.items()
    }
    if not all(faces.values()):
        lacking = ", ".join(FACES[face][-1] for face, family in faces.items() if not family)
        message = (
            f"no font for papers in {', '.join(map(str, settings.HONGBANG_FONTS))}: {lacking}. "
            "Install it: sudo apt-get install -y fonts-noto-cjk"
        )
        raise FontMissing(message)
    return typst.Compiler(root=str(_source()), font_paths=fonts, ignore_system_fonts=True), faces


@lru_cache(maxsize=1)
def _source() -> Path:
    return Path(str(resources.files("hongbang.documents") / "typst"))


def _day(content: Content) -> date:
    return EPOCH if isinstance(content, Sheet | Form) else content.dated


def _data(content: Content) -> dict[str, object]:
    match content:
        case Paper():
            return _paper(content)
        case Letter():
            return _letter(content)
        case Sheet():
            return {
                "title": content.title,
                "note": content.note,
                "is_landscape": content.is_landscape,
                "grid": _block(content.grid),
            }
        case Certificate():
            return _certificate(content)
        case Form():
            return asdict(content)


def _paper(content: Paper) -> dict[str, object]:
    heads = [line for line in content.head.split("\n") if line]
    is_joint = len(heads) > 1
    return {
        "title": content.title,
        "title_lines": measures.title_lines(content.title),
        "issuers": [*content.issuers],
        "head": heads[:-1] if is_joint else heads,
        "joint": heads[-1] if is_joint else "",
        "number": content.number,
        "addressee": content.addressee,
        "blocks": [_block(block) for block in content.blocks],
        "attachments": measures.attachment_lines(content.attachments),
        "signatures": measures.seal_rows(content.issuers),
        "seals": content.with_seals,
        "dated": measures.day_words(content.dated),
        "note": content.note,
        "copies_to": content.copies_to,
        "printed_by": content.printed_by,
        "printed_on": f"{measures.day_words(content.dated)}印发",
        "pitch": measures.pitch_pt(),
        "tracking": measures.tracking_pt(),
    }


def _letter(content: Letter) -> dict[str, object]:
    return {
        "title": content.title,
        "title_lines": measures.title_lines(content.title),
        "issuers": [content.sender],
        "head": [content.sender],
        "number": content.number,
        "addressee": content.addressee,
        "blocks": [_block(block) for block in content.blocks],
        "attachments": measures.attachment_lines(content.attachments),
        "dated": measures.day_words(content.dated),
        "note": content.contact,
        "pitch": measures.pitch_pt(),
        "tracking": measures.tracking_pt(),
    }


def _certificate(content: Certificate) -> dict[str, object]:
    code = segno.make(content.verify_at, error="m")
    whom = "你们" if content.is_team else "你"
    valid = f"{measures.day_words(content.dated)}至{measures.day_words(content.valid_until)}"
    return {
        "title": f"{content.honour} {content.team}",
        "unit": content.unit,
        "team": content.team,
        "honour": content.honour,
        "edition": content.edition,
        "place": content.place,
        "hosts": [*content.hosts],
        "seals": [*content.seals[: len(content.hosts)]],
        "granted": f"经推荐、评审、公示，授予{whom}",
        "closing": "称号，特发此证。",
        "line1": f"编号 {content.number}　查验 {content.verify_at}",
        "line2": f"称号现状以查验结果为准。有效期 {valid}",
        "line3": f"授予名单指纹 {content.proof}" if content.proof else "",
        "dated": measures.formal_day_words(content.dated),
        "qr": code.svg_inline(border=4),
        "qr_words": f"查验网址的二维码：{content.verify_at}",
    }


def _block(block: Block) -> dict[str, object]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": text, "level": level}
        case Item(text, mark):
            return {"kind": "item", "text": text, "mark": mark}
        case Grid():
            return {
                "kind": "grid",
                "heads": [*block.heads],
                "rows": [[*row] for row in block.rows],
                "widths": [*block.widths],
                "title": block.title,
            }
        case _:
            return {"kind": "paragraph", "text": block.text}
