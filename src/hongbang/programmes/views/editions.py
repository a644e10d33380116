"""Which editions are there, what is still missing, and how do they open and end?

Every view asks `access` before it looks an edition up, so that a seat which may not work here
learns nothing about which there are.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hongbang.documents.exports import XLSX
from hongbang.kernel.period import BEIJING
from hongbang.kernel.refusal import IllegalMove, Refusal, RuleBroken, Stale
from hongbang.programmes import access, exports, queries
from hongbang.programmes import operations as programmes
from hongbang.programmes.forms import ActForm, DraftForm, FilterForm, ProgrammeForm, YearForm
from hongbang.programmes.queries import Edition
from hongbang.programmes.texts.telling import changes_told, chapters_told, items_told, told
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, grave, seated
from hongbang.ui.request import Request

PAGE = 50


@seated("programmes.programme.work")
@require_safe
def list_editions(request: Request) -> HttpResponse:
    """Show the programmes and their editions, filtered by what the address says."""
    access.require("work", request.actor)
    form = FilterForm(request.GET)
    found = queries.directory(request.actor, form.filters())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "may_draft": access.may("draft", request.actor)}
    return render(request, "programmes/list_editions.html", context)


@seated("programmes.directory.export")
@acts_only("programmes:editions")
def export_editions(request: Request) -> FileResponse:
    """Give out the list as the address filters it, and record that it left the house."""
    form, at = FilterForm(request.GET), clock.now()
    wanted = "；".join(f"{label} {value}" for _name, label, value in form.active()) or _("全部")
    programmes.note_export(wanted, by=request.actor, at=at)
    note = _("%(seat)s 于 %(at)s 导出。筛选：%(wanted)s") % {
        "seat": request.seat.person.name,
        "at": at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M"),
        "wanted": wanted,
    }
    table = exports.directory_xlsx(request.actor, form.filters(), note)
    return FileResponse(table, as_attachment=True, filename="editions.xlsx", content_type=XLSX)


@seated("programmes.programme.add")
@require_http_methods(["GET", "HEAD", "POST"])
def add_programme(request: Request) -> HttpResponse:
    """Keep a programme."""
    access.require("add_programme", request.actor)
    form = ProgrammeForm(request.POST or None, initial=_key())
    if request.method == "POST" and form.is_valid():
        try:
            programmes.add_programme(form.command(), by=request.actor, at=clock.now())
        except RuleBroken as refusal:
            _refill(form, request, refusal)
        else:
            messages.success(request, _("评选项目已设立。接着起草一个年度。"))
            return HttpResponseRedirect(reverse("programmes:draft"))
    return _form_page(request, form, "programmes/add_programme.html", {})


@seated("programmes.edition.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def draft_edition(request: Request) -> HttpResponse:
    """Begin an edition from nothing."""
    access.require("draft", request.actor)
    form = DraftForm(request.POST or None, initial=_key() | {"year": request.today.year})
    if request.method == "POST" and form.is_valid():
        try:
            drafted = programmes.draft_edition(form.command(), by=request.actor, at=clock.now())
        except RuleBroken as refusal:
            _refill(form, request, refusal)
        else:
            return HttpResponseRedirect(reverse("programmes:show", args=[drafted.public_id]))
    context = {"has_programmes": queries.programmes().exists()}
    return _form_page(request, form, "programmes/draft_edition.html", context)


@seated("programmes.edition.clone")
@require_http_methods(["GET", "HEAD", "POST"])
def clone_edition(request: Request, edition: str) -> HttpResponse:
    """Begin another year from this one."""
    access.require("clone", request.actor)
    source = queries.get(request.actor, edition)
    form = YearForm(request.POST or None, initial=_key() | {"year": source.year + 1})
    if request.method == "POST" and form.is_valid():
        try:
            begun = programmes.clone_edition(source, form.clone(), by=request.actor, at=clock.now())
        except RuleBroken as refusal:
            _refill(form, request, refusal)
        else:
            messages.success(request, _("新年度的草稿已写好。日期已顺延，批准文号要重新填。"))
            return HttpResponseRedirect(reverse("programmes:show", args=[begun.public_id]))
    return _form_page(request, form, "programmes/clone_edition.html", {"edition": source})


@seated("programmes.edition.show")
@require_safe
def show_edition(request: Request, edition: str) -> HttpResponse:
    """Show how an edition stands: what is missing, its chapters, what can follow."""
    access.require("work", request.actor)
    found = queries.get(request.actor, edition)
    return render(request, "programmes/show_edition.html", _standing(request, found))


@seated("programmes.edition.compare")
@require_safe
def show_changes(request: Request, edition: str) -> HttpResponse:
    """Show what changed since last year, beyond what moves with the year by itself."""
    access.require("work", request.actor)
    found = queries.get(request.actor, edition)
    before = queries.before(found)
    told_ = changes_told(before.chapters, found.chapters, before.pins) if before else []
    context = {"edition": found, "before": before, "chapters": told_}
    return render(request, "programmes/show_changes.html", context)


@seated("programmes.edition.publish")
@grave
@require_http_methods(["GET", "HEAD", "POST"])
def publish_edition(request: Request, edition: str) -> HttpResponseBase:
    """Show what everybody will see, then open the edition."""
    access.require("publish", request.actor)
    found = queries.get(request.actor, edition)
    context = _standing(request, found) | {"told": told(found.chapters)}
    if request.method != "POST":
        return render(request, "programmes/publish_edition.html", context)
    done = _("已公布。公众现在看得到，各席位会收到消息。")
    return _act(request, found, "publish", programmes.publish_edition, done)


@seated("programmes.edition.discard")
@acts_only("programmes:show", "edition")
def discard_edition(request: Request, edition: str) -> HttpResponseBase:
    """Lay a draft aside."""
    found = queries.get(request.actor, edition)
    return _act(request, found, "discard", programmes.discard_edition, _("草稿已作废。"))


@seated("programmes.edition.close")
@acts_only("programmes:show", "edition")
def close_edition(request: Request, edition: str) -> HttpResponseBase:
    """End an edition."""
    found = queries.get(request.actor, edition)
    done = _("这个年度已结束，页面保留。")
    return _act(request, found, "close", programmes.close_edition, done)


def _act(
    request: Request,
    edition: Edition,
    verb: str,
    perform: Callable[..., object],
    done: str,
) -> HttpResponseBase:
    """Do one act; on a refusal show the page again with the reason."""
    form, status, why = ActForm(request.POST), 422, ""
    if form.is_valid():
        try:
            perform(edition, form.command(), by=request.actor, at=clock.now())
        except (RuleBroken, IllegalMove, Stale) as refusal:
            why, status = refusals.sentence(refusal), refusals.status_of(refusal)
        else:
            messages.success(request, done)
            return HttpResponseRedirect(reverse("programmes:show", args=[edition.public_id]))
    access.require(verb, request.actor, edition)  # before anything is shown again
    fresh = queries.get(request.actor, edition.public_id)
    page = "publish_edition" if verb == "publish" else "show_edition"
    context = _standing(request, fresh) | {"refusal": why, "told": told(fresh.chapters)}
    return render(request, f"programmes/{page}.html", context, status=status)


def _standing(request: Request, edition: Edition) -> dict[str, Any]:
    items = items_told(queries.list_of_missing(edition, queries.calendar()))
    verbs = ("edit", "clone", "publish", "amend", "discard", "close")
    return {
        "edition": edition,
        "items": items,
        "lacking": sum(item.is_must and not item.is_met for item in items),
        "chapters": chapters_told(edition.chapters, queries.known_sheets()),
        "revisions": queries.revisions(edition),
        "may": {verb: access.may(verb, request.actor, edition) for verb in verbs},
        "act": ActForm(initial={"version": edition.version}, auto_id=False),
        "before": queries.before(edition),
    }


def _key() -> dict[str, Any]:
    return {"key": secrets.token_hex(16)}


def _refill(form: Any, request: Request, refusal: Refusal) -> None:
    """Tell the refusal, and let the same form be sent anew."""
    form.add_error(None, refusals.sentence(refusal))
    form.data = {**request.POST.dict(), **_key()}


def _form_page(request: Request, form: Any, template: str, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, context | {"form": form}, status=status)
