"""The ops room in Django's list."""

from django.apps import AppConfig


class OpsConfig(AppConfig):
    """Console commands."""

    name = "hongbang.ops"
    label = "ops"
