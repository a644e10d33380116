"""What are applications' states, deeds, verdicts, steps and refusals called?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as pgettext

from hongbang.applications.rules.eligibility import BINDING, MET, NOT_MET, UNKNOWN, Judged
from hongbang.applications.rules.timeline import Step
from hongbang.programmes.texts.telling import said

ROOM = _("申报")

STATES = {
    "draft": _("草稿"),
    "submitted": _("已送出"),
    "returned": _("退回补正"),
    "withdrawn": _("已撤回"),
}

VERBS = {
    "applications.application.begun": _("开始申报"),
    "applications.application.submitted": _("送出申报"),
    "applications.application.resubmitted": _("改好再送申报"),
    "applications.application.returned": _("退回申报补正"),
    "applications.application.withdrawn": _("撤回申报"),
    "applications.application.handed_over": _("申报随推荐报出"),
    "applications.evidence.attached": _("加申报材料"),
    "applications.list.exported": _("导出申报清单"),
}

PERSONAL = {
    "applications.application.answers": _("填写申报表：评选时认定条件、联系本人和单位"),
    "applications.revision.answers": _("送出的申报：评选、公示和有效期内核查的依据"),
}

REFUSALS = {
    "applications.missing": _("没有这份申报。"),
    "applications.evidence_missing": _("没有这件材料。"),
    "applications.not_yours": _("申报由单位填写，由推荐单位和活动办公室查看。这个席位没有这项事。"),
    "applications.other_unit": _("这里只给申报单位自己的席位用。请换到本单位的席位再办。"),
    "applications.other_organ": _("这份申报不归你们推荐。"),
    "applications.unit_applies": _("申报表由单位自己填写和送出。要改的地方，请退回并写明。"),
    "applications.organ_returns": _("退回补正由收到申报的推荐单位办。要改，请联系他们退回。"),
    "applications.for_organs": _("这一页给推荐单位和活动办公室看。看自己的，请到“我的申报”。"),
    "applications.not_submitted": _("没有办成：这份申报已经退回或撤回，不能报出。"),
    "applications.not_with_you": _("没有退回：这份申报现在不在你们手里。"),
    "applications.auditor_reads": _("纪检监督席位只看不改。"),
    "applications.no_category": _("没有这个类别，或它的年度已经不接受申报。请从列表里重新选。"),
    "applications.no_form": _("这个类别还没有申报表，不能开始。请告诉活动办公室。"),
    "applications.no_step": _("没有办成：这个年度没有安排申报阶段。请告诉活动办公室。"),
    "applications.not_open_yet": _("没有送出：申报从 %(first)s 开始。填的都存着，到时再送。"),
    "applications.closed": _(
        "没有办成：申报已于 %(last)s 24:00 截止。填过的都存着；确有原因的，请联系推荐单位。"
    ),
    "applications.correction_late": _(
        "没有送出：补正已于 %(last)s 24:00 到期。改好的都存着，请联系推荐单位。"
    ),
    "applications.no_subject": _("还没选为谁申报，或所选的已经停用。请从列表里选一个。"),
    "applications.begun_already": _(
        "没有新开：“%(name)s”在这个类别已有一份申报。请到“我的申报”接着填。"
    ),
    "applications.no_organ": _(
        "没有办成：“%(unit)s”还没有归属的推荐单位，申报没有地方送。请告诉活动办公室。"
    ),
    "applications.no_such_move": _("没有办成：这份申报现在不能这样办。请看它的最新状态。"),
    "applications.not_editable": _(
        "没有保存：这份申报已经送出或撤回，现在不能改。要改，请联系推荐单位退回。"
    ),
    "applications.not_plain": _("没有保存：送来的内容读不出来。请刷新页面再填。"),
    "applications.too_large": _("没有保存：文字太多，一份申报最多 %(most)s KB。请删短一些。"),
    "applications.unfinished": _("没有送出：申报表还有 %(count)s 处要改，已在表里标出。"),
    "applications.not_eligible": _(
        "没有送出：条件 %(conditions)s 没有达到，见条件清单。数字若有误，改正后再送；填的都存着。"
    ),
    "applications.no_file_asked": _("“%(name)s”没有收下：这里不收文件。"),
    "applications.file_kind": _("“%(name)s”没有收下：这一项只收 %(of)s。"),
    "applications.file_large": _("“%(name)s”没有收下：这一项每件最多 %(most)s MB。"),
    "applications.no_reason": _("没有办成：理由要写 %(least)s 到 %(most)s 字，说清为什么。"),
    "applications.until_past": _("没有退回：补正期限要在今天（%(today)s）以后，给单位留出时间。"),
    "applications.until_far": _("没有退回：补正期限最长 %(days)s 天。"),
}

MESSAGES = {
    "applications.arrived": _("“%(name)s”的申报已送到%(organ)s，回执 %(receipt)s"),
    "applications.sent": _("%(unit)s送来“%(name)s”的申报，回执 %(receipt)s"),
    "applications.sent_again": _("%(unit)s改好“%(name)s”的申报，又送来了，回执 %(receipt)s"),
    "applications.returned": _(
        "%(organ)s退回“%(name)s”的申报，请在 %(until)s 24:00 前改好再送：%(reason)s"
    ),
    "applications.withdrawn": _("%(unit)s撤回“%(name)s”的申报：%(reason)s"),
}

STEPS = {
    "begun": _("开始填写"),
    "submitted": _("送到%(organ)s，回执 %(receipt)s"),
    "resubmitted": _("改好，再送到%(organ)s，回执 %(receipt)s"),
    "returned": _("退回补正：%(reason)s（期限 %(until)s 24:00）"),
    "withdrawn": _("撤回：%(reason)s"),
}

KINDS = {
    "hard": _("必须达到"),
    "veto": _("一票否决"),
    "soft": _("原则上"),
    "scored": _("计入评分"),
}

SIGNS = {
    ">": _("超过"),
    ">=": _("不低于"),
    "<": _("低于"),
    "<=": _("不高于"),
    "=": _("等于"),
    "!=": _("不等于"),
}

UNITS = {
    "年": pgettext("after a figure", "年"),
    "分": pgettext("after a figure", "分"),
    "起": pgettext("after a figure", "起"),
    "项": pgettext("after a figure", "项"),
    "人": pgettext("after a figure", "人"),
    "学时": pgettext("after a figure", "学时"),
    "小时": pgettext("after a figure", "小时"),
}

WHY = {
    ("number", MET): _("现在是 %(now)s%(unit)s，要求%(sign)s %(wanted)s%(unit)s。"),
    ("number", NOT_MET): _(
        "现在是 %(now)s%(unit)s，要求%(sign)s %(wanted)s%(unit)s。数字若有误请改正。"
    ),
    ("cases_short", NOT_MET): _(
        "现在是 %(now)s%(unit)s，要求%(sign)s %(wanted)s%(unit)s，还差 %(short)s 件。"
        "数字若有误请改正。"
    ),
    ("cases_over", NOT_MET): _(
        "现在是 %(now)s%(unit)s，要求%(sign)s %(wanted)s%(unit)s，多了 %(short)s 件。"
        "数字若有误请改正。"
    ),
    ("window_short", UNKNOWN): _(
        "统计期只有 %(covered)s 个月，要求 %(window)s 个月；由推荐单位判断。"
    ),
    ("missing", UNKNOWN): _("还没有填，填了就能看出来。"),
    ("missing", NOT_MET): _("没有填，不能认定。"),
    ("elsewhere", UNKNOWN): _("申报表里不问，由推荐单位和有关部门核查。"),
    ("held", MET): _("荣誉册里没有还有效的同一荣誉。"),
    ("held", NOT_MET): _("已有同一荣誉 %(number)s，有效到 %(last)s；期满以后再申报。"),
    ("among", MET): _("所选的符合。"),
    ("among", NOT_MET): _("所选的不在可以参评的范围。"),
    ("said_so", MET): _("已经确认。"),
    ("said_so", NOT_MET): _("填的是“否”。"),
    ("there", MET): _("已经有了。"),
    ("there", NOT_MET): _("还没有，请补上。"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One condition in the ledger of conditions: what it asks, how it stands, and why."""

    condition: str
    words: str
    kind: str
    evidence: str
    verdict: str
    why: str
    is_binding: bool

    @property
    def is_in_the_way(self) -> bool:
        """Say whether it keeps the application from being sent."""
        return self.is_binding and self.verdict == NOT_MET


