"""How does a browser send a file part by part, and find its way after the line broke?

Spoken to by `files/static/files/upload.js`. Answers are JSON; a refusal carries its sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hongbang.files import operations as files
from hongbang.files import queries
from hongbang.files.forms import OpenForm, PartForm
from hongbang.files.queries import Upload
from hongbang.files.rules.incoming import Piece
from hongbang.files.rules.lifecycle import PART_BYTES
from hongbang.kernel.refusal import Refusal, RuleBroken
from hongbang.ui import clock, refusals
from hongbang.ui.doors import seated
from hongbang.ui.request import Request

P = ParamSpec("P")


def _told(
    view: Callable[Concatenate[Request, P], HttpResponse],
) -> Callable[Concatenate[Request, P], HttpResponse]:
    """Answer a refusal as JSON, with its sentence and where to go on."""

    @wraps(view)
    def answered(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            words = {"code": refusal.code, "sentence": refusals.sentence(refusal)}
            offset = refusal.params.get("offset")
            told = words | ({"offset": offset} if offset is not None else {})
            return JsonResponse(told, status=refusals.status_of(refusal))

    return answered


@seated("files.upload.open")
@require_http_methods(["GET", "HEAD", "POST"])
@_told
def uploads(request: Request) -> HttpResponse:
    """List what I can go on with; on POST begin an upload."""
    if request.method != "POST":
        mine = [_row(one) for one in queries.resumable(request.actor)]
        return JsonResponse({"uploads": mine, "part": PART_BYTES})
    form = OpenForm(request.POST)
    if not form.is_valid():
        raise RuleBroken("files.upload_unclear")
    opened = files.open_upload(form.command(), by=request.actor, at=clock.now())
    return JsonResponse(_row(opened) | {"part": PART_BYTES}, status=201)


@seated("files.upload.show")
@require_safe
@_told
def show_upload(request: Request, upload: str) -> HttpResponse:
    """Say how far an upload is."""
    return JsonResponse(_row(queries.my_upload(request.actor, upload)))


@seated("files.upload.receive")
@require_POST
@_told
def receive_part(request: Request, upload: str) -> HttpResponse:
    """Take one part: the bytes are the body, its place and digest stand in the address."""
    mine = queries.my_upload(request.actor, upload)
    form = PartForm(request.GET)
    if not form.is_valid():
        raise RuleBroken("files.upload_unclear")
    content = request.read(PART_BYTES + 1)
    piece = Piece(form.cleaned_data["offset"], content, form.cleaned_data["sha256"])
    return JsonResponse(_row(files.receive(mine, piece, by=request.actor, at=clock.now())))


@seated("files.upload.complete")
@require_POST
@_told
def complete_upload(request: Request, upload: str) -> HttpResponse:
    """Check what has come whole; that it stays out is an answer, with its sentence."""
    mine = queries.my_upload(request.actor, upload)
    try:
        done = files.complete(mine, by=request.actor, at=clock.now())
    except RuleBroken as refusal:
        row = _row(queries.my_upload(request.actor, upload))
        words = {"code": refusal.code, "sentence": refusals.sentence(refusal)}
        return JsonResponse(row | {"refusal": words})
    return JsonResponse(_row(done))


@seated("files.upload.cancel")
@require_POST
@_told
def cancel_upload(request: Request, upload: str) -> HttpResponse:
    """Stop an upload."""
    mine = queries.my_upload(request.actor, upload)
    return JsonResponse(_row(files.cancel_upload(mine, by=request.actor, at=clock.now())))


def _row(upload: Upload) -> dict[str, object]:
    return {
        "code": upload.public_id,
        "name": upload.name,
        "size": upload.size,
        "offset": upload.received,
        "state": upload.state,
    }
