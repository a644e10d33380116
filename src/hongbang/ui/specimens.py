"""What do the components show in the gallery? Invented names and figures only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hongbang.kernel.period import beijing_day, end_of
from hongbang.ui import charts

ICONS = [
    "check",
    "cross",
    "stop",
    "soon",
    "info",
    "clock",
    "holder",
    "seal",
    "file",
    "down",
    "up",
    "search",
    "filter",
    "next",
    "link",
    "print",
    "plus",
    "bin",
    "lock",
    "eye",
    "pen",
    "dice",
    "flag",
    "back",
    "wait",
    "half",
    "people",
    "list",
    "keys",
    "bold",
    "head",
    "bullets",
    "numbers",
    "quote",
    "undo",
    "redo",
    "mail",
    "swap",
    "out",
    "chain",
]
NAMES = (
    ("城南政务中心综窗三班", "临江市城南区行政服务中心"),
    ("江湾号轮渡服务组", "临江市江海客运轮渡有限责任公司"),
    ("一〇六路“守时”车组", "临江公共交通（集团）有限公司第三分公司"),
    ("晨光护理站", "临江市第二人民医院（临江医学院附属第二医院）心血管内科"),
    ("云桥站客运值班组", "临江轨道交通运营有限公司"),
    ("沈知夏", "临江市邮政公司和平路支局"),
    ("北郊供水抢修二队", "临江水务集团北郊供水分公司"),
    ("南浦书城导读组", "临江新华发行集团南浦书城"),
    ("许望舒", "临江银行股份有限公司梧桐支行"),
    ("听语客服班", "临江燃气热线服务中心"),
)
COLOURS = (
    ("red", "#a8161b", gettext_lazy("榜红：线、名字、落笔")),
    ("ink", "#1f1a16", gettext_lazy("墨：正文、拒绝、逾期")),
    ("ink-2", "#4f473e", gettext_lazy("淡墨：辅助文字、柱")),
    ("ink-3", "#655b51", gettext_lazy("灰墨：最浅的文字")),
    ("blue", "#1d4b73", gettext_lazy("靛：链接、信息、焦点")),
    ("green", "#1f5e3a", gettext_lazy("松：满足、完成")),
    ("amber", "#744600", gettext_lazy("赭：临近、留意")),
    ("edge", "#877c6d", gettext_lazy("边：输入框、必要的边线")),
    ("paper", "#fbf8f1", gettext_lazy("纸：页面")),
    ("sheet", "#fffefb", gettext_lazy("宣：书写面")),
    ("desk", "#f3eee3", gettext_lazy("案：表头、筛选栏")),
    ("rule", "#e0d8c8", gettext_lazy("栏：只作装饰的细线")),
)
SHEET = "#fffefb"
SCORES = (0, 2, 2, 0, 1, 0, 2, 4, 3, 5, 2, 7, 4, 5, 6, 6, 6, 6, 10, 11, 10, 12, 13, 10, 13, 14)
MORE_SCORES = (15, 11, 14, 7, 10, 15, 9, 7, 4, 11, 5, 1, 2, 1, 0, 0, 0, 1, 0, 1, 0)


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour and how far it stands out from the sheet."""

    name: str
    value: str
    use: str

    @property
    def contrast(self) -> str:
        """Return the contrast on the sheet, as WCAG counts it."""
        return f"{contrast(self.value, SHEET):.1f}"


