"""What do the ledger's pages do: the auditor's viewer, and the proof open to all?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hongbang.audit import access, exports, queries
from hongbang.audit import operations as audit
from hongbang.audit.forms import ExportForm, FilterForm
from hongbang.audit.queries import Filters
from hongbang.audit.rules import verify_ledger
from hongbang.audit.texts import FINDINGS, WORDS, seat_words, verb_labels
from hongbang.ui import clock
from hongbang.ui.display import replaced
from hongbang.ui.doors import public, seated
from hongbang.ui.request import Request

SHOWN_ANCHORS = 5
NO_PAGE = {"before": None, "after": None}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@seated("audit.entry.view")
@require_safe
def list_entries(request: Request) -> HttpResponse:
    """Show a page of the ledger, filtered by the address, newest first."""
    form = FilterForm(request.GET)
    filters = _paged(form.filters(), request)
    page = queries.entries(request.actor, filters)
    anchor = queries.last_anchor()
    context = {
        "filter": form,
        "chips": _chips(form, request),
        "page": page,
        "rows": _rows(page.entries, anchor.sequence if anchor else 0),
        "anchor": anchor,
        "query": request.META.get("QUERY_STRING", ""),
    }
    return render(request, "audit/list_entries.html", context)


@seated("audit.entry.view")
@require_safe
def show_entry(request: Request, sequence: int) -> HttpResponse:
    """Show one entry with its words, its digests and its neighbours, checked."""
    sight = queries.entry(request.actor, sequence)
    finding = sight.finding
    context = {
        "sight": sight,
        "entry": sight.entry,
        "label": verb_labels().get(sight.entry.verb, sight.entry.verb),
        "seat": seat_words(sight.entry.seat),
        "words": [(WORDS.get(name, name), value) for name, value in sight.words.items()],
        "erased": [WORDS.get(name, name) for name in sight.erased],
        "finding": FINDINGS[finding.code] % {**finding.params, "sequence": finding.sequence}
        if finding
        else "",
    }
    return render(request, "audit/show_entry.html", context)


@seated("audit.ledger.export")
@require_POST
def export_entries(request: Request) -> HttpResponseBase:
    """Hand out a copy, and record that it was taken; a GET would leave a trace by reading."""
    access.require("export", request.actor)
    form = ExportForm(request.POST)
    query = request.META.get("QUERY_STRING", "")
    if not form.is_valid():
        return HttpResponseRedirect(reverse("audit:entries") + f"?{query}")
    at, wanted = clock.now(), form.cleaned_data["form"]
    is_table = wanted == "xlsx"
    audit.note_export(wanted, query if is_table else "", by=request.actor, at=at)
    name = f"ledger-{at:%Y%m%dT%H%M%SZ}.{'xlsx' if is_table else 'jsonl'}"
    if is_table:
        table = _write_table(request, FilterForm(request.GET).filters(), at)
        return FileResponse(table, as_attachment=True, filename=name, content_type=XLSX)
    lines = exports.lines(request.actor, with_words=wanted == "jsonl")
    response = StreamingHttpResponse(lines, content_type="application/jsonl")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@public
@require_safe
def public_proof(request: Request) -> HttpResponse:
    """Say what the ledger proves and what it cannot, with the newest anchors."""
    return render(
        request, "audit/public_proof.html", {"anchors": queries.last_anchors(SHOWN_ANCHORS)}
    )


@public
@require_safe
def fetch_verifier(request: Request) -> FileResponse:
    """Hand out the checker that runs alone."""
    source = Path(verify_ledger.__file__).open("rb")  # noqa: SIM115 - the response closes it
    return FileResponse(
        source, as_attachment=True, filename="verify_ledger.py", content_type="text/x-python"
    )


@public
@require_safe
def fetch_anchors(request: Request) -> FileResponse:
    """Hand out all anchors; before the first one, an empty file."""
    path = queries.anchors_path()
    anchors = path.open("rb") if path.exists() else BytesIO()
    return FileResponse(
        anchors, as_attachment=True, filename="anchors.jsonl", content_type="application/jsonl"
    )


def _paged(filters: Filters, request: Request) -> Filters:
    return replace(
        filters, before=_mark(request.GET.get("before")), after=_mark(request.GET.get("after"))
    )


def _mark(text: str | None) -> int | None:
    """Read a sequence from the address; what is none counts as not given."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else None


def _chips(form: FilterForm, request: Request) -> list[tuple[str, str]]:
    query = request.META.get("QUERY_STRING", "")
    return [(words, replaced(query, {name: None, **NO_PAGE})) for name, words in form.active()]


def _rows(entries: tuple[Any, ...], anchored_to: int) -> list[dict[str, object]]:
    """Prepare the rows; the line stands where what is anchored begins."""
    labels = verb_labels()
    rows, is_above = [], False
    for one in entries:
        is_anchored = one.sequence <= anchored_to
        rows.append(
            {
                "entry": one,
                "label": labels.get(one.verb, one.verb),
                "seat": seat_words(one.seat),
                "is_refusal": one.verb == queries.REFUSED,
                "has_line": is_anchored and is_above,
            }
        )
        is_above = not is_anchored
    return rows


def _write_table(request: Request, filters: Filters, at: datetime) -> BytesIO:
    """Let the one spreadsheet writer of the house, which stands above the ledger, write."""
    write_table = import_string(
        getattr(settings, "HONGBANG_TABLE_WRITER", "hongbang.documents.exports.write_table")
    )
    note = _("账本节选，%(seat)s 于 %(at)s 导出，已记入账本。") % {
        "seat": seat_words(request.actor.seat),
        "at": at.strftime("%Y-%m-%d %H:%M UTC"),
    }
    title, columns, rows = exports.table(request.actor, filters)
    table: BytesIO = write_table(title, columns, rows, note)
    return table
