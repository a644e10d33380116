"""Who would read what, and why not everybody everything: the assignment before it is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from hongbang.applications import queries as applications
from hongbang.applications.queries import Application
from hongbang.orgs.access import current
from hongbang.orgs.queries import Organisation
from hongbang.programmes.queries import Category
from hongbang.recommendations import queries as recommendations
from hongbang.reviews.models import WORKS_FOR, Member, Round, ScoreSheet
from hongbang.reviews.queries import experts
from hongbang.reviews.rules.assignment import Assignment, Pair
from hongbang.reviews.rules.conflicts import Conflict, Expert, File, barred
from hongbang.reviews.rules.evidence import Inputs
from hongbang.reviews.rules.lifecycle import RECUSED

NOT_SERVING = "reviews.not_serving"


@dataclass(frozen=True, slots=True)
class Plan:
    """An assignment worked out but not done: what it hangs on, what comes out, what it changes.

    `fresh` are files that came in since; `given` and `taken` are pairs that are new or fall away.
    """

    inputs: Inputs
    found: Assignment
    members: Mapping[str, Member]
    applications: Mapping[str, Application]
    fresh: tuple[Application, ...] = ()
    given: tuple[Pair, ...] = ()
    taken: tuple[Pair, ...] = ()
    loads: Mapping[Member, int] = field(default_factory=dict)


def accepted(category: Category) -> QuerySet[Application]:
    """Return the applications that the office accepted for review, each once."""
    found = recommendations.accepted(category)
    return found.select_related("unit__area", "unit__successor", "team", "nominee").order_by("pk")


def recommended_by(category: Category) -> dict[int, frozenset[str]]:
    """Return the organs that had each application or gave an opinion on it, by its key."""
    had = applications.Revision.objects.filter(application__category=category).defer("answers")
    organs = [(one.application_id, one.organ) for one in had.select_related("organ__successor")]
    for file in recommendations.files_of(category):
        organs += [(file.application.pk, one) for one in (file.owner, *file.organs)]
    found: dict[int, frozenset[str]] = {}
    for key, organ in organs:
        found[key] = found.get(key, frozenset()) | _organs(organ)
    return found


def plan_of(one: Round, day: date, *, takes_in: bool = True) -> Plan:
    """Work out the assignment of a round as everything stands on a day; nothing is written.

    Whoever serves no more, or has left the seat, keeps what it has and gets nothing new.
    `takes_in` says whether what the office accepted since comes in as well.
    """
    sheets = [*_sheets(one)]
    files = {each.public_id: each for each in _at_work(one)}
    came = fresh(one) if takes_in else []
    files |= {each.public_id: each for each in came}
    kept = [_pair(each) for each in sheets if each.state != RECUSED]
    kept = [pair for pair in kept if pair[0] in files]
    reading = {expert for _file, expert in kept}
    serving = {each.public_id for each in experts.serving(one.category, day)}
    members = {
        each.public_id: each
        for each in experts.members(one.category.edition)
        if each.public_id in serving | reading
    }
    bound = _barred(one, members.values(), files.values(), sheets)
    for expert in reading - serving:
        new = {(file, expert) for file in files} - {*kept}
        bound |= {pair: (Conflict(NOT_SERVING, ""),) for pair in new}
    inputs = Inputs(
        tuple(sorted(files)),
        tuple(sorted(members)),
        one.readings,
        one.seed,
        bound,
        tuple(sorted(kept)),
    )
    return _plan(inputs, members, files, came)


def _at_work(one: Round) -> list[Application]:
    """Return what is under review and was not withdrawn."""
    named = ("unit__area", "unit__successor", "team", "nominee")
    found = Application.objects.filter(dossiers__round=one).exclude(state="withdrawn")
    return [*found.select_related(*named).defer("answers").order_by("pk")]


def fresh(one: Round) -> list[Application]:
    """Return what the office accepted since the files of the round were taken in."""
    known = {*one.dossiers.values_list("application", flat=True)}
    return [each for each in accepted(one.category) if each.pk not in known]


def _plan(
    inputs: Inputs,
    members: Mapping[str, Member],
    files: Mapping[str, Application],
    came: Iterable[Application],
) -> Plan:
    found = inputs.assigned()
    before, after = {*inputs.kept}, {*found.pairs}
    loads = {members[code]: load for code, load in found.loads.items()}
    return Plan(
        inputs,
        found,
        members,
        files,
        tuple(came),
        tuple(sorted(after - before)),
        tuple(sorted(before - after)),
        dict(sorted(loads.items(), key=lambda one: one[0].code)),
    )


def _sheets(one: Round) -> QuerySet[ScoreSheet]:
    found = ScoreSheet.objects.filter(dossier__round=one).order_by("pk")
    return found.select_related("dossier__application", "member__seat__person").defer(
        "answers", "dossier__application__answers"
    )


def _pair(sheet: ScoreSheet) -> Pair:
    return sheet.dossier.application.public_id, sheet.member.public_id


# --- what conflicts are found by


def _barred(
    one: Round,
    members: Iterable[Member],
    files: Iterable[Application],
    sheets: Iterable[ScoreSheet],
) -> dict[Pair, tuple[Conflict, ...]]:
    """Return every pair that must not be, with the reasons."""
    members, files = [*members], [*files]
    ties = [tie for each in members for tie in each.ties.all()]
    above = _Above([*(tie.body for tie in ties), *(each.unit for each in files)])
    aside: dict[str, set[str]] = {}
    for sheet in sheets:
        if sheet.state == RECUSED:
            file, expert = _pair(sheet)
            aside.setdefault(expert, set()).add(file)
    organs = recommended_by(one.category)
    judges = [_judge(each, above, aside.get(each.public_id, set())) for each in members]
    judged = [
        File(each.public_id, above.groups(each.unit), organs.get(each.pk, frozenset()))
        for each in files
    ]
    return dict(barred(judges, judged))


def _judge(member: Member, above: _Above, aside: set[str]) -> Expert:
    """Return an expert as the rules see it; whoever sits in an organ speaks for it."""
    ties = [*member.ties.all()]
    works = [above.groups(tie.body) for tie in ties if tie.kind == WORKS_FOR]
    bodies = [member.seat.organisation, *(tie.body for tie in ties)]
    return Expert(
        member.public_id,
        frozenset().union(*works),
        frozenset().union(*(_organs(body) for body in bodies)),
        frozenset(aside),
    )


class _Above:
    """The bodies above some bodies, read at once."""

    def __init__(self, bodies: Iterable[Organisation]) -> None:
        self._now = {body.pk: current(body) or body for body in bodies}
        codes = {code for one in self._now.values() for code in one.line.split("/") if code}
        found = Organisation.objects.filter(public_id__in=codes).select_related("area")
        self._known = {one.public_id: one for one in found}

    def groups(self, body: Organisation) -> frozenset[str]:
        """Return a body with the units and groups above it; the organ of a district is none."""
        now = self._now[body.pk]
        line = [self._known[code] for code in now.line.split("/") if code in self._known]
        return frozenset(
            one.public_id
            for one in line
            if one.pk == now.pk or one.kind == "unit" or (one.area and one.area.kind == "group")
        )


def _organs(body: Organisation) -> frozenset[str]:
    """Return an organ as it is called today; nothing for a body of another kind."""
    now = current(body)
    return frozenset({now.public_id} if now is not None and now.kind == "organ" else ())
