"""How does the public look at the list of a season, object, and what becomes of it?"""

from __future__ import annotations

from datetime import timedelta

from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.canon import sha256_hex
from hongbang.kernel.period import start_of
from hongbang.ops.season.play import WAY_IN, Play
from hongbang.ops.season.words import person
from hongbang.publicity import jobs, queries
from hongbang.publicity import operations as publicity
from hongbang.publicity.queries import Name, Objection, Posting
from hongbang.publicity.rules.commands import Act, Object, Post, Rule

OUTCOMES = (True, False)  # one objection is upheld, one rejected
UPHELD = "核对了培训记录和公司公告，所填时数不实，异议成立。"
REJECTED = "核对了培训记录和公司公告，所填时数属实，异议不成立。"
NOISE = "听说这个班组不好，希望组织上再考虑。"


def post(play: Play) -> None:
    """Post the list, have citizens object, have the office take up, refuse and rule."""
    play.wait_for("publicity")
    clerk, head = play.office(Role.OFFICE_CLERK), play.office(Role.OFFICE_HEAD)
    posting = _post(play)
    names = queries.names(posting)
    play.counts["names posted"] = len(names)
    play.wait_for("publicity", days=2, hour=20)
    *objected, noise = play.draw.sample(names, k=len(OUTCOMES) + 1)
    taken = [
        publicity.accept(one, Act(one.version), by=clerk, at=play.tick())
        for one in [_object(play, name, "所填培训时数与公司公告不符。") for name in objected]
    ]
    idle = _object(play, noise, NOISE)
    refuse = Act(idle.version, "没有写明事由，也没有可核实的线索。")
    publicity.refuse(idle, refuse, by=clerk, at=play.tick())
    play.counts["objections not taken up"] += 1
    play.wait_for("publicity", days=4)
    for objection, is_upheld in zip(taken, OUTCOMES, strict=True):
        rule = Rule(is_upheld, UPHELD if is_upheld else REJECTED, objection.version)
        publicity.rule(objection, rule, by=head, at=play.tick())
        play.counts["objections upheld" if is_upheld else "objections rejected"] += 1
    found = queries.matter(play.edition)
    if found and found.new:  # whoever moved up is put before the public as well
        posting = _post(play)
        play.counts["reserves who moved up"] += len(queries.names(posting))
    play.wait_until(start_of(posting.last_on + timedelta(days=1)) + timedelta(minutes=5))
    jobs.run(play.tick())


def _post(play: Play) -> Posting:
    """Post what the hosts approved and was not posted yet."""
    found = queries.matter(play.edition)
    if found is None:
        raise LookupError(play.edition.code)
    head = play.office(Role.OFFICE_HEAD)
    return publicity.post(play.edition, Post(found.passed.digest), by=head, at=play.tick())


def _object(play: Play, name: Name, text: str) -> Objection:
    key = sha256_hex(f"season {name.public_id} {text}".encode())
    command = Object(person(play.draw), "021-55550100", text, key)
    return publicity.object_to(name, command, by=Actor.nobody(WAY_IN), at=play.tick())
