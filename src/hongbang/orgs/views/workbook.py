"""How does a workbook come in: uploaded, looked at, taken in, followed?"""

from __future__ import annotations

from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from hongbang.documents.exports import XLSX
from hongbang.files import operations as files
from hongbang.kernel.decision import Refused
from hongbang.kernel.refusal import IllegalMove, Refusal, RuleBroken
from hongbang.orgs import access, exports, queries
from hongbang.orgs import operations as orgs
from hongbang.orgs.forms.workbook import UploadForm
from hongbang.orgs.queries import Import, Sheet
from hongbang.orgs.rules.sheet import Fault
from hongbang.orgs.texts import COLUMNS
from hongbang.orgs.views.desk import bare, new_key, refuse
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request
from hongbang.work.rules.lifecycle import OPEN

SHOWN = 200  # more faults than these nobody mends in one go


@seated("orgs.sheet.upload")
@require_http_methods(["GET", "HEAD", "POST"])
def upload_sheet(request: Request) -> HttpResponse:
    """Take a workbook to look at; nothing is changed by it yet."""
    access.require("import", request.actor)
    if request.method != "POST":
        form = UploadForm(initial={"key": new_key()})
        return render(request, "orgs/upload_sheet.html", {"form": form})
    form, status = UploadForm(request.POST, request.FILES), 422
    if form.is_valid():
        try:
            with files.holding(form.incoming()) as held:
                command = form.command(held)
            sheet = orgs.upload_sheet(command, by=request.actor, at=clock.now())
        except RuleBroken as refusal:
            status = refuse(request, form, refusal)
        else:
            return _to(sheet)
    return render(request, "orgs/upload_sheet.html", {"form": form}, status=status)


@seated("orgs.sheet.template")
@require_safe
def fetch_template(request: Request) -> FileResponse:
    """Give out a blank workbook."""
    access.require("import", request.actor)
    table = exports.template_xlsx()
    return FileResponse(table, as_attachment=True, filename="bodies.xlsx", content_type=XLSX)


@seated("orgs.sheet.read")
@require_safe
def show_sheet(request: Request, sheet: str) -> HttpResponse:
    """Show what a workbook would do, how far it is, or what it did."""
    access.require("import", request.actor)
    found = queries.sheet(request.actor, sheet)
    asked = queries.import_of(found)
    if request.htmx and asked:
        return render(request, "orgs/_import.html", _followed(found, asked))
    return _drawn(request, found, asked)


@seated("orgs.import.request")
@acts_only("orgs:sheet", "sheet")
def start_import(request: Request, sheet: str) -> HttpResponseBase:
    """Ask for the workbook to be taken in."""
    found = queries.sheet(request.actor, sheet)
    try:
        orgs.request_import(found, by=request.actor, at=clock.now())
    except (RuleBroken, IllegalMove) as refusal:
        return _drawn(request, found, queries.import_of(found), refusal)
    return _to(found)


@seated("orgs.import.stop")
@acts_only("orgs:sheet", "sheet")
def stop_import(request: Request, sheet: str) -> HttpResponseBase:
    """Stop an import that has not ended."""
    found = queries.sheet(request.actor, sheet)
    asked = queries.import_of(found)
    if asked is None:
        return _to(found)
    try:
        orgs.stop_import(asked, by=request.actor, at=clock.now())
    except IllegalMove as refusal:
        return _drawn(request, found, queries.import_of(found), refusal)
    return _to(found)


def _to(sheet: Sheet) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("orgs:sheet", args=[sheet.public_id]))


def _drawn(
    request: Request, sheet: Sheet, asked: Import | None, refusal: Refusal | None = None
) -> HttpResponse:
    context: dict[str, object] = {"sheet": sheet, "columns": COLUMNS}
    if asked:
        context |= _followed(sheet, asked)
    if asked is None or asked.state in {"cancelled", "failed"}:
        plan = queries.plan_of(sheet)
        context |= {
            "plan": plan,
            "counts": {verb: plan.count(verb) for verb in ("add", "change", "keep")},
            "faults": [_fault(sheet, fault) for fault in plan.faults[:SHOWN]],
            "faults_count": len(plan.faults),
            "samples": [step for step in plan.steps if step.verb != "keep"][:10],
        }
    status = refusals.status_of(refusal) if refusal else 200
    context["refusal"] = refusal
    return render(request, "orgs/show_sheet.html", context, status=status)


def _followed(sheet: Sheet, asked: Import) -> dict[str, object]:
    fault = Refused(asked.fault, asked.fault_params) if asked.fault else None
    return {"sheet": sheet, "asked": asked, "is_open": asked.state in OPEN, "why": fault}


def _fault(sheet: Sheet, fault: Fault) -> dict[str, object]:
    """Name a fault's row, its column by letter and heading, and the reason."""
    letter, heading = sheet.heads.get(fault.column, ("", str(COLUMNS[fault.column])))
    separated = "　" if (get_language() or "").startswith("zh") else " "
    return {
        "line": fault.line,
        "column": f"{letter}{separated}{heading}".strip(),
        "reason": bare(Refused(fault.code, fault.params)),
    }
