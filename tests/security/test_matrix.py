"""Every route × every seat × own, foreign and missing objects × every method: no leak, no write.

Reliability S01, S02 and S16 (headers). Canaries stand in what a seat must not see: a draft's
title, text, annex; a colleague's message; the ledger. They are looked for in bodies and headers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.http.response import HttpResponseBase
from django.test import Client
from tests import cast, worlds
from tests.accounts import stories
from tests.activity import stories as activity_stories
from tests.applications import stories as application_stories
from tests.approvals import stories as approval_stories
from tests.awards import stories as award_stories
from tests.cast import SEATS, Member, moment
from tests.oversight import stories as oversight_stories
from tests.programmes import stories as edition_stories
from tests.publicity import stories as publicity_stories
from tests.recommendations import stories as recommendation_stories
from tests.register import stories as honour_stories
from tests.reviews import stories as review_stories
from tests.security.oracle import header_faults, page_faults
from tests.security.routes import ANSWERS, METHODS, MISSING, READS_DRAFTS, RULES, address, names
from tests.selections.stories import Review
from tests.sheets import stories as sheet_stories
from tests.surveys import stories as survey_stories

from hongbang.accounts.models import Invitation, Registration, Seat
from hongbang.audit.models import Entry
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.canon import canonical_json, sha256_hex
from hongbang.notices import operations as notices
from hongbang.notices.models import Notice
from hongbang.notices.rules.commands import Act
from hongbang.orgs import operations as orgs
from hongbang.orgs.models import Organisation
from hongbang.orgs.rules.commands import AddNominee, AddTeam, UploadSheet
from hongbang.outbox import operations as outbox
from hongbang.outbox.models import Delivery, Message
from hongbang.outbox.rules.recipients import Recipient
from hongbang.ui.checks import every_route_has_a_door, routes

OWN = {"files:deliver", "files:upload"}  # there is none until somebody has made one
UNWATCHED = {"Visit", "Entry", "Disclosure", "LastDeed", "FailedTry", "Once"}
CANARY_DRAFT = "金丝雀草稿"
CANARY_LETTER = "金丝雀来信"
CANARY_APPLICATION = "金丝雀申报"
WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')
WHO = (Role.NOBODY, *SEATS)
# These sit as another does that is tried with every change; `make nightly` tries them all.
LIKE_OTHERS = {Role.OFFICE_HEAD, Role.HOST_APPROVER, Role.INSPECTOR, Role.SECURITY_ADMIN}
ASKED = ("GET", "POST")  # what pages send; what else there is, `make nightly` tries
OTHERS = tuple(method for method in METHODS if method not in ASKED)


@dataclass(frozen=True)
class World:
    """What can be asked for: something public, a draft, nothing."""

    public: Mapping[str, object]
    draft: Mapping[str, object]


@pytest.fixture
def world(company: dict[Role, Member], monkeypatch: pytest.MonkeyPatch) -> World:
    clerk = company[Role.OFFICE_CLERK].actor
    application_stories.with_form()
    notice = worlds.drafted(clerk)
    annex = worlds.annexed(notice, clerk)
    notices.publish(notice, Act(worlds.fresh(notice).version), by=clerk, at=moment())
    draft = worlds.drafted(clerk, title=CANARY_DRAFT, body=f"<p>{CANARY_DRAFT}正文</p>")
    hidden = worlds.annexed(draft, clerk, title=f"{CANARY_DRAFT}附件")
    batch = worlds.batched(clerk, finished=True)
    outbox.post(
        "notices.published",
        to=[Recipient("SOMEBODYELSE", "somebody@cast.example")],
        params={"title": CANARY_LETTER},
        link="/",
        at=moment(),
    )
    others: dict[str, object] = {
        **told_bodies(),
        "message": Message.objects.get(to="SOMEBODYELSE").public_id,
        "definition": sheet_stories.drafted(clerk, "matrix_form").public_id,
        "letter": "notices.published",
        "language": "en",
        "delivery": Delivery.objects.get(to="SOMEBODYELSE").public_id,
        "batch": batch.public_id,
        "data_class": "contact",
        "form": "pdf",
        "place": 1,
        "slug": "about",
        "sequence": 1,
        **people(company),
        **edition_stories.told(company[Role.OFFICE_HEAD].actor),
    }
    others["survey"] = survey_stories.told(str(others["team"])).public_id
    others |= activity_stories.sent_by_others(str(others["body"]))
    others["honour"] = honour_stories.honoured(honour_stories.house()).number
    sent, unsent = applied(company)
    others |= oversight_stories.under_watch(company)
    others |= recommendation_stories.sent_up(str(sent["application"]), company)
    others |= review_stories.under_review(str(others["transmittal"]), company)
    review = Review(monkeypatch)
    others |= approval_stories.put_to_others(review, str(sent["application"]), company)
    others |= publicity_stories.before_the_public(monkeypatch, str(others["resolution"]), company)
    others |= award_stories.given(monkeypatch, str(others["name"]), company)
    return World(
        {**others, **sent, "code": notice.public_id, "annex": annex.public_id},
        {**others, **unsent, "code": draft.public_id, "annex": hidden.public_id},
    )


def applied(company: dict[Role, Member]) -> tuple[dict[str, object], dict[str, object]]:
    """Tell of what the unit clerk sent to the organ clerk's organ, and of a draft."""
    clerk = company[Role.UNIT_CLERK]
    organ = Seat.objects.get(pk=company[Role.ORGAN_CLERK].seat.pk).organisation
    unit = Organisation.objects.filter(name="示范书城").first() or cast.unit("示范书城", organ)
    Seat.objects.filter(pk=clerk.seat.pk).update(organisation=unit)  # of a unit, not of the office
    return application_stories.sent_and_unsent(unit, clerk, CANARY_APPLICATION)


