"""What does everybody concerned see of a resolution, and how does a host decide?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hongbang.approvals import access, queries
from hongbang.approvals import operations as approvals
from hongbang.approvals.forms import DecideForm
from hongbang.approvals.queries import Matter, Resolution
from hongbang.approvals.rules.lifecycle import OWED, STANDING, SUBMITTED
from hongbang.approvals.texts import change_words
from hongbang.kernel.refusal import IllegalMove, RuleBroken, Stale
from hongbang.selections import queries as selections
from hongbang.selections.queries import FixedSeat, FixedSlate
from hongbang.selections.rules.answering import Held
from hongbang.selections.texts import rule_names
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, grave, seated
from hongbang.ui.request import Request

PAGE = 50


@dataclass(frozen=True)
class Section:
    """A category as the hosts see it: the names put to them, and what lies behind the list.

    `slate` and what hangs on it are there while the list is still the one put to them.
    """

    content: Mapping[str, Any]
    slate: FixedSlate | None = None
    rules: Mapping[str, str] | None = None

    @property
    def missed(self) -> list[tuple[str, Held]]:
        """Return the rules that the list does not keep in full, in words."""
        return [pair for pair in self._held() if not pair[1].is_met]

    @property
    def met(self) -> list[tuple[str, Held]]:
        """Return the rules that the list keeps, in words."""
        return [pair for pair in self._held() if pair[1].is_met]

    @property
    def drawn(self) -> list[FixedSeat]:
        """Return those whom only the lot parts, on either side of the line."""
        return [one for one in self.slate.seats if one.is_drawn] if self.slate else []

    def _held(self) -> list[tuple[str, Held]]:
        names = self.rules or {}
        found = self.slate.structure if self.slate else ()
        return [(names.get(one.rule, one.rule), one) for one in found]


@seated("approvals.list.read")
@require_safe
def list_resolutions(request: Request) -> HttpResponse:
    """Show the resolutions this seat may see, and to the office the editions to prepare."""
    access.require("read", request.actor)
    page = Paginator(queries.listed(request.actor), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "editions": [*queries.editions(request.actor)[:PAGE]]}
    return render(request, "approvals/list_resolutions.html", context)


@seated("approvals.resolution.read")
@require_safe
def show_resolution(request: Request, resolution: str) -> HttpResponse:
    """Show what was put to the hosts, what lies behind it, who decided and who is silent."""
    found = queries.get(request.actor, resolution)
    return render(request, "approvals/show_resolution.html", _shown(request, found))


@seated("approvals.resolution.decide")
@acts_only("approvals:show", "resolution")
@grave
def decide_resolution(request: Request, resolution: str) -> HttpResponseBase:
    """Approve or return for the host of this seat."""
    found = queries.get(request.actor, resolution)
    form, status = DecideForm(request.POST), 422
    if form.is_valid():
        try:
            approvals.decide(found, form.command(), by=request.actor, at=clock.now())
        except (RuleBroken, IllegalMove, Stale) as refusal:
            status = refusals.status_of(refusal)
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, _("您代表本单位的决定已记入账本。"))
            return HttpResponseRedirect(reverse("approvals:show", args=[resolution]))
    return _shown_again(request, resolution, form, status)


def _shown_again(request: Request, resolution: str, form: DecideForm, status: int) -> HttpResponse:
    """Show a resolution again with the opinion that was typed."""
    current = queries.get(request.actor, resolution)
    access.require("decide", request.actor, current)
    own = queries.own_decision(request.actor, current)
    kept = {"digest": current.digest, "version": own.version if own else 1}
    form.data = {**request.POST.dict(), **kept}
    context = _shown(request, current) | {"form": form}
    return render(request, "approvals/show_resolution.html", context, status=status)


def _shown(request: Request, found: Resolution) -> dict[str, Any]:
    """Gather what the page of one resolution shows to this seat."""
    stands = found.state in STANDING
    matter = queries.matter(found.edition) if stands else None
    changes = queries.voided_by(found, matter)
    content, digest = queries.in_force(found)
    decisions = queries.decisions(found)
    own = queries.own_decision(request.actor, found)
    is_mine = own is not None and access.may("decide", request.actor, found).ok
    can_decide = is_mine and own is not None and own.state == OWED
    initial = {"digest": found.digest, "version": own.version if own else 1}
    return {
        "resolution": found,
        "digest": digest,
        "decisions": decisions,
        "silent": [one.host for one in decisions if one.state == OWED],
        "own": own if is_mine else None,
        "form": DecideForm(initial=initial),
        "can_decide": can_decide and found.state == SUBMITTED and not changes,
        "changes": [change_words(one) for one in changes],
        "sections": _sections(content, None if changes else matter),
        "checks": [*queries.checks(found.edition)],
        "supplements": queries.supplements(found),
        "may_prepare": access.may("prepare", request.actor).ok,
    }


def _sections(content: Mapping[str, Any], matter: Matter | None) -> list[Section]:
    slates = {one.category.key: one for one in matter.slates} if matter else {}
    return [
        Section(one, slates.get(one["key"]), _names(slates.get(one["key"])))
        for one in content["categories"]
    ]


def _names(slate: FixedSlate | None) -> dict[str, str]:
    if slate is None:
        return {}
    edition = slate.category.edition
    rows = selections.rows(slate.category)
    return rule_names(rows, selections.groups_of(edition), selections.labels_of(edition))
