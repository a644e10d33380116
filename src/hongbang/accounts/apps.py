"""The accounts room in Django's list."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who sign in, and their seats."""

    name = "hongbang.accounts"
    label = "accounts"
