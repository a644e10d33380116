"""Which texts may be put on the public wall?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from hongbang.kernel.refusal import RuleBroken
from hongbang.notices.rules.publishing import (
    Enclosed,
    Text,
    check_correction,
    check_ready,
    check_reason,
)

GOOD = Text("notice", "关于申报的通知", "", "活动办公室", "<p>十日截止</p>")


def test_check_ready_takes_a_whole_text() -> None:
    check_ready(GOOD)


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        (replace(GOOD, title="  "), "notices.no_title"),
        (replace(GOOD, body_html=""), "notices.no_body"),
        (replace(GOOD, body_html="<p> </p>"), "notices.no_body"),
        (replace(GOOD, body_html="<p>证件 11010519491231002X</p>"), "notices.personal_number"),
        (replace(GOOD, body_html="<p>电话 13800138000</p>"), "notices.personal_number"),
        (replace(GOOD, title="请打 138 0013 8000"), "notices.personal_number"),
    ],
)
def test_check_ready_refuses(spoilt: Text, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_ready(spoilt)

    assert refused.value.code == code


def enclosed(*numbers: str) -> list[Enclosed]:
    return [Enclosed("附件1　条件", "条件.pdf"), Enclosed("附件2　名单", "名单.pdf", numbers)]


def test_check_ready_takes_annexes_without_numbers() -> None:
    check_ready(GOOD, enclosed())


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        (("id_number",), "notices.annex_id_number"),
        (("mobile",), "notices.annex_mobile"),
        (("id_number", "mobile"), "notices.annex_both_numbers"),
    ],
)
def test_check_ready_names_the_annex_and_its_number(numbers: tuple[str, ...], code: str) -> None:
    for check in (
        lambda: check_ready(GOOD, enclosed(*numbers)),
        lambda: check_correction(
            GOOD, GOOD, "换了附件", annexes_changed=True, annexes=enclosed(*numbers)
        ),
    ):
        with pytest.raises(RuleBroken) as refused:
            check()

        assert (refused.value.code, refused.value.params) == (code, {"title": "附件2　名单"})


@pytest.mark.parametrize(
    "annex", [Enclosed("请打 13800138000", "一.pdf"), Enclosed("一", "13800138000.pdf")]
)
def test_check_ready_refuses_a_number_in_the_name_of_an_annex(annex: Enclosed) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_ready(GOOD, [annex])

    assert refused.value.code == "notices.personal_number"


def test_check_correction_takes_a_change_with_a_reason() -> None:
    check_correction(GOOD, replace(GOOD, title="改"), "日期写错了", annexes_changed=False)
    check_correction(GOOD, GOOD, "换了附件", annexes_changed=True)


def test_check_correction_refuses_no_change() -> None:
    with pytest.raises(RuleBroken) as refused:
        check_correction(GOOD, GOOD, "日期写错了", annexes_changed=False)

    assert refused.value.code == "notices.nothing_changed"


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("", "notices.no_reason"),
        ("  改 ", "notices.no_reason"),
        ("请找 13800138000", "notices.personal_number"),
    ],
)
def test_check_reason_refuses(reason: str, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_reason(reason)

    assert refused.value.code == code
