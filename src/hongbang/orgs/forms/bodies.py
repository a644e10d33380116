"""How do typed strings become a body, a change of its words, place or stand?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hongbang.orgs import queries
from hongbang.orgs.queries import Filters, Organisation
from hongbang.orgs.rules import uscc
from hongbang.orgs.rules.bodies import WORDS
from hongbang.orgs.rules.commands import AddOrganisation, EditOrganisation, Merge, Move, Turn
from hongbang.orgs.texts import AREA_KINDS, CHANNELS, KINDS, NATURES, STANDS, USCC_FAULTS

IN_CHINESE = {"lang": "zh-Hans"}  # bodies are named in Chinese, whatever the page speaks
CHOOSE = [("", _("请选择"))]
PLACES = {"organ": ("channel", "area", "parent"), "unit": ("area", "parent")}


class NamesSelect(forms.Select):
    """A choice among names of bodies and areas, which are Chinese whatever the page speaks."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Mark each name's language."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        option["attrs"] |= IN_CHINESE if value else {}
        return option


def words(label: Any, most: int, help_text: Any = "", *, is_needed: bool = False) -> Any:
    """Make a field for Chinese words, with a friendly word for each fault."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=is_needed,
        help_text=help_text,
        widget=forms.TextInput(attrs=IN_CHINESE),
        error_messages={
            "required": _("还没写。"),
            "max_length": _("写了 %(show_value)s 字，最多 %(limit_value)s 字。"),
        },
    )


def reason_field(*, is_needed: bool = True, help_text: Any = "") -> Any:
    """Make the field of a reason, which the history keeps."""
    return forms.CharField(
        label=_("理由"),
        max_length=200,
        required=is_needed,
        help_text=help_text or _("一句话，沿革里会留着。"),
        widget=forms.TextInput(attrs=IN_CHINESE),
        error_messages={"required": _("还没写理由。")},
    )


def day_field() -> Any:
    """Make the field of the day from which a change holds."""
    return forms.DateField(
        label=_("生效日期"),
        required=False,
        help_text=_("空着就是今天。补记的，写当时的日期。"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("日期写得不对，如 2026-07-01。")},
    )


def area_choices(kinds: tuple[str, ...] = ()) -> list[tuple[Any, Any]]:
    """List the areas to choose from, by kind."""
    names = dict(AREA_KINDS)
    groups: dict[str, list[tuple[str, str]]] = {}
    for area in queries.areas():
        if not kinds or area.kind in kinds:
            groups.setdefault(area.kind, []).append((area.public_id, area.name))
    ordered = [kind for kind in names if kind in groups]
    return [*CHOOSE, *((names[kind], groups[kind]) for kind in ordered)]


def parent_choices(kind: str) -> list[tuple[Any, Any]]:
    """List the bodies that such a body can stand below, by area."""
    groups: dict[str, list[tuple[str, str]]] = {}
    if kind == "organ":
        groups[gettext("主办单位")] = [(one.public_id, one.name) for one in queries.hosts()]
    for organ in queries.organs():
        groups.setdefault(str(organ.area), []).append((organ.public_id, organ.name))
    first = [("", _("没有上级"))] if kind == "organ" else CHOOSE
    return [*first, *((name, rows) for name, rows in groups.items() if rows)]


class WordsForm(forms.Form):
    """What a body says of itself."""

    name = words(_("名称"), 100, _("写全称，与公章一致。"), is_needed=True)
    name_en = forms.CharField(label=_("英文名称"), max_length=160, required=False)
    uscc = forms.CharField(
        label=_("统一社会信用代码"), max_length=40, required=False, help_text=_("18 位，照证照写。")
    )
    uscc_reason = words(_("代码说明"), 200, _("只有代码不合编码规则、证照上又确实如此时才写。"))
    nature = forms.ChoiceField(
        label=_("单位性质"), required=False, choices=[("", _("没有填")), *NATURES]
    )
    address = words(_("地址"), 200)
    address_en = forms.CharField(label=_("英文地址"), max_length=240, required=False)
    postcode = forms.CharField(
        label=_("邮编"),
        required=False,
        max_length=6,
        validators=[RegexValidator(r"^\d{6}$", _("邮编是六位数字。"))],
    )
    telephone = forms.CharField(
        label=_("电话"), max_length=60, required=False, help_text=_("单位的座机，对外公开。")
    )
    fax = forms.CharField(label=_("传真"), max_length=60, required=False)
    email = forms.EmailField(
        label=_("邮箱"),
        required=False,
        error_messages={"invalid": _("邮箱写得不对，如 office@example.com。")},
    )

    def clean(self) -> dict[str, Any]:
        """Look at the credit code while everything typed is still in sight."""
        data: dict[str, Any] = super().clean() or {}
        verdict = uscc.check(data.get("uscc", ""))
        if verdict.code and not verdict.is_valid and not data.get("uscc_reason"):
            told = str(USCC_FAULTS[verdict.fault])
            if verdict.suggestions:
                meant = "、".join(verdict.suggestions)
                told += gettext("是不是 %(meant)s？") % {"meant": meant}
            told += gettext("证照上确实如此的，在“代码说明”里写明理由就可以保存。")
            self.add_error("uscc", told)
        return data

    def said(self) -> dict[str, Any]:
        """Return the words as the commands take them."""
        return {name: self.cleaned_data.get(name) or "" for name in WORDS}


class PlaceFields(forms.Form):
    """Where a body stands; which of the fields there are depends on its kind."""

    channel = forms.ChoiceField(
        label=_("渠道"),
        choices=[*CHOOSE, *CHANNELS],
        help_text=_("区有四个渠道；局（产业）是工会，局（公司）是团委，其余是质协。"),
        error_messages={"required": _("还没选。")},
    )
    area = forms.ChoiceField(
        label=_("片区"), widget=NamesSelect, error_messages={"required": _("还没选。")}
    )
    parent = forms.ChoiceField(
        label=_("上级"), widget=NamesSelect, error_messages={"required": _("还没选。")}
    )

    def set_place(self, kind: str) -> None:
        """Offer what such a body can choose, and take out what it has not."""
        for name in {"channel", "area", "parent"} - {*PLACES.get(kind, ())}:
            del self.fields[name]
        if kind not in PLACES:
            return
        area, parent = self.fields["area"], self.fields["parent"]
        area.choices = area_choices(("district",) if kind == "unit" else ())  # type: ignore[attr-defined]  # a choice field, as above
        parent.choices = parent_choices(kind)  # type: ignore[attr-defined]  # as above
        parent.required = kind == "unit"
        if kind == "unit":
            area.label, parent.label = _("所在区"), _("推荐单位")

    def place(self) -> dict[str, str]:
        """Return the place as the commands take it."""
        return {name: self.cleaned_data.get(name) or "" for name in ("channel", "area", "parent")}


class AddForm(WordsForm, PlaceFields):
    """A body to register."""

    host_rank = forms.IntegerField(
        label=_("次序"), min_value=1, max_value=99, help_text=_("在四家主办单位里排第几。")
    )
    sure = forms.BooleanField(
        label=_("不是同一家，照样登记"), required=False, widget=forms.HiddenInput
    )
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    field_order = ("name", "channel", "area", "parent", "host_rank")

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.set_place(kind)
        if kind != "host":
            del self.fields["host_rank"]
        if kind != "unit":
            del self.fields["nature"]

    def ask_whether_sure(self) -> None:
        """Show the tick that says a near name is another body."""
        self.fields["sure"].widget = forms.CheckboxInput()

    def command(self) -> AddOrganisation:
        """Return what the operation takes."""
        data = self.cleaned_data
        return AddOrganisation(
            kind=self.kind,
            host_rank=data.get("host_rank"),
            key=data["key"],
            **self.place(),
            **self.said(),
        )


class EditForm(WordsForm):
    """A body's words to change."""

    reason = reason_field(is_needed=False, help_text=_("改名称时要写；沿革里会留着。"))
    on = day_field()
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != "unit":
            del self.fields["nature"]

    @classmethod
    def showing(cls, body: Organisation) -> EditForm:
        """Return the form filled with what is kept."""
        kept = {name: getattr(body, name) for name in WORDS}
        return cls(initial=kept | {"version": body.version}, kind=body.kind)

    def command(self) -> EditOrganisation:
        """Return what the operation takes."""
        data = self.cleaned_data
        return EditOrganisation(
            version=data["version"], reason=data["reason"], on=data["on"], **self.said()
        )


