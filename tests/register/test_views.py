"""What does everybody read of honours, and what only the office?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.test import Client
from tests.cast import Member
from tests.register import stories
from tests.register.stories import House

from hongbang.kernel.actor import Role

ClientFor = Callable[[Member], Client]


def test_the_list_shows_who_what_and_how_it_stands(client: Client, house: House) -> None:
    empty = client.get("/honours/").content.decode()
    honour = stories.honoured(house)
    page = client.get("/honours/").content.decode()
    filtered = client.get("/honours/", {"q": "没有的", "status": "nonsense"}).content.decode()

    assert "还没有称号" in empty
    assert honour.number in page
    assert "示范眼镜公司" in page
    assert "没有找到" in filtered


def test_an_honour_tells_its_days_and_turns(client: Client, house: House) -> None:
    honour = stories.honoured(house)
    stories.turned(honour, "warn", date(2026, 11, 3), "服务台无人")
    stories.turned(honour, "suspend", date(2026, 11, 5), "整改未完成")

    page = client.get(f"/honours/{honour.number}/").content.decode()

    assert "称号暂停，暂不能使用" in page
    assert "整改未完成" in page
    assert "服务台无人" not in page
    assert stories.PAPER in page
    assert client.get(f"/honours/{honour.public_id}/").status_code == 200
    assert client.get("/honours/2026-01-0009-9/").status_code == 404


def test_a_warning_is_told_to_the_office_only(
    house: House, company: dict[Role, Member], client_for: ClientFor, client: Client
) -> None:
    honour = stories.honoured(house)
    stories.turned(honour, "warn", date(2026, 11, 3), "服务台无人")
    address, office = f"/honours/{honour.number}/", client_for(company[Role.OFFICE_CLERK])

    public, inside = client.get(address).content.decode(), office.get(address).content.decode()

    assert "称号有效</p>" in public
    assert "服务台无人" not in public
    assert "称号有效，已提醒整改" in inside
    assert "服务台无人" in inside
    assert "已提醒" in office.get("/honours/").content.decode()
    assert "已提醒" not in client.get("/honours/").content.decode()


def test_status_is_told_for_the_day_that_was_asked(client: Client, house: House) -> None:
    honour = stories.honoured(house)
    stories.turned(honour, "revoke", date(2026, 11, 9), "材料不实")
    address = f"/honours/{honour.number}/"

    def verdict(on: str) -> str:
        return client.get(address, {"on": on}).content.decode()

    assert "称号已撤销" in verdict("")
    assert "称号已撤销" in verdict("nonsense")
    assert "称号有效</p>" in verdict("2026-11-08")
    assert "称号尚未生效" in verdict("2026-11-01")
    assert "称号已撤销" in verdict("2031-01-01")


def test_a_number_leads_to_its_honour(client: Client, house: House) -> None:
    honour = stories.honoured(house)

    asked = client.get("/verify/")
    found = client.get("/verify/", {"number": f" {honour.number} ", "on": "2027-01-01"})
    undated = client.get("/verify/", {"number": honour.number, "on": "x"})
    missing = client.get("/verify/", {"number": "2026-01-0009-9", "on": "2027-01-01"})

    assert asked.status_code == 200
    assert found.headers["Location"] == f"/honours/{honour.number}/?on=2027-01-01"
    assert undated.headers["Location"] == f"/honours/{honour.number}/"
    assert missing.status_code == 404
    assert "荣誉册里没有编号 2026-01-0009-9" in missing.content.decode()
    assert 'value="2027-01-01"' in missing.content.decode()
