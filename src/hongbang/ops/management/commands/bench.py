"""Print what pages cost beside their floors, in one run, on a database of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client, override_settings

from hongbang.accounts import queries as people
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.canon import sha256_hex
from hongbang.notices import operations as notices
from hongbang.notices import queries
from hongbang.notices.rules.commands import Act, Draft
from hongbang.notices.rules.publishing import Text
from hongbang.ops.bench import house, pages
from hongbang.ops.bench.meter import Cost, measure
from hongbang.ops.demo.people import PASSWORD
from hongbang.ops.keyring import make_keyring
from hongbang.ops.season.whole import LEAST, play_season
from hongbang.ui import clock

SIZES = (30, 300)
HOUSE_SIZES = (30, 300, 3000)
SEED, YEAR = 7, 2016  # of the season that applications are copied from
FLOOR, SHEET = "50 rows, template", "a large sheet, checked"
HOME_AT_MOST = 3.0  # F, performance.md
SHEET_AT_MOST = 5.0  # F: checked and drawn, sixty fields, three of them tables of thirty rows
FLOORS = "hongbang.ops.bench.floors"
WITH_SESSION = ["django.contrib.sessions.middleware.SessionMiddleware"]


class Command(BaseCommand):
    """`hongbang bench`: CPU ms, SQL statements and rows fetched of each job."""

    help = "what pages cost, beside the floor of the same run"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether we stand inside the database of our own already."""
        parser.add_argument("--inside", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Begin anew in a folder of our own, or measure there."""
        if not options["inside"]:
            sys.exit(beside(sys.argv[0]))
        make_keyring(settings.HONGBANG_KEYRING)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("ledger", "triggers", stdout=open(os.devnull, "w"))  # noqa: PTH123, SIM115 - nothing to say
        call_command("demo", this_year=True, stdout=open(os.devnull, "w"))  # noqa: PTH123, SIM115 - nothing to say
        self.stdout.write(f"{connection.vendor}, CPU ms of one request, median\n")
        statements: dict[str, set[int]] = {}
        for size in SIZES:
            fill_to(size)
            costs = measured()
            self.tell(f"{size} notices", costs)
            for cost in costs:
                statements.setdefault(cost.name, set()).add(cost.statements)
        play_season(LEAST, SEED, YEAR)
        copied = house.sources()
        found = pages.pages(copied)
        for size in HOUSE_SIZES:
            house.fill_to(size, copied)
            lists = [floor(), *pages.measured(found)]
            self.tell(f"{size} applications", lists)
            for cost in lists:
                statements.setdefault(cost.name, set()).add(cost.statements)
        self.judge(costs, lists, statements)

    def tell(self, what: str, costs: list[Cost]) -> None:
        """Print a table for one size."""
        floor = floor_of(costs)
        self.stdout.write(f"\n{what:24}{'CPU ms':>8}{'F':>8}{'SQL':>5}{'rows':>6}{'bytes':>9}")
        for cost in costs:
            self.stdout.write(
                f"{cost.name:24}{cost.cpu_ms:8.2f}{cost.cpu_ms / floor:8.2f}"
                f"{cost.statements:5}{cost.rows:6}{cost.size:9}"
            )

    def judge(self, costs: list[Cost], lists: list[Cost], statements: dict[str, set[int]]) -> None:
        """Fail where a page is too dear, or asks more statements of more rows."""
        bounds = [
            (one, costs, {"portal home": HOME_AT_MOST, SHEET: SHEET_AT_MOST}) for one in costs
        ]
        bounds += [(one, lists, pages.AT_MOST) for one in lists]
        is_dear = False
        for one, of, most in bounds:
            if one.name in most:
                ratio = one.cpu_ms / floor_of(of)
                is_dear = is_dear or ratio > most[one.name]
                self.stdout.write(f"{one.name} {ratio:.2f} F, at most {most[one.name]} F")
        growing = sorted(name for name, counts in statements.items() if len(counts) > 1)
        self.stdout.write(f"SQL grows with rows in: {', '.join(growing) or 'nothing'}")
        if is_dear or growing:
            sys.exit(1)


def beside(program: str) -> int:
    """Run ourselves again with a folder and a database of our own."""
    with tempfile.TemporaryDirectory() as folder:
        own = {
            "HONGBANG_VAR": folder,
            "HONGBANG_DEMO": "true",
            "HONGBANG_DEMO_WITHOUT_TOTP": "true",
            "HONGBANG_BUILD": str(settings.ENV.build),
        }
        own["HONGBANG_DATABASE_URL"] = os.environ.get(
            "HONGBANG_DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3"
        )
        command = [sys.executable, program, "bench", "--inside"]
        return subprocess.run(command, env={**os.environ, **own}, check=False).returncode  # noqa: S603 - ourselves


def fill_to(size: int) -> None:
    """Publish notices until there are `size`."""
    seat = people.seats_of_role(Role.OFFICE_CLERK, clock.today()).order_by("pk")[0]
    by = Actor(seat.person.public_id, Role.OFFICE_CLERK, seat.organisation.public_id, "bench")
    for number in range(queries.public_list().count(), size):
        text = Text("notice", f"第{number}号通知", "", "办公室", "<p>正文若干。</p>" * 8)
        key = sha256_hex(text.title.encode())
        drafted = notices.draft(Draft(text, key), by=by, at=clock.now())
        notices.publish(drafted, Act(drafted.version), by=by, at=clock.now())


def floor() -> Cost:
    """Measure what any page of fifty rows must cost."""
    with override_settings(MIDDLEWARE=[], ROOT_URLCONF=FLOORS):
        client = Client(HTTP_HOST="127.0.0.1")
        return measure(FLOOR, lambda: client.get("/fifty-rows"))


def floor_of(costs: list[Cost]) -> float:
    """Return the floor that was measured beside these."""
    return next(cost.cpu_ms for cost in costs if cost.name == FLOOR)


def measured() -> list[Cost]:
    """Measure the floors, then the pages."""
    host = {"HTTP_HOST": "127.0.0.1"}
    client, desk = Client(**host), Client(**host)  # type: ignore[arg-type]  # headers for every request
    desk.post("/sign-in/", {"login": "lin@hongbang.example", "password": PASSWORD})
    code = queries.public_list()[0].public_id

    def get(one: Client, url: str) -> Callable[[], HttpResponseBase]:
        return lambda: one.get(url)

    with override_settings(MIDDLEWARE=[], ROOT_URLCONF=FLOORS):
        costs = [measure("empty view", get(Client(**host), "/empty"))]  # type: ignore[arg-type]  # as above
        costs.append(floor())
        costs.append(measure(SHEET, get(Client(**host), "/sheet")))  # type: ignore[arg-type]  # as above
    with override_settings(MIDDLEWARE=WITH_SESSION, ROOT_URLCONF=FLOORS):
        holder = Client(**host)  # type: ignore[arg-type]  # as above
        holder.cookies = desk.cookies
        costs.insert(1, measure("session and user", get(holder, "/with-user")))
    return [
        *costs,
        measure("portal home", get(client, "/")),
        measure("notices list", get(client, "/notices/")),
        measure("a notice", get(client, f"/notices/{code}/")),
        measure("a signed-in desk", get(desk, "/desk/")),
        measure("the worklist", get(desk, "/office/notices/")),
    ]
