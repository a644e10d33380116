"""Does each operation do what it says, refuse what it should, and leave its entry?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.applications import stories
from tests.applications.stories import IN_TIME, LATER, House
from tests.cast import SYSTEM, Member, moment
from tests.programmes import stories as edition_stories
from tests.surveys import stories as survey_stories

from hongbang.applications import operations as applications
from hongbang.applications import queries
from hongbang.applications.models import Application, Evidence, Revision
from hongbang.applications.rules import freezing, keeping
from hongbang.applications.rules.commands import Act, Attach, Begin, Save
from hongbang.applications.rules.commands import Return as SendBack
from hongbang.audit.models import Disclosure, Entry
from hongbang.files.rules.incoming import Held
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import IllegalMove, NotAllowed, NotFound, Refusal, Stale
from hongbang.orgs import operations as orgs
from hongbang.orgs.models import Organisation
from hongbang.orgs.rules.commands import Turn
from hongbang.outbox.models import Message
from hongbang.surveys import operations as surveys
from hongbang.surveys import queries as survey_queries
from hongbang.surveys.rules.commands import Act as Close

KEY = "0123456789abcdef"


def verbs() -> list[str]:
    found = Entry.objects.filter(verb__startswith="applications.").order_by("sequence")
    return [*found.values_list("verb", flat=True)]


def refused(call: Callable[[], object]) -> Refusal:
    before = verbs()
    with pytest.raises(Refusal) as caught:
        call()
    assert verbs() == before
    assert Entry.objects.order_by("-sequence")[0].verb == "audit.deed.refused"
    return caught.value


def told_to() -> list[tuple[str, str]]:
    ours = Message.objects.filter(code__startswith="applications.")
    return sorted(ours.values_list("code", "to"))


# --- begin


def test_begin_fills_in_what_the_house_knows(told: House) -> None:
    begun = stories.begun(told)

    assert begun.typed == {
        "team_name": "化妆品柜组",
        "unit_name": "示范百货有限公司",
        "district": "黄浦区",
    }
    assert (begun.state, begun.holder, begun.revision) == ("draft", told.unit, 0)
    assert (begun.sheet.code, begun.sheet.number) == ("team_form", 1)
    assert verbs() == ["applications.application.begun"]


@pytest.mark.parametrize("kind", ["team", "individual", "unit"])
def test_begin_is_for_a_team_a_person_or_the_unit(kind: str, told: House) -> None:
    begun = stories.begun(told, kind=kind)

    names = {"team": "化妆品柜组", "individual": "钱亦舒", "unit": "示范百货有限公司"}
    assert (begun.subject_name, str(begun)) == (names[kind], names[kind])


def test_begin_sent_twice_begins_one(told: House) -> None:
    command = Begin(told.category().public_id, told.team.public_id, "", KEY)

    first = applications.begin(command, by=told.clerk.actor, at=IN_TIME)
    second = applications.begin(command, by=told.clerk.actor, at=IN_TIME)

    assert first == second
    assert Application.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "whom"),
    [
        ("team", ("", "")),
        ("team", ("team", "nominee")),
        ("team", ("", "nominee")),
        ("individual", ("team", "")),
        ("unit", ("team", "")),
        ("team", ("foreign", "")),
        ("team", ("nothing", "")),
    ],
)
def test_begin_refuses_whom_the_category_is_not_for(
    kind: str, whom: tuple[str, str], told: House
) -> None:
    codes = {
        "team": told.team.public_id,
        "nominee": told.nominee.public_id,
        "foreign": told.other_team.public_id,
    }
    named = [codes.get(one, one) for one in whom]
    command = Begin(told.category(kind).public_id, *named, KEY)

    found = refused(lambda: applications.begin(command, by=told.clerk.actor, at=IN_TIME))

    assert found.code == "applications.no_subject"


def test_begin_refuses_a_team_that_was_closed(told: House) -> None:
    turn = Turn(version=told.team.version, reason="并入前台")
    orgs.close_team(told.team, turn, by=SYSTEM, at=IN_TIME)
    command = Begin(told.category().public_id, told.team.public_id, "", KEY)

    found = refused(lambda: applications.begin(command, by=told.clerk.actor, at=IN_TIME))

    assert found.code == "applications.no_subject"


@pytest.mark.parametrize("kind", ["team", "individual", "unit"])
def test_begin_refuses_a_second_one_until_the_first_is_withdrawn(kind: str, told: House) -> None:
    first = stories.begun(told, kind=kind)

    found = refused(lambda: stories.begun(told, kind=kind))
    act = Act(first.version, "填错了类别")
    applications.withdraw(first, act, by=told.clerk.actor, at=LATER)
    second = stories.begun(told, kind=kind)

    assert found.code == "applications.begun_already"
    assert second != first


def test_begin_refuses_after_the_step_and_unknown_categories(told: House) -> None:
    late = moment("2026-11-11 00:00")
    missing = Begin("no-such-category", "", "", KEY)

    closed = refused(lambda: stories.begun(told, late))
    unknown = refused(lambda: applications.begin(missing, by=told.clerk.actor, at=IN_TIME))

    assert (closed.code, closed.params) == ("applications.closed", {"last": "2026-11-10"})
    assert unknown.code == "applications.no_category"


def test_begin_is_not_for_an_edition_that_is_closed(
    told: House, company: dict[Role, Member]
) -> None:
    code = told.category().public_id
    edition_stories.closed(told.edition, company[Role.OFFICE_HEAD].actor)
    command = Begin(code, told.team.public_id, "", KEY)

    found = refused(lambda: applications.begin(command, by=told.clerk.actor, at=IN_TIME))

    assert found.code == "applications.no_category"


def test_begin_before_the_step_is_allowed_sending_is_not(told: House) -> None:
    early = moment("2026-10-18 23:59")
    draft = stories.filled(told, early)

    found = refused(
        lambda: applications.submit(draft, Act(draft.version), by=told.clerk.actor, at=early)
    )

    assert (found.code, found.params) == ("applications.not_open_yet", {"first": "2026-10-19"})


# --- save


def test_save_keeps_the_answers_sealed_and_leaves_no_entry(told: House) -> None:
    draft = stories.begun(told)
    before = Entry.objects.count()

    kept = applications.save(
        draft, Save(stories.answers(), draft.version), by=told.clerk.actor, at=LATER
    )

    assert stories.fresh(draft).typed == stories.answers()
    assert (kept.version, kept.changed_at) == (draft.version + 1, LATER)
    assert Entry.objects.count() == before


def test_save_of_the_same_answers_moves_nothing(told: House) -> None:
    draft = stories.filled(told)
    same = Save(stories.answers(), draft.version)

    kept = applications.save(draft, same, by=told.head.actor, at=LATER)

    assert (kept.version, kept.changed_at) == (draft.version, IN_TIME)


def test_save_of_a_colleague_makes_ours_stale(told: House) -> None:
    draft = stories.begun(told)
    first, second = (Save(stories.answers(story=text), draft.version) for text in "甲乙")
    applications.save(draft, first, by=told.head.actor, at=LATER)

    with pytest.raises(Stale):
        applications.save(draft, second, by=told.clerk.actor, at=LATER)

    assert stories.fresh(draft).typed["story"] == "甲"


def test_save_refuses_what_was_sent_and_what_is_not_plain(told: House) -> None:
    sent, draft = stories.submitted(told).application, stories.begun(told, kind="unit")
    current = stories.fresh(sent)

    closed = refused(
        lambda: applications.save(current, Save({}, current.version), by=told.clerk.actor, at=LATER)
    )
    odd = refused(
        lambda: applications.save(draft, Save({"a": 1.5}, 1), by=told.clerk.actor, at=LATER)
    )
    large = refused(
        lambda: applications.save(
            draft, Save({"story": "长" * 300_000}, 1), by=told.clerk.actor, at=LATER
        )
    )

    assert isinstance(closed, IllegalMove)
    codes = [closed.code, odd.code, large.code]
    assert codes == [f"applications.{why}" for why in ("not_editable", "not_plain", "too_large")]


# --- files


def test_attach_keeps_a_file_once_and_answers_name_it_as_it_is_kept(told: House) -> None:
    draft = stories.begun(told)

    first, again = stories.attached(told, draft), stories.attached(told, draft)
    sent = {"file": first.public_id, "name": "别的.exe", "size": "1", "caption": "台账"}
    save = Save({"proof": [sent, {"file": "ANOTHERS"}]}, draft.version)
    kept = applications.save(draft, save, by=told.clerk.actor, at=LATER)

    assert first == again
    assert str(first) == f"proof {first.public_id}"
    assert verbs().count("applications.evidence.attached") == 1
    [told_of] = kept.typed["proof"]
    assert told_of == {
        "file": first.public_id,
        "name": "台账.png",
        "kind": "png",
        "size": str(first.file.size),
        "caption": "台账",
    }


def test_a_file_of_another_application_or_question_is_not_taken(told: House) -> None:
    one, other = stories.begun(told), stories.begun(told, kind="unit")
    foreign, elsewhere = stories.attached(told, other), stories.attached(told, one, "photo")
    parts = [{"file": foreign.public_id}, {"file": elsewhere.public_id}]

    kept = applications.save(
        one, Save({"proof": parts}, one.version), by=told.clerk.actor, at=LATER
    )

    assert kept.typed == {}


@pytest.mark.parametrize(
    ("field", "kind", "size", "code"),
    [
        ("story", "png", 9, "no_file_asked"),
        ("nothing", "png", 9, "no_file_asked"),
        ("proof", "docx", 9, "file_kind"),
        ("proof", "pdf", 2 * 1024 * 1024, "file_large"),
    ],
)
def test_attach_refuses_what_the_question_does_not_take(
    field: str, kind: str, size: int, code: str, told: House
) -> None:
    draft = stories.begun(told)
    held = Held(f"文件.{kind}", kind, size, "0" * 64, "/nowhere")

    found = refused(
        lambda: applications.attach(draft, Attach(field, held), by=told.clerk.actor, at=LATER)
    )

    assert found.code == f"applications.{code}"
    assert Evidence.objects.count() == 0


def test_attach_refuses_once_it_was_sent(told: House) -> None:
    application = stories.submitted(told).application

    found = refused(lambda: stories.attached(told, application))

    assert found.code == "applications.not_editable"


# --- submit


def test_submit_freezes_answers_and_findings_and_hands_it_over(told: House) -> None:
    sent = stories.submitted(told)

    current = stories.fresh(sent.application)
    assert (current.state, current.holder, current.revision) == ("submitted", told.organ, 1)
    assert (current.submitted_at, sent.submitted_at) == (IN_TIME, IN_TIME)
    assert sent.given == stories.answers()
    assert sent.submitted_by == told.clerk.person.public_id
    assert [(one["condition"], one["verdict"]) for one in sent.findings] == [
        ("E06", "met"),
        ("E05", "met"),
        ("E15", "not_met"),
        ("E19", "met"),
        ("E20", "met"),
    ]
    assert str(sent) == f"{current.pk} (1)"
    assert verbs()[-1] == "applications.application.submitted"
    said = Disclosure.objects.filter(sequence=Entry.objects.order_by("-sequence")[0].sequence)
    assert dict(said.values_list("name", "value"))["digest"] == sent.digest


def test_submit_freezes_the_survey_that_has_ended(told: House) -> None:
    given = stories.surveyed(told, 12)

    sent = stories.submitted(told)

    kept = freezing.from_kept(sent.survey)
    assert kept is not None
    assert (kept.survey, kept.as_of) == (given.survey.public_id, IN_TIME)
    measured = kept.result.measured
    assert (measured.given, measured.valid) == (12, 12)
    assert measured.index is not None
    assert measured.share_interval is not None
    closing = surveys.close(
        survey_queries.get(SYSTEM, given.survey.public_id), Close(1), by=SYSTEM, at=LATER
    )
    assert closing.digest == kept.digest
    assert survey_queries.result_of(closing) == kept.result
    with pytest.raises(IllegalMove):
        survey_stories.answered(given.tokens[12], "2026-11-03 11:00")
    assert Revision.objects.get().survey == sent.survey


def test_the_digest_of_a_revision_covers_its_survey(told: House) -> None:
    stories.surveyed(told, 12)
    sent = stories.submitted(told)
    form = {"code": sent.sheet.code, "number": sent.sheet.number, "digest": sent.sheet.digest}
    given = (sent.application.public_id, 1, form, sent.given, sent.findings)
    other = {**sent.survey, "result": {**sent.survey["result"], "index": "99.9"}}

    assert keeping.digest(*given, survey=sent.survey) == sent.digest
    assert keeping.digest(*given, survey=other) != sent.digest
    assert keeping.digest(*given) != sent.digest


def test_a_survey_under_way_is_left_out_and_later_answers_change_nothing(told: House) -> None:
    given = stories.surveyed(told, 11, date(2026, 11, 4))
    sent = stories.submitted(told)
    before = (sent.survey, sent.digest)

    survey_stories.answered(given.tokens[11], "2026-11-04 09:00")
    stories.sent_back(told, sent.application, moment("2026-11-05 10:00"))
    again = applications.resubmit(
        sent.application,
        Act(stories.fresh(sent.application).version),
        by=told.clerk.actor,
        at=moment("2026-11-06 10:00"),
    )

    first = Revision.objects.get(place=1)
    kept = freezing.from_kept(again.survey)
    assert before == ({}, first.digest) == (first.survey, sent.digest)
    assert kept is not None
    assert kept.result.measured.given == 12


def test_who_was_not_surveyed_freezes_nothing(told: House) -> None:
    stories.surveyed(told, 12)

    alone = stories.submitted(told, whom={"kind": "individual"})
    whole = stories.submitted(told, whom={"kind": "unit"})

    assert (alone.survey, whole.survey) == ({}, {})
    assert queries.running_survey(whole.application, IN_TIME) is None


def test_submit_tells_the_unit_the_receipt_and_the_organ_that_it_is_there(told: House) -> None:
    sent = stories.submitted(told)

    assert told_to() == sorted(
        [
            ("applications.arrived", told.clerk.person.public_id),
            ("applications.arrived", told.head.person.public_id),
            ("applications.sent", told.organ_clerk.person.public_id),
        ]
    )
    message = Message.objects.get(code="applications.sent")
    assert message.params["receipt"] == sent.public_id
    assert message.link == f"/applications/{sent.application.public_id}/"


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ("2026-10-19 00:00", ""),
        ("2026-11-10 23:59", ""),
        ("2026-11-11 00:00", "applications.closed"),
    ],
)
def test_submit_keeps_to_the_step_with_its_last_day_whole(at: str, code: str, told: House) -> None:
    draft = stories.filled(told)
    submit = lambda: applications.submit(  # noqa: E731 - called in one of two ways
        draft, Act(draft.version), by=told.clerk.actor, at=moment(at)
    )

    if code:
        assert refused(submit).code == code
        assert Revision.objects.count() == 0
    else:
        assert submit().place == 1


@pytest.mark.parametrize(
    ("changed", "code", "params"),
    [
        ({"team_name": None}, "unfinished", {"count": 1}),
        ({"satisfaction_index": "79.9"}, "not_eligible", {"conditions": "E05"}),
        (
            {"satisfaction_index": None, "lawful_employer": False},
            "not_eligible",
            {"conditions": "E05、E19"},
        ),
    ],
)
def test_submit_refuses_what_is_unfinished_or_not_eligible_and_names_it(
    changed: dict[str, Any], code: str, params: dict[str, Any], told: House
) -> None:
    draft = stories.filled(told, **changed)

    found = refused(
        lambda: applications.submit(draft, Act(draft.version), by=told.clerk.actor, at=IN_TIME)
    )

    assert (found.code, found.params) == (f"applications.{code}", params)
    assert stories.fresh(draft).state == "draft"


def test_submit_refuses_a_version_that_is_over_and_a_second_time(told: House) -> None:
    draft = stories.filled(told)
    submit = Act(draft.version)

    stale = refused(
        lambda: applications.submit(draft, Act(draft.version - 1), by=told.clerk.actor, at=IN_TIME)
    )
    applications.submit(draft, submit, by=told.clerk.actor, at=IN_TIME)
    twice = refused(lambda: applications.submit(draft, submit, by=told.clerk.actor, at=IN_TIME))

    assert (stale.code, twice.code) == ("audit.stale", "applications.no_such_move")
    assert Revision.objects.count() == 1


def test_nothing_is_sent_where_no_organ_is_known(told: House) -> None:
    draft, new = stories.filled(told), stories.team(told.unit, "新组")
    begin = Begin(told.category().public_id, new.public_id, "", KEY)
    nowhere = {"kind": "host", "host_rank": 9, "area": None, "parent": None}
    Organisation.objects.filter(pk=told.unit.pk).update(**nowhere)

    unsent = refused(lambda: applications.submit(draft, Act(draft.version), by=SYSTEM, at=IN_TIME))
    unbegun = refused(lambda: applications.begin(begin, by=SYSTEM, at=IN_TIME))

    assert [unsent.code, unbegun.code] == ["applications.no_organ"] * 2


# --- return, resubmit, withdraw


def test_return_hands_it_back_with_the_reason_and_tells_the_unit(told: House) -> None:
    back = stories.returned(told)

    current = stories.fresh(back.revision.application)
    assert (current.state, current.holder) == ("returned", told.unit)
    assert (back.reason, back.organ, back.until_on) == (
        "第 6 条请附台账",
        told.organ,
        date(2026, 11, 14),
    )
    assert str(back) == f"{back.revision_id} 2026-11-14"
    assert verbs()[-1] == "applications.application.returned"
    assert [to for code, to in told_to() if code == "applications.returned"] == sorted(
        [told.clerk.person.public_id, told.head.person.public_id]
    )


@pytest.mark.parametrize(
    ("reason", "days", "code"),
    [
        ("改", 3, "no_reason"),
        ("　", 3, "no_reason"),
        ("长" * 501, 3, "no_reason"),
        ("请附台账", 0, "until_past"),
        ("请附台账", 61, "until_far"),
    ],
)
def test_return_refuses_no_reason_and_no_time(
    reason: str, days: int, code: str, told: House
) -> None:
    current = stories.fresh(stories.submitted(told).application)
    until = date(2026, 11, 4) + timedelta(days=days)
    command, by = SendBack(current.version, reason, until), told.organ_clerk.actor

    found = refused(lambda: applications.return_for_correction(current, command, by=by, at=LATER))

    assert found.code == f"applications.{code}"
    assert stories.fresh(current).state == "submitted"


def test_resubmit_is_a_new_revision_even_after_the_step(told: House) -> None:
    sent = stories.resubmitted(told, moment("2026-11-14 23:59"))

    first, second = Revision.objects.order_by("place")
    assert (second, second.place, second.given["satisfaction_index"]) == (sent, 2, "92")
    assert first.given["satisfaction_index"] == "91.5"
    assert first.digest != second.digest
    assert stories.fresh(sent.application).holder == told.organ
    assert verbs()[-1] == "applications.application.resubmitted"
    assert "applications.sent_again" in [code for code, _to in told_to()]


def test_resubmit_refuses_after_its_day(told: House) -> None:
    found = refused_later(lambda: stories.resubmitted(told, moment("2026-11-15 00:00")))

    assert (found.code, found.params) == (
        "applications.correction_late",
        {"last": "2026-11-14"},
    )


def refused_later(call: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value


def test_withdraw_ends_it_and_tells_the_organ_that_had_it(told: House) -> None:
    gone = stories.withdrawn(told)

    current = stories.fresh(gone)
    assert (current.state, current.withdrawn_reason) == ("withdrawn", "换一个班组申报")
    assert (current.holder, current.revision) == (told.unit, 1)
    assert [to for code, to in told_to() if code == "applications.withdrawn"] == [
        told.organ_clerk.person.public_id
    ]


def test_withdraw_of_a_draft_tells_nobody_and_needs_a_reason(told: House) -> None:
    draft = stories.begun(told)

    found = refused(
        lambda: applications.withdraw(draft, Act(draft.version, " "), by=told.clerk.actor, at=LATER)
    )
    applications.withdraw(draft, Act(draft.version, "不申报了"), by=told.clerk.actor, at=LATER)

    assert found.code == "applications.no_reason"
    assert told_to() == []


# --- moves, seats, exports


MOVES = {
    "submit": lambda one, by: applications.submit(one, Act(one.version), by=by, at=IN_TIME),
    "resubmit": lambda one, by: applications.resubmit(one, Act(one.version), by=by, at=LATER),
    "return": lambda one, by: applications.return_for_correction(
        one, SendBack(one.version, "请附台账", date(2026, 11, 20)), by=by, at=LATER
    ),
    "withdraw": lambda one, by: applications.withdraw(
        one, Act(one.version, "不申报了"), by=by, at=LATER
    ),
}


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "withdrawn"])
def test_every_move_from_every_state(state: str, move: str, told: House) -> None:
    made: dict[str, Callable[[], Application]] = {
        "draft": lambda: stories.filled(told),
        "submitted": lambda: stories.submitted(told).application,
        "returned": lambda: stories.returned(told).revision.application,
        "withdrawn": lambda: stories.withdrawn(told),
    }
    current = stories.fresh(made[state]())
    exists = {
        ("draft", "submit"): "submitted",
        ("draft", "withdraw"): "withdrawn",
        ("submitted", "return"): "returned",
        ("submitted", "withdraw"): "withdrawn",
        ("returned", "resubmit"): "submitted",
        ("returned", "withdraw"): "withdrawn",
    }

    if (state, move) in exists:
        MOVES[move](current, SYSTEM)
    else:
        with pytest.raises(IllegalMove, match=r"applications\.no_such_move"):
            MOVES[move](current, SYSTEM)

    assert stories.fresh(current).state == exists.get((state, move), state)


def test_operations_are_refused_to_other_seats(told: House, company: dict[Role, Member]) -> None:
    draft, office = stories.filled(told), company[Role.OFFICE_CLERK].actor
    act = Act(draft.version)

    with pytest.raises(NotFound):  # nobody else knows that there is a draft
        applications.submit(draft, act, by=told.other_clerk.actor, at=IN_TIME)
    applications.submit(draft, act, by=told.head.actor, at=IN_TIME)
    with pytest.raises(NotAllowed, match=r"applications\.unit_applies"):
        applications.withdraw(draft, act, by=told.organ_clerk.actor, at=IN_TIME)
    with pytest.raises(NotAllowed, match=r"applications\.not_yours"):
        applications.withdraw(draft, act, by=office, at=IN_TIME)


def test_note_export_is_recorded(told: House) -> None:
    by: Actor = told.organ_clerk.actor

    applications.note_export("全部", by=by, at=IN_TIME)

    assert verbs() == ["applications.list.exported"]
    assert queries.visible(by).count() == 0
