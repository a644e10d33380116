"""What do the office and the auditor do with selections: set terms, draw, run, look, adopt?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hongbang.kernel.refusal import IllegalMove, Refusal, RuleBroken, Stale
from hongbang.selections import access, exports, queries
from hongbang.selections import operations as selections
from hongbang.selections.forms import ActForm, KindForm, SeedForm, TermsForm
from hongbang.selections.queries import Category, Run
from hongbang.selections.rules.answering import replayed
from hongbang.selections.rules.asking import reserves_for
from hongbang.selections.rules.commands import Make
from hongbang.selections.rules.lifecycle import PROPOSED
from hongbang.selections.texts import repair_words, rule_names
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50


@seated("selections.list.read")
@require_safe
def list_selections(request: Request) -> HttpResponse:
    """Show every category of the open editions and how far its selection is."""
    access.require("read", request.actor)
    page = Paginator(queries.categories(request.actor), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "shown": queries.progress(page.object_list)}
    return render(request, "selections/list_selections.html", context)


@seated("selections.terms.read")
@require_safe
def show_brief(request: Request, category: str) -> HttpResponse:
    """Show what a run of a category would be asked, and the runs there were."""
    found = queries.category(request.actor, category)
    return render(request, "selections/show_brief.html", _brief(request, found))


@seated("selections.terms.set")
@acts_only("selections:show", "category")
def set_terms(request: Request, category: str) -> HttpResponseBase:
    """Keep how each rule counts."""
    found = queries.category(request.actor, category)
    form = _terms_form(found, request.POST)
    act = Deed("terms", "set", selections.set_terms, _("评选办法存好了。"))
    return _acted(request, found, form, act)


@seated("selections.seed.enter")
@acts_only("selections:show", "category")
def enter_seed(request: Request, category: str) -> HttpResponseBase:
    """Enter the outcome of the public draw."""
    found = queries.category(request.actor, category)
    act = Deed("seed", "seed", selections.enter_seed, _("抽签号登记好了，已记入账本。"))
    return _acted(request, found, SeedForm(request.POST), act)


@seated("selections.run.make")
@acts_only("selections:show", "category")
def make_run(request: Request, category: str) -> HttpResponseBase:
    """Work out the list and keep it as evidence, or say why not."""
    found, at = queries.category(request.actor, category), clock.now()
    form = ActForm(request.POST)
    if not form.is_valid():
        return _refused(request, found, _("没有办成：这一页送出的内容不完整。请再按一次。"), 422)
    version = form.cleaned_data["version"]
    try:
        answer = queries.worked_out(found, at)
        run = selections.make_run(found, Make(answer, version), by=request.actor, at=at)
    except (RuleBroken, Stale) as refusal:
        words = refusals.sentence(refusal)
        return _refused(request, found, words, refusals.status_of(refusal))
    if run.claim is not None:
        messages.success(request, _("名单排出来了。看过以后，请负责人确定。"))
    return HttpResponseRedirect(reverse("selections:slate", args=[run.public_id]))


@seated("selections.slate.read")
@require_safe
def show_slate(request: Request, run: str) -> HttpResponse:
    """Show what a run found: the list with its reasons, or which rules clash."""
    found = queries.run(request.actor, run)
    return render(request, *_shown(request, found))


@seated("selections.slate.adopt")
@acts_only("selections:slate", "run")
def adopt_slate(request: Request, run: str) -> HttpResponseBase:
    """Fix the slate of a category."""
    found = queries.run(request.actor, run)
    form = ActForm(request.POST)
    words, status = _("没有确定：这一页送出的内容不完整。请再按一次。"), 422
    if form.is_valid():
        try:
            selections.adopt(found, form.adopt(), by=request.actor, at=clock.now())
        except (RuleBroken, IllegalMove, Stale) as refusal:
            words, status = refusals.sentence(refusal), refusals.status_of(refusal)
        else:
            messages.success(request, _("名单已确定，可以送主办单位审定。"))
            return HttpResponseRedirect(reverse("selections:slate", args=[run]))
    return _not_adopted(request, run, words, status)


@seated("selections.certificate.take")
@acts_only("selections:slate", "run")
def take_certificate(request: Request, run: str) -> FileResponse:
    """Give out the brief, the list and the checker, and record that they left the house."""
    found = queries.run(request.actor, run)
    selections.note_certificate(found, by=request.actor, at=clock.now())
    packed, name = exports.certificate(found), f"selection-{found.public_id}.zip"
    return FileResponse(packed, as_attachment=True, filename=name, content_type=exports.ZIP)


# --- the brief page


@dataclass(frozen=True, slots=True)
class Deed:
    """A form of the brief page: its name there, the verb, the operation, what is said after."""

    name: str
    verb: str
    perform: Callable[..., object]
    done: str


def _acted(request: Request, found: Category, form: Any, deed: Deed) -> HttpResponseBase:
    """Lead one form of the brief page to its operation; on a refusal show all that was typed."""
    status = 422
    if form.is_valid():
        try:
            deed.perform(found, form.command(), by=request.actor, at=clock.now())
        except (RuleBroken, Stale) as refusal:
            status = refusals.status_of(refusal)
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, deed.done)
            return HttpResponseRedirect(reverse("selections:show", args=[found.public_id]))
    access.require(deed.verb, request.actor)  # who may not act is shown no form again
    version = queries.terms(found, clock.now()).version
    form.data = {**request.POST.dict(), "version": version}
    context = _brief(request, found) | {deed.name: form}
    return render(request, "selections/show_brief.html", context, status=status)


def _refused(request: Request, found: Category, words: str, status: int) -> HttpResponse:
    access.require("make", request.actor)
    context = _brief(request, found) | {"refusal": words}
    return render(request, "selections/show_brief.html", context, status=status)


def _names(category: Category) -> dict[str, str]:
    edition = category.edition
    return rule_names(
        queries.rows(category), queries.groups_of(edition), queries.labels_of(edition)
    )


def _terms_form(found: Category, data: Any = None) -> TermsForm:
    terms = queries.terms(found, clock.now())
    reserves = reserves_for(found.quota) if terms.reserves is None else terms.reserves
    initial = {"version": terms.version, "reserves": reserves}
    return TermsForm(queries.rows(found), _names(found), terms.chosen, data, initial=initial)


def _brief(request: Request, found: Category) -> dict[str, Any]:
    """Gather what would be asked of a run now, and why it cannot be made, if so."""
    terms = queries.terms(found, clock.now())
    gathered = queries.gathered(found, terms)
    runs = [*queries.runs(found)]
    why = {
        "selections.no_standing": not queries.standing(found),
        "selections.no_seed": not terms.seed,
    }
    missing = next((RuleBroken(code) for code, is_so in why.items() if is_so), None)
    return {
        "category": found,
        "kept": terms,
        "brief": gathered.brief,
        "left_out": len(gathered.left_out),
        "pass_mark": queries.pass_mark(found),
        "terms": _terms_form(found),
        "seed": SeedForm(initial={"version": terms.version}),
        "act": ActForm(initial={"version": terms.version}),
        "runs": runs,
        "why_not": missing,
        "may": {verb: access.may(verb, request.actor) for verb in ("set", "seed", "make")},
    }


# --- the page of a run


def _not_adopted(request: Request, run: str, words: str, status: int) -> HttpResponse:
    """Show the list again, headed by why it was not fixed."""
    access.require("adopt", request.actor)
    template, context = _shown(request, queries.run(request.actor, run))
    return render(request, template, context | {"refusal": words}, status=status)


def _shown(request: Request, found: Run) -> tuple[str, dict[str, Any]]:
    """Return the template and what it shows: a slate or a clash."""
    slate = queries.slate_in(found)
    names = _names(found.category)
    context: dict[str, Any] = {
        "run": found,
        "category": found.category,
        "names": names,
        "may": {verb: access.may(verb, request.actor) for verb in ("adopt", "take")},
    }
    if slate is None:
        return "selections/show_clash.html", context | _clash(found, names)
    kind = KindForm(request.GET).shown()
    page = Paginator(queries.seats(slate, kind), PAGE).get_page(request.GET.get("page"))
    held = queries.structure_of(slate)
    again = replayed(found.brief, found.claim or {}) if request.GET.get("again") else None
    return "selections/show_slate.html", context | {
        "slate": slate,
        "kind": kind,
        "counts": queries.counts(slate),
        "page": page,
        "missed": [one for one in held if not one.is_met],
        "met": [one for one in held if one.is_met],
        "costs": {one["rule"]: one["points"] for one in found.prices},
        "again": again,
        "can_adopt": slate.state == PROPOSED,
        "act": ActForm(initial={"version": slate.version}),
        "unfit": _unfit(found),
    }


def _unfit(found: Run) -> Refusal | None:
    """Return why a slate cannot be fixed as it is, if so."""
    try:
        queries.refuse_unfit(found)
    except RuleBroken as refusal:
        return refusal
    return None


def _clash(found: Run, names: Mapping[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = found.clash or {}
    return {
        "clash": told,
        "rules": [names.get(key, key) for key in told["rules"]],
        "repairs": [repair_words(one, names) for one in told["repairs"]],
    }
