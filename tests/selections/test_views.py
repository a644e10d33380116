"""Do the pages work: page, 404, 403, 409, 422; is nothing typed ever lost?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.test import Client
from tests.cast import Member
from tests.programmes import stories as edition_stories
from tests.selections import stories
from tests.selections.stories import AT, Scene

from hongbang.kernel.actor import Role
from hongbang.selections import queries
from hongbang.selections.models import Run, Slate
from hongbang.selections.rules.asking import Choice

ClientFor = Callable[[Member], Client]


@pytest.fixture(autouse=True)
def in_time() -> Iterator[Any]:
    """Let it be after the review."""
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


@pytest.fixture
def head(told: Scene, company: dict[Role, Member], client_for: ClientFor) -> Client:
    """Return the browser of the office's head."""
    return client_for(company[Role.OFFICE_HEAD])


@pytest.fixture
def clerk(told: Scene, company: dict[Role, Member], client_for: ClientFor) -> Client:
    """Return the browser of the office's clerk."""
    return client_for(company[Role.OFFICE_CLERK])


@pytest.fixture
def auditor(told: Scene, company: dict[Role, Member], client_for: ClientFor) -> Client:
    """Return the browser of the auditor."""
    return client_for(company[Role.AUDITOR])


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def at(told: Scene, act: str = "") -> str:
    return f"/selections/{told.category.public_id}/{act}"


def page(run: Run, act: str = "") -> str:
    return f"/selections/runs/{run.public_id}/{act}"


def typed(told: Scene, **changed: str) -> dict[str, str]:
    """Return what the form of the terms would send."""
    sent = {"version": str(queries.terms(told.category, AT).version), "reserves": "2"}
    for row in queries.rows(told.category):
        sent |= {f"severity.{row['key']}": "soft", f"price.{row['key']}": "1.00"}
    return sent | {name.replace("__", "."): value for name, value in changed.items()}


def test_from_terms_to_an_adopted_list(told: Scene, clerk: Client, head: Client) -> None:
    before = text(clerk.get(at(told)))
    clerk.post(at(told, "terms/"), typed(told, severity__women="hard", price__front="0.25"))
    version = queries.terms(told.category, AT).version
    drawn = {"seed": stories.SEED, "source": stories.SOURCE, "version": str(version)}
    head.post(at(told, "seed/"), drawn)
    answer = clerk.post(at(told, "run/"), {"version": str(version + 1)})
    run = Run.objects.get()
    shown = text(clerk.get(page(run)))
    adopted = head.post(page(run, "adopt/"), {"version": "1"}, follow=True)

    assert "还没有登记抽签号" in before
    assert "年度定为软性，没有定让几分；先按每差一名让 1.00 分。" in before
    assert answer["Location"] == page(run)
    assert queries.terms(told.category, AT).chosen["front"] == Choice("soft", 25)
    assert "因“规则women”入选；没有这条规则，就不在名额以内" in shown
    assert "少 1 名，相当于让 0.25 分" in shown
    assert "这一步由活动办公室负责人办" in shown
    assert "名单已确定，可以送主办单位审定。" in text(adopted)
    assert "这份名单已确定，送主办单位审定的就是它。" in text(adopted)
    assert "已确定" in text(clerk.get("/selections/"))


def test_parts_of_a_slate_are_named_in_the_address(told: Scene, head: Client) -> None:
    run = stories.ran(told)

    below, reserve, odd = (
        text(head.get(page(run), {"kind": kind})) for kind in ("below", "reserve", "colours")
    )

    assert "得分低于合格分，不参加评选" in below
    assert "打分的专家不够，没有得分，不参加评选" in below
    assert "因“规则women”让出；没有这条规则，就在名额以内" in reserve
    assert "得分在名额以内" in odd


def test_a_run_can_be_worked_out_again(told: Scene, auditor: Client) -> None:
    run = stories.ran(told)
    same = text(auditor.get(page(run), {"again": "1"}))
    assert run.claim is not None
    Run.objects.filter(pk=run.pk).update(claim=run.claim | {"chosen": run.claim["chosen"][::-1]})

    other = text(auditor.get(page(run), {"again": "1"}))

    assert "重算过了，一模一样" in same
    assert "重算的结果对不上" in other


