"""Is a new installation begun whole or not at all, and only once?"""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from tests import cast

from hongbang.accounts.models import Person, Seat
from hongbang.ops.management.commands import begin
from hongbang.orgs.models import Organisation

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-enough-phrase"
WORDS = {"office": "活动办公室", "name": "林知远", "login": "lin@red.example"}


def run(monkeypatch: pytest.MonkeyPatch, password: str = PASSWORD, **words: Any) -> str:
    """Begin, typing the password twice where asked."""
    monkeypatch.setattr(begin, "getpass", lambda *_prompt: password)
    out = StringIO()
    call_command("begin", stdout=out, **(WORDS | words))
    return out.getvalue()


def kept() -> list[int]:
    return [model.objects.count() for model in (Organisation, Person, Seat)]


def test_begin_registers_the_office_and_its_first_person(monkeypatch: pytest.MonkeyPatch) -> None:
    said = run(monkeypatch)

    seats = Seat.objects.order_by("role").values_list("role", "organisation__name")
    assert "林知远" in said
    assert [*seats] == [("office_clerk", "活动办公室"), ("system_admin", "活动办公室")]


def test_the_first_person_can_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    run(monkeypatch)

    answer = Client().post("/sign-in/", {"login": "LIN@red.example", "password": PASSWORD})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")


def test_begin_refuses_where_an_office_is_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    cast.office()

    with pytest.raises(CommandError, match="registered already"):
        run(monkeypatch)

    assert kept() == [1, 0, 0]


@pytest.mark.parametrize("password", ["short", "12345678901", "password123"])
def test_begin_refuses_a_weak_password_and_leaves_nothing(
    password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CommandError, match="密码太容易猜"):
        run(monkeypatch, password)

    assert kept() == [0, 0, 0]


def test_begin_refuses_two_passwords_that_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter([PASSWORD, f"{PASSWORD} "])
    monkeypatch.setattr(begin, "getpass", lambda *_prompt: next(typed))

    with pytest.raises(CommandError, match="the two passwords differ"):
        call_command("begin", **WORDS)

    assert kept() == [0, 0, 0]
