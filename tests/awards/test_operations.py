"""Are honours conferred once, all or none, and certificates fetched?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.awards import stories
from tests.awards.stories import AT, FIRST, LAST, PAPER, Through
from tests.cast import SYSTEM, moment
from tests.publicity import stories as publicity_stories
from tests.publicity.stories import OVER, Street
from tests.register import stories as honour_stories

from hongbang.approvals import operations as approvals
from hongbang.approvals import queries as resolutions
from hongbang.approvals.rules.commands import Strike
from hongbang.audit.models import Entry
from hongbang.awards import operations as awards
from hongbang.awards import queries
from hongbang.awards.models import Award, Batch
from hongbang.awards.rules.commands import Fetch
from hongbang.kernel.refusal import NotAllowed, NotFound, RuleBroken, Stale
from hongbang.outbox.models import Message
from hongbang.programmes.models import Edition
from hongbang.register.models import Honour


def verbs() -> list[str]:
    found = Entry.objects.filter(verb__startswith="awards.").order_by("sequence")
    return [one.removeprefix("awards.") for one in found.values_list("verb", flat=True)]


def numbers() -> list[str]:
    return [*Award.objects.order_by("batch", "place").values_list("honour__number", flat=True)]


def refused_with(code: str, act: Callable[[], object]) -> None:
    with pytest.raises((RuleBroken, Stale)) as refused:
        act()
    assert refused.value.code == code


def test_confer_enters_all_who_came_through_and_tells_their_unit(told: Through) -> None:
    wanted = [one.application.public_id for one in told.matter().names]

    batch = stories.conferred(told)

    assert numbers() == ["2026-01-0001-8", "2026-01-0002-6", "2026-01-0003-4"]
    assert [one.source for one in Honour.objects.order_by("number")] == wanted
    assert (batch.place, batch.paper, batch.first_on, batch.last_on) == (1, PAPER, FIRST, LAST)
    assert batch.approved == told.matter().passed.digest
    assert batch.digest == queries.digest(batch)
    assert verbs() == ["batch.conferred"]
    told_ones = Message.objects.filter(code="awards.conferred")
    assert {one.params["count"] for one in told_ones} == {"3"}
    assert told_ones.count() == 2  # the unit's clerk and head
    assert queries.to_confer(told.head) == []


def test_names_stand_as_they_were_on_the_day(told: Through) -> None:
    batch = stories.conferred(told)
    award = batch.awards.select_related("application__team").get(place=1)
    name, team = award.name, award.application.team
    assert team is not None
    type(team).objects.filter(pk=team.pk).update(name="后来的名字")

    assert Award.objects.get(pk=award.pk).name == name
    assert queries.digest(batch) == batch.digest


def test_the_same_click_again_gives_the_same_batch(told: Through) -> None:
    sent = stories.command(told)
    first = awards.confer(told.edition, sent, by=told.head, at=AT)

    again = awards.confer(told.edition, sent, by=told.head, at=AT)

    assert again == first
    assert (Batch.objects.count(), Honour.objects.count(), len(verbs())) == (1, 3, 1)


def test_confer_refuses_a_second_time(told: Through) -> None:
    sent = stories.command(told)
    awards.confer(told.edition, sent, by=told.head, at=AT)
    other = stories.command(told, paper="示范发〔2026〕13号", seen=sent.seen)

    refused_with(
        "awards.conferred_already",
        lambda: awards.confer(told.edition, other, by=told.head, at=AT),
    )
    refused_with("awards.nothing_new", lambda: stories.conferred(told))
    assert (Batch.objects.count(), Honour.objects.count()) == (1, 3)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"seen": "0" * 64}, "awards.list_moved"),
        ({"paper": " 1号 "}, "awards.no_paper"),
        ({"on": date(2026, 12, 10)}, "awards.day_early"),
        ({"on": date(2027, 4, 1)}, "awards.day_late"),
    ],
)
def test_confer_refuses(changes: dict[str, object], code: str, told: Through) -> None:
    sent = stories.command(told, **changes)

    refused_with(code, lambda: awards.confer(told.edition, sent, by=told.head, at=AT))

    assert (Batch.objects.count(), Honour.objects.count(), verbs()) == (0, 0, [])


def test_confer_refuses_an_edition_without_years(told: Through) -> None:
    chapters = told.edition.chapters
    chapters["validity"].pop("years")
    Edition.objects.filter(pk=told.edition.pk).update(chapters=chapters)

    refused_with("awards.no_years", lambda: stories.conferred(told))


def test_confer_refuses_when_the_approved_list_does_not_stand(
    told: Through, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = stories.command(told)
    monkeypatch.setattr(resolutions, "passed", lambda _edition: None)

    refused_with(
        "awards.not_passed", lambda: awards.confer(told.edition, sent, by=told.head, at=AT)
    )
    assert queries.to_confer(told.head) == []


def test_only_the_head_confers(told: Through) -> None:
    clerk = told.street.table.scene.clerk

    with pytest.raises(NotAllowed) as refused:
        awards.confer(told.edition, stories.command(told), by=clerk, at=AT)

    assert refused.value.code == "awards.head_confers"
    assert queries.to_confer(clerk) == []
    with pytest.raises(NotFound):
        queries.edition("nothing")


def test_whoever_waits_is_conferred_later_under_the_next_numbers(street: Street) -> None:
    letters = {one.pk: letter for letter, one in street.table.scene.files.items()}
    first = street.posting.names.order_by("place")[0]
    objection = publicity_stories.accepted(street, letters[first.application_id])
    told = stories.through(street)
    assert [one.pk for one in told.matter().waiting] == [first.application_id]
    refused_with("awards.some_wait", lambda: stories.conferred(told))

    batch = stories.conferred(told, is_partial=True)
    publicity_stories.ruled(street, objection, is_upheld=False, at=OVER)
    further = stories.conferred(told)

    assert [one.awards.count() for one in (batch, further)] == [2, 1]
    assert (further.place, further.awards.get().application_id) == (2, first.application_id)
    assert numbers() == ["2026-01-0001-8", "2026-01-0002-6", "2026-01-0003-4"]
    assert verbs() == ["batch.conferred", "batch.conferred"]


def test_who_moved_up_waits_for_the_notice(street: Street) -> None:
    letters = {one.pk: letter for letter, one in street.table.scene.files.items()}
    first = street.posting.names.order_by("place")[0]
    objection = publicity_stories.accepted(street, letters[first.application_id])
    publicity_stories.ruled(street, objection, is_upheld=True)
    told = stories.through(street)

    found = told.matter()

    assert (len(found.names), len(found.waiting), len(found.unposted)) == (2, 0, 1)
    refused_with("awards.some_wait", lambda: stories.conferred(told))


def test_who_was_struck_after_the_notice_is_not_honoured(told: Through) -> None:
    passed = told.matter().passed
    struck = told.matter().names[0].application
    strike = Strike(struck.public_id, "主管部门来函，材料不实。", passed.version)
    resolution = resolutions.standing(told.edition)
    assert resolution is not None

    approvals.strike(resolution, strike, by=told.head, at=AT)

    assert struck not in [one.application for one in told.matter().names]
    assert len(told.matter().names) == 2


def test_numbers_go_on_after_what_the_register_has(told: Through) -> None:
    house = honour_stories.house()
    honour_stories.enter(honour_stories.new(house, 4))

    stories.conferred(told)

    assert [one[8:12] for one in numbers()] == ["0005", "0006", "0007"]


def test_fetch_records_who_was_first(told: Through) -> None:
    award = stories.conferred(told).awards.get(place=2)

    fetched = stories.fetched(told, award)
    again = stories.fetched(told, award)

    assert fetched.fetched_at == moment("2026-12-22 09:00")
    assert (again.fetched_at, again.version) == (fetched.fetched_at, 2)
    assert verbs()[1:] == ["certificate.fetched"]
    assert queries.to_fetch(told.unit_clerk, FIRST).count() == 2


def test_fetch_refuses_others_what_is_stale_and_what_is_not_in_force(told: Through) -> None:
    award = stories.conferred(told).awards.get(place=1)
    stranger = told.street.table.scene.house.other_clerk.actor

    with pytest.raises(NotFound):
        awards.fetch(award, Fetch(1), by=stranger, at=AT)
    with pytest.raises(NotAllowed) as by_office:
        awards.fetch(award, Fetch(1), by=told.head, at=AT)
    with pytest.raises(Stale):
        awards.fetch(award, Fetch(7), by=told.unit_clerk, at=AT)
    stories.suspended(award)
    refused_with(
        "awards.not_in_force", lambda: awards.fetch(award, Fetch(1), by=told.unit_clerk, at=AT)
    )

    assert by_office.value.code == "awards.unit_fetches"
    assert queries.to_fetch(told.unit_clerk, FIRST).count() == 2
    assert verbs() == ["batch.conferred"]
    assert queries.visible(SYSTEM).count() == 3
