"""What does the office do with sheets at its desk: find, read, publish, try out?"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hongbang.documents.exports import XLSX
from hongbang.kernel.period import BEIJING
from hongbang.kernel.refusal import IllegalMove, Refusal, RuleBroken, Stale
from hongbang.sheets import access, exports, queries
from hongbang.sheets import operations as sheets
from hongbang.sheets.forms.answering import AnswerForm
from hongbang.sheets.forms.building import ActForm, NewForm
from hongbang.sheets.forms.filters import FilterForm
from hongbang.sheets.queries import Sheet
from hongbang.sheets.rules.changes import changes
from hongbang.sheets.rules.definition import Option, Words, faults, read
from hongbang.sheets.rules.lifecycle import DRAFT, SHEET
from hongbang.sheets.texts import CHANGED, CHANGES, KEYS, LISTS, fault_words, first_fault, said
from hongbang.sheets.views.outline import outline_of
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50
TRIED_WITH = 3  # options of a list that is only known in an edition


@seated("sheets.sheet.work")
@require_safe
def list_sheets(request: Request) -> HttpResponse:
    """Show every version of every sheet, filtered by what the address says."""
    access.require("work", request.actor)
    form = FilterForm(request.GET)
    found = queries.worklist(request.actor, form.filters())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    may_draft = access.may("draft", request.actor)
    context = {"form": form, "page": page, "may_draft": may_draft}
    return render(request, "sheets/list_sheets.html", context)


@seated("sheets.list.export")
@acts_only("sheets:list")
def export_sheets(request: Request) -> FileResponse:
    """Give out the list as the address filters it, and record that it left the house."""
    form, at = FilterForm(request.GET), clock.now()
    wanted = "；".join(f"{label} {value}" for _name, label, value in form.active()) or _("全部")
    sheets.note_export(wanted, by=request.actor, at=at)
    note = _("%(seat)s 于 %(at)s 导出。筛选：%(wanted)s") % {
        "seat": request.seat.person.name,
        "at": at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M"),
        "wanted": wanted,
    }
    table = exports.list_xlsx(request.actor, form.filters(), note)
    return FileResponse(table, as_attachment=True, filename="sheets.xlsx", content_type=XLSX)


@seated("sheets.sheet.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def draft_sheet(request: Request) -> HttpResponse:
    """Begin a family of sheets."""
    access.require("draft", request.actor)
    form = NewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            begun = sheets.draft(form.command(), by=request.actor, at=clock.now())
        except RuleBroken as refusal:
            form.add_error("code", refusals.sentence(refusal))
        else:
            messages.success(request, _("草稿已存。现在加分节和题目。"))
            return HttpResponseRedirect(reverse("sheets:show", args=[begun.public_id]))
    status = 422 if form.is_bound else 200
    return render(request, "sheets/draft_sheet.html", {"form": form}, status=status)


@seated("sheets.sheet.show")
@require_safe
def show_sheet(request: Request, definition: str) -> HttpResponse:
    """Show one version: its parts, its faults, what changed, what can be done."""
    access.require("work", request.actor)
    sheet = queries.get(request.actor, definition)
    return render(request, "sheets/show_sheet.html", shown(request, sheet))


@seated("sheets.sheet.preview")
@require_http_methods(["GET", "HEAD", "POST"])
def preview_sheet(request: Request, definition: str) -> HttpResponse:
    """Show a version as it will be filled in; on POST check what was typed, and keep nothing."""
    access.require("work", request.actor)
    sheet = queries.get(request.actor, definition)
    found = faults(sheet.content)
    if found:
        context = {"sheet": sheet, "faults": [(one.place, fault_words(one)) for one in found]}
        return render(request, "sheets/preview_sheet.html", context)
    source = queries.definition(sheet)
    facts = {"edition_starts_on": request.today, "today": request.today}
    lists = {name: _samples(words) for name, words in LISTS.items()}
    form = AnswerForm(source, facts=facts, lists=lists)
    if request.method == "POST":
        final = True if "check" in request.POST else None
        form = AnswerForm.taken(
            source, request.POST, request.FILES, facts=facts, lists=lists, final=final
        )
    is_right = request.method == "POST" and "check" in request.POST and not form.findings
    context = {"sheet": sheet, "form": form, "is_right": is_right}
    status = 422 if form.blocking else 200
    return render(request, "sheets/preview_sheet.html", context, status=status)


@seated("sheets.sheet.publish")
@acts_only("sheets:show", "definition")
def publish_sheet(request: Request, definition: str) -> HttpResponse:
    """Make a draft the version that is filled in."""
    done = _("已发布。这一版从此不变；要改，请起新版。")
    return _act(request, definition, "publish", sheets.publish, done)


@seated("sheets.sheet.discard")
@acts_only("sheets:show", "definition")
def discard_sheet(request: Request, definition: str) -> HttpResponse:
    """Lay a draft aside."""
    return _act(request, definition, "discard", sheets.discard, _("草稿已作废。"))


@seated("sheets.sheet.renew")
@acts_only("sheets:show", "definition")
def renew_sheet(request: Request, definition: str) -> HttpResponse:
    """Begin the next version."""
    sheet = queries.get(request.actor, definition)
    try:
        begun = sheets.new_version(sheet, by=request.actor, at=clock.now())
    except RuleBroken as refusal:
        return refused(request, sheet, "new_version", refusal)
    messages.success(request, _("新版草稿已存，与上一版一样，请改。"))
    return HttpResponseRedirect(reverse("sheets:show", args=[begun.public_id]))


def _act(
    request: Request, definition: str, verb: str, perform: Callable[..., Sheet], done: str
) -> HttpResponse:
    """Move a sheet on; on a refusal show it again with the reason."""
    sheet = queries.get(request.actor, definition)
    form = ActForm(request.POST)
    if not form.is_valid():
        return refused(request, sheet, verb, None)
    try:
        perform(sheet, form.command(), by=request.actor, at=clock.now())
    except (RuleBroken, IllegalMove, Stale) as refusal:
        return refused(request, sheet, verb, refusal)
    messages.success(request, done)
    return HttpResponseRedirect(reverse("sheets:show", args=[definition]))


def refused(request: Request, sheet: Sheet, verb: str, refusal: Refusal | None) -> HttpResponse:
    """Show a sheet again, headed by why something was not done."""
    access.require(verb, request.actor, sheet)  # before it is shown again
    context = shown(request, queries.get(request.actor, sheet.public_id))
    context["refusal"] = _("没有办成：这一页送出的内容不完整。请再按一次。")
    status = 422
    if refusal is not None:
        context["refusal"] = refusals.sentence(refusal)
        status = refusals.status_of(refusal)
        if refusal.code == "sheets.faulty":
            fault = first_fault(refusal.params)
            context["refusal"] = _("没有发布：%(place)s %(words)s") % {
                "place": fault.place,
                "words": fault_words(fault),
            }
    return render(request, "sheets/show_sheet.html", context, status=status)


def shown(request: Request, sheet: Sheet) -> dict[str, object]:
    """Gather what the page of one version shows."""
    earlier = _compared(request, sheet)
    found = faults(sheet.content)
    moves = SHEET.moves_from(sheet.state)
    return {
        "sheet": sheet,
        "faults": [(one.place, fault_words(one)) for one in found],
        "outline": outline_of(sheet.content, [one.place for one in found]),
        "versions": queries.versions(request.actor, sheet.code),
        "earlier": earlier,
        "changes": _changes(earlier, sheet) if earlier and not found else [],
        "may_edit": access.may("edit", request.actor),
        "is_open": sheet.state == DRAFT,
        "acts": {
            move: ActForm(initial={"version": sheet.version}, auto_id=False) for move in moves
        },
    }


def _compared(request: Request, sheet: Sheet) -> Sheet | None:
    """Return the version this one is compared with: the one before, or the one asked for."""
    wanted = request.GET.get("against", "")
    others = [one for one in queries.versions(request.actor, sheet.code) if one.pk != sheet.pk]
    for one in others:
        if str(one.number) == wanted:
            return queries.get(request.actor, one.public_id)
    return queries.before(request.actor, sheet)


def _changes(earlier: Sheet, sheet: Sheet) -> list[dict[str, object]]:
    if faults(earlier.content):
        return []
    return [
        {
            "of": CHANGED[one.of],
            "what": CHANGES[one.what],
            "label": said(one.label),
            "place": one.place,
            "key": KEYS.get(one.key, one.key),
            "before": said(one.before),
            "after": said(one.after),
        }
        for one in changes(read(earlier.content), read(sheet.content))
    ]


def _samples(words: object) -> list[Option]:
    """Return options to try a sheet with, of a list that only an edition knows."""
    return [
        Option(f"sample_{number}", Words(f"{words} {number}", f"{words} {number}"))
        for number in range(1, TRIED_WITH + 1)
    ]