class MoveForm(PlaceFields):
    """A body's new place."""

    reason = reason_field()
    on = day_field()
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_place(kind)

    @classmethod
    def showing(cls, body: Organisation) -> MoveForm:
        """Return the form filled with the present place."""
        return cls(
            initial={
                "channel": body.channel,
                "area": body.area.public_id if body.area else "",
                "parent": body.parent.public_id if body.parent else "",
                "version": body.version,
            },
            kind=body.kind,
        )

    def command(self) -> Move:
        """Return what the operation takes."""
        data = self.cleaned_data
        return Move(version=data["version"], reason=data["reason"], on=data["on"], **self.place())


class IntoForm(forms.Form):
    """Which body takes another over; sent by GET, to look first."""

    q = forms.CharField(
        label=_("先找对方"),
        required=False,
        max_length=60,
        help_text=_("名称里的字或拼音首字母；同一片区的排在前面，最多列 100 家。"),
    )
    into = forms.ChoiceField(
        label=_("并入"), widget=NamesSelect, error_messages={"required": _("还没选。")}
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = [*CHOOSE, *choices]  # type: ignore[attr-defined]  # a choice field, as above


class MergeForm(forms.Form):
    """A merger that was looked at."""

    into = forms.CharField(max_length=32, widget=forms.HiddenInput)
    reason = reason_field()
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def command(self) -> Merge:
        """Return what the operation takes."""
        data = self.cleaned_data
        return Merge(version=data["version"], into=data["into"], reason=data["reason"])


class TurnForm(forms.Form):
    """Something to close or reopen, with the reason."""

    reason = reason_field()
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def command(self) -> Turn:
        """Return what the operation takes."""
        return Turn(version=self.cleaned_data["version"], reason=self.cleaned_data["reason"])


class FilterForm(forms.Form):
    """What the list of bodies is narrowed to; anything unknown is taken as not narrowed."""

    q = forms.CharField(label=_("名称、信用代码，可用拼音"), required=False, max_length=60)
    kind = forms.ChoiceField(label=_("种类"), required=False, choices=[("", _("全部种类")), *KINDS])
    channel = forms.ChoiceField(
        label=_("渠道"), required=False, choices=[("", _("全部渠道")), *CHANNELS]
    )
    area_kind = forms.ChoiceField(
        label=_("片区类别"), required=False, choices=[("", _("全部类别")), *AREA_KINDS]
    )
    area = forms.ChoiceField(label=_("片区"), required=False, widget=NamesSelect)
    stand = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("在用")), STANDS[1], ("all", _("全部"))]
    )

    parent = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = area_choices()
        self.fields["area"].choices = [("", _("全部片区")), *choices[1:]]  # type: ignore[attr-defined]  # a choice field, as above
        self.areas = {code: name for _kind, rows in choices[1:] for code, name in rows}

    def filters(self) -> Filters:
        """Return the filters as the query takes them."""
        self.full_clean()
        data: dict[str, Any] = getattr(self, "cleaned_data", {})
        stand = {"": "open", "all": ""}.get(data.get("stand", ""), data.get("stand", "open"))
        return Filters(
            data.get("q", ""),
            data.get("kind", ""),
            data.get("channel", ""),
            data.get("area_kind", ""),
            data.get("area", ""),
            stand,
            data.get("parent", ""),
        )

    def active(self) -> list[tuple[str, str, str]]:
        """Return the filters in force as (name, label, value in words), for the chips."""
        found = self.filters()
        stand = {"open": "", "": str(_("全部"))}.get(
            found.stand, str(dict(STANDS).get(found.stand))
        )
        named = [
            ("q", found.query),
            ("kind", str(dict(KINDS).get(found.kind, ""))),
            ("channel", str(dict(CHANNELS).get(found.channel, ""))),
            ("area_kind", str(dict(AREA_KINDS).get(found.area_kind, ""))),
            ("area", self.areas.get(found.area, "")),
            ("stand", stand),
            ("parent", str(_("指定的上级")) if found.parent else ""),
        ]
        return [(name, str(self[name].label or _("上级")), said) for name, said in named if said]
