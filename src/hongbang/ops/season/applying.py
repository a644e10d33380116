"""How do the units of a season apply: in time, late, twice, returned, withdrawn?"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hongbang.applications import operations as applications
from hongbang.applications import queries
from hongbang.applications.queries import Application
from hongbang.applications.rules.commands import Act, Attach, Begin, Return, Save
from hongbang.files import operations as files
from hongbang.files.rules.incoming import Held
from hongbang.kernel.actor import Role
from hongbang.kernel.canon import sha256_hex
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import Refusal
from hongbang.ops.demo.applications import ledger_of_proof, portrait, sealed_page
from hongbang.ops.season.play import Entrant, Play
from hongbang.ops.season.words import person, public_words, story
from hongbang.orgs.rules.uscc import check_sign

LATE, TWICE, RETURNED, WITHDRAWN = 0.02, 0.02, 0.06, 0.02
A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Papers:
    """The files that units attach: proof of the figures, the in-house notice, a portrait."""

    proof: Held
    notice: Held
    portrait: Held

    def asked(self, entrant: Entrant) -> list[tuple[str, Held, str]]:
        """Return (question, file, caption) as an entrant's form asks."""
        found = [
            ("evidence", self.proof, "顾客评价与投诉台账"),
            ("inhouse_proof", self.notice, "内部公示情况（盖章）"),
        ]
        return found if entrant.is_team else [*found, ("photo", self.portrait, "证件照")]


def apply(play: Play) -> None:
    """Have every entrant apply within the application step, with the trouble there always is."""
    play.wait_for("application")
    late = {one.subject for one in play.some(LATE, play.entrants)}
    with ExitStack() as held:
        papers = Papers(
            *(
                held.enter_context(files.holding(one))
                for one in (
                    ledger_of_proof("本单位", play.now),
                    sealed_page(),
                    portrait(),
                )
            )
        )
        first = play.now
        step = (play.over("application") - first - timedelta(hours=4)) / (play.size + 1)
        for number, entrant in enumerate(play.entrants):
            play.wait_until(first + number * step)
            kept = _filled(play, entrant, papers)
            if entrant.subject not in late:
                _send(play, entrant, kept)
    for entrant in play.some(TWICE, _sent(play)):
        _try_twice(play, entrant)
    play.wait_until(play.over("application") + A_MINUTE)
    for entrant in play.entrants:
        if entrant.subject in late:
            _send_late(play, entrant)


def correct(play: Play) -> None:
    """Have organs return some applications, and their units send them again."""
    for entrant in play.some(RETURNED, _sent(play)):
        kept = found(entrant)
        clerk = play.seat(Role.ORGAN_CLERK, kept.holder)
        until = beijing_day(play.now) + timedelta(days=2)
        back = Return(kept.version, "及时率的台账缺三季度，请补齐后再报。", until)
        applications.return_for_correction(kept, back, by=clerk, at=play.tick())
        kept = found(entrant)
        answers = kept.typed | {"summary": "三季度台账已补；当天的事当天办，答应了的写下来。"}
        kept = applications.save(
            kept, Save(answers, kept.version), by=entrant.clerk, at=play.tick()
        )
        applications.resubmit(kept, Act(kept.version), by=entrant.clerk, at=play.tick())
        play.counts["returned and sent again"] += 1
    for entrant in play.some(WITHDRAWN, _sent(play)):
        kept = found(entrant)
        act = Act(kept.version, "班组调整，今年不参评")
        applications.withdraw(kept, act, by=entrant.clerk, at=play.tick())
        play.counts["withdrawn"] += 1
        entrant.application = ""


def found(entrant: Entrant) -> Application:
    """Return what an entrant sent, as it is kept now."""
    return queries.get(entrant.clerk, entrant.application)


def _sent(play: Play) -> list[Entrant]:
    return [one for one in play.entrants if one.application]


def _filled(play: Play, entrant: Entrant, papers: Papers) -> Application:
    """Begin an application and fill it in."""
    whom = ("", entrant.subject) if not entrant.is_team else (entrant.subject, "")
    key = sha256_hex(f"season {entrant.category.public_id} {entrant.subject}".encode())
    command = Begin(entrant.category.public_id, *whom, key)
    begun = applications.begin(command, by=entrant.clerk, at=play.tick())
    answers = begun.typed | _answers(play, entrant)
    for asked, held, caption in papers.asked(entrant):
        attach = Attach(asked, held)
        file = applications.attach(begun, attach, by=entrant.clerk, at=play.tick())
        answers[asked] = [{"file": file.public_id, "caption": caption}]
    save = Save(answers, begun.version)
    return applications.save(begun, save, by=entrant.clerk, at=play.tick())


def _send(play: Play, entrant: Entrant, kept: Application) -> None:
    applications.submit(kept, Act(kept.version), by=entrant.clerk, at=play.tick())
    entrant.application = kept.public_id
    play.counts["sent in time"] += 1


def _send_late(play: Play, entrant: Entrant) -> None:
    """Try to send after the last second; the house refuses."""
    [kept] = queries.visible(entrant.clerk).filter(
        **{"team__public_id" if entrant.is_team else "nominee__public_id": entrant.subject}
    )
    try:
        applications.submit(kept, Act(kept.version), by=entrant.clerk, at=play.tick())
    except Refusal as said:
        play.refused(said, "applications.closed", "too late")


