"""The audit room in Django's list."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The ledger: entries, their erasable words, the last deed per subject."""

    name = "hongbang.audit"
    label = "audit"
