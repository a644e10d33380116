"""The floors: minimal Django views that do only the unavoidable."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from hongbang.accounts.queries import Seat
from hongbang.notices import queries as notices

ROWS = 50
LIST = """{% for row in rows %}<li><a href="/{{ row.public_id }}/">{{ row.public_title }}</a> \
<time>{{ row.published_at|date:"Y-m-d" }}</time></li>{% endfor %}"""


def empty(request: HttpRequest) -> HttpResponse:
    """Answer with nothing."""
    return HttpResponse("")


def with_user(request: HttpRequest) -> HttpResponse:
    """Look up the session's seat and person, then answer with nothing."""
    seat = Seat.objects.select_related("person", "organisation").get(
        public_id=request.session["seat"]
    )
    return HttpResponse(seat.person.name)


def fifty_rows(request: HttpRequest) -> HttpResponse:
    """Draw fifty indexed rows through a template."""
    rows = notices.public_list()[:ROWS]
    return HttpResponse(compiled().render({"rows": rows}))


@lru_cache(maxsize=1)
def compiled() -> Any:
    """Compile the template once, as a server does."""
    return engines["django"].from_string(LIST)


urlpatterns = [
    path("empty", empty),
    path("with-user", with_user),
    path("fifty-rows", fifty_rows),
]
