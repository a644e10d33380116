"""What does this seat owe to the call: an edition, a notice, a form?"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from hongbang.journey.rules.desk import Card
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.notices import access as notice_access
from hongbang.notices import queries as notices
from hongbang.programmes import access as programme_access
from hongbang.programmes import queries as programmes
from hongbang.sheets import access as sheet_access
from hongbang.sheets import queries as sheets


def cards(by: Actor) -> Iterator[Card]:
    """Yield what is owed before anybody applies."""
    yield from _editions(by)
    yield from _notices(by)
    yield from _sheets(by)


def _editions(by: Actor) -> Iterator[Card]:
    if not programme_access.may("draft", by).ok:
        return
    for edition in programmes.drafts(by)[:5]:
        lacking = [one for one in programmes.list_of_missing(edition) if not one.is_met]
        must = sum(one.is_must for one in lacking)
        told = _("必须有的都有了，可以公布。")
        if must:
            told = _("公布前还缺 %(n)s 项，清单在里面。") % {"n": must}
        yield Card(
            _("准备%(year)s年度“%(name)s”")
            % {"year": edition.year, "name": edition.programme.name},
            told,
            reverse("programmes:show", args=[edition.public_id]),
            _("看还缺什么"),
            since=beijing_day(edition.changed_at),
        )


def _notices(by: Actor) -> Iterator[Card]:
    if not notice_access.may("publish", by).ok:
        return
    for notice in notices.drafts(by)[:20]:
        yield Card(
            _("把《%(title)s》写完，公布") % {"title": notice.title},
            _("草稿，公众还看不到。"),
            reverse("notices:edit", args=[notice.public_id]),
            _("接着写"),
            since=beijing_day(notice.changed_at),
        )
    for notice in notices.prepared_corrections(by)[:20]:
        yield Card(
            _("更正《%(title)s》") % {"title": notice.public_title},
            _("改动已存，公众看到的还是原文。"),
            reverse("notices:preview", args=[notice.public_id]),
            _("预览"),
            since=beijing_day(notice.changed_at),
        )


def _sheets(by: Actor) -> Iterator[Card]:
    if not sheet_access.may("publish", by).ok:
        return
    for sheet in sheets.drafts(by)[:20]:
        named = {"title": sheet.title or sheet.code, "number": sheet.number}
        yield Card(
            _("把表单“%(title)s”第 %(number)s 版做完，发布") % named,
            _("草稿，还没有人能填。"),
            reverse("sheets:show", args=[sheet.public_id]),
            _("接着做"),
            since=beijing_day(sheet.changed_at),
        )
