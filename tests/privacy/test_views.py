"""Do the pages about personal data show, set and refuse?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.template import Context, Template
from django.test import Client
from tests.cast import Member

from hongbang.kernel.actor import Role
from hongbang.privacy import queries
from hongbang.privacy.models import Term
from hongbang.privacy.rules.classes import DataClass

Company = dict[Role, Member]
ClientFor = Callable[[Member], Client]
TERM = {"data_class": "contact", "days": "30", "reason": "个保法第十九条", "version": "0"}
URL = "/personal-data/terms/contact/"


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.OFFICE_CLERK, Role.SECURITY_ADMIN])
def test_the_register_names_every_column(
    role: Role, company: Company, client_for: ClientFor
) -> None:
    page = client_for(company[role]).get("/personal-data/").content.decode()

    assert all(column.place in page for column in queries.register())
    assert (URL in page) == (role is Role.SECURITY_ADMIN)


def test_the_register_is_not_for_every_seat(company: Company, client_for: ClientFor) -> None:
    answer = client_for(company[Role.EXPERT]).get("/personal-data/")

    assert answer.status_code == 403


def test_a_term_is_set(company: Company, client_for: ClientFor) -> None:
    client = client_for(company[Role.SECURITY_ADMIN])
    assert client.get(URL).status_code == 200

    answer = client.post(URL, TERM)

    assert (answer.status_code, answer["Location"]) == (302, "/personal-data/")
    assert Term.objects.get().days == 30


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"days": ""}, "还没写天数"),
        ({"days": "-1"}, "天数不能小于 0"),
        ({"days": "99999"}, "最长 3650 天"),
        ({"reason": ""}, "还没写理由"),
    ],
)
def test_a_wrong_term_keeps_what_was_typed(
    change: dict[str, str], told: str, company: Company, client_for: ClientFor
) -> None:
    answer = client_for(company[Role.SECURITY_ADMIN]).post(URL, TERM | change)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert all(value in page for name, value in (TERM | change).items() if name == "reason")
    assert not Term.objects.exists()


def test_an_overtaken_term_is_shown_again(company: Company, client_for: ClientFor) -> None:
    client = client_for(company[Role.SECURITY_ADMIN])
    client.post(URL, TERM)

    answer = client.post(URL, TERM | {"days": "77", "reason": "晚了一步"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "77" in page
    assert "晚了一步" in page
    assert 'name="version" value="1"' in page
    assert Term.objects.get().days == 30


def test_a_class_of_nobody_is_not_found(company: Company, client_for: ClientFor) -> None:
    assert (
        client_for(company[Role.SECURITY_ADMIN]).get("/personal-data/terms/x/").status_code == 404
    )


def test_a_term_is_not_set_from_another_seat(company: Company, client_for: ClientFor) -> None:
    client = client_for(company[Role.OFFICE_HEAD])

    assert (client.get(URL).status_code, client.post(URL, TERM).status_code) == (403, 403)
    assert not Term.objects.exists()


def test_the_public_page_tells_how_long_words_stay(db: None, client: Client) -> None:
    page = client.get("/pages/privacy/").content.decode()

    assert "联系方式" in page
    assert "90" in page


def test_a_template_masks() -> None:
    shown = Template("{% load privacy %}{{ word|masked:'contact' }}").render(
        Context({"word": "13800138000"})
    )

    assert shown == "138****8000"
    assert DataClass.CONTACT == "contact"
