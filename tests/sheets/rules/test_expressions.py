"""Is each expression worked out exactly, unknown where something is not answered, or refused?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.sheets.rules.counting import characters
from hongbang.sheets.rules.expressions import Expression, Misread, Value, parse


@dataclass
class Told:
    """Answers told outright."""

    values: dict[str, Value] = field(default_factory=dict)
    tables: dict[str, dict[str, list[Value]]] = field(default_factory=dict)

    def value(self, name: str) -> Value:
        return self.values.get(name)

    def column(self, table: str, column: str) -> Sequence[Value]:
        return self.tables[table][column]

    def count(self, table: str) -> int:
        return len(next(iter(self.tables[table].values())))

    def is_answered(self, name: str) -> bool:
        return name in self.values


KNOWN = Told(
    {
        "a": Fraction(3),
        "b": Fraction(4),
        "yes": True,
        "no": False,
        "word": "工会 推荐",
        "channel": "union",
        "some": frozenset({"x", "y"}),
        "born": date(1990, 11, 1),
        "day_of_start": date(2016, 10, 17),
        "edition_starts_on": date(2016, 10, 17),
    },
    {"t": {"n": [Fraction(1), Fraction(2)], "gap": [Fraction(1), None]}, "e": {"n": []}},
)

WORKED = [
    ("a + b * 2", Fraction(11)),
    ("(a - b) / 3", Fraction(-1, 3)),
    ("0.1 + 0.2 == 0.3", True),
    ("-a", Fraction(-3)),
    ("-word", None),
    ("a / 0", None),
    ("a + word", None),
    ("a < b <= 4", True),
    ("a > b", False),
    ("a >= 3", True),
    ("a != b", True),
    ("a == word", None),
    ("a < word", None),
    ("some == some", None),
    ("born < day_of_start", True),
    ("a < missing", None),
    ("missing == missing", None),
    ("no and missing == 1", False),
    ("yes and missing == 1", None),
    ("yes or missing == 1", True),
    ("no or missing == 1", None),
    ("no or no", False),
    ("yes and yes", True),
    ("not no", True),
    ("not a", None),
    ("not missing", None),
    ("channel in ('union', 'women')", True),
    ("channel not in ['women']", True),
    ("'x' in some", True),
    ("a in some", None),
    ("len(word)", Fraction(4)),
    ("len(some)", Fraction(2)),
    ("len(a)", None),
    ("min(a, b, 1)", Fraction(1)),
    ("max(a, missing)", None),
    ("years(born, day_of_start)", Fraction(25)),
    ("months(born, day_of_start)", Fraction(311)),
    ("months(born, a)", None),
    ("years(born, a)", None),
    ("age(born)", Fraction(25)),
    ("age(born, day('2016-11-01'))", Fraction(26)),
    ("day('2016-13-01')", None),
    ("day(a)", None),
    ("sum(t.n)", Fraction(3)),
    ("sum(t.gap)", None),
    ("sum(e.n)", None),
    ("count(t) + count(e)", Fraction(2)),
    ("answered(a)", True),
    ("answered(missing)", False),
    ("True", True),
    ("'text'", "text"),
]


@pytest.mark.parametrize(("text", "value"), WORKED)
def test_an_expression_is_worked_out_by_hand(text: str, value: Value) -> None:
    taken = parse(text)

    assert isinstance(taken, Expression), taken
    assert taken.ask(KNOWN) == value
    assert type(taken.ask(KNOWN)) is type(value)


NOT_TAKEN = [
    ("", "not_readable"),
    ("a +", "not_readable"),
    ("a; b", "not_readable"),
    ("x\x00", "not_readable"),
    ("'\\d'", "not_readable"),
    ("1if 2 else 3", "not_readable"),
    ("0x10", "not_readable"),
    ("1e5", "not_readable"),
    ("(" * 210 + "1" + ")" * 210, "not_readable"),
    ("a" * 501, "too_long"),
    ("-" * 30 + "a", "too_deep"),
    ("+".join("a" * 70), "too_deep"),
    ("a ** b", "not_allowed"),
    ("a % b", "not_allowed"),
    ("+a", "not_allowed"),
    ("a is b", "not_allowed"),
    ("a.b", "not_allowed"),
    ("a[0]", "not_allowed"),
    ("a if b else c", "not_allowed"),
    ("lambda: 1", "not_allowed"),
    ("[x for x in a]", "not_allowed"),
    ("f'{a}'", "not_allowed"),
    ("(a := 1)", "not_allowed"),
    ("None", "not_allowed"),
    ("b'x'", "not_allowed"),
    ("9" * 21, "not_allowed"),
    ("9" * 310 + ".0", "not_allowed"),
    ("a.upper()", "not_allowed"),
    ("len(a=1)", "not_allowed"),
    ("len(*some)", "not_allowed"),
    ("open('x')", "no_such_function"),
    ("len(a, b)", "wrong_count"),
    ("min(a)", "wrong_count"),
    ("age()", "wrong_count"),
    ("a in (b, c)", "list_of_texts"),
    ("sum(a)", "wants_a_column"),
    ("count(1)", "wants_a_name"),
    ("answered(a, b)", "wants_a_name"),
]


@pytest.mark.parametrize(("text", "code"), NOT_TAKEN)
def test_what_is_not_taken_is_named(text: str, code: str) -> None:
    found = parse(text)

    assert isinstance(found, Misread), found
    assert found.code == code


def test_an_expression_says_what_it_names() -> None:
    taken = parse("a + sum(t.n) > count(u) and answered(w) and age(born) > 1")

    assert isinstance(taken, Expression)
    assert taken.names == {"a", "born", "edition_starts_on"}
    assert taken.columns == {("t", "n")}
    assert taken.tables == {"u"}
    assert taken.answered == {"w"}


PIECES = ["a", "b", "missing", "word", "some", "born", "yes", "t.n", "1", "0.5", "'x'", "(", ")"]
SIGNS = ["+", "-", "*", "/", "<", "==", "in", "and", "or", "not", ",", "len(", "sum(", "age("]


@given(st.lists(st.sampled_from(PIECES + SIGNS), max_size=12).map(" ".join) | st.text(max_size=40))
def test_an_expression_never_raises(text: str) -> None:
    taken = parse(text)

    if isinstance(taken, Expression):
        assert isinstance(taken.ask(KNOWN), Fraction | bool | str | date | frozenset | None)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("红榜", 2),
        ("红 榜\n，", 3),
        ("𠮷", 1),
        ("e\u0301", 1),
        ("a\u200db", 2),
        ("\x01", 0),
    ],
)
def test_characters_are_counted_as_chinese_forms_do(text: str, count: int) -> None:
    assert characters(text) == count
