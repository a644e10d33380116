"""What does an inspector fill in, who may not visit whom, and when is a visit fit to be sent?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hongbang.kernel.canon import canonical_json, sha256_hex
from hongbang.kernel.refusal import RuleBroken
from hongbang.oversight.rules.sanctions import VERDICTS
from hongbang.sheets.rules.answers import check
from hongbang.sheets.rules.shape import BLOCK, Definition, Field, Section, Words

BYTES_MAX = 100_000

# What is asked where an edition names no sheet of its own.
CHECKLIST = Definition(
    "inspection",
    Words("暗访检查记录", "Record of an unannounced visit"),
    sections=(
        Section(
            "visit",
            Words("现场", "On the spot"),
            fields=(
                Field("visited_on", "date", Words("日期", "Date"), required=True),
                Field("place", "text", Words("地点", "Place"), required=True, max=120),
                Field("commitment_shown", "yes_no", Words("服务承诺公示了", "Commitment shown")),
                Field("commitment_kept", "yes_no", Words("承诺做到了", "Commitment kept")),
                Field("hotline_answers", "yes_no", Words("监督电话有人接", "Hotline answers")),
                Field("remarks", "long_text", Words("所见", "Seen"), required=True, max=500),
            ),
        ),
    ),
)


def asked(definition: Definition) -> Definition:
    """Return a sheet without its questions for files: photographs stay with the office.

    >>> photo = Field("photo", "file", Words("照片", "Photograph"))
    >>> section = Section("visit", Words("现场", "On the spot"), fields=(photo,))
    >>> [*asked(Definition("inspection", Words("记录", "Record"), sections=(section,))).fields()]
    []
    """
    sections = tuple(
        replace(section, fields=tuple(one for one in section.fields if one.kind != "file"))
        for section in definition.sections
    )
    return replace(definition, sections=sections)


def as_text(answers: Mapping[str, Any]) -> str:
    """Return answers as the canonical text they are kept in.

    >>> as_text({"place": "一号窗口"})
    '{"place":"一号窗口"}'

    Refuses: `oversight.not_plain`, `oversight.too_large`.
    """
    try:
        written = canonical_json(dict(answers))
    except (TypeError, ValueError, RecursionError):
        raise RuleBroken("oversight.not_plain") from None
    if len(written) > BYTES_MAX:
        raise RuleBroken("oversight.too_large", {"most": BYTES_MAX // 1000})
    return written.decode()


def digest(sheet: str, text: str, verdict: str) -> str:
    """Return what stands for a submitted visit in the ledger.

    >>> len(digest("visit_record@1", "{}", "fine"))
    64
    """
    return sha256_hex(canonical_json({"sheet": sheet, "answers": text, "verdict": verdict}))


def check_verdict(verdict: str) -> str:
    """Let a verdict pass, or none yet.

    Refuses: `oversight.verdict_unknown`.
    """
    if verdict and verdict not in VERDICTS:
        raise RuleBroken("oversight.verdict_unknown")
    return verdict


def check_whole(definition: Definition, answers: Mapping[str, Any], verdict: str) -> None:
    """Refuse to send what is unfinished.

    Refuses: `oversight.no_verdict`, `oversight.visit_unfinished`.
    """
    found = check(definition, answers, final=True)
    open_count = sum(one.severity == BLOCK for one in found)
    if open_count:
        raise RuleBroken("oversight.visit_unfinished", {"count": open_count})
    if not verdict:
        raise RuleBroken("oversight.no_verdict")


def bodies(lines: Iterable[str]) -> frozenset[str]:
    """Return the codes of bodies that stand in these lines, with everything above them.

    >>> sorted(bodies(["UNION/METRO/", "UNION/"]))
    ['METRO', 'UNION']
    """
    return frozenset(code for line in lines for code in line.split("/") if code)


def check_tie(inspector: Iterable[str], holder: Iterable[str]) -> None:
    """Refuse an inspector one of whose bodies stands in the holder's line.

    >>> check_tie(["OFFICE/"], ["UNION/METRO/"])

    Refuses: `oversight.tied`.
    """
    if is_tied(inspector, holder):
        raise RuleBroken("oversight.tied")


def is_tied(inspector: Iterable[str], holder: Iterable[str]) -> bool:
    """Say whether an inspector belongs to a body that the holder belongs to as well.

    >>> is_tied(["UNION/METRO/"], ["UNION/METRO/LINE2/"])
    True
    """
    return bool(bodies(inspector) & bodies(holder))


def check_due(due_on: date, today: date) -> date:
    """Refuse a visit that should have been made already.

    Refuses: `oversight.no_due`.
    """
    if due_on <= today:
        raise RuleBroken("oversight.no_due", {"today": today.isoformat()})
    return due_on
