"""The applications room in Django's list."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Applications, what was submitted of them, and their evidence."""

    name = "hongbang.applications"
    label = "applications"
