"""How is a refusal answered: which status, which words, which way on?"""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from hongbang.kernel.decision import Refused
from hongbang.kernel.refusal import IllegalMove, NotAllowed, NotFound, Refusal, RuleBroken, Stale
from hongbang.ui.request import Request

STATUS: dict[type[Refusal], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    NotAllowed: HTTPStatus.FORBIDDEN,
    IllegalMove: HTTPStatus.UNPROCESSABLE_ENTITY,
    RuleBroken: HTTPStatus.UNPROCESSABLE_ENTITY,
    Stale: HTTPStatus.CONFLICT,
}
SECRET = {
    "csrfmiddlewaretoken",
    "password",
    "current",
    "again",
    "code",
    "key",
    "version",
    "kept",
    "next",
    "seat",
}
TEMPLATE: dict[HTTPStatus, str] = {
    HTTPStatus.NOT_FOUND: "404.html",
    HTTPStatus.FORBIDDEN: "403.html",
    HTTPStatus.UNPROCESSABLE_ENTITY: "422.html",
    HTTPStatus.CONFLICT: "409.html",
}


def status_of(refusal: Refusal) -> HTTPStatus:
    """Return the status that answers this kind of refusal."""
    return next(status for kind, status in STATUS.items() if isinstance(refusal, kind))


def sentence(refusal: Refusal | Refused) -> str:
    """Say in the visitor's language what was refused and why (`<room>.texts.REFUSALS`)."""
    room = refusal.code.partition(".")[0]
    try:
        texts = import_string(f"hongbang.{room}.texts.REFUSALS")
        template = str(texts[refusal.code])
    except (ImportError, KeyError):
        message = f"the refusal {refusal.code} has no text in hongbang.{room}.texts.REFUSALS"
        raise LookupError(message) from None
    return template % {key: str(value) for key, value in refusal.params.items()}


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Draw the page that answers a refusal no form has caught."""
    status = status_of(refusal)
    context: dict[str, object] = {}
    if status is not HTTPStatus.NOT_FOUND:
        context = {"reason": sentence(refusal), "typed": typed(request)}
    return render(request, TEMPLATE[status], context, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was sent without its token, with what was typed still to be read."""
    words = _(
        "这一页打开得太久，或不是从本站送出的，因此没有受理。写的内容在下面，请复制到新打开的页面再送。"
    )
    context = {"reason": words, "typed": typed(request)}
    return render(request, "403.html", context, status=HTTPStatus.FORBIDDEN)


def typed(request: HttpRequest) -> list[str]:
    """Return the texts that somebody typed into a form that was not taken, never a secret."""
    return [
        value
        for name, values in request.POST.lists()
        for value in values
        if value.strip() and name not in SECRET and (len(value) > 3)
    ]


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer a body larger than any form of ours, without reading it."""
    return render(request, "413.html", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def not_found(request: Request, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


def broken(request: Request) -> HttpResponse:
    """Answer when something of ours broke; draws nothing that could break again."""
    return render(request, "500.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)


def forbidden(request: Request, exception: Exception) -> HttpResponse:
    """Answer what the framework itself forbids."""
    return render(request, "403.html", {"reason": ""}, status=HTTPStatus.FORBIDDEN)


def malformed(request: Request, exception: Exception) -> HttpResponse:
    """Answer a request that no browser of ours sends."""
    return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)
