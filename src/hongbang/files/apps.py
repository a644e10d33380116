"""The files room in Django's list."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Private uploads and their delivery."""

    name = "hongbang.files"
    label = "files"
