"""How are the terms of a selection said, and how is a run kept as evidence?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse

from hongbang.accounts import queries as accounts
from hongbang.applications.models import Application
from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import RuleBroken, Stale
from hongbang.outbox import operations as outbox
from hongbang.selections import access, queries
from hongbang.selections.models import Run, Seat, Slate, Terms
from hongbang.selections.queries import Category
from hongbang.selections.rules import answering, asking
from hongbang.selections.rules.answering import Answer
from hongbang.selections.rules.brief import HARD
from hongbang.selections.rules.commands import EnterSeed, Make, SetTerms


@audit.deed
def set_terms(category: Category, command: SetTerms, *, by: Actor, at: datetime) -> Terms:
    """Say before a run how each rule counts and how many stand by.

    Refuses: `selections.rule_unknown`, `selections.price_wrong`, `selections.reserves_wrong`,
    `Stale`.
    """
    current = queries.category(by, category.public_id)
    access.require("set", by)
    rows = queries.rows(current)
    asking.check_choices(command.choices, rows, current.key, command.reserves)
    terms = _kept(current, at)
    prices = {
        key: None if one.severity == HARD else one.price for key, one in command.choices.items()
    }
    changed = audit.checked_update(
        terms, command.version, choices=prices, reserves=command.reserves, changed_at=at
    )
    audit.record(
        "selections.terms.set",
        by=by,
        at=at,
        subjects=[changed.subject, current.subject],
        said={"name": current.name, "prices": _told(prices), "reserves": str(command.reserves)},
    )
    return changed


@audit.deed
def enter_seed(category: Category, command: EnterSeed, *, by: Actor, at: datetime) -> Terms:
    """Enter what was drawn in public, before the first run and never after it.

    Refuses: `selections.seed_short`, `selections.seed_lines`, `selections.source_missing`,
    `selections.seed_fixed`, `Stale`.
    """
    current = queries.category(by, category.public_id)
    access.require("seed", by)
    asking.check_seed(command.seed, command.source)
    if queries.runs(current).exists():
        raise RuleBroken("selections.seed_fixed")
    terms = _kept(current, at)
    changed = audit.checked_update(
        terms,
        command.version,
        seed=command.seed.strip(),
        seed_source=command.source.strip(),
        seeded_at=at,
        seeded_by=by.person,
        changed_at=at,
    )
    audit.record(
        "selections.seed.entered",
        by=by,
        at=at,
        subjects=[changed.subject, current.subject],
        said={"name": current.name, "seed": changed.seed, "source": changed.seed_source},
        anchor=True,
    )
    return changed


@audit.deed
def make_run(category: Category, command: Make, *, by: Actor, at: datetime) -> Run:
    """Keep a run as evidence, with the checker's verdict; a list found is proposed as a slate.

    **Why** the answer is handed in: the solver works before the deed, which holds the ledger. What
    is kept is checked here, against the brief as it is now.

    Refuses: `selections.no_standing`, `selections.no_seed`, `selections.unsound`,
    `Stale` (`selections.brief_moved`, `audit.stale`).
    """
    current = queries.category(by, category.public_id)
    access.require("make", by)
    terms = queries.terms(current, at)
    if terms.version != command.version:
        raise Stale("selections.brief_moved")
    _refuse_unready(current, terms)
    found = queries.gathered(current, terms)
    answering.check(command.answer, found.brief)
    run = _written(current, terms, command.answer, by=by, at=at)
    _propose(run, command.answer)
    audit.record(
        "selections.run.made",
        by=by,
        at=at,
        subjects=[run.subject, current.subject],
        said={
            "name": current.name,
            "digest": run.digest,
            "seed": run.seed,
            "solver": run.solver,
            "found": "list" if command.answer.is_found else "clash",
        },
        anchor=True,
    )
    heads = accounts.recipients_in({Role.OFFICE_HEAD}, beijing_day(at))
    outbox.post(
        "selections.proposed" if command.answer.is_found else "selections.clashed",
        to=[one for one in heads if one.person != by.person],
        params={"name": current.name, "place": str(run.place)},
        link=reverse("selections:slate", args=[run.public_id]),
        at=at,
    )
    return run


def _refuse_unready(category: Category, terms: Terms) -> None:
    if not queries.standing(category):
        raise RuleBroken("selections.no_standing")
    if not terms.seed:
        raise RuleBroken("selections.no_seed")


def _kept(category: Category, at: datetime) -> Terms:
    """Return the row of the terms, made where nothing was said yet."""
    return Terms.objects.get_or_create(category=category, defaults={"changed_at": at})[0]


def _told(prices: Mapping[str, int | None]) -> str:
    return ";".join(f"{key}={HARD if one is None else one}" for key, one in sorted(prices.items()))


def _written(category: Category, terms: Terms, said: Answer, *, by: Actor, at: datetime) -> Run:
    return Run.objects.create(
        category=category,
        place=Run.objects.filter(category=category).count() + 1,
        terms_version=terms.version,
        brief=said.brief,
        digest=said.digest,
        seed=terms.seed,
        seed_source=terms.seed_source,
        solver=said.solver,
        claim=said.claim,
        clash=said.clash,
        prices=[*said.prices],
        points=said.points,
        unfilled=said.claim["unfilled"] if said.claim else 0,
        is_best=said.verdict.is_best,
        is_unique=said.verdict.is_unique,
        made_at=at,
        made_by=by.person,
    )


def _propose(run: Run, said: Answer) -> None:
    """Write the slate with everybody's place and reason."""
    if not said.is_found:
        return
    slate = Slate.objects.create(category=run.category, run=run)
    named = [one.file for one in said.seats]
    files = dict(Application.objects.filter(public_id__in=named).values_list("public_id", "pk"))
    Seat.objects.bulk_create(
        [
            Seat(
                slate=slate,
                application_id=files[one.file],
                kind=one.kind,
                place=one.place,
                merit=one.merit,
                code=one.code,
                rules=[*one.rules],
                is_drawn=one.is_drawn,
            )
            for one in said.seats
        ]
    )
