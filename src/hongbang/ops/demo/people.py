"""Who is in the demonstration? Bodies are the reference programme's; people are invented."""

from __future__ import annotations

from dataclasses import dataclass

from hongbang.kernel.actor import Role
from hongbang.ops.demo.bodies import BOOKSHOP, HOTEL, STORE, UNION_OF_STORE, of_district
from hongbang.orgs.operations import AddOrganisation

PASSWORD = "hongbang-demo"  # noqa: S105 - demonstration only; refuses to run off loopback


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One invented person with one or more seats: (role, organisation)."""

    name: str
    login: str
    seats: tuple[tuple[Role, str], ...]


OFFICE = "创建活动工作办公室"
QUALITY = "上海市质量协会"
UNION = "上海市总工会"
LEAGUE = "共青团上海市委员会"
WOMEN = "上海市妇女联合会"

ORGANISATIONS = (
    AddOrganisation(
        kind="office",
        name=OFFICE,
        name_en="Programme Office",
        address="示范路 1 号 3 楼（演示）",
        address_en="3/F, 1 Shifan Road (demonstration)",
        postcode="200000",
        telephone="021-5555-0100",
        fax="021-5555-0109",
        email="office@hongbang.example",
    ),
    AddOrganisation(
        kind="host",
        channel="quality",
        name=QUALITY,
        name_en="Shanghai Association for Quality",
        address="示范路 1 号（演示）",
        address_en="1 Shifan Road (demonstration)",
        postcode="200000",
        telephone="021-5555-0110",
        fax="021-5555-0119",
        email="quality@hongbang.example",
        host_rank=1,
    ),
    AddOrganisation(
        kind="host",
        channel="union",
        name=UNION,
        name_en="Shanghai Municipal Trade Union Council",
        address="示范路 2 号（演示）",
        address_en="2 Shifan Road (demonstration)",
        postcode="200000",
        telephone="021-5555-0120",
        fax="021-5555-0129",
        email="union@hongbang.example",
        host_rank=2,
    ),
    AddOrganisation(
        kind="host",
        channel="league",
        name=LEAGUE,
        name_en="Communist Youth League Shanghai Municipal Committee",
        address="示范路 3 号（演示）",
        address_en="3 Shifan Road (demonstration)",
        postcode="200000",
        telephone="021-5555-0130",
        fax="021-5555-0139",
        email="league@hongbang.example",
        host_rank=3,
    ),
    AddOrganisation(
        kind="host",
        channel="women",
        name=WOMEN,
        name_en="Shanghai Women's Federation",
        address="示范路 4 号（演示）",
        address_en="4 Shifan Road (demonstration)",
        postcode="200000",
        telephone="021-5555-0140",
        fax="021-5555-0149",
        email="women@hongbang.example",
        host_rank=4,
    ),
)

BESIDE = dict(of_district("黄浦区"))  # the organs beside the store's union, by channel

PEOPLE = (
    DemoPerson("林知远", "lin@hongbang.example", ((Role.OFFICE_CLERK, OFFICE),)),
    DemoPerson(
        "周明澈",
        "zhou@hongbang.example",
        ((Role.OFFICE_HEAD, OFFICE), (Role.HOST_APPROVER, QUALITY)),
    ),
    DemoPerson("吴怀谨", "wu@hongbang.example", ((Role.HOST_APPROVER, UNION),)),
    DemoPerson("叶青禾", "ye@hongbang.example", ((Role.HOST_APPROVER, LEAGUE),)),
    DemoPerson("苏映雪", "su@hongbang.example", ((Role.HOST_APPROVER, WOMEN),)),
    DemoPerson("方若谷", "fang@hongbang.example", ((Role.EXPERT, OFFICE),)),
    DemoPerson("温静言", "wen@hongbang.example", ((Role.EXPERT, OFFICE),)),
    DemoPerson("邵一鸣", "shao@hongbang.example", ((Role.EXPERT, OFFICE),)),
    DemoPerson("管中行", "guan@hongbang.example", ((Role.INSPECTOR, OFFICE),)),
    DemoPerson("严守正", "yan@hongbang.example", ((Role.AUDITOR, OFFICE),)),
    DemoPerson("程小满", "cheng@hongbang.example", ((Role.SYSTEM_ADMIN, OFFICE),)),
    DemoPerson("潘守门", "pan@hongbang.example", ((Role.SECURITY_ADMIN, OFFICE),)),
    DemoPerson("何思源", "he@hongbang.example", ((Role.ORGAN_HEAD, UNION_OF_STORE),)),
    DemoPerson("陆文静", "lu@hongbang.example", ((Role.ORGAN_CLERK, UNION_OF_STORE),)),
    DemoPerson("顾长青", "gu@hongbang.example", ((Role.UNIT_HEAD, STORE),)),
    DemoPerson("沈一帆", "shen@hongbang.example", ((Role.UNIT_CLERK, STORE),)),
    DemoPerson("洪叶舟", "hong@hongbang.example", ((Role.UNIT_CLERK, HOTEL),)),
    DemoPerson("卢南星", "lunx@hongbang.example", ((Role.UNIT_CLERK, BOOKSHOP),)),
    DemoPerson("江晓岚", "jiang@hongbang.example", ((Role.ORGAN_CLERK, BESIDE["league"]),)),
    DemoPerson("梅若水", "mei@hongbang.example", ((Role.ORGAN_CLERK, BESIDE["women"]),)),
    DemoPerson("秦知行", "qin@hongbang.example", ((Role.ORGAN_CLERK, BESIDE["quality"]),)),
)
