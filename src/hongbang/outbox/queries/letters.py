"""What does a letter say: in whose words, with which gaps?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import override

from hongbang.kernel.refusal import NotFound
from hongbang.kernel.search import plain
from hongbang.outbox import texts
from hongbang.outbox.models import Delivery, DigestLine, Template, Wording
from hongbang.outbox.rules import letters
from hongbang.outbox.rules.letters import Words

LANGUAGES = ("zh-hans", "en")


@dataclass(frozen=True, slots=True)
class Field:
    """A gap that a letter may have: its name, what stands there, and an example."""

    name: str
    label: str
    sample: str


@dataclass(frozen=True, slots=True)
class LetterFilters:
    """What the list of letters is narrowed to."""

    query: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A letter in the office's list: what is in force, and whether a draft waits."""

    code: str
    language: str
    room: str
    heading: str
    in_force: int
    is_ahead: bool
    changed_at: datetime | None


def template(code: str, language: str) -> Template:
    """Return the office's own words, or the default as a draft of version 0.

    Refuses: `outbox.no_letter`.
    """
    if code not in texts.every_code() or language not in LANGUAGES:
        raise NotFound("outbox.no_letter")
    kept = Template.objects.filter(code=code, language=language).first()
    if kept is not None:
        return kept
    words = texts.default_words(language, code)
    return Template(
        code=code,
        language=language,
        heading=words.heading,
        body=words.body,
        short=words.short,
        version=0,
        is_ahead=False,
    )


def wordings(template: Template) -> list[Wording]:
    """Return what was put in force, newest first."""
    return [*template.wordings.order_by("-place")] if template.pk else []


def words_in_force(code: str, language: str) -> Words:
    """Return the published words of the office, or the house's default."""
    found = Wording.objects.filter(
        template__code=code,
        template__language=language,
        template__in_force__gt=0,
        until__isnull=True,
    ).first()
    if found is None:
        return texts.default_words(language, code)
    return Words(found.heading, found.body, found.short)


def rows(filters: LetterFilters) -> list[Row]:
    """List every letter of the house in each language, by room."""
    kept = {(one.code, one.language): one for one in Template.objects.all()}
    found = []
    for code in texts.every_code():
        for language in LANGUAGES:
            own = kept.get((code, language))
            words = own or texts.default_words(language, code)
            found.append(
                Row(
                    code,
                    language,
                    texts.room_label(code),
                    letters.blank(words.heading),
                    own.in_force if own else 0,
                    bool(own and own.is_ahead),
                    own.changed_at if own else None,
                )
            )
    return [row for row in found if _is_asked(row, filters)]


def fields_of(code: str) -> list[Field]:
    """List the gaps a letter may have, with an example for each."""
    told = texts.declared(code)
    names = dict.fromkeys([*texts.default_words("zh-hans", code).gaps, *told.samples])
    found = [
        Field(name, texts.field_label(name), told.samples.get(name) or texts.field_sample(name))
        for name in names
        if name not in letters.EVERYWHERE
    ]
    here = [
        Field("site", texts.field_label("site"), texts.site()),
        Field("link", texts.field_label("link"), absolute("/inbox/")),
    ]
    return [*found, *here]


def written(delivery: Delivery) -> Words:
    """Write a letter in the words in force now, safe for headers and screens."""
    secret = json.loads(delivery.secret) if delivery.secret else {}
    values = {name: letters.one_line(str(v)) for name, v in (delivery.params | secret).items()}
    if delivery.code == texts.DIGEST:
        values["lines"] = _lines(delivery)
    with override(delivery.language):
        here = {"site": texts.site(), "link": delivery.link}
    values = here | values
    values["link"] = absolute(values["link"])
    return letters.filled(words_in_force(delivery.code, delivery.language), values)


def written_sample(code: str, language: str, words: Words) -> Words:
    """Write a letter with the examples, for the preview."""
    with override(language):
        values = {field.name: field.sample for field in fields_of(code)}
    return letters.filled(words, values)


def absolute(link: str) -> str:
    """Make an address of ours whole."""
    return f"{settings.HONGBANG_BASE_URL}{link}" if link.startswith("/") else link


def _lines(delivery: Delivery) -> str:
    lines = DigestLine.objects.filter(delivery=delivery).select_related("message").order_by("pk")
    return "\n\n".join(
        _line(line.message.code, line.message.params, line.message.link, delivery) for line in lines
    )


def _line(code: str, params: Mapping[str, str], link: str, delivery: Delivery) -> str:
    said = letters.one_line(texts.sentence_in(delivery.language, code, params))
    return f"· {said}\n  {absolute(link)}" if link else f"· {said}"


def _is_asked(row: Row, filters: LetterFilters) -> bool:
    state = filters.state
    said = plain(f"{row.code} {row.room} {row.heading}")
    stands = "own" if row.in_force else "default"
    is_state = state in {"", stands} or (state == "ahead" and row.is_ahead)
    return is_state and all(term in said for term in plain(filters.query).split())
