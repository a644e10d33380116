"""Does the timetable's picture keep every word inside, and off its own bar?"""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.portal.rules import timetable
from hongbang.portal.rules.timetable import Phase, Speech, Step, measure, picture

DAY = date(2026, 11, 3)
ENGLISH = Speech(
    day=lambda day: f"{day:%a} {day.day} {day:%b}",
    tick=lambda day: f"{day.day} {day:%b}",
    on="on {day}",
    until="until {day}",
    span="{first} to {last}",
    head="{name}, {when}",
    part="{name} {when}",
    comma="; ",
    stop=". ",
    gap="  ",
    today="Today, {day}",
)
SIX = [
    Step("申报", "各单位填表，随填随检查", date(2026, 10, 19), date(2026, 11, 10)),
    Step("推荐单位初评", "四个渠道联合提意见", date(2026, 11, 3), date(2026, 11, 16)),
    Step("专家评审", "每件至少三位专家", date(2026, 11, 17), date(2026, 11, 25)),
    Step("四家主办单位审定", "对同一份名单签署", date(2026, 11, 26), date(2026, 12, 4)),
    Step("公示", "五个工作日", date(2026, 12, 7), date(2026, 12, 11)),
    Step("发布红榜", "证书有效期三年", date(2026, 12, 18), date(2026, 12, 18)),
]

words = st.text(alphabet="申报初评审定公示一二三，（）“”abcWXYZ 0123456789", max_size=90)


@st.composite
def steps(draw: st.DrawFn) -> list[Step]:
    made = []
    for _ in range(draw(st.integers(1, 12))):
        first = DAY + timedelta(days=draw(st.integers(-200, 200)))
        last = first + timedelta(days=draw(st.integers(0, 160)))
        made.append(Step(draw(words), draw(words), first, last))
    return made


@given(steps(), st.integers(-250, 420), st.integers(480, 1400), st.sampled_from([None, ENGLISH]))
def test_picture_keeps_every_word_inside_and_off_its_bar(made, shift, width, speech):
    today = DAY + timedelta(days=shift)

    drawn = picture(
        made, today, width, speech=speech or timetable.CHINESE, today_note="离截止还有 5 个工作日"
    )

    assert len(drawn.rows) == len(made)
    for row in drawn.rows:
        assert row.bar.x >= 0
        assert row.bar.right <= width + 4
        for label in row.labels:
            assert label.left >= 0
            assert label.right <= width
            above = label.y <= row.bar.y
            beside = label.right <= row.bar.x or label.left >= row.bar.right
            within = row.bar.x <= label.left and label.right <= row.bar.right
            assert above or (within if label.is_on_bar else beside)
    for tick in drawn.ticks:
        assert not tick.text or tick.x + 4 + measure(tick.text) <= width
    if drawn.today:
        assert 0 <= drawn.today.x <= width
        assert drawn.today.box.x >= 0
        assert drawn.today.box.right <= width
        assert drawn.today.box.y >= max(row.bar.y + row.bar.height for row in drawn.rows)
        assert all(run.top <= run.foot for run in drawn.today.runs)
        for label in (label for row in drawn.rows for label in row.labels if not label.is_on_bar):
            if label.left <= drawn.today.x <= label.right:
                assert all(
                    run.foot <= label.y - 10 or run.top >= label.y for run in drawn.today.runs
                )


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("推荐单位初评" * 9, ["推荐单位初评" * 9]),
        ("Joint review by the organs of every district and bureau " * 3, None),
    ],
)
def test_words_longer_than_the_picture_are_broken_into_lines(name, lines):
    step = Step(name.strip(), "", DAY, DAY)

    row = picture([step], DAY, 480).rows[0]

    told = [label.strong for label in row.labels]
    assert len(told) >= 2
    assert all(measure(line) <= 480 for line in told)
    joined = " ".join(told) if lines is None else "".join(told)
    assert joined.startswith(lines[0] if lines else name.strip())
    if lines is None:
        assert set(" ".join(told).split()) >= set(name.split())


@given(steps(), st.integers(-250, 420))
def test_list_says_the_same_words_with_today_before_what_is_not_over(made, shift):
    today = DAY + timedelta(days=shift)

    items = picture(made, today).items

    assert sum(item.is_today for item in items) == 1
    place = [item.is_today for item in items].index(True)
    assert all(item.phase == Phase.DONE for item in items[:place])
    assert all(item.phase != Phase.DONE for item in items[place + 1 :])
    assert sorted(item.name for item in items if not item.is_today) == sorted(
        step.name for step in made
    )


@given(steps())
def test_rows_never_overlap(made):
    rows = picture(made, DAY, 600).rows

    for above, below in pairwise(rows):
        foot = above.bar.y + above.bar.height
        tops = [label.y - 14 for label in below.labels if not label.is_on_bar]
        assert all(foot <= top for top in [below.bar.y, *tops])


def test_picture_of_the_mock_up_runs_two_steps_and_stands_the_rest_beside():
    drawn = picture(SIX, DAY, 1180, today_note="距申报截止还有 5 个工作日")

    assert [row.phase for row in drawn.rows] == [Phase.NOW] * 2 + [Phase.NEXT] * 4
    assert [len(row.labels) for row in drawn.rows] == [2, 2, 1, 1, 1, 1]
    assert [row.labels[0].is_end for row in drawn.rows] == [False, False, False, True, True, True]
    assert drawn.today is not None
    assert drawn.today.text == "今天 11月3日 周二　距申报截止还有 5 个工作日"
    assert drawn.sentence.startswith("申报 至 11月10日 周二，推荐单位初评 至 11月16日 周一，")


def test_picture_marks_what_is_over():
    drawn = picture(SIX, date(2026, 12, 30), 1180)

    assert {row.phase for row in drawn.rows} == {Phase.DONE}
    assert drawn.today is None
    assert drawn.items[-1].is_today


def test_picture_takes_a_note_that_is_too_long_out_of_the_box():
    drawn = picture(SIX, DAY, 480, today_note="很长的话" * 12)

    assert drawn.today is not None
    assert drawn.today.text == "今天 11月3日 周二"


def test_picture_leaves_weekends_unshaded_when_days_are_too_narrow():
    year = [Step("全年", "", date(2026, 1, 1), date(2027, 6, 30))]

    assert picture(year, DAY, 1180).weekends == ()


def test_picture_refuses_nothing_to_draw():
    with pytest.raises(ValueError, match="needs a step"):
        picture([], DAY)


def test_picture_refuses_a_width_that_words_cannot_stand_in():
    with pytest.raises(ValueError, match="needs a width"):
        picture(SIX, DAY, 320)


def test_step_refuses_to_end_before_it_starts():
    with pytest.raises(ValueError, match="cannot end before"):
        Step("公示", "", DAY, DAY - timedelta(days=1))
