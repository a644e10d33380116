"""Is a back end read from its one setting, or refused with what would be right?"""

from __future__ import annotations

import pytest

from hongbang.outbox.rules.backends import RIGHT, Backend


@pytest.mark.parametrize(
    ("way", "text", "read"),
    [
        ("email", "", Backend("file")),
        ("email", "console:", Backend("console")),
        ("sms", "file:///srv/%E7%9F%AD%E4%BF%A1", Backend("file", "/srv/短信")),
        (
            "email",
            "smtp://u:p%40s@relay.example:2525?from=o@a.example&tls=yes",
            Backend(
                "smtp",
                host="relay.example",
                port=2525,
                user="u",
                password="p@s",
                sender="o@a.example",
                starttls=True,
            ),
        ),
        (
            "email",
            "smtp://relay.example?from=o@a.example",
            Backend("smtp", host="relay.example", port=25, sender="o@a.example"),
        ),
    ],
)
def test_a_good_setting_is_read(way: str, text: str, read: Backend) -> None:
    assert Backend.read(text, way=way) == read


@pytest.mark.parametrize(
    ("way", "text"),
    [
        ("email", "smtp://relay.example"),
        ("email", "smtp://relay.example?from=o@a.example&to=x"),
        ("email", "smtp://?from=o@a.example"),
        ("email", "smtp://relay.example:port?from=o@a.example"),
        ("email", "http://relay.example?from=o@a.example"),
        ("email", "file://host/folder"),
        ("email", "file:relative"),
        ("sms", "smtp://relay.example?from=o@a.example"),
        ("sms", "console"),
    ],
)
def test_a_bad_setting_is_refused_with_the_remedy(way: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"^Write ") as refused:
        Backend.read(text, way=way)

    assert str(refused.value) == RIGHT[way]


def test_a_password_is_not_shown() -> None:
    read = Backend.read("smtp://u:geheim@relay.example?from=o@a.example", way="email")

    assert "geheim" not in repr(read)
