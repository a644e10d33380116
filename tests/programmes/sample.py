"""Which edition do the tests begin with? Small, sound and invented."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import tomli_w

Plain = dict[str, Any]

SHEETS = ("team_form", "team_form@1", "team_score", "survey", "activity_return")


def words(zh: str, en: str = "") -> dict[str, str]:
    return {"zh": zh, "en": en or f"English of {zh}"}


def milestone(key: str, stage: str, first: str, last: str) -> Plain:
    return {
        "key": key,
        "name": words(f"第{key}步", f"Step {key}"),
        "stage": stage,
        "starts_on": first,
        "ends_on": last,
        "concerns": ["units", "organs"],
        "is_public": True,
    }


_GENERAL: Plain = {
    "name": words("2026年度服务之星", "Service Stars 2026"),
    "year": 2026,
    "starts_on": "2026-10-19",
    "ends_on": "2026-12-31",
    "theme": words("满意引领服务"),
    "approval_reference": "示范批〔2026〕1号",
    "approval_body": "示范评比表彰办公室",
    "approved_on": "2026-09-01",
    "survey_sheet": "survey",
    "return_sheet": "activity_return",
    "basis": [{"title": words("关于2025年活动的通知"), "number": "示范〔2025〕9号"}],
}
_TIMETABLE: Plain = {
    "milestones": [
        milestone("apply", "application", "2026-10-19", "2026-11-10"),
        milestone("recommend", "recommendation", "2026-11-03", "2026-11-16"),
        milestone("review", "review", "2026-11-17", "2026-11-25"),
        milestone("post", "publicity", "2026-12-07", "2026-12-15"),
    ]
}
_CONDITIONS: Plain = {
    "conditions": [
        {
            "id": "E06",
            "words": words("服务及时率超过 95%"),
            "applies": ["team"],
            "indicator": "on_time_rate",
            "operator": ">",
            "value": "95",
            "unit": "percent",
            "window_months": 12,
            "kind": "hard",
            "origin": "default: sister programme",
        },
        {
            "id": "E02",
            "words": words("具备准入资质"),
            "applies": ["team"],
            "indicator": "licence",
            "operator": "in",
            "among": ["有", "不需要"],
            "kind": "soft",
            "origin": "stated",
        },
    ]
}
_CHAPTERS: dict[str, Plain] = {
    "general": _GENERAL,
    "hosts": {
        "leading_group": words("领导小组"),
        "office": words("工作办公室"),
        "office_at": "quality",
        "hosts": [
            {"key": "quality", "name": words("示范质量协会"), "channel": "quality"},
            {"key": "union", "name": words("示范总工会"), "channel": "union"},
        ],
    },
    "tracks": {"tracks": [{"key": "city", "name": words("市级")}]},
    "categories": {
        "categories": [
            {
                "key": "team",
                "track": "city",
                "name": words("服务明星班组", "Star Team"),
                "kind": "team",
                "quota": 100,
                "may_award_fewer": True,
                "form": "team_form",
            }
        ]
    },
    "timetable": _TIMETABLE,
    "industries": {
        "is_open": True,
        "industries": [{"key": "retail", "name": words("商业"), "gb4754": ["F51", "F52"]}],
    },
    "conditions": _CONDITIONS,
    "quotas": {
        "nominate_share": "1.20",
        "quotas": [
            {"key": "u", "scope": "channel", "of": "union", "subject": "team", "seats": 40},
            {"key": "r", "scope": "industry", "of": "retail", "subject": "team", "seats": 30},
            {"key": "h", "scope": "district", "of": "黄浦区", "subject": "team", "seats": 10},
        ],
    },
    "balance": {
        "rules": [
            {
                "key": "women",
                "scope": "edition",
                "attribute": "women",
                "bound": "least",
                "share": "0.40",
                "severity": "price",
                "price": "1.5",
                "origin": "default",
            },
            {
                "key": "front_line",
                "scope": "edition",
                "subject": "team",
                "attribute": "front_line",
                "bound": "least",
                "seats": 60,
                "severity": "soft",
                "origin": "default",
            },
        ]
    },
    "review": {
        "readings": 5,
        "trim": 1,
        "ties": ["criterion:results", "untrimmed_median"],
        "rounds": [{"key": "first", "name": words("初评"), "readings": 3, "goes_on": 30}],
        "score_sheets": [{"category": "team", "sheet": "team_score"}],
        "criteria": [
            {"key": "story", "name": words("事迹"), "weight": 60},
            {"key": "index", "name": words("满意度"), "weight": 40},
        ],
    },
    "publicity": {
        "notice_days": 7,
        "minimum_days": 5,
        "inquiry_days": 10,
        "longest_inquiry_days": 20,
        "is_signed": True,
        "objections": words("署真名，附证据"),
    },
    "validity": {
        "years": 3,
        "sanctions": [
            {"key": "warning", "grade": 1, "name": words("提醒整改")},
            {"key": "hold", "grade": 2, "name": words("暂停称号"), "is_public": True},
            {"key": "end", "grade": 3, "name": words("取消称号"), "ends_the_award": True},
        ],
    },
    "survey": {
        "satisfied_by": "overall",
        "satisfied_from": 7,
        "recommend_by": "recommend",
        "pressed_by": "was_pressed",
        "least_answered": "0.80",
        "origin": "default",
        "questions": [
            {"key": "manners", "weight": 1},
            {"key": "speed", "weight": 1},
            {"key": "overall", "weight": 2},
        ],
        "answers": [
            {"key": "very_satisfied", "points": 100, "is_satisfied": True},
            {"key": "satisfied", "points": 75, "is_satisfied": True},
            {"key": "fairly", "points": 50},
            {"key": "dissatisfied", "points": 25},
            {"key": "very_dissatisfied", "points": 0},
        ],
    },
    "material": {
        "rules": [
            {
                "key": "story",
                "words": words("主要事迹 800 到 2000 字"),
                "least_characters": 800,
                "most_characters": 2000,
                "formats": ["pdf"],
            }
        ]
    },
    "texts": {"texts": [{"key": "call", "title": words("通知"), "body": words("一\n\n二")}]},
    "contacts": {
        "contacts": [
            {"host": "quality", "telephone": "021-5555-0100", "email": "a@example.org"},
            {"host": "union", "telephone": "021-5555-0101"},
        ]
    },
    "annexes": {
        "annexes": [
            {"number": 1, "title": words("申报条件"), "chapter": "conditions"},
            {"number": 2, "title": words("班组申报表"), "sheet": "team_form"},
        ]
    },
    "appointments": {
        "bodies": [
            {"key": "group", "name": words("领导小组"), "role": "leading_group", "members": 8},
            {"key": "desk", "name": words("工作办公室"), "role": "office", "host": "quality"},
        ]
    },
}


def chapters() -> dict[str, Plain]:
    """Return an edition of 2026 that could open, but for its sheets."""
    return deepcopy(_CHAPTERS)


def without_sheets() -> dict[str, Plain]:
    """Return the same edition, naming no sheet."""
    made = chapters()
    for key in ("survey_sheet", "return_sheet"):
        del made["general"][key]
    del made["categories"]["categories"][0]["form"]
    del made["review"]["score_sheets"]
    del made["annexes"]["annexes"][1]["sheet"]
    made["annexes"]["annexes"][1]["chapter"] = "material"
    return made


def organs() -> Plain:
    """Return bodies for an edition: two hosts, an office, an area, an organ in each channel."""
    return {
        "hosts": [
            {"name": "示范质量协会", "name_en": "Quality", "channel": "quality"},
            {"name": "示范总工会", "channel": "union", "telephone": "021-5555-0101"},
        ],
        "offices": [{"name": "示范活动办公室"}],
        "areas": [{"kind": "group", "name": "示范集团"}],
        "organs": [
            {
                "name": "示范黄浦工会",
                "channel": "union",
                "area": "黄浦区",
                "parent": "示范总工会",
            },
            {
                "name": "示范集团质协",
                "channel": "quality",
                "area": "示范集团",
                "parent": "示范质量协会",
            },
        ],
    }


def write(
    root: Path,
    made: dict[str, Plain],
    bodies: Plain | None = None,
    sheets: dict[str, Plain] | None = None,
) -> Path:
    """Write a programme's directory, as an office would keep it."""
    files: dict[str, Plain] = {
        "programme.toml": {"code": "service-star", "name": words("服务之星", "Service Stars")},
        "organs.toml": organs() if bodies is None else bodies,
    }
    files |= {f"sheets/{code}.toml": content for code, content in (sheets or {}).items()}
    files |= {f"chapters/{name}.toml": content for name, content in made.items()}
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(tomli_w.dumps(content), encoding="utf-8")
    return root
