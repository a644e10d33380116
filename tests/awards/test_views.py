"""What does the head confer on screen, and how do units come by their certificates?"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.awards import stories
from tests.awards.stories import AT, PAPER, Through
from tests.cast import Member
from tests.publicity import stories as publicity_stories
from tests.publicity.stories import Street

from hongbang.approvals import queries as resolutions
from hongbang.awards.models import Award, Batch
from hongbang.kernel.actor import Role
from hongbang.programmes.models import Edition
from hongbang.ui import clock

ClientFor = Callable[[Member], Client]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the house's clock stand on the day of the decision."""
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def head(company: dict[Role, Member], client_for: ClientFor) -> Client:
    """Sign the head of the office in."""
    return client_for(company[Role.OFFICE_HEAD])


@pytest.fixture
def unit(told: Through, client_for: ClientFor) -> Client:
    """Sign the clerk of the honoured unit in."""
    return client_for(told.street.table.scene.house.clerk)


def confer_at(told: Through) -> str:
    return f"/office/awards/{told.edition.code}/confer/"


def seen(html: str) -> str:
    return re.findall(r'name="seen" value="(\w{64})"', html)[0]


def test_the_head_looks_and_confers(told: Through, head: Client) -> None:
    desk = head.get("/desk/").content.decode()
    work = head.get("/office/awards/").content.decode()
    preview = head.get(confer_at(told)).content.decode()
    typed = {"paper": PAPER, "on": "2026-12-21", "seen": seen(preview)}

    done = head.post(confer_at(told), typed)

    assert confer_at(told) in desk
    assert "3 个名字公示通过，还没授予" in work
    assert "2026-01-0001-8" in preview
    assert "有效期 3 年" in preview
    assert "is_partial" not in preview
    batch = Batch.objects.get()
    assert done.headers["Location"] == f"/office/awards/batches/{batch.public_id}/"
    page = head.get(done.headers["Location"]).content.decode()
    assert page.count("/certificate/") == 3
    assert batch.digest in page
    assert "没有要授予的名字" in head.get(confer_at(told)).content.decode()
    assert PAPER in head.get("/office/awards/").content.decode()
    assert confer_at(told) not in head.get("/desk/").content.decode()


def test_what_was_typed_is_kept_when_nothing_is_conferred(told: Through, head: Client) -> None:
    now = seen(head.get(confer_at(told)).content.decode())

    empty = head.post(confer_at(told), {"paper": "", "on": "2026-12-21", "seen": now})
    early = head.post(confer_at(told), {"paper": PAPER, "on": "2026-12-01", "seen": now})
    moved = head.post(confer_at(told), {"paper": PAPER, "on": "2026-12-21", "seen": "0" * 64})

    assert [one.status_code for one in (empty, early, moved)] == [422, 422, 409]
    assert "还没写文号" in empty.content.decode()
    assert "最早从 2026-12-11 起" in early.content.decode()
    for one in (early, moved):
        assert PAPER in one.content.decode()
        assert seen(one.content.decode()) == now
    assert "您看过以后名单变了" in moved.content.decode()
    assert Batch.objects.count() == 0


def test_a_late_click_says_by_which_paper_it_was_done(told: Through, head: Client) -> None:
    now = seen(head.get(confer_at(told)).content.decode())
    stories.conferred(told)

    late = head.post(confer_at(told), {"paper": "另一个文号", "on": "2026-12-21", "seen": now})
    same = head.post(confer_at(told), {"paper": PAPER, "on": "2026-12-21", "seen": now})

    assert (late.status_code, same.status_code) == (409, 302)
    assert f"已按 {PAPER} 授予了" in late.content.decode()
    assert "另一个文号" in late.content.decode()
    assert Batch.objects.count() == 1


def test_whoever_waits_is_named_and_passed_over_only_when_said(
    street: Street, head: Client
) -> None:
    letters = {one.pk: letter for letter, one in street.table.scene.files.items()}
    first = street.posting.names.select_related("application").order_by("place")[0]
    publicity_stories.accepted(street, letters[first.application_id])
    told = stories.through(street)
    preview = head.get(confer_at(told)).content.decode()
    typed = {"paper": PAPER, "on": "2026-12-21", "seen": seen(preview)}

    refused = head.post(confer_at(told), typed)
    done = head.post(confer_at(told), typed | {"is_partial": "on"})

    assert "公示中或核实中" in preview
    assert (refused.status_code, done.status_code) == (422, 302)
    assert "还有 1 个名字没有公示完或在核实" in refused.content.decode()
    assert Award.objects.count() == 2