def test_anybody_can_judge_what_was_taken(told: Scene, auditor: Client, tmp_path: Path) -> None:
    run = stories.ran(told)

    answer = auditor.post(page(run, "certificate/"))
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as packed:  # type: ignore[arg-type]  # a file's
        packed.extractall(tmp_path)
    command = [sys.executable, "-I", "verify.py", "brief.json", "list.json"]
    judged = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (judged.returncode, judged.stdout) == (0, "shown to be best: True; drawn first: True\n")
    assert run.digest in (tmp_path / "README.txt").read_text()
    assert auditor.get(page(run, "certificate/"))["Location"] == page(run)


def test_a_clash_is_said_in_words(told: Scene, clerk: Client) -> None:
    stories.set_terms(told, front=Choice("hard"))
    stories.seeded(told)
    version = str(queries.terms(told.category, AT).version)

    shown = text(clerk.post(at(told, "run/"), {"version": version}, follow=True))

    assert "这条硬性规则守不住" in shown
    assert "“规则front”少要 1 名" in shown
    assert "规则冲突" in text(clerk.get("/selections/"))
    assert "规则冲突" in text(clerk.get(at(told)))


def test_nothing_typed_is_lost(told: Scene, clerk: Client, head: Client) -> None:
    stories.set_terms(told)

    wrong = clerk.post(at(told, "terms/"), typed(told, price__women="很多", reserves="7"))
    stale = clerk.post(at(told, "terms/"), typed(told, version="1", reserves="9"))
    seed = head.post(at(told, "seed/"), {"version": "2", "seed": "12", "source": "某公报"})
    empty = head.post(at(told, "seed/"), {"version": "2", "seed": "", "source": "某公报"})

    assert (wrong.status_code, stale.status_code) == (422, 409)
    assert "分数读不出来" in text(wrong)
    assert 'value="很多"' in text(wrong)
    assert 'value="9"' in text(stale)
    assert (seed.status_code, empty.status_code) == (422, 422)
    assert "抽签号要写 4 到 200 个字或数字" in text(seed)
    assert 'value="某公报"' in text(seed)
    assert "还没写抽签号" in text(empty)


def test_what_cannot_be_done_says_why(told: Scene, clerk: Client, head: Client) -> None:
    unseeded = clerk.post(at(told, "run/"), {"version": "1"})
    run = stories.ran(told)
    stale = clerk.post(at(told, "run/"), {"version": "1"})
    broken = clerk.post(at(told, "run/"), {})
    odd, late = head.post(page(run, "adopt/"), {}), head.post(page(run, "adopt/"), {"version": "7"})

    assert (unseeded.status_code, stale.status_code, broken.status_code) == (422, 409, 422)
    assert "没有排名单：还没有登记抽签号" in text(unseeded)
    assert "请看过新的再排一次" in text(stale)
    assert (odd.status_code, late.status_code) == (422, 409)
    Run.objects.update(is_best=False)
    assert "不能公布" in text(head.get(page(run)))
    assert Slate.objects.get().state == "proposed"


def test_each_seat_sees_and_does_only_its_own(
    told: Scene, clerk: Client, auditor: Client, company: dict[Role, Member], client_for: ClientFor
) -> None:
    run = stories.ran(told)
    expert = client_for(company[Role.EXPERT])

    assert clerk.post(page(run, "adopt/"), {"version": "1"}).status_code == 403
    assert clerk.post(at(told, "seed/"), {}).status_code == 403
    assert auditor.post(at(told, "run/"), {"version": "3"}).status_code == 403
    assert auditor.get(at(told)).status_code == 200
    assert expert.get("/selections/").status_code == 403
    assert expert.get(at(told)).status_code == 404
    assert expert.get(page(run)).status_code == 404
    assert clerk.get("/selections/runs/none/").status_code == 404


def test_the_list_is_empty_once_no_edition_is_open(told: Scene, auditor: Client) -> None:
    edition_stories.closed(told.house.edition, told.head)

    assert "还没有可以排名单的类别" in text(auditor.get("/selections/"))
