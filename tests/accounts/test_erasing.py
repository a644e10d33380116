"""Does nothing of somebody stay who leaves, and does the ledger still stand? (S23, PIPL 47)"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from tests import cast, worlds
from tests.cast import Member, moment

from hongbang.accounts import jobs, queries
from hongbang.accounts import operations as accounts
from hongbang.accounts.models import Invitation, Person, Seat, Visit
from hongbang.accounts.rules.commands import Because
from hongbang.audit import exports
from hongbang.audit import queries as ledger
from hongbang.audit.models import Entry
from hongbang.audit.rules import verify_ledger
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import IllegalMove, NotAllowed, RuleBroken
from hongbang.outbox import operations as outbox
from hongbang.outbox.models import Delivery, Message
from hongbang.outbox.rules.recipients import Recipient
from hongbang.privacy import operations as privacy
from hongbang.privacy.rules.classes import DataClass
from hongbang.privacy.rules.commands import SetTerm

Company = dict[Role, Member]
ClientFor = Callable[[Member], Client]
NAME, EMAIL = "叶离舟", "yelizhou@leaves.example"
WHY = Because("本人要求")


@pytest.fixture
def leaving(company: Company) -> Member:
    """Seat somebody who will leave, and let them leave traces."""
    body = company[Role.OFFICE_CLERK].seat.organisation
    person = accounts.add_person(
        accounts.AddPerson(NAME, EMAIL, cast.PASSWORD), by=cast.SYSTEM, at=cast.LONG_AGO
    )
    grant = accounts.GrantSeat(person, body, Role.OFFICE_CLERK, cast.LONG_AGO.date())
    seat = accounts.grant_seat(grant, by=cast.SYSTEM, at=cast.LONG_AGO)
    actor = Actor(person.public_id, Role.OFFICE_CLERK, body.public_id, "r", address="203.0.113.77")
    member = Member(person, seat, actor)
    worlds.published(actor, title="走之前写的")
    accounts.rename(NAME, by=actor, at=moment())
    told = Recipient(person.public_id, email=EMAIL)
    guards = [Recipient(company[Role.SECURITY_ADMIN].person.public_id)]
    for to in ([told], guards):
        outbox.post(
            "accounts.erasure_asked",
            to=to,
            params={"name": NAME, "days": "1"},
            link="",
            at=moment(),
        )
    return member


def residues(*words: str) -> list[str]:
    """Name every table and file that still holds one of these words."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
            rows = cursor.fetchall()
            told = repr(rows)
            plain = told.encode().decode("unicode_escape", errors="ignore") if "\\u" in told else ""
            found += [f"{table}: {word}" for word in words if word in told or word in plain]
    return found


def files_holding(folder: Path, *words: str) -> list[str]:
    return [
        f"{path}: {word}"
        for path in folder.rglob("*")
        if path.is_file()
        for word in words
        if word.encode() in path.read_bytes()
    ]


def test_nothing_of_somebody_stays_and_the_ledger_stands(
    company: Company, leaving: Member, client_for: ClientFor, own_folder: Path
) -> None:
    client_for(leaving)
    assert residues(NAME)

    accounts.erase(leaving.person, WHY, by=company[Role.SECURITY_ADMIN].actor, at=moment())

    assert residues(NAME, EMAIL, "yelizhou", "203.0.113.77", "yelizhou".upper()) == []
    assert files_holding(own_folder, NAME, EMAIL) == []
    assert ledger.examine([]).problem is None
    copy = own_folder / "copy.jsonl"
    copy.write_bytes(b"".join(exports.lines(Actor.system("test"))))
    assert verify_ledger.main([str(copy)]) in {verify_ledger.SOUND, verify_ledger.NOT_ANCHORED}
    stayed = Entry.objects.filter(actor=leaving.person.public_id, verb="notices.notice.published")
    assert stayed.count() == 1


def test_the_account_opens_no_more(
    company: Company, leaving: Member, client_for: ClientFor
) -> None:
    inside = client_for(leaving)
    assert inside.get("/desk/").status_code == 200

    accounts.erase(leaving.person, WHY, by=company[Role.SECURITY_ADMIN].actor, at=moment())

    assert inside.get("/desk/").status_code == 302
    typed = {"login": EMAIL, "password": cast.PASSWORD}
    assert Client().post("/sign-in/", typed).status_code == 422
    gone = Person.objects.get(pk=leaving.person.pk)
    assert (gone.name, gone.is_active, gone.email, gone.email_key) == ("已注销", False, "", None)
    assert not Visit.objects.filter(person=gone).exists()
    assert Seat.objects.get(pk=leaving.seat.pk).ends_on == moment().date()


