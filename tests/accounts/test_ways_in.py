"""Do invitations and registrations happen, refuse, and stand recorded?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests import cast
from tests.accounts import stories
from tests.accounts.conftest import Organ
from tests.accounts.stories import CODE, VISITOR, inviting, registered, sent, written
from tests.cast import PASSWORD, Member, moment

from hongbang.accounts import operations as accounts
from hongbang.accounts import queries
from hongbang.accounts.models import Consent, Invitation, OneTimeCode, Person, Registration, Seat
from hongbang.accounts.queries import InvitationFilters, RegistrationFilters, SignIn
from hongbang.accounts.rules.commands import Decide, Join
from hongbang.audit.models import Disclosure, Entry
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import IllegalMove, NotAllowed, NotFound, RuleBroken, Stale
from hongbang.orgs.models import Organisation
from hongbang.outbox.models import Delivery, Message

TOKEN = "t" * 40
ALL = InvitationFilters()


def last() -> Entry:
    return Entry.objects.order_by("-sequence")[0]


def invited(organ: Organ, role: Role = Role.ORGAN_CLERK, **words: str) -> Invitation:
    command = inviting(organ.body, role, **words)
    token = f"{Invitation.objects.count() or 't'}" * 40
    return accounts.invite(command, token, by=organ.head.actor, at=moment())


def join(name: str = "赵新人") -> Join:
    return Join(name, queries.hashed(PASSWORD), "2026-11-24")


# --- invitations
def test_invite_sends_a_link_and_keeps_a_digest(organ: Organ) -> None:
    one = invited(organ)

    letter = Delivery.objects.get()
    assert (letter.code, letter.way, letter.address) == (
        *("accounts.invitation", "email"),
        "zhao@new.example",
    )
    assert stories.token_in("accounts.invitation") == TOKEN
    assert TOKEN not in one.token_digest
    assert TOKEN not in "".join(Disclosure.objects.values_list("value", flat=True))
    assert last().verb == "accounts.invitation.sent"
    assert queries.invitation_by_token(TOKEN, moment()) == one


def test_invite_by_mobile_goes_by_text_message(organ: Organ) -> None:
    invited(organ, contact="138 0013 8000")

    letter = Delivery.objects.get()
    assert (letter.way, letter.address) == ("sms", "13800138000")


def test_accept_makes_a_person_with_seat_and_consent(organ: Organ) -> None:
    one = invited(organ)

    person = accounts.accept_invitation(one, join(), by=VISITOR, at=moment())

    seat = queries.seats_of(person, date(2026, 11, 10)).get()
    assert (seat.role, seat.organisation) == ("organ_clerk", organ.body)
    assert Consent.objects.get().text_version == "2026-11-24"
    assert queries.prove(SignIn("ZHAO@new.example", PASSWORD), "", moment()) is not None
    assert last().verb == "accounts.invitation.accepted"
    assert Message.objects.get().to == organ.head.person.public_id
    with pytest.raises(NotFound):
        queries.invitation_by_token(TOKEN, moment())
    with pytest.raises((RuleBroken, Stale)):
        accounts.accept_invitation(one, join(), by=VISITOR, at=moment())
    assert Person.objects.filter(name="赵新人").count() == 1


def test_accept_refuses_without_consent_and_when_the_contact_is_known(organ: Organ) -> None:
    one = invited(organ)
    with pytest.raises(RuleBroken, match="no_consent"):
        accounts.accept_invitation(one, Join("赵", "x"), by=VISITOR, at=moment())
    known = invited(organ, contact=organ.unit_clerk.login)

    with pytest.raises(RuleBroken, match="sign_in_first"):
        accounts.accept_invitation(known, join(), by=VISITOR, at=moment())
    with pytest.raises(RuleBroken, match="not_for_you"):
        accounts.accept_invitation(known, Join(""), by=organ.unit_head.actor, at=moment())
    person = accounts.accept_invitation(known, Join(""), by=organ.unit_clerk.actor, at=moment())

    assert person == organ.unit_clerk.person
    assert queries.seats_of(person, date(2026, 11, 10)).count() == 2


def test_an_invitation_is_over_after_seven_days_and_may_be_sent_anew(organ: Organ) -> None:
    one, later = invited(organ), moment() + timedelta(days=7)
    with pytest.raises(NotFound):
        queries.invitation_by_token(TOKEN, later)

    again = accounts.resend(one, "u" * 40, by=organ.head.actor, at=later)

    assert queries.invitation_by_token("u" * 40, later) == again
    with pytest.raises(NotFound):
        queries.invitation_by_token(TOKEN, later)
    assert last().verb == "accounts.invitation.resent"


def test_a_withdrawn_invitation_opens_no_more(organ: Organ) -> None:
    one = invited(organ)

    accounts.withdraw(one, by=organ.head.actor, at=moment())

    with pytest.raises(NotFound):
        queries.invitation_by_token(TOKEN, moment())
    for act in (
        lambda: accounts.withdraw(one, by=organ.head.actor, at=moment()),
        lambda: accounts.resend(one, "u" * 40, by=organ.head.actor, at=moment()),
    ):
        with pytest.raises(RuleBroken, match="invitation_over"):
            act()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"role": "office_head"}, "role_not_granted"),
        ({"role": "unit_head"}, "role_not_granted"),
        ({"role": "king"}, "role_not_granted"),
        ({"contact": "zhao"}, "bad_contact"),
        ({"key": "short"}, "once_missing"),
    ],
)
def test_invite_refuses(words: dict[str, str], code: str, organ: Organ) -> None:
    command = stories.replace(inviting(organ.body, Role.ORGAN_CLERK), **words)

    with pytest.raises(RuleBroken, match=code):
        accounts.invite(command, TOKEN, by=organ.head.actor, at=moment())

    assert Invitation.objects.count() == Delivery.objects.count() == 0


def test_invite_twice_by_one_form_is_one_and_by_two_is_refused(organ: Organ) -> None:
    command = inviting(organ.body, Role.ORGAN_CLERK)
    first = accounts.invite(command, TOKEN, by=organ.head.actor, at=moment())

    assert accounts.invite(command, "u" * 40, by=organ.head.actor, at=moment()) == first
    with pytest.raises(RuleBroken, match="invited_already"):
        accounts.invite(
            inviting(organ.body, Role.ORGAN_CLERK), "v" * 40, by=organ.head.actor, at=moment()
        )
    later = moment() + timedelta(days=8)  # the first one is over: there is room
    accounts.invite(inviting(organ.body, Role.ORGAN_CLERK), "w" * 40, by=organ.head.actor, at=later)
    assert Invitation.objects.count() == 2


def test_nobody_invites_into_a_body_that_is_not_theirs(
    organ: Organ, company: dict[Role, Member]
) -> None:
    for by, body in ((organ.head, organ.unit), (organ.unit_head, organ.body)):
        with pytest.raises(NotFound):
            accounts.invite(inviting(body, Role.UNIT_HEAD), TOKEN, by=by.actor, at=moment())
    for role in (Role.OFFICE_CLERK, Role.AUDITOR, Role.SECURITY_ADMIN, Role.EXPERT):
        by = company[role].actor
        with pytest.raises(NotAllowed):
            accounts.invite(inviting(organ.body, Role.ORGAN_HEAD), TOKEN, by=by, at=moment())
    head = company[Role.OFFICE_HEAD].actor
    accounts.invite(inviting(organ.unit, Role.UNIT_HEAD), TOKEN, by=head, at=moment())


def test_invitations_are_seen_by_their_body_and_the_office(
    organ: Organ, company: dict[Role, Member]
) -> None:
    one = invited(organ)

    def seen(by: Actor, filters: InvitationFilters = ALL) -> list[Invitation]:
        return list(queries.invitations(by, filters, moment()))

    assert seen(organ.head.actor) == seen(company[Role.OFFICE_HEAD].actor) == [one]
    assert seen(organ.unit_head.actor) == seen(organ.clerk.actor) == []
    assert seen(organ.head.actor, InvitationFilters("zxr", "open")) == [one]
    for state in ("over", "accepted", "withdrawn"):
        assert seen(organ.head.actor, InvitationFilters("", state)) == []
    with pytest.raises(NotFound):
        queries.invitation(organ.unit_head.actor, one.public_id)


# --- registrations
def test_a_registration_reaches_its_organ_only_after_the_proof(organ: Organ) -> None:
    one = written(organ.body)
    assert not queries.registrations(organ.clerk.actor, RegistrationFilters("", "")).exists()

    code = accounts.send_proof(one, sent(), by=VISITOR, at=moment())
    proven = accounts.prove_registration(code, by=VISITOR, at=moment())

    assert (proven.state, proven.due_on) == ("sent", date(2026, 11, 17))
    assert queries.registrations(organ.clerk.actor, RegistrationFilters()).get() == proven
    told = Message.objects.filter(code="accounts.registration_waits").values_list("to", flat=True)
    assert set(told) == {organ.head.person.public_id, organ.clerk.person.public_id}
    with pytest.raises(RuleBroken, match="code_over"):
        accounts.prove_registration(code, by=VISITOR, at=moment())


def test_accept_makes_unit_person_and_seat_in_one_deed(organ: Organ) -> None:
    one = registered(organ.body)

    accepted = accounts.accept_registration(
        one, Decide(one.version), by=organ.clerk.actor, at=moment()
    )

    unit = Organisation.objects.get(name="示范书店有限公司")
    assert (accepted.unit, unit.uscc, unit.parent) == (unit, CODE, organ.body)
    person = Person.objects.get(name="王小明")
    seat = Seat.objects.get(person=person)
    assert (seat.role, seat.organisation) == ("unit_head", unit)
    assert Consent.objects.get().person == person
    assert queries.prove(SignIn("wang@unit.example", PASSWORD), "", moment()) is not None
    assert last().verb == "accounts.registration.accepted"
    assert Delivery.objects.filter(code="accounts.registration_accepted").count() == 1


def test_accept_leaves_nothing_where_the_unit_is_there_already(organ: Organ) -> None:
    cast.unit("示范书店有限公司", organ.body)
    one = registered(organ.body)

    with pytest.raises(RuleBroken, match="name_taken"):
        accounts.accept_registration(one, Decide(one.version), by=organ.clerk.actor, at=moment())

    assert Registration.objects.get().state == "sent"
    assert not Person.objects.filter(name="王小明").exists()


def test_accept_gives_somebody_known_one_more_seat(organ: Organ) -> None:
    one = registered(organ.body, email=organ.unit_clerk.login)

    accounts.accept_registration(one, Decide(one.version), by=organ.clerk.actor, at=moment())

    roles = queries.seats_of(organ.unit_clerk.person, date(2026, 11, 10))
    assert set(roles.values_list("role", flat=True)) == {"unit_clerk", "unit_head"}
    assert queries.is_password(organ.unit_clerk.person, PASSWORD)


def test_return_correct_accept(organ: Organ) -> None:
    one = registered(organ.body)
    returned = accounts.return_registration(
        one, Decide(one.version, "全称少了“上海”"), by=organ.clerk.actor, at=moment()
    )
    changed = stories.applying(organ.body, unit_name="上海示范书店有限公司")

    corrected = accounts.correct_registration(returned, changed, by=VISITOR, at=moment())

    assert (corrected.state, corrected.unit_name) == ("sent", "上海示范书店有限公司")
    assert corrected.email == "wang@unit.example"
    assert corrected.decided_reason == ""
    letter = Delivery.objects.get(code="accounts.registration_returned")
    assert letter.params["reason"] == "全称少了“上海”"
    with pytest.raises(IllegalMove):
        accounts.correct_registration(corrected, changed, by=VISITOR, at=moment())


def test_refuse_and_return_want_a_reason_and_the_version_looked_at(organ: Organ) -> None:
    one = registered(organ.body)
    for act in (accounts.return_registration, accounts.refuse_registration):
        with pytest.raises(RuleBroken, match="no_reason"):
            act(one, Decide(one.version, " "), by=organ.clerk.actor, at=moment())
        with pytest.raises(Stale):
            act(one, Decide(one.version - 1, "不在本区"), by=organ.clerk.actor, at=moment())

    refused = accounts.refuse_registration(
        one, Decide(one.version, "不在本区"), by=organ.head.actor, at=moment()
    )

    assert refused.state == "refused"
    assert last().verb == "accounts.registration.refused"
    with pytest.raises(IllegalMove):
        accounts.accept_registration(
            one, Decide(refused.version), by=organ.clerk.actor, at=moment()
        )


def test_only_the_organ_decides_and_the_office_reads(
    organ: Organ, company: dict[Role, Member]
) -> None:
    one = registered(organ.body)
    office = company[Role.OFFICE_CLERK].actor
    women = cast.organ("黄浦区妇女联合会", "women")
    stranger = stories.another(women, Role.ORGAN_CLERK, "别家经办")

    assert queries.registration(office, one.public_id) == one
    with pytest.raises(NotAllowed):
        accounts.accept_registration(one, Decide(one.version), by=office, at=moment())
    for by in (stranger.actor, organ.unit_head.actor, company[Role.AUDITOR].actor, VISITOR):
        with pytest.raises(NotFound):
            accounts.accept_registration(one, Decide(one.version), by=by, at=moment())
        assert not queries.registrations(by, RegistrationFilters("", "")).exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"text_version": ""}, "no_consent"),
        ({"email": ""}, "bad_contact"),
        ({"area": "NOWHERE"}, "organ_elsewhere"),
        ({"organ": "NOBODY"}, "organ_elsewhere"),
        ({"key": ""}, "once_missing"),
    ],
)
def test_write_refuses(words: dict[str, str], code: str, organ: Organ) -> None:
    with pytest.raises(RuleBroken, match=code):
        written(organ.body, **words)

    assert not Registration.objects.exists()


def test_an_organ_of_another_district_is_refused(organ: Organ) -> None:
    elsewhere = cast.organ("徐汇区总工会", "union", cast.area("徐汇区", "310104"))

    with pytest.raises(RuleBroken, match="organ_elsewhere"):
        written(organ.body, organ=elsewhere.public_id)


def test_one_form_sent_twice_is_one_registration(organ: Organ) -> None:
    key = stories.key()

    assert written(organ.body, key=key) == written(organ.body, key=key)
    assert Registration.objects.count() == 1


def test_one_network_registers_five_units_an_hour(organ: Organ) -> None:
    for number in range(5):
        written(organ.body, unit_name=f"示范{number}号店")

    with pytest.raises(RuleBroken, match="too_many_registrations"):
        written(organ.body)

    elsewhere = Actor.nobody("r", "198.51.100.7")
    accounts.write_registration(stories.applying(organ.body), by=elsewhere, at=moment())


def test_followed_wants_receipt_and_contact(organ: Organ) -> None:
    one = registered(organ.body, mobile="13800138000")

    for contact in ("WANG@unit.example", "+86 138 0013 8000"):
        assert queries.followed(f" {one.public_id.lower()} ", contact) == one
    for receipt, contact in (
        (one.public_id, "other@unit.example"),
        (one.public_id, ""),
        ("0" * 14, "wang@unit.example"),
    ):
        with pytest.raises(RuleBroken, match="receipt_wrong"):
            queries.followed(receipt, contact)


def test_likeness_is_found_by_code_and_sound(organ: Organ) -> None:
    cast.unit("示凡书店有限公司", organ.body)
    cast.unit("毫不相干的店", organ.body, uscc=CODE)
    one = registered(organ.body)
    other = registered(organ.body, unit_name="另一家", email="li@unit.example")

    found = {(near.organisation.name, near.why) for near in queries.likeness(one)}
    assert found == {("示凡书店有限公司", "name"), ("毫不相干的店", "code")}
    assert list(queries.waiting_alike(one)) == [other]


def test_overdue_counts_what_waits_too_long(organ: Organ) -> None:
    registered(organ.body)

    assert queries.overdue(organ.clerk.actor, moment("2026-11-17 23:00")) == 0
    assert queries.overdue(organ.clerk.actor, moment("2026-11-18 00:00")) == 1


def test_a_proof_after_a_return_only_opens(organ: Organ) -> None:
    one = registered(organ.body)
    accounts.return_registration(one, Decide(one.version, "改"), by=organ.clerk.actor, at=moment())

    code = accounts.send_proof(one, sent("654321"), by=VISITOR, at=moment())
    opened = accounts.prove_registration(code, by=VISITOR, at=moment())

    assert opened.state == "returned"
    assert OneTimeCode.objects.filter(used_at__isnull=True).count() == 0
