"""What have the demonstration's units applied for? Three sent, one at work; all invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from hongbang.accounts import queries as people
from hongbang.applications import operations as applications
from hongbang.applications import queries
from hongbang.applications.queries import Application
from hongbang.applications.rules import calling
from hongbang.applications.rules.commands import Act, Attach, Begin, Save
from hongbang.documents.exports import make
from hongbang.documents.rules.blocks import blocks_of
from hongbang.documents.rules.content import Paper
from hongbang.files import operations as files
from hongbang.files.rules.incoming import Incoming
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.canon import sha256_hex
from hongbang.kernel.period import beijing_day, start_of
from hongbang.ops.demo.bodies import STORE
from hongbang.orgs import queries as orgs
from hongbang.programmes.queries import Edition

Told = tuple[datetime, Callable[[datetime], None]]
SENT, AT_WORK = "化妆品柜组", "总服务台"

STORY = """\
化妆品柜组在一楼东门口，十一个人，三班倒，一年接待顾客十八万多人次。柜台不大，来的人却最杂：有替女儿挑生日\
礼物的父亲，有皮肤过敏不敢乱买的学生，也有只想坐一坐、问问路的老人。班组给自己定了一条规矩：先问清楚要解决什么，\
再拿东西；能不买的，劝顾客不买。
去年三月，一位顾客拿着三支没有拆封的面霜来退，小票丢了。按从前的做法只能请她回去找。当班的组长没有让她走，按购买\
日期和柜台号翻了两个小时的存根，找到了那一笔，当场退款。事后班组把这件事拆开来看：小票丢了为什么就查不到？她们和\
信息部门一起做了一张“按日期加尾号查购买记录”的表，从那以后，没有小票的退换平均从两小时缩短到六分钟，一年里用了\
四百一十二次。
过敏是柜台最怕、也最容易推开的事。班组请医院皮肤科的医生来讲了四次课，十一个人都考过了试，又把三十七个品牌的成分\
逐一登记，做成一本可以翻的册子。顾客说出对什么过敏，当班的人两分钟内就能指出哪几种不能用。去年一年，因为过敏来投诉\
的只有一起，前年是九起。册子现在放在商场每一个楼层，别的柜组也在用。
老人来得多，班组就在柜台边加了两把椅子、一副老花镜、一张大字价目表，又跟总服务台说好，老人要找的东西不在一楼的，\
由班组的人送到电梯口。五月里有一位独居的老先生，每个星期三都来坐一会儿，有一次两个星期没有出现，组员记着他登记过的\
街道，打电话请居委会去看，老人摔在家里，送医及时。街道后来送来一封感谢信，班组把它贴在更衣室里，旁边写着一句话：\
记住常来的人。
班组每个月开一次“挑刺会”，只讲自己做得不好的地方，记在一个本子上，下个月先看改了没有。三年记了一百零六条，改了\
一百零一条，剩下五条写明了为什么还改不了、要谁帮忙。及时率、满意率和投诉办结的数字每天收班时由两个人核对，签字后\
交给质量部，不靠年底回忆。今年班组带出了四名新人，其中两人已经能独立当班。顾客问起为什么不推最贵的，组长说：卖得出去是一次，信得过才会再来。
"""
PUBLIC_WORDS = """\
示范百货有限公司化妆品柜组在一楼东门口，十一个人，一年接待顾客十八万多人次。班组给自己定了一条规矩：先问清楚要\
解决什么，再拿东西；能不买的，劝顾客不买。她们把没有小票的退换从两小时缩短到六分钟，把三十七个品牌的成分登记成册，\
让过敏的顾客两分钟内知道哪几种不能用；在柜台边为老人添了椅子和大字价目表，记住每一位常来的人。班组每月开一次“挑刺会”，\
三年记下一百零六条不足，改了一百零一条，剩下的写明为什么还改不了、要谁帮忙。顾客说，到这个柜台买东西，心里踏实。
"""
SUMMARY = """\
化妆品柜组十一个人，一年接待十八万多人次。没有小票的退换从两小时缩短到六分钟；三十七个品牌的成分登记成册，过敏投诉\
从九起降到一起；为老人添椅子、老花镜和大字价目表。每月一次“挑刺会”，三年记一百零六条，改一百零一条。
"""
COMMITMENT = "当天的事当天办；退换不推；说不清成分的不卖；老人和带孩子的顾客优先。"


def apply(edition: Edition | None, now: datetime) -> list[Told]:
    """Return what the store's clerk does about applications, as (moment, act).

    Nothing where no edition is open; only a draft where the application step lies ahead.
    """
    periods = queries.steps(edition) if edition else ()
    end = calling.closes_at(periods)
    if edition is None or end is None:
        return []
    first = beijing_day(periods[0].starts_at)
    day = min(beijing_day(now), calling.last_day(end))
    nine = min(start_of(day) + timedelta(hours=9), now)
    clerk = clerk_of(STORE, now)
    draft, sent = Story(edition, clerk, AT_WORK), Story(edition, clerk, SENT)
    acts: list[Told] = [(nine, draft.begin)]
    if day >= first:
        acts += [(nine, sent.begin), (min(nine + timedelta(hours=1), now), sent.send)]
    return acts


def clerk_of(name: str, at: datetime, role: Role = Role.UNIT_CLERK) -> Actor:
    """Return whoever sits in a body's seat as an actor."""
    seats = people.seats_of_role(role, beijing_day(at))
    seat = next(one for one in seats if one.organisation.name == name)
    return Actor(seat.person.public_id, role, seat.organisation.public_id, "demo")


