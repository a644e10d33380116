"""What does the office do with the words of letters?"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hongbang.kernel.refusal import Refusal, RuleBroken, Stale
from hongbang.outbox import access, queries
from hongbang.outbox import operations as outbox
from hongbang.outbox.forms import ActForm, LettersForm, WordForm
from hongbang.outbox.queries import Template
from hongbang.outbox.rules.letters import Words, sms_parts, tongue
from hongbang.outbox.texts import default_words, label, room_label
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, seated
from hongbang.ui.request import Request

PAGE = 50


@seated("outbox.template.list")
@require_safe
def list_letters(request: Request) -> HttpResponse:
    """Show every letter the house can send, in each language."""
    access.require("word", request.actor)
    form = LettersForm(request.GET)
    page = Paginator(queries.rows(form.filters()), PAGE).get_page(request.GET.get("page"))
    return render(request, "outbox/list_letters.html", {"form": form, "page": page})


@seated("outbox.template.word")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_letter(request: Request, letter: str, language: str) -> HttpResponse:
    """Show a letter's words with a preview; on POST preview what is typed, or keep it."""
    access.require("word", request.actor)
    template = queries.template(letter, language)
    if request.method != "POST":
        return _desk(request, template, WordForm.showing(template))
    form = WordForm(request.POST)
    if not form.is_valid() or "preview" in request.POST:
        return _desk(request, template, form, 200 if form.is_valid() else 422)
    try:
        outbox.draft_words(form.command(letter, language), by=request.actor, at=clock.now())
    except (RuleBroken, Stale) as refusal:
        form.add_error(None, refusals.sentence(refusal))
        kept = queries.template(letter, language)
        form.data = {**request.POST.dict(), "version": kept.version}
        return _desk(request, kept, form, refusals.status_of(refusal))
    messages.success(request, _("草稿已存，启用以后信里才这样写。"))
    return HttpResponseRedirect(reverse("outbox:letter", args=[letter, language]))


@seated("outbox.template.publish")
@acts_only("outbox:letter", "letter", "language")
def publish_letter(request: Request, letter: str, language: str) -> HttpResponse:
    """Put the draft in force."""
    return _act(request, letter, language, "publish")


@seated("outbox.template.revert")
@acts_only("outbox:letter", "letter", "language")
def revert_letter(request: Request, letter: str, language: str) -> HttpResponse:
    """Go back to the default words."""
    return _act(request, letter, language, "revert")


def _act(request: Request, code: str, language: str, verb: str) -> HttpResponse:
    perform = {"publish": outbox.publish_words, "revert": outbox.revert_words}[verb]
    done = {"publish": _("已启用，从现在起发出的信这样写。"), "revert": _("已改回默认用语。")}[verb]
    template = queries.template(code, language)
    form = ActForm(request.POST)
    if not form.is_valid():
        return _refused(request, template, None)
    try:
        perform(template, form.command(), by=request.actor, at=clock.now())
    except (RuleBroken, Stale) as refusal:
        return _refused(request, template, refusal)
    messages.success(request, done)
    return HttpResponseRedirect(reverse("outbox:letter", args=[code, language]))


def _refused(request: Request, template: Template, refusal: Refusal | None) -> HttpResponse:
    """Show the page again, for whoever may see it, with what was refused."""
    access.require("word", request.actor)
    kept = queries.template(template.code, template.language)
    words = refusals.sentence(refusal) if refusal else _("没有办成：页面不完整。请再试一次。")
    status = refusals.status_of(refusal) if refusal else 422
    return _desk(request, kept, WordForm.showing(kept), status, words)


def _desk(
    request: Request, template: Template, form: WordForm, status: int = 200, refusal: str = ""
) -> HttpResponse:
    code, language = template.code, template.language
    sample = queries.written_sample(code, language, form.words())
    signs, parts = sms_parts(sample.short)
    context = {
        "template": template,
        "form": form,
        "label": label(code),
        "room": room_label(code),
        "fields": queries.fields_of(code),
        "sample": _shown(sample),
        "signs": signs,
        "parts": parts,
        "default": _shown(default_words(language, code)),
        "wordings": [
            (one, _shown(Words(one.heading, one.body, one.short)))
            for one in queries.wordings(template)
        ],
        "refusal": refusal,
    }
    return render(request, "outbox/edit_letter.html", context, status=status)


def _shown(words: Words) -> dict[str, list[tuple[str, str]]]:
    """Give each line its language: a Chinese letter holds addresses, an English one names."""
    parts = {"heading": words.heading, "body": words.body, "short": words.short}
    return {
        name: [(tongue(line), line) for line in text.splitlines() if line.strip()]
        for name, text in parts.items()
    }
