"""What are bodies, areas, their deeds and their refusals called?"""

from django.utils.translation import gettext_lazy as _

ROOM = _("机构")

KINDS = [
    ("office", _("活动办公室")),
    ("leading_group", _("领导小组")),
    ("host", _("主办单位")),
    ("organ", _("推荐单位")),
    ("unit", _("申报单位")),
]

CHANNELS = [
    ("union", _("工会")),
    ("league", _("团委")),
    ("women", _("妇联")),
    ("quality", _("质协")),
]

AREA_KINDS = [
    ("district", _("区")),
    ("bureau_industry", _("局（产业）")),
    ("bureau_company", _("局（公司）")),
    ("industry", _("行业")),
    ("group", _("集团公司")),
    ("city_committee", _("市质协行业工作委员会")),
]

NATURES = [
    ("state", _("国有企业")),
    ("state_held", _("国有控股企业")),
    ("collective", _("集体企业")),
    ("private", _("民营企业")),
    ("foreign", _("外资及港澳台企业")),
    ("institution", _("事业单位")),
    ("social", _("社会组织")),
    ("authority", _("机关")),
    ("other", _("其他")),
]

VERBS = {
    "orgs.organisation.added": _("登记机构"),
    "orgs.organisation.registered": _("登记申报单位"),
    "orgs.organisation.edited": _("修改机构资料"),
    "orgs.organisation.moved": _("调整机构归属"),
    "orgs.organisation.merged": _("合并机构"),
    "orgs.organisation.closed": _("停用机构"),
    "orgs.organisation.reopened": _("恢复机构"),
    "orgs.area.added": _("登记片区"),
    "orgs.area.edited": _("修改片区"),
    "orgs.area.founded": _("建立片区名录"),
    "orgs.team.added": _("登记班组"),
    "orgs.team.edited": _("修改班组"),
    "orgs.team.closed": _("停用班组"),
    "orgs.nominee.added": _("登记人选"),
    "orgs.nominee.edited": _("修改人选"),
    "orgs.nominee.closed": _("停用人选"),
    "orgs.directory.exported": _("导出机构名单"),
    "orgs.sheet.uploaded": _("上传机构表格"),
    "orgs.import.requested": _("开始导入机构"),
    "orgs.import.applied": _("导入机构"),
    "orgs.import.stopped": _("停下导入"),
}

# What words about people in this room are kept for; their class is `name`.
PERSONAL = {"orgs.nominee.name": _("认出人选：申报、评选和公示时用")}

USCC_FAULTS = {
    "length": _("代码应为 18 位。"),
    "sign": _("代码里有不该出现的字符：没有字母 I、O、S、V、Z，第 3 到 8 位是数字。"),
    "check": _("最后一位对不上，前面可能写错了一位。"),
}

STANDS = [("open", _("在用")), ("closed", _("已停用"))]

COLUMNS = {
    "code": _("编号"),
    "kind": _("种类"),
    "name": _("名称"),
    "name_en": _("英文名称"),
    "channel": _("渠道"),
    "area_kind": _("片区类别"),
    "area": _("片区"),
    "parent": _("上级"),
    "uscc": _("统一社会信用代码"),
    "uscc_reason": _("代码说明"),
    "nature": _("单位性质"),
    "address": _("地址"),
    "address_en": _("英文地址"),
    "postcode": _("邮编"),
    "telephone": _("电话"),
    "fax": _("传真"),
    "email": _("邮箱"),
    "stand": _("状态"),
}

