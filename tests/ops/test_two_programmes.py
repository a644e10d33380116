"""Are two programmes as different as these served by the same house, from file to form?"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from docx import Document
from pypdf import PdfReader
from tests.cast import SYSTEM, Member, moment

from hongbang.kernel.actor import Role
from hongbang.orgs import queries as orgs
from hongbang.programmes import operations as programmes
from hongbang.programmes import queries
from hongbang.programmes.models import Edition
from hongbang.programmes.rules.commands import Act
from hongbang.sheets import queries as sheets

FOLDER = Path(__file__).resolve().parents[2] / "programmes"
pytestmark = pytest.mark.django_db
RIGHT = {
    "name": "钟一页",
    "library": "临江市图书馆",
    "post_since": "2019-03",
    "mobile": "13800000000",
    "readers_served": "5200",
    "events.rows": "1",
    "events.0.on": "2026-04-23",
    "events.0.topic": "世界读书日",
    "events.0.people": "86",
    "justified_complaints": "0",
    "story": "读者" * 120,
    "pledge": "yes",
}


@pytest.mark.parametrize(
    "name", ["shanghai-service-star-2016", "librarian-of-the-year-2026"], ids=["first", "second"]
)
def test_both_programmes_are_sound_in_an_empty_house(name: str) -> None:
    out = StringIO()

    call_command("programme", "check", str(FOLDER / name), stdout=out)

    assert out.getvalue().startswith("sound: ")


@pytest.fixture
def librarians() -> Edition:
    """Load the second programme into a house that has no other, and open its edition."""
    folder = FOLDER / "librarian-of-the-year-2026"
    call_command("programme", "load", str(folder), stdout=StringIO())
    edition = Edition.objects.get()
    return programmes.publish_edition(edition, Act(version=edition.version), by=SYSTEM, at=moment())


def test_the_second_programme_stands_alone_on_the_portal(
    librarians: Edition, client: Client
) -> None:
    home = client.get("/").content.decode()
    page = client.get(f"/editions/{librarians.code}/").content.decode()
    english = client.get(f"/editions/{librarians.code}/", headers={"Cookie": "display_lang=en"})

    assert [host.name for host in orgs.hosts()] == ["临江市图书馆学会"]
    assert "年度馆员" in home
    assert "初评" in home  # its own timetable, as a picture
    for told in ("三位专家读材料", "七位专家听陈述", "年度馆员报名表", "把书送到要读它的人手里"):
        assert told in page
    for other in ("工会", "妇联", "用户满意服务明星"):
        assert other not in page
    assert "Seven experts hear each candidate" in english.content.decode()


def test_the_second_programme_hands_out_its_annexes(librarians: Edition, client: Client) -> None:
    address = f"/editions/{librarians.code}/annexes"

    paper = client.get(f"{address}/1.pdf").content
    rules = client.get(f"{address}/2.docx").content

    printed = "".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)
    assert "年度馆员报名表" in printed
    assert "我和读者的一件事" in printed
    written = "\n".join(one.text for one in Document(BytesIO(rules)).paragraphs)
    assert "报名条件" in written
    assert client.get(f"{address}/3.pdf").status_code == 404


def test_the_second_programme_s_form_is_filled_in(
    company: dict[Role, Member], librarians: Edition, client_for: Callable[[Member], Client]
) -> None:
    desk = client_for(company[Role.OFFICE_CLERK])
    form = sheets.published("librarian_application")
    address = f"/office/sheets/{form.public_id}/preview/"

    empty = desk.post(address, {"check": "1"})
    young = desk.post(address, RIGHT | {"mobile": "12345", "check": "1"})
    right = desk.post(address, RIGHT | {"check": "1"})

    assert librarians.pins["librarian_application"] == form.number == 1
    assert empty.status_code == young.status_code == 422
    assert "有 8 处要改" in empty.content.decode()
    assert "有 1 处要改" in young.content.decode()
    assert right.status_code == 200
    assert "都对，可以提交了" in right.content.decode()
    assert "86 人次" in " ".join(right.content.decode().split())  # worked out from the table


def test_two_programmes_live_in_one_house(librarians: Edition, client: Client) -> None:
    call_command("programme", "load", str(FOLDER / "shanghai-service-star-2016"), stdout=StringIO())

    codes = {one.code for one in Edition.objects.all()}

    assert codes == {librarians.code, "shanghai-service-star-2016"}
    assert [one.code for one in queries.public_editions()] == [librarians.code]
    assert client.get("/editions/shanghai-service-star-2016/").status_code == 404
