"""How are answers at work and their files kept?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hongbang.applications import access, queries
from hongbang.applications.models import Application, Evidence
from hongbang.applications.rules import keeping
from hongbang.applications.rules.commands import Attach, Save
from hongbang.applications.rules.lifecycle import EDITABLE
from hongbang.audit import operations as audit
from hongbang.files import operations as files
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import IllegalMove, RuleBroken
from hongbang.sheets import queries as sheets
from hongbang.sheets.rules.definition import Definition
from hongbang.sheets.rules.shape import FILES, Field

_MEGABYTE = 1024 * 1024


@audit.deed
@audit.unrecorded("autosave")
def save(application: Application, command: Save, *, by: Actor, at: datetime) -> Application:
    """Keep the answers at work; what was submitted stays as it is.

    Refuses: `applications.not_editable`, `Stale`, what `keeping.as_text` refuses.
    """
    current = queries.get(by, application.public_id)
    access.require("save", by, current)
    _refuse_closed(current)
    answers = _with_own_files(current, command.answers)
    text = keeping.as_text(answers)
    if text == current.answers and command.version == current.version:
        return current
    return audit.checked_update(current, command.version, answers=text, changed_at=at)


@audit.deed
def attach(application: Application, command: Attach, *, by: Actor, at: datetime) -> Evidence:
    """Keep a file that answers a question; the same file for the same question is kept once.

    Refuses: `applications.not_editable`, `applications.no_file_asked`, `applications.file_kind`,
    `applications.file_large`, and what `files.store` refuses.
    """
    current = queries.get(by, application.public_id)
    access.require("attach", by, current)
    _refuse_closed(current)
    _refuse_file(sheets.definition(current.sheet), command)
    held = command.upload
    kept = current.evidence.filter(field=command.field, file__sha256=held.sha256).first()
    if kept is not None:
        return kept
    file = files.store(held, by=by, at=at)
    attached = Evidence.objects.create(
        application=current, file=file, field=command.field, attached_at=at
    )
    audit.record(
        "applications.evidence.attached",
        by=by,
        at=at,
        subjects=[current.subject, attached.subject, file.subject],
        said={"name": file.name, "question": command.field},
    )
    return attached


def _refuse_closed(application: Application) -> None:
    if application.state not in EDITABLE:
        raise IllegalMove("applications.not_editable", {"state": application.state})


def _files_asked(definition: Definition) -> dict[str, Field]:
    return {one.key: one for one in definition.fields() if one.kind == "file"}


def _refuse_file(definition: Definition, command: Attach) -> None:
    one, held = _files_asked(definition).get(command.field), command.upload
    if one is None:
        raise RuleBroken("applications.no_file_asked", {"name": held.name})
    kinds = one.kinds or FILES
    if held.kind not in kinds:
        of = "、".join(kinds).upper()
        raise RuleBroken("applications.file_kind", {"name": held.name, "of": of})
    if held.size > one.max_mb * _MEGABYTE:
        raise RuleBroken("applications.file_large", {"name": held.name, "most": one.max_mb})


def _with_own_files(application: Application, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers that name only files of this application, each for its own question."""
    asked = [*_files_asked(sheets.definition(application.sheet))]
    found = dict(answers)
    evidence = queries.evidence(application).values() if asked else []
    for key in asked:
        kept = {
            one.public_id: {
                "name": one.file.name,
                "kind": one.file.kind,
                "size": str(one.file.size),
            }
            for one in evidence
            if one.field == key
        }
        found = keeping.own_files(found, [key], kept)
    return found
