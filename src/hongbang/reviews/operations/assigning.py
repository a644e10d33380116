"""How does a round open, and how are its files given to experts and handed on?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Max
from django.urls import reverse

from hongbang.accounts import queries as accounts
from hongbang.applications.queries import Application, Revision
from hongbang.audit import operations as audit
from hongbang.audit.models import new_code
from hongbang.kernel.actor import OFFICE, Actor
from hongbang.kernel.lottery import lottery_key
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import IllegalMove, NotFound, RuleBroken, Stale
from hongbang.outbox import operations as outbox
from hongbang.programmes.queries import Category
from hongbang.reviews import access, queries
from hongbang.reviews.models import ASSIGNED, REPLACED, Dossier, Round, Run, ScoreSheet
from hongbang.reviews.queries import Plan
from hongbang.reviews.rules import evidence, opening, reasons
from hongbang.reviews.rules.assignment import Pair
from hongbang.reviews.rules.commands import Act, Assign
from hongbang.reviews.rules.lifecycle import RECUSED, SHEET, check_open
from hongbang.sheets import queries as sheets
from hongbang.sheets.queries import Sheet


@audit.deed
def open_round(category: Category, *, by: Actor, at: datetime) -> Round:
    """Open the review of a category, over what the office accepted; the method is frozen.

    Numbers are drawn, so that they say nothing about who came first.

    Refuses: `reviews.opened_already`, `reviews.no_readings`, `reviews.no_score_sheet`,
    `reviews.tie_rule_unknown`, `reviews.nothing_accepted`.
    """
    access.require("open", by)
    if queries.round_of(category) is not None:
        raise IllegalMove("reviews.opened_already")
    terms = queries.terms_of(category)
    sheet = _score_sheet(category, terms.sheet)
    opening.check_ties(terms, [one.key for one in sheets.definition(sheet).sections])
    accepted = [*queries.accepted(category)]
    if not accepted:
        raise RuleBroken("reviews.nothing_accepted")
    opened = Round.objects.create(
        category=category,
        sheet=sheet,
        readings=terms.readings,
        least_readings=terms.least_readings,
        trim=terms.trim,
        ties=[*terms.ties],
        is_blind=terms.is_blind,
        pass_mark=terms.pass_mark,
        seed=new_code() + new_code(),
        opened_at=at,
    )
    _take_in(opened, accepted, at)
    audit.record(
        "reviews.round.opened",
        by=by,
        at=at,
        subjects=[opened.subject, category.subject, sheet.subject],
        said={
            "category": category.name,
            "files": len(accepted),
            "seed": opened.seed,
            "method": evidence.digest(terms.plain()),
            "sheet": f"{sheet.code}@{sheet.number}",
        },
    )
    return opened


@audit.deed
def assign(opened: Round, command: Assign, *, by: Actor, at: datetime) -> Run:
    """Give every file its readers, as previewed; what was given before stays.

    Takes in what the office accepted since. A reading that has become a conflict falls away.

    Refuses: `reviews.round_closed`, `reviews.no_experts`, `Stale("reviews.plan_changed")`, `Stale`.
    """
    current = queries.get_round(by, opened.public_id)
    access.require("assign", by)
    check_open(current.state)
    plan = queries.plan_of(current, beijing_day(at))
    if not plan.inputs.experts:
        raise RuleBroken("reviews.no_experts")
    if plan.inputs.digest != command.digest:
        raise Stale("reviews.plan_changed")
    audit.checked_update(current, command.version)
    _take_in(current, plan.fresh, at)
    run = _carried_out(current, plan, ASSIGNED, at)
    audit.record(
        "reviews.round.assigned",
        by=by,
        at=at,
        subjects=[current.subject, run.subject, current.category.subject],
        said={
            "category": current.category.name,
            "given": len(plan.given),
            "taken": len(plan.taken),
            "short": sum(one.missing for one in plan.found.shortfalls),
            "digest": run.digest,
        },
    )
    _tell_readers(current, plan, at)
    return run


@audit.deed
def recuse(sheet: ScoreSheet, command: Act, *, by: Actor, at: datetime) -> ScoreSheet:
    """Take a file from an expert, who declares why, or whom the office replaces; hand it on.

    The reason is kept for the office. Who reads instead is drawn as before, and told.

    Refuses: `reviews.sheet.no_such_move`, `reviews.round_closed`, `reviews.no_reason`, `Stale`.
    """
    current = queries.get(by, sheet.public_id)
    access.require("replace" if by.is_office else "recuse", by, current)
    opened = current.dossier.round
    check_open(opened.state)
    state = SHEET.after(current.state, "recuse")
    reason = reasons.check_reason(command.reason)
    gone = _stand_aside(current, command.version, state, reason, at)
    plan = queries.plan_of(opened, beijing_day(at), takes_in=False)
    run = _carried_out(opened, plan, REPLACED, at)
    audit.record(
        "reviews.sheet.recused",
        by=by,
        at=at,
        subjects=[gone.subject, current.dossier.subject, run.subject],
        said={
            "expert": current.member.code,
            "number": current.dossier.number,
            "reason": reason,
            "digest": run.digest,
        },
    )
    _tell_readers(opened, plan, at)
    _tell_office(current, plan, by=by, at=at)
    return gone


def _take_in(opened: Round, found: Iterable[Application], at: datetime) -> list[Dossier]:
    """Put applications into a round, each as it was submitted last, in drawn order."""
    drawn = sorted(found, key=lambda one: lottery_key(opened.seed, one.public_id))
    latest = Revision.objects.filter(application__in=drawn, place=F("application__revision"))
    revisions = {one.application_id: one for one in latest.defer("answers")}
    last = Dossier.objects.filter(round=opened).aggregate(last=Max("number"))["last"] or 0
    return Dossier.objects.bulk_create(
        Dossier(
            round=opened,
            application=one,
            revision=revisions[one.pk],
            number=last + place,
            taken_at=at,
        )
        for place, one in enumerate(drawn, start=1)
    )


def _score_sheet(category: Category, named: str) -> Sheet:
    code, _at, number = named.partition("@")
    pinned = int(number) if number else category.edition.pins.get(code)
    if pinned is None:
        raise RuleBroken("reviews.no_score_sheet")
    try:
        return sheets.published(code, pinned)
    except NotFound:
        raise RuleBroken("reviews.no_score_sheet") from None


def _stand_aside(
    sheet: ScoreSheet, version: int, state: str, reason: str, at: datetime
) -> ScoreSheet:
    return audit.checked_update(
        sheet,
        version,
        state=state,
        recused_at=at,
        recused_reason=reason,
        signed_at=None,
        total=None,
        sections={},
        changed_at=at,
    )


def _carried_out(opened: Round, plan: Plan, cause: str, at: datetime) -> Run:
    """Write an assignment: new score sheets, those that fall away, and the evidence."""
    for one in _sheets_of(opened, plan.taken):
        file, expert = one.dossier.application.public_id, one.member.public_id
        codes = {each.code for each in plan.inputs.barred[file, expert]}
        _stand_aside(one, one.version, RECUSED, " ".join(sorted(codes)), at)
    files = dict(Dossier.objects.filter(round=opened).values_list("application__public_id", "pk"))
    ScoreSheet.objects.bulk_create(
        ScoreSheet(
            dossier_id=files[file],
            member=plan.members[expert],
            assigned_at=at,
            changed_at=at,
        )
        for file, expert in plan.given
    )
    return Run.objects.create(
        round=opened,
        place=Run.objects.filter(round=opened).count() + 1,
        cause=cause,
        content=plan.inputs.plain(),
        digest=plan.inputs.digest,
        outcome=evidence.outcome(plan.found),
        ran_at=at,
    )


def _sheets_of(opened: Round, pairs: Iterable[Pair]) -> list[ScoreSheet]:
    wanted = {*pairs}
    found = ScoreSheet.objects.filter(dossier__round=opened).exclude(state=RECUSED)
    together = found.select_related("dossier__application", "member")
    return [
        one
        for one in together
        if (one.dossier.application.public_id, one.member.public_id) in wanted
    ]


def _tell_readers(opened: Round, plan: Plan, at: datetime) -> None:
    """Tell everybody who has something new how much it is."""
    counts = Counter(expert for _file, expert in plan.given)
    told = queries.told_about(plan.members[code] for code in counts)
    for code, count in sorted(counts.items()):
        outbox.post(
            "reviews.assigned",
            to=[told[plan.members[code].pk]],
            params={"category": opened.category.name, "count": str(count)},
            link=reverse("reviews:mine"),
            at=at,
        )


def _tell_office(sheet: ScoreSheet, plan: Plan, *, by: Actor, at: datetime) -> None:
    """Tell the office who stood aside, and whether somebody else reads the file now."""
    told = accounts.recipients_in(OFFICE, beijing_day(at))
    file = sheet.dossier.application.public_id
    is_short = any(one.file == file for one in plan.found.shortfalls)
    outbox.post(
        "reviews.recused_short" if is_short else "reviews.recused",
        to=[one for one in told if one.person != by.person],
        params={"expert": sheet.member.code, "number": str(sheet.dossier.number)},
        link=reverse("reviews:dossier", args=[sheet.dossier.public_id]),
        at=at,
    )
