"""How is a file handed over so that it can do no harm?"""

from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from hongbang.files import queries
from hongbang.files.queries import StoredFile
from hongbang.files.rules.kinds import MEDIA
from hongbang.files.rules.ranges import part_of
from hongbang.ui.doors import public
from hongbang.ui.request import Request


@public
@require_safe
def deliver(request: Request, ticket: str) -> HttpResponseBase:
    """Hand over the file a ticket stands for, or a part: as an attachment, sandboxed."""
    file = queries.redeem(ticket, request.session.session_key or "")
    part = part_of(file.size, _asked(request, file))
    if part is None:
        response: HttpResponseBase = HttpResponse(status=416)
        response.headers["Content-Range"] = f"bytes */{file.size}"
        return _harmless(response, file)
    status = 200 if part.is_whole else 206
    blocks = iter(()) if request.method == "HEAD" else queries.blocks(file, part)
    response = StreamingHttpResponse(blocks, status=status, content_type=MEDIA[file.kind])
    response.headers["Content-Length"] = str(part.length)
    if not part.is_whole:
        last = part.start + part.length - 1
        response.headers["Content-Range"] = f"bytes {part.start}-{last}/{file.size}"
    return _harmless(response, file)


def _asked(request: Request, file: StoredFile) -> str:
    """Return the Range that counts: none where the reader holds another version."""
    held = request.headers.get("If-Range", "")
    return request.headers.get("Range", "") if held in {"", _tag(file)} else ""


def _tag(file: StoredFile) -> str:
    return f'"{file.sha256}"'


def _harmless(response: HttpResponseBase, file: StoredFile) -> HttpResponseBase:
    disposition = content_disposition_header(as_attachment=True, filename=file.name) or ""
    response.headers["Content-Disposition"] = disposition
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = _tag(file)
    return response
