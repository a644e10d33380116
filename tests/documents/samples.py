"""Which papers do tests make? One of each kind, long enough to turn a page."""

from __future__ import annotations

from datetime import date

from hongbang.documents.rules.content import (
    Box,
    Certificate,
    Content,
    Form,
    Grid,
    Heading,
    Item,
    Letter,
    Paper,
    Paragraph,
    Part,
    Sheet,
)

HOSTS = ("上海市质量协会", "上海市总工会", "共青团上海市委员会", "上海市妇女联合会")
TITLE = "关于开展2016年创建上海市“用户满意服务明星”活动的通知"
DAY = date(2016, 10, 17)
FULL = "甲" * 28

PAPER = Paper(
    title=TITLE,
    blocks=(
        Heading("一、申报", 1),
        Paragraph("各单位把申报表和材料在11月10日前报各级工会、团委、妇联和质协。"),
        Heading("（一）材料", 2),
        Paragraph(FULL * 30),
        Item("申报表一式两份", "1."),
        Grid(("类别", "名额"), (("班组", "100"), ("个人", "100")), (2, 1), "表1　名额"),
    ),
    issuers=HOSTS,
    dated=DAY,
    head="\n".join([*HOSTS, "文件"]),
    number="沪质协〔2016〕12号",
    addressee="各行业质协，各区局（产业）工会，各区妇联：",
    attachments=("申报条件", "材料编写格式要求"),
    copies_to="各会员单位",
    printed_by="上海市质量协会办公室",
)
PLAIN = Paper(
    title="关于召开培训会的通知",
    blocks=(Paragraph("定于下周一开会。"),),
    issuers=(HOSTS[0],),
    dated=DAY,
    head="上海市质量协会文件",
    number="沪质协〔2016〕13号",
    addressee="各区质协：",
    note="此件公开发布",
)
UNSIGNED = Paper("工作汇编", (Paragraph("内部使用。"),), (), DAY, with_seals=False)
LETTER = Letter(
    sender="创建活动工作办公室",
    number="沪创办函〔2016〕3号",
    title="关于一次补齐申报材料的函",
    addressee="云桥站客运值班组：",
    blocks=(Paragraph("还缺两件，请在11月14日前补齐："), Item("顾客评价调查汇总表", "1.")),
    dated=date(2016, 11, 12),
    attachments=("缺件清单",),
    contact="联系电话 021-5555-0100",
)
SHEET = Sheet(
    "推荐汇总表",
    Grid(
        ("序号", "班组", "单位"),
        tuple((str(n), f"第{n}值班组", "上海地铁云桥站") for n in range(1, 61)),
        (1, 3, 5),
    ),
    "2016年11月15日制",
)
CERTIFICATE = Certificate(
    unit="上海公共交通（集团）有限公司第三分公司",
    team="一〇六路“守时”车组",
    honour="2016年度上海市用户满意服务明星班组",
    edition="二〇一六年度红榜",
    place="第〇五八号",
    number="SH-FWMX-2016-B-0058",
    hosts=HOSTS,
    dated=date(2016, 12, 18),
    valid_until=date(2019, 12, 17),
    verify_at="https://hongbang.example/v/8K2M77QX",
)
FORM = Form(
    title="2016年上海市“用户满意服务明星班组”申报表",
    mark="附件3",
    subtitle="（2016年度）",
    notes=("填表前请先看附件2。", "“□”处勾选。"),
    parts=(
        Part(
            "一、基本情况",
            (
                (
                    Box("班组名称", 2, is_label=True),
                    Box("", 4),
                    Box("人数", 2, is_label=True),
                    Box("", 4),
                ),
                (Box("单位性质", 2, is_label=True), Box("□国有企业　□民营　□其他", 10)),
                (Box("主要事迹\n（2000字以内）", 2, is_label=True), Box("", 10, lines=14)),
            ),
        ),
        Part(
            "二、意见",
            tuple(
                (
                    Box(f"{who}意见", 2, is_label=True),
                    Box("", 10, lines=6, foot="负责人签字：　　　　（盖章）　　　　年　　月　　日"),
                )
                for who in ("申报单位", "推荐单位", "办公室", "主办单位", "上级")
            ),
        ),
    ),
)
ALL: dict[str, Content] = {
    "paper": PAPER,
    "plain": PLAIN,
    "unsigned": UNSIGNED,
    "letter": LETTER,
    "sheet": SHEET,
    "certificate": CERTIFICATE,
    "form": FORM,
}
