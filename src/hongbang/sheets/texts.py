"""What are kinds, states, deeds, refusals, faults of a source and findings on answers called?"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hongbang.sheets.rules.answers import Finding
from hongbang.sheets.rules.shape import Fault, Words

ROOM = _("表单")

KINDS = [
    ("application", _("申报表")),
    ("scoring", _("评分表")),
    ("survey", _("调查表")),
    ("return", _("统计表")),
    ("inspection", _("检查表")),
]

STATES = {
    "draft": _("草稿"),
    "published": pgettext_lazy("sheet", "已发布"),
    "discarded": _("已作废"),
}

FIELD_KINDS = {
    "text": _("单行文字"),
    "long_text": _("长文"),
    "whole": _("整数"),
    "decimal": _("小数"),
    "date": _("日期"),
    "month": _("年月"),
    "yes_no": _("是或否"),
    "choice": _("单选"),
    "choices": _("多选"),
    "table": _("表格"),
    "ratio": _("比率"),
    "file": _("文件"),
    "opinion": _("意见栏"),
    "scale": _("量表"),
    "score": _("评分"),
    "computed": _("自动计算"),
}

LISTS = {
    "districts": _("各区"),
    "industries": _("窗口行业"),
    "organs": _("推荐单位"),
    "channels": _("申报渠道"),
    "categories": _("组别"),
    "conditions": _("申报条件"),
    "units": _("申报单位"),
    "teams": _("班组"),
    "nominees": _("人选"),
    "panels": _("评审组"),
}

PATTERNS = {
    "name": _("姓名"),
    "mobile": _("手机号"),
    "phone": _("电话"),
    "email": _("电子邮箱"),
    "postcode": _("邮政编码"),
    "uscc": _("统一社会信用代码"),
}

# What a field of any kind may say of itself, as the builder and the list of changes call it.
KEYS = {
    "title": _("标题"),
    "label": _("题目"),
    "help": _("填写说明"),
    "required": _("必填"),
    "show_if": _("何时显示"),
    "origin": _("出处"),
    "pattern": _("格式"),
    "min": _("至少"),
    "max": _("至多"),
    "least": _("最小值"),
    "most": _("最大值"),
    "places": _("小数位数"),
    "unit": pgettext_lazy("sheet", "单位"),
    "earliest": _("最早"),
    "latest": _("最晚"),
    "must_agree": _("必须选“是”"),
    "options": _("选项"),
    "options_from": _("选项取自"),
    "min_rows": _("至少行数"),
    "max_rows": _("至多行数"),
    "numerator": _("分子"),
    "denominator": _("分母"),
    "kinds": _("文件种类"),
    "max_mb": _("每件至多（MB）"),
    "max_count": _("至多件数"),
    "captions": _("每件要写说明"),
    "signer": _("签署人"),
    "seal": _("要盖章"),
    "low": _("从几分起"),
    "high": _("到几分止"),
    "low_label": _("最低分的意思"),
    "high_label": _("最高分的意思"),
    "not_applicable": _("“不适用”的说法"),
    "points": _("满分"),
    "step": _("每档几分"),
    "anchors": _("评分参照"),
    "formula": _("算式"),
    "test": _("应当成立的条件"),
    "say": _("不成立时怎么说"),
    "severity": _("轻重"),
    "at": _("写在哪一题旁边"),
    "kind": _("种类"),
    "columns": _("表格的列"),
    "checks": _("核对"),
}

PARTS = {
    "head": _("标题和说明"),
    "sections": _("分节"),
    "fields": _("题目"),
    "columns": _("表格的列"),
    "checks": _("核对"),
}

CHANGES = {
    "added": _("新增"),
    "removed": _("去掉"),
    "moved": _("挪动"),
    "changed": _("改动"),
}

CHANGED = {
    "sheet": _("整张表单"),
    "section": _("分节"),
    "field": _("题目"),
    "column": _("表格的列"),
    "check": _("核对"),
}

VERBS = {
    "sheets.sheet.drafted": _("起草表单"),
    "sheets.sheet.edited": _("修改表单"),
    "sheets.sheet.published": _("发布表单"),
    "sheets.sheet.discarded": _("作废表单草稿"),
    "sheets.version.drafted": _("起草表单新版"),
    "sheets.list.exported": _("导出表单清单"),
}

REFUSALS = {
    "sheets.missing": _("没有这张表单。"),
    "sheets.not_yours": _("表单由活动办公室设计和发布。要改哪一题，请告诉活动办公室。"),
    "sheets.auditor_reads": _("纪检监督席位只看不改。要改这张表单，请告诉活动办公室。"),
    "sheets.no_such_move": _("没有办成：这一版现在不能这样办。请看它的最新状态。"),
    "sheets.not_editable": _("没有保存：这一版已经发布或作废，不能再改。请另起一个新版。"),
    "sheets.kind_stays": _("没有保存：同一张表单各版的种类要一样。要换种类，请另起一张。"),
    "sheets.code_odd": _(
        "没有保存：代号“%(code)s”不合写法。小写字母开头，只用小写字母、数字和下划线，最多 40 位。"
    ),
    "sheets.code_taken": _(
        "没有保存：代号“%(code)s”已经有一张表单在用。请换一个，或给那张起新版。"
    ),
    "sheets.has_draft": _("没有起新版：“%(code)s”已有一份草稿。请接着改那份，或先作废它。"),
    "sheets.no_kind": _("没有保存：没说清是哪一种表单。可以是：%(of)s。"),
    "sheets.not_plain": _(
        "没有保存：内容里有存不了的值（空值、带小数的数或控制字符）。请改掉再存。"
    ),
    "sheets.too_large": _("没有保存：表单超过 %(most)s KB。请拆成几张，或减少选项。"),
    "sheets.faulty": _("没有办成：%(place)s 处有错（%(fault)s）。请改好再办；草稿已存。"),
    "sheets.empty": _("没有发布：一道题也没有。草稿已存，加了题再发布。"),
    "sheets.nothing_changed": _("没有发布：与第 %(number)s 版完全一样。请先改好再发布。"),
    "sheets.altered": _(
        "这张表单（%(code)s 第 %(number)s 版）内容与发布时不符，已停用。请立刻告诉系统管理员。"
    ),
    "sheets.not_there": _("没有保存：要改的那一处已经不在了，可能有人刚删掉。请看最新的草稿。"),
}

FAULTS = {
    "sheets.not_a_table": _("这里要写成一组带名字的值。"),
    "sheets.not_a_list": _("这里要写成列表。"),
    "sheets.not_a_text": _("这里要写文字。"),
    "sheets.not_a_flag": _("这里只能是“是”或“否”。"),
    "sheets.not_a_number": _("“%(value)s”不是可用的数。"),
    "sheets.not_a_day": _("“%(value)s”不是日子。请写成 2016-11-10，年月写成 2016-11。"),
    "sheets.text_long": _("这段文字太长，至多 %(most)s 字。"),
    "sheets.text_odd": _("文字里有看不见的控制字符，请删去。"),
    "sheets.too_many": _("这里太多了，至多 %(most)s 个。"),
    "sheets.key_unknown": _("没有“%(key)s”这一项，或这种题不用它。"),
    "sheets.key_missing": _("还缺“%(key)s”。"),
    "sheets.key_odd": _(
        "代号“%(key)s”不合写法。请用小写字母开头，只含小写字母、数字和下划线，最多 40 位。"
    ),
    "sheets.key_reserved": _("“%(key)s”是算式里的词，不能当代号。请换一个。"),
    "sheets.key_twice": _("代号“%(key)s”用了两次。"),
    "sheets.words_missing": _("还缺 %(language)s 的文字。中文、英文都要写。"),
    "sheets.not_offered": _("“%(value)s”不在可选之列：%(of)s。"),
    "sheets.out_of_range": _("要在 %(least)s 到 %(most)s 之间。"),
    "sheets.crossed": _("“%(low)s”比“%(high)s”还大。"),
    "sheets.value_odd": _("选项的值“%(value)s”不合写法。请只用字母、数字、点、横线和下划线。"),
    "sheets.value_twice": _("选项的值“%(value)s”用了两次。"),
    "sheets.one_source_of_options": _("选项要么自己写，要么取自名单，两者选一。"),
    "sheets.words_or_figures": _("量表要么用文字选项，要么用数字，两者选一。"),
    "sheets.step_odd": _("每档分值要大于零，并且能把满分 %(points)s 分分尽。"),
    "sheets.weights": _("各评分题的满分加起来是 %(total)s，应当是 100。"),
    "sheets.origin_odd": _("出处写“stated”，或“default: ”加上取自哪里。"),
    "sheets.not_in_columns": _("表格的列不能设“何时显示”。"),
    "sheets.expression_too_long": _("算式太长。请拆成几个自动计算的题。"),
    "sheets.expression_too_deep": _("算式太复杂。请拆成几个自动计算的题。"),
    "sheets.expression_not_readable": _("看不懂这个算式。请检查括号、引号和运算符。"),
    "sheets.expression_not_allowed": _("算式里不能用“%(about)s”。"),
    "sheets.expression_no_such_function": _("没有“%(about)s”这个函数。"),
    "sheets.expression_wrong_count": _("函数“%(about)s”的参数个数不对。"),
    "sheets.expression_list_of_texts": _('括号里的列表只能写文字，如 ("union", "women")。'),
    "sheets.expression_wants_a_column": _("%(about)s() 里要写“表格.列”。"),
    "sheets.expression_wants_a_name": _("%(about)s() 里要写一道题的代号。"),
    "sheets.name_unknown": _("没有“%(name)s”这道题。"),
    "sheets.name_without_value": _("“%(name)s”是表格、文件或意见栏，不能直接放进算式。"),
    "sheets.name_no_table": _("“%(name)s”不是表格。"),
    "sheets.circle": _("绕成了圈：“%(name)s”要靠自己才能知道。"),
}

FINDINGS = {
    "sheets.required": _("还没填。"),
    "sheets.part_missing": _("这一格还没填。"),
    "sheets.answer_odd": _("收到的内容不是这道题的答案，请重填。"),
    "sheets.answer_unknown": _("表单里没有这道题，请刷新页面再填。"),
    "sheets.check": "%(say)s",
    "sheets.text_over": _("写了 %(count)s 字，最多 %(most)s 字。请写短一些。"),
    "sheets.text_under": _("写了 %(count)s 字，至少 %(least)s 字。请再写一些。"),
    "sheets.one_line": _("这里只能写一行。"),
    "sheets.no_name": _("这不像姓名。请写 2 到 30 个字，中间可用“·”。"),
    "sheets.no_mobile": _("手机号要 11 位数字，以 1 开头。"),
    "sheets.no_phone": _("电话写法不对。请写区号和号码，如 021-55550100，分机写 *4103。"),
    "sheets.no_email": _("邮箱写法不对，如 name@example.com。"),
    "sheets.no_postcode": _("邮政编码是 6 位数字。"),
    "sheets.uscc_length": _("统一社会信用代码是 18 位，请再数一数；确实如此，请说明原因。"),
    "sheets.uscc_sign": _("代码里有不会出现的字符，请对照证书；确实如此，请说明原因。"),
    "sheets.uscc_check": _("代码的校验位不对，请对照证书；确实如此，请说明原因。"),
    "sheets.uscc_meant": _("代码的校验位不对，是不是 %(meant)s？确实没错，请说明原因。"),
    "sheets.no_number": _("这里要写数字，不写单位和逗号。"),
    "sheets.no_whole_number": _("这里要写整数。"),
    "sheets.too_many_places": _("最多写 %(places)s 位小数。"),
    "sheets.number_under": _("不能小于 %(least)s。"),
    "sheets.number_over": _("不能大于 %(most)s。"),
    "sheets.no_date": _("日期写成 2016-11-10 的样子。"),
    "sheets.no_month": _("年月写成 2016-11 的样子。"),
    "sheets.day_before": _("不能早于 %(earliest)s。"),
    "sheets.day_after": _("不能晚于 %(latest)s。"),
    "sheets.must_agree": _("要同意才能提交。"),
    "sheets.no_such_choice": _("没有这个选项，请重选。"),
    "sheets.choices_over": _("最多选 %(most)s 项。"),
    "sheets.choices_under": _("至少选 %(least)s 项。"),
    "sheets.points_over": _("分数在 0 到 %(most)s 之间。"),
    "sheets.points_between": _("分数按 %(step)s 分一档。"),
    "sheets.rows_over": _("最多 %(most)s 行。"),
    "sheets.rows_under": _("至少 %(least)s 行。"),
    "sheets.ratio_of_nothing": _("分母是 0，算不出比率。没有发生就不填这一题。"),
    "sheets.ratio_over": _("分子不能比分母大。"),
    "sheets.ratio_backwards": _("止的年月早于起的年月。"),
    "sheets.files_over": _("最多 %(most)s 件。"),
    "sheets.file_kind": _("文件种类不对，请传 %(of)s。"),
    "sheets.file_large": _("文件超过 %(most)s MB。请压缩图片或分成几件。"),
    "sheets.no_caption": _("请给这件文件写一句说明。"),
    "sheets.no_seal": _("请确认已经盖章。"),
}


def said(words: Words | None) -> str:
    """Return words in the reader's language."""
    if words is None:
        return ""
    return words.en if (get_language() or "").startswith("en") else words.zh


def fault_words(fault: Fault) -> str:
    """Say what is wrong with a source, without the place."""
    params = {key: str(value) for key, value in fault.params.items()}
    for name in ("key", "low", "high"):
        if params.get(name) in KEYS:
            params[name] = str(KEYS[params[name]])
    return str(FAULTS[fault.code]) % params


def finding_words(finding: Finding) -> str:
    """Say what is wrong with an answer."""
    params = {key: str(value) for key, value in finding.params.items()}
    if finding.code == "sheets.check":
        params["say"] = said(Words(params["zh"], params["en"]))
    return str(FINDINGS[finding.code]) % params


def first_fault(params: Mapping[str, object]) -> Fault:
    """Return the fault that a refusal `sheets.faulty` carries."""
    rest = {key: value for key, value in params.items() if key not in {"place", "fault"}}
    return Fault(str(params["place"]), str(params["fault"]), rest)
