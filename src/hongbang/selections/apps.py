"""The selections room in Django's list."""

from django.apps import AppConfig


class SelectionsConfig(AppConfig):
    """Terms of selection, runs kept as evidence, slates and their seats."""

    name = "hongbang.selections"
    label = "selections"
