"""Which routes are there, who may enter each, and with which objects is each tried?

The routes come from the URLconf; the table below is written by hand. A route without a
line here fails the suite, so a new one cannot land without saying who may enter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from hongbang.kernel.actor import Role
from hongbang.ui.checks import routes

OFFICE = frozenset({Role.OFFICE_CLERK, Role.OFFICE_HEAD})
READS_DRAFTS = OFFICE | {Role.AUDITOR}
ALL = frozenset(Role) - {Role.NOBODY, Role.SYSTEM}
EVERYBODY = ALL | {Role.NOBODY}
KEEPERS = OFFICE | {Role.SYSTEM_ADMIN}
READS_BODIES = KEEPERS | {Role.AUDITOR}
ORGAN = frozenset({Role.ORGAN_CLERK, Role.ORGAN_HEAD})
UNIT = frozenset({Role.UNIT_CLERK, Role.UNIT_HEAD})
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
READ, POST, BOTH = ("GET", "HEAD"), ("POST",), ("GET", "HEAD", "POST")


@dataclass(frozen=True)
class Rule:
    """Who may enter, by which methods, and what stands in the address."""

    who: frozenset[Role]
    methods: tuple[str, ...] = READ
    kwargs: tuple[str, ...] = field(default=())


RULES: Mapping[str, Rule] = {
    "portal:home": Rule(EVERYBODY),
    "portal:contacts": Rule(EVERYBODY),
    "portal:search": Rule(EVERYBODY),
    "portal:page": Rule(EVERYBODY, kwargs=("slug",)),
    "portal:feed": Rule(EVERYBODY),
    "portal:calendar": Rule(EVERYBODY),
    "portal:sitemap": Rule(EVERYBODY),
    "portal:robots": Rule(EVERYBODY),
    "notices:list": Rule(EVERYBODY),
    "notices:show": Rule(EVERYBODY, kwargs=("code",)),
    "notices:qr": Rule(EVERYBODY, kwargs=("code",)),
    "notices:revision": Rule(EVERYBODY, kwargs=("code", "place")),
    "notices:annex": Rule(EVERYBODY, kwargs=("code", "annex")),
    "notices:worklist": Rule(READS_DRAFTS),
    "notices:export": Rule(READS_DRAFTS, POST),
    "notices:draft": Rule(OFFICE, BOTH),
    "notices:edit": Rule(READS_DRAFTS, BOTH, ("code",)),
    "notices:preview": Rule(READS_DRAFTS, READ, ("code",)),
    "notices:attach": Rule(OFFICE, POST, ("code",)),
    "notices:drop": Rule(OFFICE, POST, ("code",)),
    "notices:publish": Rule(OFFICE, POST, ("code",)),
    "notices:correct": Rule(OFFICE, POST, ("code",)),
    "notices:withdraw": Rule(OFFICE, POST, ("code",)),
    "notices:discard": Rule(OFFICE, POST, ("code",)),
    "journey:desk": Rule(ALL),
    "accounts:sign_in": Rule(EVERYBODY, BOTH),
    "accounts:sign_out": Rule(ALL, POST),
    "accounts:seats": Rule(ALL, BOTH),
    "outbox:inbox": Rule(ALL),
    "outbox:mark_read": Rule(ALL, POST),
    "files:deliver": Rule(EVERYBODY, kwargs=("ticket",)),
    "audit:entries": Rule(frozenset({Role.AUDITOR})),
    "audit:export_entries": Rule(frozenset({Role.AUDITOR}), POST),
    "audit:entry": Rule(frozenset({Role.AUDITOR}), kwargs=("sequence",)),
    "audit:public_proof": Rule(EVERYBODY),
    "audit:verifier": Rule(EVERYBODY),
    "audit:anchors": Rule(EVERYBODY),
    "orgs:list": Rule(READS_BODIES | ORGAN),
    "orgs:export": Rule(READS_BODIES | ORGAN, POST),
    "orgs:tree": Rule(READS_BODIES | ORGAN),
    "orgs:own": Rule(READS_BODIES | ORGAN | UNIT),
    "orgs:add": Rule(KEEPERS, BOTH, ("kind",)),
    "orgs:areas": Rule(KEEPERS),
    "orgs:add_area": Rule(KEEPERS, BOTH),
    "orgs:edit_area": Rule(KEEPERS, BOTH, ("area",)),
    "orgs:upload": Rule(KEEPERS, BOTH),
    "orgs:template": Rule(KEEPERS),
    "orgs:sheet": Rule(KEEPERS, READ, ("sheet",)),
    "orgs:start": Rule(KEEPERS, POST, ("sheet",)),
    "orgs:stop": Rule(KEEPERS, POST, ("sheet",)),
    "orgs:show": Rule(READS_BODIES, READ, ("body",)),
    "orgs:edit": Rule(KEEPERS, BOTH, ("body",)),
    "orgs:move": Rule(KEEPERS, BOTH, ("body",)),
    "orgs:merge": Rule(KEEPERS, BOTH, ("body",)),
    "orgs:close": Rule(KEEPERS, POST, ("body",)),
    "orgs:reopen": Rule(KEEPERS, POST, ("body",)),
    "orgs:add_team": Rule(KEEPERS, POST, ("body",)),
    "orgs:add_nominee": Rule(KEEPERS, POST, ("body",)),
    "orgs:team": Rule(KEEPERS, BOTH, ("team",)),
    "orgs:close_team": Rule(KEEPERS, POST, ("team",)),
    "orgs:nominee": Rule(KEEPERS, BOTH, ("nominee",)),
    "orgs:close_nominee": Rule(KEEPERS, POST, ("nominee",)),
    "ops:healthz": Rule(EVERYBODY),
    "ops:readyz": Rule(EVERYBODY),
    "ui:gallery": Rule(EVERYBODY),
}

MISSING: Mapping[str, object] = {
    "code": "0000000000000",
    "annex": "0000000000000",
    "place": 99,
    "slug": "no-such-page",
    "ticket": "no.such:ticket",
    "sequence": 999_999,
    "kind": "club",
    **dict.fromkeys(("area", "body", "nominee", "sheet", "team"), "0000000000000"),
}


def names() -> list[str]:
    """List every route of the house by its name."""
    found = []
    for _whole, entry in routes():
        room = entry.lookup_str.split(".")[1]
        found.append(f"{room}:{entry.name}")
    return found


def address(name: str, objects: Mapping[str, object]) -> str:
    """Write the address of a route with these objects in it."""
    rule = RULES[name]
    return reverse(name, kwargs={key: objects.get(key, MISSING[key]) for key in rule.kwargs})
