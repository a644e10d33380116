"""How is a file read and scored: the file beside its score sheet, kept as it is typed, signed?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hongbang.applications import queries as applications
from hongbang.applications.forms.showing import shown
from hongbang.kernel.refusal import IllegalMove, Refusal, RuleBroken, Stale
from hongbang.reviews import access, queries
from hongbang.reviews import operations as reviews
from hongbang.reviews.forms.acting import RecuseForm
from hongbang.reviews.forms.reading import Section, blinded, whole
from hongbang.reviews.queries import ScoreSheet
from hongbang.reviews.rules.commands import Act, Save
from hongbang.reviews.rules.lifecycle import OWED, RECUSED, SHEET, SIGNED
from hongbang.reviews.rules.scoring import score
from hongbang.sheets import queries as sheets
from hongbang.sheets.forms.answering import AnswerForm
from hongbang.sheets.rules.answers import check
from hongbang.sheets.texts import said
from hongbang.ui import clock, refusals
from hongbang.ui.doors import seated
from hongbang.ui.request import Request

PAGE = "reviews/score_file.html"


@seated("reviews.sheet.score")
@require_http_methods(["GET", "HEAD", "POST"])
def score_file(request: Request, score_sheet: str) -> HttpResponse:
    """Show a file beside its score sheet; on POST keep the marks, and sign them if asked."""
    found = queries.get(request.actor, score_sheet)
    access.require("score", request.actor, found)
    if request.method == "POST":
        return _marked(request, found)
    return render(request, PAGE, _page(request, found))


def shown_again(request: Request, code: str, form: RecuseForm, status: int) -> HttpResponse:
    """Show a file again with what was typed for standing aside."""
    found = queries.get(request.actor, code)
    access.require("recuse", request.actor, found)
    form.data = {**request.POST.dict(), "version": found.version}
    return render(request, PAGE, _page(request, found) | {"recuse": form}, status=status)


def _marked(request: Request, found: ScoreSheet) -> HttpResponse:
    """Keep what was sent; then sign it, or go where its button leads."""
    typed = AnswerForm.taken(sheets.definition(found.dossier.round.sheet), request.POST).answers
    try:
        kept = reviews.save(found, Save(typed, _version(request)), by=request.actor, at=clock.now())
    except (Stale, IllegalMove, RuleBroken) as refusal:
        current = queries.get(request.actor, found.public_id)
        if current.typed != typed or current.state not in {*OWED, SIGNED}:
            return _not_kept(request, current, typed, refusal)
        kept = current  # the same form, sent twice
    if "autosave" in request.POST:
        return render(request, "reviews/_live.html", {"sheet": kept} | _sum(kept, typed))
    if "sign" in request.POST and kept.state != SIGNED:
        return _signed(request, kept)
    if kept.state != SIGNED:
        messages.success(request, _("已存，还没有签名。"))
    return HttpResponseRedirect(reverse("reviews:score", args=[kept.public_id]))


def _signed(request: Request, kept: ScoreSheet) -> HttpResponse:
    """Sign what was kept; where it is unfinished, show what is missing."""
    try:
        signed = reviews.sign(kept, Act(kept.version), by=request.actor, at=clock.now())
    except (Stale, IllegalMove, RuleBroken) as refusal:
        current = queries.get(request.actor, kept.public_id)
        if current.state == SIGNED:  # signed by the first click
            return HttpResponseRedirect(reverse("reviews:score", args=[kept.public_id]))
        definition = sheets.definition(current.dossier.round.sheet)
        findings = check(definition, current.typed, final=True)
        form = AnswerForm(definition, current.typed, findings=findings)
        context = _page(request, current, form=form)
        if not form.blocking:
            context["refusal"] = refusals.sentence(refusal)
        return render(request, PAGE, context, status=refusals.status_of(refusal))
    after = queries.next_owed(request.actor, signed)
    messages.success(request, _("第 %(n)s 号已签名。") % {"n": signed.dossier.number})
    if after is None:
        return HttpResponseRedirect(reverse("reviews:mine"))
    return HttpResponseRedirect(reverse("reviews:score", args=[after.public_id]))


def _not_kept(
    request: Request, current: ScoreSheet, typed: Mapping[str, Any], refusal: Refusal
) -> HttpResponse:
    """Show the form again with what was typed, headed by why it was not kept."""
    status, told = refusals.status_of(refusal), refusals.sentence(refusal)
    if "autosave" in request.POST:
        context = {"sheet": current, "not_kept": told}
        return render(request, "reviews/_live.html", context, status=status)
    definition = sheets.definition(current.dossier.round.sheet)
    context = _page(request, current, form=AnswerForm(definition, typed))
    context |= {"refusal": told, "is_unsaved": True, "is_stale": isinstance(refusal, Stale)}
    return render(request, PAGE, context, status=status)


def _page(request: Request, found: ScoreSheet, *, form: AnswerForm | None = None) -> dict[str, Any]:
    """Gather what the page of one score sheet shows to its expert."""
    dossier, opened = found.dossier, found.dossier.round
    definition = sheets.definition(opened.sheet)
    is_open = opened.state == "open" and dossier.application.state != "withdrawn"
    task = next((one for one in queries.tasks(request.actor) if one.round == opened), None)
    may_stand_aside = is_open and "recuse" in SHEET.moves_from(found.state)
    is_read = found.state != RECUSED
    return {
        "sheet": found,
        "dossier": dossier,
        "round": opened,
        "task": task,
        "parts": _parts(found) if is_read else [],
        "form": form or AnswerForm(definition, found.typed),
        "given": whole(shown(definition, found.typed, {}, {})) if is_read else [],
        "may_score": is_open and found.state in OWED,
        "after": queries.next_owed(request.actor, found),
        "recuse": RecuseForm(initial={"version": found.version}) if may_stand_aside else None,
        **_sum(found, form.answers if form else found.typed),
    }


def _sum(found: ScoreSheet, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Add up the marks so far, by section."""
    definition = sheets.definition(found.dossier.round.sheet)
    added = score(definition, typed)
    most = {
        section.key: sum(one.points for one in section.fields if one.kind == "score")
        for section in definition.sections
    }
    return {
        "added": added,
        "sections": [
            (said(section.title), added.sections[section.key], most[section.key])
            for section in definition.sections
            if section.key in added.sections
        ],
    }


def _parts(found: ScoreSheet) -> list[Section]:
    """Return the revision that is read, in words; blind where the round is."""
    dossier = found.dossier
    application, revision = dossier.application, dossier.revision
    edition, definition = application.category.edition, sheets.definition(revision.sheet)
    facts = applications.facts_of(edition, revision.submitted_at)
    lists = applications.lists_for(definition, edition, application.unit)
    if not dossier.round.is_blind:
        return whole(shown(definition, revision.given, facts, lists))
    named = (application.unit, application.team, application.nominee)
    names = [one.name for one in named if one is not None]
    return blinded(definition, revision.given, facts, lists, names)


def _version(request: Request) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
