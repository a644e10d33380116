"""What does the inbox page do?"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hongbang.outbox import operations as outbox
from hongbang.outbox import queries
from hongbang.outbox.texts import sentence
from hongbang.ui import clock
from hongbang.ui.doors import seated
from hongbang.ui.request import Request


@seated("outbox.message.list")
@require_safe
def show_inbox(request: Request) -> HttpResponse:
    """Show my messages, fifty a page, each as a sentence with its link."""
    page = Paginator(queries.inbox(request.actor), 50).get_page(request.GET.get("page"))
    rows = [
        {"message": message, "words": sentence(message.code, message.params)} for message in page
    ]
    return render(request, "outbox/list_messages.html", {"page": page, "rows": rows})


@seated("outbox.message.read")
@require_POST
def mark_read(request: Request) -> HttpResponse:
    """Mark everything as read."""
    outbox.mark_all_read(by=request.actor, at=clock.now())
    return HttpResponseRedirect(reverse("outbox:inbox"))