def people(company: dict[Role, Member]) -> dict[str, object]:
    """Tell of a colleague, an invitation, and a registration sent to the organ."""
    expert, head = company[Role.EXPERT], company[Role.OFFICE_HEAD]
    women = "黄浦区妇女联合会"  # which has no unit of those that the tests of bodies look at
    organ = Organisation.objects.filter(name=women).first() or cast.organ(women, "women")
    clerk = Seat.objects.filter(pk=company[Role.ORGAN_CLERK].seat.pk)
    clerk.update(organisation=organ)  # of this organ, not of the office
    waiting = Registration.objects.first() or stories.registered(organ)
    sent = Invitation.objects.first() or stories.invited(head.actor, head.seat.organisation)
    return {
        "seat": expert.seat.public_id,
        "person": expert.person.public_id,
        "invitation": sent.public_id,
        "registration": waiting.public_id,
    }


def told_bodies() -> dict[str, object]:
    """Tell of a unit below an organ, with a team, a nominee and a workbook that was uploaded."""
    organ = Organisation.objects.filter(kind="organ").first() or cast.organ()
    unit = cast.unit("示范百货有限公司", organ)
    team = orgs.add_team(unit, AddTeam(name="前台班组"), by=cast.SYSTEM, at=moment())
    nominee = orgs.add_nominee(unit, AddNominee(name="钱一"), by=cast.SYSTEM, at=moment())
    rows = ((3, {"kind": "unit", "name": "示范书店", "area": "黄浦区", "parent": organ.name}),)
    upload = UploadSheet(name="机构.xlsx", sha256="0" * 64, rows=rows, heads={})
    sheet = orgs.upload_sheet(upload, by=cast.SYSTEM, at=moment())
    return {
        "kind": "unit",
        "area": cast.area().public_id,
        "body": unit.public_id,
        "team": team.public_id,
        "nominee": nominee.public_id,
        "sheet": sheet.public_id,
    }


def test_every_route_has_a_rule_and_every_rule_a_route() -> None:
    assert sorted(names()) == sorted(RULES)


def test_every_route_has_a_door() -> None:
    assert every_route_has_a_door(None) == []
    assert len(list(routes())) == len(RULES)


class Watch:
    """Tells whether anything a request could change has changed since the last time it was asked.

    The rows are digested anew only when a statement wrote to one of these tables: nothing else can
    have changed them.
    """

    def __init__(self) -> None:
        self.tables = {one._meta.db_table for one in kept_models()}
        self.known, self.wrote = state(), False

    def __call__(
        self, execute: Callable[..., object], sql: str, params: object, many: bool, context: object
    ) -> object:
        written = WRITES.match(sql)
        self.wrote |= written is not None and written[1] in {*self.tables, Entry._meta.db_table}
        return execute(sql, params, many, context)

    def changed(self) -> bool:
        """Say whether a row or the number of deeds is another one."""
        if not self.wrote:
            return False
        before, self.known, self.wrote = self.known, state(), False
        return self.known != before


def kept_models() -> list[type[Model]]:
    """Return the tables that a request could change.

    Sessions and the ledger change with reading; that something was refused may be recorded.
    """
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("hongbang.") and model.__name__ not in UNWATCHED
    ]


def state() -> tuple[str, int]:
    """Digest every row that a request could change, and count the deeds."""
    kept = []
    with connection.cursor() as cursor:
        for model in kept_models():
            cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY 1")  # noqa: S608 - our tables
            kept.append([model.__name__, str(cursor.fetchall())])
    deeds = Entry.objects.exclude(verb="audit.deed.refused").count()
    return sha256_hex(canonical_json(kept)), deeds


def text_of(answer: HttpResponseBase) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]  # told apart by `streaming`
    return body.decode("utf-8", errors="replace") + repr(sorted(answer.headers.items()))


