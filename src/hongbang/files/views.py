"""How is a file handed over so that it can do no harm?"""

from __future__ import annotations

from django.http import FileResponse
from django.views.decorators.http import require_safe

from hongbang.files import queries
from hongbang.files.rules.kinds import MEDIA
from hongbang.ui.doors import public
from hongbang.ui.request import Request


@public
@require_safe
def deliver(request: Request, ticket: str) -> FileResponse:
    """Hand over the file a ticket stands for: as an attachment, sandboxed, not kept by caches."""
    session_key = request.session.session_key or ""
    file = queries.redeem(ticket, session_key)
    response = FileResponse(
        file.path.open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type=MEDIA[file.kind],
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response
