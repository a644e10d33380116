"""Does the oracle that judges pages see what it must, and nothing else?"""

from __future__ import annotations

import pytest
from tests.security.oracle import faults

CLEAN = """<!doctype html><html lang="en"><head><link rel="stylesheet" href="/static/ui/a.css">
<script type="module" src="/static/ui/page.js"></script></head><body>
<form action="/search/"><input name="q" value="&lt;script&gt;"></form><a href="?text=l">x</a>
<a href="mailto:a@b.example">y</a><svg><use href="/static/ui/icons.svg#i"></use></svg></body>"""


def test_a_clean_page_has_no_fault() -> None:
    assert faults(CLEAN) == []


@pytest.mark.parametrize(
    "planted",
    [
        "<script>alert(1)</script>",
        "<script src=https://cdn.example/x.js></script>",
        "<script src=//evil.example/x.js></script>",
        "<img src=x onerror=alert(1)>",
        "<img src=//evil.example/x>",
        "<svg/onload=alert(1)>",
        "<p style=color:red>x</p>",
        "<style>p{}</style>",
        "<a href=javascript:alert(1)>x</a>",
        '<a href="java\tscript:alert(1)">x</a>',
        "<a href=&#106;avascript:alert(1)>x</a>",
        "<form action=https://evil.example>",
        "<button formaction=//evil.example>",
        "<iframe srcdoc=x></iframe>",
        "<base href=//evil.example/>",
        "<meta http-equiv=refresh content=0>",
        "<link rel=stylesheet href=https://fonts.example/a.css>",
    ],
)
def test_what_is_planted_is_seen(planted: str) -> None:
    assert len(faults(CLEAN + planted)) >= 1
