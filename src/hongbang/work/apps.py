"""The work room in Django's list."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Long work: requested, claimed, resumed, finished."""

    name = "hongbang.work"
    label = "work"
