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
ONE_CLERK = frozenset({Role.OFFICE_CLERK})  # who asked for the batch
ALL = frozenset(Role) - {Role.NOBODY, Role.SYSTEM}
EVERYBODY = ALL | {Role.NOBODY}
KEEPERS = OFFICE | {Role.SYSTEM_ADMIN}
READS_BODIES = KEEPERS | {Role.AUDITOR}
ORGAN = frozenset({Role.ORGAN_CLERK, Role.ORGAN_HEAD})
UNIT = frozenset({Role.UNIT_CLERK, Role.UNIT_HEAD})
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
HEADS = frozenset({Role.OFFICE_HEAD, Role.ORGAN_HEAD, Role.UNIT_HEAD})
SEE_PEOPLE = OFFICE | HEADS | {Role.SYSTEM_ADMIN}
INVITE = HEADS | {Role.SYSTEM_ADMIN}
OFFICE_HEAD = frozenset({Role.OFFICE_HEAD})
EXPERT = frozenset({Role.EXPERT})
ORGAN_HEAD = frozenset({Role.ORGAN_HEAD})
GUARD = frozenset({Role.SECURITY_ADMIN})
READS_SENT = READS_DRAFTS | ORGAN  # of applications: what was sent, never a draft
HOSTS = frozenset({Role.HOST_APPROVER})
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
    "notices:paper": Rule(EVERYBODY, kwargs=("code", "form")),
    "notices:qr": Rule(EVERYBODY, kwargs=("code",)),
    "notices:revision": Rule(EVERYBODY, kwargs=("code", "place")),
    "notices:annex": Rule(EVERYBODY, kwargs=("code", "annex")),
    "notices:worklist": Rule(READS_DRAFTS),
    "notices:export": Rule(READS_DRAFTS, POST),
    "notices:papers": Rule(READS_DRAFTS, POST),
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
    "portal:edition": Rule(EVERYBODY, kwargs=("edition_code",)),
    "portal:annex": Rule(EVERYBODY, kwargs=("edition_code", "place", "form")),
    "programmes:editions": Rule(READS_DRAFTS),
    "programmes:export": Rule(READS_DRAFTS, POST),
    "programmes:add": Rule(OFFICE, BOTH),
    "programmes:draft": Rule(OFFICE, BOTH),
    "programmes:show": Rule(READS_DRAFTS, READ, ("edition",)),
    "programmes:changes": Rule(READS_DRAFTS, READ, ("edition",)),
    "programmes:clone": Rule(OFFICE, BOTH, ("edition",)),
    "programmes:publish": Rule(OFFICE_HEAD, BOTH, ("edition",)),
    "programmes:discard": Rule(OFFICE, POST, ("edition",)),
    "programmes:close": Rule(OFFICE_HEAD, POST, ("edition",)),
    "programmes:chapter": Rule(READS_DRAFTS, READ, ("edition", "chapter")),
    "programmes:keys": Rule(READS_DRAFTS, BOTH, ("edition", "chapter")),
    "programmes:rows": Rule(OFFICE, POST, ("edition", "chapter")),
    "programmes:row": Rule(READS_DRAFTS, BOTH, ("edition", "chapter", "table", "place")),
    "programmes:workdays": Rule(READS_DRAFTS, BOTH),
    "programmes:unset_workday": Rule(OFFICE, POST),
    "programmes:site_day": Rule(OFFICE, BOTH),
    "sheets:list": Rule(READS_DRAFTS),
    "sheets:export": Rule(READS_DRAFTS, POST),
    "sheets:draft": Rule(OFFICE, BOTH),
    "sheets:show": Rule(READS_DRAFTS, READ, ("definition",)),
    "sheets:edit": Rule(OFFICE, BOTH, ("definition",)),
    "sheets:add": Rule(OFFICE, BOTH, ("definition",)),
    "sheets:move": Rule(OFFICE, POST, ("definition",)),
    "sheets:preview": Rule(READS_DRAFTS, BOTH, ("definition",)),
    "sheets:publish": Rule(OFFICE, POST, ("definition",)),
    "sheets:discard": Rule(OFFICE, POST, ("definition",)),
    "sheets:renew": Rule(OFFICE, POST, ("definition",)),
    "register:list": Rule(EVERYBODY),
    "register:show": Rule(EVERYBODY, kwargs=("honour",)),
    "register:verify": Rule(EVERYBODY),
    "awards:mine": Rule(UNIT),
    "awards:fetch": Rule(UNIT, POST, ("award",)),
    "awards:certificate": Rule(READS_DRAFTS | UNIT, READ, ("award",)),
    "awards:work": Rule(READS_DRAFTS),
    "awards:confer": Rule(OFFICE_HEAD, BOTH, ("edition_code",)),
    "awards:batch": Rule(READS_DRAFTS, READ, ("bestowal",)),
    "publicity:list": Rule(EVERYBODY),
    "publicity:show": Rule(EVERYBODY, kwargs=("posting",)),
    "publicity:object": Rule(EVERYBODY, BOTH, ("posting", "name")),
    "publicity:follow": Rule(EVERYBODY, BOTH),
    "publicity:work": Rule(READS_DRAFTS),
    "publicity:post": Rule(OFFICE_HEAD, POST, ("edition",)),
    "publicity:objections": Rule(READS_DRAFTS),
    "publicity:objection": Rule(READS_DRAFTS, READ, ("objection",)),
    "publicity:accept": Rule(OFFICE, POST, ("objection",)),
    "publicity:refuse": Rule(OFFICE, POST, ("objection",)),
    "publicity:rule": Rule(OFFICE_HEAD, POST, ("objection",)),
    "publicity:reveal": Rule(OFFICE, POST, ("objection",)),
    "surveys:thanks": Rule(EVERYBODY),
    "surveys:answer": Rule(EVERYBODY, BOTH, ("token",)),
    "surveys:list": Rule(READS_DRAFTS | ORGAN | UNIT),
    "surveys:export": Rule(READS_DRAFTS | ORGAN | UNIT, POST),
    "surveys:open": Rule(UNIT, BOTH),
    "surveys:show": Rule(READS_DRAFTS, READ, ("survey",)),
    "surveys:issue": Rule(frozenset(), POST, ("survey",)),
    "surveys:close": Rule(OFFICE, POST, ("survey",)),
    "surveys:withdraw": Rule(OFFICE, POST, ("survey",)),
    "applications:mine": Rule(UNIT),
    "applications:begin": Rule(UNIT, BOTH),
    "applications:received": Rule(READS_SENT),
    "applications:export": Rule(READS_SENT, POST),
    "applications:show": Rule(READS_SENT | UNIT, READ, ("application",)),
    "applications:edit": Rule(UNIT, BOTH, ("application",)),
    "applications:preview": Rule(UNIT, READ, ("application",)),
    "applications:submit": Rule(UNIT, POST, ("application",)),
    "applications:withdraw": Rule(UNIT, POST, ("application",)),
    "applications:return": Rule(ORGAN, POST, ("application",)),
    "applications:receipt": Rule(READS_SENT | UNIT, READ, ("application", "place")),
    "applications:qr": Rule(READS_SENT | UNIT, READ, ("application", "place")),
    "applications:evidence": Rule(READS_SENT | UNIT, READ, ("application", "evidence")),
    "recommendations:worklist": Rule(ORGAN),
    "recommendations:list": Rule(ORGAN, READ, ("category",)),
    "recommendations:rank": Rule(ORGAN, POST, ("category",)),
    "recommendations:forward": Rule(ORGAN_HEAD, POST, ("category",)),
    "recommendations:transmittal": Rule(READS_SENT, READ, ("transmittal",)),
    "recommendations:intake": Rule(READS_DRAFTS),
    "recommendations:preview": Rule(READS_DRAFTS),
    "recommendations:accept": Rule(OFFICE, POST),
    "recommendations:places": Rule(READS_DRAFTS),
    "recommendations:hand_out": Rule(OFFICE, POST, ("category",)),
    "recommendations:grant": Rule(OFFICE, POST, ("category",)),
    "recommendations:lend": Rule(OFFICE, POST, ("category",)),
    "recommendations:give_back": Rule(OFFICE, POST, ("category", "loan")),
    "recommendations:show": Rule(READS_SENT, READ, ("application",)),
    "recommendations:opine": Rule(ORGAN, POST, ("application",)),
    "recommendations:recommend": Rule(ORGAN, POST, ("application",)),
    "recommendations:take_back": Rule(ORGAN, POST, ("application",)),
    "recommendations:rule_out": Rule(OFFICE, POST, ("application",)),
    "selections:list": Rule(READS_DRAFTS),
    "selections:show": Rule(READS_DRAFTS, READ, ("category",)),
    "selections:set": Rule(OFFICE, POST, ("category",)),
    "selections:seed": Rule(OFFICE_HEAD, POST, ("category",)),
    "selections:run": Rule(OFFICE, POST, ("category",)),
    "selections:slate": Rule(READS_DRAFTS, READ, ("run",)),
    "selections:adopt": Rule(OFFICE_HEAD, POST, ("run",)),
    "selections:certificate": Rule(READS_DRAFTS, POST, ("run",)),
    "approvals:list": Rule(READS_DRAFTS | HOSTS),
    "approvals:prepare": Rule(READS_DRAFTS, READ, ("edition_code",)),
    "approvals:ask": Rule(OFFICE, POST, ("edition_code",)),
    "approvals:submit": Rule(OFFICE_HEAD, POST, ("edition_code",)),
    "approvals:answer": Rule(OFFICE, POST, ("check",)),
    "approvals:show": Rule(READS_DRAFTS, READ, ("resolution",)),
    "approvals:decide": Rule(HOSTS, POST, ("resolution",)),
    "reviews:rounds": Rule(READS_DRAFTS),
    "reviews:mine": Rule(EXPERT),
    "reviews:experts": Rule(READS_DRAFTS, READ, ("edition",)),
    "reviews:enrol": Rule(OFFICE, BOTH, ("edition", "seat")),
    "reviews:open": Rule(OFFICE_HEAD, BOTH, ("category",)),
    "reviews:round": Rule(READS_DRAFTS, READ, ("review",)),
    "reviews:assign": Rule(OFFICE, BOTH, ("review",)),
    "reviews:close": Rule(OFFICE_HEAD, POST, ("review",)),
    "reviews:reopen": Rule(OFFICE_HEAD, POST, ("review",)),
    "reviews:standing": Rule(READS_DRAFTS, READ, ("review",)),
    "reviews:dossier": Rule(READS_DRAFTS, READ, ("dossier",)),
    "reviews:opine": Rule(OFFICE, POST, ("dossier",)),
    "reviews:score": Rule(EXPERT, BOTH, ("score_sheet",)),
    "reviews:recuse": Rule(EXPERT, POST, ("score_sheet",)),
    "reviews:replace": Rule(OFFICE, POST, ("score_sheet",)),
    "reviews:unlock": Rule(OFFICE_HEAD, POST, ("score_sheet",)),
    "reviews:evidence": Rule(EXPERT, POST, ("score_sheet", "evidence")),
    "journey:desk": Rule(ALL),
    "accounts:sign_in": Rule(EVERYBODY, BOTH),
    "accounts:sign_out": Rule(ALL, POST),
    "accounts:seats": Rule(ALL, BOTH),
    "accounts:second": Rule(EVERYBODY, BOTH),
    "accounts:prove_again": Rule(ALL, BOTH),
    "accounts:onward": Rule(ALL),
    "accounts:ask_reset": Rule(EVERYBODY, BOTH),
    "accounts:reset_by_code": Rule(EVERYBODY, BOTH),
    "accounts:reset_by_link": Rule(EVERYBODY, BOTH, ("token",)),
    "accounts:lend": Rule(ALL, BOTH, ("mine",)),
    "accounts:take_back": Rule(ALL, POST, ("lent",)),
    "accounts:profile": Rule(ALL),
    "accounts:ask_erasure": Rule(ALL, POST),
    "accounts:take_back_erasure": Rule(ALL, POST),
    "accounts:rename": Rule(ALL, POST),
    "accounts:ask_contact": Rule(ALL, POST),
    "accounts:change_contact": Rule(ALL, BOTH),
    "accounts:change_password": Rule(ALL, POST),
    "accounts:enrol": Rule(ALL, BOTH),
    "accounts:renew_codes": Rule(ALL, POST),
    "accounts:end_visit": Rule(ALL, POST),
    "accounts:end_others": Rule(ALL, POST),
    "accounts:people": Rule(SEE_PEOPLE),
    "accounts:export_people": Rule(SEE_PEOPLE, POST),
    "accounts:invitations": Rule(INVITE),
    "accounts:invite": Rule(INVITE, BOTH),
    "accounts:resend": Rule(INVITE, POST, ("invitation",)),
    "accounts:withdraw": Rule(INVITE, POST, ("invitation",)),
    "accounts:seat": Rule(SEE_PEOPLE, READ, ("seat",)),
    "accounts:suspend": Rule(HEADS, POST, ("seat",)),
    "accounts:reinstate": Rule(HEADS, POST, ("seat",)),
    "accounts:reveal": Rule(SEE_PEOPLE - {Role.SYSTEM_ADMIN}, POST, ("seat",)),
    "accounts:hand_over": Rule(HEADS, POST, ("seat",)),
    "accounts:guarded": Rule(GUARD),
    "accounts:locks": Rule(GUARD),
    "accounts:lift": Rule(GUARD, POST),
    "accounts:guarded_person": Rule(GUARD, READ, ("person",)),
    "accounts:reset_factor": Rule(GUARD, POST, ("person",)),
    "accounts:end_sessions": Rule(GUARD, POST, ("person",)),
    "accounts:block": Rule(GUARD, POST, ("person",)),
    "accounts:erase": Rule(GUARD, POST, ("person",)),
    "accounts:unblock": Rule(GUARD, POST, ("person",)),
    "accounts:join": Rule(EVERYBODY, BOTH, ("token",)),
    "accounts:register": Rule(EVERYBODY, BOTH),
    "accounts:prove_registration": Rule(EVERYBODY, BOTH),
    "accounts:send_proof_again": Rule(EVERYBODY, POST),
    "accounts:follow": Rule(EVERYBODY, BOTH),
    "accounts:my_registration": Rule(EVERYBODY),
    "accounts:correct_registration": Rule(EVERYBODY, BOTH),
    "accounts:registrations": Rule(ORGAN | OFFICE),
    "accounts:registration": Rule(ORGAN | OFFICE, READ, ("registration",)),
    "accounts:accept": Rule(ORGAN, POST, ("registration",)),
    "accounts:return": Rule(ORGAN, POST, ("registration",)),
    "accounts:refuse": Rule(ORGAN, POST, ("registration",)),
    "outbox:inbox": Rule(ALL),
    "documents:batch": Rule(ONE_CLERK, kwargs=("batch",)),
    "documents:stop": Rule(ONE_CLERK, POST, ("batch",)),
    "documents:file": Rule(ONE_CLERK, kwargs=("batch",)),
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
    "privacy:register": Rule(READS_DRAFTS | {Role.SECURITY_ADMIN}),
    "privacy:term": Rule(frozenset({Role.SECURITY_ADMIN}), BOTH, ("data_class",)),
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

