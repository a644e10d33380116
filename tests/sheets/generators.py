"""Which definitions and answers does hypothesis draw? For this room and for rooms above it."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from hongbang.sheets.rules.naming import RESERVED
from hongbang.sheets.rules.shape import FILES, IN_TABLE, LISTS, PATTERNS, SHEETS

Plain = dict[str, Any]

# A whole sheet is long to draw: fewer of them, and no hurry on a busy machine.
patiently = settings(
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

LETTERS = "甲乙丙丁优秀服务 abcXYZ,。·%"
said = st.text(LETTERS, min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
words = st.fixed_dictionaries({"zh": said, "en": said})
keys = st.from_regex(r"[a-z][a-z0-9_]{0,7}", fullmatch=True).filter(lambda key: key not in RESERVED)
values = st.from_regex(r"[A-Za-z0-9_.-]{1,6}", fullmatch=True)
options = st.lists(
    st.fixed_dictionaries({"value": values, "words": words}),
    min_size=1,
    max_size=4,
    unique_by=lambda option: str(option["value"]),
)
days = st.dates().filter(lambda day: day.year >= 1000).map(lambda day: day.isoformat())


def _sometimes(**strategies: Any) -> st.SearchStrategy[Plain]:
    return st.fixed_dictionaries({}, optional=strategies)


def _pair(low: str, high: str, numbers: st.SearchStrategy[Any]) -> st.SearchStrategy[Plain]:
    both = st.lists(numbers, min_size=2, max_size=2).map(sorted)
    return st.one_of(st.just({}), both.map(lambda two: {low: two[0], high: two[1]}))


def _together(*parts: st.SearchStrategy[Plain]) -> st.SearchStrategy[Plain]:
    def merged(all_of: tuple[Plain, ...]) -> Plain:
        whole: Plain = {}
        for one in all_of:
            whole |= one
        return whole

    return st.tuples(*parts).map(merged)


_bounds = _pair("least", "most", st.integers(-999, 999))
_limits = _pair("min", "max", st.integers(1, 900))
_from = st.one_of(
    options.map(lambda some: {"options": some}),
    st.sampled_from(LISTS).map(lambda name: {"options_from": name}),
)
_figures = st.sampled_from([{"high": 10}, {"low": 1, "high": 10}])

OWN: dict[str, st.SearchStrategy[Plain]] = {
    "text": _together(_limits, _sometimes(pattern=st.sampled_from(PATTERNS))),
    "long_text": _limits,
    "whole": _together(_bounds, _sometimes(unit=words)),
    "decimal": _together(_bounds, _sometimes(unit=words, places=st.sampled_from([0, 1, 3, 6]))),
    "date": _pair("earliest", "latest", days),
    "month": _pair("earliest", "latest", days.map(lambda day: day[:7])),
    "yes_no": _sometimes(must_agree=st.just(True)),
    "choice": _from,
    "choices": _together(_from, _pair("min", "max", st.integers(1, 4))),
    "ratio": _together(
        st.fixed_dictionaries({"numerator": words, "denominator": words}),
        _sometimes(least=st.sampled_from([80, "95.5", "0.01"]), places=st.just(1)),
    ),
    "file": _sometimes(
        kinds=st.lists(st.sampled_from(FILES), min_size=1, unique=True),
        max_mb=st.integers(1, 19),
        max_count=st.integers(2, 9),
        captions=st.just(True),
    ),
    "opinion": _together(
        words.map(lambda some: {"signer": some}),
        _sometimes(seal=st.just(True), max=st.integers(1, 300)),
    ),
    "scale": _together(
        st.one_of(options.map(lambda some: {"options": some}), _figures),
        _sometimes(not_applicable=words, low_label=words, high_label=words),
    ),
    "score": _together(
        st.integers(1, 100).map(lambda points: {"points": points}),
        _sometimes(step=st.sampled_from([1, "0.1", "0.25"])),
        _sometimes(anchors=st.just([{"at": 1, "words": {"zh": "差", "en": "Poor"}}])),
    ),
}


def fields(key: str, kinds: tuple[str, ...] = tuple(OWN)) -> st.SearchStrategy[Plain]:
    """Draw a field of one of these kinds with this key."""

    def of_kind(kind: str) -> st.SearchStrategy[Plain]:
        head = {"key": st.just(key), "kind": st.just(kind), "label": words}
        usual = _sometimes(
            help=words, required=st.just(True), origin=st.sampled_from(["stated", "default: 惯例"])
        )
        return _together(st.fixed_dictionaries(head), usual, OWN[kind])

    return st.sampled_from(kinds).flatmap(of_kind)


def _tables(key: str) -> st.SearchStrategy[Plain]:
    head = st.fixed_dictionaries({"key": st.just(key), "kind": st.just("table"), "label": words})
    columns = st.lists(keys, min_size=1, max_size=3, unique=True).flatmap(
        lambda names: st.tuples(*(fields(name, IN_TABLE) for name in names))
    )
    rows = _pair("min_rows", "max_rows", st.integers(1, 9))
    return _together(head, columns.map(lambda some: {"columns": list(some)}), rows)


@st.composite
def definitions(draw: st.DrawFn, kinds: tuple[str, ...] = SHEETS) -> Plain:
    """Draw the plain form of a sound sheet: fields of every kind, conditions, checks."""
    kind = draw(st.sampled_from([one for one in kinds if one != "scoring"]))
    names = draw(st.lists(keys, min_size=1, max_size=6, unique=True))
    asked = [draw(st.one_of(fields(name), _tables(name))) for name in names]
    for number, one in enumerate(asked[1:], 1):
        if draw(st.booleans()):
            one["show_if"] = f"answered({asked[number - 1]['key']})"
    total = {
        "key": "the_total_of_all",
        "kind": "computed",
        "label": draw(words),
        "formula": f"min(1, {len(names)})",
    }
    cut = draw(st.integers(0, len(asked)))
    sections = [
        {"key": f"part_{place}", "title": draw(words), "fields": some}
        for place, some in enumerate((asked[:cut], [*asked[cut:], total]))
        if some
    ]
    tests = [
        {
            "key": f"check_{name}"[:40],
            "test": f"answered({name}) or not answered({name})",
            "say": draw(words),
            **draw(_sometimes(severity=st.just("warn"), at=st.just(name))),
        }
        for name in names[:2]
    ]
    whole = {"kind": kind, "title": draw(words), "sections": sections, "checks": tests}
    return whole | draw(_sometimes(help=words))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(max_size=5) | st.sampled_from(["key", "kind", "zh"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


def answers_to(plain: Plain) -> st.SearchStrategy[Plain]:
    """Draw answers of any shape to the fields of a sheet, and to none of them."""
    names = [one["key"] for section in plain["sections"] for one in section["fields"]]
    likely = st.sampled_from(
        ["1", "12.5", "2016-11", "2016-11-10", "a", "na", True, False, "", [{}], [{"a": "1"}]]
    )
    return st.dictionaries(st.sampled_from([*names, "else"]), likely | json_values, max_size=9)
