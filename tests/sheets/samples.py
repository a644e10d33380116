"""Which sheets do tests fill in? One of every kind of question, and small ones."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

Plain = dict[str, Any]


def words(zh: str, en: str = "") -> Plain:
    """Return the same words in both languages."""
    return {"zh": zh, "en": en or f"{zh} in English"}


def options(**values: str) -> list[Plain]:
    """Return options by value."""
    return [{"value": value, "words": words(zh)} for value, zh in values.items()]


def question(key: str, kind: str, zh: str = "", **more: Any) -> Plain:
    """Return a field."""
    return {"key": key, "kind": kind, "label": words(zh or key), **more}


def must(key: str, test: str, **more: Any) -> Plain:
    """Return a check."""
    return {"key": key, "test": test, "say": words(f"{key}不对"), **more}


def sheet(*fields: Plain, kind: str = "application", **more: Any) -> Plain:
    """Return a sheet of one section."""
    section = {"key": "main", "title": words("主要"), "fields": list(fields)}
    return {"kind": kind, "title": words("表"), "sections": [section], **more}


TEAM = {
    "kind": "application",
    "title": words("班组申报表", "Team application"),
    "help": words("一张表填到底。"),
    "sections": [
        {
            "key": "team",
            "title": words("班组", "The team"),
            "fields": [
                question("team_name", "text", "班组名称", required=True, max=60, origin="stated"),
                question("uscc", "text", "统一社会信用代码", pattern="uscc"),
                question("mobile", "text", "手机", pattern="mobile"),
                question(
                    "channel", "choice", "申报渠道", options=options(union="工会", women="妇联")
                ),
                question("district", "choice", "所属区", options_from="districts"),
                question(
                    "works", "choices", "作品", options=options(a="甲", b="乙", c="丙"), max=2
                ),
                question("founded_on", "month", "成立年月", latest="2016-10", required=True),
                question("headcount", "whole", "人数", least=3, unit=words("人", "people")),
                question("female_count", "whole", "女职工", least=0),
                question("avg_age", "decimal", "平均年龄", least=16, most=65, places=1),
                question(
                    "female_share",
                    "computed",
                    "女职工比例",
                    formula="female_count * 100 / headcount",
                    places=1,
                    unit=words("%", "%"),
                ),
            ],
        },
        {
            "key": "figures",
            "title": words("数字", "Figures"),
            "fields": [
                question(
                    "on_time",
                    "ratio",
                    "及时率",
                    numerator=words("及时办结"),
                    denominator=words("全部"),
                    required=True,
                ),
                question(
                    "education",
                    "table",
                    "学历结构",
                    columns=[
                        question("level", "choice", options=options(m="本科", c="大专")),
                        question("people", "whole", least=0, required=True),
                        question("women", "whole"),
                    ],
                    max_rows=4,
                    checks=[must("women", "women <= people", at="women")],
                ),
                question("photo", "file", "照片", kinds=["jpg", "png"], max_mb=2, captions=True),
            ],
        },
        {
            "key": "words",
            "title": words("文字", "Words"),
            "fields": [
                question("summary", "long_text", "简要事迹", min=10, max=500, required=True),
                question("was_punished", "yes_no", "受过处罚", required=True),
                question(
                    "punishment",
                    "long_text",
                    "处罚情况",
                    show_if="was_punished == True",
                    required=True,
                ),
                question("pledge", "yes_no", "承诺属实", must_agree=True, required=True),
                question("opinion", "opinion", "单位意见", signer=words("单位负责人"), seal=True),
            ],
        },
    ],
    "checks": [
        must("women_in_total", "female_count <= headcount", at="female_count"),
        must("sum_of_education", "sum(education.people) == headcount", at="education"),
        must("young", "years(founded_on, edition_starts_on) >= 1", severity="warn"),
    ],
}

SURVEY = sheet(
    question("q1", "scale", "总体", options=options(v5="非常满意", v4="满意"), required=True),
    question("q2", "scale", "推荐意愿", high=10, low_label=words("不会"), high_label=words("会")),
    question("q3", "scale", "处理", low=1, high=10, not_applicable=words("未遇到")),
    kind="survey",
)

SCORES = sheet(
    question("results", "score", "顾客满意结果", points=60, required=True),
    question("skill", "score", points=40, step=1, anchors=[{"at": 30, "words": words("良好")}]),
    question("total", "computed", "合计", formula="results + skill", places=1),
    kind="scoring",
)


def whole() -> Plain:
    """Return answers to `TEAM` that are right."""
    return {
        "team_name": "红旗班",
        "channel": "union",
        "founded_on": "2010-05",
        "headcount": "20",
        "female_count": "8",
        "on_time": {
            "numerator": "287",
            "denominator": "300",
            "from": "2015-01",
            "to": "2015-12",
            "source": "服务台账",
        },
        "education": [{"level": "m", "people": "12", "women": "5"}, {"level": "c", "people": "8"}],
        "summary": "全年无有责投诉，服务热情。",
        "was_punished": False,
        "pledge": True,
        "opinion": {
            "text": "同意",
            "signer": "王某",
            "title": "主任",
            "signed_on": "2016-11-01",
            "sealed": True,
        },
    }


def team(**changes: Any) -> Plain:
    """Return a copy of `TEAM`, with some keys changed."""
    return deepcopy(TEAM) | changes
