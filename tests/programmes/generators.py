"""Which sound chapters can be made at random? From the shapes themselves."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from hongbang.programmes.rules.catalogue import CHAPTERS
from hongbang.programmes.rules.chapters import chapter_faults
from hongbang.programmes.rules.checking import tidy
from hongbang.programmes.rules.shapes import Chapter, Part

LETTERS = "申报推荐公示明星ABCabc 019.,“”\"'\\#=[]{}\n-—é"
TEXT = st.text(LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
KEY = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,6}", fullmatch=True)
DAY = st.dates().filter(lambda day: day.year > 1000).map(lambda day: day.isoformat())
DECIMAL = st.from_regex(r"[1-9]\d{0,3}(\.\d{1,3})?", fullmatch=True)
SHARE = st.from_regex(r"0\.\d{1,4}", fullmatch=True)


def value_of(part: Part) -> st.SearchStrategy[Any]:
    """Return values that one part may have."""
    if part.kind == "rows":
        rows = st.lists(row_of(part.parts), min_size=1, max_size=3)
        return rows.filter(lambda made: not part.name or _differ(made, part.name))
    if part.kind == "whole":
        least = part.least if part.least is not None else 0
        return st.integers(least, part.most if part.most is not None else 999_999)
    if part.kind in {"choices", "lines", "refers"}:
        one = st.sampled_from(part.options) if part.options else TEXT
        return st.lists(one, min_size=1, max_size=3, unique=True)
    if part.kind == "choice":
        return st.sampled_from(part.options)
    plain = {
        "words": st.fixed_dictionaries({"zh": TEXT, "en": TEXT}),
        "key": KEY,
        "decimal": DECIMAL,
        "share": SHARE,
        "day": DAY,
        "flag": st.just(value=True),
        "sheet": KEY.map(str.lower),
    }
    return plain.get(part.kind, TEXT)


def row_of(parts: tuple[Part, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """Return tables of some parts; what may be left out sometimes is."""
    needed = {part.key: value_of(part) for part in parts if part.required}
    others = {part.key: value_of(part) for part in parts if not part.required}
    return st.fixed_dictionaries(needed, optional=others)


def content_of(chapter: Chapter) -> st.SearchStrategy[dict[str, Any]]:
    """Return sound contents of a chapter."""
    made = row_of(chapter.parts).map(tidy)
    return made.filter(lambda one: not chapter_faults(chapter.name, one))


def some_chapter() -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    """Return any chapter with a sound content."""
    easy = [name for name in CHAPTERS if name not in {"general", "balance", "review", "annexes"}]
    return st.sampled_from(easy).flatmap(
        lambda name: content_of(CHAPTERS[name]).map(lambda made: (name, made))
    )


def _differ(rows: list[dict[str, Any]], key: str) -> bool:
    names = [row[key] for row in rows]
    return len({str(name) for name in names}) == len(names)
