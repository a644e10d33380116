"""What do the two health addresses answer?"""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hongbang.ops import health
from hongbang.ui.doors import public
from hongbang.ui.request import Request


@public
@never_cache
@require_safe
def healthz(request: Request) -> HttpResponse:
    """Say that the process lives."""
    return HttpResponse("ok\n", content_type="text/plain")


@public
@never_cache
@require_safe
def readyz(request: Request) -> HttpResponse:
    """Say whether the house can work; what is wrong is told to the log, not to strangers."""
    ready = not health.faults()
    return HttpResponse(
        "ready\n" if ready else "not ready\n",
        content_type="text/plain",
        status=200 if ready else 503,
    )
