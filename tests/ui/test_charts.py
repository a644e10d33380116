"""Do the small charts keep their lengths inside the picture?"""

from hypothesis import given
from hypothesis import strategies as st

from hongbang.ui import charts

counts = st.lists(st.integers(0, 10_000), max_size=60)


@given(st.integers(0, 200), st.integers(1, 150), st.integers(0, 150))
def test_seat_bar_fills_and_misses_no_more_than_there_is(value, of, asked):
    bar = charts.seat_bar(value, of=of, at_least=asked, at_most=asked)

    assert 0 <= bar.filled <= bar.width
    assert bar.filled + bar.missing <= bar.width
    assert bar.mark == bar.bracket
    assert bar.missing == 0 or bar.filled + bar.missing == bar.mark
    assert all(bar.filled <= x <= bar.filled + bar.missing for x in bar.hatches)


def test_seat_bar_of_nothing_is_empty():
    assert charts.seat_bar(0, of=0).filled == 0


@given(counts, st.integers(0, 5))
def test_daily_bars_stand_on_the_floor(given_counts, strong):
    picture = charts.daily_bars(given_counts, strong=strong)

    assert len(picture.bars) == len(given_counts)
    assert all(bar.y + bar.height == picture.floor for bar in picture.bars)
    assert all(bar.y >= 0 for bar in picture.bars)
    assert sum(bar.is_strong for bar in picture.bars) == min(strong, len(given_counts))


@given(counts)
def test_spread_is_strong_above_the_line_only(given_counts):
    picture = charts.spread(
        given_counts, lowest=60, step=1, line=75, band=(73, 77), ticks=(70, 80), width=700
    )

    assert all(bar.is_strong == (60 + n + 0.5 >= 75) for n, bar in enumerate(picture.bars))
    assert 0 <= picture.band <= picture.line <= picture.band + picture.band_width <= picture.width
