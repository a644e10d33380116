"""What do the pages about papers under way do?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hongbang.documents import operations as documents
from hongbang.documents import queries
from hongbang.files import queries as files
from hongbang.kernel.refusal import NotFound, RuleBroken
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request
from hongbang.work.rules.lifecycle import OPEN


@seated("documents.batch.show")
@require_safe
def show_batch(request: Request, batch: str) -> HttpResponse:
    """Show how far a batch is; a part of the page where the browser asks for news."""
    found = queries.get(request.actor, batch)
    fault = RuleBroken(found.fault, found.fault_params) if found.fault else None
    context = {
        "batch": found,
        "is_open": found.state in OPEN,
        "fault": refusals.sentence(fault) if fault else "",
    }
    is_part = bool(getattr(request, "htmx", False))
    template = "documents/_batch.html" if is_part else "documents/show_batch.html"
    return render(request, template, context)


@seated("documents.batch.stop")
@acts_only("documents:batch", "batch")
def stop_batch(request: Request, batch: str) -> HttpResponse:
    """Stop a batch."""
    found = queries.get(request.actor, batch)
    documents.stop(found, by=request.actor, at=clock.now())
    messages.success(request, _("已停下，没有做好的不留。"))
    return HttpResponseRedirect(reverse("documents:batch", args=[batch]))


@seated("documents.batch.download")
@require_safe
def download_batch(request: Request, batch: str) -> HttpResponse:
    """Hand the file of a batch over, by a ticket of this session."""
    found = queries.get(request.actor, batch)
    if found.file is None:
        raise NotFound("documents.missing")
    ticket = files.grant(found.file, request.session.session_key or "")
    return HttpResponseRedirect(reverse("files:deliver", args=[ticket]))
