"""Which stories of awards do tests begin in? Told by operations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from tests.cast import SYSTEM, Member, moment
from tests.publicity import stories as publicity_stories
from tests.publicity.stories import Street

from hongbang.awards import operations as awards
from hongbang.awards import queries
from hongbang.awards.models import Award, Batch
from hongbang.awards.queries import Matter
from hongbang.awards.rules.commands import Confer, Fetch
from hongbang.kernel.actor import Actor, Role
from hongbang.programmes.models import Edition
from hongbang.publicity import queries as publicity
from hongbang.publicity.models import Name
from hongbang.register import operations as register
from hongbang.register.models import Honour
from hongbang.register.rules.commands import Turn

AT = moment("2026-12-21 10:00")
FIRST, LAST = date(2026, 12, 21), date(2029, 12, 20)
PAPER = "示范发〔2026〕12号"


@dataclass(frozen=True)
class Through:
    """An edition whose list came through the notice; one name may still wait."""

    street: Street

    @property
    def edition(self) -> Edition:
        """Return the edition."""
        return self.street.edition

    @property
    def head(self) -> Actor:
        """Return the head of the office."""
        return self.street.head

    @property
    def unit_clerk(self) -> Actor:
        """Return the clerk of the unit whose teams were honoured."""
        return self.street.table.scene.house.clerk.actor

    def matter(self) -> Matter:
        """Return what could be conferred now."""
        found = queries.matter(self.edition)
        assert found is not None
        return found


def through(street: Street) -> Through:
    """Tell of a notice that is over without an objection."""
    publicity_stories.closed(street)
    return Through(street)


def command(told: Through, *, is_partial: bool = False, **changes: object) -> Confer:
    """Return what the head would send, or as changed."""
    given = {"paper": PAPER, "on": FIRST, "seen": told.matter().seen, "is_partial": is_partial}
    return Confer(**(given | changes))  # type: ignore[arg-type]  # as Confer's own fields


def conferred(told: Through, *, is_partial: bool = False) -> Batch:
    """Tell of honours that were conferred."""
    sent = command(told, is_partial=is_partial)
    return awards.confer(told.edition, sent, by=told.head, at=AT)


def fetched(told: Through, award: Award) -> Award:
    """Tell of a certificate that its unit fetched."""
    kept = Award.objects.get(pk=award.pk)
    return awards.fetch(
        kept, Fetch(kept.version), by=told.unit_clerk, at=moment("2026-12-22 09:00")
    )


def suspended(award: Award) -> None:
    """Tell of an honour that was suspended on the day it was conferred."""
    honour = Honour.objects.get(award=award)
    turn = Turn("suspend", honour.version, "检查所见", FIRST)
    register.turn(honour, turn, by=SYSTEM, at=AT)


def given(
    monkeypatch: pytest.MonkeyPatch, name: str, company: dict[Role, Member]
) -> dict[str, object]:
    """Tell of an honour that was conferred as if its name had come through, and was fetched."""
    through = Name.objects.select_related("posting__edition", "application__category").get(
        public_id=name
    )
    edition = through.posting.edition
    as_if = publicity.Outcome(edition, (through,), 0, is_final=True)
    monkeypatch.setattr(publicity, "outcome", lambda _edition: as_if)
    found = queries.matter(edition)
    assert found is not None
    confer = Confer(PAPER, found.not_before, found.seen, is_partial=True)
    batch = awards.confer(edition, confer, by=company[Role.OFFICE_HEAD].actor, at=AT)
    award = batch.awards.get()
    unit = replace(company[Role.UNIT_CLERK].actor, organisation=through.application.unit.public_id)
    awards.fetch(award, Fetch(award.version), by=unit, at=AT)
    return {"award": award.public_id, "bestowal": batch.public_id}
