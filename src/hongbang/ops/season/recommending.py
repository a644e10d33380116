"""How do the organs of a season review together and send up, and how does the office take in?"""

from __future__ import annotations

from hongbang.kernel.actor import Role
from hongbang.ops.season.applying import found
from hongbang.ops.season.play import Entrant, Play
from hongbang.orgs import queries as orgs
from hongbang.orgs.queries import Organisation
from hongbang.programmes.queries import Category
from hongbang.recommendations import operations as recommendations
from hongbang.recommendations import queries
from hongbang.recommendations.rules import quota
from hongbang.recommendations.rules.commands import (
    Accept,
    Forward,
    HandOut,
    Opine,
    Recommend,
    RuleOut,
)

RULED_OUT = 0.01
GOOD_ENOUGH = 0.55  # what an organ thinks of an entrant below is not recommended


def recommend(play: Play) -> None:
    """Have each organ's area say its opinion, and the organ fill its places, best first."""
    play.wait_for("recommendation")
    office = play.office(Role.OFFICE_CLERK)
    for category in play.categories():
        total = category.quota - queries.given_places(category)
        seen = quota.digest_of(queries.proposal(category, total))
        recommendations.hand_out(category, HandOut(total, seen), by=office, at=play.tick())
    for organ, category, those in _lists(play):
        line = queries.allotment(category, organ)
        places, reserves = (line.places, line.reserves) if line else (0, 0)
        for entrant in those:
            _say(play, entrant, organ)
        clerk = play.seat(Role.ORGAN_CLERK, organ)
        for place, entrant in enumerate(sorted(those, key=lambda one: -one.merit)):
            verdict = "recommended" if place < places else "reserve"
            if place >= places + reserves or entrant.merit < GOOD_ENOUGH:
                verdict = "declined"
            reason = "服务事迹还不突出，明年再报。" if verdict == "declined" else ""
            command = Recommend(verdict, reason, 0)
            recommendations.recommend(found(entrant), command, by=clerk, at=play.tick())
            play.counts[f"on a list: {verdict}"] += 1


def send(play: Play) -> None:
    """Have each organ's head send the lists up."""
    play.wait_for("recommendation", days=3)
    for organ, category, _those in _lists(play):
        head = play.seat(Role.ORGAN_HEAD, organ)
        seen = queries.seen(category, organ, queries.listed(category, organ))
        recommendations.forward(category, Forward(seen), by=head, at=play.tick())
        play.counts["lists sent up"] += 1


def take_in(play: Play) -> None:
    """Have the office accept what was put forward, but for what is not eligible after all."""
    office = play.office(Role.OFFICE_CLERK)
    sent = [one for one in play.entrants if one.application]
    made = [(one, queries.decided(found(one))) for one in sent]
    forward = [(one, kept) for one, kept in made if kept and kept.verdict != "declined"]
    out = {one.subject for one in play.some(RULED_OUT, (one for one, _kept in forward))}
    for entrant, kept in forward:
        if entrant.subject in out:
            reason = "核对营业执照，从业未满三年。"
            ruled = RuleOut(kept.version, reason)
            recommendations.rule_out(kept, ruled, by=office, at=play.tick())
            play.counts["ruled out by the office"] += 1
    rows = tuple((kept.public_id, kept.version) for one, kept in forward if one.subject not in out)
    recommendations.accept(Accept(rows), by=office, at=play.tick())
    play.counts["accepted for review"] += len(rows)


def _say(play: Play, entrant: Entrant, owner: Organisation) -> None:
    """Give the opinions of the owner and of the organs beside it; now and then one abstains."""
    near = orgs.organs_for(owner.area) if owner.area else ()
    for organ in queries.asked_of(owner, near):
        by, doubts = play.seat(Role.ORGAN_CLERK, organ), play.draw.random() < 0.04
        is_doubtful = doubts and organ != owner
        kept = found(entrant)
        opine = Opine(
            "abstain" if is_doubtful else "agree",
            "没有到过现场，不便表态。" if is_doubtful else "",
            kept.revision,
            0,
        )
        recommendations.opine(kept, opine, by=by, at=play.tick())
        play.counts["opinions given"] += 1


def _lists(play: Play) -> list[tuple[Organisation, Category, list[Entrant]]]:
    """Return who is on each organ's list of each category, in the order of the organs."""
    grouped: dict[tuple[int, int], list[Entrant]] = {}
    for one in play.entrants:
        if one.application:
            grouped.setdefault((one.organ.pk, one.category.pk), []).append(one)
    return [(those[0].organ, those[0].category, those) for _key, those in sorted(grouped.items())]
