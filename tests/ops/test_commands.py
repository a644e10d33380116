"""Do the house's commands do what they say, and the same again when repeated?"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as installed
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.test import Client
from tests import cast
from tests.cast import moment
from tests.ledger_rig.triggers import triggers_lifted

from hongbang.accounts.models import Person, Seat
from hongbang.applications.models import Application
from hongbang.audit import operations as audit
from hongbang.audit import queries
from hongbang.audit.models import Entry
from hongbang.kernel.refusal import RuleBroken
from hongbang.notices.models import Annex, Notice
from hongbang.ops.demo.bodies import AREAS, STORE, UNITS
from hongbang.ops.demo.people import ORGANISATIONS, PASSWORD, PEOPLE
from hongbang.ops.invariants import CHECKS
from hongbang.ops.management.commands import build, serve, worker
from hongbang.ops.welcome import welcome
from hongbang.orgs.models import Organisation
from hongbang.oversight.models import Case, Visit
from hongbang.register import queries as honours
from hongbang.register.models import Honour


def run(name: str, *args: str, **options: Any) -> str:
    """Run a command and return what it said."""
    out = StringIO()
    call_command(name, *args, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def no_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the files being served alone: other tests read them."""
    monkeypatch.setattr(build.Command, "handle", lambda *_args, **_options: None)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_build")
def test_install_may_be_repeated_and_puts_lifted_triggers_back(
    own_folder: Path, settings: Any
) -> None:
    settings.HONGBANG_VAR = own_folder / "new" / "folder"
    with triggers_lifted():
        lifted = audit.missing_triggers()

        said = [run("install"), run("install")]

    assert len(lifted) >= 3
    assert audit.missing_triggers() == []
    assert said == ["installed: translations, static files, tables, ledger triggers\n"] * 2
    assert settings.HONGBANG_VAR.is_dir()


def test_build_compiles_every_translation(tmp_path: Path) -> None:
    build.compile_translations(installed.ROOT / "locale", tmp_path)

    compiled = tmp_path / "en" / "LC_MESSAGES" / "django.mo"
    assert compiled.read_bytes()[:4] == b"\xde\x12\x04\x95"


def test_build_does_translations_and_static_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = []
    monkeypatch.setattr(build, "compile_translations", lambda *paths: called.append(paths))
    monkeypatch.setattr(build, "call_command", lambda name, **_: called.append(name))

    run("build")

    locale = (installed.ROOT / "locale", installed.ENV.build / "locale")
    assert called == [locale, "collectstatic"]


@pytest.mark.django_db
def test_demo_fills_an_empty_house_once() -> None:
    first = run("demo", "--this-year")
    told = [model.objects.count() for model in (Organisation, Person, Seat, Notice, Annex, Entry)]

    again = run("demo")

    assert first == "demonstration: bodies, people and notices are there\n"
    assert again == "demonstration: already there\n"
    organs = 16 * 4 + sum(len(area.organs) for area in AREAS)
    bodies = len(ORGANISATIONS) + organs + len(UNITS)
    assert told[:3] == [bodies, len(PEOPLE), sum(len(person.seats) for person in PEOPLE)]
    assert told == [
        model.objects.count() for model in (Organisation, Person, Seat, Notice, Annex, Entry)
    ]


@pytest.mark.django_db
def test_demo_plays_its_past_in_order_and_leaves_a_sound_ledger() -> None:
    run("demo", "--this-year")

    states = sorted(Notice.objects.values_list("state", flat=True))
    moments = [*Entry.objects.order_by("sequence").values_list("at", flat=True)]
    assert states == ["corrected", "draft", "published", "published", "published", "withdrawn"]
    assert moments == sorted(moments)
    assert queries.examine(None).exit_code == 0


@pytest.mark.django_db
def test_demo_has_honours_that_ran_out_honours_that_live_and_visits_under_way() -> None:
    with time_machine.travel(moment("2026-11-24 10:00"), tick=False):
        run("demo")

    today, rows = date(2026, 11, 24), Honour.objects.select_related("category__edition")
    stands = {
        year: Counter(
            honours.status_now(one, today) for one in rows.filter(category__edition__year=year)
        )
        for year in (2022, 2025)
    }
    assert stands[2022].keys() == {"lapsed", "revoked"}
    assert stands[2025].keys() == {"valid", "revoked"}
    guest = rows.get(nominee__isnull=False, unit__name=STORE)
    assert (str(guest.nominee), honours.status_now(guest, today)) == ("李晨曦", "valid")
    states = Counter(Visit.objects.filter(draw__place=2).values_list("state", flat=True))
    assert states == {"confirmed": 2, "submitted": 1, "assigned": 1}
    assert Case.objects.filter(state="opened").count() == 1
    assert [one.name for one in CHECKS if [*one.find()]] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2026-08-03 10:00", ["draft"]),  # the application step lies ahead
        ("2026-11-03 10:00", ["draft", *["submitted"] * 3]),
        ("2026-11-24 10:00", ["draft", *["submitted"] * 3]),
    ],
)
def test_demo_has_one_application_at_work_and_three_sent(day: str, states: list[str]) -> None:
    with time_machine.travel(moment(day), tick=False):
        run("demo", "--this-year")

    assert sorted(Application.objects.values_list("state", flat=True)) == states
    moments = [*Entry.objects.order_by("sequence").values_list("at", flat=True)]
    assert moments == sorted(moments)


