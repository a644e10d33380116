"""How is a sheet shown to be filled in: questions with inputs, answers kept, findings beside them?

This is what later rooms use: `AnswerForm.taken(...)` for what was sent, `AnswerForm(...)` for what
is kept, and the tag `{% sheet form %}` to draw either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hongbang.sheets.forms import posted
from hongbang.sheets.forms.controls import AUTOCOMPLETE_OFF, area, control, element, id_of, line
from hongbang.sheets.forms.drawn import Choice, Part, Question, Row, Told, UploadForm
from hongbang.sheets.rules.answers import (
    LONG_MAX,
    ROWS_USUAL,
    TEXT_MAX,
    Finding,
    Lists,
    check,
)
from hongbang.sheets.rules.reading import NOT_APPLICABLE, Facts, Reading, written
from hongbang.sheets.rules.shape import FILES, WARN, Definition, Field, Option, Section, Words
from hongbang.sheets.texts import finding_words, said

RADIOS_MAX = 7
PARTS = {
    "from": gettext_lazy("从哪月"),
    "to": gettext_lazy("到哪月"),
    "source": gettext_lazy("数据出自"),
    "text": gettext_lazy("意见"),
    "signer": gettext_lazy("签字人"),
    "title": gettext_lazy("职务"),
    "signed_on": gettext_lazy("日期"),
    "sealed": gettext_lazy("已盖章"),
}
YES_OR_NO = (Option(posted.YES, Words("是", "Yes")), Option(posted.NO, Words("否", "No")))
LAYOUTS = {
    **dict.fromkeys(("text", "whole", "decimal", "date", "month", "score"), "line"),
    **dict.fromkeys(("yes_no", "choice", "choices", "scale"), "choice"),
}


class AnswerForm:
    """A sheet with its answers, ready to be drawn.

    **Why** no Django form for each answer: the rules judge answers already, for every way in, and
    a page of hundreds of inputs would be checked twice and drawn ten times as slowly (ADR 0018).
    """

    def __init__(
        self,
        definition: Definition,
        answers: Mapping[str, Any] | None = None,
        *,
        facts: Facts | None = None,
        lists: Lists | None = None,
        findings: Sequence[Finding] = (),
        more_rows: str = "",
    ) -> None:
        self.definition = definition
        self.answers = dict(answers or {})
        self.lists = lists or {}
        self.facts = facts or {}
        self.findings = findings
        self.more_rows = more_rows

    @classmethod
    def taken(
        cls,
        definition: Definition,
        data: QueryDict,
        files: posted.Files | None = None,
        *,
        facts: Facts | None = None,
        lists: Lists | None = None,
        final: bool | None = None,
    ) -> AnswerForm:
        """Return the sheet with what was sent; checked where `final` says how, else not yet."""
        answers = posted.answers(definition, data, files)
        findings: Sequence[Finding] = ()
        if final is not None:
            findings = check(definition, answers, facts=facts, lists=lists, final=final)
        more_rows = data.get("add", "")
        return cls(
            definition, answers, facts=facts, lists=lists, findings=findings, more_rows=more_rows
        )

    @property
    def help(self) -> str:
        """Return what stands at its head."""
        return said(self.definition.help)

    @cached_property
    def reading(self) -> Reading:
        """Return the answers as expressions ask them."""
        return Reading(self.definition, self.answers, self.facts)

    @cached_property
    def told(self) -> list[Told]:
        """Return the findings in words, in the order of the sheet, those that block first."""
        fields = {one.key: one for one in self.definition.fields()}
        found = []
        for one in self.findings:
            of = fields.get(one.place.partition(".")[0])
            label = label_of(of, one.place) if of else ""
            where = id_of(one.place) if of else ""
            found.append(Told(where, label, finding_words(one), one.severity == WARN))
        return sorted(found, key=lambda one: one.is_warning)

    @property
    def blocking(self) -> int:
        """Return how many findings must be mended."""
        return sum(not one.is_warning for one in self.told)

    @property
    def sections(self) -> list[tuple[Section, str, str, list[Question]]]:
        """Return the sections that are shown: itself, title, help, questions."""
        return [
            (section, said(section.title), said(section.help), self.questions(section))
            for section in self.definition.sections
            if self.reading.is_section_shown(section)
        ]

    @property
    def unseen(self) -> list[tuple[str, str]]:
        """Return answers to questions that are not shown now, so that nothing typed is lost."""
        return [
            pair
            for one in self.definition.fields()
            if one.key in self.answers and not self.reading.is_shown(one.key)
            for pair in _inputs(one.key, self.answers[one.key])
        ]

    def questions(self, section: Section) -> list[Question]:
        """Return the questions of a section that are asked now."""
        return [self.question(one) for one in section.fields if self.reading.is_shown(one.key)]

    def question(self, one: Field) -> Question:
        """Return one question, ready to be drawn."""
        layout = LAYOUTS.get(one.kind, one.kind)
        hint = said(one.help)
        question = Question(
            one,
            id_of(one.key),
            said(one.label),
            hint,
            said(one.unit),
            self.told_at(one.key),
            "",
            f"sheets/_field_{layout}.html",
            value=self.answers.get(one.key),
        )
        ids = [
            f"{question.id}-hint" if hint else "",
            f"{question.id}-said" if question.told else "",
        ]
        question.described_by = " ".join(filter(None, ids))
        _DRAW[layout](self, one, question)
        return question

    def told_at(self, place: str) -> list[Told]:
        """Return the findings at exactly this place."""
        return self._told_by_id.get(id_of(place), [])

    @cached_property
    def _told_by_id(self) -> dict[str, list[Told]]:
        found: dict[str, list[Told]] = {}
        for told in self.told:
            found.setdefault(told.id, []).append(told)
        return found

    def options(self, one: Field) -> Sequence[Option]:
        """Return what can be chosen."""
        if one.kind == "yes_no":
            return YES_OR_NO
        return self.lists.get(one.options_from, ()) if one.options_from else one.options

    # --- one layout after the other

    def line(self, one: Field, question: Question) -> None:
        """Draw a question of one input."""
        more = _described(question)
        question.control = control(one, one.key, question.value, (), more)
        if one.kind == "text" and not one.pattern:
            question.limit = one.max or TEXT_MAX
        if one.kind == "score":
            question.unit = _("满分 %(points)s 分，%(step)s 分一档") % {
                "points": one.points,
                "step": one.step,
            }
            question.anchors = [(f"{anchor.at:f}", said(anchor.words)) for anchor in one.anchors]

    def long_text(self, one: Field, question: Question) -> None:
        """Draw a long text, with its limit."""
        rows = 8 if (one.max or LONG_MAX) > 300 else 4
        more = _described(question) | {"rows": rows}
        question.control = control(one, one.key, question.value, (), more)
        question.limit = one.max or LONG_MAX

    def choice(self, one: Field, question: Question) -> None:
        """Draw what is chosen: side by side where it is short, as a list where it is long."""
        value = _as_typed(question.value)
        options = self.options(one)
        if one.kind == "choice" and len(options) > RADIOS_MAX:
            question.control = control(one, one.key, value, options, _described(question))
            question.template = "sheets/_field_line.html"
            return
        offered = [(option.value, said(option.words)) for option in options]
        if one.kind == "scale" and one.high:
            offered = [(str(figure), str(figure)) for figure in range(one.low, one.high + 1)]
            question.ends = (said(one.low_label), said(one.high_label))
        if one.not_applicable:
            offered.append((NOT_APPLICABLE, said(one.not_applicable)))
        if one.must_agree:
            offered = [(posted.YES, _("同意"))]
        chosen = value if isinstance(value, list) else [value]
        if one.kind != "yes_no":  # a list may have changed since; nothing kept is lost
            known = [text for text, _words in offered]
            offered += [(str(text), str(text)) for text in chosen if text and text not in known]
        question.choices = [
            Choice(f"{question.id}{'' if not place else f'-{place}'}", text, words, text in chosen)
            for place, (text, words) in enumerate(offered)
        ]

    def table(self, one: Field, question: Question) -> None:
        """Draw a table: the rows that are kept, and blank ones to write in."""
        kept = question.value if isinstance(question.value, list) else []
        most = one.max_rows or ROWS_USUAL
        wanted = max(len(kept) + (self.more_rows == one.key), one.min_rows, 1)
        count = max(min(wanted, most), len(kept))
        question.heads = [said(column.label) for column in one.columns]
        columns = [
            (column, label, element("<td", {"role": "cell", "data-l": label}, "><div>"))
            for column, label in zip(one.columns, question.heads, strict=True)
        ]
        called, dropped = _("第 %(n)s 行 %(label)s"), _("去掉“%(label)s”第 %(n)s 行")
        for place in range(count):
            answers = kept[place] if place < len(kept) else {}
            row = f"{one.key}.{place}"
            named = {"n": place + 1, "label": question.label}
            cells = self._cells(row, answers, columns, called.replace("%(n)s", str(place + 1)))
            question.rows.append(Row(row, place + 1, cells, dropped % named))
        question.can_add = count < most

    def _cells(
        self,
        row: str,
        answers: Mapping[str, Any],
        columns: Sequence[tuple[Field, str, SafeString]],
        called: str,
    ) -> SafeString:
        drawn: list[str] = []
        for column, label, opening in columns:
            where = f"{row}.{column.key}"
            told = self.told_at(where)
            value = _as_typed(answers.get(column.key))
            more = {"aria-label": called % {"label": label}}
            if told:
                more |= {"aria-invalid": "true", "aria-describedby": f"{id_of(where)}-said"}
            if column.kind == "long_text":
                more |= {"rows": "2"}
            drawn += [opening, control(column, where, value, self.options(column), more)]
            if told:
                beside = {"told": told, "id": id_of(where)}
                drawn.append(render_to_string("sheets/_said.html", beside))
            drawn.append("</div></td>")
        return SafeString("".join(drawn))

    def ratio(self, one: Field, question: Question) -> None:
        """Draw a ratio: what is counted, of what, when, by which source; the rate is worked out."""
        number = {"inputmode": "decimal", "class": "in-num"} | AUTOCOMPLETE_OFF
        months = {"type": "month"}
        for part, label, more in (
            ("numerator", said(one.numerator), number),
            ("denominator", said(one.denominator), number),
            ("from", PARTS["from"], months),
            ("to", PARTS["to"], months),
            ("source", PARTS["source"], {"lang": "zh-Hans"}),
        ):
            question.parts[part] = self._part(one, question, part, label, more)
        rate = self.reading.value(one.key)
        question.worked_out = f"{written(rate, one.places)}%" if rate is not None else ""

    def opinion(self, one: Field, question: Question) -> None:
        """Draw an opinion: words, who signs, when, and the seal."""
        words = {"lang": "zh-Hans"}
        question.limit, question.signer = one.max or TEXT_MAX, said(one.signer)
        question.parts["text"] = self._part(
            one,
            question,
            "text",
            PARTS["text"],
            words | {"rows": 3, "data-count-of": question.limit},
        )
        question.parts["signer"] = self._part(one, question, "signer", PARTS["signer"], words)
        question.parts["title"] = self._part(one, question, "title", PARTS["title"], words)
        question.parts["signed_on"] = self._part(
            one, question, "signed_on", PARTS["signed_on"], {"type": "date"}
        )
        question.parts["sealed"] = Part(
            _("已盖章"),
            id_of(f"{one.key}.sealed"),
            SafeString(""),
            self.told_at(f"{one.key}.sealed"),
        )
        value = question.value if isinstance(question.value, Mapping) else {}
        question.choices = [
            Choice(
                id_of(f"{one.key}.sealed"),
                posted.YES,
                str(PARTS["sealed"]),
                value.get("sealed") is True,
            )
        ]

    def _part(
        self, one: Field, question: Question, part: str, label: Any, more: Mapping[str, Any]
    ) -> Part:
        place = f"{one.key}.{part}"
        told = self.told_at(place)
        value = question.value.get(part, "") if isinstance(question.value, Mapping) else ""
        pairs: dict[str, Any] = {"id": id_of(place), "name": place, "type": "text", **more}
        if told:
            pairs |= {"aria-invalid": "true", "aria-describedby": f"{id_of(place)}-said"}
        if part == "text":
            del pairs["type"]
            return Part(str(label), id_of(place), area(value, pairs), told)
        return Part(str(label), id_of(place), line(value, pairs), told)

    def file(self, one: Field, question: Question) -> None:
        """Draw files: those that are kept, and room for one more."""
        kept = question.value if isinstance(question.value, list) else []
        for place, answer in enumerate(kept):
            told = self.told_at(f"{one.key}.{place}.caption") + self.told_at(f"{one.key}.{place}")
            question.kept.append({"place": place, "told": told, **answer})
        if len(kept) < one.max_count:
            hint = _("%(kinds)s，每件 %(mb)s MB 以内，最多 %(count)s 件。") % {
                "kinds": "、".join(one.kinds or FILES).upper(),
                "mb": one.max_mb,
                "count": one.max_count,
            }
            label = _("加一件") if kept else _("选文件")
            question.upload = UploadForm(one.key, label, hint).pair()
            question.can_add = True

    def computed(self, one: Field, question: Question) -> None:
        """Show what is worked out."""
        value = self.reading.value(one.key)
        question.worked_out = "" if value is None else str(written(value, one.places))


_DRAW = {
    "line": AnswerForm.line,
    "long_text": AnswerForm.long_text,
    "choice": AnswerForm.choice,
    "table": AnswerForm.table,
    "ratio": AnswerForm.ratio,
    "opinion": AnswerForm.opinion,
    "file": AnswerForm.file,
    "computed": AnswerForm.computed,
}


def label_of(one: Field, place: str) -> str:
    """Return what the answer at a place is called: its question, and the part or row it is in."""
    steps = place.split(".")[1:]
    called = said(one.label)
    if one.kind == "ratio" and steps:
        counted = {"numerator": one.numerator, "denominator": one.denominator}
        return f"{called} · {said(counted.get(steps[0])) or PARTS[steps[0]]}"
    if one.kind == "opinion" and steps:
        return f"{called} · {PARTS[steps[0]]}"
    if one.kind == "table" and len(steps) > 1:
        column = next((said(part.label) for part in one.columns if part.key == steps[1]), "")
        row = _("第 %(n)s 行 %(label)s") % {"n": int(steps[0]) + 1, "label": column}
        return f"{called} · {row}"
    return called


def _described(question: Question) -> dict[str, Any]:
    """Return the attributes that bind an input to its hint and its errors."""
    return {
        "aria-describedby": question.described_by,
        "aria-invalid": "true" if question.is_wrong else "",
    }


def _as_typed(value: Any) -> Any:
    """Return a flag as its input says it."""
    if isinstance(value, bool):
        return posted.YES if value else posted.NO
    return value


def _inputs(place: str, value: Any) -> list[tuple[str, str]]:
    """Return the inputs that would send an answer again."""
    if isinstance(value, Mapping):
        return [pair for part, one in value.items() for pair in _inputs(f"{place}.{part}", one)]
    if isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
        rows = [pair for row, one in enumerate(value) for pair in _inputs(f"{place}.{row}", one)]
        return [(f"{place}.rows", str(len(value))), *rows]
    many = value if isinstance(value, list) else [value]
    return [(place, str(_as_typed(one))) for one in many]
