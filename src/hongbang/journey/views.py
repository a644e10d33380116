"""What do the desk and the structure of an edition show?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hongbang.journey import access, queries
from hongbang.journey.queries.structure import names_of, structure_of
from hongbang.journey.rules.structure import UNKNOWN, Structure
from hongbang.journey.texts import PARTS, SHARES, STAGES
from hongbang.orgs.texts import CHANNELS
from hongbang.programmes import queries as programmes
from hongbang.programmes.queries import Edition
from hongbang.programmes.texts.telling import said
from hongbang.ui import clock
from hongbang.ui.doors import seated
from hongbang.ui.request import Request


@seated("journey.desk.show")
@require_safe
def show_desk(request: Request) -> HttpResponse:
    """Show what I owe, overdue first, then what I wait for."""
    context = {"desk": queries.desk(request.actor, clock.now()), "news": queries.news()}
    return render(request, "journey/show_desk.html", context)


@seated("journey.structure.show")
@require_safe
def show_structure(request: Request) -> HttpResponse:
    """Show of which groups the applicants of an edition are, and how far they came."""
    access.require("structure", request.actor)
    editions = [*programmes.public_editions()]
    code = request.GET.get("edition", "") or (editions[0].code if editions else "")
    context: dict[str, Any] = {"editions": editions}
    if code:
        edition = programmes.public_edition(code)
        found = structure_of(request.actor, edition)
        context |= {"edition": edition, "structure": found, "parts": _parts(edition, found)}
        context["stages"] = [(STAGES[name], n) for name, n in _totals(found)]
    return render(request, "journey/show_structure.html", context)


def _totals(found: Structure) -> list[tuple[str, int]]:
    return [*zip(found.stages, found.totals, strict=True)]


def _parts(edition: Edition, found: Structure) -> list[dict[str, Any]]:
    """Put the groups into words, with the name of its stage beside each figure."""
    names, stages = names_of(edition), [STAGES[name] for name in found.stages]
    return [
        {
            "title": title,
            "rows": [
                (
                    *_group_words(part, line.key, names),
                    [*zip(stages, line.counts, line.percents, strict=True)],
                )
                for line in found.parts[part]
            ],
        }
        for part, title in PARTS.items()
    ]


def _group_words(part: str, key: str, names: Mapping[str, Any]) -> tuple[str, str]:
    """Name a group in the reader's language, and say where that is Chinese all the same."""
    if key == UNKNOWN:
        return str(_("没有说明")), ""
    if part == "shares":
        return str(SHARES[key]), ""
    if part == "channel" and key in dict(CHANNELS):
        return str(dict(CHANNELS)[key]), ""
    return (said(names[key]), "") if key in names else (key, "zh-Hans")
