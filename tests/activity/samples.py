"""Which return do tests fill in, and what is told of an activity?"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from tests.cast import moment
from tests.sheets.samples import question, words

from hongbang.activity.rules.commands import Told
from hongbang.sheets.rules.definition import read
from hongbang.sheets.rules.shape import Definition


def sheet() -> dict[str, Any]:
    """Return a return sheet: what records feed, what is typed, a mean, a check, a signature."""
    count = {"least": 0}
    fields = [
        question("organ", "choice", "填报单位", options_from="organs", required=True),
        question("units_taking_part", "whole", "参与单位", required=True, **count),
        question("people_taking_part", "whole", "参与人数", required=True, **count),
        question("women_taking_part", "whole", "其中女职工", required=True, **count),
        question("training_sessions", "whole", "培训场次", **count),
        question("training_people", "whole", "培训人次", **count),
        question("training_hours", "decimal", "培训学时", places=1, **count),
        question("volunteer_hours", "decimal", "志愿服务时数", places=1, **count),
    ]
    asked = [
        question("surveys_sent", "whole", "发放份数", **count),
        question("surveys_valid", "whole", "有效份数", required=True, **count),
        question("survey_mean", "decimal", "平均满意度", least=0, most=100),
        question("filler", "opinion", "填表人", required=True, signer=words("填表人")),
    ]
    checks = [
        {
            "key": "women",
            "test": "women_taking_part <= people_taking_part",
            "say": words("女职工人数多于参与人数。", "More women than people."),
            "at": "women_taking_part",
        },
        {
            "key": "valid",
            "test": "surveys_valid <= surveys_sent",
            "say": words("有效份数多于发放份数。", "More valid than sent."),
            "at": "surveys_valid",
        },
    ]
    return {
        "kind": "return",
        "title": words("活动统计表", "Statistics return"),
        "sections": [
            {"key": "done", "title": words("活动"), "fields": fields},
            {"key": "asked", "title": words("顾客调查"), "fields": asked},
        ],
        "checks": checks,
    }


def definition() -> Definition:
    """Return the sheet as rules take it."""
    return read(sheet())


TOLD = Told(
    "training",
    "微笑服务培训",
    "示范百货六楼",
    moment("2026-11-05 09:00"),
    moment("2026-11-05 12:00"),
    30,
    3,
    40,
    25,
    18,
    Decimal("2.5"),
    0,
)


def told(**changes: Any) -> Told:
    """Return what is told of a training, with what is different."""
    return replace(TOLD, **changes)
