"""Which score sheet do tests score on? Two sections of 65 and 35 points, and a remark."""

from __future__ import annotations

from tests.sheets.samples import Plain, question, words

SCORES: Plain = {
    "kind": "scoring",
    "title": words("评分表", "Score sheet"),
    "sections": [
        {
            "key": "results",
            "title": words("顾客结果", "Results"),
            "fields": [
                question("index", "score", "满意度", points=45, required=True),
                question("praise", "score", "表扬", points=20, required=True),
            ],
        },
        {
            "key": "heart",
            "title": words("用心", "Care"),
            "fields": [
                question("care", "score", "用心", points=35, required=True),
                question("remark", "long_text", "评语", max=200),
            ],
        },
    ],
}
