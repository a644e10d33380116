"""How are the honours of a season conferred, visited, sanctioned and, if need be, revoked?"""

from __future__ import annotations

from datetime import date, timedelta

from hongbang.accounts import queries as people
from hongbang.awards import operations as awards
from hongbang.awards import queries as conferred
from hongbang.awards.rules.commands import Confer, Fetch
from hongbang.kernel.actor import Role
from hongbang.kernel.period import beijing_day, start_of
from hongbang.ops.season.play import Play
from hongbang.orgs import queries as orgs
from hongbang.oversight import operations as oversight
from hongbang.oversight import queries
from hongbang.oversight.queries import Visit
from hongbang.oversight.rules.commands import Act, Assign, Confirm, Decide, Draw, Save, Settle
from hongbang.oversight.rules.sanctions import FINE, MINOR, SERIOUS
from hongbang.sheets.rules.shape import Field

FETCHED = 0.8  # of the certificates, before the year is over
VISITS, LEAST_VISITS = 0.06, 4
SPRING = (4, 7)  # month and day in the next year at which visits are drawn
FINDINGS = {SERIOUS: "revoke", MINOR: "rectify", FINE: ""}
SEEN = {
    SERIOUS: "申报的服务时间内窗口关闭，公示的监督电话无人接听，与申报材料不符。",
    MINOR: "服务承诺没有公示在显眼处，其余与申报材料相符。",
    FINE: "与申报材料相符，工作人员主动询问，办结有回访。",
}


def confer(play: Play) -> None:
    """Confer the honours of who came through the notice; most units fetch their certificates."""
    play.wait_for("award")
    head = play.office(Role.OFFICE_HEAD)
    found = conferred.matter(play.edition)
    if found is None:
        raise LookupError(play.edition.code)
    paper = f"示范发〔{play.edition.year}〕12号"
    command = Confer(paper, beijing_day(play.now), found.seen)
    batch = awards.confer(play.edition, command, by=head, at=play.tick())
    those = {one.application: one for one in play.entrants if one.application}
    for award in conferred.awards_of(batch):
        play.counts[f"honoured: {award.application.category.key}"] += 1
        entrant = those[award.application.public_id]
        if play.draw.random() < FETCHED:
            awards.fetch(award, Fetch(award.version), by=entrant.clerk, at=play.tick())
            play.counts["certificates fetched"] += 1


def inspect(play: Play) -> None:
    """Draw visits in the next spring, have them made, and sanction what was found wrong."""
    play.wait_until(start_of(date(play.edition.year + 1, *SPRING)) + timedelta(hours=9))
    head = play.office(Role.OFFICE_HEAD)
    size = send_out(play)
    play.wait_until(play.now + timedelta(days=6))
    for verdict in [SERIOUS, MINOR] + [FINE] * (size - 2):
        visit(play, verdict)
    play.wait_until(play.now + timedelta(days=1))
    for made in [*queries.to_confirm(head).filter(draw__edition=play.edition)]:
        confirm_visit(play, made)
    _hear_and_decide(play)
    _mend(play)


def send_out(play: Play) -> int:
    """Draw which honours are visited, and give the visits to the inspector; returns how many."""
    clerk, head = play.office(Role.OFFICE_CLERK), play.office(Role.OFFICE_HEAD)
    live = queries.live(play.edition, beijing_day(play.now)).count()
    size = min(live, max(LEAST_VISITS, round(VISITS * live)))
    drawn = "".join(f"{one:02d}" for one in sorted(play.draw.sample(range(1, 34), 6)))
    seed = f"{play.now.year}{drawn}"
    made = oversight.draw(play.edition, Draw(size, seed, "示范公报"), by=head, at=play.tick())
    seat = _inspector(play)
    due = beijing_day(play.now) + timedelta(days=20)
    for one in queries.visits(clerk).filter(draw=made).order_by("place"):
        assign = Assign(seat, due, one.version)
        oversight.assign(one, assign, by=clerk, at=play.tick())
    return size


def confirm_visit(play: Play, made: Visit) -> None:
    """Find what a visit means, as its verdict says."""
    head, move = play.office(Role.OFFICE_HEAD), FINDINGS[made.verdict]
    due_on = beijing_day(play.now) + timedelta(days=30) if move == "rectify" else None
    confirm = Confirm(SEEN[made.verdict], made.version, move, due_on)
    oversight.confirm(made, confirm, by=head, at=play.tick())
    play.counts[f"visits found {made.verdict}"] += 1


def _inspector(play: Play) -> str:
    """Return the seat of the office's inspector."""
    office = orgs.office()
    if office is None:
        raise LookupError(play.edition.code)
    play.seat(Role.INSPECTOR, office)
    seats = people.seats_of_role(Role.INSPECTOR, beijing_day(play.now))
    return seats.filter(organisation=office)[0].public_id


def visit(play: Play, verdict: str) -> None:
    """Make the next visit that is owed, and send what was seen."""
    by = play.office(Role.INSPECTOR)
    owed = queries.owed(by).filter(draw__edition=play.edition)[0]
    asked = [
        one for one in queries.definition(owed).fields() if not one.show_if or verdict == SERIOUS
    ]
    answers = {one.key: _answer(play, one, verdict) for one in asked}
    save = Save(answers, verdict, owed.version)
    kept = oversight.save_visit(owed, save, by=by, at=play.tick())
    oversight.submit_visit(kept, Act(kept.version), by=by, at=play.tick())


def _answer(play: Play, asked: Field, verdict: str) -> object:
    """Answer a question of the visit sheet as its kind wants it."""
    if asked.kind == "date":
        return beijing_day(play.now).isoformat()
    if asked.kind == "yes_no":
        return verdict != SERIOUS if asked.key != "contradicts" else verdict == SERIOUS
    if asked.kind == "scale":
        best_first = [one.value for one in asked.options]
        return best_first[{FINE: 0, MINOR: 2, SERIOUS: -1}[verdict]]
    return "服务窗口" if asked.kind == "text" else SEEN[verdict]


def _mend(play: Play) -> None:
    """Have the holder report what was put right, and the office accept it."""
    head = play.office(Role.OFFICE_HEAD)
    play.wait_until(play.now + timedelta(days=9))
    for case in queries.cases(head).filter(
        mending__state="owed", honour__category__edition=play.edition
    ):
        by = play.seat(Role.UNIT_CLERK, case.honour.unit)
        text = "承诺已经放大公示在入口处，附照片。"
        oversight.mend(case, Act(case.mending.version, text), by=by, at=play.tick())
        reported = queries.mending(head, case.public_id)
        settle = Settle(is_accepted=True, reason="到现场看过，已经改好。", version=reported.version)
        oversight.settle(case, settle, by=head, at=play.tick())
        play.counts["rectified"] += 1


def _hear_and_decide(play: Play) -> None:
    """Hear the holder in time, and revoke the honour."""
    head = play.office(Role.OFFICE_HEAD)
    play.wait_until(play.now + timedelta(days=2))
    for case in queries.cases(head).filter(state="opened", honour__category__edition=play.edition):
        by = play.seat(Role.UNIT_CLERK, case.honour.unit)
        state = Act(case.version, "当天停电，没有及时公告。")
        heard = oversight.state(case, state, by=by, at=play.tick())
        decide = Decide(heard.version, SEEN[SERIOUS], f"示范发〔{play.edition.year + 1}〕3号")
        oversight.decide(heard, decide, by=head, at=play.tick())
        play.counts["honours revoked"] += 1
