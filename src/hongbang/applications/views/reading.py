"""What does a page show of one application: its answers, its trail, its receipts, its files?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO
from typing import Any

import segno
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hongbang.applications import access, queries
from hongbang.applications.forms.acting import ActForm, ReturnForm, WithdrawForm
from hongbang.applications.forms.showing import Part, shown
from hongbang.applications.queries import Application, Revision
from hongbang.applications.rules import eligibility
from hongbang.applications.rules.eligibility import Judged
from hongbang.applications.rules.lifecycle import APPLICATION, EDITABLE
from hongbang.applications.texts import frozen, ledger, step_words
from hongbang.files import queries as files
from hongbang.sheets import queries as sheets
from hongbang.ui import clock
from hongbang.ui.doors import seated
from hongbang.ui.request import Request

GIVEN = timedelta(days=3)  # to mend something, where the organ does not say otherwise


@seated("applications.application.read")
@require_safe
def show_application(request: Request, application: str) -> HttpResponse:
    """Show where an application stands, and what was submitted."""
    found = queries.get(request.actor, application)
    return render(request, "applications/show_application.html", _page(request, found))


@seated("applications.receipt.read")
@require_safe
def show_receipt(request: Request, application: str, place: int) -> HttpResponse:
    """Show what proves that a revision was submitted: receipt, digest, moment."""
    found = queries.get(request.actor, application)
    revision = queries.revision(found, place)
    context = {
        "application": found,
        "revision": revision,
        "address": _address(found, place),
        "is_mine": access.may("work", request.actor).ok,
    }
    return render(request, "applications/show_receipt.html", context)


@seated("applications.receipt.qr")
@require_safe
def draw_qr(request: Request, application: str, place: int) -> HttpResponse:
    """Draw the QR code of a receipt's address."""
    found = queries.get(request.actor, application)
    revision, out = queries.revision(found, place), BytesIO()
    made = segno.make(_address(found, revision.place), error="m")
    made.save(out, kind="svg", border=4, xmldecl=False)
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")


@seated("applications.evidence.fetch")
@require_safe
def fetch_evidence(request: Request, application: str, evidence: str) -> HttpResponse:
    """Give out a file through a ticket that lasts a minute, in this session only."""
    found = queries.get(request.actor, application)
    one = queries.evidence_for(request.actor, found, evidence)
    ticket = files.grant(one.file, request.session.session_key or "")
    return HttpResponseRedirect(reverse("files:deliver", args=[ticket]))


def shown_again(
    request: Request, application: str, verb: str, form: ActForm, status: int
) -> HttpResponse:
    """Show an application again with what was typed for a move that was not made."""
    found = queries.get(request.actor, application)
    access.require(verb, request.actor, found)
    form.data = {**request.POST.dict(), "version": found.version}
    context = _page(request, found, {verb: form})
    return render(request, "applications/show_application.html", context, status=status)


def _page(
    request: Request, found: Application, tried: Mapping[str, ActForm] | None = None
) -> dict[str, Any]:
    """Gather what the page of one application shows to this seat; `tried` by the move."""
    sent = [*queries.revisions(found)]
    wanted = request.GET.get("revision", "")
    revision = next((one for one in sent if str(one.place) == wanted), sent[0] if sent else None)
    moves, fresh = APPLICATION.moves_from(found.state), {"version": found.version}
    acts: dict[str, ActForm] = {}
    if "return" in moves and not access.sees_drafts(request.actor):
        acts["return"] = ReturnForm(initial=fresh | {"until_on": request.today + GIVEN})
    if "withdraw" in moves and access.may("withdraw", request.actor, found).ok:
        acts["withdraw"] = WithdrawForm(initial=fresh)
    return {
        "application": found,
        "is_mine": access.may("work", request.actor).ok,
        "revisions": sent,
        "revision": revision,
        "to_office": access.reads_all(request.actor),
        "may_edit": access.may("save", request.actor, found).ok and found.state in EDITABLE,
        "may_return": access.may("return", request.actor, found),
        "acts": acts | dict(tried or {}),
        "tried": [*(tried or {})],
        **trail_of(found),
        **(_given(found, revision) if revision else {}),
    }


def trail_of(found: Application) -> dict[str, Any]:
    """Return what happened as the trail draws it, and who has it now."""
    told = queries.timeline_of(found)
    trail = [
        {"at": one.at, "text": step_words(one), "by": one.body, "by_lang": "zh-Hans"}
        for one in told.steps
    ]
    until = told.holder.until if told.holder else None
    return {"trail": trail, "holder": told.holder, "is_over": until and until <= clock.now()}


def parts_of(found: Application, answers: Mapping[str, Any], sheet: Any = None) -> list[Part]:
    """Return given answers in words."""
    edition = found.category.edition
    definition = sheets.definition(sheet or found.sheet)
    lists = queries.lists_for(definition, edition, found.unit)
    return shown(definition, answers, queries.facts_of(edition, clock.now()), lists)


def conditions_told(found: Application, judged: list[Judged]) -> dict[str, Any]:
    """Return the ledger of conditions, and how many are met."""
    conditions = queries.conditions_of(found.category)
    return {"ledger": ledger(judged, conditions), "counts": eligibility.counts(judged)}


def _given(found: Application, revision: Revision) -> dict[str, Any]:
    return {
        "parts": parts_of(found, revision.given, revision.sheet),
        **conditions_told(found, frozen(revision.findings)),
    }


def _address(found: Application, place: int) -> str:
    path = reverse("applications:receipt", args=[found.public_id, place])
    return settings.HONGBANG_BASE_URL + path
