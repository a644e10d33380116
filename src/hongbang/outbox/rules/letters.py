"""What does a message say as a letter, and how are its gaps filled?

Only plain `{field}` gaps are filled: there is no template language that could run anything.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from hongbang.kernel.refusal import RuleBroken

HEADING_MAX, BODY_MAX, SHORT_MAX = 120, 4000, 300
EVERYWHERE = ("site", "link")  # gaps that every message knows
ONE_SMS, PART_OF_SMS = 70, 67  # characters in UCS-2, 3GPP TS 23.040 section 9.2.3.24
_GAP = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_PERCENT = re.compile(r"%\(([a-z][a-z0-9_]*)\)s")


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as a room declares it in its `texts.MESSAGES`, where a sentence is not enough.

    All parts are translatable texts with `%(name)s` gaps. `sentence` stands in the inbox and
    heads the mail where there is no heading; `samples` fill the preview.
    """

    sentence: object
    heading: object = ""
    body: object = ""
    short: object = ""
    samples: Mapping[str, str] = field(default_factory=dict)
    needed: tuple[str, ...] = ()  # gaps that mail and short form may not lack
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a letter in one language, with `{name}` gaps: heading, mail, short form."""

    heading: str
    body: str
    short: str

    @property
    def gaps(self) -> tuple[str, ...]:
        """List the gaps in order of appearance, once each."""
        found = _GAP.findall("\n".join((self.heading, self.body, self.short)))
        return tuple(dict.fromkeys(found))


def with_gaps(text: str) -> str:
    """Turn the catalogue's gaps into the office's.

    >>> with_gaps("《%(title)s》已公布，100%% 属实")
    '《{title}》已公布，100% 属实'
    """
    return _PERCENT.sub(r"{\1}", text).replace("%%", "%")


def default_words(sentence: str, heading: str, body: str, short: str) -> Words:
    """Return the words of a message nobody has edited, in its catalogue's language.

    >>> default_words("《%(title)s》已公布", "", "", "").body
    '《{title}》已公布\\n\\n{link}'
    """
    said = with_gaps(sentence)
    return Words(
        with_gaps(heading) or said,
        with_gaps(body) or f"{said}\n\n{{link}}",
        with_gaps(short) or said,
    )


def check(words: Words, known: tuple[str, ...], needed: tuple[str, ...] = ()) -> None:
    """Refuse words that cannot go out: an empty part, an unknown gap, one that is lacking.

    Refuses: `outbox.no_heading`, `outbox.no_body`, `outbox.no_short`, `outbox.unknown_field`,
    `outbox.lacks_field`.

    >>> check(Words("码", "{code}", "{kode}"), ("code", "link"))
    Traceback (most recent call last):
    hongbang.kernel.refusal.RuleBroken: outbox.unknown_field
    """
    for name in ("heading", "body", "short"):
        if not getattr(words, name).strip():
            raise RuleBroken(f"outbox.no_{name}")
    for gap in words.gaps:
        if gap not in known:
            raise RuleBroken(
                "outbox.unknown_field",
                {"field": f"{{{gap}}}", "known": "、".join(f"{{{one}}}" for one in known)},
            )
    lacking = _lacking(words, needed)
    if lacking:
        raise RuleBroken("outbox.lacks_field", {"field": f"{{{lacking}}}"})


def fill(text: str, values: Mapping[str, str]) -> str:
    """Fill the gaps once: what a value says is never read as a gap again.

    >>> fill("{a} and {b}", {"a": "{b}", "b": "2"})
    '{b} and 2'
    """
    return _GAP.sub(lambda gap: values.get(gap[1], ""), text)


def blank(text: str) -> str:
    """Show a text whose gaps are not filled.

    >>> blank("《{title}》已公布")
    '《…》已公布'
    """
    return _GAP.sub("…", text)


def tongue(text: str) -> str:
    """Name the language of a line, as HTML does: Chinese where there is a Chinese character.

    >>> tongue("《通知》已公布"), tongue("https://a.example/")
    ('zh-Hans', 'en')
    """
    return "zh-Hans" if any("\u3400" <= c <= "\u9fff" for c in text) else "en"


def one_line(text: str) -> str:
    r"""Make a header's text: one line, no control and no hidden direction.

    >>> one_line("a\r\nBcc: b@c.example\x00")
    'a Bcc: b@c.example'
    """
    shown = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text)
    return " ".join(shown.split())


def plain_lines(text: str) -> str:
    r"""Make a letter's text: line ends stay, other controls go.

    >>> plain_lines("a\r\nb\x1b[2J\u202e")
    'a\nb[2J'
    """
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in whole if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf"})
    return "".join(kept).strip()


def filled(words: Words, values: Mapping[str, str]) -> Words:
    """Fill a letter, safe for headers and screens."""
    return Words(
        one_line(fill(words.heading, values)),
        plain_lines(fill(words.body, values)),
        one_line(fill(words.short, values)),
    )


def sms_parts(text: str) -> tuple[int, int]:
    """Count the characters of a text message and the parts it is sent in.

    A character outside the basic plane counts as two, and is not cut in half.

    >>> sms_parts("字" * 70), sms_parts("字" * 71), sms_parts("字" * 135), sms_parts("")
    ((70, 1), (71, 2), (135, 3), (0, 0))
    """
    widths = [2 if ord(c) > 0xFFFF else 1 for c in text]
    total = sum(widths)
    if total <= ONE_SMS:
        return total, int(total > 0)
    parts, room = 1, PART_OF_SMS
    for width in widths:
        if width > room:
            parts, room = parts + 1, PART_OF_SMS
        room -= width
    return total, parts


def _lacking(words: Words, needed: tuple[str, ...]) -> str:
    """Return the first gap that mail or short form lacks, or nothing."""
    parts = (words.body, words.short)
    return next((gap for gap in needed for part in parts if f"{{{gap}}}" not in part), "")