@dataclass
class Story:
    """What becomes of one team's application; `own` are the answers that are not the store's."""

    edition: Edition
    by: Actor
    team: str
    own: dict[str, Any] = field(default_factory=dict)
    kept: Application | None = None

    def begin(self, at: datetime) -> None:
        """Begin it, and fill in what is at hand."""
        category = self.edition.categories.get(kind="team")
        team = next(one for one in orgs.teams(orgs.own(self.by)) if one.name == self.team)
        key = sha256_hex(f"demo {self.team}".encode())
        begin = Begin(category.public_id, team.public_id, "", key)
        begun = applications.begin(begin, by=self.by, at=at)
        answers = begun.typed | _HALF | self.own
        self.kept = applications.save(begun, Save(answers, begun.version), by=self.by, at=at)

    def send(self, at: datetime) -> None:
        """Finish it and send it."""
        if self.kept is None:
            message = f"{self.team} has not begun"
            raise LookupError(message)
        answers = self.kept.typed | _rest(at) | self.own
        unit = orgs.own(self.by).name
        for asked, title, upload in (
            ("evidence", "顾客评价与投诉台账", ledger_of_proof(unit, at)),
            ("inhouse_proof", "内部公示情况（盖章）", sealed_page()),
        ):
            file = self.attach(asked, upload, at)
            answers[asked] = [{"file": file, "caption": title}]
        save = Save(answers, self.kept.version)
        self.kept = applications.save(self.kept, save, by=self.by, at=at)
        applications.submit(self.kept, Act(self.kept.version), by=self.by, at=at)

    def attach(self, asked: str, upload: Incoming, at: datetime) -> str:
        """Put a file to it; return its code."""
        if self.kept is None:
            raise LookupError(asked)
        with files.holding(upload) as held:
            kept = applications.attach(self.kept, Attach(asked, held), by=self.by, at=at)
        return kept.public_id


def ledger_of_proof(unit: str, at: datetime) -> Incoming:
    """Write the proof of the figures as a paper."""
    title = "顾客评价与投诉台账"
    text = f"<p>{title}由{unit}质量部出具，数字按月核对。演示材料，内容虚构。</p>"
    paper = Paper(title, blocks_of(text), issuers=(unit,), dated=beijing_day(at))
    content = make(paper, "docx").content
    return Incoming(f"{title}.docx", len(content), [content])


def sealed_page() -> Incoming:
    """Draw what stands for a scanned page with a seal: lines and a ring."""
    page = Image.new("RGB", (420, 594), "white")
    pen = ImageDraw.Draw(page)
    for line in range(8):
        pen.line((60, 90 + 40 * line, 360, 90 + 40 * line), fill="#4f473e", width=2)
    pen.ellipse((240, 420, 350, 530), outline="#a8161b", width=5)
    out = BytesIO()
    page.save(out, "PNG")
    content = out.getvalue()
    return Incoming("内部公示情况.png", len(content), [content])


def portrait() -> Incoming:
    """Draw what stands for a portrait: a head and shoulders, nobody's."""
    page = Image.new("RGB", (300, 450), "#dfe6ee")
    pen = ImageDraw.Draw(page)
    pen.ellipse((95, 90, 205, 230), fill="#8d7b6a")
    pen.ellipse((40, 250, 260, 560), fill="#4f473e")
    out = BytesIO()
    page.save(out, "PNG")
    content = out.getvalue()
    return Incoming("证件照.png", len(content), [content])


def _ratio(numerator: str, denominator: str, year: int) -> dict[str, str]:
    months = {"from": f"{year - 1}-10", "to": f"{year}-09"}
    return {"numerator": numerator, "denominator": denominator, "source": "质量部台账", **months}


_HALF: dict[str, Any] = {
    "founded_on": "2019-04",
    "front_line": True,
    "headcount": "11",
    "female_count": "9",
    "under35_count": "6",
    "avg_age": "33.5",
    "window_industry": "retail",
    "unit_years": "28",
    "is_regulated": False,
    "summary": SUMMARY.strip(),
}


def _rest(at: datetime) -> dict[str, Any]:
    """Return the answers that were still open."""
    day, year = beijing_day(at), beijing_day(at).year
    return {
        "uscc": "91310000MA1FL00005",
        "contact_name": "沈一帆",
        "contact_phone": "021-55550130",
        "contact_mobile": "13800000000",
        "leader_name": "钱亦舒",
        "leader_sex": "female",
        "leader_birth": "1990-06",
        "leader_post": "组长",
        "leader_mobile": "13800000001",
        "service_scope": "化妆品销售、退换和护肤咨询，每天十点到二十二点，三班。",
        "commitment": COMMITMENT,
        "hotline": "021-55550131",
        "annual_service_volume": "183600",
        "satisfaction_index": "92.4",
        "measured_by": "own",
        "on_time_rate": _ratio("2914", "2980", year),
        "satisfied_rate": _ratio("11730", "11982", year),
        "grievance_rate": _ratio("96", "11982", year),
        "complaint_rate": _ratio("1", "412", year),
        "settlement_rate": _ratio("64", "64", year),
        "honours": [],
        "story": STORY.strip(),
        "public_words": PUBLIC_WORDS.strip(),
        "grave_accidents": "0",
        "grave_complaints": "0",
        "lawful_employer": True,
        "inhouse_from": (day - timedelta(days=12)).isoformat(),
        "inhouse_until": (day - timedelta(days=5)).isoformat(),
        "inhouse_result": "none",
        "integrity_pledge": True,
        "unit_opinion": {
            "text": "情况属实，同意申报。",
            "signer": "顾长青",
            "title": "总经理",
            "signed_on": (day - timedelta(days=2)).isoformat(),
            "sealed": True,
        },
    }
