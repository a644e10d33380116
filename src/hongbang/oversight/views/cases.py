"""How are cases shown, answered by the holder, decided, dropped, lifted and settled?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hongbang.kernel.refusal import IllegalMove, RuleBroken, Stale
from hongbang.oversight import access, queries
from hongbang.oversight import operations as oversight
from hongbang.oversight.forms import (
    ActForm,
    DecideForm,
    DropForm,
    LiftForm,
    MendForm,
    SettleForm,
    StateForm,
)
from hongbang.oversight.queries import Case
from hongbang.oversight.rules.lifecycle import CASE, MENDING
from hongbang.oversight.texts import MOVES
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50
REFUSALS = (RuleBroken, IllegalMove, Stale)
FORMS: dict[str, type[ActForm]] = {
    "state": StateForm,
    "decide": DecideForm,
    "drop": DropForm,
    "lift": LiftForm,
    "mend": MendForm,
    "settle": SettleForm,
}


@seated("oversight.case.list")
@require_safe
def list_cases(request: Request) -> HttpResponse:
    """List the cases this seat may see, those that wait first."""
    access.require("cases", request.actor)
    page = Paginator(queries.cases(request.actor), PAGE).get_page(request.GET.get("page"))
    rows = [(one, MOVES[one.move]) for one in page]
    return render(request, "oversight/list_cases.html", {"page": page, "rows": rows})


@seated("oversight.case.read")
@require_safe
def show_case(request: Request, case: str) -> HttpResponse:
    """Show a case, what was said, and what this seat can do about it."""
    access.require("cases", request.actor)
    found = queries.case(request.actor, case)
    return render(request, "oversight/show_case.html", _page(request, found))


@seated("oversight.case.state")
@acts_only("oversight:case", "case")
def state_case(request: Request, case: str) -> HttpResponse:
    """Say something before a sanction is decided."""
    form = StateForm(request.POST)

    def act(found: Case) -> None:
        oversight.state(found, form.act(), by=request.actor, at=clock.now())

    return _done(request, case, ("state", form), act, _("陈述申辩已交，活动办公室决定以前会看。"))


@seated("oversight.mending.report")
@acts_only("oversight:case", "case")
def mend_case(request: Request, case: str) -> HttpResponse:
    """Report what was put right."""
    form = MendForm(request.POST)

    def act(found: Case) -> None:
        oversight.mend(found, form.act(), by=request.actor, at=clock.now())

    return _done(request, case, ("mend", form), act, _("整改情况已报，等活动办公室核对。"))


@seated("oversight.case.decide")
@acts_only("oversight:case", "case")
def decide_case(request: Request, case: str) -> HttpResponse:
    """Let a sanction take effect."""
    form = DecideForm(request.POST)

    def act(found: Case) -> None:
        oversight.decide(found, form.command(), by=request.actor, at=clock.now())

    return _done(request, case, ("decide", form), act, _("决定从今天起生效，已登入荣誉册。"))


@seated("oversight.case.drop")
@acts_only("oversight:case", "case")
def drop_case(request: Request, case: str) -> HttpResponse:
    """Let a case go."""
    form = DropForm(request.POST)

    def act(found: Case) -> None:
        oversight.drop(found, form.act(), by=request.actor, at=clock.now())

    return _done(request, case, ("drop", form), act, _("不作处理，单位会收到通知。"))


@seated("oversight.case.lift")
@acts_only("oversight:case", "case")
def lift_case(request: Request, case: str) -> HttpResponse:
    """End a warning or a suspension."""
    form = LiftForm(request.POST)

    def act(found: Case) -> None:
        oversight.lift(found, form.act(), by=request.actor, at=clock.now())

    return _done(request, case, ("lift", form), act, _("处理已解除，称号恢复有效。"))


@seated("oversight.mending.settle")
@acts_only("oversight:case", "case")
def settle_mending(request: Request, case: str) -> HttpResponse:
    """Accept a reported rectification, or send it back."""
    form = SettleForm(request.POST)

    def act(found: Case) -> None:
        oversight.settle(found, form.command(), by=request.actor, at=clock.now())

    return _done(request, case, ("settle", form), act, _("答复已发给单位。"))


def _verbs(found: Case, today: Any) -> list[str]:
    """Return what can be done with a case now, whoever may do it."""
    verbs = [*CASE.moves_from(found.state)]
    if found.hears_until is None or today > found.hears_until:
        verbs = [one for one in verbs if one != "state"]
    elif found.state == "opened":
        verbs = [one for one in verbs if one != "decide"]
    if not queries.may_lift(found):
        verbs = [one for one in verbs if one != "lift"]
    mending = getattr(found, "mending", None)
    if mending is not None and queries.may_mend(found):
        moves = MENDING.moves_from(mending.state)
        verbs += [
            verb for verb, move in (("mend", "report"), ("settle", "accept")) if move in moves
        ]
    return verbs


def _page(
    request: Request, found: Case, tried: tuple[str, ActForm] | None = None
) -> dict[str, Any]:
    mending, acts = getattr(found, "mending", None), {}
    for verb in _verbs(found, request.today):
        if access.may(verb, request.actor, found).ok:
            of = mending if verb in {"mend", "settle"} else found
            acts[verb] = FORMS[verb](initial={"version": of.version if of else 0})
    if tried is not None:
        acts[tried[0]] = tried[1]
    return {
        "case": found,
        "mending": mending,
        "sanction": MOVES[found.move],
        "acts": acts,
        "tried": tried[0] if tried else "",
        "sees_visit": access.may("read", request.actor).ok,
        "today": request.today,
    }


def _done(
    request: Request,
    code: str,
    tried: tuple[str, ActForm],
    act: Callable[[Case], None],
    words: str,
) -> HttpResponse:
    """Do it; on a refusal show the case again with what was typed."""
    verb, form = tried
    found, status = queries.case(request.actor, code), 422
    if form.is_valid():
        try:
            act(found)
        except REFUSALS as refusal:
            status = refusals.status_of(refusal)
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, words)
            return HttpResponseRedirect(reverse("oversight:case", args=[code]))
    access.require(verb, request.actor, found)
    fresh = queries.case(request.actor, code)
    mending = getattr(fresh, "mending", None)
    of = mending if verb in {"mend", "settle"} and mending else fresh
    form.data = {**request.POST.dict(), "version": of.version}
    context = _page(request, fresh, tried)
    return render(request, "oversight/show_case.html", context, status=status)
