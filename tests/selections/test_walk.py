"""Does a list come out of a review that was told in full: sent, accepted, read, closed?"""

from __future__ import annotations

import pytest
from tests import cast
from tests.reviews import stories as review_stories
from tests.selections.stories import AT, SEED, SOURCE

from hongbang.kernel.actor import Role
from hongbang.selections import operations as selections
from hongbang.selections import queries
from hongbang.selections.rules.commands import EnterSeed, Make


@pytest.mark.django_db
def test_a_run_begins_with_what_a_review_closed_with() -> None:
    company = cast.company()
    clerk, head = company[Role.OFFICE_CLERK], company[Role.OFFICE_HEAD]
    told = review_stories.world(clerk, head)
    early = queries.standing(told.category)
    review_stories.closed(told)
    category = told.category
    places = queries.standing(category)

    owed = [one.category for one in queries.owed(head.actor)]
    terms = selections.enter_seed(category, EnterSeed(SEED, SOURCE, 1), by=head.actor, at=AT)
    answer = queries.worked_out(category, AT)
    run = selections.make_run(category, Make(answer, terms.version), by=clerk.actor, at=AT)

    slate = queries.slate_in(run)
    assert early == ()
    assert owed == [category]
    assert slate is not None
    listed = [(one.application.public_id, one.merit) for one in queries.seats(slate, "chosen")]
    assert listed == [(one.file, one.hundredths) for one in places if one.hundredths]
    assert {name for name, _merit in listed} == {one.public_id for one in told.files}
