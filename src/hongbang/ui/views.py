"""What does the gallery of components show?"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hongbang.ui import clock, specimens
from hongbang.ui.doors import public
from hongbang.ui.request import Request


@public
@require_safe
def gallery(request: Request) -> HttpResponse:
    """Show every component in every state."""
    context = specimens.everything(clock.now(), request.GET)
    return render(request, "ui/gallery.html", context)
