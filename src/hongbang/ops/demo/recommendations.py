"""Which applications has the demonstration's union recommended already? Two; all invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from hongbang.applications import queries as applications
from hongbang.applications.queries import Application
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.canon import sha256_hex
from hongbang.kernel.period import beijing_day, start_of
from hongbang.ops.demo.applications import Story, clerk_of
from hongbang.ops.demo.bodies import BOOKSHOP, HOTEL, UNION_OF_STORE
from hongbang.ops.demo.people import BESIDE
from hongbang.orgs import queries as orgs
from hongbang.programmes.queries import Edition
from hongbang.recommendations import operations as recommendations
from hongbang.recommendations import queries
from hongbang.recommendations.rules.commands import Accept, Forward, Grant, Opine, Recommend

Told = tuple[datetime, Callable[[datetime], None]]

PORTERS = """\
前厅部礼宾组有九个人，守着饭店的正门、行李房和问讯台，二十四小时三班。一年里接送行李二十一万多件，叫车、订票、指路、\
找东西，样样都从这里过。班组的规矩只有一句：客人走到哪一步，我们先想到下一步。
前年有位老先生深夜到店，随身的药落在高铁上，第二天一早要开会。当班的礼宾员先请医生确认能不能用同样的药，再联系车站\
失物招领处，凌晨两点把药取了回来。事后班组把“急事单”做成一张卡片：找药、找证件、找行李、送医院，各该打哪几个电话、\
由谁去、多久回话，写得清清楚楚，贴在三个岗位上。去年用了一百六十三次，平均二十六分钟有结果，从前要一个多小时。
行李最怕错。班组把行李牌从一联改成三联，客人手里一联，行李上一联，登记簿上一联，交接时两个人对着念号码。改了以后，\
二十一万件里错送三件，都在半小时内追回；前年错送十九件。有一次是别的饭店送错来的，班组也照样查到客人、送了过去，\
对方写信来问是怎么查的，他们把三联牌的样子寄了过去，现在附近四家饭店都在用。
外地和外国客人多，班组自己编了一本《出门十里》，把十里以内的医院、药店、邮局、洗衣店、修鞋摊写清楚，几点开门、走哪条路、\
坐几站车，中英文对照，每个月由一个人走一遍核对。书不卖，客人要就给一本，去年送出六千多本。轮椅客人怎么走没有台阶，\
书里单列了一页，是组员推着空轮椅一段一段量出来的。
班组每天交班讲一件没办好的事，只讲事，不讲人，第二天交班先说改了没有。三年里记下四百二十件，四百零三件有了办法，\
十七件还在等设备。新来的组员先跟两个星期的夜班，因为夜里人少、事急，最能学到怎么想在前面。去年带出三名新人，都能独立\
当班。及时率和满意率每天由两个人核对签字，月底交质量部抽查，抽查没有一次对不上。经理问他们要不要添人，组长说先把\
推车的轮子换了，省下来的工夫够用。
今年夏天台风过境，航班取消，大堂里坐了二百多位走不了的客人。班组把行李房腾出来当休息处，烧水、借毯子、一家一家打电话\
问改签，忙到第二天中午，没有一件行李弄丢，没有一位客人投诉。
"""
READERS = """\
导读组六个人，在书城二楼的楼梯口，一年接待读者十一万多人次。来问的人五花八门：给孩子挑第一本书的妈妈，要考证的工人，\
想找三十年前读过的一本小说的老教师。班组给自己定的标准是：问得出书名的，三分钟拿到手；问不出书名的，陪着找到为止。
找书最难的是只记得一点点。有位退休的阿姨，只记得封面是蓝的，里面有一段写渡船。班组的人用了两天，翻旧目录、问老同事、\
打电话给出版社，找到了，可是早已不印，最后从区图书馆的流通站借来。后来班组做了一本“只记得一点点”登记簿，写下读者记得\
的每一个字，谁有线索谁接着找，三年登记八百四十二件，找到七百九十一件。没有找到的还留着，每个季度再翻一遍。
孩子多，吵，碰翻书也多。班组把靠窗的一排书架挪开，铺上垫子，请退休的老师每个星期六来讲一个钟头，讲完了不推销，孩子想\
买哪本自己去拿。去年讲了五十次，来了三千九百多个孩子。有家长怕孩子弄坏书，站在外面不敢进，班组在门口写了一行字：\
翻旧了算我们的。一年翻旧的书三百多本，捐给了两所乡村小学的图书角，附上导读组写的读法。
视力不好的读者，班组帮着读目录；行动不便的读者，书送到街道的阅读点，不收钱。附近的工地上有二百多个工人想学看图纸，\
班组和出版社商量，把要紧的几章印成大字的册子，每个星期四晚上到工棚里讲，讲了十六次，有九个人考下了证。工人们送来一\
面锦旗，班组说不挂，把钱换成两盏灯，装在工棚里。
每天关门以后，六个人用一刻钟把当天没有答上来的问题写在黑板上，第二天谁先查到谁来讲。三年写了一千三百多条，最后成了一\
本《读者问过的》，新来的人先读它。缺货登记到通知读者，从前平均九天，现在三天；退换一律当天办完，小票丢了的按会员记录\
查。及时率的数字每天打烊时由两个人核对，签了字才算数。组长常说，书可以在网上买，有人陪着找，才是书店还开着的道理。
今年书城装修三个月，二楼关了一半，班组把问讯台搬到门口的雨棚下，每天推两车读者常问的书出来，问到不在车上的，当天送到家。\
三个月里没有停过一天，读者来信说，棚子比原来的柜台还好找。
"""


def _words(unit: str, team: str, story: str, told: str, leader: str) -> dict[str, Any]:
    """Return the answers in which a team differs from the store's."""
    return {
        "story": story.strip(),
        "summary": told,
        "public_words": f"{unit}{team}：{told}",
        "leader_name": leader,
        "commitment": "先问清楚，再动手；答应了的时间，写下来，做到。",
    }


