"""The programmes room in Django's list."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Programmes and their editions."""

    name = "hongbang.programmes"
    label = "programmes"
