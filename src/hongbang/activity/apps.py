"""The activity room in Django's list."""

from django.apps import AppConfig


class ActivityConfig(AppConfig):
    """Records of activities, statistics returns and their sums."""

    name = "hongbang.activity"
    label = "activity"