def test_letters_to_others_of_other_rooms_stay(company: Company, leaving: Member) -> None:
    clerk = company[Role.OFFICE_CLERK].person.public_id
    outbox.post(
        "notices.published", to=[clerk], params={"title": f"祝贺{NAME}"}, link="", at=moment()
    )

    accounts.erase(leaving.person, WHY, by=company[Role.SECURITY_ADMIN].actor, at=moment())

    assert Message.objects.filter(code="notices.published", params__title=f"祝贺{NAME}").exists()
    guard = Message.objects.get(code="accounts.erasure_asked")
    assert guard.params["name"] == "（已删除）"
    assert NAME not in guard.search_text
    assert not Delivery.objects.filter(to=leaving.person.public_id).exists()


@pytest.mark.parametrize("role", [Role.OFFICE_HEAD, Role.SYSTEM_ADMIN, Role.AUDITOR])
def test_erase_is_the_security_administrator_s(
    role: Role, company: Company, leaving: Member
) -> None:
    with pytest.raises(NotAllowed, match=r"accounts\.security_only"):
        accounts.erase(leaving.person, WHY, by=company[role].actor, at=moment())

    assert Person.objects.get(pk=leaving.person.pk).name == NAME


def test_erase_refuses_without_reason_twice_and_for_oneself(
    company: Company, leaving: Member
) -> None:
    guard = company[Role.SECURITY_ADMIN]

    with pytest.raises(RuleBroken, match=r"accounts\.no_reason"):
        accounts.erase(leaving.person, Because(" "), by=guard.actor, at=moment())
    with pytest.raises(RuleBroken, match=r"accounts\.yourself"):
        accounts.erase(guard.person, WHY, by=guard.actor, at=moment())
    accounts.erase(leaving.person, WHY, by=guard.actor, at=moment())
    with pytest.raises(IllegalMove, match=r"accounts\.erased_already"):
        accounts.erase(leaving.person, WHY, by=guard.actor, at=moment())


def test_asking_is_told_to_the_security_administrator_and_can_be_taken_back(
    company: Company, leaving: Member
) -> None:
    accounts.ask_erasure(WHY, by=leaving.actor, at=moment())

    assert [one.pk for one in queries.asking_to_leave()] == [leaving.person.pk]
    guard = company[Role.SECURITY_ADMIN].person.public_id
    assert Message.objects.filter(to=guard, code="accounts.erasure_asked").count() == 2
    with pytest.raises(IllegalMove, match=r"accounts\.erasure_asked"):
        accounts.ask_erasure(WHY, by=leaving.actor, at=moment())
    accounts.take_back_erasure(by=leaving.actor, at=moment())
    assert not queries.asking_to_leave().exists()
    with pytest.raises(IllegalMove, match=r"accounts\.erasure_not_asked"):
        accounts.take_back_erasure(by=leaving.actor, at=moment())


# --- the clock


def test_who_has_had_no_seat_for_the_term_of_names_is_erased(
    company: Company, leaving: Member
) -> None:
    Seat.objects.filter(pk=leaving.seat.pk).update(ends_on=moment().date())
    term = SetTerm(DataClass.NAME, 30, "试行", 0)
    privacy.set_term(term, by=company[Role.SECURITY_ADMIN].actor, at=moment())

    assert jobs.run(moment() + timedelta(days=30)) == 0
    assert jobs.run(moment() + timedelta(days=32)) == 1
    assert jobs.run(moment() + timedelta(days=33)) == 0

    assert residues(NAME, EMAIL) == []
    assert Entry.objects.filter(verb="accounts.person.erased").count() == 1


def test_an_invitation_that_came_to_nothing_is_forgotten(company: Company) -> None:
    head = company[Role.OFFICE_HEAD]
    Invitation.objects.create(
        organisation=head.seat.organisation,
        invited_by=head.person,
        role=Role.EXPERT,
        name="许未来",
        contact="weilai@never.example",
        contact_key="k",
        token_digest="t",
        sent_at=moment(),
        expires_at=moment() + timedelta(days=7),
        search_text="许未来",
    )

    assert jobs.run(moment() + timedelta(days=90)) == 0
    assert jobs.run(moment() + timedelta(days=98)) == 1
    assert jobs.run(moment() + timedelta(days=99)) == 0

    assert residues("许未来", "weilai") == []
    assert Entry.objects.get(verb="accounts.traces.forgotten").seat == "system"
