"""How do typed strings become a chapter's keys, a row, an act, a day?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hongbang.programmes import queries
from hongbang.programmes.queries import Filters, Programme
from hongbang.programmes.rules.catalogue import CHAPTERS, FIRST_YEAR, LAST_YEAR
from hongbang.programmes.rules.chapters import Chapters
from hongbang.programmes.rules.checking import Fault, tidy
from hongbang.programmes.rules.commands import (
    Act,
    AddProgramme,
    CloneEdition,
    DraftEdition,
    SetWorkday,
)
from hongbang.programmes.rules.shapes import WORDS, Part, Plain, named_rows
from hongbang.programmes.texts import FAULTS, STATES
from hongbang.programmes.texts.chapters import CHAPTERS as CHAPTER_NAMES
from hongbang.programmes.texts.chapters import choices, label
from hongbang.programmes.texts.telling import said

WHOLE = re.compile(r"-?\d{1,9}")
LANGUAGES = {"zh": ("zh-Hans", _("%(label)s（中文）")), "en": ("en", _("%(label)s（英文）"))}
MISSING = {"required": _("还没写。")}
CHOOSE = ("", _("请选择"))
LONG = 1000  # signs; what may be longer is written in an area of its own


class PartsForm(forms.Form):
    """The keys of a chapter or of one of its rows, as its shape names them.

    Only what is missing is told here; the rules tell the rest, as they do to a file.
    """

    use_required_attribute = False
    reason = forms.CharField(
        label=_("理由"),
        max_length=300,
        help_text=_("一句话，公众会看到。"),
        error_messages={"required": _("还没写理由。")},
    )
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(
        self,
        parts: tuple[Part, ...],
        at: str,
        chapters: Chapters,
        *args: Any,
        is_amending: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not is_amending:
            del self.fields["reason"]
        self.parts = tuple(part for part in parts if part.kind != "rows")
        lists = _Lists(chapters)
        made: dict[str, forms.Field] = {}
        for part in self.parts:
            made |= _fields(part, f"{at}.{part.key}", lists)
        self.fields = made | self.fields

    @classmethod
    def initial_of(cls, parts: tuple[Part, ...], row: Plain, version: int) -> dict[str, Any]:
        """Return what the fields show of a row that is kept."""
        shown: dict[str, Any] = {"version": version}
        for part in parts:
            value = row.get(part.key)
            if part.kind == "words":
                for language in WORDS:
                    shown[f"{part.key}_{language}"] = (value or {}).get(language, "")
            elif part.kind == "lines":
                shown[part.key] = "\n".join(value or [])
            elif part.kind != "rows":
                shown[part.key] = value
        return shown

    def row(self) -> dict[str, Any]:
        """Return what was typed, in the one form of plain data."""
        typed = {part.key: self._typed(part) for part in self.parts}
        kept: dict[str, Any] = tidy(typed)
        return kept

    def tell(self, found: list[Fault], prefix: str) -> None:
        """Put each fault to the field it speaks of, or above all of them."""
        for fault in found:
            words = str(FAULTS[fault.code]) % {k: str(v) for k, v in fault.params.items()}
            self.add_error(self._field_of(fault.place.removeprefix(prefix)), words)

    def _field_of(self, place: str) -> str | None:
        first, _, rest = place.partition(".")
        for name in (first, f"{first}_{rest}", f"{first}_zh"):
            if name in self.fields:
                return name
        return None

    def _typed(self, part: Part) -> Any:
        data = self.cleaned_data
        if part.kind == "words":
            return {language: data.get(f"{part.key}_{language}", "") for language in WORDS}
        value = data.get(part.key)
        if part.kind == "whole":
            return int(value) if value and WHOLE.fullmatch(value) else value
        if part.kind == "lines":
            return [line for line in str(value or "").splitlines() if line.strip()]
        return value


class _Lists:
    """What can be chosen in the chapters of one edition."""

    def __init__(self, chapters: Chapters) -> None:
        self.chapters = chapters

    def rows(self, target: str) -> list[tuple[str, str]]:
        """List the rows that a reference may point to, with their names."""
        chapter, table = target.split(".")
        part = CHAPTERS[chapter].part(table)
        rows = named_rows(part, self.chapters.get(chapter, {})) if part else ()
        return [(name, row.get("name", {}).get("zh", name)) for name, row in rows]

    def sheets(self) -> list[tuple[str, str]]:
        """List the sheets that can be used, and those that are named already."""
        known = {*queries.known_sheets(), *queries.sheets_in(self.chapters)}
        return [(code, code) for code in sorted(known)]


def _fields(part: Part, at: str, lists: _Lists) -> dict[str, forms.Field]:
    if part.kind != "words":
        return {part.key: MAKERS.get(part.kind, _line)(part, at, lists)}
    made: dict[str, forms.Field] = {}
    for language, (lang, words) in LANGUAGES.items():
        widget = _area() if part.is_long else forms.TextInput()
        widget.attrs["lang"] = lang
        made[f"{part.key}_{language}"] = forms.CharField(
            label=str(words) % {"label": label(at)},
            required=part.required,
            widget=widget,
            error_messages=MISSING,
        )
    return made


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _line(part: Part, at: str, _lists: _Lists) -> forms.Field:
    attrs = {"whole": {"inputmode": "numeric"}, "decimal": {"inputmode": "decimal"}}
    attrs["share"] = attrs["decimal"]
    widget = _area() if part.kind == "lines" else forms.TextInput(attrs=attrs.get(part.kind, {}))
    hints = {
        "key": _("字母、数字和下划线，别处用它指向这一行。"),
        "share": _("0 到 1 之间，如 0.40。"),
        "decimal": _("如 1.20。"),
    }
    return forms.CharField(
        label=label(at),
        required=part.required,
        widget=widget,
        help_text=hints.get(part.kind, ""),
        error_messages=MISSING,
    )


def _day(part: Part, at: str, _lists: _Lists) -> forms.Field:
    return forms.CharField(
        label=label(at),
        required=part.required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=MISSING,
    )


def _flag(_part: Part, at: str, _lists: _Lists) -> forms.Field:
    return forms.BooleanField(label=label(at), required=False)


def _choice(part: Part, at: str, lists: _Lists) -> forms.Field:
    """Make a choice of one; what is kept and no longer known stays to be seen and told."""
    return forms.CharField(
        label=label(at),
        required=part.required,
        widget=forms.Select(choices=[CHOOSE, *_options(part, at, lists)]),
        error_messages=MISSING,
    )


def _choices(part: Part, at: str, lists: _Lists) -> forms.Field:
    return forms.MultipleChoiceField(
        label=label(at),
        required=part.required,
        choices=_options(part, at, lists),
        widget=forms.CheckboxSelectMultiple,
        error_messages=MISSING,
    )


def _options(part: Part, at: str, lists: _Lists) -> list[tuple[Any, Any]]:
    if part.to:
        return [*lists.rows(part.to)]
    if part.kind == "sheet":
        return [*lists.sheets()]
    return [*choices(at).items()]


def _text(part: Part, at: str, lists: _Lists) -> forms.Field:
    """Make a line; where a chapter is named, a choice of chapters."""
    if at != "annexes.annexes.chapter":
        return _line(part, at, lists)
    named = [CHOOSE, *CHAPTER_NAMES.items()]
    widget = forms.Select(choices=named)
    return forms.CharField(label=label(at), required=part.required, widget=widget)


MAKERS: dict[str, Callable[[Part, str, _Lists], forms.Field]] = {
    "text": _text,
    "day": _day,
    "flag": _flag,
    "choice": _choice,
    "choices": _choices,
    "refer": _choice,
    "refers": _choices,
    "sheet": _choice,
}


class RowActForm(forms.Form):
    """A row to move up or down, or to take out."""

    table = forms.CharField(max_length=20)
    place = forms.IntegerField(min_value=1)
    act = forms.ChoiceField(choices=[("up", ""), ("down", ""), ("remove", "")])
    version = forms.IntegerField(min_value=1)

    def applied(self, content: Plain) -> dict[str, Any]:
        """Return the chapter with the row moved or gone; what cannot be is left as it is."""
        data = self.cleaned_data
        rows = [*content.get(data["table"], [])]
        here = data["place"] - 1
        if here >= len(rows):
            return dict(content)
        row = rows.pop(here)
        if data["act"] != "remove":
            rows.insert(max(here + {"up": -1, "down": 1}[data["act"]], 0), row)
        return {**content, data["table"]: rows}


class ActForm(forms.Form):
    """A move of an edition."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def command(self) -> Act:
        """Return what the operation takes."""
        return Act(version=self.cleaned_data["version"])


