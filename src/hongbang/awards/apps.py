"""The awards room in Django's list."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """Batches of honours conferred, and their certificates."""

    name = "hongbang.awards"
    label = "awards"
