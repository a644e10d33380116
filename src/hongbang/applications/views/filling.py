"""How is a form that was sent kept: its files first, then its answers, then what to show next?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hongbang.applications import operations as applications
from hongbang.applications import queries
from hongbang.applications.forms.showing import shown
from hongbang.applications.queries import Application
from hongbang.applications.rules.commands import Attach, Save
from hongbang.applications.views.reading import conditions_told, trail_of
from hongbang.files import operations as files
from hongbang.files.rules.incoming import Held, Incoming
from hongbang.kernel.refusal import IllegalMove, Refusal, RuleBroken, Stale
from hongbang.sheets import queries as sheets
from hongbang.sheets.forms.answering import AnswerForm
from hongbang.sheets.rules.answers import check
from hongbang.ui import clock, refusals
from hongbang.ui.request import Request

FORM = "applications/edit_application.html"


def kept_form(
    found: Application,
    answers: Mapping[str, Any] | None = None,
    *,
    final: bool = False,
    more_rows: str = "",
) -> AnswerForm:
    """Return the form with what is kept, or with these answers, and what is wrong in them."""
    definition = sheets.definition(found.sheet)
    edition, typed = found.category.edition, found.typed if answers is None else answers
    facts = queries.facts_of(edition, clock.now())
    lists = queries.lists_for(definition, edition, found.unit)
    findings = check(definition, typed, facts=facts, lists=lists, final=final)
    return AnswerForm(
        definition, typed, facts=facts, lists=lists, findings=findings, more_rows=more_rows
    )


def filled_in(found: Application, form: AnswerForm) -> dict[str, Any]:
    """Gather what the page of the form shows: the form, the conditions, who has it until when."""
    judged = [*queries.judged(found, form.answers, clock.now())]
    return {
        "application": found,
        "form": form,
        "back": queries.last_return(found),
        **conditions_told(found, judged),
        **trail_of(found),
    }


def filled(request: Request, found: Application) -> HttpResponse:
    """Keep what was sent; then go where its button leads."""
    sent = AnswerForm.taken(sheets.definition(found.sheet), request.POST, request.FILES)
    answers, refused = _with_files(request, found, sent)
    save = Save(answers, _version(request))
    try:
        kept = applications.save(found, save, by=request.actor, at=clock.now())
    except Stale as refusal:
        return _overtaken(request, queries.get(request.actor, found.public_id), answers, refusal)
    except (IllegalMove, RuleBroken) as refusal:
        return _not_kept(request, found, answers, refusal)
    if "autosave" in request.POST:
        return _live(request, kept, answers)
    return _onward(request, kept, refused)


def _version(request: Request) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def _onward(request: Request, kept: Application, refused: Sequence[str]) -> HttpResponse:
    """Lead to the preview or back to the form; show it at once where it has something to say."""
    final, more_rows = "check" in request.POST, request.POST.get("add", "")
    if not (refused or final or more_rows):
        if "preview" not in request.POST:
            messages.success(request, _("已存。"))
        onward = "applications:preview" if "preview" in request.POST else "applications:edit"
        return HttpResponseRedirect(reverse(onward, args=[kept.public_id]))
    form = kept_form(kept, final=final, more_rows=more_rows)
    is_right = final and not form.findings
    context = filled_in(kept, form) | {"refused": refused, "is_right": is_right}
    status = 422 if refused or (final and form.blocking) else 200
    return render(request, FORM, context, status=status)


# --- files


def _with_files(
    request: Request, found: Application, sent: AnswerForm
) -> tuple[dict[str, Any], list[str]]:
    """Keep each file that came along; return the answers with it, and why others were not kept."""
    answers, refused = dict(sent.answers), []
    for one in sent.definition.fields():
        if one.kind != "file":
            continue
        parts = [part for part in answers.pop(one.key, []) if "file" in part]
        try:
            parts += _arrived(request, found, one.key)
        except Refusal as refusal:
            refused.append(refusals.sentence(refusal))
        if parts:
            answers[one.key] = parts
    return answers, refused


def _arrived(request: Request, found: Application, key: str) -> list[dict[str, str]]:
    """Keep the file sent for a question, and tell it as an answer.

    Refuses: what `applications.attach` and `files` refuse.
    """
    upload, code = request.FILES.get(f"{key}.new"), request.POST.get(f"{key}.new.upload", "")
    if not isinstance(upload, UploadedFile) and not code:
        return []
    with _holding(request, upload, code) as held:
        command = Attach(key, held)
        one = applications.attach(found, command, by=request.actor, at=clock.now())
    told = {
        "file": one.public_id,
        "name": one.file.name,
        "kind": one.file.kind,
        "size": str(one.file.size),
    }
    caption = request.POST.get(f"{key}.new.caption", "").strip()
    return [told | ({"caption": caption} if caption else {})]


def _holding(request: Request, upload: Any, code: str) -> AbstractContextManager[Held]:
    """Hold a file: what came part by part before, or what came with the form."""
    if code:
        return files.taking(code, by=request.actor)
    incoming = Incoming(upload.name or "", upload.size or 0, upload.chunks())
    return files.holding(incoming, by=request.actor, at=clock.now())


# --- what is answered


def _live(request: Request, kept: Application, answers: Mapping[str, Any]) -> HttpResponse:
    """Answer an autosave: when it was kept, in which version, and the conditions as they stand."""
    context = filled_in(kept, kept_form(kept, answers))
    return render(request, "applications/_live.html", context)


def _not_kept(
    request: Request, found: Application, answers: Mapping[str, Any], refusal: Refusal
) -> HttpResponse:
    """Show the form again with what was typed, headed by why it was not kept."""
    status = refusals.status_of(refusal)
    if "autosave" in request.POST:
        context = {"application": found, "not_kept": refusals.sentence(refusal)}
        return render(request, "applications/_live.html", context, status=status)
    context = filled_in(found, kept_form(found, answers))
    context |= {"refused": [refusals.sentence(refusal)], "is_unsaved": True}
    return render(request, FORM, context, status=status)


def _overtaken(
    request: Request, kept: Application, answers: Mapping[str, Any], refusal: Stale
) -> HttpResponse:
    """Show what differs from what a colleague kept; nothing is lost before a choice."""
    differing = _differences(kept, answers)
    if not differing:  # the same form, sent twice
        if "autosave" in request.POST:
            return _live(request, kept, answers)
        return _onward(request, kept, [])
    if "autosave" in request.POST:
        return _not_kept(request, kept, answers, refusal)
    context = filled_in(kept, kept_form(kept, answers))
    context |= {"stale": refusal, "differing": differing, "is_unsaved": True}
    return render(request, FORM, context, status=409)


def _differences(kept: Application, answers: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the questions answered otherwise, each with both answers in words."""
    definition, edition = sheets.definition(kept.sheet), kept.category.edition
    facts = queries.facts_of(edition, clock.now())
    lists = queries.lists_for(definition, edition, kept.unit)
    theirs, mine = (
        {
            one.key: (one.label, _in_words(one))
            for part in shown(definition, given, facts, lists)
            for one in part.answers
        }
        for given in (kept.typed, answers)
    )
    keys = [
        one.key for one in definition.fields() if kept.typed.get(one.key) != answers.get(one.key)
    ]
    return [
        {
            "label": (mine.get(key) or theirs.get(key) or (key, ""))[0],
            "theirs": theirs.get(key, ("", ""))[1],
            "mine": mine.get(key, ("", ""))[1],
        }
        for key in keys
    ]


def _in_words(answer: Any) -> str:
    """Write an answer in one text, to be compared."""
    rows = ["，".join(row) for row in answer.rows]
    named = [f"{one.get('name', '')} {one.get('caption', '')}".strip() for one in answer.files]
    return "\n".join(filter(None, [answer.words, *rows, *named]))