class YearForm(forms.Form):
    """The year to begin an edition for."""

    year = forms.IntegerField(
        label=_("年份"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages=MISSING | {"invalid": _("年份写四位数字，如 2026。")},
    )
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def clone(self) -> CloneEdition:
        """Return the command that begins from an earlier edition."""
        return CloneEdition(year=self.cleaned_data["year"], key=self.cleaned_data["key"])


class DraftForm(YearForm):
    """An edition to begin without an earlier one."""

    programme = forms.ChoiceField(label=_("评选项目"), error_messages=MISSING)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = _named(queries.programmes())
        self.fields["programme"].choices = rows  # type: ignore[attr-defined]  # a ChoiceField
        self.order_fields(["programme", "year", "key"])

    def command(self) -> DraftEdition:
        """Return what the operation takes."""
        data = self.cleaned_data
        return DraftEdition(
            programme=data["programme"], year=data["year"], chapters={}, key=data["key"]
        )


class ProgrammeForm(forms.Form):
    """A programme to keep."""

    code = forms.CharField(
        label=_("代号"),
        max_length=40,
        help_text=_("小写字母、数字和短横，如 service-star。公开页面的网址里用它，以后不改。"),
        error_messages=MISSING,
    )
    name = forms.CharField(
        label=_("名称（中文）"),
        max_length=80,
        widget=forms.TextInput(attrs={"lang": "zh-Hans"}),
        error_messages=MISSING,
    )
    name_en = forms.CharField(
        label=_("名称（英文）"),
        max_length=200,
        widget=forms.TextInput(attrs={"lang": "en"}),
        error_messages=MISSING,
    )
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def command(self) -> AddProgramme:
        """Return what the operation takes."""
        return AddProgramme(**self.cleaned_data)


class WorkdayForm(forms.Form):
    """A day that the office takes otherwise."""

    day = forms.DateField(
        label=_("日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("还没写日期。"),
            "invalid": _("日期写得不对，如 2026-07-01。"),
        },
    )
    is_worked = forms.ChoiceField(
        label=_("这一天"),
        choices=[("yes", _("上班")), ("no", _("不上班"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("还没选上班还是不上班。")},
    )
    reason = forms.CharField(
        label=_("理由"),
        max_length=200,
        help_text=_("写明依据，例如调休通知的文号。"),
        widget=forms.TextInput(attrs={"lang": "zh-Hans"}),
        error_messages={"required": _("还没写理由。")},
    )

    def command(self) -> SetWorkday:
        """Return what the operation takes."""
        data = self.cleaned_data
        return SetWorkday(
            day=data["day"], is_worked=data["is_worked"] == "yes", reason=data["reason"]
        )


class CountForm(forms.Form):
    """A day to count working days from."""

    after = forms.DateField(
        label=_("从哪天之后数起"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    days = forms.IntegerField(label=_("数几个工作日"), min_value=1, max_value=500)


class DayForm(forms.Form):
    """A day to look at the public site on."""

    day = forms.DateField(
        label=_("哪一天"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("还没写日期。"),
            "invalid": _("日期写得不对，如 2026-07-01。"),
        },
    )


def _named(found: Iterable[Programme]) -> list[tuple[str, str]]:
    """Return programmes to choose from, by their names in the language of the page."""
    return [(one.code, said({"zh": one.name, "en": one.name_en})) for one in found]


class FilterForm(forms.Form):
    """What the list of editions is narrowed to; anything unknown is taken as not narrowed."""

    q = forms.CharField(label=_("名称、年份，可用拼音"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("全部状态")), *STATES.items()]
    )
    programme = forms.ChoiceField(label=_("评选项目"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = _named(queries.programmes())
        self.fields["programme"].choices = [("", _("全部项目")), *rows]  # type: ignore[attr-defined]  # a ChoiceField

    def filters(self) -> Filters:
        """Return the filters as the query takes them."""
        self.full_clean()
        data: Mapping[str, Any] = getattr(self, "cleaned_data", {})
        return Filters(data.get("q", ""), data.get("state", ""), data.get("programme", ""))

    def active(self) -> list[tuple[str, str, str]]:
        """Return the filters in force as (name, label, value in words), for the chips."""
        found = self.filters()
        names = dict(self.fields["programme"].choices)  # type: ignore[attr-defined]  # a ChoiceField
        named = [("q", found.query, found.query)]
        named += [("state", found.state, str(STATES.get(found.state, "")))]
        named += [("programme", found.programme, str(names.get(found.programme, "")))]
        return [(name, str(self[name].label), words) for name, value, words in named if value]