def test_the_page_says_why_nothing_can_be_conferred(
    told: Through, head: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    chapters = {key: dict(value) for key, value in told.edition.chapters.items()}
    del chapters["validity"]["years"]
    Edition.objects.filter(pk=told.edition.pk).update(chapters=chapters)
    no_years = head.get(confer_at(told)).content.decode()
    monkeypatch.setattr(resolutions, "passed", lambda _edition: None)
    void = head.get(confer_at(told)).content.decode()
    typed = {"paper": PAPER, "on": "2026-12-21", "seen": "0" * 64}
    sent = head.post(confer_at(told), typed)

    assert "没写有效期几年" in no_years
    assert "现在不能授予" in void
    assert sent.status_code == 422
    assert PAPER in sent.content.decode()
    assert head.get("/office/awards/nothing/confer/").status_code == 404
    assert head.get("/office/awards/batches/nothing/").status_code == 404


def test_only_the_head_comes_to_confer(
    told: Through, company: dict[Role, Member], client_for: ClientFor, unit: Client
) -> None:
    clerk, auditor = client_for(company[Role.OFFICE_CLERK]), client_for(company[Role.AUDITOR])

    typed = {"paper": PAPER, "on": "2026-12-21", "seen": told.matter().seen}
    assert clerk.get(confer_at(told)).status_code == 403
    assert [clerk.post(confer_at(told), one).status_code for one in (typed, {})] == [403, 403]
    assert auditor.get("/office/awards/").status_code == 200
    assert unit.get("/office/awards/").status_code == 403
    assert "还没有授予" in clerk.get("/office/awards/").content.decode()


def test_a_unit_fetches_its_certificate_once_and_again(told: Through, unit: Client) -> None:
    assert "还没有称号" in unit.get("/awards/").content.decode()
    award = stories.conferred(told).awards.select_related("honour").get(place=1)
    address = f"/awards/{award.public_id}/"

    desk = unit.get("/desk/").content.decode()
    early = unit.get(f"{address}certificate/")
    page = unit.get("/awards/").content.decode()
    done = unit.post(f"{address}fetch/", {"version": award.version}, follow=True)
    given = unit.get(f"{address}certificate/")

    assert f"领取“{award.name}”的证书" in desk
    assert early.status_code == 403
    assert (page.count("领取证书<"), "还有 1096 天" in page) == (3, True)
    assert "证书已领取" in done.content.decode()
    assert "下载证书" in done.content.decode()
    assert (given.status_code, given.headers["Content-Type"]) == (200, "application/pdf")
    assert award.honour.number in given.headers["Content-Disposition"]
    assert given.content.startswith(b"%PDF")
    assert f"领取“{award.name}”的证书" not in unit.get("/desk/").content.decode()


def test_a_fetch_that_fails_says_why(
    told: Through, unit: Client, client_for: ClientFor, company: dict[Role, Member]
) -> None:
    first, second = stories.conferred(told).awards.order_by("place")[:2]
    stories.suspended(second)
    other = client_for(told.street.table.scene.house.other_clerk)
    clerk = client_for(company[Role.OFFICE_CLERK])

    stale = unit.post(f"/awards/{first.public_id}/fetch/", {"version": 9})
    broken = unit.post(f"/awards/{first.public_id}/fetch/", {})
    ended = unit.post(f"/awards/{second.public_id}/fetch/", {"version": 1})

    assert [one.status_code for one in (stale, broken, ended)] == [409, 422, 422]
    assert "这个称号现在不能使用" in ended.content.decode()
    assert "请刷新后再点一次" in broken.content.decode()
    assert unit.get(f"/awards/{first.public_id}/fetch/").headers["Location"] == "/awards/"
    assert other.post(f"/awards/{first.public_id}/fetch/", {"version": 1}).status_code == 404
    assert other.get(f"/awards/{first.public_id}/certificate/").status_code == 404
    sent = [clerk.post(f"/awards/{first.public_id}/fetch/", one) for one in ({"version": 1}, {})]
    assert [one.status_code for one in sent] == [403, 403]


def test_pages_cost_the_same_for_more(told: Through, unit: Client, head: Client) -> None:
    batch = stories.conferred(told)

    def asked(client: Client, address: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    pages = ((unit, "/awards/"), (head, f"/office/awards/batches/{batch.public_id}/"))
    for client, address in pages:
        client.get(address)
    before = [asked(*one) for one in pages]
    Award.objects.filter(place__gt=1).delete()
    assert [asked(*one) for one in pages] == before
