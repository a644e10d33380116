"""What does the office do with notices at its desk?

Every view asks `access` before it looks a notice up, so that a seat which may not work
here learns nothing about which notices there are.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hongbang.documents.exports import XLSX
from hongbang.files import operations as files
from hongbang.files.rules.incoming import Held
from hongbang.kernel.period import BEIJING, beijing_day
from hongbang.kernel.refusal import IllegalMove, NotFound, Refusal, RuleBroken, Stale
from hongbang.notices import access, exports, queries
from hongbang.notices import operations as notices
from hongbang.notices.forms import ActForm, AttachForm, DropForm, FilterForm, TextForm
from hongbang.notices.queries import Annex, Notice
from hongbang.notices.rules.changes import changes
from hongbang.notices.rules.commands import Papers
from hongbang.notices.rules.lifecycle import EDITABLE, NOTICE
from hongbang.notices.texts import lines
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50
Perform = Callable[..., object]


@seated("notices.notice.work")
@require_safe
def list_work(request: Request) -> HttpResponse:
    """Show the notices at work, filtered by what the address says."""
    access.require("work", request.actor)
    form = FilterForm(request.GET)
    found = queries.worklist(request.actor, form.filters())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    may_draft = access.may("draft", request.actor)
    context = {"form": form, "page": page, "may_draft": may_draft}
    return render(request, "notices/list_work.html", context)


@seated("notices.worklist.export")
@acts_only("notices:worklist")
def export_work(request: Request) -> FileResponse:
    """Give out the worklist as the address filters it, and record that it left the house."""
    form, at = FilterForm(request.GET), clock.now()
    wanted = "；".join(f"{label} {value}" for _name, label, value in form.active()) or _("全部")
    notices.note_export(wanted, by=request.actor, at=at)
    note = _("%(seat)s 于 %(at)s 导出。筛选：%(wanted)s") % {
        "seat": request.seat.person.name,
        "at": at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M"),
        "wanted": wanted,
    }
    table = exports.worklist_xlsx(request.actor, form.filters(), note)
    return FileResponse(table, as_attachment=True, filename="notices.xlsx", content_type=XLSX)


@seated("notices.papers.ask")
@acts_only("notices:worklist")
def print_work(request: Request) -> HttpResponse:
    """Have the public texts, as the address filters them, made into one PDF."""
    form, at = FilterForm(request.GET), clock.now()
    wanted = "；".join(f"{label} {value}" for _name, label, value in form.active()) or _("全部")
    papers = Papers(
        title=_("通知公告汇编 %(day)s") % {"day": beijing_day(at).isoformat()},
        contents=tuple(
            exports.paper_of(queries.text_of(text), annexes, text.published_at)
            for text, annexes in queries.public_texts(request.actor, form.filters())
        ),
        filters=wanted,
    )
    asked = notices.print_papers(papers, by=request.actor, at=at)
    return HttpResponseRedirect(reverse("documents:batch", args=[asked.public_id]))


@seated("notices.notice.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def draft_notice(request: Request) -> HttpResponse:
    """Begin a notice; the form carries a key so that two clicks make one notice."""
    if request.method != "POST":
        access.require("draft", request.actor)
        form = TextForm(initial={"key": secrets.token_hex(16)})
        return render(request, "notices/edit_notice.html", {"form": form})
    form = TextForm(request.POST)
    if form.is_valid():
        try:
            drafted = notices.draft(form.draft(), by=request.actor, at=clock.now())
        except RuleBroken as refusal:
            form.add_error(None, refusals.sentence(refusal))
            form.data = {**request.POST.dict(), "key": secrets.token_hex(16)}  # may be sent anew
        else:
            messages.success(request, _("草稿已存。"))
            return HttpResponseRedirect(reverse("notices:edit", args=[drafted.public_id]))
    access.require("draft", request.actor)
    context = {"form": form, "editor_html": form.body()}
    return render(request, "notices/edit_notice.html", context, status=422)


@seated("notices.notice.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_notice(request: Request, code: str) -> HttpResponse:
    """Show the text at work; on POST keep it, or show both texts when somebody was faster."""
    notice = queries.get(request.actor, code)
    if request.method != "POST":
        return render(request, "notices/edit_notice.html", _desk(request, notice))
    form = TextForm(request.POST).over(notice.body_html)
    if not form.is_valid():
        return render(
            request, "notices/edit_notice.html", _desk(request, notice, form=form), status=422
        )
    try:
        notices.edit(notice, form.edit(), by=request.actor, at=clock.now())
    except Stale as refusal:
        kept = queries.get(request.actor, code)
        if queries.text_of(kept) == form.text():  # the same text, sent twice
            return _saved(request, code)
        context = _desk(request, kept, form=form) | _versus(kept, form) | {"stale": refusal}
        return render(request, "notices/edit_notice.html", context, status=409)
    except IllegalMove as refusal:
        form.add_error(None, refusals.sentence(refusal))
        context = _desk(request, notice, form=form)
        return render(request, "notices/edit_notice.html", context, status=422)
    return _saved(request, code)


@seated("notices.notice.preview")
@require_safe
def preview_notice(request: Request, code: str) -> HttpResponse:
    """Show the text at work as the public will see it, with the acts that can follow."""
    access.require("work", request.actor)
    notice = queries.get(request.actor, code)
    return render(request, "notices/preview_notice.html", _acts(request, notice))


@seated("notices.annex.attach")
@acts_only("notices:edit", "code")
def attach_annex(request: Request, code: str) -> HttpResponse:
    """Put a file to a notice."""
    notice = queries.get(request.actor, code)
    form, status = AttachForm(request.POST, request.FILES), 422
    if form.is_valid():
        try:
            with _arriving(request, form) as held:
                annex = notices.attach(notice, form.command(held), by=request.actor, at=clock.now())
        except (RuleBroken, IllegalMove, NotFound, Stale) as refusal:
            form.add_error(None, refusals.sentence(refusal))
            notice = queries.get(request.actor, code)
            form.data = {**request.POST.dict(), "version": notice.version}
            status = refusals.status_of(refusal)
        else:
            _say_attached(request, annex)
            return HttpResponseRedirect(reverse("notices:edit", args=[code]) + "#annexes")
    context = _desk(request, notice, attach=form, verb="attach")
    return render(request, "notices/edit_notice.html", context, status=status)


@seated("notices.annex.drop")
@acts_only("notices:edit", "code")
def drop_annex(request: Request, code: str) -> HttpResponse:
    """Take an annex out."""
    notice = queries.get(request.actor, code)
    form = DropForm(request.POST)
    if not form.is_valid():
        context = _desk(request, notice, verb="drop")
        return render(request, "notices/edit_notice.html", context, status=422)
    notices.drop(notice, form.command(), by=request.actor, at=clock.now())
    messages.success(request, _("附件已撤下。"))
    return HttpResponseRedirect(reverse("notices:edit", args=[code]) + "#annexes")


@seated("notices.annex.restore")
@acts_only("notices:edit", "code")
def restore_annex(request: Request, code: str) -> HttpResponse:
    """Put an annex back that was taken out."""
    notice = queries.get(request.actor, code)
    form = DropForm(request.POST)
    if not form.is_valid():
        context = _desk(request, notice, verb="restore")
        return render(request, "notices/edit_notice.html", context, status=422)
    notices.restore(notice, form.command(), by=request.actor, at=clock.now())
    messages.success(request, _("附件已恢复。"))
    return HttpResponseRedirect(reverse("notices:edit", args=[code]) + "#annexes")


@seated("notices.notice.publish")
@acts_only("notices:preview", "code")
def publish_notice(request: Request, code: str) -> HttpResponseBase:
    """Put a draft on the public wall."""
    return _act(request, code, "publish", notices.publish, _("已公布，所有人都能看到。"))


@seated("notices.notice.correct")
@acts_only("notices:preview", "code")
def correct_notice(request: Request, code: str) -> HttpResponseBase:
    """Make the text at work the public one."""
    return _act(request, code, "correct", notices.correct, _("已更正，原文和理由仍可查看。"))


@seated("notices.notice.withdraw")
@acts_only("notices:preview", "code")
def withdraw_notice(request: Request, code: str) -> HttpResponseBase:
    """Take a public notice back."""
    return _act(request, code, "withdraw", notices.withdraw, _("已撤回，页面保留并注明理由。"))


@seated("notices.notice.discard")
@acts_only("notices:preview", "code")
def discard_notice(request: Request, code: str) -> HttpResponseBase:
    """Lay a draft aside."""
    return _act(request, code, "discard", notices.discard, _("草稿已作废。"))


def _say_attached(request: Request, annex: Annex) -> None:
    """Say that a file came in, and at once what stands in its way to the public."""
    if annex.file.numbers:
        words = _("附件已收下，但里面有身份证号或手机号，这样不能公布。请换成删去号码的文件。")
        messages.warning(request, words)
        return
    messages.success(request, _("附件已收下，下次公布或更正时一起公开。"))
    if not annex.file.is_read:
        words = _("附件里有图片、扫描页，或太长，没有逐页查过。请人工核对有没有身份证号和手机号。")
        messages.info(request, words)


def _arriving(request: Request, form: AttachForm) -> AbstractContextManager[Held]:
    """Hold the file of a form: what came part by part before, or what came with it."""
    if form.came_before:
        return files.taking(form.came_before, by=request.actor)
    return files.holding(form.incoming(), by=request.actor, at=clock.now())


def _act(request: Request, code: str, verb: str, perform: Perform, done: str) -> HttpResponseBase:
    """Do one act on the public wall; on a refusal show the preview again with what was typed."""
    notice = queries.get(request.actor, code)
    form = ActForm(request.POST)
    if form.is_valid():
        try:
            perform(notice, form.command(), by=request.actor, at=clock.now())
        except (RuleBroken, IllegalMove, Stale) as refusal:
            return _refused(request, notice, verb, form, refusal)
        messages.success(request, done)
        onward = "notices:worklist" if verb == "discard" else "notices:show"
        return HttpResponseRedirect(reverse(onward, args=[] if verb == "discard" else [code]))
    return _refused(request, notice, verb, form, None)


def _refused(
    request: Request, notice: Notice, verb: str, form: ActForm, refusal: Refusal | None
) -> HttpResponse:
    access.require(verb, request.actor, notice)  # before the text at work is shown again
    typed = {verb: {"reason": form["reason"].value() or ""}}
    context = _acts(request, queries.get(request.actor, notice.public_id), typed)
    context["refusal"] = " ".join(str(words[0]) for words in form.errors.values())
    status = 422
    if refusal:
        context["refusal"] = refusals.sentence(refusal)
        status = refusals.status_of(refusal)
    return render(request, "notices/preview_notice.html", context, status=status)


def _desk(
    request: Request,
    notice: Notice,
    form: TextForm | None = None,
    attach: AttachForm | None = None,
    verb: str = "work",
) -> dict[str, object]:
    """Gather the text at work for a seat that may do `verb` with it."""
    access.require(verb, request.actor, notice)
    return {
        "notice": notice,
        "form": form or TextForm.showing(notice),
        "editor_html": form.body() if form else notice.body_html,
        "attach": attach
        or AttachForm(initial={"version": notice.version, "key": secrets.token_hex(16)}),
        "annexes": [*queries.annexes_at_work(notice)],
        "taken_out": [*queries.annexes_taken_out(notice)],
        "may_edit": access.may("edit", request.actor),
        "is_open": notice.state in EDITABLE,
        "is_ahead": notice.is_ahead,
    }


def _saved(request: Request, code: str) -> HttpResponse:
    messages.success(request, _("已存。"))
    onward = "notices:preview" if "preview" in request.POST else "notices:edit"
    return HttpResponseRedirect(reverse(onward, args=[code]))


def _versus(kept: Notice, form: TextForm) -> dict[str, object]:
    """Put the text that was kept beside the one that was typed, paragraph by paragraph."""
    pairs = changes(lines(form.text()), lines(queries.text_of(kept)))
    return {"theirs": pairs, "mine": pairs}


def _acts(
    request: Request, notice: Notice, typed: dict[str, dict[str, str]] | None = None
) -> dict[str, object]:
    fresh = {"version": notice.version}
    moves = NOTICE.moves_from(notice.state)
    return {
        "notice": notice,
        "text": notice,
        "annexes": [*queries.annexes_at_work(notice)],
        "made": exports.made_for(notice.edition),
        "edition": notice.edition,
        "may_act": access.may("publish", request.actor),
        "is_ahead": notice.is_ahead,
        "acts": {move: ActForm(initial=fresh | (typed or {}).get(move, {})) for move in moves},
        "tried": [*(typed or {})],
    }