def ledger(judged: Iterable[Judged], conditions: Iterable[Mapping[str, Any]]) -> list[Line]:
    """Return the conditions in words; first those in the way, last those met."""
    rows = {row["id"]: row for row in conditions}
    order = {NOT_MET: 1, UNKNOWN: 2, MET: 3}
    lines = [_line(one, rows[one.condition]) for one in judged]
    return sorted(lines, key=lambda one: 0 if one.is_in_the_way else order[one.verdict])


def _line(one: Judged, row: Mapping[str, Any]) -> Line:
    return Line(
        one.condition,
        said(row["words"]),
        str(KINDS[one.kind]),
        said(row["evidence"]) if "evidence" in row else "",
        one.verdict,
        why(one),
        one.kind in BINDING,
    )


def why(one: Judged) -> str:
    """Say why a condition is met, not met, or cannot be judged yet."""
    params = dict(one.params)
    if "unit" in params:
        params["unit"] = str(UNITS.get(params["unit"], params["unit"]))
    if "sign" in params:
        params["sign"] = str(SIGNS[params["sign"]])
    return str(WHY[one.code, one.verdict]) % params


def frozen(findings: Iterable[Mapping[str, Any]]) -> list[Judged]:
    """Return findings as they were frozen with a revision."""
    return [
        Judged(one["condition"], one["kind"], one["verdict"], one["code"], one["params"])
        for one in findings
    ]


def step_words(step: Step) -> str:
    """Say what happened."""
    return str(STEPS[step.code]) % dict(step.params)
