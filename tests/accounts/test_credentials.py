"""Do passwords, reset codes, contacts and the second factor happen, refuse and stand recorded?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.accounts import stories
from tests.accounts.stories import RECOVERY, SECRET, VISITOR, code_at, sent
from tests.cast import PASSWORD, Member, moment

from hongbang.accounts import operations as accounts
from hongbang.accounts import queries
from hongbang.accounts.models import OneTimeCode, Person, RecoveryCode, SecondFactor, Visit
from hongbang.accounts.queries import Proven, SignIn
from hongbang.accounts.rules.commands import AskReset, Because, Lift, NewPassword
from hongbang.audit.models import Disclosure, Entry
from hongbang.kernel.actor import Role
from hongbang.kernel.refusal import NotAllowed, NotFound, RuleBroken
from hongbang.outbox.models import Delivery, Message

NEW = "another-ten-signs"


def verbs() -> list[str]:
    return [*Entry.objects.order_by("sequence").values_list("verb", flat=True)]


def visit_of(member: Member) -> Visit:
    return accounts.sign_in(Proven(member.person), by=VISITOR, at=moment()).visit


def fresh(member: Member) -> Person:
    return Person.objects.get(pk=member.person.pk)


# --- passwords
def test_change_password_ends_the_other_sessions_and_tells(company: dict[Role, Member]) -> None:
    expert = company[Role.EXPERT]
    here, there = visit_of(expert), visit_of(expert)
    command = NewPassword(queries.hashed(NEW), keeps=here.public_id)

    accounts.change_password(command, by=expert.actor, at=moment())

    open_ones = Visit.objects.filter(ended_at__isnull=True)
    assert [one.public_id for one in open_ones] == [here.public_id]
    assert there.public_id != here.public_id
    assert queries.is_password(fresh(expert), NEW)
    assert verbs()[-1] == "accounts.password.changed"
    assert Message.objects.get().code == "accounts.password_changed"


def test_a_weak_password_is_refused() -> None:
    with pytest.raises(RuleBroken, match="weak_password"):
        queries.hashed("1234567890")


def test_ask_reset_sends_a_link_to_the_address_and_keeps_only_a_digest(
    company: dict[Role, Member],
) -> None:
    expert, drawn = company[Role.EXPERT], sent("c" * 40)

    accounts.ask_reset(AskReset(expert.login.upper()), drawn, by=VISITOR, at=moment())

    letter, kept = Delivery.objects.get(), OneTimeCode.objects.get()
    assert (letter.code, letter.way, letter.address) == (
        *("accounts.reset_link", "email"),
        expert.login,
    )
    assert drawn.code not in kept.digest
    assert drawn.code not in "".join(Disclosure.objects.values_list("value", flat=True))
    assert verbs()[-1] == "accounts.reset.asked"


def test_ask_reset_for_nobody_leaves_the_same_traces_but_the_letter(
    company: dict[Role, Member],
) -> None:
    accounts.ask_reset(AskReset("nobody@x.example"), sent(), by=VISITOR, at=moment())

    assert Delivery.objects.count() == 0
    assert OneTimeCode.objects.count() == 1
    assert verbs()[-1] == "accounts.reset.asked"
    assert Entry.objects.order_by("-sequence")[0].subjects == []


def test_ask_reset_refuses_a_flood_by_name_and_network(company: dict[Role, Member]) -> None:
    asked = AskReset(company[Role.EXPERT].login)
    for _ in range(5):
        accounts.ask_reset(asked, sent(), by=VISITOR, at=moment())

    with pytest.raises(RuleBroken, match="too_many_codes"):
        accounts.ask_reset(asked, sent(), by=VISITOR, at=moment())

    later = moment() + timedelta(minutes=61)
    accounts.ask_reset(asked, sent(), by=VISITOR, at=later)
    accounts.ask_reset(AskReset("other@x.example"), sent(), by=VISITOR, at=moment())


def asked_reset(member: Member) -> OneTimeCode:
    accounts.ask_reset(AskReset(member.login), sent(), by=VISITOR, at=moment())
    return OneTimeCode.objects.order_by("-pk")[0]


def test_reset_password_works_once_and_ends_every_session(company: dict[Role, Member]) -> None:
    expert = company[Role.EXPERT]
    visit_of(expert)
    code, other = asked_reset(expert), asked_reset(expert)
    command = NewPassword(queries.hashed(NEW))

    accounts.reset_password(code, command, by=VISITOR, at=moment())

    assert queries.is_password(fresh(expert), NEW)
    assert not Visit.objects.filter(ended_at__isnull=True).exists()
    assert Message.objects.get().code == "accounts.password_reset"
    for used in (code, other):
        with pytest.raises(RuleBroken, match="code_over"):
            accounts.reset_password(used, command, by=VISITOR, at=moment())


def test_reset_password_refuses_after_half_an_hour(company: dict[Role, Member]) -> None:
    code = asked_reset(company[Role.EXPERT])
    late = moment() + timedelta(minutes=30)

    with pytest.raises(RuleBroken, match="code_over"):
        accounts.reset_password(code, NewPassword(queries.hashed(NEW)), by=VISITOR, at=late)

    assert queries.is_password(fresh(company[Role.EXPERT]), PASSWORD)


def test_a_code_is_over_after_five_wrong_tries(company: dict[Role, Member]) -> None:
    code = asked_reset(company[Role.EXPERT])
    for left in range(5):
        kept = queries.code_sent("reset", code.handle, moment())
        assert kept is not None, left
        accounts.count_try(kept, by=VISITOR, at=moment())

    assert queries.code_sent("reset", code.handle, moment()) is None
    assert queries.code_matching("reset", code.handle, "123456", moment()) is None


# --- contact
def test_change_contact_takes_over_what_was_proved(company: dict[Role, Member]) -> None:
    expert = company[Role.EXPERT]
    accounts.ask_contact("13800138000", sent(), by=expert.actor, at=moment())
    code = OneTimeCode.objects.get()

    accounts.change_contact(code, by=expert.actor, at=moment())

    assert (fresh(expert).mobile, fresh(expert).email) == ("13800138000", expert.person.email)
    assert queries.named("+86 138-0013-8000").get() == expert.person
    assert (Delivery.objects.filter(way="sms").get().code) == "accounts.contact_code"
    assert verbs()[-1] == "accounts.contact.changed"
    with pytest.raises(RuleBroken, match="code_over"):
        accounts.change_contact(code, by=expert.actor, at=moment())


def test_change_contact_refuses_somebody_elses_code_and_a_taken_contact(
    company: dict[Role, Member],
) -> None:
    expert, auditor = company[Role.EXPERT], company[Role.AUDITOR]
    accounts.ask_contact(auditor.login, sent(), by=expert.actor, at=moment())
    code = OneTimeCode.objects.get()

    with pytest.raises(RuleBroken, match="code_over"):
        accounts.change_contact(code, by=auditor.actor, at=moment())
    with pytest.raises(RuleBroken, match="contact_taken"):
        accounts.change_contact(code, by=expert.actor, at=moment())


def test_rename(company: dict[Role, Member]) -> None:
    expert = company[Role.EXPERT]

    accounts.rename(" 单新名 ", by=expert.actor, at=moment())

    assert fresh(expert).name == "单新名"
    assert "shan" in fresh(expert).search_text
    for bad in ("　", "长" * 61):
        with pytest.raises(RuleBroken, match="no_name"):
            accounts.rename(bad, by=expert.actor, at=moment())
    with pytest.raises(NotAllowed):
        accounts.rename("甲", by=VISITOR, at=moment())


# --- the second factor
def test_prove_factor_keeps_digests_of_ten_codes(company: dict[Role, Member]) -> None:
    clerk = company[Role.OFFICE_CLERK]

    stories.enrolled(clerk)

    assert SecondFactor.objects.get().person == clerk.person
    assert RecoveryCode.objects.count() == 10
    assert not set(RECOVERY) & set(RecoveryCode.objects.values_list("digest", flat=True))
    assert verbs()[-1] == "accounts.factor.proven"
    with pytest.raises(RuleBroken, match="factor_there"):
        stories.enrolled(clerk)


def test_prove_factor_refuses_a_wrong_code(company: dict[Role, Member]) -> None:
    with pytest.raises(RuleBroken, match="code_wrong"):
        accounts.prove_factor(
            SECRET, "000000", RECOVERY, by=company[Role.AUDITOR].actor, at=moment()
        )

    assert SecondFactor.objects.count() == RecoveryCode.objects.count() == 0


def test_sign_in_asks_for_the_second_proof_and_takes_each_once(
    company: dict[Role, Member],
) -> None:
    clerk, later = company[Role.OFFICE_CLERK], moment("2026-11-10 11:00")
    stories.enrolled(clerk)
    half = Proven(clerk.person)
    with pytest.raises(RuleBroken, match="second_missing"):
        accounts.sign_in(half, by=VISITOR, at=later)

    whole = queries.prove_second(half, code_at(later), later)
    assert whole is not None
    accounts.sign_in(whole, by=VISITOR, at=later)

    assert queries.prove_second(half, code_at(later), later) is None
    with pytest.raises(RuleBroken, match="code_wrong"):  # two at the same moment: one wins
        accounts.sign_in(whole, by=VISITOR, at=later)


def test_a_recovery_code_opens_once_and_only_for_its_owner(company: dict[Role, Member]) -> None:
    clerk, auditor = company[Role.OFFICE_CLERK], company[Role.AUDITOR]
    stories.enrolled(clerk)
    typed = RECOVERY[3].lower()

    whole = queries.prove_second(Proven(clerk.person), typed, moment())
    assert whole is not None
    accounts.sign_in(whole, by=VISITOR, at=moment())

    assert queries.prove_second(Proven(clerk.person), typed, moment()) is None
    assert queries.prove_second(Proven(auditor.person), RECOVERY[4], moment()) is None
    assert queries.unused_recovery_codes(clerk.person) == 9
    with pytest.raises(RuleBroken, match="code_wrong"):
        accounts.sign_in(whole, by=VISITOR, at=moment())


def test_renew_codes_shuts_the_earlier_ones(company: dict[Role, Member]) -> None:
    clerk = company[Role.OFFICE_CLERK]
    with pytest.raises(RuleBroken, match="no_factor"):
        accounts.renew_codes(RECOVERY, by=clerk.actor, at=moment())
    stories.enrolled(clerk)

    accounts.renew_codes([f"{n:05d}-FGHJK" for n in range(10)], by=clerk.actor, at=moment())

    assert queries.prove_second(Proven(clerk.person), RECOVERY[0], moment()) is None
    assert queries.prove_second(Proven(clerk.person), "00000-FGHJK", moment()) is not None
    assert verbs()[-1] == "accounts.factor.codes_renewed"


def test_reset_factor_is_the_security_administrators_and_is_told(
    company: dict[Role, Member],
) -> None:
    clerk, guard = company[Role.OFFICE_CLERK], company[Role.SECURITY_ADMIN]
    stories.enrolled(clerk)
    visit = Visit.objects.create(person=clerk.person, since=moment(), seen_at=moment())
    why = Because("手机丢了，当面核对过")

    accounts.reset_factor(clerk.person, why, by=guard.actor, at=moment())

    assert SecondFactor.objects.count() == RecoveryCode.objects.count() == 0
    assert Visit.objects.get(pk=visit.pk).ended_at == moment()
    assert Message.objects.filter(code="accounts.factor_reset").get().to == clerk.person.public_id
    assert "手机丢了，当面核对过" in Disclosure.objects.values_list("value", flat=True)
    with pytest.raises(RuleBroken, match="no_factor"):
        accounts.reset_factor(clerk.person, why, by=guard.actor, at=moment())


def test_reset_factor_refuses_ones_own_others_and_no_reason(company: dict[Role, Member]) -> None:
    guard = company[Role.SECURITY_ADMIN]
    stories.enrolled(guard)

    with pytest.raises(RuleBroken, match="own_factor"):
        accounts.reset_factor(guard.person, Because("丢了"), by=guard.actor, at=moment())
    with pytest.raises(RuleBroken, match="no_reason"):
        accounts.reset_factor(guard.person, Because(" "), by=guard.actor, at=moment())
    for role in (Role.SYSTEM_ADMIN, Role.AUDITOR, Role.OFFICE_HEAD):
        with pytest.raises(NotAllowed):
            accounts.reset_factor(
                guard.person, Because("丢了"), by=company[role].actor, at=moment()
            )

    assert SecondFactor.objects.count() == 1


# --- again, and sessions
def test_prove_again_is_recorded(company: dict[Role, Member]) -> None:
    clerk = company[Role.OFFICE_CLERK]

    accounts.prove_again(Proven(clerk.person), by=clerk.actor, at=moment())

    assert verbs()[-1] == "accounts.person.proven_again"


def test_end_visit_ends_one_of_mine_only(company: dict[Role, Member]) -> None:
    clerk, auditor = company[Role.OFFICE_CLERK], company[Role.AUDITOR]
    mine, other, theirs = visit_of(clerk), visit_of(clerk), visit_of(auditor)

    accounts.end_visit(mine, by=clerk.actor, at=moment())
    accounts.end_visit(theirs, by=clerk.actor, at=moment())

    open_ones = set(Visit.objects.filter(ended_at__isnull=True).values_list("pk", flat=True))
    assert open_ones == {other.pk, theirs.pk}
    assert accounts.end_other_visits("", by=clerk.actor, at=moment()) == 1
    assert verbs()[-1] == "accounts.visit.others_ended"


def test_guarding_ends_sessions_blocks_and_lets_in_again(company: dict[Role, Member]) -> None:
    clerk, guard = company[Role.OFFICE_CLERK], company[Role.SECURITY_ADMIN]
    visit_of(clerk)
    why = Because("账号被盗")

    assert accounts.end_sessions(clerk.person, why, by=guard.actor, at=moment()) == 1
    accounts.block(clerk.person, why, by=guard.actor, at=moment())
    assert not fresh(clerk).is_active
    assert queries.prove(SignIn(clerk.login, PASSWORD), "203.0.113.9", moment()) is None
    with pytest.raises(RuleBroken, match="blocked_already"):
        accounts.block(clerk.person, why, by=guard.actor, at=moment())
    accounts.unblock(clerk.person, why, by=guard.actor, at=moment())

    assert fresh(clerk).is_active
    assert verbs()[-1] == "accounts.person.unblocked"
    with pytest.raises(RuleBroken, match="not_blocked"):
        accounts.unblock(clerk.person, why, by=guard.actor, at=moment())
    with pytest.raises(RuleBroken, match="yourself"):
        accounts.block(guard.person, why, by=guard.actor, at=moment())


def test_lift_lets_the_next_try_in(company: dict[Role, Member]) -> None:
    clerk, guard = company[Role.OFFICE_CLERK], company[Role.SECURITY_ADMIN]
    tried = SignIn(clerk.login, "wrong")
    for _ in range(5):
        accounts.note_failed_sign_in(tried, by=VISITOR, at=moment())
    with pytest.raises(RuleBroken, match="locked"):
        queries.prove(tried, VISITOR.address, moment())

    person = clerk.person.public_id
    lifted = accounts.lift(Lift(person=person, reason="本人来电"), by=guard.actor, at=moment())

    assert lifted == 5
    assert queries.prove(SignIn(clerk.login, PASSWORD), VISITOR.address, moment()) is not None
    for nothing in (
        Lift(person=person, reason="再"),
        Lift(reason="再"),
        Lift(network="x", reason="再"),
    ):
        with pytest.raises(RuleBroken, match="nothing_locked"):
            accounts.lift(nothing, by=guard.actor, at=moment())
    with pytest.raises(NotAllowed):
        accounts.lift(
            Lift(person=person, reason="再"), by=company[Role.SYSTEM_ADMIN].actor, at=moment()
        )


def test_somebody_unknown_is_missing(company: dict[Role, Member]) -> None:
    with pytest.raises(NotFound):
        queries.guarded_person(company[Role.SECURITY_ADMIN].actor, "NOBODY")
    with pytest.raises(NotFound):
        queries.myself(VISITOR)
