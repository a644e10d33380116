"""When many click at once, is one thing made, and does one act win? (R07, R10)"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connections, transaction
from django.test import Client
from tests import cast, worlds
from tests.accounts import stories
from tests.approvals import stories as approval_stories
from tests.awards import stories as award_stories
from tests.cast import PASSWORD, SYSTEM, Member
from tests.publicity import stories as publicity_stories
from tests.recommendations import stories as recommendation_stories
from tests.reviews import stories as review_stories
from tests.selections import stories as selection_stories
from tests.selections.stories import Review
from tests.surveys import stories as survey_stories

from hongbang.accounts.models import Invitation, Person, Registration
from hongbang.accounts.rules import totp
from hongbang.audit import queries as audit
from hongbang.audit.models import Entry
from hongbang.awards import operations as awards
from hongbang.awards.models import Award, Batch
from hongbang.awards.rules.commands import Confer
from hongbang.kernel.actor import Role
from hongbang.kernel.refusal import RuleBroken, Stale
from hongbang.notices.models import Annex, Notice
from hongbang.orgs.models import Organisation
from hongbang.recommendations import operations as recommendations
from hongbang.recommendations.models import Allotment, Recommendation
from hongbang.recommendations.operations import listing
from hongbang.recommendations.rules.commands import Recommend
from hongbang.register.models import Honour
from hongbang.surveys.models import Answer, Survey
from hongbang.ui import clock

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
AT_ONCE = 20


@pytest.fixture
def seated(transactional_db: None) -> dict[Role, Member]:
    return cast.company()


def signed_in(member: Member) -> Client:
    client = Client(raise_request_exception=False)
    answer = client.post("/sign-in/", {"login": member.login, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def at_once(jobs: list[Callable[[], Any]]) -> list[Any]:
    """Start all jobs at the same moment, each with a connection of its own."""
    gate = Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> Any:
        try:
            gate.wait()
            return job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def posting(member: Member, url: str, typed: dict[str, str]) -> Callable[[], Any]:
    client = signed_in(member)
    return lambda: client.post(url, typed)


def test_twenty_clicks_on_one_form_make_one_notice(seated: dict[Role, Member]) -> None:
    typed = {
        "kind": "notice",
        "title": "连按二十次",
        "author": "办公室",
        "body_text": "正文",
        "key": "k" * 32,
    }
    clerk = seated[Role.OFFICE_CLERK]
    client = signed_in(clerk)
    copies = []
    for _ in range(AT_ONCE):
        copy = Client(raise_request_exception=False)
        copy.cookies = client.cookies
        copies.append(copy)

    answers = at_once([lambda c=copy: c.post("/office/notices/new/", typed) for copy in copies])

    assert Counter(answer.status_code for answer in answers) == {302: AT_ONCE}
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert Notice.objects.count() == 1
    assert Entry.objects.filter(verb="notices.notice.drafted").count() == 1
    assert audit.examine([]).problem is None


def copies_of(client: Client) -> list[Client]:
    """Open one window many times."""
    found = []
    for _ in range(AT_ONCE):
        copy = Client(raise_request_exception=False)
        copy.cookies = client.cookies
        found.append(copy)
    return found


def test_twenty_clicks_on_one_file_make_one_annex(seated: dict[Role, Member]) -> None:
    clerk = seated[Role.OFFICE_CLERK]
    notice = worlds.drafted(clerk.actor)
    client = signed_in(clerk)
    code = worlds.uploaded(client, "条件.pdf", worlds.PDF)
    typed = {"version": str(notice.version), "key": "k" * 32, "upload": code, "title": "附件1"}
    url = f"/office/notices/{notice.public_id}/annexes/"

    answers = at_once([lambda c=copy: c.post(url, typed) for copy in copies_of(client)])

    assert Counter(answer.status_code for answer in answers) == {302: AT_ONCE}
    assert Annex.objects.count() == 1
    assert audit.examine([]).problem is None


def test_one_part_sent_at_once_is_taken_once(seated: dict[Role, Member]) -> None:
    client = signed_in(seated[Role.OFFICE_CLERK])
    sent = {"name": "条件.pdf", "size": len(worlds.PDF), "key": "k" * 32}
    code = client.post("/files/uploads/", sent).json()["code"]
    url, kind = f"/files/uploads/{code}/part/?offset=0", "application/octet-stream"

    answers = at_once(
        [lambda c=copy: c.post(url, worlds.PDF, content_type=kind) for copy in copies_of(client)]
    )

    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: AT_ONCE - 1}
    done = client.post(f"/files/uploads/{code}/complete/").json()
    assert (done["state"], done["offset"]) == ("ready", len(worlds.PDF))


def test_publish_and_discard_at_once_have_one_winner(seated: dict[Role, Member]) -> None:
    clerk, head = seated[Role.OFFICE_CLERK], seated[Role.OFFICE_HEAD]
    for number in range(5):
        notice = worlds.drafted(clerk.actor, title=f"第{number}号")
        base, typed = f"/office/notices/{notice.public_id}", {"version": str(notice.version)}

        answers = at_once(
            [posting(clerk, f"{base}/publish/", typed), posting(head, f"{base}/discard/", typed)]
        )

        kept = worlds.fresh(notice)
        statuses = sorted(answer.status_code for answer in answers)
        assert statuses in ([302, 409], [302, 422]), statuses
        assert kept.state in {"published", "discarded"}
        assert kept.version == notice.version + 1
        done = Entry.objects.filter(
            verb__in=["notices.notice.published", "notices.notice.discarded"]
        )
        assert done.count() == number + 1
    assert audit.examine([]).problem is None


def test_the_chain_holds_when_twenty_write_at_once(seated: dict[Role, Member]) -> None:
    clerk = seated[Role.OFFICE_CLERK]
    typed = [
        {
            "kind": "notice",
            "title": f"同时第{number}份",
            "author": "办公室",
            "body_text": "正文",
            "key": f"{number:032d}",
        }
        for number in range(AT_ONCE)
    ]

    answers = at_once([posting(clerk, "/office/notices/new/", one) for one in typed])

    assert Counter(answer.status_code for answer in answers) == {302: AT_ONCE}
    assert Notice.objects.count() == AT_ONCE
    assert audit.examine([]).problem is None


def test_one_code_of_an_authenticator_lets_one_browser_in(seated: dict[Role, Member]) -> None:
    clerk, now = seated[Role.OFFICE_CLERK], time.time()
    then = datetime.fromtimestamp(now, UTC) - timedelta(hours=1)
    stories.enrolled(clerk, then)
    halves = [Client(raise_request_exception=False) for _ in range(8)]
    for half in halves:
        half.post("/sign-in/", {"login": clerk.login, "password": PASSWORD})
    code = totp.code_at(stories.SECRET, totp.step_of(now))

    answers = at_once([lambda c=one: c.post("/sign-in/code/", {"code": code}) for one in halves])

    assert Counter(answer.status_code for answer in answers) == {302: 1, 422: 7}
    assert audit.examine([]).problem is None


def test_two_clerks_decide_at_once_and_one_decides(seated: dict[Role, Member]) -> None:
    organ = cast.organ()
    clerk = stories.another(organ, Role.ORGAN_CLERK, "何经办")
    head = stories.another(organ, Role.ORGAN_HEAD, "方负责")
    one = stories.registered(organ)
    base, typed = f"/registrations/{one.public_id}", {"version": str(one.version), "reason": "改名"}

    answers = at_once(
        [posting(clerk, f"{base}/accept/", typed), posting(head, f"{base}/return/", typed)]
    )

    statuses = sorted(answer.status_code for answer in answers)
    assert statuses in ([302, 409], [302, 422]), statuses
    assert Registration.objects.get().state in {"accepted", "returned"}
    assert Organisation.objects.filter(name=one.unit_name).count() <= 1


def test_one_invitation_taken_twice_at_once_makes_one_person(seated: dict[Role, Member]) -> None:
    organ = cast.organ()
    head = stories.another(organ, Role.ORGAN_HEAD, "方负责")
    stories.invited(head.actor, organ, Role.ORGAN_CLERK)
    Invitation.objects.update(expires_at=datetime(2099, 1, 1, tzinfo=UTC))
    typed = {"name": "赵", "password": PASSWORD, "again": PASSWORD, "consent": "on"}
    clients = [Client(raise_request_exception=False) for _ in range(6)]

    answers = at_once([lambda c=one: c.post(f"/join/{'t' * 40}/", typed) for one in clients])

    assert Counter(answer.status_code for answer in answers)[302] == 1
    assert max(answer.status_code for answer in answers) < 500
    assert Person.objects.filter(name="赵").count() == 1


def test_twenty_forms_of_one_body_register_it_once(seated: dict[Role, Member]) -> None:
    """Each form has a key of its own: the name decides, and nineteen are told so."""
    area = cast.area()
    clerk = seated[Role.OFFICE_CLERK]
    typed = [
        {
            "name": "黄浦区总工会",
            "channel": "union",
            "area": area.public_id,
            "key": f"{number:032d}",
        }
        for number in range(AT_ONCE)
    ]

    answers = at_once([posting(clerk, "/bodies/new/organ/", one) for one in typed])

    assert Counter(answer.status_code for answer in answers) == {302: 1, 422: AT_ONCE - 1}
    assert Organisation.objects.filter(name="黄浦区总工会").count() == 1


def test_closing_and_merging_at_once_have_one_winner(seated: dict[Role, Member]) -> None:
    clerk, head = seated[Role.OFFICE_CLERK], seated[Role.OFFICE_HEAD]
    organ = cast.organ()
    into = cast.unit("示范商城", organ)
    for number in range(3):
        unit = cast.unit(f"示范{number}号店", organ)
        base, typed = f"/bodies/{unit.public_id}", {"version": "1", "reason": "合一"}

        answers = at_once(
            [
                posting(clerk, f"{base}/close/", typed),
                posting(head, f"{base}/merge/", typed | {"into": into.public_id}),
            ]
        )

        kept = Organisation.objects.get(pk=unit.pk)
        statuses = sorted(answer.status_code for answer in answers)
        assert statuses in ([302, 409], [302, 422]), statuses
        assert kept.version == 2
        assert kept.closed_at is not None
        assert kept.changes.count() == 2


def test_twenty_customers_with_one_invitation_answer_once(seated: dict[Role, Member]) -> None:
    house, today = survey_stories.house(), clock.today()
    made = survey_stories.given(
        house,
        by=SYSTEM,
        at=clock.now(),
        count=2,
        starts_on=today,
        ends_on=today + timedelta(days=1),
    )
    typed = survey_stories.GOOD | {"seen": survey_stories.SEEN}
    url, customers = f"/s/{made.tokens[0]}/", copies_of(Client())

    answers = at_once([lambda c=one: c.post(url, typed) for one in customers])

    assert Counter(answer.status_code for answer in answers) == {302: 1, 404: AT_ONCE - 1}
    assert Answer.objects.count() == 1
    kept = Survey.objects.get()
    assert (kept.answered, kept.invitations.count()) == (1, 1)
    assert audit.examine([]).problem is None


def test_forty_recommends_at_once_for_three_places_store_three(
    seated: dict[Role, Member], capsys: pytest.CaptureFixture[str]
) -> None:
    """Notice N12, quota ledger: 3 are stored and acknowledged, 37 are told what to do."""
    told = recommendation_stories.house(seated)
    recommendation_stories.granted(told, 3)
    found = [recommendation_stories.application(told, f"第{n:02}组") for n in range(40)]
    for one in found:
        recommendation_stories.said(one, told.clerk)
    at, command = recommendation_stories.IN_TIME, Recommend("recommended", "", 0)

    def one_click(one: Any) -> str:
        try:
            recommendations.recommend(one, command, by=told.clerk.actor, at=at)
        except RuleBroken as refusal:
            return refusal.code
        return "stored"

    started = time.monotonic()
    answers = Counter(at_once([lambda a=one: one_click(a) for one in found]))
    took = time.monotonic() - started

    line = Allotment.objects.get(organ=told.organ)
    with capsys.disabled():
        engine = connections["default"].vendor
        print(f"\n{engine}: 40 recommends at once, 3 places: {dict(answers)} in {took:.1f} s")  # noqa: T201 - its figures are asked for
    assert answers == {"stored": 3, "recommendations.no_place_left": 37}
    assert Recommendation.objects.filter(verdict="recommended").count() == 3
    assert (line.places, line.recommended_count) == (3, 3)
    assert Entry.objects.filter(verb="recommendations.recommendation.listed").count() == 3
    assert audit.examine([]).problem is None

    # the counter holds by itself, too: without the row that deeds stand in
    beside = recommendation_stories.granted(told, 3, told.women)

    def one_place() -> str:
        try:
            with transaction.atomic():
                listing._take(told.category, told.women, "recommended")
        except RuleBroken as refusal:
            return refusal.code
        return "taken"

    bare = Counter(at_once([one_place] * 40))
    beside.refresh_from_db()
    assert bare == {"taken": 3, "recommendations.no_place_left": 37}
    assert beside.recommended_count == 3


def test_signing_twice_at_once_signs_once(seated: dict[Role, Member]) -> None:
    told = review_stories.world(seated[Role.OFFICE_CLERK], seated[Role.OFFICE_HEAD], files=1)
    review_stories.assigned(told)
    sheet = review_stories.drafted(told, review_stories.sheets_of()[0])
    url = f"/reviews/sheets/{sheet.public_id}/"
    typed = review_stories.marks() | {"version": str(sheet.version), "sign": "1"}
    expert = next(one for one in told.experts if one.seat == sheet.member.seat)
    copies = copies_of(signed_in(expert))

    answers = at_once([lambda c=copy: c.post(url, typed) for copy in copies])

    assert Counter(answer.status_code for answer in answers) == {302: AT_ONCE}
    kept = review_stories.fresh(sheet)
    assert (kept.state, kept.version) == ("signed", sheet.version + 1)
    assert Entry.objects.filter(verb="reviews.sheet.signed").count() == 1
    assert audit.examine([]).problem is None


def test_standing_aside_and_signing_at_once_have_one_winner(seated: dict[Role, Member]) -> None:
    told = review_stories.world(seated[Role.OFFICE_CLERK], seated[Role.OFFICE_HEAD], files=2)
    review_stories.assigned(told)
    for sheet in review_stories.sheets_of()[:3]:
        kept = review_stories.drafted(told, sheet)
        url, version = f"/reviews/sheets/{kept.public_id}/", str(kept.version)
        expert = next(one for one in told.experts if one.seat == kept.member.seat)
        aside = {"version": version, "reason": "与申报班组班长是亲属"}
        signing = review_stories.marks() | {"version": version, "sign": "1"}

        answers = at_once([posting(expert, f"{url}recuse/", aside), posting(expert, url, signing)])

        after = review_stories.fresh(kept)
        statuses = sorted(answer.status_code for answer in answers)
        assert statuses in ([302, 409], [302, 422]), statuses
        assert after.state in {"signed", "recused"}
        assert after.version == kept.version + 1
        assert (after.total is None) == (after.state == "recused")
    done = Entry.objects.filter(verb__in=["reviews.sheet.signed", "reviews.sheet.recused"])
    assert done.count() == 3
    assert audit.examine([]).problem is None


@pytest.mark.parametrize("clicks", [2, pytest.param(AT_ONCE, marks=pytest.mark.nightly)])
def test_conferring_at_once_makes_one_batch(
    clicks: int, seated: dict[Role, Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All clicks on one preview lead to one batch; a click with another paper is told so."""
    scene = selection_stories.scene(seated)
    Review(monkeypatch).close(scene)
    street = publicity_stories.street(approval_stories.table(scene))
    told = award_stories.through(street)
    sent = award_stories.command(told)
    other = award_stories.command(told, paper="示范发〔2026〕99号")

    def one_click(command: Confer) -> str:
        try:
            return awards.confer(told.edition, command, by=told.head, at=award_stories.AT).public_id
        except Stale as refusal:
            return refusal.code

    answers = Counter(at_once([lambda c=one: one_click(c) for one in [sent] * clicks + [other]]))

    batch = Batch.objects.get()
    lost = 1 if batch.paper == sent.paper else clicks
    assert answers == {batch.public_id: clicks + 1 - lost, "awards.conferred_already": lost}
    assert (Award.objects.count(), Honour.objects.count()) == (3, 3)
    assert Entry.objects.filter(verb="awards.batch.conferred").count() == 1
    assert audit.examine([]).problem is None
