"""Do ledger, files and letters hold together?"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from hongbang.audit import queries as audit
from hongbang.files import queries as files
from hongbang.ops.invariants.check import check
from hongbang.outbox.models import Delivery


def the_ledger_verifies() -> Iterator[str]:
    """The ledger is whole, in order, and agrees with its anchors and with what it told last."""
    found = audit.examine()
    if found.problem is not None:
        yield str(found.problem)


def files_are_there() -> Iterator[str]:
    """The bytes of every file that is kept are there, and give the digest that was kept."""
    for fault in files.faults():
        yield str(fault)


def letters_end_after_they_began() -> Iterator[str]:
    """No letter was handed over before it was asked for."""
    wrong = Delivery.objects.filter(handed_over_at__lt=F("asked_at"))
    yield from wrong.values_list("code", flat=True)


CHECKS = tuple(map(check, (the_ledger_verifies, files_are_there, letters_end_after_they_began)))
