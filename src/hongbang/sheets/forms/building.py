"""How do typed strings become a part of a sheet's source, and a part what is typed?

The inputs of a field are those its kind may have. What is typed badly is kept as it is: a draft may
be unfinished, and the faults are told beside the inputs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hongbang.sheets.rules.commands import Act, DraftSheet
from hongbang.sheets.rules.shape import (
    DECIMALS,
    EXPRESSIONS,
    FILES,
    FLAGS,
    IN_TABLE,
    KEY_MAX,
    OF_KIND,
    TAKEN,
    WHOLES,
    WORDS,
    Fault,
)
from hongbang.sheets.texts import FIELD_KINDS, KEYS, KINDS, LISTS, PATTERNS, fault_words

Plain = dict[str, Any]
LINES = frozenset({"options", "anchors"})
BELOW = frozenset({"columns", "checks", "fields", "sections"})
SEVERITIES: list[tuple[str, Any]] = [("block", _("不成立就不能提交")), ("warn", _("只提醒"))]
NAMED = {"pattern": PATTERNS, "options_from": LISTS}
HINTS = {
    "key": _("小写字母、数字和下划线，如 headcount。答案按它保存，算式用它称呼这一题。"),
    "show_if": _('算式，如 channel == "union"。空着就总是显示。'),
    "origin": _("stated 是通知里写明的；default: 后面写惯例取自哪里。"),
    "options": _("每行一个：值 | 中文 | English，如 union | 工会 | Trade union。"),
    "anchors": _("每行一个：分数 | 中文 | English，如 15 | 成效突出 | Outstanding。"),
    "formula": _("算式，如 female_count * 100 / headcount。表格用 sum(表格.列)、count(表格)。"),
    "test": _("算式，如 female_count <= headcount。不成立时说下面的话；有没填的就不问。"),
    "at": _("一道题的代号；空着就写在表单开头。"),
    "max": _("字数按汉字和标点数，空格不计；多选题是项数。空着不限。"),
    "points": _("评分表里各题满分加起来是 100。"),
    "least": _("比率按百分数写，如 95。"),
}
OF_PART: Mapping[str, tuple[str, ...]] = {
    "head": ("title", "help"),
    "sections": ("key", "title", "help", "show_if"),
    "checks": ("key", "test", "say", "severity", "at"),
}
NEEDED = frozenset(
    {
        *("key", "title_zh", "title_en", "label_zh", "label_en", "say_zh", "say_en", "test"),
        *("formula", "points", "numerator_zh", "numerator_en", "denominator_zh"),
        *("denominator_en", "signer_zh", "signer_en", "severity"),
    }
)
FIELD = ("key", "label", "help", "required", "show_if", "origin")


def kinds_for(path: str) -> Sequence[tuple[str, Any]]:
    """Return the kinds of question that may stand in a list."""
    kinds = IN_TABLE if path.rpartition(".")[2] == "columns" else tuple(OF_KIND)
    return [(kind, FIELD_KINDS[kind]) for kind in kinds]


def keys_of(of: str, kind: str) -> tuple[str, ...]:
    """Return the keys that a part may have, without the parts below it."""
    if of in OF_PART:
        return OF_PART[of]
    keys = (*FIELD, *OF_KIND.get(kind, ()))
    if of == "columns":
        keys = tuple(key for key in keys if key != "show_if")
    return tuple(key for key in keys if key not in BELOW)


class PartForm(forms.Form):
    """One part of a sheet: its head, a section, a question, a column, a check."""

    use_required_attribute = False  # a draft may be unfinished

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    was = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, of: str, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of, self.kind = of, kind
        for key in keys_of(of, kind):
            for name, field in _inputs(key):
                self.fields[name] = field

    @classmethod
    def showing(cls, of: str, part: Plain, version: int) -> PartForm:
        """Return the form filled with a part, as if it had been typed just now."""
        kind = str(part.get("kind", ""))
        typed: Plain = {"version": version, "was": part.get("key", "")}
        for key in keys_of(of, kind):
            typed |= _shown(key, part.get(key))
        return cls(of, kind, typed)

    @classmethod
    def blank(cls, of: str, kind: str, version: int) -> PartForm:
        """Return the form of a part that is not there yet."""
        return cls(of, kind, initial={"version": version})

    def mark_needed(self) -> None:
        """Leave the mark "optional" off what a sheet cannot be published without."""
        for name in NEEDED & self.fields.keys():
            self.fields[name].required = True

    def part(self) -> Plain:
        """Return the part that was typed; what is empty is left out."""
        data = self.cleaned_data
        typed: Plain = {} if self.of in OF_PART else {"kind": self.kind}
        for key in keys_of(self.of, self.kind):
            value = _typed(key, data)
            if value or (value == 0 and value is not False):  # nought is a number like others
                typed[key] = value
        if "key" in typed:  # the key stands first, as people read it
            typed = {"key": typed.pop("key")} | typed
        return typed

    def tell(self, faults: Sequence[Fault], place: str) -> None:
        """Put the faults of this part beside the inputs they are about."""
        for fault in faults:
            name = self.input_at(fault.place, place)
            if name is not None:
                self.add_error(name, fault_words(fault))

    def input_at(self, fault: str, place: str) -> str | None:
        """Return the input that a fault is about; None where it is about another part."""
        rest = fault.removeprefix(f"{place}.") if place else fault
        if place and rest == fault:
            return None
        key, _dot, within = rest.partition(".")
        if key in BELOW:
            return None
        for name in (key, f"{key}_{within}", f"{key}_zh"):
            if name in self.fields:
                return name
        return None


def _inputs(key: str) -> list[tuple[str, forms.Field]]:
    """Return the inputs of a key: one, or one for each language."""
    label: Any = _("代号") if key == "key" else KEYS[key]
    if key in WORDS:
        widget = forms.Textarea if key in {"help", "say"} else forms.TextInput
        return [
            (
                f"{key}_zh",
                _text(_("%s（中文）") % label, widget({"lang": "zh-Hans"} | _rows(widget))),
            ),
            (f"{key}_en", _text(_("%s（英文）") % label, widget({"lang": "en"} | _rows(widget)))),
        ]
    if key in FLAGS:
        return [(key, forms.BooleanField(label=label, required=False))]
    if key == "kinds":
        every = [(kind, kind.upper()) for kind in FILES]
        box = forms.CheckboxSelectMultiple
        return [
            (key, forms.MultipleChoiceField(label=label, required=False, choices=every, widget=box))
        ]
    if key in TAKEN:
        offered = SEVERITIES if key == "severity" else [("", "—"), *NAMED[key].items()]
        return [(key, forms.ChoiceField(label=label, required=False, choices=offered))]
    return [(key, _text(label, _widget(key), HINTS.get(key, "")))]


def _text(label: Any, widget: forms.Widget, hint: Any = "") -> forms.CharField:
    most = 60_000 if isinstance(widget, forms.Textarea) else 1000
    return forms.CharField(
        label=label, required=False, help_text=hint, widget=widget, max_length=most
    )


def _rows(widget: type[forms.Widget]) -> dict[str, Any]:
    return {"rows": 3} if widget is forms.Textarea else {}


def _widget(key: str) -> forms.Widget:
    """Return the input for a key of one text: lines, an expression, a number, a line."""
    if key in LINES:
        return forms.Textarea({"rows": 6, "lang": "zh-Hans"})
    if key in EXPRESSIONS:
        return forms.Textarea({"rows": 2, "spellcheck": "false", "autocapitalize": "off"})
    return forms.TextInput({"inputmode": "decimal"} if key in WHOLES or key in DECIMALS else {})


# --- a value as it is typed, and what is typed as a value


def _shown(key: str, value: Any) -> Plain:
    if key in WORDS:
        said = value if isinstance(value, Mapping) else {}
        return {f"{key}_{language}": said.get(language, "") for language in ("zh", "en")}
    if key in LINES:
        return {key: "\n".join(map(_line, value)) if isinstance(value, list) else ""}
    return {key: "" if value is None else value}


def _line(one: Any) -> str:
    """Write an option or anchor in one line."""
    part = one if isinstance(one, Mapping) else {}
    words = part.get("words")
    said = words if isinstance(words, Mapping) else {}
    head = part.get("value", part.get("at", ""))
    return " | ".join(str(text) for text in (head, said.get("zh", ""), said.get("en", "")))


def _typed(key: str, data: Mapping[str, Any]) -> Any:
    if key in WORDS:
        said = {language: data[f"{key}_{language}"].strip() for language in ("zh", "en")}
        return {language: text for language, text in said.items() if text}
    value = data[key]
    if key in LINES:
        return [_part_of(key, line) for line in value.splitlines() if line.strip()]
    if key in WHOLES or key in DECIMALS:
        return _number(value.strip())
    if key == "severity":
        return "" if value == "block" else value
    return value.strip() if isinstance(value, str) else value


def _part_of(key: str, line: str) -> Plain:
    """Read an option or anchor from its line: value, Chinese, English."""
    head, zh, en = ([text.strip() for text in line.replace("｜", "|").split("|", 2)] + ["", ""])[:3]
    words = {language: text for language, text in (("zh", zh), ("en", en)) if text}
    return (
        {"at": _number(head), "words": words}
        if key == "anchors"
        else {"value": head, "words": words}
    )


def _number(text: str) -> int | str:
    is_whole = text.lstrip("-").isdigit() and text.isascii() and len(text) < 13
    return int(text) if is_whole else text


class NewForm(forms.Form):
    """A family of sheets to begin."""

    kind = forms.ChoiceField(label=_("种类"), choices=KINDS)
    code = forms.CharField(
        label=_("代号"),
        max_length=KEY_MAX,
        help_text=_("小写字母、数字和下划线，如 team_application。以后不能改。"),
        error_messages={"required": _("还没写代号。")},
    )
    title_zh = forms.CharField(
        label=_("标题（中文）"),
        max_length=80,
        widget=forms.TextInput({"lang": "zh-Hans"}),
        error_messages={"required": _("还没写中文标题。")},
    )
    title_en = forms.CharField(
        label=_("标题（英文）"),
        max_length=80,
        widget=forms.TextInput({"lang": "en"}),
        required=False,
    )

    def command(self) -> DraftSheet:
        """Return what the operation takes."""
        data = self.cleaned_data
        title = {"zh": data["title_zh"].strip(), "en": data["title_en"].strip()}
        title = {language: text for language, text in title.items() if text}
        return DraftSheet(data["code"].strip(), {"kind": data["kind"], "title": title})


class MoveForm(forms.Form):
    """A part to move up or down, or to take out."""

    part = forms.CharField(max_length=80)
    was = forms.CharField(required=False, max_length=200)
    do = forms.ChoiceField(choices=[(one, one) for one in ("up", "down", "remove")])
    version = forms.IntegerField(min_value=1)


class ActForm(forms.Form):
    """A move of a sheet."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def command(self) -> Act:
        """Return what the operation takes."""
        return Act(self.cleaned_data["version"])
