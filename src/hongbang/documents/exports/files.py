"""Which file does typed content become, as asked for?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hongbang.documents.exports.docx import docx
from hongbang.documents.exports.pdf import FontMissing, pdf
from hongbang.documents.rules.content import Content
from hongbang.kernel.refusal import RuleBroken

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_MAKERS: Mapping[str, Callable[[Content], bytes]] = {"pdf": pdf, "docx": docx}


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made: its bytes and what they are."""

    content: bytes
    form: str

    @property
    def media(self) -> str:
        """Return the media type."""
        return MEDIA[self.form]


def make(content: Content, form: str) -> Made:
    """Make a file of typed content; `form` is `pdf` or `docx`.

    Refuses: `documents.no_font`, `documents.no_sign`. Raises `KeyError` for another form.
    """
    try:
        return Made(_MAKERS[form](content), form)
    except FontMissing as lacking:
        raise RuleBroken(*refusal_of(lacking)) from None


def refusal_of(lacking: FontMissing) -> tuple[str, dict[str, object]]:
    """Say in a refusal's terms what a paper lacks: a sign, or a whole font."""
    if lacking.sign:
        return "documents.no_sign", {"sign": lacking.sign}
    return "documents.no_font", {"fonts": str(lacking)}
