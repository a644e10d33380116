"""The orgs room in Django's list."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """Organisations, stable across editions."""

    name = "hongbang.orgs"
    label = "orgs"
