"""Is a body registered once, by whom it may, found by its name, and recorded?"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests import cast
from tests.cast import SEATS, Member, moment

from hongbang.audit.models import Disclosure, Entry
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import Refused
from hongbang.kernel.refusal import NotAllowed, RuleBroken
from hongbang.orgs import access, queries
from hongbang.orgs import operations as orgs
from hongbang.orgs.models import Organisation

HOST = orgs.AddOrganisation(
    kind="host",
    name="上海市质量协会",
    name_en="Association for Quality",
    address="示范路 1 号",
    postcode="200000",
    telephone="021-5555-0110",
    email="quality@hongbang.example",
    host_rank=1,
)
ADDS = {Role.SYSTEM, Role.SYSTEM_ADMIN}


@pytest.mark.django_db
def test_add_registers_a_body_and_is_recorded() -> None:
    added = orgs.add_organisation(HOST, by=cast.SYSTEM, at=moment())

    entry = Entry.objects.order_by("-sequence")[0]
    kept = Organisation.objects.get()
    said = Disclosure.objects.get(sequence=entry.sequence, name="name").value
    assert (kept.name, kept.telephone, kept.host_rank) == (HOST.name, HOST.telephone, 1)
    assert (entry.verb, entry.subjects) == ("orgs.organisation.added", [added.subject.as_list()])
    assert (said, str(kept)) == ("上海市质量协会", "上海市质量协会")


@pytest.mark.django_db
def test_add_refuses_a_name_that_is_taken() -> None:
    orgs.add_organisation(HOST, by=cast.SYSTEM, at=moment())

    with pytest.raises(RuleBroken) as refused:
        orgs.add_organisation(HOST, by=cast.SYSTEM, at=moment())

    assert (refused.value.code, refused.value.params) == ("orgs.name_taken", {"name": HOST.name})
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("role", [Role.NOBODY, Role.SYSTEM, *SEATS])
def test_may_and_require_agree_with_the_matrix(role: Role) -> None:
    by = Actor("P", role, "O", "r")

    decision = access.may("add", by)

    assert access.may("erase", by) == Refused("orgs.not_yours")
    if role in ADDS:
        assert decision.ok
        access.require("add", by)
    else:
        assert decision == Refused("orgs.not_yours")
        with pytest.raises(NotAllowed) as refused:
            access.require("add", by)
        assert refused.value.code == "orgs.not_yours"


def test_add_refuses_other_seats(company: dict[Role, Member]) -> None:
    bodies = Organisation.objects.count()

    with pytest.raises(NotAllowed):
        orgs.add_organisation(HOST, by=company[Role.OFFICE_HEAD].actor, at=moment())

    assert Organisation.objects.count() == bodies


@pytest.mark.django_db
def test_hosts_stand_in_their_order_and_the_office_apart() -> None:
    second, first, office = cast.host(2, "乙会"), cast.host(1, "甲会"), cast.office()

    assert [*queries.hosts()] == [first, second]
    assert queries.office() == office


@pytest.mark.django_db
def test_a_body_is_named_in_the_readers_language_where_it_has_a_name_in_it() -> None:
    office, host = cast.office(), cast.host()

    assert office.said_in("en") == ("Office", "en")
    assert office.said_in("zh-hans") == ("活动办公室", "zh-Hans")
    assert host.said_in("en") == ("质量协会", "zh-Hans")
    assert host.said_in(None) == ("质量协会", "zh-Hans")


@pytest.mark.django_db
def test_where_nothing_is_registered_nothing_is_found() -> None:
    assert [*queries.hosts()] == []
    assert queries.office() is None
    assert queries.is_name_taken("质量协会") is False


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("质量", ["上海市质量协会"]),
        ("shanghai", ["上海市质量协会"]),
        ("zlxh", ["上海市质量协会"]),
        ("Quality ASSOCIATION", ["上海市质量协会"]),
        ("量协 shs", ["上海市质量协会"]),
        ("工会", []),
        ("%", []),
        ("_", []),
    ],
)
def test_search_finds_by_words_pinyin_and_initials(query: str, found: list[str]) -> None:
    orgs.add_organisation(HOST, by=cast.SYSTEM, at=moment())
    cast.office()

    assert [body.name for body in queries.search(query)] == found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"kind": "club", "host_rank": None}, "orgs_kind_known"),
        ({"host_rank": None}, "orgs_hosts_are_ranked"),
        ({"kind": "office"}, "orgs_hosts_are_ranked"),
    ],
)
def test_a_body_cannot_be_kept_wrong(changes: dict[str, Any], constraint: str) -> None:
    host = cast.host()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Organisation.objects.filter(pk=host.pk).update(**changes)


@pytest.mark.django_db
@pytest.mark.parametrize("changes", [{"name": "甲会"}, {"host_rank": 1}])
def test_a_name_and_a_rank_are_held_once(changes: dict[str, Any]) -> None:
    cast.host(1, "甲会")
    other = cast.host(2, "乙会")

    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=other.pk).update(**changes)
