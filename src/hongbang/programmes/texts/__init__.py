"""What are editions' states, deeds, refusals and faults called?"""

from django.utils.translation import gettext_lazy as _

ROOM = _("评选年度")

STATES = {
    "draft": _("草稿"),
    "published": _("已公布"),
    "closed": _("已结束"),
    "discarded": _("已作废"),
}

VERBS = {
    "programmes.programme.added": _("设立评选项目"),
    "programmes.edition.drafted": _("起草年度"),
    "programmes.edition.cloned": _("按上一年起草年度"),
    "programmes.chapter.edited": _("修改年度的一章"),
    "programmes.edition.discarded": _("作废年度草稿"),
    "programmes.edition.published": _("公布年度"),
    "programmes.edition.amended": _("调整已公布的年度"),
    "programmes.edition.closed": _("结束年度"),
    "programmes.directory.exported": _("导出年度清单"),
    "programmes.workday.set": _("指定一天上班或不上班"),
    "programmes.workday.unset": _("恢复一天的公布安排"),
}

# What is wrong with a chapter: told on its page, and by `hongbang programme check`.
FAULTS = {
    "programmes.unknown_chapter": _("没有“%(chapter)s”这一章。"),
    "programmes.chapter_missing": _("缺少“%(chapter)s”这一章。"),
    "programmes.unknown_key": _("不认识“%(key)s”这一项。"),
    "programmes.key_missing": _("还没写。"),
    "programmes.not_text": _("这里要写文字，不能有控制字符。"),
    "programmes.not_words": _("这里要中文（zh）和英文（en）两种文字。"),
    "programmes.no_chinese": _("还没写中文。"),
    "programmes.no_english": _("还没写英文。"),
    "programmes.not_key": _("代号用字母、数字和下划线，字母开头，最多 40 位。"),
    "programmes.not_whole": _("这里要写整数。"),
    "programmes.too_small": _("最小是 %(least)s。"),
    "programmes.too_large": _("最大是 %(most)s。"),
    "programmes.too_long": _("写了 %(length)s 字，最多 %(most)s 字。"),
    "programmes.personal_number": _(
        "这里有身份证号或手机号。公开的文字里不能出现，请删去或改成座机。"
    ),
    "programmes.not_decimal": _("这里要写数字，如 0.40，小数最多六位。"),
    "programmes.share_range": _("比例应在 0 到 1 之间，如 0.40。"),
    "programmes.not_day": _("日期写得不对，如 2026-11-10。"),
    "programmes.not_flag": _("这里只能是 true 或 false。"),
    "programmes.unknown_choice": _("只能从这些里选：%(options)s。"),
    "programmes.not_list": _("这里应是一列。"),
    "programmes.not_table": _("这一行应是一组项目。"),
    "programmes.key_twice": _("“%(key)s”用了两次，请换一个代号。"),
    "programmes.twice_in_list": _("同一项写了两次。"),
    "programmes.not_sheet": _("表单代号写得不对，如 team_form 或 team_form@2。"),
    "programmes.unknown_sheet": _("没有公布的表单“%(sheet)s”。先公布表单，再在这里指定。"),
    "programmes.unknown_reference": _("“%(chapter)s”一章里没有“%(value)s”。"),
    "programmes.days_reversed": _("结束日期早于开始日期。"),
    "programmes.year_differs": _("开始日期不在 %(year)s 年。"),
    "programmes.outside_edition": _("日期不在年度之内（%(first)s 至 %(last)s）。"),
    "programmes.stage_order": _("这一步（%(stage)s）开始得比它前面的“%(before)s”还早。"),
    "programmes.channel_twice": _("两家主办单位用了同一个渠道（%(channel)s）。"),
    "programmes.value_missing": _("比较方式是 %(operator)s，要写出比较的值。"),
    "programmes.value_superfluous": _("比较方式是 %(operator)s，这里不该有值。"),
    "programmes.nominate_share": _("推荐比例不能小于 1。"),
    "programmes.of_missing": _("按“%(scope)s”分的名额，要写明是谁的。"),
    "programmes.of_superfluous": _("全年度的名额，这里要空着。"),
    "programmes.unknown_of": _("没有“%(value)s”（%(scope)s）。"),
    "programmes.quota_twice": _("同一家的名额写了两次。"),
    "programmes.seats_above_quota": _("名额加起来 %(total)s，超过了类别的 %(quota)s。"),
    "programmes.share_or_seats": _("比例和人数，写一个，也只写一个。"),
    "programmes.price_missing": _("可折算的规则要写出大于 0 的代价。"),
    "programmes.price_superfluous": _("只有可折算的规则才有代价。"),
    "programmes.weights": _("各项权重加起来是 %(total)s，应是 100。"),
    "programmes.trim": _("去掉这么多最高分和最低分，%(readings)s 份评分就不剩了。"),
    "programmes.minimum_days": _("最短天数不能多于公示天数（%(days)s）。"),
    "programmes.longest_inquiry": _("延长后的天数不能少于调查天数。"),
    "programmes.grade_twice": _("第 %(grade)s 级处理写了两次。"),
    "programmes.least_above_most": _("最少字数多于最多字数。"),
    "programmes.not_email": _("邮箱写得不对。"),
    "programmes.annex_source": _("附件来自一张表单或一章，写一个，也只写一个。"),
    "programmes.no_folder": _("没有这个目录。"),
    "programmes.file_missing": _("缺少这个文件。"),
    "programmes.unknown_file": _("不认识这个文件。"),
    "programmes.not_toml": _("不是正确的 TOML：%(why)s"),
    "programmes.sheet_fault": _("%(why)s"),
    "programmes.not_utf8": _("不是 UTF-8 文字。"),
    "programmes.bad_programme_code": _("代号用小写字母、数字和短横，字母开头，最多 40 位。"),
    "programmes.name_twice": _("“%(name)s”写了两次。"),
    "programmes.no_such_area": _("没有“%(area)s”这个区域。"),
    "programmes.no_such_parent": _("没有“%(parent)s”这个上级。"),
    "programmes.no_such_organ": _("这类区域没有这个渠道的推荐单位。"),
    "programmes.one_office": _("工作办公室只能有一个。"),
}

