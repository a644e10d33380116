"""How is a delivery claimed, held, handed over and ended? Instruments for the room's jobs.

None of these is a deed: the request was one. Each is a checked update on the claim, so that a
worker which comes back from the dead changes nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from hongbang.audit.models import new_code
from hongbang.outbox.models import Delivery, DigestLine
from hongbang.outbox.rules.lifecycle import (
    CLAIMED,
    DOUBTFUL,
    ENDED,
    FAILED,
    LEASE,
    PATIENCE,
    RELAY_PAUSE,
    SENT,
    WAITING,
    pause_after,
)
from hongbang.outbox.rules.outcomes import Lost

ANSWER_MAX = 300
FORGET_AFTER = timedelta(days=30)
AT_ONCE = 200  # rows that one statement forgets


def claim(at: datetime, how_many: int) -> list[Delivery]:
    """Take the longest due deliveries, and those whose worker died; of two workers one gets each.

    **Why in batches**: one claim for each of 500 letters would look through the table 500 times.
    """
    token = new_code()
    waiting = Q(state=WAITING, due_at__lte=at)
    orphaned = Q(state=CLAIMED, lease_until__lt=at)
    with transaction.atomic():
        found: list[int] = []
        for wanted, order in ((orphaned, "lease_until"), (waiting, "due_at")):
            rows = Delivery.objects.filter(wanted).order_by(order, "pk")
            found += rows.values_list("pk", flat=True)[: how_many - len(found)]
        Delivery.objects.filter(waiting | orphaned, pk__in=found).update(
            state=CLAIMED,
            worker=token,
            lease_until=at + LEASE,
            claims=F("claims") + 1,
            version=F("version") + 1,  # whoever looked before must look again
        )
    return [*Delivery.objects.filter(worker=token).order_by("due_at", "pk")]


def hold(batch: list[Delivery], at: datetime) -> None:
    """Renew the lease of what is still to be done."""
    if batch:
        mine = Delivery.objects.filter(
            pk__in=[one.pk for one in batch], worker=batch[0].worker, state=CLAIMED
        )
        mine.update(lease_until=at + LEASE)


def hand_over(delivery: Delivery, at: datetime) -> None:
    """Write down that a relay is about to be told the end of the letter; committed before.

    Raises `Lost` where another worker has it: then the end is not told.
    """
    _change(delivery, handed_over_at=at, lease_until=at + LEASE)


def sent(delivery: Delivery, answer: str, at: datetime) -> None:
    """End the delivery as sent."""
    _end(delivery, SENT, answer, at)


def doubt(delivery: Delivery, answer: str, at: datetime) -> None:
    """End the delivery as handed over without an answer; only a person may try it again."""
    _end(delivery, DOUBTFUL, answer, at)


def fail(delivery: Delivery, answer: str, at: datetime) -> None:
    """End the delivery as not sent."""
    _end(delivery, FAILED, answer, at)


def wait(delivery: Delivery, answer: str, at: datetime) -> None:
    """Let the delivery wait for another try, longer each time; after the last one it has failed."""
    tries = delivery.tries + 1
    pause = pause_after(tries)
    if pause is None:
        _end(delivery, FAILED, answer, at, tries=tries)
        return
    _change(
        delivery,
        state=WAITING,
        worker="",
        lease_until=None,
        handed_over_at=None,
        due_at=at + pause,
        tries=tries,
        claims=0,
        answer=answer[:ANSWER_MAX],
    )


def release(batch: list[Delivery], answer: str, at: datetime) -> None:
    """Give letters back untried while nobody answers at the relay; the oldest give up."""
    if not batch:
        return
    mine = Delivery.objects.filter(
        pk__in=[one.pk for one in batch],
        worker=batch[0].worker,
        state=CLAIMED,
        handed_over_at__isnull=True,
    )
    ended = {"worker": "", "lease_until": None, "answer": answer[:ANSWER_MAX]}
    mine.filter(asked_at__lt=at - PATIENCE).update(state=FAILED, secret="", ended_at=at, **ended)
    mine.update(state=WAITING, due_at=at + RELAY_PAUSE, claims=0, **ended)


def gather_digests(at: datetime) -> int:
    """Make one mail of all that waits for one person's daily mail; returns how many mails.

    The mail and what it takes along are written in one transaction. It is named after its
    first line, so that of two workers one makes it.
    """
    due = DigestLine.objects.filter(due_at__lte=at, delivery__isnull=True)
    people = due.order_by("to").values_list("to", flat=True).distinct()
    return sum(_gather(person, at) for person in [*people[:AT_ONCE]])


def _gather(person: str, at: datetime) -> bool:
    with transaction.atomic():
        waiting = DigestLine.objects.filter(to=person, due_at__lte=at, delivery__isnull=True)
        lines = [*waiting.select_related("message").order_by("pk")]
        if not lines:
            return False
        last, public_id = lines[-1], new_code()
        asked = Delivery(
            public_id=public_id,
            effect_key=f"{lines[0].message.public_id}-digest",
            code="outbox.digest",
            way="email",
            to=person,
            address=last.address,
            language=last.language,
            params={"count": str(len(lines))},
            link="/inbox/",
            asked_at=at,
            due_at=at,
        )
        Delivery.objects.bulk_create([asked], ignore_conflicts=True)
        kept = Delivery.objects.get(effect_key=asked.effect_key)
        if kept.public_id != public_id:  # another worker was first, and has the lines it saw
            return False
        waiting.filter(pk__in=[line.pk for line in lines]).update(delivery=kept, address="")
        return True


def forget(at: datetime) -> int:
    """Empty the addresses of deliveries that ended a month ago; returns how many."""
    old = Delivery.objects.filter(is_forgotten=False, ended_at__lt=at - FORGET_AFTER)
    found = [*old.order_by("ended_at").values_list("pk", flat=True)[:AT_ONCE]]
    forgotten = Delivery.objects.filter(pk__in=found, state__in=ENDED)
    return forgotten.update(address="", is_forgotten=True) if found else 0


def _end(delivery: Delivery, state: str, answer: str, at: datetime, **more: object) -> None:
    _change(
        delivery,
        state=state,
        worker="",
        lease_until=None,
        secret="",
        ended_at=max(at, delivery.asked_at),  # the clock may step back
        answer=answer[:ANSWER_MAX],
        **more,
    )


def _change(delivery: Delivery, **changes: object) -> None:
    """Change the delivery while this worker holds it."""
    mine = Delivery.objects.filter(pk=delivery.pk, state=CLAIMED, worker=delivery.worker)
    if mine.update(**changes) != 1:
        raise Lost(str(delivery.pk))
