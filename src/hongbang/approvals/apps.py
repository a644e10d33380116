"""The approvals room in Django's list."""

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    """Department checks, resolutions, the hosts' decisions, supplements."""

    name = "hongbang.approvals"
    label = "approvals"
