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
SYSTEM_ADMIN = frozenset({Role.SYSTEM_ADMIN})
READS_DRAFTS = OFFICE | {Role.AUDITOR}
ALL = frozenset(Role) - {Role.NOBODY, Role.SYSTEM}
EVERYBODY = ALL | {Role.NOBODY}
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
    "notices:restore": Rule(OFFICE, POST, ("code",)),
    "notices:publish": Rule(OFFICE, POST, ("code",)),
    "notices:correct": Rule(OFFICE, POST, ("code",)),
    "notices:withdraw": Rule(OFFICE, POST, ("code",)),
    "notices:discard": Rule(OFFICE, POST, ("code",)),
    "journey:desk": Rule(ALL),
    "accounts:sign_in": Rule(EVERYBODY, BOTH),
    "accounts:sign_out": Rule(ALL, POST),
    "accounts:seats": Rule(ALL, BOTH),
    "outbox:inbox": Rule(ALL),
    "outbox:mark_all_read": Rule(ALL, POST),
    "outbox:mark_read": Rule(ALL, POST, ("message",)),
    "outbox:wishes": Rule(ALL, BOTH),
    "outbox:letters": Rule(OFFICE),
    "outbox:letter": Rule(OFFICE, BOTH, ("letter", "language")),
    "outbox:publish_letter": Rule(OFFICE, POST, ("letter", "language")),
    "outbox:revert_letter": Rule(OFFICE, POST, ("letter", "language")),
    "outbox:deliveries": Rule(SYSTEM_ADMIN),
    "outbox:export": Rule(SYSTEM_ADMIN, POST),
    "outbox:delivery": Rule(SYSTEM_ADMIN, READ, ("delivery",)),
    "outbox:retry": Rule(SYSTEM_ADMIN, POST, ("delivery",)),
    "outbox:drop": Rule(SYSTEM_ADMIN, POST, ("delivery",)),
    "files:uploads": Rule(ALL, BOTH),
    "files:upload": Rule(ALL, READ, ("upload",)),
    "files:part": Rule(ALL, POST, ("upload",)),
    "files:complete": Rule(ALL, POST, ("upload",)),
    "files:cancel": Rule(ALL, POST, ("upload",)),
    "files:deliver": Rule(EVERYBODY, kwargs=("ticket",)),
    "audit:entries": Rule(frozenset({Role.AUDITOR})),
    "audit:export_entries": Rule(frozenset({Role.AUDITOR}), POST),
    "audit:entry": Rule(frozenset({Role.AUDITOR}), kwargs=("sequence",)),
    "audit:public_proof": Rule(EVERYBODY),
    "audit:verifier": Rule(EVERYBODY),
    "audit:anchors": Rule(EVERYBODY),
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
    "message": "0000000000000",
    "letter": "no.letter",
    "language": "en",
    "delivery": "0000000000000",
    "upload": "0000000000000",
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
