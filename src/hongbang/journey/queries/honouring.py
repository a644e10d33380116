"""What does this seat owe to names before the public, to honours and their holders?"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from hongbang.journey.queries.naming import named
from hongbang.journey.rules.desk import Card
from hongbang.kernel.actor import Actor
from hongbang.publicity import access as publicity_access
from hongbang.publicity import queries as publicity


def cards(by: Actor) -> Iterator[Card]:
    """Yield what is owed once the hosts have approved."""
    yield from _publicity(by)


def _publicity(by: Actor) -> Iterator[Card]:
    if not publicity_access.may("accept", by).ok:
        return
    for one in publicity.to_post(by):
        yield Card(
            _("公示“%(edition)s”的名单") % {"edition": named(one.edition)},
            _("主办单位全部审定了，%(n)s 个名字还没公示。") % {"n": len(one.new)},
            reverse("publicity:work"),
            _("去公示"),
        )
    for objection in publicity.waiting(by)[:20]:
        is_new = objection.state == "received"
        if not is_new and not publicity_access.may("rule", by).ok:
            continue
        yield Card(
            (_("答复对“%(name)s”的异议是否受理") if is_new else _("核实对“%(name)s”的异议，下结论"))
            % {"name": objection.name.application.subject_name},
            _("异议人只看得到答复和理由。"),
            reverse("publicity:objection", args=[objection.public_id]),
            _("去看"),
            due_on=objection.due_on,
        )