# What a page answers to a seat that may open it, where that is not the page itself: there is
# nothing half done, nothing held in this browser, or the key in the address opens nothing.
ANSWERS: Mapping[str, int] = {
    "notices:annex": 302,
    "reviews:open": 302,  # to the round that is open
    "applications:edit": 302,
    "applications:preview": 302,
    "applications:evidence": 302,
    "documents:file": 302,
    "orgs:own": 302,
    "files:upload": 404,
    "accounts:second": 302,
    "accounts:onward": 302,
    "accounts:reset_by_link": 404,
    "surveys:answer": 404,
    "accounts:join": 404,
    "accounts:prove_registration": 404,
    "accounts:my_registration": 404,
    "accounts:correct_registration": 404,
}

MISSING: Mapping[str, object] = {
    **dict.fromkeys(
        ("mine", "lent", "seat", "invitation", "person", "registration"), "0000000000000"
    ),
    "token": "no-such-token",
    "code": "0000000000000",
    "annex": "0000000000000",
    "application": "0000000000000",
    "evidence": "0000000000000",
    **dict.fromkeys(("category", "transmittal", "loan"), "0000000000000"),
    **dict.fromkeys(("run", "check", "resolution"), "0000000000000"),
    **dict.fromkeys(("review", "dossier", "score_sheet"), "0000000000000"),
    "batch": "0000000000000",
    "survey": "0000000000000",
    **dict.fromkeys(("honour", "posting", "name", "objection"), "0000000000000"),
    **dict.fromkeys(("award", "bestowal"), "0000000000000"),
    "data_class": "nothing",
    "form": "exe",
    "place": 99,
    "slug": "no-such-page",
    **dict.fromkeys(("edition", "edition_code"), "no-such-edition"),
    **dict.fromkeys(("chapter", "table"), "colours"),
    "ticket": "no.such:ticket",
    "sequence": 999_999,
    "message": "0000000000000",
    "letter": "no.letter",
    "definition": "0000000000000",
    "language": "en",
    "delivery": "0000000000000",
    "upload": "0000000000000",
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
