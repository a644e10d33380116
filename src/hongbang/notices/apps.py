"""The notices room in Django's list."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Announcements and their annexes."""

    name = "hongbang.notices"
    label = "notices"
