"""How do notices leave: the worklist as a table, a public text as a formal paper?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from django.utils.translation import gettext as _

from hongbang.documents.exports import write_table
from hongbang.documents.rules.blocks import blocks_of
from hongbang.documents.rules.content import Paper
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.notices import queries
from hongbang.notices.rules.publishing import Text
from hongbang.notices.texts import KINDS, STATES
from hongbang.programmes import exports as annexes
from hongbang.programmes import queries as programmes
from hongbang.programmes.exports import Annex


def worklist_xlsx(by: Actor, filters: queries.Filters, note: str) -> BytesIO:
    """Write the worklist as filtered; `note` says who asked for it, when and how filtered."""
    columns = [
        (_("编号"), 18),
        (_("种类"), 8),
        (_("标题"), 48),
        (_("发文字号"), 20),
        (_("署名"), 24),
        (_("状态"), 10),
        (_("公布时间"), 20),
        (_("最近改动"), 20),
    ]
    kinds = dict(KINDS)
    rows = (
        (
            notice.public_id,
            str(kinds[notice.kind]),
            notice.title,
            notice.number,
            notice.author,
            str(STATES[notice.state]),
            notice.published_at,
            notice.changed_at,
        )
        for notice in queries.worklist(by, filters).iterator(chunk_size=500)
    )
    return write_table(_("通知公告"), columns, rows, note)


def made_for(edition: str) -> list[Annex]:
    """List the annexes that the edition of this code hands out beside a notice."""
    return annexes.annexes(programmes.public_edition(edition)) if edition else []


def paper_of(text: Text, attached: Iterable[str], published_at: datetime) -> Paper:
    """Return a public text as a formal paper; with a document number it has a red head."""
    return Paper(
        title=text.title,
        blocks=blocks_of(text.body_html),
        issuers=(text.author,),
        dated=beijing_day(published_at),
        head=f"{text.author}文件" if text.number else "",
        number=text.number,
        attachments=(*(annex.title for annex in made_for(text.edition)), *attached),
    )
