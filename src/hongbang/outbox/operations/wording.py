"""How does the office put a letter into its own words?"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken
from hongbang.outbox import access, queries
from hongbang.outbox.models import Template, Wording
from hongbang.outbox.rules import letters
from hongbang.outbox.rules.commands import Act, Word
from hongbang.outbox.rules.letters import Words
from hongbang.outbox.texts import declared


@audit.deed
def draft_words(command: Word, *, by: Actor, at: datetime) -> Template:
    """Keep new words as a draft; letters go on in the words in force.

    Refuses: `outbox.no_letter`, what `letters.check` refuses, `Stale`.
    """
    access.require("word", by)
    current = queries.template(command.code, command.language)
    _check(command.code, command.words)
    if not current.version:
        Template.objects.bulk_create(
            [
                Template(
                    code=command.code,
                    language=command.language,
                    version=0,
                    changed_at=at,
                    **asdict(command.words),
                )
            ],
            ignore_conflicts=True,
        )
        current = queries.template(command.code, command.language)
    drafted = audit.checked_update(
        current, command.version, **asdict(command.words), is_ahead=True, changed_at=at
    )
    audit.record(
        "outbox.template.drafted",
        by=by,
        at=at,
        subjects=[drafted.subject],
        said={"letter": command.code, "language": command.language, **asdict(command.words)},
    )
    return drafted


@audit.deed
def publish_words(template: Template, command: Act, *, by: Actor, at: datetime) -> Wording:
    """Put the draft in force: letters that leave from now on say this.

    Refuses: `outbox.nothing_new`, what `letters.check` refuses, `Stale`.
    """
    access.require("publish_words", by)
    current = queries.template(template.code, template.language)
    if not current.is_ahead:
        raise RuleBroken("outbox.nothing_new")
    words = Words(current.heading, current.body, current.short)
    _check(current.code, words)
    place = current.revision + 1
    audit.checked_update(
        current,
        command.version,
        revision=place,
        in_force=place,
        is_ahead=False,
        changed_at=at,
    )
    _close(current, at)
    wording = Wording.objects.create(
        template=current, place=place, published_at=at, published_by=by.person, **asdict(words)
    )
    audit.record(
        "outbox.template.published",
        by=by,
        at=at,
        subjects=[current.subject, wording.subject],
        said={"letter": current.code, "language": current.language, "place": place},
    )
    return wording


@audit.deed
def revert_words(template: Template, command: Act, *, by: Actor, at: datetime) -> Template:
    """Go back to the house's default words; what was in force stays in the history.

    Refuses: `outbox.is_default`, `Stale`.
    """
    access.require("revert_words", by)
    current = queries.template(template.code, template.language)
    if not current.in_force:
        raise RuleBroken("outbox.is_default")
    reverted = audit.checked_update(
        current, command.version, in_force=0, is_ahead=True, changed_at=at
    )
    _close(current, at)
    audit.record(
        "outbox.template.reverted",
        by=by,
        at=at,
        subjects=[reverted.subject],
        said={"letter": current.code, "language": current.language},
    )
    return reverted


def _close(template: Template, at: datetime) -> None:
    """Date the end of the words in force."""
    template.wordings.filter(until__isnull=True).update(until=at)


def _check(code: str, words: Words) -> None:
    known = tuple(field.name for field in queries.fields_of(code))
    letters.check(words, known, declared(code).needed)
