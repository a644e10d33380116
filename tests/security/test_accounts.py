"""Do sign-in, sessions and registration stand what an attacker tries (S04, S12, S13, S14, S15)?

Each test prints the figure that the reliability plan asks for; `-rP` shows them.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from tests import cast
from tests.accounts import stories
from tests.accounts.stories import CODE, code_at, secret_of
from tests.cast import PASSWORD, Member, moment
from tests.security.test_matrix import state
from tests.security.test_redirects import EVIL, EVIL_HOSTS, host_of

from hongbang.accounts import operations as accounts
from hongbang.accounts.models import (
    FailedTry,
    Invitation,
    OneTimeCode,
    Person,
    Registration,
    Seat,
    Visit,
)
from hongbang.accounts.queries import signing
from hongbang.accounts.rules.commands import Because
from hongbang.kernel.actor import Role

ClientFor = Callable[[Member], Client]
NEW = "another-ten-signs"
LOCKED = "暂时不能登录"
SLOW = "秒后再试"
# What somebody adds to a form who hopes that it is written through.
SMUGGLED = {
    **dict.fromkeys(("is_active", "is_staff", "is_superuser", "is_admin", "accepted"), "1"),
    "state": "accepted",
    "status": "accepted",
    "version": "1",
    "public_id": "EVIL0000000000",
    "person": "EVIL",
    "person_id": "1",
    "organisation_id": "1",
    "organ_id": "1",
    "unit": "1",
    "starts_on": "2020-01-01",
    "suspended_at": "",
    "due_on": "2099-01-01",
    "seat": "EVIL",
    "email_key": "x",
    "mobile_key": "x",
    "secret": "x",
    "last_step": "0",
    "digest": "x",
    "expires_at": "2099-01-01",
    "invited_by": "1",
    "on_behalf_of": "EVIL",
    "role_id": "auditor",
    "hashed": "x",
    "text_version": "0",
    "network": "x",
    "tries": "-9",
    "key_id": "1",
}


def post(client: Client, url: str, typed: dict[str, Any] | None = None, **more: Any) -> Any:
    return client.post(url, {**(typed or {}), **more})


def words(answer: Any) -> str:
    return str(answer.content.decode())


def sign_in(client: Client, login: str, password: str = PASSWORD, **headers: str) -> Any:
    typed = {"login": login, "password": password}
    return client.post("/sign-in/", typed, headers=headers or None)


def tell(**figures: object) -> None:
    told = ", ".join(f"{name} {value}" for name, value in figures.items())
    sys.stdout.write(f"figures: {told}\n")


# --- S04: mass assignment
@pytest.fixture
def organ(db: None) -> Member:
    return stories.another(cast.organ(), Role.ORGAN_HEAD, "方负责")


def told_of_people() -> str:
    """Tell what a smuggled field would have changed."""
    kept = [
        [str(row) for row in model._default_manager.order_by("pk").values_list(*names)]
        for model, names in (
            (Person, ("public_id", "is_active", "email_key", "mobile_key", "password")),
            (Seat, ("public_id", "person_id", "role", "organisation_id", "starts_on", "ends_on")),
        )
    ]
    return str(kept)


def test_extra_fields_change_nothing_on_any_form(
    organ: Member, company: dict[Role, Member], client_for: ClientFor
) -> None:
    head, clerk = (
        client_for(organ),
        stories.another(organ.seat.organisation, Role.ORGAN_CLERK, "何经办"),
    )
    guard, office = client_for(company[Role.SECURITY_ADMIN]), client_for(company[Role.OFFICE_HEAD])
    before, forms = told_of_people(), 0
    for client, url in (
        *((head, url) for url in ("/me/contact/", "/me/contact/code/", "/me/sessions/end-others/")),
        (head, "/me/second-factor/"),
        (head, f"/seats/lend/{organ.seat.public_id}/"),
        (head, "/people/invitations/new/"),
        *((head, f"/people/{clerk.seat.public_id}/{act}/") for act in ("reinstate", "hand-over")),
        *(
            (guard, f"/security/people/{clerk.person.public_id}/{act}/")
            for act in ("reset", "unblock")
        ),
        (guard, "/security/locks/lift/"),
        (office, "/people/export/"),
        *((Client(), url) for url in ("/register/", "/register/follow/", "/reset/", "/sign-in/")),
    ):
        post(client, url, SMUGGLED)
        forms += 1

    assert told_of_people() == before
    tell(forms=forms, fields=len(SMUGGLED), changes=0)


def test_smuggled_fields_beside_good_ones_are_left_out(organ: Member) -> None:
    client, area = Client(), organ.seat.organisation.area
    assert area is not None
    key = client.get("/register/").context["form"]["key"].value()
    good = {
        "credit_code": CODE,
        "unit_name": "示范书店有限公司",
        "nature": "private",
        "area": area.public_id,
        "organ": organ.seat.organisation.public_id,
        "applicant": "王小明",
        "email": "wang@unit.example",
        "password": PASSWORD,
        "again": PASSWORD,
        "consent": "on",
        "key": key,
    }

    assert post(client, "/register/", SMUGGLED | good).status_code == 302

    kept = Registration.objects.get()
    assert (kept.state, kept.unit, kept.person, kept.due_on) == ("written", None, None, None)
    assert kept.public_id != "EVIL0000000000"
    assert kept.text_version != "0"


def test_an_invitation_cannot_be_stretched(organ: Member, client_for: ClientFor) -> None:
    head = client_for(organ)
    key = head.get("/people/invitations/new/").context["form"]["key"].value()
    good = {
        "organisation": organ.seat.organisation.public_id,
        "role": "organ_clerk",
        "name": "赵新人",
        "contact": "zhao@new.example",
        "key": key,
    }
    assert post(head, "/people/invitations/new/", SMUGGLED | good).status_code == 302
    guest, path = Client(), f"/join/{stories.token_in('accounts.invitation')}/"
    joining = {"name": "赵", "password": NEW, "again": NEW, "consent": "on", "role": "organ_head"}
    assert post(guest, path, SMUGGLED | joining).status_code == 302

    invited = Invitation.objects.get()
    assert (invited.expires_at - invited.sent_at) == timedelta(days=7)
    seat = Seat.objects.get(person__name="赵")
    assert (seat.role, seat.organisation) == ("organ_clerk", organ.seat.organisation)
    assert seat.starts_on > date(2026, 1, 5)


# --- S12: sessions
def test_a_planted_session_key_is_never_signed_in(company: dict[Role, Member]) -> None:
    victim = Client()
    victim.get("/reset/code/")
    post(victim, "/reset/", login="13800138000")  # now there is a session before signing in
    planted = victim.session.session_key
    sign_in(victim, company[Role.EXPERT].login)

    assert victim.session.session_key != planted
    thief = Client()
    thief.cookies["session"] = planted or ""
    assert thief.get("/desk/").status_code == 302


ENDINGS: dict[str, Callable[[Member, dict[Role, Member]], object]] = {
    "suspended": lambda who, all_: accounts.suspend(
        who.seat, Because("核实"), by=all_[Role.OFFICE_HEAD].actor, at=moment()
    ),
    "blocked": lambda who, all_: accounts.block(
        who.person, Because("被盗"), by=all_[Role.SECURITY_ADMIN].actor, at=moment()
    ),
    "ended by the guard": lambda who, all_: accounts.end_sessions(
        who.person, Because("被盗"), by=all_[Role.SECURITY_ADMIN].actor, at=moment()
    ),
    "ended elsewhere": lambda who, _: accounts.end_other_visits("", by=who.actor, at=moment()),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_session_ends_at_once(ending: str, company: dict[Role, Member]) -> None:
    expert, client = company[Role.EXPERT], Client()
    with time_machine.travel(moment(), tick=False):
        sign_in(client, expert.login)
        assert client.get("/desk/").status_code == 200

        ENDINGS[ending](expert, company)

        assert client.get("/desk/").status_code == 302
        assert Session.objects.count() == 0  # the row went with the next click


def test_the_key_turns_at_sign_in_second_step_seat_and_password(
    company: dict[Role, Member],
) -> None:
    clerk, keys, at = company[Role.OFFICE_CLERK], [], moment("2026-11-10 12:00")
    stories.enrolled(clerk)
    second = stories.second_seat(clerk, clerk.seat.organisation, Role.INSPECTOR)
    client = Client()
    with time_machine.travel(at, tick=False):
        sign_in(client, clerk.login)
        keys.append(client.session.session_key)
        post(client, "/sign-in/code/", code=code_at(at))
        keys.append(client.session.session_key)
        post(client, "/seats/", seat=second)
        keys.append(client.session.session_key)
        post(client, "/me/password/", current=PASSWORD, password=NEW, again=NEW)
        keys.append(client.session.session_key)

        assert client.get("/desk/").status_code == 200
    assert len(set(keys)) == 4
    for old in keys[:-1]:
        thief = Client()
        thief.cookies["session"] = old or ""
        assert thief.get("/desk/").status_code == 302


def test_idle_and_old_sessions_end_in_a_lent_seat_too(company: dict[Role, Member]) -> None:
    head, guest = company[Role.OFFICE_HEAD], company[Role.EXPERT]
    with time_machine.travel(moment(), tick=False) as clock:
        lent = accounts.lend(head.seat, stories.lending(guest), by=head.actor, at=moment())
        client = Client()
        sign_in(client, guest.login)
        post(client, "/seats/", seat=lent.public_id)
        clock.shift(timedelta(minutes=29))
        assert client.get("/desk/").status_code == 200
        clock.shift(timedelta(minutes=31))
        assert client.get("/desk/").status_code == 302


def test_many_browsers_may_be_signed_in_and_each_is_listed(company: dict[Role, Member]) -> None:
    clients = [Client() for _ in range(3)]
    for client in clients:
        sign_in(client, company[Role.EXPERT].login)

    assert [client.get("/desk/").status_code for client in clients] == [200] * 3
    assert Visit.objects.filter(ended_at__isnull=True).count() == 3


# --- S13: brute force
def test_forty_passwords_with_made_up_addresses_are_stopped(company: dict[Role, Member]) -> None:
    login, judged = company[Role.OFFICE_CLERK].login, 0
    for number in range(40):
        answer = sign_in(
            Client(), login, f"wrong-{number}", **{"x-forwarded-for": f"198.51.100.{number}"}
        )
        judged += "账号或密码不对" in words(answer)

    assert judged == FailedTry.objects.count() <= 10
    assert LOCKED in words(sign_in(Client(), login))
    tell(tried=40, judged=judged)


def besiege(settings: Any, login: str, networks: int) -> int:
    """Attack a name from many real networks, four tries each; count what was judged."""
    settings.HONGBANG_TRUSTED_PROXIES = ("127.0.0.1",)
    judged = 0
    for number in range(networks):
        for _ in range(4):
            hop = {"x-forwarded-for": f"198.51.100.{number}"}
            judged += "账号或密码不对" in words(sign_in(Client(), login, "wrong", **hop))
    return judged


def test_an_attack_from_everywhere_is_slowed_and_locks_nobody_out(
    company: dict[Role, Member], settings: Any
) -> None:
    login, home = company[Role.OFFICE_CLERK].login, {"x-forwarded-for": "203.0.113.9"}
    settings.HONGBANG_TRUSTED_PROXIES = ("127.0.0.1",)
    with time_machine.travel(moment(), tick=False) as clock:
        known = Client()
        assert sign_in(known, login, **home).status_code == 302
        post(known, "/sign-out/")

        judged = besiege(settings, login, 25)

        assert judged <= 12 + 23  # three networks had four tries, each other one
        desk = sign_in(known, login, **{"x-forwarded-for": "198.51.100.3"})
        assert desk.status_code == 302  # the owner at the usual desk, in the attacker's network
        strange = {"x-forwarded-for": "192.0.2.7"}
        assert sign_in(Client(), login, **strange).status_code == 302  # a new device elsewhere
        there = {"x-forwarded-for": "198.51.100.3"}
        assert sign_in(Client(), login, **there).status_code == 422
        clock.shift(timedelta(minutes=15))
        assert sign_in(Client(), login, **there).status_code == 302  # and there within 15 min
    tell(tried=100, judged=judged, owner="in at once", new_device="in within 15 min")


def test_a_reset_opens_the_way_in_the_attackers_own_network(company: dict[Role, Member]) -> None:
    login, client = company[Role.EXPERT].login, Client()
    for _ in range(6):
        sign_in(Client(), login, "wrong")
    assert LOCKED in words(sign_in(client, login))

    post(client, "/reset/", login=login)
    path = "/reset/" + secret_of("accounts.reset_link")["way_in"].rpartition("/reset/")[2]
    post(client, path, password=NEW, again=NEW)

    assert sign_in(client, login, NEW).status_code == 302


def test_a_spray_over_fifty_names_is_slowed(company: dict[Role, Member]) -> None:
    judged = 0
    with time_machine.travel(moment(), tick=False) as clock:
        for number in range(50):
            answer = sign_in(Client(), f"name{number}@x.example", "wrong-password")
            judged += "账号或密码不对" in words(answer)
            clock.shift(timedelta(seconds=1))
        assert SLOW in words(answer) or LOCKED in words(answer)

    assert judged < 20
    tell(names=50, seconds=50, judged=judged)


def test_a_known_device_has_five_tries_of_its_own(company: dict[Role, Member]) -> None:
    login, client = company[Role.EXPERT].login, Client()
    sign_in(client, login)
    post(client, "/sign-out/")

    answers = [words(sign_in(client, login, "wrong")) for _ in range(7)]

    assert [LOCKED in html for html in answers] == [False] * 5 + [True] * 2


def test_a_forged_or_foreign_device_cookie_opens_nothing(company: dict[Role, Member]) -> None:
    login, other = company[Role.EXPERT].login, Client()
    sign_in(other, company[Role.AUDITOR].login)
    for cookie in ("forged", other.cookies["device"].value):
        client = Client()
        client.cookies["device"] = cookie
        for _ in range(5):
            sign_in(client, login, "wrong")
        assert LOCKED in words(sign_in(client, login))
        FailedTry.objects.all().delete()


def test_a_code_of_the_second_factor_is_not_guessed_or_used_twice(
    company: dict[Role, Member],
) -> None:
    clerk, at = company[Role.OFFICE_CLERK], moment("2026-11-10 12:00")
    stories.enrolled(clerk)
    with time_machine.travel(at, tick=False):
        thief, owner = Client(), Client()
        sign_in(thief, clerk.login)
        judged = 0
        for number in range(40):
            answer = post(thief, "/sign-in/code/", code=f"{number:06d}")
            judged += "验证码不对" in words(answer)
        sign_in(owner, clerk.login)
        locked = post(owner, "/sign-in/code/", code=code_at(at))
        assert locked.status_code == 422  # in the thief's network, for a quarter of an hour
        later = at + timedelta(minutes=15)
    with time_machine.travel(later, tick=False):
        sign_in(owner, clerk.login)
        assert post(owner, "/sign-in/code/", code=code_at(later)).status_code == 302
        again = Client()
        sign_in(again, clerk.login)
        assert post(again, "/sign-in/code/", code=code_at(later)).status_code == 422

    assert judged == 5
    tell(codes_tried=40, judged=judged, replays=0)


def test_a_grave_proof_is_not_guessed(company: dict[Role, Member], client_for: ClientFor) -> None:
    client = client_for(company[Role.OFFICE_HEAD])

    answers = [words(post(client, "/prove/", password=f"wrong-{n}")) for n in range(7)]

    assert ["还没有确认" in html for html in answers] == [True] * 5 + [False] * 2


# --- S14: enumeration
def plain(answer: Any, login: str) -> str:
    """Return an answer without what the visitor typed and what differs between any two."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "CSRF", words(answer))
    shown = login[:1] + "***@" + login.rpartition("@")[2]
    return f"{answer.status_code} {text}".replace(login, "NAME").replace(shown, "NAME")


