"""What does this seat wait for, and who has it?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from hongbang.applications import access as application_access
from hongbang.applications import queries as applications
from hongbang.approvals import queries as approvals
from hongbang.awards import queries as awards
from hongbang.journey.queries import walking
from hongbang.journey.queries.naming import named
from hongbang.journey.rules.desk import Wait
from hongbang.journey.texts import stand_words
from hongbang.kernel.actor import Actor
from hongbang.orgs import queries as orgs
from hongbang.reviews import queries as reviews


def waits(by: Actor, at: datetime) -> Iterator[Wait]:
    """List what others have; the rooms to come add theirs here."""
    if application_access.may("work", by).ok:
        sent = [*applications.sent_ones(by)[:20]]
        over = awards.settled(sent)
        sent = [one for one in sent if one.pk not in over]
        told = walking.ways(by, sent, at)
        for one in sent:
            has_it = _("现在在%(body)s手里") % {"body": one.holder.name}
            yield Wait(
                _("“%(name)s”的申报") % {"name": one.subject_name},
                stand_words(told[one.pk].stand) if one.pk in told else has_it,
                reverse("applications:show", args=[one.public_id]),
                _("看进度"),
            )
    if by.is_office:
        for opened, done in reviews.under_way():
            yield Wait(
                _("“%(category)s”的评审") % {"category": named(opened.category)},
                _("在专家手里，已签 %(signed)s／%(given)s")
                % {"signed": done.signed, "given": done.given},
                reverse("reviews:round", args=[opened.public_id]),
                _("看进度"),
            )
    for put, silent in approvals.awaited(by)[:5]:
        yield Wait(
            _("“%(name)s”的审定") % {"name": named(put.edition)},
            _("还没表态：%(hosts)s") % {"hosts": "、".join(one.host.name for one in silent)},
            reverse("approvals:show", args=[put.public_id]),
            _("看进度"),
        )
    for asked in orgs.imports_at_work(by)[:5]:
        yield Wait(
            _("导入“%(name)s”") % {"name": asked.sheet.name},
            _("后台正在办，%(done)s / %(total)s") % {"done": asked.done, "total": asked.total},
            reverse("orgs:sheet", args=[asked.sheet.public_id]),
            _("看进度"),
        )
    for asked in orgs.finished_imports(by, at)[:5]:
        yield Wait(
            _("“%(name)s”导入好了") % {"name": asked.sheet.name},
            _("新登记 %(added)s 家，改动 %(changed)s 家")
            % {"added": asked.added, "changed": asked.changed},
            reverse("orgs:sheet", args=[asked.sheet.public_id]),
            _("看结果"),
        )
