"""Is what has served its time deleted, and nothing else?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.accounts import stories
from tests.accounts.conftest import Organ
from tests.accounts.stories import VISITOR
from tests.cast import moment

from hongbang.accounts import jobs
from hongbang.accounts import operations as accounts
from hongbang.accounts.models import FailedTry, OneTimeCode, Registration, Visit
from hongbang.accounts.queries import Proven, SignIn
from hongbang.accounts.rules.commands import Decide
from hongbang.audit.models import Entry
from hongbang.kernel.refusal import NotAllowed


@pytest.mark.parametrize(
    ("days", "left"),
    [
        (0, (1, 2, 1, 3)),
        (2, (0, 0, 1, 3)),
        (8, (0, 0, 1, 2)),
        (181, (0, 0, 0, 2)),
        (366, (0, 0, 0, 1)),
    ],
)
def test_each_thing_stays_as_long_as_the_privacy_text_says(
    days: int, left: tuple[int, ...], organ: Organ
) -> None:
    accounts.note_failed_sign_in(SignIn("x@y.example", "wrong"), by=VISITOR, at=moment())
    accounts.sign_in(Proven(organ.head.person), by=VISITOR, at=moment())
    stories.written(organ.body, unit_name="没有证实的店")
    stories.registered(organ.body)
    refused = stories.registered(organ.body, unit_name="不同意的店")
    accounts.refuse_registration(
        refused, Decide(refused.version, "不在本区"), by=organ.clerk.actor, at=moment()
    )

    jobs.run(moment() + timedelta(days=days, minutes=1))

    assert (
        tuple(model.objects.count() for model in (FailedTry, OneTimeCode, Visit, Registration))
        == left
    )
    entries = Entry.objects.filter(verb="accounts.traces.forgotten").count()
    assert entries == (1 if days else 0)


def test_only_the_house_forgets(organ: Organ) -> None:
    with pytest.raises(NotAllowed):
        accounts.forget(by=organ.head.actor, at=moment())