PORTERS_TOLD = """\
九个人守着饭店正门、行李房和问讯台，二十四小时三班，一年接送行李二十一万多件。他们把深夜帮客人找回药品的经过做成“急事单”，\
一年用了一百六十三次，平均二十六分钟有结果；把行李牌改成三联，错送从十九件降到三件；自己编写、每月核对的《出门十里》送出\
六千多本，轮椅怎么走没有台阶也写在里面。每天交班讲一件没有办好的事，第二天先说改了没有，三年记下四百二十件，四百零三件\
有了办法，其余的写明在等什么。"""
READERS_TOLD = """\
六个人守着书城二楼的楼梯口，一年接待读者十一万多人次。问得出书名的，三分钟拿到手；只记得一点点的，登记下来陪着找，三年登\
记八百四十二件，找到七百九十一件。每个星期六请老师给孩子讲书，翻旧的书捐给乡村小学；把学看图纸的课讲到工棚里，九个人考下\
了证。缺货通知从平均九天缩短到三天，退换当天办完。每天关门以后，把没有答上来的问题写在黑板上，第二天查到的人来讲，三年写\
了一千三百多条，新来的人先读它。"""

TEAMS = (
    (HOTEL, "前厅部礼宾组", _words(HOTEL, "前厅部礼宾组", PORTERS, PORTERS_TOLD, "周自衡")),
    (BOOKSHOP, "导读组", _words(BOOKSHOP, "导读组", READERS, READERS_TOLD, "叶知秋")),
)


def recommend(edition: Edition | None, office: Actor, now: datetime) -> list[Told]:
    """Return how two teams applied early and were recommended, as (moment, act).

    Nothing where no edition is open, or where its application step has not run for two weeks.
    """
    periods = applications.steps(edition) if edition else ()
    if edition is None or not periods:
        return []
    first = start_of(beijing_day(periods[0].starts_at) + timedelta(days=10)) + timedelta(hours=9)
    if first + timedelta(days=4) > now:
        return []
    joint = _Joint(edition, office)
    acts: list[Told] = []
    for number, (unit, team, own) in enumerate(TEAMS):
        story = Story(edition, clerk_of(unit, now), team, own)
        at = first + timedelta(minutes=20 * number)
        acts += [(at, story.begin), (at + timedelta(minutes=10), story.send)]
    day = timedelta(days=1)
    return [
        *acts,
        (first + day, joint.grant),
        *((first + day + timedelta(hours=n), act) for n, act in enumerate(joint.opinions(), 1)),
        (first + 2 * day, joint.decide),
        (first + 3 * day, joint.send),
        (first + 3 * day + timedelta(hours=5), joint.take_in),
    ]


@dataclass
class _Joint:
    """What the organs of the district and the office do about the two teams."""

    edition: Edition
    office: Actor

    def teams(self, by: Actor) -> list[Application]:
        """Return the two applications, as they are kept now."""
        names = [team for _unit, team, _own in TEAMS]
        found = queries.visible(by).filter(category__edition=self.edition, team__name__in=names)
        return [*found.select_related("category__edition").order_by("pk")]

    def grant(self, at: datetime) -> None:
        """Give the union three places."""
        union = next(one for one in orgs.organs() if one.name == UNION_OF_STORE)
        category = self.edition.categories.get(kind="team")
        grant = Grant(union.public_id, 3, "按上年申报件数核定", sha256_hex(b"demo places"))
        recommendations.grant(category, grant, by=self.office, at=at)

    def opinions(self) -> Iterator[Callable[[datetime], None]]:
        """Return what each organ says: all agree, but for one that asks for a figure."""
        for channel, name in BESIDE.items():
            doubts = "事迹好；三季度的及时率没有台账，补上再定。"
            yield partial(self.opine, name, doubts if channel == "quality" else "")

    def opine(self, organ: str, words: str, at: datetime) -> None:
        """Give the opinion of one organ on both."""
        by = clerk_of(organ, at, Role.ORGAN_CLERK)
        for number, one in enumerate(self.teams(by)):
            stand = "abstain" if words and not number else "agree"
            opine = Opine(stand, words if stand == "abstain" else "", one.revision, 0)
            recommendations.opine(one, opine, by=by, at=at)

    def decide(self, at: datetime) -> None:
        """Recommend both."""
        by = clerk_of(UNION_OF_STORE, at, Role.ORGAN_CLERK)
        for one in self.teams(by):
            recommendations.recommend(one, Recommend("recommended", "", 0), by=by, at=at)

    def send(self, at: datetime) -> None:
        """Send the list up."""
        by = clerk_of(UNION_OF_STORE, at, Role.ORGAN_HEAD)
        category, organ = self.teams(by)[0].category, queries.own_organ(by)
        seen = queries.seen(category, organ, queries.listed(category, organ))
        recommendations.forward(category, Forward(seen), by=by, at=at)

    def take_in(self, at: datetime) -> None:
        """Accept the second; the first waits for its figure."""
        made = queries.decided(self.teams(self.office)[1])
        if made is None:
            raise LookupError(TEAMS[1])
        accept = Accept(((made.public_id, made.version),))
        recommendations.accept(accept, by=self.office, at=at)
