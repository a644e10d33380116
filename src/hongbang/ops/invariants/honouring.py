"""Do notice, honours, certificates and visits hold together?"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from hongbang.approvals import queries as approvals
from hongbang.approvals.rules.content import Plain
from hongbang.awards import queries as awards
from hongbang.awards.models import Award, Batch
from hongbang.kernel.period import beijing_day
from hongbang.ops.invariants.check import check
from hongbang.oversight.models import Case, Draw, Visit
from hongbang.oversight.rules import draw as drawing
from hongbang.publicity.models import Name, Objection, Posting
from hongbang.register.models import Honour, Turn
from hongbang.register.rules.lifecycle import HONOUR
from hongbang.register.rules.numbering import is_number


def names_posted_were_approved() -> Iterator[str]:
    """Whoever was posted was on the list that the hosts approved."""
    for posting in Posting.objects.select_related("resolution").prefetch_related(
        "names__application"
    ):
        named = {
            each["application"]
            for held in _contents(posting)
            for row in held["categories"]
            for each in row["chosen"]
        }
        for one in posting.names.all():
            if one.application.public_id not in named:
                yield one.public_id


def _contents(posting: Posting) -> list[Plain]:
    resolution = posting.resolution
    return [resolution.content, *(one.content for one in approvals.supplements(resolution))]


def upheld_objections_strike() -> Iterator[str]:
    """Whoever an upheld objection named is struck."""
    wrong = Objection.objects.filter(state="upheld").exclude(name__state="struck")
    yield from wrong.values_list("public_id", flat=True)


def nobody_is_cleared_while_looked_into() -> Iterator[str]:
    """A name is cleared only when every objection to it is settled, and its notice is over."""
    open_ones = Objection.objects.filter(state__in=("received", "accepted"))
    wrong = Name.objects.filter(state="cleared", objections__in=open_ones)
    yield from wrong.values_list("public_id", flat=True)
    early = Name.objects.filter(state="cleared", posting__closed_at__isnull=True)
    yield from early.values_list("public_id", flat=True)


def honours_came_through_the_notice() -> Iterator[str]:
    """Every honour comes from an application that was before the public and cleared."""
    cleared = Name.objects.filter(state="cleared").values("application__public_id")
    wrong = Honour.objects.exclude(source__in=cleared)
    yield from wrong.values_list("public_id", flat=True)


def numbers_check() -> Iterator[str]:
    """The number of every honour carries its check sign."""
    for number in Honour.objects.values_list("number", flat=True):
        if not is_number(number):
            yield number


def honours_stand_as_they_turned() -> Iterator[str]:
    """An honour is in the state that its last turn led to."""
    last = {}
    for turn in Turn.objects.order_by("pk").values("honour", "state"):
        last[turn["honour"]] = turn["state"]
    for one in Honour.objects.all():
        if one.state != last.get(one.pk, HONOUR.first):
            yield one.public_id


def nobody_is_honoured_twice_at_once() -> Iterator[str]:
    """No team or person holds two honours of one category of a programme at the same time."""
    seen: dict[tuple[int | None, int | None, int, int, str], list[Honour]] = {}
    rows = Honour.objects.select_related("category__edition").order_by("first_on", "pk")
    for one in rows.defer("category__edition__chapters", "category__edition__pins"):
        category = one.category
        whom = (one.team_id, one.nominee_id, one.unit_id)
        key = (*whom, category.edition.programme_id, category.key)
        for other in seen.setdefault(key, []):
            ended = other.ended_on or other.last_on
            if one.first_on <= min(ended, other.last_on):
                yield one.public_id
        seen[key].append(one)


def batches_are_as_they_were() -> Iterator[str]:
    """A batch of honours gives the digest that it was conferred with."""
    for one in Batch.objects.select_related("edition").iterator():
        if awards.digest(one) != one.digest:
            yield one.public_id


def every_honour_has_its_award() -> Iterator[str]:
    """An award names the honour of its own application, and no honour is without an award."""
    wrong = Award.objects.exclude(honour__source=F("application__public_id"))
    yield from wrong.values_list("public_id", flat=True)
    bare = Honour.objects.filter(award__isnull=True)
    yield from bare.values_list("public_id", flat=True)


def draws_can_be_drawn_again() -> Iterator[str]:
    """Every draw of visits gives the same honours when it is drawn again from what was kept."""
    for one in Draw.objects.prefetch_related("visits__honour"):
        visited = [each.honour.number for each in one.visits.order_by("place")]
        again = drawing.replayed(one.content)
        if drawing.digest(one.content) != one.digest or not [*again] == one.result == visited:
            yield one.public_id


def inspectors_have_no_tie() -> Iterator[str]:
    """No visit is made by an inspector who belongs to a body of the holder's line."""
    made = Visit.objects.filter(seat__isnull=False).select_related(
        "seat__organisation", "honour__unit", "honour__organ"
    )
    for one in made:
        bodies = {*one.honour.unit.line.split("/"), *one.honour.organ.line.split("/")} - {""}
        if one.seat and one.seat.organisation.public_id in bodies:
            yield one.public_id


def grave_sanctions_were_heard() -> Iterator[str]:
    """A suspension or revocation was decided after the holder spoke or its time was over."""
    decided = Case.objects.filter(hears_until__isnull=False, decided_at__isnull=False)
    for one in decided.exclude(state="dropped"):
        until, decided_at = one.hears_until, one.decided_at
        if not one.statement and until and decided_at and beijing_day(decided_at) <= until:
            yield one.public_id


CHECKS = tuple(
    map(
        check,
        (
            names_posted_were_approved,
            upheld_objections_strike,
            nobody_is_cleared_while_looked_into,
            honours_came_through_the_notice,
            numbers_check,
            honours_stand_as_they_turned,
            nobody_is_honoured_twice_at_once,
            batches_are_as_they_were,
            every_honour_has_its_award,
            draws_can_be_drawn_again,
            inspectors_have_no_tie,
            grave_sanctions_were_heard,
        ),
    )
)
