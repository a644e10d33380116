"""How is a draft built on screen: one part at a time, each change one operation?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hongbang.kernel.refusal import IllegalMove, RuleBroken, Stale
from hongbang.sheets import access, queries
from hongbang.sheets import operations as sheets
from hongbang.sheets.forms.building import MoveForm, PartForm, kinds_for
from hongbang.sheets.queries import Sheet
from hongbang.sheets.rules import building
from hongbang.sheets.rules.commands import EditSheet
from hongbang.sheets.rules.definition import faults
from hongbang.sheets.rules.lifecycle import DRAFT
from hongbang.sheets.texts import FIELD_KINDS, PARTS
from hongbang.sheets.views.office import refused
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

NEW = {"up": -1, "down": 1}


@seated("sheets.part.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_part(request: Request, definition: str) -> HttpResponse:
    """Show one part of a draft; on POST keep it, with its faults told beside the inputs."""
    access.require("edit", request.actor)
    sheet = queries.get(request.actor, definition)
    path = request.GET.get("part", "")
    part = building.part_at(sheet.content, path)
    of = _of(path)
    if request.method != "POST":
        form = PartForm.showing(of, part, sheet.version)
        _tell(form, sheet, path)
        return _page(request, sheet, path, form)
    form = PartForm(of, str(part.get("kind", "")), request.POST)
    if not form.is_valid():
        return _page(request, sheet, path, form, 422)
    if not path:  # the kind of a sheet was chosen when it was begun
        content = building.placed(sheet.content, "", {"kind": sheet.kind} | form.part())
        return _kept(request, sheet, path, form, content)
    try:
        at = building.found(sheet.content, path, form.cleaned_data["was"])
        content = building.placed(sheet.content, at, form.part())
    except RuleBroken as refusal:
        form.add_error(None, refusals.sentence(refusal))
        return _page(request, sheet, path, form, 422)
    return _kept(request, sheet, at, form, content)


@seated("sheets.part.add")
@require_http_methods(["GET", "HEAD", "POST"])
def add_part(request: Request, definition: str) -> HttpResponse:
    """Add a section, a question, a column or a check at the end of its list."""
    access.require("edit", request.actor)
    sheet = queries.get(request.actor, definition)
    path, kind = request.GET.get("to", "sections"), request.GET.get("kind", "")
    of = path.rpartition(".")[2]
    offered = kinds_for(path) if of in {"fields", "columns"} else []
    building.added(sheet.content, path, {})  # a list that there can be
    if offered and kind not in dict(offered):
        context = {"sheet": sheet, "path": path, "kinds": offered, "part_name": PARTS[of]}
        return render(request, "sheets/choose_kind.html", context)
    if request.method != "POST":
        return _page(request, sheet, path, PartForm.blank(of, kind, sheet.version), is_new=True)
    form = PartForm(of, kind, request.POST)
    if not form.is_valid():
        return _page(request, sheet, path, form, 422, is_new=True)
    content = building.added(sheet.content, path, form.part())
    count = len(building.list_at(content, path))
    return _kept(request, sheet, f"{path}.{count - 1}", form, content, is_new=True)


@seated("sheets.part.move")
@acts_only("sheets:show", "definition")
def move_part(request: Request, definition: str) -> HttpResponse:
    """Move a part up or down, or take it out."""
    sheet = queries.get(request.actor, definition)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return refused(request, sheet, "edit", None)
    data = form.cleaned_data
    try:
        path = building.found(sheet.content, data["part"], data["was"])
        if data["do"] == "remove":
            content = building.removed(sheet.content, path)
        else:
            content = building.moved(sheet.content, path, NEW[data["do"]])
        sheets.edit(sheet, EditSheet(content, data["version"]), by=request.actor, at=clock.now())
    except (RuleBroken, IllegalMove, Stale) as refusal:
        return refused(request, sheet, "edit", refusal)
    messages.success(request, _("已去掉。") if data["do"] == "remove" else _("已挪动。"))
    above = path.rpartition(".")[0].rpartition(".")[0]
    return HttpResponseRedirect(_onward(sheet, above))


def _kept(
    request: Request,
    sheet: Sheet,
    path: str,
    form: PartForm,
    content: dict[str, object],
    *,
    is_new: bool = False,
) -> HttpResponse:
    """Keep the changed source; where a colleague was faster, show what was typed again."""
    shown = path.rpartition(".")[0] if is_new else path
    command = EditSheet(content, form.cleaned_data["version"])
    try:
        edited = sheets.edit(sheet, command, by=request.actor, at=clock.now())
    except Stale as refusal:
        now = queries.get(request.actor, sheet.public_id)
        form.data = {**request.POST.dict(), "version": now.version, **_many(request)}
        return _page(
            request, now, shown, form, 409, is_new=is_new, stale=refusals.sentence(refusal)
        )
    except (RuleBroken, IllegalMove) as refusal:
        form.add_error(None, refusals.sentence(refusal))
        return _page(request, sheet, shown, form, 422, is_new=is_new)
    place = building.place_of(edited.content, path)
    left = [one for one in faults(edited.content) if form.input_at(one.place, place)]
    if left:
        messages.warning(request, _("已存，还有 %(n)s 处要改，写在下面。") % {"n": len(left)})
        address = reverse("sheets:edit", args=[sheet.public_id])
        return HttpResponseRedirect(f"{address}?{urlencode({'part': path})}")
    messages.success(request, _("已存。"))
    return HttpResponseRedirect(_onward(sheet, path))


def _many(request: Request) -> dict[str, list[str]]:
    """Return the ticks of a list, which a plain dict would cut to the last one."""
    return {"kinds": request.POST.getlist("kinds")} if "kinds" in request.POST else {}


def _onward(sheet: Sheet, path: str) -> str:
    anchor = f"#p-{path.replace('.', '-')}" if path else ""
    return reverse("sheets:show", args=[sheet.public_id]) + anchor


def _of(path: str) -> str:
    """Return which kind of part stands at a path."""
    return path.split(".")[-2] if "." in path else "head"


def _tell(form: PartForm, sheet: Sheet, path: str) -> None:
    form.is_valid()
    form.tell(faults(sheet.content), building.place_of(sheet.content, path))


def _page(
    request: Request,
    sheet: Sheet,
    path: str,
    form: PartForm,
    status: int = 200,
    *,
    is_new: bool = False,
    stale: str = "",
) -> HttpResponse:
    if form.is_bound:
        form.is_valid()
    form.mark_needed()
    context = {
        "sheet": sheet,
        "path": path,
        "form": form,
        "kind": FIELD_KINDS.get(form.kind, ""),
        "part_name": PARTS[form.of],
        "is_new": is_new,
        "is_open": sheet.state == DRAFT,
        "stale": stale,
        "anchor": "p-" + path.replace(".", "-"),
    }
    return render(request, "sheets/edit_part.html", context, status=status)
