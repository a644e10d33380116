"""How does a workbook of bodies come in: looked at first, then taken whole or not at all?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.canon import canonical_json, sha256_hex
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import IllegalMove, RuleBroken
from hongbang.orgs import access, queries
from hongbang.orgs.models import Area, Import, Organisation, Sheet
from hongbang.orgs.operations import history
from hongbang.orgs.rules.bodies import WORDS
from hongbang.orgs.rules.commands import Found, UploadSheet
from hongbang.orgs.rules.sheet import Plan, Step
from hongbang.work import operations as work
from hongbang.work.rules.lifecycle import OPEN as AT_WORK

BATCH = 30  # SQLite takes about a thousand values a statement


@audit.deed
def upload_sheet(command: UploadSheet, *, by: Actor, at: datetime) -> Sheet:
    """Keep a workbook's rows, to be looked at before anything is changed.

    Refuses: what `access` refuses, `orgs.sheet_empty`.
    """
    access.require("import", by)
    sent = [command.sha256, command.name]
    earlier = command.key and audit.once(command.key, "orgs.upload_sheet", sent, by=by, at=at)
    if earlier:
        return queries.sheet(by, earlier)
    if not command.rows:
        raise RuleBroken("orgs.sheet_empty")
    sheet = Sheet.objects.create(
        name=command.name,
        sha256=command.sha256,
        rows=[[line, dict(cells)] for line, cells in command.rows],
        heads={name: [*where] for name, where in command.heads.items()},
        rows_count=len(command.rows),
        uploaded_by=by.person,
        uploaded_at=at,
    )
    if command.key:
        audit.settle(command.key, "orgs.upload_sheet", sheet.public_id, by=by)
    audit.record(
        "orgs.sheet.uploaded",
        by=by,
        at=at,
        subjects=[sheet.subject],
        said={"name": sheet.name, "sha256": sheet.sha256, "rows": sheet.rows_count},
    )
    return sheet


@audit.deed
def request_import(sheet: Sheet, *, by: Actor, at: datetime) -> Import:
    """Ask for a workbook to be taken in; the worker does it.

    Refuses: what `access` refuses, `orgs.sheet_faulty`, `orgs.sheet_done`.
    """
    current = queries.sheet(by, sheet.public_id)
    access.require("import", by)
    earlier = queries.import_of(current)
    if earlier and earlier.state in {*AT_WORK, "finished"}:
        raise IllegalMove("orgs.sheet_done")
    if queries.plan_of(current).faults:
        raise RuleBroken("orgs.sheet_faulty")
    asked = Import.objects.create(
        sheet=current, requested_by=by.person, requested_at=at, total=current.rows_count
    )
    audit.record(
        "orgs.import.requested",
        by=by,
        at=at,
        subjects=[asked.subject, current.subject],
        said={"name": current.name},
    )
    return asked


@audit.deed
def stop_import(asked: Import, *, by: Actor, at: datetime) -> Import:
    """Stop an import that has not ended; nothing of it stays.

    Refuses: what `access` refuses, `orgs.import_over`.
    """
    access.require("import", by)
    if not work.cancel(asked, at):
        raise IllegalMove("orgs.import_over")
    audit.record(
        "orgs.import.stopped",
        by=by,
        at=at,
        subjects=[asked.subject, asked.sheet.subject],
        said={"name": asked.sheet.name},
    )
    return asked


@audit.deed
def apply_import(asked: Import, found: Mapping[int, Found], *, by: Actor, at: datetime) -> Import:
    """Write every row of a workbook, and end the import, in one transaction.

    **Why** one entry and not one for each body: thousands of subjects would make an entry that
    nobody reads. It names the import and the workbook, and commits to the workbook's digest, to
    the numbers, and to the digest of the list of bodies touched; each body's history names the
    workbook, so that both ways of looking lead to the other.

    Refuses: what `access` refuses, `orgs.sheet_outdated`, `Stale("work.lost")`.
    """
    access.require("import", by)
    plan = queries.plan_of(asked.sheet)
    if plan.faults:
        raise RuleBroken("orgs.sheet_outdated", {"line": plan.faults[0].line})
    reason = f"导入 {asked.sheet.name}"[:300]
    touched = _Writing(plan, found, at).write(reason)
    counts = {"added": plan.count("add"), "changed": plan.count("change")}
    kept = plan.count("keep")
    Import.objects.filter(pk=asked.pk).update(**counts, kept=kept)
    work.finish(asked, at)
    audit.record(
        "orgs.import.applied",
        by=by,
        at=at,
        subjects=[asked.subject, asked.sheet.subject],
        said={
            **counts,
            "name": asked.sheet.name,
            "sha256": asked.sheet.sha256,
            "kept": kept,
            "bodies_sha256": sha256_hex(canonical_json(touched)),
        },
    )
    return asked


class _Writing:
    """One import being written: what is registered, by code, and what comes in, by row."""

    def __init__(self, plan: Plan, found: Mapping[int, Found], at: datetime) -> None:
        self.plan, self.found, self.at = plan, found, at
        together = Organisation.objects.select_related("area", "parent")
        self.known = {body.public_id: body for body in together}
        self.come: dict[int, Organisation] = {}

    def write(self, reason: str) -> list[str]:
        """Write areas, new bodies and changes; returns the codes of the bodies touched."""
        self.areas = self._areas()
        adds = [step for step in self.plan.steps if step.verb == "add"]
        changes = [step for step in self.plan.steps if step.verb == "change"]
        for step in adds:
            self.come[step.line] = Organisation(kind=step.cells["kind"])
        for step in changes:
            self.come[step.line] = self.known[step.body]
        before = {step.line: self._stood(self.come[step.line]) for step in changes}
        for step in [*adds, *changes]:
            self._fill(step)
        self._relay()
        self._save(adds, changes)
        on = beijing_day(self.at)
        history.begin([self.come[step.line] for step in adds], on, reason)
        turned = [
            self.come[one.line]
            for one in changes
            if before[one.line] != self._stood(self.come[one.line])
        ]
        for start in range(0, len(turned), BATCH):
            history.turn_all(turned[start : start + BATCH], on, reason)
        return [self.come[step.line].public_id for step in [*adds, *changes]]

    def _areas(self) -> dict[tuple[str, str], Area]:
        """Keep the areas that are new, and return all."""
        last = {kind: queries.areas(kind).count() for kind, _name in self.plan.areas}
        for kind, name in self.plan.areas:
            last[kind] += 1
            Area.objects.create(kind=kind, name=name, place=last[kind])
        return {(area.kind, area.name): area for area in Area.objects.all()}

    @staticmethod
    def _stood(body: Organisation) -> tuple[object, ...]:
        """Return what a page of the history holds."""
        return (body.name, body.name_en, body.channel, body.area_id, body.parent_id)

    def _fill(self, step: Step) -> None:
        body, cells = self.come[step.line], step.cells
        for name in (*WORDS, "channel"):
            setattr(body, name, cells[name])
        body.area = self.areas.get((cells["area_kind"], cells["area"]))
        parent = self.come.get(step.parent_line) or self.known.get(step.parent_body)
        body.parent = parent
        found = self.found[step.line]
        body.sound, body.search_text = found.sound, found.search_text

    def _relay(self) -> None:
        """Write the lines of all bodies anew, from the top down."""
        self.lines: dict[str, str] = {}
        for body in [*self.known.values(), *self.come.values()]:
            self._line(body)

    def _line(self, body: Organisation) -> str:
        code = body.public_id
        if code not in self.lines:
            above = ""
            if body.parent:
                parent = self.known.get(body.parent.public_id, body.parent)
                above = self._line(parent)
            self.lines[code] = f"{above}{code}/"
        return self.lines[code]

    def _save(self, adds: list[Step], changes: list[Step]) -> None:
        """Save parents before children; a moved branch gets its new lines."""
        new = sorted(
            (self.come[step.line] for step in adds), key=lambda one: len(self.lines[one.public_id])
        )
        for body in new:
            body.line = self.lines[body.public_id]
        for depth in sorted({len(body.line) for body in new}):
            level = [body for body in new if len(body.line) == depth]
            for body in level:
                body.parent = body.parent  # a parent saved a moment ago has its key now
            Organisation.objects.bulk_create(level, batch_size=BATCH)
        for step in changes:
            body = self.come[step.line]
            body.parent = body.parent
            body.version += 1
            body.save(
                update_fields=[
                    *WORDS,
                    "channel",
                    "area",
                    "parent",
                    "sound",
                    "search_text",
                    "version",
                ]
            )
        for body in self.known.values():
            if body.line != self.lines[body.public_id]:
                Organisation.objects.filter(pk=body.pk).update(line=self.lines[body.public_id])
