"""Which organs are there, as the notice has it?"""

from __future__ import annotations

import pytest

from hongbang.kernel.refusal import RuleBroken
from hongbang.orgs.rules.channels import AreaKind, Channel, channels_in, check_organ
from hongbang.orgs.texts import AREA_KINDS, CHANNELS

TABLE = {
    "district": {"union", "league", "women", "quality"},
    "bureau_industry": {"union"},
    "bureau_company": {"league"},
    "industry": {"quality"},
    "group": {"quality"},
    "city_committee": {"quality"},
}


@pytest.mark.parametrize("kind", [*AreaKind])
@pytest.mark.parametrize("channel", [*Channel])
def test_an_organ_stands_where_the_notice_has_one(kind: AreaKind, channel: Channel) -> None:
    if channel in TABLE[kind]:
        assert channel in channels_in(kind)
        check_organ(channel, kind)
        return
    with pytest.raises(RuleBroken) as refused:
        check_organ(channel, kind)
    assert refused.value.code == "orgs.no_such_organ"


def test_a_channel_that_nobody_knows_has_no_organ() -> None:
    with pytest.raises(RuleBroken):
        check_organ("club", "district")


def test_every_kind_and_channel_has_its_word() -> None:
    assert [*dict(CHANNELS)] == [*Channel]
    assert [*dict(AREA_KINDS)] == [*AreaKind]
