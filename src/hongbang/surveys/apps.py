"""The surveys room in Django's list."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Customer surveys: invitations, anonymous answers, what they add up to."""

    name = "hongbang.surveys"
    label = "surveys"
