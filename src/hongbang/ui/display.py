"""How does this visitor want pages shown: text size, contrast, language?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

CHOICES: Mapping[str, tuple[str, ...]] = {
    "text": ("m", "l", "xl"),
    "contrast": ("auto", "normal", "high"),
    "lang": ("zh-hans", "en"),
}
COOKIE_PREFIX = "display_"
HTML_LANGUAGE = {"zh-hans": "zh-Hans", "en": "en"}


@dataclass(frozen=True, slots=True)
class Display:
    """What the server writes on `<html>`; kept in cookies, set by plain links.

    >>> shown = Display.from_cookies({"display_text": "xl", "display_contrast": "loud"})
    >>> shown.text, shown.contrast, shown.language
    ('xl', 'auto', 'zh-hans')
    """

    text: str = "m"
    contrast: str = "auto"
    language: str = "zh-hans"

    @classmethod
    def from_cookies(cls, cookies: Mapping[str, str]) -> Display:
        """Read the wishes kept in cookies; what is unknown counts as no wish."""
        kept = chosen({name: cookies.get(COOKIE_PREFIX + name, "") for name in CHOICES}) or {}
        return cls(
            text=kept.get("text", "m"),
            contrast=kept.get("contrast", "auto"),
            language=kept.get("lang", "zh-hans"),
        )

    @staticmethod
    def chosen(query: Mapping[str, str]) -> dict[str, str] | None:
        """Return the wishes given in an address, or nothing."""
        return chosen(query)

    @staticmethod
    def query_for(query: str = "", **wishes: str) -> str:
        """Write the query string that keeps `query` and adds `wishes`."""
        return replaced(query, wishes)

    @property
    def html_language(self) -> str:
        """Return the language as `<html lang>` spells it."""
        return HTML_LANGUAGE[self.language]

    @property
    def other_contrast(self) -> str:
        """Return the contrast that the switch leads to."""
        return "normal" if self.contrast == "high" else "high"


def chosen(query: Mapping[str, str]) -> dict[str, str] | None:
    """Return the valid display wishes among the parameters, or nothing.

    >>> chosen({"text": "xl", "lang": "EN", "q": "star", "contrast": "neon"})
    {'text': 'xl', 'lang': 'en'}
    >>> chosen({"q": "star"}) is None
    True
    """
    wishes = {
        name: value
        for name, allowed in CHOICES.items()
        if (value := query.get(name, "").lower()) in allowed
    }
    return wishes or None


def replaced(query: str, changes: Mapping[str, object]) -> str:
    """Return `?…` with these parameters replaced; None or "" takes one away.

    >>> replaced("q=%E6%98%9F&page=3", {"page": 4})
    '?q=%E6%98%9F&page=4'
    >>> replaced("page=3", {"page": None})
    '?'
    """
    kept = [pair for pair in parse_qsl(query) if pair[0] not in changes]
    added = [(name, str(value)) for name, value in changes.items() if value not in (None, "")]
    return "?" + urlencode(kept + added)