def _try_twice(play: Play, entrant: Entrant) -> None:
    """Try to begin a second application for the same team or person; the house refuses."""
    whom = ("", entrant.subject) if not entrant.is_team else (entrant.subject, "")
    key = sha256_hex(f"season again {entrant.subject}".encode())
    command = Begin(entrant.category.public_id, *whom, key)
    try:
        applications.begin(command, by=entrant.clerk, at=play.tick())
    except Refusal as said:
        play.refused(said, "applications.begun_already", "tried twice")


def _ratio(draw_of: int, share: float, year: int) -> dict[str, str]:
    months = {"from": f"{year - 1}-10", "to": f"{year}-09"}
    counted = {"numerator": str(round(draw_of * share)), "denominator": str(draw_of)}
    return counted | {"source": "质量部台账"} | months


def _answers(play: Play, entrant: Entrant) -> dict[str, Any]:
    """Draw what an entrant answers; better ones have better figures."""
    draw, year, day = play.draw, play.edition.year, beijing_day(play.now)
    volume = draw.randint(8_000, 240_000)
    leader = person(draw)
    merit = entrant.merit
    told = {
        "uscc": _credit_code(entrant.unit),
        "window_industry": entrant.industry,
        "unit_years": str(draw.randint(4, 60)),
        "is_regulated": False,
        "contact_name": leader,
        "contact_phone": "021-55550130",
        "contact_mobile": "13800000000",
        "annual_service_volume": str(volume),
        "satisfaction_index": f"{82 + 15 * merit:.1f}",
        "measured_by": "own",
        "on_time_rate": _ratio(draw.randint(900, 9000), 0.96 + 0.035 * merit, year),
        "satisfied_rate": _ratio(draw.randint(900, 9000), 0.96 + 0.035 * merit, year),
        "grievance_rate": _ratio(draw.randint(900, 9000), 0.02 - 0.015 * merit, year),
        "complaint_rate": _ratio(draw.randint(900, 9000), 0.006 - 0.005 * merit, year),
        "settlement_rate": _ratio(draw.randint(60, 200), 1, year),
        "honours": [],
        "summary": f"{entrant.name}一年服务{volume}人次，先问清楚再动手，收班讲没有办好的事。",
        "story": story(draw, entrant.name),
        "public_words": public_words(entrant.unit, entrant.name, entrant.service, volume),
        "grave_accidents": "0",
        "grave_complaints": "0",
        "lawful_employer": True,
        "inhouse_from": (day - timedelta(days=12)).isoformat(),
        "inhouse_until": (day - timedelta(days=5)).isoformat(),
        "inhouse_result": "none",
        "integrity_pledge": True,
        "unit_opinion": {
            "text": "情况属实，同意申报。",
            "signer": leader,
            "title": "负责人",
            "signed_on": (day - timedelta(days=1)).isoformat(),
            "sealed": True,
        },
    }
    return told | (_of_team if entrant.is_team else _of_person)(play, entrant, leader)


def _credit_code(unit: str) -> str:
    """Make up a unit's credit code: well made, and nobody's."""
    first = f"91310000MA{int(sha256_hex(unit.encode()), 16) % 10**7:07d}"
    return first + check_sign(first)


def _of_team(play: Play, entrant: Entrant, leader: str) -> dict[str, Any]:
    draw, year = play.draw, play.edition.year
    headcount = draw.randint(5, 24)
    return {
        "founded_on": f"{year - draw.randint(2, 12)}-0{draw.randint(1, 9)}",
        "front_line": True,
        "headcount": str(headcount),
        "female_count": str(draw.randint(0, headcount)),
        "under35_count": str(draw.randint(0, headcount)),
        "avg_age": f"{draw.uniform(26, 48):.1f}",
        "leader_name": leader,
        "leader_sex": draw.choice(("female", "male")),
        "leader_birth": f"{year - draw.randint(26, 54)}-0{draw.randint(1, 9)}",
        "leader_post": "班组长",
        "leader_mobile": "13800000001",
        "service_scope": f"{entrant.service}，早晚两班，节假日不歇。",
        "commitment": "当天的事当天办；答应了的时间写下来，做到。",
        "hotline": "021-55550131",
    }


def _of_person(play: Play, entrant: Entrant, _leader: str) -> dict[str, Any]:
    draw, year = play.draw, play.edition.year
    born, began = year - draw.randint(24, 54), draw.randint(4, 5)
    work = min(year - 4, born + 19 + began)
    return {
        "sex": "female" if draw.random() < 0.52 else "male",
        "birth_month": f"{born}-0{draw.randint(1, 9)}",
        "post": f"{entrant.service[:4]}岗",
        "management_level": draw.choice(("none", "none", "none", "team_leader")),
        "front_line": True,
        "work_since": f"{work}-03",
        "post_since": f"{max(work, year - draw.randint(4, 15))}-06",
        "mobile": "13800000002",
        "no_penalties": True,
    }
