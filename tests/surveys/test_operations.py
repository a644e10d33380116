"""Does each deed on surveys happen, refuse, get recorded, and tell?"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from tests.cast import SYSTEM, moment
from tests.surveys import stories
from tests.surveys.stories import GOOD, VISITOR, House, answered, fresh

from hongbang.audit.models import Disclosure, Entry
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import IllegalMove, NotAllowed, NotFound, Refusal, RuleBroken, Stale
from hongbang.orgs import operations as orgs
from hongbang.orgs.rules.commands import Turn
from hongbang.outbox.models import Message
from hongbang.programmes import operations as programmes
from hongbang.programmes.rules.commands import Act as EditionAct
from hongbang.surveys import jobs, queries
from hongbang.surveys import operations as surveys
from hongbang.surveys.models import Answer, Invitation, Survey
from hongbang.surveys.rules.commands import NOMINEE, Act, Answering, Issue

KEY = "0123456789abcdef0123456789abcdef"


def verbs() -> list[str]:
    found = Entry.objects.filter(verb__startswith="surveys.").order_by("sequence")
    return [*found.values_list("verb", flat=True)]


def refused() -> list[str]:
    kept = Disclosure.objects.filter(name="code").values_list("value", flat=True)
    return [code for code in kept if code.startswith(("surveys.", "orgs."))]


# --- open


def test_open_survey_gives_out_tokens_and_keeps_digests_only(house: House) -> None:
    made = stories.given(house, count=12)

    assert (made.survey.of, made.survey.unit, made.survey.issued) == ("前台班组", house.unit, 12)
    assert made.survey.sheet.code == "survey"
    assert len({*made.tokens}) == 12
    assert min(map(len, made.tokens)) == 22  # 128 bits in base 64
    kept = {*Invitation.objects.values_list("digest", flat=True)}
    assert kept == {queries.digest_of(token) for token in made.tokens}
    written = json.dumps([*Disclosure.objects.values("value")]) + repr([*Survey.objects.values()])
    assert not any(token in written for token in made.tokens)
    assert verbs() == ["surveys.survey.opened"]
    assert repr(made.tokens[0]) not in repr(made)


def test_open_survey_of_a_nominee(house: House) -> None:
    survey = stories.of_nominee(house).survey

    assert (survey.team, survey.nominee) == (None, house.nominee)
    assert str(survey) == "示范百货 钱一"


def test_open_survey_sent_twice_opens_one_and_gives_no_token_again(house: House) -> None:
    command = house.opening()
    first = surveys.open_survey(command, by=house.clerk.actor, at=moment())
    again = surveys.open_survey(command, by=house.clerk.actor, at=moment())

    assert again.survey == first.survey
    assert again.tokens == ()
    assert Survey.objects.count() == 1
    assert Invitation.objects.count() == 12


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ends_on": date(2026, 11, 9)}, "surveys.days_reversed"),
        ({"starts_on": date(2026, 11, 1), "ends_on": date(2026, 11, 9)}, "surveys.days_past"),
        ({"ends_on": date(2027, 11, 11)}, "surveys.days_too_many"),
        ({"count": 0}, "surveys.count_at_once"),
        ({"count": 201}, "surveys.count_at_once"),
        ({"edition": "no-such-edition"}, "surveys.no_edition"),
        ({"subject": "0" * 14}, "orgs.missing"),
        ({"kind": NOMINEE}, "orgs.missing"),
    ],
)
def test_open_survey_refuses(house: House, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as no:
        stories.given(house, **changes)

    assert no.value.code == code
    assert Survey.objects.count() == 0
    assert Invitation.objects.count() == 0
    assert refused() == [code]


def test_open_survey_refuses_a_second_one_of_the_same_team(house: House) -> None:
    stories.given(house)

    with pytest.raises(RuleBroken, match=r"surveys\.already"):
        stories.given(house)

    assert Survey.objects.count() == 1


def test_open_survey_is_possible_again_after_a_withdrawal(house: House) -> None:
    stories.withdrawn(house)

    assert stories.given(house).survey.state == "open"


def test_open_survey_refuses_a_team_of_another_unit(house: House) -> None:
    with pytest.raises(NotFound, match=r"orgs\.missing"):
        stories.given(house, subject=house.beside.public_id)


def test_open_survey_refuses_a_closed_team(house: House) -> None:
    act = Turn(version=house.team.version, reason="班组撤并")
    orgs.close_team(house.team, act, by=SYSTEM, at=moment())

    with pytest.raises(RuleBroken, match=r"surveys\.subject_closed"):
        stories.given(house)


def test_open_survey_refuses_an_edition_that_ended(house: House) -> None:
    act = EditionAct(version=house.edition.version)
    programmes.close_edition(house.edition, act, by=SYSTEM, at=moment())

    with pytest.raises(NotFound, match=r"surveys\.no_edition"):
        stories.given(house)


# --- issue


def test_issue_adds_invitations(house: House) -> None:
    survey = stories.given(house).survey

    more = surveys.issue(survey, Issue(5, KEY), by=house.clerk.actor, at=moment())

    assert len(more.tokens) == 5
    assert fresh(survey).issued == 17
    assert Invitation.objects.filter(survey=survey).count() == 17
    assert verbs() == ["surveys.survey.opened", "surveys.invitations.issued"]


def test_issue_sent_twice_issues_once(house: House) -> None:
    survey = stories.given(house).survey
    surveys.issue(survey, Issue(5, KEY), by=house.clerk.actor, at=moment())

    again = surveys.issue(survey, Issue(5, KEY), by=house.clerk.actor, at=moment())

    assert again.tokens == ()
    assert fresh(survey).issued == 17


def test_issue_refuses_too_many_and_after_the_end(house: House) -> None:
    survey = stories.given(house).survey
    Survey.objects.filter(pk=survey.pk).update(issued=4_990)

    with pytest.raises(RuleBroken, match=r"surveys\.count_most"):
        surveys.issue(survey, Issue(20, KEY), by=house.clerk.actor, at=moment())
    with pytest.raises(IllegalMove, match=r"surveys\.over"):
        surveys.issue(survey, Issue(1, KEY), by=house.clerk.actor, at=moment("2026-11-21 00:00"))

    assert Invitation.objects.count() == 12


# --- answer


def test_answer_uses_the_invitation_up_and_keeps_nobody(house: House) -> None:
    made = stories.given(house)
    before = Entry.objects.count()

    answered(made.tokens[0], has_complained=False, complaint_result="satisfied")

    kept = Answer.objects.get()
    assert kept.answers == GOOD | {"has_complained": False}  # what is not asked is not kept
    assert kept.day == date(2026, 11, 10)
    assert {one.name for one in Answer._meta.get_fields()} == {"code", "survey", "day", "answers"}
    assert fresh(made.survey).answered == 1
    assert Invitation.objects.filter(survey=made.survey).count() == 11
    assert Entry.objects.count() == before
    assert Message.objects.count() == 0


def test_answers_do_not_tell_in_which_order_they_came(house: House) -> None:
    made = stories.given(house, count=30)
    for token in made.tokens:
        answered(token)

    codes = [*Answer.objects.order_by("pk").values_list("code", flat=True)]
    assert [*Answer.objects.values_list("code", flat=True).order_by("code")] == codes
    assert all(len(code) == 14 for code in codes)


@pytest.mark.parametrize("first", [True, False])
def test_answer_refuses_a_used_and_an_unknown_token_alike(first: bool, house: House) -> None:
    token = stories.given(house).tokens[0] if first else "no-such-token"
    if first:
        answered(token)

    with pytest.raises(NotFound) as no:
        answered(token)

    assert (no.value.code, no.value.params) == ("surveys.no_such_link", {})
    assert Answer.objects.count() == int(first)
    assert refused() == []


@pytest.mark.parametrize(
    ("at", "code"),
    [("2026-11-09 23:59", "surveys.not_begun"), ("2026-11-21 00:00", "surveys.over")],
)
def test_answer_keeps_to_the_days(at: str, code: str, house: House) -> None:
    token = stories.given(house).tokens[0]

    with pytest.raises(IllegalMove, match=code):
        answered(token, at)
    answered(token, "2026-11-20 23:59")

    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    "changes", [{"manners": None}, {"overall": "11"}, {"more": "长" * 201}, {"colour": "red"}]
)
def test_answer_refuses_what_the_sheet_does_not_take(changes: dict[str, Any], house: House) -> None:
    token = stories.given(house).tokens[0]

    with pytest.raises(RuleBroken, match=r"surveys\.answers_wrong"):
        answered(token, **changes)

    assert Answer.objects.count() == 0
    assert Invitation.objects.count() == 12


def test_answer_is_whole_or_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    token = stories.given(house).tokens[0]

    def broken(**_values: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Answer.objects, "create", broken)
    with pytest.raises(RuntimeError):
        answered(token)

    assert queries.invited(token)
    assert Answer.objects.count() == 0


# --- close, withdraw


def test_close_keeps_the_result_and_tells_the_unit(house: House) -> None:
    survey = stories.closed(house, 10)

    assert (survey.state, survey.answered, survey.result["valid"]) == ("closed", 10, 10)
    assert survey.digest == queries.frozen(survey, moment("2026-11-22 10:00")).digest
    assert verbs()[-1] == "surveys.survey.closed"
    message = Message.objects.get()
    assert (message.to, message.code) == (house.clerk.person.public_id, "surveys.closed")
    assert message.params == {"of": "前台班组", "count": "10"}


def test_close_refuses_twice_and_stale(house: House) -> None:
    survey = stories.given(house).survey

    with pytest.raises(Stale):
        surveys.close(survey, Act(9), by=house.clerk.actor, at=moment())
    surveys.close(survey, Act(1), by=house.clerk.actor, at=moment())
    with pytest.raises(IllegalMove, match=r"surveys\.no_such_move"):
        surveys.close(survey, Act(2), by=house.clerk.actor, at=moment())


def test_close_stops_answers(house: House) -> None:
    made = stories.given(house)
    surveys.close(made.survey, Act(1), by=house.clerk.actor, at=moment())

    with pytest.raises(IllegalMove, match=r"surveys\.over"):
        answered(made.tokens[0])


def test_an_answer_that_the_end_overtakes_is_not_taken(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stories.given(house)
    judged = surveys.check

    def closing(*given: Any, **named: Any) -> Any:
        """Let the clerk end the survey while an answer is on its way in."""
        monkeypatch.setattr(surveys, "check", judged)
        surveys.close(fresh(made.survey), Act(1), by=house.clerk.actor, at=moment())
        return judged(*given, **named)

    monkeypatch.setattr(surveys, "check", closing)
    with pytest.raises(IllegalMove, match=r"surveys\.over"):
        answered(made.tokens[0])

    assert Answer.objects.count() == 0


def test_withdraw_before_any_answer_is_the_units_own(house: House) -> None:
    survey = stories.withdrawn(house)

    assert (survey.state, survey.withdrawn_reason) == ("withdrawn", "选错了班组")
    assert verbs()[-1] == "surveys.survey.withdrawn"


def test_withdraw_with_answers_is_for_the_office(house: House) -> None:
    survey = fresh(stories.with_answers(house, 1).survey)
    office = Actor("P", Role.OFFICE_CLERK, "O", "r")

    with pytest.raises(RuleBroken, match=r"surveys\.has_answers"):
        surveys.withdraw(survey, Act(1, "结果不好看"), by=house.clerk.actor, at=moment())
    surveys.withdraw(survey, Act(1, "查实有人替填"), by=office, at=moment())

    assert fresh(survey).state == "withdrawn"
    assert Answer.objects.count() == 1
    assert Message.objects.get().params["reason"] == "查实有人替填"


def test_withdraw_a_closed_survey(house: House) -> None:
    survey = stories.closed(house, 10)
    office = Actor("P", Role.OFFICE_HEAD, "O", "r")

    surveys.withdraw(survey, Act(survey.version, "查实有人替填"), by=office, at=moment())

    with pytest.raises(IllegalMove, match=r"surveys\.was_withdrawn"):
        queries.frozen(survey, moment("2026-11-22 10:00"))


@pytest.mark.parametrize(
    ("reason", "code"),
    [(" 错 ", "surveys.no_reason"), ("打13800138000问我", "surveys.personal_number")],
)
def test_withdraw_refuses_without_a_reason_fit_to_read(
    reason: str, code: str, house: House
) -> None:
    survey = stories.given(house).survey

    with pytest.raises(RuleBroken, match=code):
        surveys.withdraw(survey, Act(1, reason), by=house.clerk.actor, at=moment())

    assert fresh(survey).state == "open"
    assert refused() == [code]


# --- what time brings


def test_the_worker_tells_finished_days_and_closes_what_is_over(house: House) -> None:
    made = stories.given(house)
    for token, at in zip(
        made.tokens, ["2026-11-10 11:00"] * 3 + ["2026-11-12 09:00"], strict=False
    ):
        answered(token, at)

    assert jobs.run(moment("2026-11-10 23:59")) == 0
    assert jobs.run(moment("2026-11-11 00:01")) == 1
    assert jobs.run(moment("2026-11-11 00:02")) == 0
    assert jobs.run(moment("2026-11-21 00:01")) == 2
    assert jobs.run(moment("2026-11-21 00:02")) == 0

    days = Disclosure.objects.filter(name="days").order_by("sequence")
    assert [json.loads(one.value) for one in days] == [{"2026-11-10": 3}, {"2026-11-12": 1}]
    survey = fresh(made.survey)
    assert (survey.state, survey.told_until) == ("closed", date(2026, 11, 20))
    assert survey.result == {"issued": 12, "given": 4, "valid": 4}


def test_the_day_of_an_early_end_is_told_too(house: House) -> None:
    made = stories.given(house)
    answered(made.tokens[0])
    survey = fresh(made.survey)
    surveys.close(survey, Act(1), by=house.clerk.actor, at=moment("2026-11-10 15:00"))

    assert jobs.run(moment("2026-11-11 00:01")) == 1
    assert verbs()[-1] == "surveys.answers.counted"


def test_tell_days_is_the_workers_and_never_empty(house: House) -> None:
    survey = stories.given(house).survey

    with pytest.raises(NotAllowed, match=r"surveys\.not_yours"):
        surveys.tell_days(survey, by=house.clerk.actor, at=moment())
    with pytest.raises(IllegalMove, match=r"surveys\.nothing_to_tell"):
        surveys.tell_days(survey, by=SYSTEM, at=moment())


def test_answer_asks_no_more_for_more_invitations(
    house: House, django_assert_max_num_queries: Any
) -> None:
    small, large = stories.given(house, count=1), stories.of_nominee(house, count=200)

    for made in (small, large):
        with django_assert_max_num_queries(9):
            surveys.answer(made.tokens[0], Answering(GOOD), by=VISITOR, at=moment())
