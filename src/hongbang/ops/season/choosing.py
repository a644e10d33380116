"""How is the list of a season chosen, proved, and approved by its hosts?"""

from __future__ import annotations

from datetime import timedelta

from hongbang.approvals import operations as approvals
from hongbang.approvals import queries as resolving
from hongbang.approvals.rules.commands import AnswerCheck, Ask, Decide, Submit
from hongbang.kernel.actor import Role
from hongbang.kernel.canon import sha256_hex
from hongbang.kernel.period import beijing_day
from hongbang.ops.season.play import Play
from hongbang.orgs import queries as orgs
from hongbang.selections import operations as selections
from hongbang.selections import queries
from hongbang.selections.rules.commands import Adopt, EnterSeed, Make

DEPARTMENTS = ("示范市场监督管理局", "示范应急管理局", "示范人力资源和社会保障局")


def choose(play: Play) -> None:
    """Enter the public draw, work out each list, and fix it."""
    play.wait_for("approval", hour=9)
    clerk, head = play.office(Role.OFFICE_CLERK), play.office(Role.OFFICE_HEAD)
    drawn = " ".join(f"{one:02d}" for one in sorted(play.draw.sample(range(1, 34), 6)))
    for category in play.categories():
        terms = queries.terms(category, play.tick())
        seed = EnterSeed(f"{play.edition.year} 年示范公开抽签 {drawn}", "示范公报", terms.version)
        selections.enter_seed(category, seed, by=head, at=play.tick())
        answer = queries.worked_out(category, play.now)
        command = Make(answer, queries.terms(category, play.now).version)
        run = selections.make_run(category, command, by=clerk, at=play.tick())
        slate = queries.slate_in(run)
        if slate is None:
            raise LookupError(run.public_id)
        selections.adopt(run, Adopt(slate.version), by=head, at=play.tick())
        play.counts[f"chosen: {category.key}"] = queries.counts(slate).get("chosen", 0)


def approve(play: Play) -> None:
    """Ask the departments, put the lists to the hosts, and have every host sign."""
    clerk, head = play.office(Role.OFFICE_CLERK), play.office(Role.OFFICE_HEAD)
    edition = play.edition
    for name in DEPARTMENTS:
        due = beijing_day(play.now) + timedelta(days=3)
        key = sha256_hex(f"season {edition.code} {name}".encode())
        check = approvals.ask_department(edition, Ask(name, "", due, key), by=clerk, at=play.tick())
        said = AnswerCheck("none", "", check.version)
        approvals.answer_check(check, said, by=clerk, at=play.tick())
        play.counts["departments asked"] += 1
    put = Submit(resolving.matter(edition).digest, "请各主办单位审定。")
    resolution = approvals.submit(edition, put, by=head, at=play.tick())
    play.wait_for("approval", days=2)
    for host in orgs.hosts():
        by = play.seat(Role.HOST_APPROVER, host)
        own = resolving.own_decision(by, resolution)
        if own is not None:
            decide = Decide(
                resolution.digest, is_approved=True, opinion="同意", version=own.version
            )
            approvals.decide(resolution, decide, by=by, at=play.tick())
            play.counts["hosts who signed"] += 1