PUBLIC_FORMS = ("/sign-in/", "/reset/")


@pytest.mark.parametrize("url", PUBLIC_FORMS)
def test_known_and_unknown_names_are_answered_alike(url: str, company: dict[Role, Member]) -> None:
    known, unknown = company[Role.EXPERT].login, "nobody@cast.example"

    answers = [
        plain(post(Client(), url, login=login, password="wrong-password"), login)
        for login in (known, unknown)
    ]

    assert answers[0] == answers[1]


def test_a_locked_name_is_locked_whether_it_exists_or_not(company: dict[Role, Member]) -> None:
    seen = []
    for login in (company[Role.EXPERT].login, "nobody@cast.example"):
        FailedTry.objects.all().delete()
        with time_machine.travel(moment(), tick=False):
            seen.append([plain(sign_in(Client(), login, "wrong"), login) for _ in range(6)])

    assert seen[0] == seen[1]
    assert LOCKED in seen[0][-1]


def test_a_reset_flood_is_refused_for_known_and_unknown_alike(company: dict[Role, Member]) -> None:
    seen = []
    for login in (company[Role.EXPERT].login, "nobody@cast.example"):
        OneTimeCode.objects.all().delete()
        seen.append([plain(post(Client(), "/reset/", login=login), login) for _ in range(6)])

    assert seen[0] == seen[1]


