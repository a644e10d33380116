"""Who and what is there before the small season begins: bodies, people with seats, an edition."""

from __future__ import annotations

from hongbang.accounts import operations as accounts
from hongbang.kernel.actor import Role
from hongbang.ops.demo.people import PASSWORD
from hongbang.orgs.models import Organisation
from tests import cast
from tests.applications import stories as applications
from tests.cast import SYSTEM, moment
from tests.programmes import sample
from tests.programmes import stories as editions
from tests.sheets import stories as sheets
from tests.sheets.samples import question, sheet, words

BEGUN = moment("2026-11-09 09:00")
FORM = sheet(
    question("team_name", "text", "班组名称", required=True, max=60),
    question(
        "on_time_rate",
        "ratio",
        "及时率",
        numerator=words("及时办结"),
        denominator=words("全部"),
        required=True,
    ),
    question("story", "long_text", "主要事迹", required=True),
    question("proof", "file", "证明材料", kinds=["pdf"], max_count=2, max_mb=1, captions=True),
)
SCORES = {
    "kind": "scoring",
    "title": words("评分表", "Score sheet"),
    "sections": [
        {
            "key": "results",
            "title": words("顾客结果", "Results"),
            "fields": [question("index", "score", "满意度", points=60, required=True)],
        },
        {
            "key": "heart",
            "title": words("用心", "Care"),
            "fields": [
                question("care", "score", "用心", points=40, required=True),
                question("remark", "long_text", "评语", max=200),
            ],
        },
    ],
}
REVIEW = {
    "readings": 3,
    "trim": 0,
    "is_blind": False,
    "pass_mark": "60",
    "ties": ["criterion:results", "untrimmed_median"],
    "rounds": [],
    "criteria": [
        {"key": "results", "name": words("顾客结果"), "weight": 60},
        {"key": "heart", "name": words("用心"), "weight": 40},
    ],
}
TIMELY = applications.condition(
    "E06", "on_time_rate", ">", value="95", unit="%", window_months=12, evidence=words("服务台账")
) | {"applies": ["team"]}


def begin() -> None:
    """Seat everybody, and open the edition."""
    office = cast.office()
    hosts = [cast.host(1, "示范质量协会"), cast.host(2, "示范总工会")]
    union = cast.organ("黄浦区总工会", "union")
    women = cast.organ("黄浦区妇女联合会", "women")
    store = cast.unit("示范百货有限公司", union, nature="state_held", address="示范东路 12 号")
    for login, name, role, body in (
        ("lin", "林知远", Role.OFFICE_CLERK, office),
        ("zhou", "周明澈", Role.OFFICE_HEAD, office),
        ("fang", "方若谷", Role.EXPERT, office),
        ("wen", "温静言", Role.EXPERT, office),
        ("shao", "邵一鸣", Role.EXPERT, office),
        ("dong", "董巡之", Role.INSPECTOR, office),
        ("wu", "吴怀谨", Role.HOST_APPROVER, hosts[0]),
        ("ye", "叶青禾", Role.HOST_APPROVER, hosts[1]),
        ("lu", "陆文静", Role.ORGAN_CLERK, union),
        ("he", "何思源", Role.ORGAN_HEAD, union),
        ("mei", "梅若水", Role.ORGAN_CLERK, women),
        ("shen", "沈一帆", Role.UNIT_CLERK, store),
    ):
        seat(login, name, role, body)
    applications.team(store, "化妆品柜组")
    open_edition()


def seat(login: str, name: str, role: Role, body: Organisation) -> None:
    """Seat somebody as the demonstration does: the same password, the same addresses."""
    added = accounts.AddPerson(name, f"{login}@hongbang.example", PASSWORD)
    person = accounts.add_person(added, by=SYSTEM, at=BEGUN)
    granted = accounts.GrantSeat(person, body, role, BEGUN.date())
    accounts.grant_seat(granted, by=SYSTEM, at=BEGUN)


def open_edition() -> None:
    """Open an edition with one category and one place, a short form and three readings."""
    sheets.published(SYSTEM, "team_form", FORM)
    sheets.published(SYSTEM, "team_score", SCORES)
    editions.with_sheets()
    made = sample.chapters()
    [category] = made["categories"]["categories"]
    category |= {"quota": 1, "may_award_fewer": True}
    made["conditions"] = {"conditions": [TIMELY]}
    made["quotas"] = {"nominate_share": "2.00", "quotas": []}
    made["balance"] = {"rules": []}
    made["review"] |= REVIEW
    editions.published(SYSTEM, made)
