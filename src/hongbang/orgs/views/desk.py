"""What do the pages that change a body have in common? The body's page, drawn again."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from hongbang.kernel.decision import Refused
from hongbang.kernel.refusal import Refusal
from hongbang.orgs import access, queries
from hongbang.orgs.forms.bodies import TurnForm
from hongbang.orgs.forms.people import NomineeForm, TeamForm
from hongbang.orgs.queries import Organisation
from hongbang.ui import refusals
from hongbang.ui.request import Request

VERBS = ("edit", "move", "merge", "close", "reopen", "add_team", "add_nominee")
CHILDREN = 20
NOMINEES = 50


def shown(
    request: Request,
    body: Organisation,
    more: Mapping[str, object] | None = None,
    *,
    status: int = 200,
    verb: str = "read",
) -> HttpResponse:
    """Draw a body's page for a seat that may do `verb` there.

    `more` puts a refused form in the place of a fresh one.
    """
    access.require(verb, request.actor, body)
    is_unit = body.kind == "unit"
    children = queries.children(body)
    context: dict[str, object] = {
        "body": body,
        "may": {verb: access.may(verb, request.actor, body) for verb in VERBS},
        "history": [*queries.history(body)],
        "children": [*children[:CHILDREN]],
        "children_count": children.count(),
        "teams": [*queries.teams(body)] if is_unit else [],
        "turn": TurnForm(initial={"version": body.version}),
        "may_list": access.may("work", request.actor),
        "is_own": body == access.home(request.actor),
    }
    if is_unit:
        found = Paginator(queries.nominees(body), NOMINEES)
        context["nominees"] = found.get_page(request.GET.get("page"))
        context["team_form"] = TeamForm(initial={"key": new_key()})
        context["nominee_form"] = NomineeForm(initial={"key": new_key()}, unit=body)
    return render(request, "orgs/show_body.html", {**context, **(more or {})}, status=status)


def new_key() -> str:
    """Draw the key of a form that creates."""
    return secrets.token_hex(16)


def refuse(request: Request, form: Form, refusal: Refusal, **fresh: object) -> int:
    """Put a refusal into the form that keeps what was typed; returns the status.

    A refused form may be sent anew, so it gets a new key, and the version that is kept now.
    """
    form.add_error(None, refusals.sentence(refusal))
    form.data = {**request.POST.dict(), "key": new_key(), **fresh}
    return int(refusals.status_of(refusal))


def bare(refusal: Refusal | Refused) -> str:
    """Say why without saying what did not happen, for a list of faults under such a heading."""
    return re.sub(r"^[^：:，。]{1,24}[：:]\s*", "", refusals.sentence(refusal))
