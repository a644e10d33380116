"""What does the system administrator see of letters on their way out?"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hongbang.documents.exports import XLSX
from hongbang.kernel.period import BEIJING
from hongbang.kernel.refusal import IllegalMove, Refusal, RuleBroken, Stale
from hongbang.outbox import access, exports, queries
from hongbang.outbox import operations as outbox
from hongbang.outbox.forms import ActForm, DeliveriesForm, DropForm
from hongbang.outbox.queries import Delivery
from hongbang.outbox.rules.lifecycle import DELIVERY
from hongbang.outbox.rules.recipients import masked
from hongbang.outbox.texts import STATES, WAYS, label
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50


@seated("outbox.delivery.list")
@require_safe
def list_deliveries(request: Request) -> HttpResponse:
    """Show the deliveries as filtered, newest first, with how many stand where."""
    access.require("oversee", request.actor)
    form = DeliveriesForm(request.GET)
    found = queries.deliveries(request.actor, form.filters())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    counted = queries.counts(request.actor)
    counts = [(state, STATES[state], counted[state]) for state in DELIVERY.states]
    context = {"form": form, "page": page, "rows": [_row(one) for one in page], "counts": counts}
    return render(request, "outbox/list_deliveries.html", context)


@seated("outbox.delivery.export")
@acts_only("outbox:deliveries")
def export_deliveries(request: Request) -> FileResponse:
    """Give out the list as the address filters it, and record that it left the house."""
    form, at = DeliveriesForm(request.GET), clock.now()
    wanted = "；".join(f"{name} {value}" for _key, name, value in form.active()) or _("全部")
    outbox.note_export(wanted, by=request.actor, at=at)
    note = _("%(seat)s 于 %(at)s 导出。筛选：%(wanted)s") % {
        "seat": request.seat.person.name,
        "at": at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M"),
        "wanted": wanted,
    }
    table = exports.deliveries_xlsx(request.actor, form.filters(), note)
    return FileResponse(table, as_attachment=True, filename="deliveries.xlsx", content_type=XLSX)


@seated("outbox.delivery.show")
@require_safe
def show_delivery(request: Request, delivery: str) -> HttpResponse:
    """Show how one letter stands, and what can be done."""
    access.require("oversee", request.actor)
    return _desk(request, queries.delivery(request.actor, delivery))


@seated("outbox.delivery.retry")
@acts_only("outbox:delivery", "delivery")
def retry_delivery(request: Request, delivery: str) -> HttpResponse:
    """Let a letter be tried again."""
    return _act(request, delivery, "retry")


@seated("outbox.delivery.drop")
@acts_only("outbox:delivery", "delivery")
def drop_delivery(request: Request, delivery: str) -> HttpResponse:
    """Give a letter up."""
    return _act(request, delivery, "drop")


def _act(request: Request, code: str, verb: str) -> HttpResponse:
    perform = {"retry": outbox.retry, "drop": outbox.drop}[verb]
    done = {"retry": _("已放回队里，马上再发。"), "drop": _("已放弃，不再发。")}[verb]
    delivery = queries.delivery(request.actor, code)
    form = (DropForm if verb == "drop" else ActForm)(request.POST)
    if not form.is_valid():
        return _desk(request, delivery, form)
    try:
        perform(delivery, form.command(), by=request.actor, at=clock.now())
    except (RuleBroken, IllegalMove, Stale) as refusal:
        return _desk(request, queries.delivery(request.actor, code), form, refusal)
    messages.success(request, done)
    return HttpResponseRedirect(reverse("outbox:delivery", args=[code]))


def _desk(
    request: Request,
    delivery: Delivery,
    form: ActForm | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    status, words = 200, ""
    if form is not None:
        words = " ".join(str(errors[0]) for errors in form.errors.values())
        status = 422
    if refusal is not None:
        words, status = refusals.sentence(refusal), refusals.status_of(refusal)
    typed = {"reason": form["reason"].value() or ""} if isinstance(form, DropForm) else {}
    context = {
        **_row(delivery),
        "moves": DELIVERY.moves_from(delivery.state),
        "act": DropForm(initial={"version": delivery.version, **typed}),
        "refusal": words,
    }
    return render(request, "outbox/show_delivery.html", context, status=status)


def _row(delivery: Delivery) -> dict[str, object]:
    return {
        "delivery": delivery,
        "label": label(delivery.code),
        "way": WAYS[delivery.way],
        "state": STATES[delivery.state],
        "address": masked(delivery.way, delivery.address),
    }
