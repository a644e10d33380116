"""Does every way onward stay in the house, whatever the address says (reliability S15)?"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from django.test import Client
from tests import worlds
from tests.cast import PASSWORD, Member

from hongbang.kernel.actor import Actor, Role

EVIL = (
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "https:evil.example",
    "http:///evil.example/",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "\t//evil.example/",
    "\r\nLocation: https://evil.example/",
    "/%09/evil.example/\r\nSet-Cookie: a=b",
)
EVIL_HOSTS = (
    *("evil.example", "testserver.evil.example", "testserver:evil", "testserver@evil.example"),
    *("evil.example:80", "testserver,evil.example"),
)


def host_of(location: str) -> str:
    """Return where a browser would go, which reads backslashes as slashes and skips blanks."""
    seen = "".join(sign for sign in location if sign not in "\t\r\n").strip().replace("\\", "/")
    return urlsplit(urljoin("http://testserver/here/", seen)).netloc


def ask(path: str, query: str) -> Any:
    """Ask for a path exactly as it stands; the test client would tidy it."""
    raw = unquote(path).encode().decode("latin-1")
    return Client().get("/", PATH_INFO=raw, QUERY_STRING=query)


@pytest.mark.parametrize("wanted", EVIL)
def test_sign_in_never_leads_away(wanted: str, company: dict[Role, Member]) -> None:
    typed = {"login": company[Role.EXPERT].login, "password": PASSWORD}
    client, other = Client(), Client()

    by_form = client.post("/sign-in/", typed | {"next": wanted})
    by_address = other.post(f"/sign-in/?next={quote(wanted, safe='')}", typed)

    for answer in (by_form, by_address):
        assert answer.status_code == 302
        assert host_of(answer.headers["Location"]) == "testserver"
        assert urlsplit(answer.headers["Location"]).scheme == ""
        assert "a" not in answer.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("wanted", EVIL)
def test_the_sign_in_page_does_not_remember_an_evil_address(wanted: str) -> None:
    html = Client().get(f"/sign-in/?next={quote(wanted, safe='')}").content.decode()

    remembered = html.partition('name="next" value="')[2].partition('"')[0]
    assert host_of(remembered) == "testserver"
    assert "evil.example/" not in remembered or remembered.startswith("/%09/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "///evil.example/",
        "/%5Cevil.example/",
        "/%5C%5Cevil.example/",
        "/%2F/evil.example/",
        "/%0d%0aLocation:%20https:%2f%2fevil.example",
        "/%09/evil.example",
        "/.evil.example",
        "/@evil.example",
        "/notices/",
    ],
)
def test_a_wish_for_the_display_leads_back_to_the_same_house(path: str) -> None:
    answer = ask(path, "text=xl&next=//evil.example&q=1")

    assert answer.status_code == 302
    assert host_of(answer.headers["Location"]) == "testserver"
    assert "text=" not in answer.headers["Location"]
    assert answer.headers["Location"].endswith("?next=%2F%2Fevil.example&q=1")


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["text=xl", "contrast=high", "lang=en", "text=l&lang=zh-hans"])
def test_a_wish_is_kept_for_a_year_and_taken_out_of_the_address(query: str) -> None:
    answer = Client().get(f"/notices/?q=1&{query}&kind=ruling")

    wishes = dict(part.split("=") for part in query.split("&"))
    assert answer.headers["Location"] == "/notices/?q=1&kind=ruling"
    assert {name: cookie.value for name, cookie in answer.cookies.items()} == {
        f"display_{name}": value for name, value in wishes.items()
    }
    assert {cookie["max-age"] for cookie in answer.cookies.values()} == {365 * 24 * 3600}


@pytest.mark.django_db
@pytest.mark.parametrize("host", EVIL_HOSTS)
def test_a_strange_host_is_refused(host: str) -> None:
    answer = Client().get("/", headers={"host": host})

    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()


@pytest.mark.parametrize("header", ["x-forwarded-host", "x-host", "forwarded", "x-original-url"])
def test_a_forwarded_host_is_not_believed(header: str, clerk: Actor) -> None:
    notice = worlds.published(clerk)
    value = "host=evil.example" if header == "forwarded" else "evil.example"
    urls = (
        "/",
        "/notices/",
        f"/notices/{notice.public_id}/",
        "/feed.atom",
        "/sitemap.xml",
        "/robots.txt",
    )

    for url in (*urls, "/sign-in/", "/desk/"):
        answer = Client().get(url, headers={header: value})
        assert answer.status_code in {200, 302}
        assert "evil.example" not in answer.content.decode() + str(answer.headers)


@pytest.mark.parametrize("asked", ["/desk/", "/office/notices/?q=//evil.example"])
def test_a_closed_door_remembers_only_its_own_address(asked: str, db: None) -> None:
    path, _, query = asked.partition("?")

    answer = ask(path, query)

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/sign-in/?next=" + quote(asked, safe="")
