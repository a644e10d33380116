"""How do the experts of a season read and score, without anybody tied to whom they judge?"""

from __future__ import annotations

from decimal import Decimal
from math import ceil

from hongbang.accounts import queries as people
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day
from hongbang.ops.season.play import WAY_IN, Play
from hongbang.ops.season.words import REMARKS
from hongbang.orgs import queries as orgs
from hongbang.programmes.queries import Category
from hongbang.reviews import operations as reviews
from hongbang.reviews import queries
from hongbang.reviews.queries import Round, ScoreSheet
from hongbang.reviews.rules.commands import Act, Assign, Enrol, Save
from hongbang.reviews.rules.lifecycle import OWED
from hongbang.sheets import queries as sheets

EXPERTS = 15
TIED = 5  # one expert in so many works for a unit that takes part
ERROR, SEVERITY = 0.05, 0.03  # deviation of a mark, and of an expert from the others
STANDS_ASIDE = 1  # so many see only while reading that they are tied


def review(play: Play) -> None:
    """Open a round of each category, give the files out, have them scored and signed, close it."""
    play.wait_for("review")
    _enrol(play)
    clerk, head = play.office(Role.OFFICE_CLERK), play.office(Role.OFFICE_HEAD)
    merits = {one.application: one.merit for one in play.entrants if one.application}
    rounds = []
    for category in play.categories():
        opened = reviews.open_round(category, by=head, at=play.tick())
        plan = queries.plan_of(opened, beijing_day(play.now))
        command = Assign(opened.version, plan.inputs.digest)
        reviews.assign(opened, command, by=clerk, at=play.tick())
        rounds.append(category)
    play.wait_for("review", days=1)
    for category in rounds:
        _stand_aside(play, category)
        _score(play, category, merits)
    play.wait_for("review", days=8)
    for category in rounds:
        opened = _round(category)
        reviews.close_round(opened, Act(opened.version, ""), by=head, at=play.tick())


def _enrol(play: Play) -> None:
    """Seat the experts; some of them work for a unit that takes part."""
    office, clerk = orgs.office(), play.office(Role.OFFICE_CLERK)
    if office is None:
        raise LookupError(play.edition.code)
    there = people.seats_of_role(Role.EXPERT, beijing_day(play.now)).count()
    for _number in range(max(0, EXPERTS - there)):
        play.newcomer(Role.EXPERT, office)
    keys = tuple(one.key for one in play.categories())
    units = sorted({one.unit for one in play.entrants})
    for number, seat in enumerate(_seats(play)):
        works_for = (play.draw.choice(units),) if number % TIED == 0 else ()
        enrol = Enrol(seat.public_id, keys, works_for, ())
        reviews.enrol(play.edition, enrol, by=clerk, at=play.tick())
        play.counts["experts"] += 1
        play.counts["experts tied to a unit"] += bool(works_for)


def _seats(play: Play) -> list[people.Seat]:
    found = people.seats_of_role(Role.EXPERT, beijing_day(play.now))
    return [*found.select_related("person", "organisation").order_by("pk")]


def _stand_aside(play: Play, category: Category) -> None:
    """Have an expert see, while reading, that they know whom they judge."""
    owed = _owed(play, category)[:STANDS_ASIDE]
    for by, sheet in owed:
        act = Act(sheet.version, "与申报班组负责人是亲属")
        reviews.recuse(sheet, act, by=by, at=play.tick())
        play.counts["experts who stood aside"] += 1


def _score(play: Play, category: Category, merits: dict[str, float]) -> None:
    opened = _round(category)
    definition = sheets.definition(opened.sheet)
    asked = [one for one in definition.fields() if one.kind == "score"]
    for by, sheet in _owed(play, category):
        severity = play.draw.gauss(0, SEVERITY)
        merit = merits[sheet.dossier.application.public_id] + severity
        marks: dict[str, object] = {
            one.key: _mark(merit + play.draw.gauss(0, ERROR), one.points, one.step) for one in asked
        }
        marks["remarks"] = play.draw.choice(REMARKS)
        kept = reviews.save(sheet, Save(marks, sheet.version), by=by, at=play.tick())
        reviews.sign(kept, Act(kept.version, ""), by=by, at=play.tick())
        play.counts["score sheets signed"] += 1


def _mark(share: float, points: int, step: Decimal) -> str:
    """Return a mark on the scale of the question, next to a share of its points."""
    steps = ceil(float(points / step) * min(1.0, max(0.0, share)))
    return str(steps * step)


def _owed(play: Play, category: Category) -> list[tuple[Actor, ScoreSheet]]:
    """Return the score sheets that are still owed, with whose they are."""
    found: list[tuple[Actor, ScoreSheet]] = []
    for seat in _seats(play):
        body = seat.organisation.public_id
        by = Actor(seat.person.public_id, Role.EXPERT, body, WAY_IN)
        owed = (one for one in queries.worklist(by) if one.state in OWED)
        found += [(by, one) for one in owed if one.dossier.round.category_id == category.pk]
    return found


def _round(category: Category) -> Round:
    found = queries.round_of(category)
    if found is None:
        raise LookupError(category.key)
    return found
