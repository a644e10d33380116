"""What does everybody see of messages: the inbox, and how to be told?"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hongbang.kernel.refusal import RuleBroken, Stale
from hongbang.outbox import operations as outbox
from hongbang.outbox import queries
from hongbang.outbox.forms import InboxForm, WishForm
from hongbang.outbox.rules.wishes import DIGEST_HOUR
from hongbang.outbox.texts import sentence, urgent
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50


@seated("outbox.message.list")
@require_safe
def show_inbox(request: Request) -> HttpResponse:
    """Show my messages as filtered, fifty a page, each as a sentence with its link."""
    form = InboxForm(request.GET)
    found = queries.narrowed(request.actor, form.filters())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [
        {"message": message, "words": sentence(message.code, message.params)} for message in page
    ]
    context = {"form": form, "page": page, "rows": rows}
    return render(request, "outbox/list_messages.html", context)


@seated("outbox.message.read")
@require_POST
def mark_all_read(request: Request) -> HttpResponse:
    """Mark everything as read."""
    outbox.mark_all_read(by=request.actor, at=clock.now())
    return HttpResponseRedirect(reverse("outbox:inbox"))


@seated("outbox.message.read")
@acts_only("outbox:inbox")
def mark_read(request: Request, message: str) -> HttpResponse:
    """Mark one message as read, and stay in the list as it is filtered."""
    mine = queries.mine(request.actor, message)
    outbox.mark_read(mine, by=request.actor, at=clock.now())
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(reverse("outbox:inbox") + (f"?{query}" if query else ""))


@seated("outbox.wishes.keep")
@require_http_methods(["GET", "HEAD", "POST"])
def keep_wishes(request: Request) -> HttpResponse:
    """Show how I am told; on POST keep what I wish."""
    kept = queries.wishes(request.actor)
    form = WishForm.showing(kept.choices, kept.version)
    status = 200
    if request.method == "POST":
        form, status = WishForm(request.POST), 422
        if form.is_valid():
            try:
                outbox.wish(form.command(), by=request.actor, at=clock.now())
            except (RuleBroken, Stale) as refusal:
                form.add_error(None, refusals.sentence(refusal))
                version = queries.wishes(request.actor).version
                form.data = {**request.POST.dict(), "version": version}
                status = refusals.status_of(refusal)
            else:
                messages.success(request, _("已存。以后的消息照这样提醒。"))
                return HttpResponseRedirect(reverse("outbox:wishes"))
    context = {"form": form, "urgent": urgent(), "hour": DIGEST_HOUR}
    return render(request, "outbox/keep_wishes.html", context, status=status)
