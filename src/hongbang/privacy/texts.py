"""What are the deeds and refusals of guarding personal words called?"""

from django.utils.translation import gettext_lazy as _

ROOM = _("个人信息")

VERBS: dict[str, str] = {}

REFUSALS: dict[str, str] = {}