@dataclass(frozen=True, slots=True)
class Holder:
    """A name on the hanging list."""

    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to do."""

    title: str
    why: str
    link: str
    action: str
    due_on: date | None = None
    since: date | None = None


class SpecimenForm(forms.Form):
    """Every control that forms of the house use."""

    code = forms.CharField(
        label=gettext_lazy("统一社会信用代码"),
        help_text=gettext_lazy("十八位，在营业执照上。"),
        max_length=18,
    )
    people = forms.IntegerField(
        label=gettext_lazy("班组人数"), widget=forms.NumberInput(attrs={"class": "in-num"})
    )
    founded = forms.DateField(
        label=gettext_lazy("成立日期"), widget=forms.DateInput(attrs={"type": "date"})
    )
    industry = forms.ChoiceField(
        label=gettext_lazy("行业"),
        choices=[
            ("", gettext_lazy("请选一个")),
            ("bus", gettext_lazy("公共交通")),
            ("care", gettext_lazy("医疗卫生")),
        ],
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("由哪个渠道报送"),
        choices=[("union", gettext_lazy("工会")), ("league", gettext_lazy("共青团"))],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("同一对象只能由一个渠道归口。"),
    )
    hours = forms.MultipleChoiceField(
        label=gettext_lazy("服务时段"),
        required=False,
        choices=[("day", gettext_lazy("白天")), ("night", gettext_lazy("夜间"))],
        widget=forms.CheckboxSelectMultiple,
    )
    proof = forms.FileField(
        label=gettext_lazy("证实性材料"),
        required=False,
        help_text=gettext_lazy("PDF、DOCX、JPG、PNG，每件 20 MB 以内。"),
    )
    summary = forms.CharField(
        label=gettext_lazy("简要事迹"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "lang": "zh-Hans"}),
        help_text=gettext_lazy("写一件具体的事，比写十个形容词有用。"),
    )
    body = forms.CharField(
        label=gettext_lazy("正文"),
        widget=forms.Textarea(attrs={"rows": 8, "data-editor": "", "lang": "zh-Hans"}),
        help_text=gettext_lazy("空一行另起一段；行首写 ## 是小标题，写 - 是列表。"),
    )
    consent = forms.BooleanField(label=gettext_lazy("同意公开班组名称、单位和简要事迹。"))


class SpecimenFilter(forms.Form):
    """A filter bar."""

    q = forms.CharField(
        label=gettext_lazy("班组、单位，可用拼音"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    state = forms.ChoiceField(
        label=gettext_lazy("现在的状态"),
        required=False,
        choices=[("", gettext_lazy("全部状态")), ("mine", gettext_lazy("等你初评"))],
    )
    industry = forms.ChoiceField(
        label=gettext_lazy("行业"),
        required=False,
        choices=[("", gettext_lazy("全部行业")), ("bus", gettext_lazy("公共交通"))],
    )

    def active(self) -> list[tuple[str, str, str]]:
        """Return the filters in force."""
        words = {"mine": _("等你初评"), "bus": _("公共交通")}
        given = [(name, str(self.data.get(name, ""))) for name in self.fields]
        return [
            (name, str(self[name].label), words.get(value, value)) for name, value in given if value
        ]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, as WCAG counts it.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    lighter, darker = sorted((_light(one), _light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _light(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def everything(at: datetime, address: Mapping[str, str]) -> dict[str, Any]:
    """Return what the gallery draws, as if it were now."""
    today = beijing_day(at)
    holders = [Holder(name, unit) for name, unit in NAMES]
    filters = {"q": "cnq", "state": "mine"} | {name: address[name] for name in address}
    return {
        "swatches": [Swatch(name, value, str(use)) for name, value, use in COLOURS],
        "icons": ICONS,
        "holders": holders,
        "page": Paginator(holders * 30, 20).get_page(address.get("page", 3)),
        "form": _wrong_form(),
        "filter": SpecimenFilter(filters, auto_id="filter_%s"),
        "desk": _desk(today),
        "trail": _trail(at),
        "letters": _letters(at),
        "steps": _steps(today),
        "until": end_of(today + timedelta(days=4)),
        "saved": at - timedelta(minutes=3),
        "daily": [5, 7, 2, 0, 0, 12, 14, 19, 17, 22, 2, 5, 26, 34, 46, 74],
        "spread": _spread(1, 760),
        "narrow_spread": _spread(2, 328),
        "their_text": [(False, "九天里头班车"), (True, "准点率百分之百"), (False, "。")],
        "my_text": [(False, "九天里头班车"), (True, "一次没有晚点"), (False, "。")],
        "digest": "sm3:5f8a1c20d7e94b63a0c8f1e2d3b4a59687756443322110ffeeddccbbaa998877",
    }


def _wrong_form() -> SpecimenForm:
    form = SpecimenForm(
        {
            "code": "91310000MA1K35XQ0O",
            "people": "14",
            "industry": "bus",
            "hours": ["day"],
            "summary": "早上五点一刻，头班车要准时离开梧桐路总站。",
            "body": "## 一、谁可以申报\n\n面对顾客的**一线班组**和员工。\n\n- 公共交通\n- 医疗卫生",
        }
    )
    form.add_error("code", _("最后一位对不上。代码里没有字母 O，请看是不是数字 0。"))
    form.errors["founded"][:] = [_("还没写成立日期，用它计算“满一年”。")]
    form.errors["channel"][:] = [_("还没选渠道，不选就不知道送给谁。")]
    form.errors["consent"][:] = [_("不同意公开就不能申报，因为名单要公示。")]
    return form


def _desk(today: date) -> dict[str, list[Card]]:
    def card(title: str, why: str, action: str, days: int | None) -> Card:
        due = None if days is None else today + timedelta(days=days)
        return Card(title, why, "#g-desk", action, due)

    return {
        "late": [
            card(_("答复一件异议的补充材料"), _("提出人已等 9 个工作日。"), _("去答复"), -2),
            card(_("核定借出的 2 席"), _("双方已签，等办公室核定。"), _("核定"), -1),
        ],
        "coming": [
            card(_("回答 4 个申报问题"), _("最早一个是昨天问的。"), _("去回答"), 0),
            card(_("查看 6 组可能重复的申报"), _("两个渠道都报了。"), _("逐组比对"), 3),
            card(_("2 份创建方案还没有回音"), "", _("看方案"), None),
        ],
    }


def _trail(at: datetime) -> list[dict[str, object]]:
    day = timedelta(days=1)
    return [
        {"at": at - 3 * day, "text": _("“守时”车组送出")},
        {"at": at - 2 * day, "text": _("城南区总工会退回：投诉处理满意率请核对")},
        {"at": at - day, "text": _("补正后再次送出"), "state": "now"},
        {"at": at + 4 * day, "text": _("给出初评意见"), "state": "next"},
    ]


def _letters(at: datetime) -> list[dict[str, object]]:
    sender = _("活动办公室")
    return [
        {"title": _("申报要补正 2 处，已一次列全"), "at": at, "sender": sender, "is_read": False},
        {
            "title": _("通知已更正：截止改到周五"),
            "at": at - timedelta(days=30),
            "sender": sender,
            "is_read": True,
        },
    ]


def _steps(today: date) -> list[dict[str, object]]:
    past, near, far = (today + timedelta(days=n) for n in (-9, 7, 30))
    return [
        {"day": past, "words": _("上周"), "name": _("通知发布"), "note": "", "phase": "done"},
        {"day": today, "words": _("今天，距申报截止还有 5 个工作日"), "is_today": True},
        {
            "day": near,
            "words": _("下周二"),
            "name": _("申报截止"),
            "note": _("24:00 关闭，没有送出的留作草稿"),
            "phase": "now",
        },
        {
            "day": far,
            "words": _("下个月"),
            "name": _("发布红榜"),
            "note": _("证书有效期三年"),
            "phase": "next",
        },
    ]


def _spread(merged: int, width: int) -> charts.Spread:
    fine = (SCORES + MORE_SCORES)[: 47 - 47 % merged]
    counts = [sum(fine[n : n + merged]) for n in range(0, len(fine), merged)]
    return charts.spread(
        counts,
        lowest=72.0,
        step=0.5 * merged,
        line=86.41,
        band=(85.2, 87.6),
        ticks=(75, 80, 85, 90),
        width=width,
    )
