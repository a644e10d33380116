"""The publicity room in Django's list."""

from django.apps import AppConfig


class PublicityConfig(AppConfig):
    """Postings, objections and rulings."""

    name = "hongbang.publicity"
    label = "publicity"
