"""Which lists and pages of a house with many applications are measured, and who asks for them?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from hongbang.accounts import queries as people
from hongbang.applications.models import Application
from hongbang.awards.models import Award
from hongbang.kernel.actor import Role
from hongbang.ops.bench.meter import LIGHT, THOROUGH, Cost, measure
from hongbang.ops.demo.people import PASSWORD
from hongbang.reviews.models import Round, ScoreSheet
from hongbang.selections.models import Slate
from hongbang.ui import clock

RECEIVED, WORKLIST = "applications, office", "recommendations, organ"
# F: what they cost when they were measured last, and a quarter; 4 is wanted of both. The frame of
# a page for somebody who has signed in, without a row on it, is most of that.
AT_MOST = {RECEIVED: 9.0, WORKLIST: 20.0}


@dataclass(frozen=True, slots=True)
class Page:
    """A page: what it is called, who asks for it, where it lies."""

    name: str
    client: Client
    url: str

    def measured(self) -> Cost:
        """Measure it: thoroughly where it has a bound."""
        pains = THOROUGH if self.name in AT_MOST else LIGHT
        return measure(self.name, lambda: self.client.get(self.url), pains)


def measured(found: Sequence[Page]) -> list[Cost]:
    """Measure the pages one after the other."""
    return [one.measured() for one in found]


def pages(copied: Sequence[Application]) -> list[Page]:
    """Return the pages, as people of the rooms ask for them; `copied` are what they show."""
    honoured, read = copied[0], copied[-1]
    award = Award.objects.select_related("batch", "honour").get(application=honoured)
    slate = Slate.objects.select_related("run").get(seats__application=honoured)
    opened = Round.objects.get(dossiers__application=read)
    closed = Round.objects.get(dossiers__application=honoured)
    sheet = ScoreSheet.objects.filter(dossier__round=opened).select_related("member__seat__person")
    office = signed_in(Role.OFFICE_CLERK, honoured.holder_id)
    organ = signed_in(Role.ORGAN_CLERK, honoured.recommendation.organ_id)
    unit = signed_in(Role.UNIT_CLERK, honoured.unit_id)
    expert, public = with_login(sheet[0].member.seat.person.contact), host()
    application, made = "applications:show", "recommendations:show"
    return [
        Page(RECEIVED, office, reverse("applications:received")),
        Page("applications, organ", organ, reverse("applications:received")),
        Page("applications, unit", unit, reverse("applications:mine")),
        Page("an application", office, reverse(application, args=[honoured.public_id])),
        Page(WORKLIST, organ, reverse("recommendations:worklist")),
        Page("a recommendation", organ, reverse(made, args=[honoured.public_id])),
        Page("intake", office, reverse("recommendations:intake")),
        Page("rounds", office, reverse("reviews:rounds")),
        Page("a round", office, reverse("reviews:round", args=[opened.public_id])),
        Page("a standing", office, reverse("reviews:standing", args=[closed.public_id])),
        Page("sheets of an expert", expert, reverse("reviews:mine")),
        Page("selections", office, reverse("selections:list")),
        Page("a slate", office, reverse("selections:slate", args=[slate.run.public_id])),
        Page("awards", office, reverse("awards:work")),
        Page("a batch", office, reverse("awards:batch", args=[award.batch.public_id])),
        Page("awards, unit", unit, reverse("awards:mine")),
        Page("register", public, reverse("register:list")),
        Page("an honour", public, reverse("register:show", args=[award.honour.public_id])),
        Page("activities", office, reverse("activity:list")),
    ]


def signed_in(role: Role, body: int) -> Client:
    """Sign in whoever sits in a body's seat."""
    seats = people.seats_of_role(role, clock.today()).filter(organisation=body)
    return with_login(seats.select_related("person").order_by("pk")[0].person.contact)


def with_login(login: str) -> Client:
    """Sign somebody in."""
    client = host()
    client.post("/sign-in/", {"login": login, "password": PASSWORD})
    return client


def host() -> Client:
    """Return somebody at the house's door."""
    return Client(HTTP_HOST="127.0.0.1")
