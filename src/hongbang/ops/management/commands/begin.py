"""Register the office and the first system administrator of a new installation."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from hongbang.accounts import operations as accounts
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import Refusal
from hongbang.orgs import operations as orgs
from hongbang.orgs import queries as bodies
from hongbang.ui import clock, refusals


class Command(BaseCommand):
    """`hongbang begin --office 名称 --name 姓名 --login 邮箱`: asks for the password."""

    help = "the office and its first clerk, who also administers the system until others are named"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the names; the password is never an argument."""
        parser.add_argument("--office", required=True, help="full name of the office")
        parser.add_argument("--name", required=True, help="name of the first person")
        parser.add_argument("--login", required=True, help="their e-mail or mobile number")

    def handle(self, *args: Any, **options: Any) -> None:
        """Register the office, the person and two seats."""
        if bodies.office():
            message = "an office is registered already; its system administrator adds the others"
            raise CommandError(message)
        password = getpass()
        if password != getpass("Password again: "):
            message = "the two passwords differ; nothing was registered"
            raise CommandError(message)
        try:
            with transaction.atomic():
                self.register({**options, "password": password}, clock.now())
        except Refusal as refusal:
            raise CommandError(refusals.sentence(refusal)) from None
        self.stdout.write(f"{options['name']} can sign in now")

    def register(self, options: dict[str, Any], at: datetime) -> None:
        """Do the four deeds, all or none."""
        by = Actor.system("console")
        office = orgs.add_organisation(
            orgs.AddOrganisation(kind="office", name=options["office"]), by=by, at=at
        )
        person = accounts.add_person(
            accounts.AddPerson(options["name"], options["login"], options["password"]), by=by, at=at
        )
        for role in (Role.OFFICE_CLERK, Role.SYSTEM_ADMIN):
            seat = accounts.GrantSeat(person, office, role, beijing_day(at))
            accounts.grant_seat(seat, by=by, at=at)
