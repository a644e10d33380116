"""The outbox room in Django's list."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Messages to people, written with the deed."""

    name = "hongbang.outbox"
    label = "outbox"