REFUSALS = {
    "orgs.missing": _("没有这个机构、班组或人选。"),
    "orgs.not_yours": _("机构由活动办公室和系统管理员管理。请把要改的告诉活动办公室。"),
    "orgs.auditor_reads": _("纪检监督席位只看不改。要改，请告诉活动办公室。"),
    "orgs.organ_own_only": _("推荐单位只改自己的资料。别的机构要改，请告诉活动办公室。"),
    "orgs.unit_asks": _("单位资料由活动办公室修改。请把要改的告诉推荐单位或活动办公室。"),
    "orgs.own_unit_only": _("这里是活动办公室和推荐单位看的名单。您的单位在“本单位”页。"),
    "orgs.sheet_unreadable": _("没有收下：这份表格打不开。请用电子表格软件另存为 XLSX 再传。"),
    "orgs.sheet_not_xlsx": _("没有收下：要 XLSX 表格。请另存为 XLSX 再传。"),
    "orgs.sheet_large": _("没有收下：表格太大。最多 5000 行、5 MB；请分成几份再传。"),
    "orgs.sheet_empty": _("没有收下：表里没有机构。请从模板填起，一行一个机构。"),
    "orgs.sheet_heads": _("没有收下：表头缺“%(names)s”。请照模板的表头填。"),
    "orgs.sheet_head_unknown": _(
        "没有收下：表头“%(names)s”不认识或重复。请改成模板里的表头，或删去这一列。"
    ),
    "orgs.sheet_faulty": _("没有导入：表里还有要改的地方。请看下面的清单，改好再传。"),
    "orgs.sheet_done": _("没有导入：这份表格已经在导入或导入过了。请看它的结果。"),
    "orgs.sheet_outdated": _(
        "没有导入，一行也没有写入：上传以后名单变了，第 %(line)s 行现在不能用。"
        "请重新上传，看清要改的地方。"
    ),
    "orgs.import_over": _("没有停下：导入已经结束。请看结果。"),
    "orgs.sheet_code": _("没有这个编号的机构。新机构的编号要空着。"),
    "orgs.sheet_kind": _("种类和登记的不一样。种类不能改。"),
    "orgs.sheet_kind_new": _("表格只能新登记推荐单位和申报单位，别的种类请在页面上登记。"),
    "orgs.sheet_stand": _("停用和恢复要写理由，请在机构页面上办。"),
    "orgs.sheet_long": _("写了 %(n)s 字，最多 %(most)s 字。"),
    "orgs.sheet_choice": _("“%(typed)s”不在可选的里面。请照模板里的说法填。"),
    "orgs.sheet_postcode": _("邮编是六位数字。"),
    "orgs.sheet_email": _("邮箱写得不对，如 office@example.com。"),
    "orgs.sheet_district": _("没有“%(name)s”这个区。请写全称，如“黄浦区”。"),
    "orgs.sheet_twice": _("和第 %(row)s 行重复。"),
    "orgs.sheet_parent": _("没有叫“%(name)s”的上级，表里也没有。请写它的全称。"),
    "orgs.no_name": _("没有保存：还没写名称。"),
    "orgs.name_taken": _("“%(name)s”已经登记过。请看机构名单，不必再登记一次。"),
    "orgs.uscc_taken": _("没有保存：这个统一社会信用代码已经登记给“%(name)s”。请核对代码。"),
    "orgs.uscc_unexplained": _(
        "没有保存：统一社会信用代码不合编码规则。请核对；证照上确实如此的，写明理由就可以保存。"
    ),
    "orgs.rank_taken": _("没有保存：第 %(rank)s 位主办单位已经是“%(name)s”。请换一个次序。"),
    "orgs.rank_wanted": _("没有保存：主办单位要有次序，别的机构没有。"),
    "orgs.no_such_organ": _(
        "没有保存：这类片区没有这个渠道的推荐单位。区设工会、团委、妇联、质协；局（产业）设工会；"
        "局（公司）设团委；行业、集团公司和行业工作委员会设质协。"
    ),
    "orgs.organ_place": _("没有保存：推荐单位要选渠道和片区。"),
    "orgs.unit_place": _("没有保存：申报单位要选所在区和推荐单位。"),
    "orgs.no_place": _("没有保存：这类机构不设渠道、片区和上级。"),
    "orgs.unit_district": _("没有保存：申报单位的片区要选所在的区。"),
    "orgs.parent_kind": _("没有保存：上级只能是主办单位或推荐单位，申报单位的上级是推荐单位。"),
    "orgs.parent_channel": _("没有保存：上级属于另一个渠道。请选同一渠道的上级。"),
    "orgs.children_channel": _("没有保存：名下的推荐单位属于原来的渠道。先把它们调走，再改渠道。"),
    "orgs.parent_closed": _("没有办成：上级“%(name)s”已经停用。请先选一个在用的上级。"),
    "orgs.circle": _("没有保存：机构不能归到自己或自己的下级名下。"),
    "orgs.too_deep": _("没有保存：层级超过八级。请归到更高的上级。"),
    "orgs.no_reason": _("没有办成：还没写理由。请用一句话说明，沿革里会留着。"),
    "orgs.wrong_day": _("没有保存：生效日期不能晚于今天，也不能早于上一次变动的 %(from_on)s。"),
    "orgs.nothing_changed": _("没有保存：归属和原来一样。"),
    "orgs.closed": _("没有保存：“%(name)s”已经停用。先恢复，再改。"),
    "orgs.closed_already": _("没有办成：它已经停用了。请看最新状态。"),
    "orgs.open_already": _("没有办成：它本来就在用。请看最新状态。"),
    "orgs.merged_away": _("没有办成：它已经并入“%(name)s”，不能再恢复。请在那里办理。"),
    "orgs.has_children": _("没有停用：名下还有 %(n)s 个在用的机构。先把它们调走、合并或停用。"),
    "orgs.office_stays": _("没有停用：活动办公室不能停用，否则没有人受理申报。"),
    "orgs.merge_self": _("没有合并：不能并入自己或自己的下级。"),
    "orgs.merge_unlike": _("没有合并：只有同一渠道的推荐单位、或两个申报单位可以合并。"),
    "orgs.merge_clash": _("没有合并：两边都有“%(names)s”。请先改名，再合并。"),
    "orgs.area_taken": _("没有保存：片区“%(name)s”或它的代码已经登记过。"),
    "orgs.area_code": _("没有保存：区要写六位区划代码，别的片区不写。"),
    "orgs.no_teams": _("没有保存：只有申报单位有班组和人选。"),
    "orgs.team_taken": _("没有保存：本单位已经有“%(name)s”。请换一个名称。"),
    "orgs.nominee_taken": _(
        "没有保存：同一班组里已经有“%(name)s”。确实同名的，请在姓名后注明，如“（早班）”。"
    ),
    "orgs.personal_number": _("没有保存：名称里有身份证号或手机号。请删去，这里只写名称。"),
}
