"""What does everybody see of a draw once its visits are over?"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hongbang.kernel.canon import canonical_json
from hongbang.oversight import queries
from hongbang.oversight.rules.draw import digest, replayed
from hongbang.ui.doors import public
from hongbang.ui.request import Request


@public
@require_safe
def show_draw(request: Request, draw: str) -> HttpResponse:
    """Show what went into a draw and what came out, drawn again on the spot."""
    found = queries.told_draw(draw)
    context = {
        "draw": found,
        "content": canonical_json(found.content).decode(),
        "is_whole": digest(found.content) == found.digest,
        "is_same": [*replayed(found.content)] == found.result,
    }
    return render(request, "oversight/told_draw.html", context)
