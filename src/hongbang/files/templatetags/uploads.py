"""How does a form ask for a file, so that a broken line does no harm?"""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.conf import settings
from django.forms import BoundField

register = template.Library()


@register.inclusion_tag("files/_upload.html")
def upload_field(bound: BoundField, upload: BoundField) -> Mapping[str, object]:
    """Draw a file field that sends in parts where script runs, and plainly where it does not.

    `bound` is the file field, `upload` the hidden field that takes the code of what has come.
    """
    return {"bound": bound, "upload": upload, "max_bytes": settings.HONGBANG_FILES.max_bytes}
