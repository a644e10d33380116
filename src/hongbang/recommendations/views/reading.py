"""What does the page of one application show: opinions, the verdict, what was submitted?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hongbang.applications import access as application_access
from hongbang.applications import queries as applications
from hongbang.applications.forms.showing import Part
from hongbang.applications.queries import Revision
from hongbang.kernel.refusal import IllegalMove, NotFound, RuleBroken, Stale
from hongbang.recommendations import access, queries
from hongbang.recommendations import operations as recommendations
from hongbang.recommendations.forms.acting import OpinionForm, RuleOutForm, VerdictForm, VersionForm
from hongbang.recommendations.forms.showing import without_contacts
from hongbang.recommendations.queries import Application, Recommendation, Row
from hongbang.recommendations.rules.lifecycle import LISTED, RECOMMENDATION
from hongbang.sheets import queries as sheets
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = "recommendations/show_application.html"


@seated("recommendations.application.read")
@require_safe
def show_application(request: Request, application: str) -> HttpResponse:
    """Show the opinions on an application, the verdict, and what was submitted."""
    found = queries.get(request.actor, application)
    return render(request, PAGE, _page(request, found, {}))


@seated("recommendations.opinion.give")
@acts_only("recommendations:show", "application")
def give_opinion(request: Request, application: str) -> HttpResponseBase:
    """Give an organ's opinion; on a refusal show the page again with what was typed."""
    found = queries.get(request.actor, application)
    form = OpinionForm(request.POST)

    def act() -> None:
        recommendations.opine(found, form.command(), by=request.actor, at=clock.now())

    return _done(request, found, ("opine", form), act, _("意见已收下。"))


@seated("recommendations.recommendation.decide")
@acts_only("recommendations:show", "application")
def decide(request: Request, application: str) -> HttpResponseBase:
    """Put an application on the organ's list with a verdict."""
    found = queries.get(request.actor, application)
    form = VerdictForm(request.POST)

    def act() -> None:
        recommendations.recommend(found, form.command(), by=request.actor, at=clock.now())

    return _done(request, found, ("recommend", form), act, _("已列入名单。"))


@seated("recommendations.recommendation.take_back")
@acts_only("recommendations:show", "application")
def take_back(request: Request, application: str) -> HttpResponseBase:
    """Take an application off the list."""
    found = queries.get(request.actor, application)
    form, made = VersionForm(request.POST), _made(found)

    def act() -> None:
        recommendations.take_back(made, form.act(), by=request.actor, at=clock.now())

    return _done(request, found, ("take_back", form), act, _("已从名单撤下，名额空出来了。"))


@seated("recommendations.recommendation.rule_out")
@acts_only("recommendations:show", "application")
def rule_out(request: Request, application: str) -> HttpResponseBase:
    """Find a recommendation ineligible."""
    found = queries.get(request.actor, application)
    form, made = RuleOutForm(request.POST), _made(found)

    def act() -> None:
        recommendations.rule_out(made, form.command(), by=request.actor, at=clock.now())

    return _done(
        request, found, ("rule_out", form), act, _("已认定不符合，推荐单位和申报单位都会知道。")
    )


def _made(found: Application) -> Recommendation:
    made = queries.decided(found)
    if made is None:
        raise NotFound("recommendations.missing")
    return made


def _done(
    request: Request,
    found: Application,
    tried: tuple[str, VersionForm],
    act: Callable[[], None],
    said: str,
) -> HttpResponseBase:
    """Do one act and lead back; on a refusal show the page again with what was typed."""
    verb, form = tried
    status = 422
    if form.is_valid():
        try:
            act()
        except (RuleBroken, IllegalMove, Stale) as refusal:
            status = refusals.status_of(refusal)
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, said)
            return HttpResponseRedirect(reverse("recommendations:show", args=[found.public_id]))
    current = queries.get(request.actor, found.public_id)
    access.require(verb, request.actor, current)
    fresh = _fresh(request, current)
    form.data = {**request.POST.dict(), **fresh.get(verb, {})}
    return render(request, PAGE, _page(request, current, {verb: form}), status=status)


def _fresh(request: Request, found: Application) -> dict[str, dict[str, int]]:
    """Return the versions that a form sent again must carry, by its verb."""
    made = queries.decided(found)
    version = {"version": made.version if made else 0}
    own = _own_opinion(request, found)
    opinion = {"version": own.version if own else 0, "revision": found.revision}
    return {"opine": opinion} | dict.fromkeys(("recommend", "take_back", "rule_out"), version)


def _own_opinion(request: Request, found: Application) -> queries.Opinion | None:
    heard = (one.opinion for one in queries.voices(request.actor, found) if one.is_own)
    return next(heard, None)


def _page(request: Request, found: Application, tried: Mapping[str, VersionForm]) -> dict[str, Any]:
    """Gather what the page of one application shows to this seat; `tried` by the act."""
    row = queries.rows(request.actor, [found], clock.now())[0]
    made, revision = queries.decided(found), applications.latest(found)
    whole = application_access.visible_to(request.actor, queries.visible(request.actor))
    is_whole = whole.filter(pk=found.pk).exists()
    return {
        "application": found,
        "row": row,
        "voices": queries.voices(request.actor, found),
        "ground": queries.grounds({found.category.edition_id}, clock.now())[
            found.category.edition_id
        ],
        "made": made,
        "revision": revision,
        "is_whole": is_whole,
        "is_office": access.may("oversee", request.actor).ok,
        "parts": _parts(found, revision, is_whole=is_whole),
        "line": queries.allotment(found.category, row.owner) if row.owner else None,
        "acts": _acts(request, row, made) | dict(tried),
        "tried": [*tried],
    }


def _acts(request: Request, row: Row, made: Recommendation | None) -> dict[str, VersionForm]:
    """Return the forms of the acts that are open to this seat now."""
    found, fresh = row.application, _fresh(request, row.application)
    moves = RECOMMENDATION.moves_from(made.state) if made else ("decide",)
    is_open = found.state == "submitted" and "decide" in moves
    acts: dict[str, VersionForm] = {}
    if is_open and access.may("opine", request.actor, found).ok:
        acts["opine"] = OpinionForm(initial=_said_before(request, found) | fresh["opine"])
    if is_open and access.may("recommend", request.actor, found).ok:
        kept = {"verdict": made.verdict, "reason": made.reason} if made else {}
        acts["recommend"] = VerdictForm(initial=kept | fresh["recommend"])
    if made and made.state == LISTED and access.may("take_back", request.actor, made).ok:
        acts["take_back"] = VersionForm(initial=fresh["take_back"])
    may_rule = "rule_out" in moves and made is not None and made.verdict != "declined"
    if may_rule and access.may("rule_out", request.actor, made).ok:
        acts["rule_out"] = RuleOutForm(initial=fresh["rule_out"])
    return acts


def _said_before(request: Request, found: Application) -> dict[str, str]:
    """Return what this organ says, or said of an earlier revision, to begin with."""
    own = _own_opinion(request, found)
    said = own or queries.earlier_opinion(found, queries.own_organ(request.actor))
    return {"stand": said.stand, "words": said.words} if said else {}


def _parts(found: Application, revision: Revision, *, is_whole: bool) -> list[Part]:
    edition = found.category.edition
    definition = sheets.definition(revision.sheet)
    return without_contacts(
        definition,
        revision.given,
        applications.facts_of(edition, clock.now()),
        applications.lists_for(definition, edition, found.unit),
        with_files=is_whole,
    )
