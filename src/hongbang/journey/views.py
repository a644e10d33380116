"""What does the desk page show?"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hongbang.journey import queries
from hongbang.ui import clock
from hongbang.ui.doors import seated
from hongbang.ui.request import Request


@seated("journey.desk.show")
@require_safe
def show_desk(request: Request) -> HttpResponse:
    """Show what I owe, overdue first, then what I wait for."""
    context = {"desk": queries.desk(request.actor, clock.now()), "news": queries.news()}
    return render(request, "journey/show_desk.html", context)
