"""How are places given out, lent and returned? Each change is a line of the ledger of places."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound, RuleBroken, Stale
from hongbang.orgs import queries as orgs
from hongbang.orgs.queries import Organisation
from hongbang.recommendations import access, queries
from hongbang.recommendations.models import Allotment, QuotaEntry
from hongbang.recommendations.queries import Category
from hongbang.recommendations.rules import quota
from hongbang.recommendations.rules.commands import GiveBack, Grant, HandOut, Lend

BY_ROW, BY_SHARE = "本年度名额表", "按申报件数分配（最大余数法）"


@audit.deed
def hand_out(
    category: Category, command: HandOut, *, by: Actor, at: datetime
) -> tuple[Allotment, ...]:
    """Give every organ without places its own, as the preview showed.

    Refuses: `recommendations.nothing_to_hand_out`, `recommendations.above_quota`,
    `Stale("recommendations.counts_moved")`.
    """
    access.require("hand_out", by)
    portions = queries.proposal(category, command.total)
    if quota.digest_of(portions) != command.seen:
        raise Stale("recommendations.counts_moved")
    given = [one for one in portions if one.places]
    if not given:
        raise RuleBroken("recommendations.nothing_to_hand_out")
    already = queries.given_places(category)
    quota.check_total(already, sum(one.places for one in given), category.quota)
    organs = queries.organs_by_code([one.organ for one in given])
    made = []
    for one in given:
        line = _line(category, organs[one.organ])
        _move(line, one.places, queries.share_of(category))
        _enter(line, "granted", one.places, BY_ROW if one.is_fixed else BY_SHARE, at)
        made.append(line)
    audit.record(
        "recommendations.places.handed_out",
        by=by,
        at=at,
        subjects=[category.subject, *(line.organ.subject for line in made)],
        said={"places": "；".join(f"{line.organ.name} {line.places}" for line in made)},
    )
    return tuple(made)


@audit.deed
def grant(category: Category, command: Grant, *, by: Actor, at: datetime) -> Allotment:
    """Give an organ more places, or take back what it has not used.

    Refuses: `recommendations.no_seats`, `recommendations.no_reason`, `recommendations.no_organ`,
    `recommendations.above_quota`, `recommendations.places_used`.
    """
    access.require("grant", by)
    quota.check_change(command.seats, command.reason)
    organ = _organ(command.organ)
    body = {"organ": command.organ, "seats": command.seats, "category": category.public_id}
    if audit.once(command.key, "recommendations.grant", body, by=by, at=at):
        return _line(category, organ)
    quota.check_total(queries.given_places(category), command.seats, category.quota)
    line = _line(category, organ)
    _move(line, command.seats, queries.share_of(category))
    entry = _enter(line, "granted", command.seats, command.reason.strip(), at)
    audit.settle(command.key, "recommendations.grant", entry.public_id, by=by)
    audit.record(
        "recommendations.places.granted",
        by=by,
        at=at,
        subjects=[category.subject, organ.subject, entry.subject],
        said={"organ": organ.name, "seats": command.seats, "reason": entry.reason},
    )
    return line


@audit.deed
def lend(category: Category, command: Lend, *, by: Actor, at: datetime) -> QuotaEntry:
    """Let one organ use places of another; the loan stands until it is given back.

    Refuses: `recommendations.no_seats`, `recommendations.no_reason`, `recommendations.no_organ`,
    `recommendations.lent_to_itself`, `recommendations.places_used`.
    """
    access.require("lend", by)
    quota.check_change(max(command.seats, 0), command.reason)
    lender, borrower = _organ(command.lender), _organ(command.borrower)
    if lender == borrower:
        raise RuleBroken("recommendations.lent_to_itself")
    body = {"from": command.lender, "to": command.borrower, "seats": command.seats}
    earlier = audit.once(command.key, "recommendations.lend", body, by=by, at=at)
    if earlier:
        return QuotaEntry.objects.get(public_id=earlier)
    share, reason = queries.share_of(category), command.reason.strip()
    giving, taking = _line(category, lender), _line(category, borrower)
    _move(giving, -command.seats, share)
    _move(taking, command.seats, share)
    lent = _enter(giving, "lent", -command.seats, reason, at, partner=borrower)
    _enter(taking, "lent", command.seats, reason, at, partner=lender)
    audit.settle(command.key, "recommendations.lend", lent.public_id, by=by)
    audit.record(
        "recommendations.places.lent",
        by=by,
        at=at,
        subjects=[category.subject, lender.subject, borrower.subject, lent.subject],
        said={
            "from": lender.name,
            "to": borrower.name,
            "seats": command.seats,
            "reason": reason,
        },
    )
    return lent


@audit.deed
def give_back(lent: QuotaEntry, command: GiveBack, *, by: Actor, at: datetime) -> QuotaEntry:
    """Return places of a loan to the lender, as far as the borrower has not used them.

    Refuses: `recommendations.no_loan`, `recommendations.more_than_lent`,
    `recommendations.places_used`.
    """
    access.require("give_back", by)
    category = lent.allotment.category
    body = {"loan": lent.public_id, "seats": command.seats}
    earlier = audit.once(command.key, "recommendations.give_back", body, by=by, at=at)
    if earlier:
        return QuotaEntry.objects.get(public_id=earlier)
    loan, left = queries.loan(category, lent.public_id)
    if not 1 <= command.seats <= left or loan.partner is None:
        raise RuleBroken("recommendations.more_than_lent", {"left": left})
    share, borrower, lender = queries.share_of(category), loan.partner, loan.allotment.organ
    giving, taking = _line(category, borrower), _line(category, lender)
    _move(giving, -command.seats, share)
    _move(taking, command.seats, share)
    back = _enter(taking, "returned", command.seats, loan.reason, at, partner=borrower, loan=loan)
    _enter(giving, "returned", -command.seats, loan.reason, at, partner=lender, loan=loan)
    audit.settle(command.key, "recommendations.give_back", back.public_id, by=by)
    audit.record(
        "recommendations.places.returned",
        by=by,
        at=at,
        subjects=[category.subject, lender.subject, borrower.subject, loan.subject],
        said={"from": borrower.name, "to": lender.name, "seats": command.seats},
    )
    return back


def _organ(code: str) -> Organisation:
    """Find an open organ; refuses with `recommendations.no_organ`."""
    try:
        found = orgs.get_open(code)
    except NotFound:
        found = None
    if found is None or found.kind != "organ":
        raise RuleBroken("recommendations.no_organ")
    return found


def _line(category: Category, organ: Organisation) -> Allotment:
    """Return an organ's line in the ledger of places, as it is kept now; begun at nothing."""
    return queries.allotment(category, organ) or Allotment.objects.create(
        category=category, organ=organ
    )


def _move(line: Allotment, seats: int, share: Fraction) -> None:
    """Change the places of a line by a checked update: what is taken stays covered.

    Refuses: `recommendations.places_used`.
    """
    places = line.places + seats
    reserves = quota.reserves_for(places, share) if places >= 0 else 0
    rows = Allotment.objects.filter(
        pk=line.pk,
        places=line.places,
        recommended_count__lte=places,
        reserve_count__lte=reserves,
    )
    if places < 0 or rows.update(places=places, reserves=reserves) != 1:
        free = line.places - line.recommended_count
        raise RuleBroken("recommendations.places_used", {"organ": line.organ.name, "free": free})
    line.places, line.reserves = places, reserves


def _enter(
    line: Allotment, kind: str, seats: int, reason: str, at: datetime, **sides: object
) -> QuotaEntry:
    return QuotaEntry.objects.create(
        allotment=line, kind=kind, seats=seats, reason=reason, written_at=at, **sides
    )
