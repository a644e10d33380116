"""The portal room in Django's list."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The public site."""

    name = "hongbang.portal"
    label = "portal"
