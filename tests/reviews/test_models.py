"""Does each constraint of the tables hold when everything before it has failed?"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.cast import moment
from tests.reviews import stories
from tests.reviews.stories import READ, World

from hongbang.reviews import operations as reviews
from hongbang.reviews.models import Closing, Dossier, Member, Round, Run, ScoreSheet, Standing, Tie
from hongbang.reviews.rules.commands import Act


def broken(rows: Any, changes: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        rows.update(**changes)


def test_an_expert_serves_once_under_one_code(told: World) -> None:
    for one in told.experts[:2]:
        stories.enrolled(told, one, ["示范百货有限公司"], ["黄浦区总工会"])
    first, second = Member.objects.order_by("code")

    of_second = Member.objects.filter(pk=second.pk)
    broken(of_second, {"code": first.code}, "(?i)unique")
    broken(of_second, {"seat": first.seat}, "(?i)unique")
    broken(of_second, {"code": ""}, "reviews_member_coded")
    ties = Tie.objects.filter(member=first)
    broken(ties, {"kind": "knows"}, "reviews_tie_known")
    broken(
        ties.filter(kind="speaks_for"),
        {"kind": "works_for", "body": told.told.unit},
        "(?i)unique",
    )
    assert [str(first), str(ties[0])] == ["E-01", "E-01 works_for"]


def test_a_round_cannot_be_kept_wrong(told: World) -> None:
    stories.opened(told)
    rounds = Round.objects.all()

    broken(rounds, {"state": "lost"}, "reviews_")
    broken(rounds, {"readings": 1}, "reviews_readings_enough")
    broken(rounds, {"least_readings": 0}, "reviews_readings_enough")
    broken(rounds, {"seed": ""}, "reviews_round_seeded")
    broken(rounds, {"digest": "0" * 64}, "reviews_closed_has_digest")
    broken(rounds, {"state": "closed"}, "reviews_closed_has_digest")
    broken(rounds, {"state": "closed", "digest": "0" * 64}, "reviews_closed_has_digest")
    assert str(rounds.get()) == told.category.name


def test_a_file_is_in_a_round_once_under_one_number(told: World) -> None:
    stories.opened(told)
    first, second = Dossier.objects.order_by("number")[:2]

    of_second = Dossier.objects.filter(pk=second.pk)
    broken(of_second, {"number": first.number}, "(?i)unique")
    broken(of_second, {"application": first.application}, "(?i)unique")
    broken(of_second, {"opinion": "好"}, "reviews_opinion_is_dated")
    broken(of_second, {"opined_at": READ}, "reviews_opinion_is_dated")
    assert str(second) == "2"


def test_a_score_sheet_cannot_be_kept_wrong(told: World) -> None:
    stories.assigned(told)
    one, other, aside = stories.sheets_of()[:3]
    stories.signed(told, one)
    reviews.recuse(aside, Act(1, "与班组长是亲属"), by=told.actor(aside), at=READ)

    def rows(sheet: ScoreSheet) -> Any:
        return ScoreSheet.objects.filter(pk=sheet.pk)

    broken(rows(one), {"total": None}, "reviews_signed_has_total")
    broken(rows(one), {"state": "drafted"}, "reviews_signed_has_total")
    broken(rows(other), {"signed_at": READ}, "reviews_signed_has_total")
    broken(rows(other), {"state": "lost"}, "reviews_sheet_state_known")
    broken(rows(other), {"state": "recused"}, "reviews_recused_is_dated")
    broken(rows(aside), {"recused_at": None}, "reviews_recused_is_dated")
    broken(rows(other), {"member": one.member}, "(?i)unique")
    assert str(one) == f"{one.dossier_id} {one.member_id}"


def test_evidence_and_standings_cannot_be_kept_wrong(told: World) -> None:
    stories.closed(told)
    runs, closings, places = Run.objects.all(), Closing.objects.all(), Standing.objects.all()

    broken(Round.objects.all(), {"digest": ""}, "reviews_closed_has_digest")
    broken(
        Round.objects.all(),
        {"closed_at": moment("2020-01-01 00:00")},
        "reviews_closed_has_digest",
    )
    broken(runs, {"digest": "short"}, "reviews_run_digest_whole")
    broken(runs, {"cause": "whim"}, "reviews_run_cause_known")
    broken(closings, {"digest": "short"}, "reviews_closing_digest_whole")
    broken(closings, {"owed": 1}, "reviews_forced_has_reason")
    broken(closings, {"reopened_at": READ}, "reviews_reopened_has_reason")
    broken(closings, {"reopened_reason": "无故"}, "reviews_reopened_has_reason")
    broken(places.filter(place=2), {"place": 1}, "(?i)unique")
    broken(places.filter(place=2), {"dossier": places.get(place=1).dossier}, "(?i)unique")
    broken(places, {"mean": ""}, "reviews_score_has_mean")
    broken(places, {"score": None}, "reviews_score_has_mean")
    assert [str(runs[0])[-3:], str(closings[0])[-3:], str(places[0])] == ["(1)", "(1)", "1"]


def test_runs_and_closings_have_their_place_once(told: World) -> None:
    stories.closed(told)
    why = Act(told.round.version, "一份评分表打错")
    reviews.reopen_round(told.round, why, by=told.head, at=stories.ENDED)
    sheet = stories.sheets_of()[0]
    reviews.recuse(
        sheet, Act(sheet.version, "与班组长是亲属"), by=told.actor(sheet), at=stories.ENDED
    )
    again = Act(told.round.version, "时间已到，先结束")
    reviews.close_round(told.round, again, by=told.head, at=stories.ENDED)

    broken(Run.objects.filter(place=2), {"place": 1}, "(?i)unique")
    broken(Closing.objects.filter(place=2), {"place": 1}, "(?i)unique")


def test_marks_and_reasons_lie_sealed(told: World) -> None:
    stories.assigned(told)
    first, second = stories.sheets_of()[:2]
    stories.drafted(told, first, remark="班组有股劲")
    reviews.recuse(second, Act(1, "与班组长是亲属"), by=told.actor(second), at=READ)

    with connection.cursor() as cursor:
        cursor.execute("SELECT answers, recused_reason FROM reviews_scoresheet")
        kept = str(cursor.fetchall())
    assert "班组有股劲" not in kept
    assert "12.5" not in kept
    assert "亲属" not in kept
