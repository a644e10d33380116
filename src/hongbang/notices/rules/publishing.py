"""Is a text ready to be put on the public wall?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hongbang.kernel.privacy import personal_numbers
from hongbang.kernel.refusal import RuleBroken
from hongbang.kernel.richtext import links, paragraphs

TITLE_MAX = 80
IN_ANNEX = {
    ("id_number",): "notices.annex_id_number",
    ("mobile",): "notices.annex_mobile",
    ("id_number", "mobile"): "notices.annex_both_numbers",
}


@dataclass(frozen=True, slots=True)
class Text:
    """What a notice says: kind, title, document number, author, clean HTML.

    `edition` is the code of the edition whose annexes go with it, if any.
    """

    kind: str
    title: str
    number: str
    author: str
    body_html: str
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """An annex as it will be public: title, file name, the personal numbers that stand in it."""

    title: str
    name: str
    numbers: tuple[str, ...] = ()


def check_ready(text: Text, annexes: Sequence[Enclosed] = ()) -> None:
    """Refuse a text that must not become public as it is.

    Personal numbers never stand in public text (domain.md section 8.2), nor in the titles
    and file names of its annexes, nor in the annexes themselves.

    Worked example: a notice without a body is refused as `notices.no_body`.

    >>> check_ready(Text("notice", "通知", "", "办公室", "<p>全文</p>"))

    Refuses: `notices.no_title`, `notices.no_body`, `notices.personal_number`,
    `notices.annex_id_number`, `notices.annex_mobile`, `notices.annex_both_numbers`.
    """
    if not text.title.strip():
        raise RuleBroken("notices.no_title")
    lines = paragraphs(text.body_html)
    if not lines:
        raise RuleBroken("notices.no_body")
    names = [name for annex in annexes for name in (annex.title, annex.name)]
    heads = [text.title, text.number, text.author, *names, *links(text.body_html)]
    for place, line in enumerate([*heads, *lines]):
        if personal_numbers(line):
            raise RuleBroken("notices.personal_number", {"place": place, "line": line[:40]})
    for annex in annexes:
        if annex.numbers:
            raise RuleBroken(IN_ANNEX[annex.numbers], {"title": annex.title})


def check_correction(
    before: Text,
    after: Text,
    reason: str,
    *,
    annexes_changed: bool,
    annexes: Sequence[Enclosed] = (),
) -> None:
    """Refuse a correction that says nothing or changes nothing.

    Refuses: `notices.no_reason`, `notices.nothing_changed`, and those of `check_ready`.
    """
    check_ready(after, annexes)
    if before == after and not annexes_changed:
        raise RuleBroken("notices.nothing_changed")
    check_reason(reason)


def check_reason(reason: str) -> None:
    """Refuse an act on the public wall without a reason fit to be read by everybody.

    Refuses: `notices.no_reason`, `notices.personal_number`.
    """
    if len(reason.strip()) < 4:
        raise RuleBroken("notices.no_reason")
    if personal_numbers(reason):
        raise RuleBroken("notices.personal_number", {"place": -1, "line": reason[:40]})
