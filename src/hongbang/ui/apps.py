"""The ui room in Django's list."""

from django.apps import AppConfig
from django.core.checks import register


class UiConfig(AppConfig):
    """Page shell, components, doors."""

    name = "hongbang.ui"
    label = "ui"

    def ready(self) -> None:
        """Register the checks that stop the start."""
        from hongbang.ui.checks import every_route_has_a_door  # noqa: PLC0415 - needs apps ready

        register(every_route_has_a_door)
