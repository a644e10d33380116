"""The sheets room in Django's list."""

from django.apps import AppConfig


class SheetsConfig(AppConfig):
    """Forms as data, in versions."""

    name = "hongbang.sheets"
    label = "sheets"
