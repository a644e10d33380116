"""How do typed strings become a notice's text, an annex or an act?"""

from __future__ import annotations

from typing import Any, Self

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from hongbang.files.rules.incoming import Held, Incoming
from hongbang.kernel.richtext import clean, from_markdown, to_markdown
from hongbang.notices.queries import Filters, Notice
from hongbang.notices.rules.commands import Act, Attach, Draft, Drop, Edit
from hongbang.notices.rules.publishing import TITLE_MAX, Text
from hongbang.notices.texts import KINDS, STATES
from hongbang.programmes.queries import public_editions as editions
from hongbang.programmes.texts.telling import said

IN_CHINESE = {"lang": "zh-Hans"}  # notices are written in Chinese, whatever the page speaks


class TextForm(forms.Form):
    """The text of a notice. A draft may be unfinished, so only its name is asked for."""

    kind = forms.ChoiceField(label=_("种类"), choices=KINDS)
    title = forms.CharField(
        label=_("标题"),
        max_length=TITLE_MAX,
        widget=forms.TextInput(attrs=IN_CHINESE),
        help_text=_("写清是什么事，最多 80 字。"),
        error_messages={
            "required": _("还没写标题。先起个题目才能存，以后可以改。"),
            "max_length": _("标题写了 %(show_value)s 字，最多 %(limit_value)s 字。请写短一些。"),
        },
    )
    number = forms.CharField(
        label=_("发文字号"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs=IN_CHINESE),
        help_text=_("如 沪质办〔2026〕3号。没有就空着。"),
    )
    author = forms.CharField(
        label=_("署名"),
        max_length=100,
        widget=forms.TextInput(attrs=IN_CHINESE),
        help_text=_("公众看到的发布人，如 创建活动办公室。"),
        error_messages={"required": _("还没写署名。")},
    )
    edition = forms.ChoiceField(
        label=_("随文提供的附件"),
        choices=lambda: (
            [("", _("不用"))]
            + [(one.code, said({"zh": one.name, "en": one.name_en})) for one in editions()]
        ),
        required=False,
        help_text=_("选了年度，它的附件和空白表格会列在正文后面，由系统生成。"),
    )
    body_text = forms.CharField(
        label=_("正文"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 18, "data-editor": ""} | IN_CHINESE),
        help_text=_("空一行另起一段；行首写 ## 是小标题，写 - 是列表。"),
    )
    body_html = forms.CharField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    @classmethod
    def showing(cls, notice: Notice) -> TextForm:
        """Return the form filled with what is kept."""
        return cls(
            initial={
                "kind": notice.kind,
                "title": notice.title,
                "number": notice.number,
                "edition": notice.edition,
                "author": notice.author,
                "body_text": to_markdown(notice.body_html),
                "version": notice.version,
            }
        )

    kept_html = ""

    def over(self, kept_html: str) -> Self:
        """Take note of the body that is kept, which Markdown may not say in full."""
        self.kept_html = kept_html
        return self

    def body(self) -> str:
        """Return the body as typed, even beside faults; the editor's HTML wins.

        Markdown sent back as it was shown changes nothing of what is kept.
        """
        data = self.cleaned_data if self.is_bound and self.errors is not None else {}
        text = data.get("body_text", "")
        if data.get("body_html"):
            return clean(data["body_html"])
        is_untouched = self.kept_html and _same(text, to_markdown(self.kept_html))
        return self.kept_html if is_untouched else from_markdown(text)

    def text(self) -> Text:
        """Return what was typed."""
        data = self.cleaned_data
        return Text(
            *(data["kind"], data["title"], data["number"], data["author"]),
            *(self.body(), data["edition"]),
        )

    def draft(self) -> Draft:
        """Return the command that begins a notice."""
        return Draft(self.text(), self.cleaned_data["key"])

    def edit(self) -> Edit:
        """Return the command that changes a notice."""
        return Edit(self.text(), self.cleaned_data["version"] or 0)


class AttachForm(forms.Form):
    """A file to go with the notice."""

    use_required_attribute = False  # the browser cannot know whether it came part by part

    file = forms.FileField(
        label=_("文件"),
        help_text=_("PDF、DOCX、XLSX、JPG、PNG，每件 20 MB 以内。"),
        error_messages={
            "required": _("还没选文件。"),
            "empty": _("这是空文件，没有收下。请打开看看内容，另存后再传。"),
        },
        max_length=200,
    )
    title = forms.CharField(
        label=_("附件名称"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs=IN_CHINESE),
        help_text=_("如 附件1　申报条件。空着就用文件名。"),
    )
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    upload = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # the text's form stands on the same page, and asks for a title too
        kwargs.setdefault("auto_id", "annex_%s")
        super().__init__(*args, **kwargs)
        if self.data.get("upload"):  # it came part by part before
            self.fields["file"].required = False

    @property
    def came_before(self) -> str:
        """Return the code of the upload in parts, where the file came by one."""
        return str(self.cleaned_data["upload"])

    def incoming(self) -> Incoming:
        """Return the upload, to be read in blocks."""
        upload: UploadedFile = self.cleaned_data["file"]
        return Incoming(upload.name or "", upload.size or 0, upload.chunks())

    def command(self, held: Held) -> Attach:
        """Return what the operation takes."""
        data = self.cleaned_data
        return Attach(data["title"], held, data["version"], data["key"])


class DropForm(forms.Form):
    """Which annex to take out."""

    annex = forms.CharField(max_length=32)
    version = forms.IntegerField(min_value=1)

    def command(self) -> Drop:
        """Return what the operation takes."""
        return Drop(self.cleaned_data["annex"], self.cleaned_data["version"])


class ActForm(forms.Form):
    """A move on the public wall, with its reason."""

    reason = forms.CharField(
        label=_("理由"),
        required=False,
        max_length=300,
        error_messages={
            "max_length": _("没有办成：理由写了 %(show_value)s 字，最多 %(limit_value)s 字。")
        },
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一句话，公众会看到。"),
    )
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # every act that can follow has its form on the same page
        kwargs.setdefault("auto_id", False)
        super().__init__(*args, **kwargs)

    def command(self) -> Act:
        """Return what the operation takes."""
        return Act(self.cleaned_data["version"], self.cleaned_data["reason"])


class FilterForm(forms.Form):
    """What the worklist is narrowed to; anything unknown is taken as not narrowed."""

    q = forms.CharField(label=_("标题、字号、正文，可用拼音"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("全部状态")), *STATES.items()]
    )
    kind = forms.ChoiceField(label=_("种类"), required=False, choices=[("", _("全部种类")), *KINDS])

    def filters(self) -> Filters:
        """Return the filters as the query takes them."""
        self.full_clean()
        data: dict[str, Any] = getattr(self, "cleaned_data", {})
        return Filters(data.get("q", ""), data.get("state", ""), data.get("kind", ""))

    def active(self) -> list[tuple[str, str, str]]:
        """Return the filters in force as (name, label, value in words), for the chips."""
        found = self.filters()
        named = [("q", found.query, found.query)]
        named += [("state", found.state, str(STATES.get(found.state, "")))]
        named += [("kind", found.kind, str(dict(KINDS).get(found.kind, "")))]
        return [(name, str(self[name].label), words) for name, value, words in named if value]


def _same(one: str, other: str) -> bool:
    """Compare typed texts as browsers send them: line ends and outer blanks do not count."""
    return one.replace("\r\n", "\n").strip() == other.strip()
