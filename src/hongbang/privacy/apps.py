"""The privacy room in Django's list."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Words about people: sealed, masked, shown with a reason, erased in time."""

    name = "hongbang.privacy"
    label = "privacy"
