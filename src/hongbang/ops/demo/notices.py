"""What has the demonstration's office announced? Own sentences about the reference programme."""

from __future__ import annotations

from dataclasses import dataclass

from hongbang.documents.exports import write_table
from hongbang.files.rules.incoming import Incoming

CALL = """
<p>各推荐单位、各窗口服务单位：</p>
<p>今年继续在全市服务行业评选“用户满意服务明星”，设班组和个人称号各一百名，宁缺毋滥，有效期三年。\
参评不收取任何费用。安排如下。</p>
<h2>一、谁可以申报</h2>
<p>商业、旅游、餐饮、宾馆、金融、铁路、航空、公共交通、邮电通讯、医疗卫生、公用事业、城市运行、\
交通运输、综合服务、文化娱乐和公共服务等窗口行业里，直接面对顾客的一线班组和员工。条件见附件1。</p>
<h2>二、怎样申报</h2>
<p>单位填写申报表，附上介绍材料、证实材料和顾客评价，从工会、团委、妇联、质协中任选一个渠道报送。\
同一对象只由一个渠道归口，其他渠道可以联署意见。</p>
<p>申报到<strong>11月{day}日 24:00</strong> 为止。</p>
<h2>三、怎样评选</h2>
<ol><li>各级工会、团委、妇联、质协共同初评，11月15日前提出推荐意见并报送。</li>
<li>活动办公室组织专家评审，11月25日前提出评审意见。</li>
<li>四家主办单位审定，向社会公示，接受监督。</li></ol>
<h2>四、获评以后</h2>
<p>称号三年有效。期内会有不打招呼的暗访和检查；违反申报条件、情节严重的，取消称号。</p>
"""
AGENCY = """
<p>问：劳务派遣员工能不能申报个人？</p>
<p>答：能。由实际用工单位填表，用工形式选“劳务派遣”，岗位年限从到本岗位的月份算起。</p>
"""
ONE_YEAR = """
<p>问：班组“成立满一年”怎么算？</p>
<p>答：从班组成立的月份算到申报截止的月份，满十二个月就可以。改过名、没有换岗位的，连续计算。</p>
"""
RESULT = """
<p>上一年度动态管理工作已经结束。共暗访 46 次，其中 3 个班组限期整改，已全部复查合格；\
没有取消称号的情形。</p>
<p>对结果有疑问的，可以向活动办公室提出，联系方式见“联系方式”页。</p>
"""
TRAINING = """
<p>面向各推荐单位经办人的填报培训定于 10月26日下午举行，地点另行通知。</p>
"""
SURVEY = """
<p>问：顾客评价调查最少要多少份？</p>
<p>答：</p>
"""


@dataclass(frozen=True, slots=True)
class DemoNotice:
    """A notice, how many days ago it was published, and what happened to it since."""

    kind: str
    title: str
    number: str
    body: str
    days_ago: int
    corrected_body: str = ""
    withdrawn: str = ""
    is_draft: bool = False
    with_annexes: bool = False


NOTICES = (
    DemoNotice(
        "result",
        "上一年度动态管理结果：3 个班组整改合格，无取消称号",
        "",
        RESULT,
        41,
    ),
    DemoNotice(
        "notice",
        "关于开展创建上海市“用户满意服务明星”活动的通知",
        "沪创办〔2026〕3号",
        CALL.replace("{day}", "9"),
        35,
        corrected_body=CALL.replace("{day}", "10"),
        with_annexes=True,
    ),
    DemoNotice(
        "notice",
        "关于举办申报填写培训的通知",
        "沪创办〔2026〕4号",
        TRAINING,
        33,
        withdrawn="场地不能使用，改为网上讲解，另发通知",
    ),
    DemoNotice("ruling", "释义第 1 号：班组“成立满一年”怎样计算", "", ONE_YEAR, 27),
    DemoNotice("ruling", "释义第 2 号：劳务派遣员工可以申报个人", "", AGENCY, 24),
    DemoNotice("ruling", "释义第 3 号：顾客评价调查的份数", "", SURVEY, 1, is_draft=True),
)
CORRECTION = "申报截止日误写为 9日，应为 11月10日"


def annexes() -> list[tuple[str, Incoming]]:
    """Write what the office attaches itself; conditions and forms come with the edition."""
    checklist = write_table(
        "申报材料清单",
        [("材料", 44), ("份数", 10), ("要求", 40)],
        [
            ("申报表", 1, "在线填写，提交前由单位负责人签字"),
            ("介绍材料", 1, "班组三千字以内，个人两千字以内"),
            ("营业执照或登记证书", 1, "复印件，与单位全称一致"),
            ("服务台账、评价和投诉记录", None, "近十二个月，可以只交汇总页"),
            ("顾客评价调查的结果", 1, "第三方报告，或本平台的调查"),
        ],
    )
    return [("申报材料清单", _incoming("申报材料清单.xlsx", checklist.getvalue()))]


def _incoming(name: str, content: bytes) -> Incoming:
    return Incoming(name, len(content), [content])