@pytest.mark.django_db
def test_everybody_of_the_demo_can_sign_in() -> None:
    run("demo", "--this-year")

    answers = [
        Client().post("/sign-in/", {"login": person.login, "password": PASSWORD})
        for person in PEOPLE
    ]

    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {
        (302, "/desk/")
    }


@pytest.mark.django_db
def test_demo_refuses_where_it_is_switched_off(settings: Any) -> None:
    settings.HONGBANG_DEMO = False

    with pytest.raises(CommandError, match="HONGBANG_DEMO is off"):
        run("demo")

    assert Organisation.objects.count() == 0


@pytest.mark.django_db
def test_worker_anchors_what_is_new_and_then_finds_nothing_to_do() -> None:
    cast.office()

    said = [run("worker", "--once") for _ in range(2)]

    assert said == ["done: 1\n", "done: 0\n"]
    anchored = queries.last_anchor()
    assert anchored is not None
    assert anchored.sequence == Entry.objects.count()


def test_worker_tells_a_refusal_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(_at: object) -> int:
        raise RuleBroken("notices.no_office")

    monkeypatch.setattr(worker, "JOBS", (refusing, lambda _at: 2))
    errors = StringIO()

    assert run("worker", "--once", stderr=errors) == "done: 2\n"
    assert "还没有登记活动办公室" in errors.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("fault", [DatabaseError, OSError])
def test_worker_outlives_a_fault_and_begins_anew(
    fault: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = []

    def faulty(_at: object) -> int:
        raise fault

    monkeypatch.setattr(worker, "JOBS", (faulty, lambda _at: 1))
    monkeypatch.setattr(worker.connections, "close_all", lambda: closed.append(1))

    assert run("worker", "--once") == "done: 1\n"
    assert closed == [1]


def test_worker_rests_only_when_there_was_nothing_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = iter([3, 0])

    class Stopped(Exception):  # noqa: N818 - ends the loop, no error
        """What ends the endless loop."""

    def rest(seconds: float) -> None:
        raise Stopped(seconds)

    monkeypatch.setattr(worker, "JOBS", (lambda _at: next(rounds),))
    monkeypatch.setattr(worker.time, "sleep", rest)

    with pytest.raises(Stopped) as stopped:
        run("worker", pause=7.0)

    assert stopped.value.args == (7.0,)
    assert next(rounds, None) is None


def test_docs_are_up_to_date_and_a_stale_page_is_named(settings: Any, tmp_path: Path) -> None:
    root = Path(installed.ROOT)
    (tmp_path / "docs").mkdir()
    for name in ("pyproject.toml", "docs/map.md"):
        (tmp_path / name).write_text((root / name).read_text("utf-8"), "utf-8")
    (tmp_path / "docs/lifecycles.md").write_text("old", "utf-8")
    settings.ROOT = tmp_path

    with pytest.raises(CommandError, match=r"docs/lifecycles.md is stale. Run: make docs"):
        run("docs", "--check")
    written = run("docs")

    assert "written: docs/lifecycles.md\n" in written
    assert run("docs") == ""
    assert "stateDiagram-v2" in (tmp_path / "docs/lifecycles.md").read_text("utf-8")


# --- serve


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Catch the server as it would start."""
    caught: list[list[str]] = []
    monkeypatch.setattr(serve.os, "execv", lambda _path, words: caught.append(words))
    return caught


@pytest.mark.django_db
def test_serve_says_where_and_becomes_the_server(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HONGBANG_BASE_URL", raising=False)

    said = run("serve", "--port", "8123", "--workers", "1")

    assert "http://127.0.0.1:8123/" in said
    assert "lin@hongbang.example" in said
    assert started[0][:3] == [sys.executable, "-m", "granian"]
    assert started[0][started[0].index("--port") + 1] == "8123"
    assert serve.os.environ["HONGBANG_BASE_URL"] == "http://127.0.0.1:8123"


@pytest.mark.django_db
def test_serve_beyond_this_machine_leaves_the_address_to_the_settings(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.HONGBANG_DEMO = False
    monkeypatch.delenv("HONGBANG_BASE_URL", raising=False)

    run("serve", "--host", "192.0.2.7")

    assert started[0][started[0].index("--host") + 1] == "192.0.2.7"
    assert "HONGBANG_BASE_URL" not in serve.os.environ


@pytest.mark.django_db
def test_serve_refuses_a_ledger_without_its_guard(started: list[list[str]]) -> None:
    with triggers_lifted(), pytest.raises(CommandError) as refused:
        run("serve")

    assert "ledger trigger missing: audit_entry_no_update" in str(refused.value)
    assert str(refused.value).endswith("Run: hongbang install")
    assert started == []


@pytest.mark.django_db
def test_serve_refuses_to_show_a_demo_to_the_network(started: list[list[str]]) -> None:
    with pytest.raises(CommandError, match="loopback only"):
        run("serve", "--host", "0.0.0.0")  # noqa: S104 - refused

    assert started == []


def test_welcome_names_everybody_of_a_demo_and_nobody_else(settings: Any) -> None:
    demo = welcome("::1", 8000)
    settings.HONGBANG_DEMO = False
    plain = welcome("127.0.0.1", 8000)

    assert "http://[::1]:8000/sign-in/" in demo
    assert [person.login in demo for person in PEOPLE] == [True] * len(PEOPLE)
    assert PASSWORD in demo
    assert ("hongbang.example" in plain, PASSWORD in plain) == (False, False)