def plain(answer: HttpResponseBase, url: str, code: object) -> str:
    """Return an answer without what differs between any two requests."""
    text = text_of(answer).replace(url, "URL").replace(quote(url, safe=""), "URL")
    text = text.replace(str(code), "CODE")  # what the visitor typed tells nothing
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "CSRF", text)
    return re.sub(r"'(X-Request-Id|Expires)', '[^']+'", "LATER", text)


@pytest.mark.parametrize(
    "methods", [ASKED, pytest.param(OTHERS, marks=pytest.mark.nightly)], ids=["asked", "others"]
)
@pytest.mark.parametrize(
    "role",
    [pytest.param(one, marks=[pytest.mark.nightly] if one in LIKE_OTHERS else []) for one in WHO],
)
def test_the_matrix_holds(
    role: Role,
    methods: tuple[str, ...],
    world: World,
    company: dict[Role, Member],
    client_for: Callable[[Member], Client],
) -> None:
    client = Client() if role is Role.NOBODY else client_for(company[role])
    faults, watch = [], Watch()
    with connection.execute_wrapper(watch):
        for name in RULES:
            faults += route_faults(client, role, name, methods, world)
            faults += [f"{role} {name} writes"] if watch.changed() else []
    assert state() == watch.known
    assert not faults, "\n".join(faults)


def test_the_watch_sees_what_is_written(clerk: Actor) -> None:
    watch = Watch()
    with connection.execute_wrapper(watch):
        list(Notice.objects.all())
        read = watch.changed()
        worlds.drafted(clerk)
        drafted = watch.changed()
        Notice.objects.filter(pk=0).update(title="")
        nothing = watch.changed()

    assert (read, drafted, nothing) == (False, True, False)


def route_faults(
    client: Client, role: Role, name: str, methods: tuple[str, ...], world: World
) -> list[str]:
    """Try one route by these methods with public, hidden and missing objects."""
    rule, found = RULES[name], []
    may = role in rule.who
    for method in methods:
        if may and method == "POST" and "POST" in rule.methods:
            continue  # what this seat may do is tried by the walks and each room's own tests
        answers = {}
        for kind, objects in kinds(world)[: None if rule.kwargs else 1]:
            url = address(name, objects)
            answer = client.generic(method, url)
            where = f"{role} {method} {name} {kind}: {answer.status_code}"
            found += [f"{where}: {fault}" for fault in header_faults(answer)]
            seen = plain(answer, url, objects["code"])
            for typed in ("application", "evidence"):
                seen = seen.replace(str(objects[typed]), "CODE")
            answers[kind] = (answer.status_code, seen)
            found += status_faults(answer.status_code, role, method, may, name, where)
            if CANARY_LETTER in seen or (CANARY_DRAFT in seen and role not in READS_DRAFTS):
                found.append(f"{where} leaks")
            if CANARY_APPLICATION in seen and role is not Role.UNIT_CLERK:
                found.append(f"{where} leaks an application that was not sent")
        hides = "code" in rule.kwargs and role not in READS_DRAFTS
        hides |= "application" in rule.kwargs and role is not Role.UNIT_CLERK
        if hides and answers["draft"] != answers["missing"]:
            found.append(f"{role} {method} {name}: a draft looks different from nothing")
    return found


def kinds(world: World) -> tuple[tuple[str, Mapping[str, object]], ...]:
    return (("public", world.public), ("draft", world.draft), ("missing", MISSING))


def status_faults(
    status: int, role: Role, method: str, may: bool, name: str, where: str
) -> list[str]:
    rule = RULES[name]
    if status >= 500:
        return [f"{where} breaks"]
    if role is Role.NOBODY and not may:
        return [] if status == 302 else [f"{where} does not lead to sign in"]
    if method not in rule.methods:
        return [] if status in {405, 403, 404, 302} else [f"{where} takes a method it should not"]
    if not may:
        return [] if status in {403, 404} else [f"{where} lets in"]
    return [] if status in {200, 302, 404, 409, 422} else [f"{where} keeps out"]


@pytest.mark.parametrize("role", WHO)
def test_the_matrix_lets_each_seat_do_its_work(
    role: Role,
    world: World,
    company: dict[Role, Member],
    client_for: Callable[[Member], Client],
) -> None:
    client = Client() if role is Role.NOBODY else client_for(company[role])

    for name, rule in RULES.items():
        if "GET" in rule.methods and role in rule.who and name not in OWN:
            own = {"mine": company[role].seat.public_id} if role in company else {}
            answer = client.get(address(name, {**world.public, **own}))
            assert answer.status_code == ANSWERS.get(name, 200), f"{role} {name}"
            assert page_faults(answer) == [], f"{role} {name}"
