"""The register in Django's list."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Honours across editions, and every turn they took."""

    name = "hongbang.register"
    label = "register"
