"""Which papers were asked for, and how far are they?"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from hongbang.documents import access
from hongbang.documents.models import Batch
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound

ON_THE_DESK = timedelta(days=7)


def visible(by: Actor) -> QuerySet[Batch]:
    """Return the batches `by` has asked for."""
    return access.visible_to(by, Batch.objects.defer("contents"))


def get(by: Actor, code: str) -> Batch:
    """Return one batch of mine; refuses with `NotFound`."""
    batch = visible(by).select_related("file").filter(public_id=code).first()
    if batch is None:
        raise NotFound("documents.missing")
    return batch


def on_desk(by: Actor, at: datetime) -> QuerySet[Batch]:
    """Return my batches under way, and those ended within a week."""
    recent = Q(finished_at__isnull=True) | Q(finished_at__gt=at - ON_THE_DESK)
    return visible(by).filter(recent).exclude(state="cancelled").order_by("-requested_at", "-pk")
