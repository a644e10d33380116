"""Does a desk show what is late first, then what comes, and forget nothing?"""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hongbang.journey.rules.desk import Card, Desk, Wait, lay_out

TODAY = date(2026, 11, 24)
DAYS = st.none() | st.integers(-9, 9).map(lambda days: TODAY + timedelta(days=days))
CARDS = st.builds(
    Card,
    st.text("甲乙丙", min_size=1, max_size=2),
    st.just(""),
    st.just(""),
    st.just(""),
    DAYS,
    DAYS,
)


def card(title: str, due: int | None = None, since: int | None = None) -> Card:
    """Make a card due and waiting since so many days from today."""
    days = [None if days is None else TODAY + timedelta(days=days) for days in (due, since)]
    return Card(title, "", "", "", *days)


def titles(cards: tuple[Card, ...]) -> list[str]:
    return [each.title for each in cards]


def test_late_stands_above_today_and_the_rest_below() -> None:
    cards = [card("今天", 0), card("明天", 1), card("昨天", -1), card("前天", -2), card("不限")]

    desk = lay_out(cards, [], TODAY)

    assert titles(desk.late) == ["前天", "昨天"]
    assert titles(desk.coming) == ["今天", "明天", "不限"]
    assert desk.count == 5


def test_what_has_no_day_stands_by_how_long_it_waits() -> None:
    cards = [card("乙", since=-1), card("甲", since=-1), card("久", since=-9), card("新")]

    assert titles(lay_out(cards, [], TODAY).coming) == ["久", "乙", "甲", "新"]


def test_an_empty_desk_is_empty() -> None:
    assert lay_out([], [], TODAY) == Desk((), (), ())
    assert lay_out([], [], TODAY).count == 0


def test_waits_are_handed_on_as_they_are() -> None:
    waits = [Wait("初评意见", "质量协会"), Wait("证明", "本单位", "/x/", "催一催")]

    assert lay_out([], waits, TODAY).waits == tuple(waits)


@given(st.lists(CARDS, max_size=8))
def test_no_card_is_lost_and_days_never_go_back(cards: list[Card]) -> None:
    desk = lay_out(cards, [], TODAY)

    shown = [*desk.late, *desk.coming]
    days = [each.due_on or date.max for each in shown]
    assert sorted(shown, key=repr) == sorted(cards, key=repr)
    assert days == sorted(days)
    assert [each for each in desk.late if each.due_on is None or each.due_on >= TODAY] == []
    assert [each for each in desk.coming if each.due_on is not None and each.due_on < TODAY] == []
