"""What are the invented units, teams and people of a season called, and what do they say?

Every name is drawn; every unit begins with 示范, so that nobody takes it for a real one.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹喻柏窦章云苏潘葛范彭"
GIVEN = "安邦晨朗承德芳菲国瀚和慧嘉静可澜立敏宁培清荣如思书婉晓欣雅言怡远芸哲真知子梓亦青舒若素"


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade of service: the key of its industry, what units and teams of it are called."""

    industry: str
    unit: str
    team: str
    service: str


TRADES = (
    Trade("retail", "百货有限公司", "柜组", "商品销售、退换和咨询"),
    Trade("tourism", "旅行社有限公司", "接待组", "行程咨询和接待"),
    Trade("catering", "餐饮有限公司", "前厅班组", "堂食和外卖服务"),
    Trade("hotels", "宾馆有限公司", "前厅组", "住宿和礼宾"),
    Trade("finance", "银行支行", "厅堂服务组", "柜面业务和咨询"),
    Trade("railways", "铁路客运段", "值乘班组", "列车乘务"),
    Trade("aviation", "机场地服有限公司", "值机班组", "值机和引导"),
    Trade("public_transit", "公共交通有限公司", "路队", "公交运营"),
    Trade("post_telecom", "邮政营业所", "营业班组", "收寄和查询"),
    Trade("health", "社区医院", "护理组", "门诊和护理"),
    Trade("utilities", "水务营业所", "抢修班组", "供水和抢修"),
    Trade("transport", "客运服务有限公司", "站务班组", "售票和问询"),
    Trade("culture", "书城有限公司", "导读组", "导读和借阅"),
    Trade("public_services", "行政服务中心", "综合窗口班组", "窗口受理和帮办"),
)
DEEDS = (
    (
        "有位老人来办事，证件落在家里，{name}没有让人白跑，先把能办的办完，再按约好的时间上门补齐，前后一共用了{minutes}分钟。"
        "事后把这类情形列成一张单子，写清楚哪些可以先办、哪些必须补，去年用了{count}次，没有一次要顾客再跑第二趟。"
    ),
    (
        "从前顾客问同一件事，三个人有三种答法。{name}把最常问的{count}个问题写成一本册子，每个月由两个人逐条核对，改过的地方"
        "用红笔标出来。新来的人先读册子再上岗，答错的次数从一个月十几次降到一两次，顾客也不用再问第二个人。"
    ),
    (
        "{name}每天收班留一刻钟，只讲当天没有办好的事，讲事不讲人，第二天开班先说改了没有。一年记下{count}条，办结的写明怎么"
        "办的，没有办结的写明在等什么、要谁帮忙。本子放在谁都看得到的地方，顾客也可以翻。"
    ),
    (
        "投诉来了，{name}约定{minutes}分钟内先回话，不管能不能办成，先说清楚谁在办、什么时候有结果。去年接到的每一件都有回访，"
        "说不满意的又走了一遍流程，其中{count}件改了做法，写进了岗位的规矩里，别的班次也照着办。"
    ),
    (
        "来的人里老人和孩子多，{name}在等候的地方加了椅子、老花镜和大字的说明，又和门口的保安说好，走不稳的由人扶到窗口。一年"
        "里扶过{count}位，没有一位摔倒；有家属写信来谢，信贴在更衣室里，旁边只写了一句：记住常来的人。"
    ),
    (
        "设备出故障最耽误人。{name}把常见的毛病拍成照片，写明怎么先应付、该打哪个电话，贴在机器旁边。从报修到恢复，从前平均"
        "要两个小时，现在{minutes}分钟；实在修不好的，先用纸笔办，晚上再补录，去年这样办了{count}笔，笔笔对得上。"
    ),
    (
        "{name}请过去年说过不满意的{count}位顾客回来坐了一个下午，听他们从进门讲起，哪里找不到、哪里等得久、哪句话听着不舒服。"
        "听完改了七处，其中一处只是把指示牌转了个方向，问路的人少了一大半。"
    ),
    (
        "今年夏天台风过境，很多人走不了，{name}把休息的地方让出来，烧水、借毯子、一家一家打电话问消息，忙到第二天中午。那一天"
        "服务了{count}多人，没有一件东西弄丢，也没有一位投诉，过后把经过写成一页纸，谁遇上都知道先做什么。"
    ),
    (
        "新人来了，{name}让他先跟{minutes}个早班，只看不做，把看不懂的写下来，再由老员工一条一条讲。去年带出四名新人，都在三个"
        "月里独立当班。老员工说，讲一遍自己也重新想一遍，有{count}条规矩就是这样改的。"
    ),
    (
        "及时率和满意率每天由两个人核对、签字，月底交质量部抽查。抽查对不上的，当场翻原始记录，找出是哪一笔。去年抽查了{count}"
        "次，对不上的有一次，是跨零点的单子算错了天，第二天就把算法写进了说明。"
    ),
    (
        "{name}和社区说好，每个月去两次，把要跑一趟才能办的事带到门口办，也教老人用手机。一年去了{count}个上午，办成的事登记"
        "在册，办不成的写明原因，下一次去先回话。社区后来专门留了一间屋子，门上写着来的日子和钟点。"
    ),
)
PUBLIC = (
    "{unit}{name}常年在窗口直接为顾客服务，日常工作是{service}。{name}先问清楚要解决什么，再动手去办；能当场办的当场办，"
    "办不了的写明由谁办、什么时候有结果。一年服务{volume}人次，收班时只讲没有办好的事，第二天先说改了没有。最常问的问题"
    "写成册子逐月核对，投诉先回话再查办，每一件都有回访；等候的地方添了椅子、老花镜和大字说明，走不稳的由人扶到窗口。数字"
    "由两个人核对签字，经得起抽查。顾客说，到这里办事，心里有底。"
)
REMARKS = (
    "数据有来源，做法写得具体，能看出是天天在做的事；对薄弱的地方也不回避。",
    "事迹真实，数字前后对得上；改进的做法有记录，别的班组能照着学。",
    "服务过程写得清楚，顾客评价有依据；带新人的办法值得推广。",
)


def person(draw: Random) -> str:
    """Draw the name of somebody."""
    return draw.choice(SURNAMES) + "".join(draw.choices(GIVEN, k=2))


def story(draw: Random, name: str) -> str:
    """Draw an account of what somebody did, long enough for the form (800 to 2,000 signs)."""
    told = draw.sample(DEEDS, k=len(DEEDS) - 1)
    paragraphs = [
        one.format(name=name, count=draw.randint(24, 480), minutes=draw.randint(6, 40))
        for one in told
    ]
    return "\n".join(paragraphs)


def public_words(unit: str, name: str, service: str, volume: int) -> str:
    """Say in public what somebody does (200 to 300 signs)."""
    return PUBLIC.format(unit=unit, name=name, service=service, volume=volume)
