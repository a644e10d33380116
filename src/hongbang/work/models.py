"""Where is long work kept? Each room's own table inherits this frame."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hongbang.audit.models import Recorded
from hongbang.work.rules.lifecycle import WORK


class Work(Recorded):
    """A piece of work that was asked for: who asked, who does it until when, how far it is.

    A worker holds it by `lease_until` and `worker`; a dead worker's lease runs out and
    another goes on from `done`. `fault` is a refusal's code, with its parameters.
    """

    state = models.CharField(max_length=12, default=WORK.first)
    requested_by = models.CharField(max_length=32, blank=True)
    requested_at = models.DateTimeField()
    worker = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=80, blank=True)
    fault_params = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True
        indexes: ClassVar = [
            models.Index(fields=["state", "lease_until"], name="%(app_label)s_%(class)s_open"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=WORK.states), name="%(app_label)s_%(class)s_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["requested", "running"], finished_at__isnull=True)
                | Q(
                    state__in=["finished", "failed", "cancelled"],
                    finished_at__isnull=False,  # or nothing could be said against it
                    finished_at__gte=F("requested_at"),
                ),
                name="%(app_label)s_%(class)s_ended_is_dated",
            ),
            models.CheckConstraint(
                condition=(Q(state="failed") & ~Q(fault="")) | (~Q(state="failed") & Q(fault="")),
                name="%(app_label)s_%(class)s_failed_says_why",
            ),
        ]
