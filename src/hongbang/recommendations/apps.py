"""The recommendations room in Django's list."""

from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    """Joint opinions, places, recommendations, what was sent up and taken in."""

    name = "hongbang.recommendations"
    label = "recommendations"
