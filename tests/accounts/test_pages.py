"""Do the pages of account, people, security and registration answer as they must?"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from python_calamine import CalamineWorkbook
from tests import cast
from tests.accounts import stories
from tests.accounts.conftest import Organ
from tests.accounts.stories import CODE, RECOVERY, code_at, registered, secret_of, token_in
from tests.cast import PASSWORD, Member, moment

from hongbang.accounts import operations as accounts
from hongbang.accounts import queries
from hongbang.accounts.models import (
    Delegation,
    Invitation,
    OneTimeCode,
    Person,
    Registration,
    Seat,
    SecondFactor,
    Visit,
)
from hongbang.accounts.rules import totp
from hongbang.accounts.rules.commands import Decide
from hongbang.audit.models import Entry
from hongbang.kernel.actor import Role
from hongbang.ui import clock

ClientFor = Callable[[Member], Client]
NEW = "another-ten-signs"


def post(client: Client, url: str, **typed: Any) -> Any:
    return client.post(url, typed)


def words(answer: Any) -> str:
    return str(answer.content.decode())


def enter(login: str, password: str = PASSWORD, client: Client | None = None) -> Client:
    client = client or Client()
    post(client, "/sign-in/", login=login, password=password)
    return client


# --- the second factor
def test_who_must_have_a_second_factor_is_led_to_it_before_any_desk(
    company: dict[Role, Member], settings: Any
) -> None:
    settings.HONGBANG_DEMO_WITHOUT_TOTP = False
    clerk, unit = enter(company[Role.OFFICE_CLERK].login), enter(company[Role.UNIT_CLERK].login)

    for url in ("/desk/", "/office/notices/", "/seats/", "/me/", "/inbox/"):
        assert clerk.get(url).headers["Location"] == "/me/second-factor/"
    assert post(clerk, "/inbox/read/").headers["Location"] == "/me/second-factor/"
    assert clerk.get("/me/second-factor/").status_code == 200
    assert unit.get("/desk/").status_code == 200
    assert post(clerk, "/sign-out/").headers["Location"] == "/"


def test_a_lent_seat_asks_its_guest_for_a_second_factor(
    company: dict[Role, Member], settings: Any
) -> None:
    settings.HONGBANG_DEMO_WITHOUT_TOTP = False
    head, guest = company[Role.OFFICE_HEAD], company[Role.UNIT_CLERK]  # both at the office
    accounts.lend(head.seat, stories.lending(guest, 60), by=head.actor, at=moment())
    with time_machine.travel(moment("2026-11-11 09:00"), tick=False):
        client = enter(guest.login)
        assert client.get("/desk/").status_code == 200  # the guest's own seat asks for none
        place = queries.lent_to(guest.person.public_id, date(2026, 11, 11)).get()
        post(client, "/seats/", seat=place.public_id)
        assert client.get("/desk/").headers["Location"] == "/me/second-factor/"


def test_enrol_shows_the_same_secret_until_it_is_proved_then_codes_once(
    company: dict[Role, Member], client_for: ClientFor
) -> None:
    clerk = company[Role.OFFICE_CLERK]
    client = client_for(clerk)
    page = client.get("/me/second-factor/")
    secret = page.context["secret"]
    assert client.get("/me/second-factor/").context["secret"] == secret
    assert secret not in str(dict(client.session.items()))
    assert page.context["qr"].startswith("data:image/svg+xml;base64,")

    wrong = post(client, "/me/second-factor/", code="000000")
    right = post(client, "/me/second-factor/", code=totp.code_at(secret, now_step()))

    assert wrong.status_code == 422
    assert len(right.context["codes"]) == 10
    assert SecondFactor.objects.get().secret == secret
    assert client.get("/me/second-factor/").headers["Location"] == "/me/"
    assert all(code not in words(client.get("/me/")) for code in right.context["codes"])


def now_step() -> int:
    return totp.step_of(time.time())


def test_two_steps_lead_in_and_a_stolen_half_is_worth_little(
    company: dict[Role, Member],
) -> None:
    clerk, at = company[Role.OFFICE_CLERK], moment("2026-11-10 12:00")
    stories.enrolled(clerk)
    client = Client()
    with time_machine.travel(at, tick=False) as hand:
        half = post(client, "/sign-in/", login=clerk.login, password=PASSWORD, next="/inbox/")
        assert half.headers["Location"] == "/sign-in/code/"
        assert client.get("/desk/").status_code == 302
        assert post(client, "/sign-in/code/", code="000000").status_code == 422
        before = client.session.session_key
        whole = post(client, "/sign-in/code/", code=code_at(at))
        assert whole.headers["Location"] == "/inbox/"
        assert client.session.session_key != before
        assert client.get("/desk/").status_code == 200

        late = Client()
        post(late, "/sign-in/", login=clerk.login, password=PASSWORD)
        hand.shift(timedelta(minutes=11))
        again = post(late, "/sign-in/code/", code=code_at(at + timedelta(minutes=11)))
        assert again.headers["Location"] == "/sign-in/"


def test_a_form_kept_over_a_lost_session_survives_the_second_step(
    company: dict[Role, Member],
) -> None:
    clerk, at = company[Role.OFFICE_CLERK], moment("2026-11-10 12:00")
    stories.enrolled(clerk)
    client = Client()
    with time_machine.travel(at, tick=False):
        lost = post(client, "/office/notices/new/", title="半夜写的", key="k" * 32)
        post(client, "/sign-in/", login=clerk.login, password=PASSWORD, kept=lost.context["kept"])
        right = post(client, "/sign-in/code/", code=code_at(at))

    assert dict(right.context["kept"].fields)["title"] == "半夜写的"


def test_renewed_codes_are_shown_once(company: dict[Role, Member], client_for: ClientFor) -> None:
    clerk = company[Role.OFFICE_CLERK]
    client = client_for(clerk)
    stories.enrolled(clerk)

    page = post(client, "/me/second-factor/codes/")

    assert len(page.context["codes"]) == 10
    assert RECOVERY[0] not in words(page)
    assert client.get("/me/second-factor/codes/").headers["Location"] == "/me/"


# --- again, before a grave act
def test_a_grave_act_is_asked_for_again_after_ten_minutes_and_keeps_the_form(
    company: dict[Role, Member],
) -> None:
    head, expert = company[Role.OFFICE_HEAD], company[Role.EXPERT]
    url = f"/people/{expert.seat.public_id}/suspend/"
    with time_machine.travel(moment("2026-11-10 12:00"), tick=False) as hand:
        client = enter(head.login)
        hand.shift(timedelta(minutes=11))
        kept = post(client, url, reason="正在核实", password="not-kept")
        asked = post(client, "/prove/", kept=kept.context["kept"], resume="1")
        wrong = post(client, "/prove/", kept=kept.context["kept"], password="wrong")
        right = post(client, "/prove/", kept=kept.context["kept"], password=PASSWORD)
        resumed = client.get(right.headers["Location"])
        form = dict(resumed.context["kept"].fields)
        sent = client.post(resumed.context["kept"].path, form)

    assert (kept.status_code, asked.status_code, wrong.status_code) == (401, 200, 422)
    assert form == {"reason": "正在核实"}
    assert sent.status_code == 302
    assert Seat.objects.get(pk=expert.seat.pk).suspended_reason == "正在核实"


def test_a_grave_page_leads_to_the_proof_and_back(company: dict[Role, Member]) -> None:
    head = company[Role.OFFICE_HEAD]
    url = f"/seats/lend/{head.seat.public_id}/"
    with time_machine.travel(moment("2026-11-10 12:00"), tick=False) as hand:
        client = enter(head.login)
        assert client.get(url).status_code == 200
        hand.shift(timedelta(minutes=11))
        asked = client.get(url)
        onward = post(client, asked.headers["Location"], password=PASSWORD)

        assert asked.headers["Location"].startswith("/prove/?next=")
        assert client.get(onward.headers["Location"]).headers["Location"] == url
        assert client.get(url).status_code == 200


def test_a_code_of_the_authenticator_proves_too(company: dict[Role, Member]) -> None:
    clerk, at = company[Role.OFFICE_CLERK], moment("2026-11-10 12:00")
    client = enter(clerk.login)
    stories.enrolled(clerk)
    with time_machine.travel(at, tick=False):
        Visit.objects.update(since=at, seen_at=at)
        session = client.session
        session["since"], session["proven"] = at.timestamp(), 0
        session.save()

        assert post(client, "/prove/", password=code_at(at)).status_code == 302
        assert post(client, "/prove/", password=code_at(at)).status_code == 422  # once


# --- my account
def test_the_profile_shows_my_sessions_and_ends_them(company: dict[Role, Member]) -> None:
    login = company[Role.EXPERT].login
    here, there = enter(login), enter(login)
    agent = {"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537.36"}
    named = Client(headers=agent)
    enter(login, client=named)

    html = words(here.get("/me/"))
    assert "Chrome · Windows" in html
    assert html.count("127.0.0.1 · ") == 3
    visit = there.session["visit"]
    assert post(here, "/me/sessions/end/", visit=visit).status_code == 302
    assert there.get("/desk/").status_code == 302
    assert post(here, "/me/sessions/end/", visit=visit).status_code == 404
    post(here, "/me/sessions/end-others/")
    assert named.get("/desk/").status_code == 302
    assert here.get("/desk/").status_code == 200


def test_change_password_goes_on_here_and_ends_elsewhere(company: dict[Role, Member]) -> None:
    login = company[Role.EXPERT].login
    here, there = enter(login), enter(login)
    before = here.session.session_key

    wrong = post(here, "/me/password/", current="wrong", password=NEW, again=NEW)
    differing = post(here, "/me/password/", current=PASSWORD, password=NEW, again="else-else")
    weak = post(here, "/me/password/", current=PASSWORD, password="1234567890", again="1234567890")
    right = post(here, "/me/password/", current=PASSWORD, password=NEW, again=NEW)

    assert [wrong.status_code, differing.status_code, weak.status_code] == [422] * 3
    assert right.status_code == 302
    assert here.session.session_key != before
    assert here.get("/desk/").status_code == 200
    assert there.get("/desk/").status_code == 302
    assert enter(login, NEW).get("/desk/").status_code == 200


def test_rename_and_change_contact(company: dict[Role, Member], client_for: ClientFor) -> None:
    expert = company[Role.EXPERT]
    client = client_for(expert)

    assert post(client, "/me/name/", name="").status_code == 422
    assert post(client, "/me/name/", name="新名").status_code == 302
    assert post(client, "/me/contact/", contact="not a contact").status_code == 422
    assert post(client, "/me/contact/", contact="139 0013 9000").status_code == 302
    code = secret_of("accounts.contact_code")["code"]
    assert "13900139000" in words(client.get("/me/contact/code/"))
    assert (
        post(client, "/me/contact/code/", code="000000" if code != "000000" else "1").status_code
        == 422
    )
    assert post(client, "/me/contact/code/", code=code).status_code == 302

    person = Person.objects.get(pk=expert.person.pk)
    assert (person.name, person.mobile) == ("新名", "13900139000")
    assert enter("+86 13900139000").get("/desk/").status_code == 200


# --- a forgotten password
def test_reset_by_letter(company: dict[Role, Member]) -> None:
    login, client = company[Role.EXPERT].login, Client()
    signed_in = enter(login)

    asked = post(client, "/reset/", login=login)
    link = secret_of("accounts.reset_link")["way_in"]
    path = "/reset/" + link.rpartition("/reset/")[2]
    elsewhere = Client()
    assert elsewhere.get(path).status_code == 200
    assert post(elsewhere, path, password="short", again="short").status_code == 422
    done = post(elsewhere, path, password=NEW, again=NEW)

    assert asked.status_code == 200
    assert done.headers["Location"] == "/sign-in/"
    assert signed_in.get("/desk/").status_code == 302
    assert elsewhere.get(path).status_code == 404
    assert enter(login, NEW).get("/desk/").status_code == 200


def test_reset_by_text_message_works_in_the_browser_that_asked(
    company: dict[Role, Member],
) -> None:
    expert = company[Role.EXPERT]
    columns = queries.contacts(expert.person.email, "13800138000")
    Person.objects.filter(pk=expert.person.pk).update(**columns)
    client, other = Client(), Client()

    asked = post(client, "/reset/", login="138 0013 8000")
    code = secret_of("accounts.reset_code")["code"]
    foreign = post(other, "/reset/code/", code=code, password=NEW, again=NEW)
    done = post(client, "/reset/code/", code=code, password=NEW, again=NEW)

    assert asked.headers["Location"] == "/reset/code/"
    assert (foreign.status_code, done.status_code) == (422, 302)
    assert enter("13800138000", NEW).get("/desk/").status_code == 200


def test_a_text_code_is_over_after_five_tries(company: dict[Role, Member]) -> None:
    expert, client = company[Role.EXPERT], Client()
    columns = queries.contacts("", "13800138000")
    Person.objects.filter(pk=expert.person.pk).update(**columns)
    post(client, "/reset/", login="13800138000")
    code = secret_of("accounts.reset_code")["code"]
    wrong = "111111" if code != "111111" else "222222"
    for _ in range(5):
        assert post(client, "/reset/code/", code=wrong, password=NEW, again=NEW).status_code == 422

    assert post(client, "/reset/code/", code=code, password=NEW, again=NEW).status_code == 422
    assert OneTimeCode.objects.get().tries == 5


# --- seats
def test_lend_sit_down_and_take_back(organ: Organ) -> None:
    head, clerk = enter(organ.head.login), enter(organ.clerk.login)
    url = f"/seats/lend/{organ.head.seat.public_id}/"
    typed = {
        "to": organ.clerk.person.public_id,
        "ends_on": (clock.today() + timedelta(days=5)).isoformat(),
        "reason": "出差",
    }

    assert post(head, url, **{**typed, "to": ""}).status_code == 422
    assert post(head, url, **typed).status_code == 302
    lent = Delegation.objects.get()
    assert post(clerk, "/seats/", seat=lent.public_id).status_code == 302
    desk = words(clerk.get("/desk/"))
    assert "代方负责办" in desk
    assert "推荐单位负责人" in desk
    assert clerk.get(url).status_code == 404
    post(head, f"/seats/lent/{lent.public_id}/take-back/")
    assert clerk.get("/desk/").status_code == 302
    assert "已收回" not in words(enter(organ.clerk.login).get("/seats/"))


def test_a_head_suspends_and_the_session_ends_at_once(organ: Organ) -> None:
    head, clerk = enter(organ.head.login), enter(organ.clerk.login)
    url = f"/people/{organ.clerk.seat.public_id}/"

    assert "可以办的" in words(head.get(url))
    assert post(head, f"{url}suspend/", reason="").status_code == 422
    assert post(head, f"{url}suspend/", reason="核实").status_code == 302
    assert clerk.get("/desk/").status_code == 302
    assert "恢复席位" in words(head.get(url))
    assert post(head, f"{url}suspend/", reason="再").status_code == 422
    assert post(head, f"{url}reinstate/", reason="核实完了").status_code == 302
    assert clerk.get(url).status_code in {302, 403}


def test_a_head_hands_over(organ: Organ) -> None:
    head = enter(organ.head.login)
    successor = stories.another(organ.body, Role.ORGAN_CLERK, "接任人")
    url = f"/people/{organ.clerk.seat.public_id}/hand-over/"
    today = clock.today().isoformat()
    typed = {"to": successor.person.public_id, "from_on": today, "reason": "退休"}

    assert post(head, url, **{**typed, "from_on": "2020-01-01"}).status_code == 422
    assert post(head, url, **typed).status_code == 302
    assert Entry.objects.filter(verb="accounts.seat.handed_over").count() == 1


def test_people_leave_as_a_table_without_contacts(organ: Organ) -> None:
    head = enter(organ.head.login)

    answer: Any = head.post("/people/export/?q=hejingban&state=all")
    table = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))
    rows = table.get_sheet_by_index(0).to_python()

    flat = " ".join(str(cell) for row in rows for cell in row)
    assert flat.count("方负责") == 1  # who asked for it
    assert "何经办" in flat
    assert organ.clerk.login not in flat
    assert Entry.objects.filter(verb="accounts.people.exported").count() == 1


# --- invitations
def test_invite_join_and_sign_in(organ: Organ) -> None:
    head, guest = enter(organ.head.login), Client()
    key = head.get("/people/invitations/new/").context["form"]["key"].value()
    typed = {
        "organisation": organ.body.public_id,
        "role": "organ_clerk",
        "name": "赵新人",
        "contact": "zhao@new.example",
        "key": key,
    }

    assert post(head, "/people/invitations/new/", **{**typed, "role": "auditor"}).status_code == 422
    assert post(head, "/people/invitations/new/", **typed).status_code == 302
    path = f"/join/{token_in('accounts.invitation')}/"
    page = guest.get(path)
    assert "方负责邀请您加入黄浦区总工会" in words(page)
    new = {"name": "赵新人", "password": NEW, "again": NEW}
    assert post(guest, path, **new).status_code == 422  # no consent
    assert post(guest, path, **new, consent="on").status_code == 302
    assert guest.get(path).status_code == 404
    assert enter("zhao@new.example", NEW).get("/desk/").status_code == 200


def test_somebody_known_takes_a_seat_from_within(organ: Organ) -> None:
    stories.invited(organ.head.actor, organ.body, Role.ORGAN_CLERK)
    Invitation.objects.update(contact=organ.unit_clerk.login, expires_at=moment("2099-01-01 00:00"))
    invitation = Invitation.objects.get()
    invitation.contact = organ.unit_clerk.login
    invitation.save()
    path = f"/join/{'t' * 40}/"

    assert "去登录" in words(Client().get(path))
    wrong = post(enter(organ.unit_head.login), path)
    right = post(enter(organ.unit_clerk.login), path)

    assert (wrong.status_code, right.headers["Location"]) == (422, "/seats/")


def test_invitations_are_resent_and_withdrawn(organ: Organ) -> None:
    one = stories.invited(organ.head.actor, organ.body, Role.ORGAN_CLERK)
    head, url = enter(organ.head.login), f"/people/invitations/{one.public_id}"

    assert "赵新人" in words(head.get("/people/invitations/?state=over"))
    assert post(head, f"{url}/resend/").status_code == 302
    assert post(head, f"{url}/withdraw/").status_code == 302
    assert post(head, f"{url}/withdraw/").status_code == 422
    assert post(enter(organ.unit_head.login), f"{url}/withdraw/").status_code == 404


def test_choosing_a_body_lists_its_seats_and_keeps_what_was_typed(
    organ: Organ, company: dict[Role, Member], client_for: ClientFor
) -> None:
    client = client_for(company[Role.OFFICE_HEAD])
    picked = {"organisation": organ.body.public_id, "name": "甲", "contact": "a@b.example"}

    page = post(client, "/people/invitations/new/", **picked, pick="1")

    assert page.status_code == 200
    assert [value for value, _ in page.context["form"].fields["role"].choices] == ["organ_head"]
    assert page.context["form"]["name"].value() == "甲"


# --- registering
def form(client: Client, organ: Organ, /, **typed: str) -> dict[str, str]:
    page = client.get("/register/")
    area = organ.body.area
    assert area is not None
    return {
        "credit_code": CODE,
        "code_reason": "",
        "unit_name": "示范书店有限公司",
        "nature": "private",
        "area": area.public_id,
        "organ": organ.body.public_id,
        "applicant": "王小明",
        "mobile": "",
        "email": "wang@unit.example",
        "password": PASSWORD,
        "again": PASSWORD,
        "consent": "on",
        "key": str(page.context["form"]["key"].value()),
    } | typed


def test_register_prove_follow_and_be_let_in(organ: Organ) -> None:
    client, clerk = Client(), enter(organ.clerk.login)

    assert (
        post(client, "/register/", **form(client, organ)).headers["Location"] == "/register/proof/"
    )
    assert client.get("/register/mine/").headers["Location"] == "/register/proof/"
    assert post(client, "/register/proof/", code="1").status_code == 422
    assert post(client, "/register/proof/again/").status_code == 302
    code = secret_of("accounts.register_code")["code"]
    assert post(client, "/register/proof/", code=code).headers["Location"] == "/register/mine/"
    assert "现在在黄浦区总工会手里" in words(client.get("/register/mine/"))
    one = Registration.objects.get()
    assert "答复“示范书店有限公司”的登记" in words(clerk.get("/desk/"))
    url = f"/registrations/{one.public_id}/"
    assert "王小明" in words(clerk.get(url))
    assert post(clerk, f"{url}accept/", version=one.version).status_code == 302
    assert "可以登录了" in words(client.get("/register/mine/"))
    assert enter("wang@unit.example").get("/desk/").status_code == 200


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9131OOOO63159284XQ", CODE),
        ("９１３１００００６３１５９２８４ＸＱ", ""),
        ("9131000063159284X0", CODE),
        ("91310000631592", ""),
    ],
)
def test_a_doubtful_code_is_warned_of_and_taken_with_a_reason(
    typed: str, meant: str, organ: Organ
) -> None:
    client = Client()
    warned = post(client, "/register/", **form(client, organ, credit_code=typed))
    if typed.startswith("９"):  # full width is read as it is meant
        assert warned.status_code == 302
        assert Registration.objects.get().credit_code == CODE
        return

    assert warned.status_code == 422
    assert (meant in warned.context["form"].suggestions) is bool(meant)
    if meant:
        taken = post(client, "/register/", **form(client, organ, credit_code=typed), take=meant)
        assert taken.context["form"]["credit_code"].value() == meant
        assert taken.context["form"]["unit_name"].value() == "示范书店有限公司"
    sent = form(client, organ, credit_code=typed, code_reason="证照上就是这样")
    assert post(client, "/register/", **sent).status_code == 302
    assert Registration.objects.get().code_reason == "证照上就是这样"


def test_listing_organs_keeps_what_was_typed(organ: Organ) -> None:
    client = Client()
    page = post(client, "/register/", **form(client, organ, organ=""), list="1")

    choices = dict(page.context["form"].fields["organ"].choices)
    assert page.status_code == 200
    assert choices[organ.body.public_id] == "黄浦区总工会"
    assert page.context["form"]["applicant"].value() == "王小明"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"consent": ""}, "还没有同意"),
        ({"mobile": "123"}, "这不像手机号"),
        ({"email": "no", "mobile": ""}, "这不像邮箱"),
        ({"email": "", "mobile": ""}, "至少写一样"),
        ({"again": "different-signs"}, "两遍写得不一样"),
        ({"password": "1234567890", "again": "1234567890"}, "密码太容易猜"),
        ({"area": "NOWHERE"}, "没有这个区"),
        ({"organ": "NOBODY"}, "这个推荐单位不管这里"),
    ],
)
def test_register_refuses_and_keeps(change: dict[str, str], told: str, organ: Organ) -> None:
    client = Client()

    answer = post(client, "/register/", **form(client, organ, **change))

    assert answer.status_code == 422
    assert told in words(answer)
    assert 'value="示范书店有限公司"' in words(answer)
    assert not Registration.objects.exists()


def test_returned_corrected_and_refused(organ: Organ) -> None:
    one = registered(organ.body)
    clerk, url = enter(organ.clerk.login), f"/registrations/{one.public_id}/"

    assert post(clerk, f"{url}return/", version=one.version, reason="").status_code == 422
    assert post(clerk, f"{url}return/", version=99, reason="改名").status_code == 409
    assert post(clerk, f"{url}return/", version="x", reason="改名").status_code == 422
    assert post(clerk, f"{url}return/", version=one.version, reason="改名").status_code == 302
    applicant = Client()
    typed = {"receipt": one.public_id, "contact": "wang@unit.example"}
    assert (
        post(applicant, "/register/follow/", **{**typed, "contact": "x@y.example"}).status_code
        == 422
    )
    assert post(applicant, "/register/follow/", **typed).status_code == 302
    code = secret_of("accounts.register_code")["code"]
    post(applicant, "/register/proof/", code=code)
    page = applicant.get("/register/mine/correct/")
    assert page.context["form"]["unit_name"].value() == "示范书店有限公司"
    changed = {
        "credit_code": CODE,
        "unit_name": "上海示范书店有限公司",
        "nature": "private",
        "area": one.area,
        "organ": organ.body.public_id,
        "applicant": "王小明",
        "email": "evil@unit.example",
    }
    assert (
        post(applicant, "/register/mine/correct/", **{**changed, "unit_name": ""}).status_code
        == 422
    )
    assert post(applicant, "/register/mine/correct/", **changed).status_code == 302
    kept = Registration.objects.get()
    assert (kept.unit_name, kept.email) == ("上海示范书店有限公司", "wang@unit.example")
    assert applicant.get("/register/mine/correct/").status_code == 302
    refuse = post(clerk, f"{url}refuse/", version=kept.version, reason="不在本区")
    assert refuse.status_code == 302
    assert "没有同意登记" in words(applicant.get("/register/mine/"))
    assert post(clerk, f"{url}accept/", version=99).status_code == 422


def test_the_public_never_learns_what_is_registered(organ: Organ) -> None:
    cast.unit("示范书店有限公司", organ.body, uscc=CODE)
    client = Client()

    answer = post(client, "/register/", **form(client, organ))
    post(client, "/register/proof/", code=secret_of("accounts.register_code")["code"])
    one = Registration.objects.get()

    assert answer.status_code == 302
    assert "可能是同一家" not in words(client.get("/register/mine/"))
    assert "可能是同一家" in words(enter(organ.clerk.login).get(f"/registrations/{one.public_id}/"))


def test_lists_of_registrations_narrow(organ: Organ) -> None:
    one = registered(organ.body)
    accounts.refuse_registration(
        one, Decide(one.version, "不在本区"), by=organ.clerk.actor, at=moment()
    )
    clerk = enter(organ.clerk.login)

    assert "示范书店" not in words(clerk.get("/registrations/"))
    for query in ("state=all", "state=refused", "state=all&q=sfsd"):
        assert "示范书店" in words(clerk.get(f"/registrations/?{query}"))


# --- security
def test_the_security_administrator_works(
    company: dict[Role, Member], client_for: ClientFor
) -> None:
    clerk, guard = company[Role.OFFICE_CLERK], client_for(company[Role.SECURITY_ADMIN])
    stories.enrolled(clerk)
    for _ in range(5):
        post(Client(), "/sign-in/", login=clerk.login, password="wrong-password")
    url = f"/security/people/{clerk.person.public_id}/"

    assert "看看 1 处连着登录失败" in words(guard.get("/desk/"))
    assert clerk.person.name in words(guard.get("/security/locks/"))
    lift = {"person": clerk.person.public_id}
    assert post(guard, "/security/locks/lift/", **lift, reason="").status_code == 422
    assert post(guard, "/security/locks/lift/", **lift, reason="本人来电").status_code == 302
    assert "没有登录失败" in words(guard.get("/security/locks/"))
    for state in ("", "without", "blocked", "signed_in"):
        assert guard.get(f"/security/?state={state}&q=yan").status_code == 200
    for verb in ("sessions", "reset", "block", "unblock"):
        assert post(guard, f"{url}{verb}/", reason="").status_code == 422
        assert post(guard, f"{url}{verb}/", reason="手机丢了").status_code == 302
    assert post(guard, f"{url}unblock/", reason="再").status_code == 422
    mine = f"/security/people/{company[Role.SECURITY_ADMIN].person.public_id}/"
    assert "请由另一位安全管理员来办" in words(guard.get(mine))


# --- where a rule refuses what the form took
def test_a_kept_form_waits_until_the_second_factor_is_set_up(
    company: dict[Role, Member], settings: Any
) -> None:
    settings.HONGBANG_DEMO_WITHOUT_TOTP = False
    clerk, client = company[Role.OFFICE_CLERK], Client()
    lost = post(client, "/office/notices/new/", title="半夜写的", key="k" * 32)

    entered = post(
        client, "/sign-in/", login=clerk.login, password=PASSWORD, kept=lost.context["kept"]
    )
    secret = client.get(entered.headers["Location"]).context["secret"]
    codes = post(client, "/me/second-factor/", code=totp.code_at(secret, now_step()))
    resumed = client.get("/onward/")

    assert entered.headers["Location"] == "/me/second-factor/"
    assert codes.status_code == 200
    assert dict(resumed.context["kept"].fields)["title"] == "半夜写的"


def test_rules_refuse_in_the_form(organ: Organ, company: dict[Role, Member]) -> None:
    head, guard = enter(organ.head.login), enter(company[Role.SECURITY_ADMIN].login)
    lend = {
        "to": organ.clerk.person.public_id,
        "ends_on": (clock.today() + timedelta(days=200)).isoformat(),
        "reason": "出差",
    }
    key = head.get("/people/invitations/new/").context["form"]["key"].value()
    invite = {
        "organisation": organ.body.public_id,
        "role": "organ_clerk",
        "name": "某人",
        "contact": "no contact",
        "key": key,
    }

    answers = [
        post(head, f"/seats/lend/{organ.head.seat.public_id}/", **lend),
        post(head, "/people/invitations/new/", **invite),
        post(guard, "/security/locks/lift/", network="203.0.113.77", reason="误锁"),
    ]

    assert [answer.status_code for answer in answers] == [422] * 3
    assert "委托最多 90 天" in words(answers[0])
    assert "手机号或邮箱写得不对" in words(answers[1])
    assert answers[1].context["form"]["key"].value() != key  # may be sent anew
    assert "没有要解除的限制" in words(answers[2])


def test_a_contact_that_is_taken_meanwhile_is_not_changed(
    company: dict[Role, Member], client_for: ClientFor
) -> None:
    client = client_for(company[Role.EXPERT])
    post(client, "/me/contact/", contact=company[Role.AUDITOR].login)
    code = secret_of("accounts.contact_code")["code"]

    answer = post(client, "/me/contact/code/", code=code)

    assert answer.status_code == 422
    assert "已经用在别的账号上" in words(answer)


def test_contacts_are_asked_for_five_times_an_hour(
    company: dict[Role, Member], client_for: ClientFor
) -> None:
    client = client_for(company[Role.EXPERT])

    answers = [post(client, "/me/contact/", contact="13900139000") for _ in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [422]


def test_a_weak_password_of_a_newcomer_is_named(organ: Organ) -> None:
    stories.invited(organ.head.actor, organ.body, Role.ORGAN_CLERK)
    Invitation.objects.update(expires_at=moment("2099-01-01 00:00"))
    weak = {"name": "赵", "password": "1234567890", "again": "1234567890", "consent": "on"}

    answer = post(Client(), f"/join/{'t' * 40}/", **weak)

    assert answer.status_code == 422
    assert "密码太容易猜" in words(answer)
