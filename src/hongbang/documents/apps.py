"""The documents room in Django's list."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Papers and tables made from typed content."""

    name = "hongbang.documents"
    label = "documents"
