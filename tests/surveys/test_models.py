"""Does each constraint of the tables hold when everything before it has failed?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.cast import moment
from tests.surveys import stories
from tests.surveys.stories import House

from hongbang.surveys.models import Answer, Invitation, Survey


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"state": "lost"}, "surveys_state_known|surveys_closed_has_result"),
        ({"team": None}, "surveys_of_team_or_nominee"),
        ({"ends_on": date(2026, 11, 9)}, "surveys_ends_after_start"),
        ({"answered": 13}, "surveys_answered_by_invitation"),
        ({"state": "closed"}, "surveys_closed_has_result"),
        ({"state": "closed", "digest": "0" * 64}, "surveys_closed_has_result"),
        ({"digest": "0" * 64}, "surveys_closed_has_result"),
        ({"closed_at": moment()}, "surveys_closed_has_result"),
        ({"state": "withdrawn"}, "surveys_withdrawn_has_reason"),
        ({"state": "withdrawn", "withdrawn_at": moment()}, "surveys_withdrawn_has_reason"),
        ({"withdrawn_reason": "无故"}, "surveys_withdrawn_has_reason"),
        ({"withdrawn_at": moment()}, "surveys_withdrawn_has_reason"),
    ],
)
def test_a_survey_cannot_be_kept_wrong(
    changes: dict[str, Any], constraint: str, house: House
) -> None:
    survey = stories.given(house).survey

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Survey.objects.filter(pk=survey.pk).update(**changes)


def test_a_survey_is_of_one_only(house: House) -> None:
    survey = stories.given(house).survey

    with (
        pytest.raises(IntegrityError, match="surveys_of_team_or_nominee"),
        transaction.atomic(),
    ):
        Survey.objects.filter(pk=survey.pk).update(nominee=house.nominee)


@pytest.mark.parametrize("kind", ["team", "nominee"])
def test_a_team_or_nominee_is_surveyed_once_an_edition(kind: str, house: House) -> None:
    survey = (stories.given if kind == "team" else stories.of_nominee)(house).survey
    survey.pk, survey.public_id = None, "another"

    with pytest.raises(IntegrityError), transaction.atomic():
        survey.save(force_insert=True)
    Survey.objects.update(state="withdrawn", withdrawn_at=moment(), withdrawn_reason="重做")
    survey.save(force_insert=True)

    assert Survey.objects.count() == 2


def test_a_digest_is_whole_and_kept_once(house: House) -> None:
    survey = stories.given(house, count=1).survey
    kept = Invitation.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(survey=survey, digest="short")
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(survey=survey, digest=kept.digest)


def test_rows_say_what_they_are(house: House) -> None:
    made = stories.with_answers(house, 1)
    invitation = Invitation.objects.first()

    assert str(made.survey) == "示范百货 前台班组"
    assert invitation is not None
    assert str(invitation) == invitation.digest[:8]
    assert str(Answer.objects.get()) == f"{made.survey.pk} 2026-11-10"
