"""The floors: minimal Django views that do only the unavoidable, and jobs without a page."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from hongbang.accounts.queries import Seat
from hongbang.notices import queries as notices
from hongbang.sheets.forms.answering import AnswerForm
from hongbang.sheets.rules.answers import check
from hongbang.sheets.rules.definition import Definition, read

ROWS = 50
FIELDS, TABLES, TABLE_ROWS = 60, 3, 30
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


def large_sheet(request: HttpRequest) -> HttpResponse:
    """Check and draw a sheet of sixty fields, three of them tables of thirty rows."""
    definition = sixty_fields()
    answers = {f"table_{n}": [dict.fromkeys("abcd", "12")] * TABLE_ROWS for n in range(TABLES)}
    findings = check(definition, answers, final=True)
    form = AnswerForm(definition, answers, findings=findings)
    page = engines["django"].from_string("{% load sheets %}{% sheet form %}")
    return HttpResponse(page.render({"form": form}))


@lru_cache(maxsize=1)
def sixty_fields() -> Definition:
    """Read the definition once, as the room does."""
    words = {"zh": "题目", "en": "Question"}
    kinds = ("text", "whole", "long_text", "date", "yes_no")
    fields: list[dict[str, Any]] = [
        {"key": f"field_{n}", "kind": kinds[n % len(kinds)], "label": words}
        for n in range(FIELDS - TABLES)
    ]
    columns = [{"key": key, "kind": "whole", "label": words} for key in "abcd"]
    must = {"key": "must", "test": "a <= b + c", "say": words}
    fields += [
        {"key": f"table_{n}", "kind": "table", "label": words, "columns": columns, "checks": [must]}
        for n in range(TABLES)
    ]
    section = {"key": "all", "title": words, "fields": fields}
    return read({"kind": "application", "title": words, "sections": [section]})


urlpatterns = [
    path("empty", empty),
    path("with-user", with_user),
    path("fifty-rows", fifty_rows),
    path("sheet", large_sheet),
]