def test_receipts_and_links_say_the_same_whatever_is_wrong(organ: Member) -> None:
    one = stories.registered(organ.seat.organisation)
    tries = (
        (one.public_id, "other@x.example"),
        ("0" * 14, "wang@unit.example"),
        (one.public_id[:-1] + "0", "wang@unit.example"),
    )
    answers = {
        re.sub(
            r'value="[^"]*"', "", words(post(Client(), "/register/follow/", receipt=r, contact=c))
        )
        for r, c in tries
    }
    missing = {
        re.sub(r'value="[^"]*"', "", words(Client().get(path)).replace(path, ""))
        for path in ("/reset/no-such/", "/reset/aa-bb/", f"/reset/{'0' * 32}-{'0' * 40}/")
    }

    assert len(answers) == len(missing) == 1


def cost(act: Callable[[], object]) -> float:
    """Measure an act in CPU time, which neighbours on the machine do not stretch."""
    started = time.process_time()
    act()
    return (time.process_time() - started) * 1000


@pytest.mark.nightly
@pytest.mark.parametrize("url", PUBLIC_FORMS)
def test_known_and_unknown_names_take_the_same_time(
    url: str, company: dict[Role, Member], settings: Any
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    known, unknown = company[Role.EXPERT], "nobody@cast.example"
    accounts.change_password(stories.new_password(NEW), by=known.actor, at=moment())

    def trying(login: str) -> float:
        FailedTry.objects.all().delete()
        OneTimeCode.objects.all().delete()
        client = Client()
        return cost(lambda: post(client, url, login=login, password="wrong-password"))

    pairs = [(trying(known.login), trying(unknown)) for _ in range(40)]  # side by side

    slow, quick = (statistics.median(each) for each in zip(*pairs, strict=True))
    tell(url=url, known=f"{slow:.1f} ms", unknown=f"{quick:.1f} ms")
    assert abs(slow - quick) < 30


def test_an_unknown_name_costs_a_hash_too(
    company: dict[Role, Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    monkeypatch.setattr(signing, "make_password", lambda word: hashed.append("made") or word)
    monkeypatch.setattr(signing, "check_password", lambda *_: hashed.append("checked") or False)
    for login in (company[Role.EXPERT].login, "nobody@cast.example"):
        sign_in(Client(), login, "wrong-password")

    assert hashed == ["checked", "made"]


# --- S15: ways on, and whose house the letters name
def evil_nexts() -> Iterator[str]:
    yield from EVIL


@pytest.mark.parametrize("wanted", list(evil_nexts()))
def test_no_step_of_signing_in_leads_away(wanted: str, company: dict[Role, Member]) -> None:
    clerk, at = company[Role.OFFICE_CLERK], moment("2026-11-10 12:00")
    stories.enrolled(clerk)
    client = Client()
    with time_machine.travel(at, tick=False):
        first = post(client, "/sign-in/", login=clerk.login, password=PASSWORD, next=wanted)
        second = post(client, "/sign-in/code/", code=code_at(at), next=wanted)
        third = post(client, f"/prove/?next={wanted}".split("\r")[0], password=PASSWORD)
        onward = client.get("/onward/")

    for answer in (first, second, third, onward):
        assert answer.status_code == 302
        assert host_of(answer.headers["Location"]) == "testserver"


@pytest.mark.parametrize(
    "header", ["x-forwarded-host", "x-host", "forwarded", "x-original-url", "x-rewrite-url"]
)
def test_a_letter_names_our_own_house(
    header: str, company: dict[Role, Member], settings: Any
) -> None:
    settings.HONGBANG_BASE_URL = "https://red.example"
    login = company[Role.EXPERT].login

    answer = Client().post("/reset/", {"login": login}, headers={header: "evil.example"})

    link = secret_of("accounts.reset_link")["way_in"]
    assert answer.status_code == 200
    assert link.startswith("https://red.example/reset/")
    assert "evil" not in link + words(answer)


@pytest.mark.parametrize("host", EVIL_HOSTS)
def test_a_strange_host_gets_no_letter_sent(host: str, company: dict[Role, Member]) -> None:
    before = state()

    answer = Client().post("/reset/", {"login": company[Role.EXPERT].login}, headers={"host": host})

    assert answer.status_code == 400
    assert state() == before
