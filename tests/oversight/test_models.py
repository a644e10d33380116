"""Does each constraint of oversight hold when everything before it has failed?"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from tests.oversight import stories
from tests.oversight.stories import DUE, FOUND_AT, WHY, Watch

from hongbang.oversight import operations as oversight
from hongbang.oversight.models import Annulment, Case, Draw, Mending, Visit
from hongbang.oversight.rules.commands import Annul

BROKEN: list[tuple[type[models.Model], dict[str, Any], str]] = [
    (Draw, {"digest": "short"}, "oversight_digest_whole"),
    (Visit, {"verdict": "great"}, "oversight_verdict_known"),
    (Visit, {"state": "assigned"}, "oversight_visit_has_inspector"),
    (Visit, {"due_on": DUE}, "oversight_visit_has_inspector"),
    (Visit, {"submitted_at": FOUND_AT}, "oversight_submitted_has_verdict"),
    (Visit, {"confirmed_at": FOUND_AT}, "oversight_confirmed_has_words"),
    (Visit, {"finding": WHY}, "oversight_confirmed_has_words"),
    (Case, {"state": "lost"}, "oversight_case_state_known"),
    (Case, {"move": "annul"}, "oversight_case_move_known"),
    (Case, {"reason": ""}, "oversight_case_has_reason"),
    (Case, {"move": "revoke"}, "oversight_grave_is_heard"),
    (Case, {"hears_until": DUE}, "oversight_grave_is_heard"),
    (Case, {"statement": "不服"}, "oversight_statement_is_dated"),
    (Case, {"stated_at": FOUND_AT}, "oversight_statement_is_dated"),
    (Case, {"decision": ""}, "oversight_closed_has_words"),
    (Case, {"state": "opened"}, "oversight_closed_has_words"),
    (Case, {"state": "lifted"}, "oversight_lifted_has_words"),
    (Case, {"lifting": WHY}, "oversight_lifted_has_words"),
    (Mending, {"state": "lost", "report": WHY, "reported_at": FOUND_AT}, "mending_state_known"),
    (Mending, {"state": "reported"}, "oversight_reported_has_words"),
    (Mending, {"state": "reported", "report": WHY}, "oversight_reported_has_words"),
    (
        Mending,
        {"state": "accepted", "report": WHY, "reported_at": FOUND_AT},
        "oversight_accepted_has_words",
    ),
]


def test_nothing_can_be_kept_wrong(told: Watch) -> None:
    stories.drawn(told)
    stories.case(told, "rectify", DUE)

    for model, changes, constraint in BROKEN:
        found = model._default_manager.order_by("pk")[:1].values("pk")
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            model._default_manager.filter(pk=found[0]["pk"]).update(**changes)


def test_a_submitted_visit_has_a_day_and_a_verdict(told: Watch) -> None:
    stories.drawn(told)
    visit = Visit.objects.filter(pk=stories.submitted(told, told.team).pk)

    for changes in ({"submitted_at": None}, {"verdict": ""}):
        with (
            pytest.raises(IntegrityError, match="oversight_submitted_has_verdict"),
            transaction.atomic(),
        ):
            visit.update(**changes)
    with (
        pytest.raises(IntegrityError, match="oversight_confirmed_has_words"),
        transaction.atomic(),
    ):
        visit.update(state="confirmed", finding=WHY)


def test_a_visit_is_in_a_known_state(told: Watch) -> None:
    stories.drawn(told)
    visit = Visit.objects.filter(pk=stories.assigned(told, told.team).pk)

    with (
        pytest.raises(IntegrityError, match="oversight_visit_state_known"),
        transaction.atomic(),
    ):
        visit.update(state="lost")


def test_what_happens_once_happens_once(told: Watch) -> None:
    first, second = stories.drawn(told, 1), stories.drawn(told, 1)
    one, other = (Visit.objects.filter(draw=draw) for draw in (first, second))

    with pytest.raises(IntegrityError), transaction.atomic():
        Draw.objects.filter(pk=second.pk).update(place=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        other.update(draw=first)
    with pytest.raises(IntegrityError), transaction.atomic():
        other.update(draw=first, place=2, honour=one.get().honour_id)


def test_one_case_waits_against_an_honour(told: Watch) -> None:
    case = stories.case(told)
    Case.objects.filter(pk=case.pk).update(honour=told.nominee)
    stories.case(told)

    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(honour=told.team)


def test_a_batch_is_annulled_by_paper(told: Watch) -> None:
    command = Annul("项目未经批准。", "示范发〔2026〕9号", 2)
    oversight.annul(told.house.category, command, by=told.head, at=FOUND_AT)

    for changes in ({"count": 0}, {"reason": ""}, {"paper": ""}):
        with (
            pytest.raises(IntegrityError, match="oversight_annulled_by_paper"),
            transaction.atomic(),
        ):
            Annulment.objects.update(**changes)


def test_things_are_named(told: Watch) -> None:
    draw = stories.drawn(told, 1)
    case = stories.case(told, "rectify", DUE)
    annulled = Annulment(category=told.house.category, count=2)

    assert str(draw).endswith(".1")
    assert str(Visit.objects.get()).endswith(".1 drawn")
    assert str(case).endswith("rectify decided")
    assert str(case.mending).endswith("owed")
    assert str(annulled).endswith(" 2")
