"""What does everybody see of names before the public, and how does anybody object?"""

from __future__ import annotations

import secrets
from http import HTTPStatus

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound, RuleBroken
from hongbang.programmes.texts.telling import said
from hongbang.publicity import operations as publicity
from hongbang.publicity import queries
from hongbang.publicity.forms import FollowForm, ObjectForm
from hongbang.publicity.queries import Name, Posting
from hongbang.publicity.rules.lifecycle import POSTED
from hongbang.publicity.rules.objecting import receipt
from hongbang.publicity.rules.window import is_open
from hongbang.ui import clock, refusals
from hongbang.ui.doors import public
from hongbang.ui.request import Request

PAGE = 20


@public
@require_safe
def list_postings(request: Request) -> HttpResponse:
    """List every posting, the latest first."""
    page = Paginator(queries.postings(), PAGE).get_page(request.GET.get("page"))
    rows = [(one, _is_open(one)) for one in page]
    return render(request, "publicity/list_postings.html", {"page": page, "rows": rows})


@public
@require_safe
def show_posting(request: Request, posting: str) -> HttpResponse:
    """Show the names of a posting, its days, and how to object."""
    found = queries.get(posting)
    context = {
        "posting": found,
        "groups": queries.by_category(queries.names(found)),
        "suspended": queries.suspended(found),
        "is_open": _is_open(found),
        "days_left": queries.working_days_left(found, request.today),
        "how": said(queries.how_to_object(found.edition)),
        "follow": FollowForm(),
    }
    return render(request, "publicity/show_posting.html", context)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: Request, posting: str, name: str) -> HttpResponse:
    """Take an objection from anybody, and give a receipt that is shown this once."""
    found = queries.name(queries.get(posting), name)
    if request.method != "POST":
        return _asked(request, found, ObjectForm(initial={"key": secrets.token_hex(16)}))
    form, status = ObjectForm(request.POST), HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        by, command = Actor.nobody(request.request_id), form.command()
        try:
            taken = publicity.object_to(found, command, by=by, at=clock.now())
        except RuleBroken as refusal:
            form.add_error(None, refusals.sentence(refusal))
        else:
            context = {"taken": taken, "name": found, "receipt": receipt(command.key)}
            return render(request, "publicity/objected.html", context)
    return _asked(request, found, form, status)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_objection(request: Request) -> HttpResponse:
    """Show how far an objection is, to whoever has its receipt."""
    form = FollowForm(request.POST) if request.method == "POST" else FollowForm()
    found, status = None, HTTPStatus.OK
    if form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                found = queries.followed(form.cleaned_data["receipt"])
            except NotFound as refusal:
                form.add_error("receipt", refusals.sentence(refusal))
            else:
                status = HTTPStatus.OK
    context = {"form": form, "objection": found}
    return render(request, "publicity/follow_objection.html", context, status=status)


def _is_open(posting: Posting) -> bool:
    return is_open(clock.now(), posting.posted_at, posting.last_on)


def _asked(
    request: Request, name: Name, form: ObjectForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    posting = name.posting
    context = {
        "posting": posting,
        "name": name,
        "form": form,
        "is_open": _is_open(posting) and name.state == POSTED,
        "how": said(queries.how_to_object(posting.edition)),
    }
    return render(request, "publicity/object_to.html", context, status=status)
