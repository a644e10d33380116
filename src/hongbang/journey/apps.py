"""The journey room in Django's list."""

from django.apps import AppConfig


class JourneyConfig(AppConfig):
    """Desks: what one owes, what one waits for."""

    name = "hongbang.journey"
    label = "journey"
