"""The reviews room in Django's list."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Experts, rounds of review, who reads what, score sheets, standings."""

    name = "hongbang.reviews"
    label = "reviews"
