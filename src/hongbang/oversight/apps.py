"""The oversight room in Django's list."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Visits, what they found, and what became of the honour."""

    name = "hongbang.oversight"
    label = "oversight"
