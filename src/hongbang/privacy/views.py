"""What do the pages about personal data do?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hongbang.kernel.refusal import NotFound, Refusal, RuleBroken, Stale
from hongbang.privacy import access, queries
from hongbang.privacy import operations as privacy
from hongbang.privacy.forms import TermForm
from hongbang.privacy.queries import Lasting
from hongbang.privacy.rules.classes import DataClass
from hongbang.privacy.texts import CLASSES
from hongbang.ui import clock, refusals
from hongbang.ui.doors import seated
from hongbang.ui.request import Request


@seated("privacy.register.look")
@require_safe
def show_register(request: Request) -> HttpResponse:
    """Show which words about people are kept, where, what for, and how long."""
    access.require("look", request.actor)
    lasting = queries.terms()
    context = {
        "columns": [(one, CLASSES[one.data_class]) for one in queries.register()],
        "terms": [(one, CLASSES[one.data_class]) for one in lasting],
        "may_set": access.may("set_term", request.actor),
    }
    return render(request, "privacy/show_register.html", context)


@seated("privacy.term.set")
@require_http_methods(["GET", "HEAD", "POST"])
def set_term(request: Request, data_class: str) -> HttpResponse:
    """Show how long words of one class stay; on POST set it."""
    kept = _kept(data_class)
    form = TermForm(request.POST if request.method == "POST" else None, initial=_shown(kept))
    context = {"form": form, "kept": kept, "name": CLASSES[kept.data_class]}
    if form.is_valid():
        try:
            privacy.set_term(form.command(), by=request.actor, at=clock.now())
        except (RuleBroken, Stale) as refusal:
            return _refused(request, context, refusal)
        messages.success(request, _("期限已改，从现在起照新期限删除。"))
        return HttpResponseRedirect(reverse("privacy:register"))
    access.require("set_term", request.actor)
    status = 422 if form.errors else 200
    return render(request, "privacy/set_term.html", context, status=status)


def _refused(request: Request, context: dict[str, object], refusal: Refusal) -> HttpResponse:
    """Show the form again with what was typed, beside what stands now."""
    form, kept = context["form"], _kept(str(context["kept"].data_class))  # type: ignore[attr-defined]  # set above
    form.add_error(None, refusals.sentence(refusal))  # type: ignore[attr-defined]  # a form
    form.data = {**request.POST.dict(), "version": str(kept.version)}  # type: ignore[attr-defined]  # may be sent anew
    status = refusals.status_of(refusal)
    return render(request, "privacy/set_term.html", context | {"kept": kept}, status=status)


def _kept(data_class: str) -> Lasting:
    """Return how long words of this class stay; refuses a class that is none."""
    found = [one for one in queries.terms() if one.data_class == data_class]
    if not found:
        raise NotFound("privacy.no_such_word")
    return found[0]


def _shown(kept: Lasting) -> dict[str, object]:
    return {
        "data_class": DataClass(kept.data_class),
        "days": kept.days,
        "reason": "",
        "version": kept.version,
    }