REFUSALS = {
    "programmes.missing": _("没有这个年度或评选项目。"),
    "programmes.chapter_unknown": _("没有这一章。"),
    "programmes.annex_missing": _("没有这个附件。请回到年度页面，从附件清单里选。"),
    "programmes.not_yours": _("评选项目和年度由活动办公室设立。要改规则，请告诉活动办公室。"),
    "programmes.auditor_reads": _("纪检监督席位只看不改。要改这个年度，请告诉活动办公室。"),
    "programmes.head_publishes": _(
        "公布、调整和结束年度由活动办公室负责人办。请把写好的草稿告诉负责人。"
    ),
    "programmes.no_such_move": _("没有办成：这个年度现在不能这样办。请看它的最新状态。"),
    "programmes.not_editable": _(
        "没有保存：只有草稿可以改。已公布的年度只能由负责人调整日程和联系方式，并写明理由。"
    ),
    "programmes.not_amendable": _(
        "没有调整：已公布的年度只能调整日程和联系方式。别的内容请在下一年度改。"
    ),
    "programmes.no_reason": _("没有调整：还没写理由。请用一句话说明，公众会看到这句话。"),
    "programmes.nothing_changed": _("没有调整：内容与公布的一样。请先改好再调整。"),
    "programmes.no_name": _("没有设立：中文和英文名称都要写。"),
    "programmes.bad_code": _("没有设立：代号用小写字母、数字和短横，字母开头，最多 40 位。"),
    "programmes.code_taken": _("没有设立：代号“%(code)s”已经用了。请换一个。"),
    "programmes.bad_year": _("没有起草：年份应在 %(first)s 到 %(last)s 之间。"),
    "programmes.year_taken": _("没有起草：%(year)s 年度已经有了。先作废那份草稿，或换一个年份。"),
    "programmes.year_fixed": _(
        "没有保存：这是 %(year)s 年度，“总则”里的年份不能写成别的。要办另一年，请从这一年复制。"
    ),
    "programmes.no_day_reason": _("没有保存：还没写理由。写明依据，例如调休通知的文号。"),
    "programmes.day_missing": _("没有办成：这一天本来就按公布的安排。"),
    "programmes.missing_sound": _("没有公布：内容还有 %(n)s 处要改。请逐处改好再公布。"),
    "programmes.missing_approval": _(
        "没有公布：还没有评选项目的批准文号、批准机关和批准日期。没有批准，什么也不能公布。请到“总则”填写。"
    ),
    "programmes.missing_forms": _("没有公布：%(zh)s还没有指定申报表。请到“类别与名额”指定。"),
    "programmes.missing_score_sheets": _("没有公布：%(zh)s还没有指定评分表。请到“评审”指定。"),
    "programmes.missing_stages": _(
        "没有公布：公开的日程里缺少申报、评审、公示中的一步，或分了名额却没有推荐这一步。请到“日程”补上。"
    ),
    "programmes.missing_conditions": _("没有公布：%(zh)s还没有必须满足的条件。请到“条件”写明。"),
    **FAULTS,
}

# What the checklist asks before an edition can open.
ITEMS = {
    "sound": _("各章内容没有互相矛盾"),
    "approval": _("批准文号、批准机关、批准日期都写了"),
    "forms": _("每个类别都有申报表"),
    "score_sheets": _("每个类别都有评分表"),
    "stages": _("公开的日程有申报、评审、公示；分名额的还有推荐"),
    "conditions": _("每个类别都有必须满足的条件"),
    "contacts": _("每家主办单位都有联系方式"),
    "survey": _("指定了顾客评价调查表，写明了怎么算"),
    "returns": _("指定了活动信息统计表"),
    "annexes": _("附件从 1 起连续编号"),
    "appointments": _("领导小组和工作办公室写明了"),
    "workdays": _("每一步都在工作日截止"),
}

MESSAGES = {
    "programmes.published": _("“%(name)s”已公布"),
    "programmes.amended": _("“%(name)s”有调整：%(reason)s"),
}
