"""Which bodies has the demonstration below its hosts? Organs as in a city, invented units.

Names of districts' organs follow how such bodies call themselves; enterprises, teams and people
are invented.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoArea:
    """An area with its organs, each with its channel."""

    kind: str
    name: str
    organs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """An invented unit: its organ, district, nature, teams with their people."""

    name: str
    organ: str
    district: str
    nature: str
    address: str
    teams: tuple[tuple[str, tuple[str, ...]], ...]


def of_district(name: str) -> tuple[tuple[str, str], ...]:
    """Name the four organs of a district."""
    return (
        ("union", f"{name}总工会"),
        ("league", f"共青团上海市{name}委员会"),
        ("women", f"上海市{name}妇女联合会"),
        ("quality", f"{name}质量协会"),
    )


AREAS = (
    DemoArea("bureau_industry", "金融系统", (("union", "上海市金融工会"),)),
    DemoArea("bureau_industry", "卫生系统", (("union", "上海市医务工会"),)),
    DemoArea("bureau_industry", "教育系统", (("union", "上海市教育工会"),)),
    DemoArea(
        "bureau_company",
        "示范轨道交通有限公司",
        (("league", "共青团示范轨道交通有限公司委员会"),),
    ),
    DemoArea("bureau_company", "示范机场有限公司", (("league", "共青团示范机场有限公司委员会"),)),
    DemoArea("industry", "旅游行业", (("quality", "旅游行业质量工作委员会"),)),
    DemoArea("industry", "餐饮行业"),
    DemoArea("group", "示范商业（集团）有限公司", (("quality", "示范商业集团质量协会"),)),
    DemoArea("group", "示范水务（集团）有限公司", (("quality", "示范水务集团质量协会"),)),
    DemoArea(
        "city_committee", "物业行业工作委员会", (("quality", "上海市质量协会物业行业工作委员会"),)
    ),
)

STORE = "示范百货有限公司"
HOTEL, BOOKSHOP = "示范大饭店", "示范书城有限公司"
UNION_OF_STORE = "黄浦区总工会"

UNITS = (
    DemoUnit(
        STORE,
        UNION_OF_STORE,
        "黄浦区",
        "state_held",
        "示范东路 12 号",
        (("化妆品柜组", ("钱亦舒", "孙可欣")), ("总服务台", ("李晨曦",))),
    ),
    DemoUnit(
        HOTEL,
        UNION_OF_STORE,
        "黄浦区",
        "foreign",
        "示范西路 8 号",
        (("前厅部礼宾组", ("周自衡",)), ("客房服务三组", ())),
    ),
    DemoUnit(BOOKSHOP, UNION_OF_STORE, "黄浦区", "state", "示范中路 3 号", (("导读组", ()),)),
    DemoUnit("示范老字号餐饮有限公司", UNION_OF_STORE, "黄浦区", "private", "示范弄 5 号", ()),
    DemoUnit(
        "示范区行政服务中心",
        "徐汇区总工会",
        "徐汇区",
        "institution",
        "示范南路 20 号",
        (("综合窗口三班", ("吴静姝",)),),
    ),
    DemoUnit(
        "示范社区事务受理中心",
        "上海市静安区妇女联合会",
        "静安区",
        "institution",
        "示范北路 6 号",
        (("为老服务窗口", ("郑如意",)),),
    ),
    DemoUnit(
        "示范银行浦东支行",
        "上海市金融工会",
        "浦东新区",
        "state_held",
        "示范大道 100 号",
        (("大堂服务组", ("王若谷", "冯知秋")),),
    ),
    DemoUnit(
        "示范第二人民医院",
        "上海市医务工会",
        "杨浦区",
        "institution",
        "示范路 201 号",
        (("心血管护理组", ("陈素问",)), ("门诊导医组", ())),
    ),
    DemoUnit(
        "示范轨道交通运营二公司",
        "共青团示范轨道交通有限公司委员会",
        "闵行区",
        "state",
        "示范公路 9 号",
        (("一〇六站青年班组", ("褚行远",)),),
    ),
    DemoUnit(
        "示范旅行社有限公司",
        "旅游行业质量工作委员会",
        "虹口区",
        "private",
        "示范支路 2 号",
        (("入境接待组", ()),),
    ),
    DemoUnit(
        "示范自来水北区营业所",
        "示范水务集团质量协会",
        "普陀区",
        "state",
        "示范桥路 17 号",
        (("供水抢修二队", ("卫平川",)),),
    ),
    DemoUnit(
        "示范物业服务有限公司",
        "上海市质量协会物业行业工作委员会",
        "长宁区",
        "private",
        "示范新村 1 号",
        (("楼宇管家组", ("蒋安澜",)),),
    ),
)
