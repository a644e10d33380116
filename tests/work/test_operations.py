"""Is long work done once, by one worker, and picked up where a dead one left it?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import moment
from tests.ledger_rig.models import Errand

from hongbang.kernel.refusal import RuleBroken, Stale
from hongbang.work import operations as work
from hongbang.work.rules.lifecycle import LEASE, TRIES

pytestmark = pytest.mark.django_db
NOW = moment()


def asked(what: str = "print") -> Errand:
    return Errand.objects.create(what=what, requested_at=NOW)


def test_claim_takes_the_longest_waiting() -> None:
    second = Errand.objects.create(what="second", requested_at=NOW + timedelta(seconds=1))
    first = asked()

    claimed = [work.claim(Errand, "w1", NOW) for _ in range(3)]

    assert claimed == [first, second, None]
    first.refresh_from_db()
    assert (first.state, first.worker, first.tries) == ("running", "w1", 1)
    assert first.lease_until == NOW + LEASE


def test_claim_leaves_what_another_worker_holds_until_its_lease_runs_out() -> None:
    errand = asked()
    work.claim(Errand, "w1", NOW)

    assert work.claim(Errand, "w2", NOW + LEASE) is None
    taken = work.claim(Errand, "w2", NOW + LEASE + timedelta(seconds=1))

    assert taken == errand
    assert (taken.worker, taken.tries) == ("w2", 2)


def test_advance_keeps_the_lease_and_the_place() -> None:
    asked()
    held = work.claim(Errand, "w1", NOW)
    assert held is not None

    later = NOW + timedelta(seconds=50)
    work.advance(held, 63, 100, later)

    kept = Errand.objects.get()
    assert (kept.done, kept.total, kept.lease_until) == (63, 100, later + LEASE)


@pytest.mark.parametrize("verb", ["advance", "finish", "fail"])
def test_a_worker_that_lost_its_lease_changes_nothing(verb: str) -> None:
    asked()
    lost = work.claim(Errand, "w1", NOW)
    later = NOW + LEASE + timedelta(seconds=1)
    work.claim(Errand, "w1", later)  # the same name, restarted
    assert lost is not None
    acts = {
        "advance": lambda: work.advance(lost, 1, 2, later),
        "finish": lambda: work.finish(lost, later),
        "fail": lambda: work.fail(lost, RuleBroken("orgs.name_taken"), later),
    }

    with pytest.raises(Stale, match=r"work\.lost"):
        acts[verb]()

    kept = Errand.objects.get()
    assert (kept.state, kept.done, kept.tries) == ("running", 0, 2)


def test_finish_ends_it() -> None:
    asked()
    held = work.claim(Errand, "w1", NOW)
    assert held is not None

    work.finish(held, NOW)

    kept = Errand.objects.get()
    assert (kept.state, kept.finished_at, kept.lease_until) == ("finished", NOW, None)
    assert work.claim(Errand, "w2", NOW + timedelta(days=1)) is None


def test_fail_keeps_the_reason() -> None:
    asked()
    held = work.claim(Errand, "w1", NOW)
    assert held is not None
    refusal = RuleBroken("orgs.name_taken", {"name": "x", "rows": [1, NOW], "of": {"a": None}})

    work.fail(held, refusal, NOW)

    kept = Errand.objects.get()
    assert (kept.state, kept.fault) == ("failed", "orgs.name_taken")
    assert kept.fault_params == {"name": "x", "rows": [1, str(NOW)], "of": {"a": None}}


def test_cancel_stops_what_is_open_and_the_worker_learns_it() -> None:
    errand = asked()
    held = work.claim(Errand, "w1", NOW)
    assert held is not None

    assert work.cancel(errand, NOW)

    with pytest.raises(Stale, match=r"work\.lost"):
        work.advance(held, 1, 2, NOW)
    assert not work.cancel(errand, NOW)
    assert Errand.objects.get().state == "cancelled"


def test_work_that_kills_its_worker_is_given_up() -> None:
    asked()
    at = NOW
    for _ in range(TRIES):
        assert work.claim(Errand, "w1", at) is not None
        at += LEASE + timedelta(seconds=1)

    assert work.claim(Errand, "w1", at) is None
    kept = Errand.objects.get()
    assert (kept.state, kept.fault) == ("failed", "work.gave_up")
